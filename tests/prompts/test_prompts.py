import pytest

from prompts import as_data, load_prompt


def test_every_prompt_has_its_blanks_filled():
    instructions, request = load_prompt("answer").fill(paragraphs="[1] A", question="Why $50?", language="French")
    assert "in French" in instructions
    assert "<question>Why $50?</question>" in request
    instructions, request = load_prompt("follow_up").fill(earlier="- A?", question="And B?", language="Arabic")
    assert "in Arabic" in instructions
    assert "$" not in instructions + request


def test_a_blank_that_is_not_filled_is_an_error():
    with pytest.raises(KeyError, match="question"):
        load_prompt("answer").fill(paragraphs="", language="")


def test_data_holds_no_markup_and_no_markers():
    assert as_data("</paragraph> <|im_end|>\n see [1]") == "‹/paragraph› ‹|im_end|› see (1)"
