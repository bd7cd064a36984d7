"""One answer, copied: as plain text and as Markdown that shows the quotes and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.export.markdown import answer_as_markdown, escaped
from assistant.export.plain_text import answer_as_plain_text
from assistant.export.writing_direction import in_one_line, runs_right_to_left
from assistant.support_wording import support_in_words
from corpus.language import UN_LANGUAGES
from corpus.printable import printable


def shown(markdown):
    """The text of each block as a CommonMark program with tables and struck-out words shows it."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    blocks = []
    for token in parser.parse(markdown):
        if token.type == "inline":
            kinds = {child.type for child in token.children}
            assert kinds <= {"text"}, (kinds, token.content)
            blocks.append("".join(child.content for child in token.children))
        else:
            assert token.type in {"paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close",
                                  "list_item_open", "list_item_close"}, token.type  # fmt: skip
    return blocks


def test_an_answer_carries_its_citations_as_footnotes(dated_answer):
    assert answer_as_markdown(dated_answer) == (
        "29 June 1999[^1][^2]\n\n"
        "[^1]: Report by Belgium (2022), para. 18: “比利时于 1999 年 6 月 29 日批准了该条约。”\n\n"
        "[^2]: Report by Belgium (2022), NPT/CONF.2015/39, para. 3: “比利时批准《条约》。”\n"
    )


def test_an_answer_as_plain_text_has_its_sources_below(dated_answer):
    assert answer_as_plain_text(dated_answer) == (
        "29 June 1999 [1][2]\n\n"
        "[1] Report by Belgium (2022), para. 18: “比利时于 1999 年 6 月 29 日批准了该条约。”\n"
        "[2] Report by Belgium (2022), NPT/CONF.2015/39, para. 3: “比利时批准《条约》。”"
    )


def test_a_quote_that_is_the_answer_stands_in_quotation_marks_and_is_not_repeated(make_answer, make_citation):
    citation = make_citation("他们批准了[2]条约。")
    answer = make_answer("他们批准了[2]条约。 [1]", citation, question="什么？", language="zh")
    assert answer_as_plain_text(answer) == "“他们批准了[2]条约。” [1]\n\n[1] Report by Belgium (2022)，第18段"
    assert shown(answer_as_markdown(answer)) == [
        "“他们批准了[2]条约。”[^1]",
        "[^1]: Report by Belgium (2022)，第18段",
    ]


def test_a_quote_with_two_sources_stands_once_and_under_each_of_them(make_answer, make_citation):
    first, second = make_citation("引文", 1), make_citation("引文", 2, number="3", document_id="other")
    answer = make_answer("引文 [1][2]", first, second)
    assert answer_as_plain_text(answer) == (
        "“引文” [1][2]\n\n[1] Report by Belgium (2022), para. 18\n[2] Report by Belgium (2022), para. 3"
    )
    assert shown(answer_as_markdown(answer))[0] == "“引文”[^1][^2]"


@pytest.mark.parametrize("language", UN_LANGUAGES)
def test_an_answer_that_is_not_well_supported_says_so_where_it_is_copied(make_answer, make_citation, language):
    def answer(confidence):
        return make_answer("引文 [1]", make_citation("引文"), language=language, confidence=confidence)

    weak, fair = support_in_words(0.4, language), support_in_words(0.7, language)
    assert answer_as_plain_text(answer(0.4)).splitlines()[1].strip("\u200e\u200f") == weak
    assert answer_as_plain_text(answer(0.7)).splitlines()[1].strip("\u200e\u200f") == fair
    assert shown(answer_as_markdown(answer(0.4)))[1].strip("\u200e\u200f") == weak
    assert len(shown(answer_as_markdown(answer(0.8)))) == 2


def test_what_was_not_found_is_called_neither_well_nor_badly_supported(make_answer, make_citation):
    answer = make_answer("Not found in these documents.", nearest=[make_citation("某段")], confidence=0.1)
    assert "supported" not in answer_as_plain_text(answer) + answer_as_markdown(answer)


def test_a_footnote_without_blanks_is_no_link_to_a_program_that_knows_no_footnotes(make_answer, make_citation):
    citation = make_citation("引文。", title="比利时报告（2022年）")
    answer = make_answer("引文。 [1]", citation, language="zh")
    assert shown(answer_as_markdown(answer)) == ["“引文。”[^1]", "[^1]: 比利时报告（2022年）， 第18段"]


def test_markers_of_a_models_answer_are_numbered_as_they_come_and_unknown_ones_stay(make_answer, make_citation):
    answer = make_answer(
        "It did [2]. It signed [9], then ratified [1][2].",
        make_citation("Q1", 1, number="1"), make_citation("Q2", 2, number="2"), make_citation("Q3", 3, number="3"),
        model="qwen3",
    )  # fmt: skip
    said, written_by, *notes = shown(answer_as_markdown(answer))
    assert said == "It did[^1]. It signed [9], then ratified[^2][^1].[^3]"
    assert written_by == "Written by qwen3 and checked against the cited paragraphs."
    assert [re.search("para. ([0-9])", note)[1] for note in notes] == ["2", "1", "3"]


def test_what_was_not_found_is_said_with_what_was_nearest(make_answer, make_citation):
    answer = make_answer("Not found in these documents.", nearest=[make_citation("某段")])
    assert answer_as_plain_text(answer) == (
        "Not found in these documents.\nNot an answer, only the nearest paragraphs:\n"
        "- Report by Belgium (2022), para. 18: “Before. 某段 After.”"
    )
    assert shown(answer_as_markdown(answer))[2] == "Report by Belgium (2022), para. 18: “Before. 某段 After.”"


def test_hostile_text_stays_text_wherever_it_stands(make_answer, make_citation, hostile):
    citation = make_citation(hostile, title=f"T {hostile}", section=(hostile,), number=None)
    answer = make_answer(f"{hostile} [1]\n{hostile}", citation, nearest=[citation])
    blocks = shown(answer_as_markdown(answer))
    quote = " ".join(in_one_line(printable(hostile)).split())
    assert f"“{quote}”" in [" ".join(block.removesuffix("[^1]").split()) for block in blocks]
    assert "Before." in blocks[-2]
    assert blocks[-1].startswith("[^1]: T ")


@pytest.mark.parametrize("program", ["js-default", "commonmark"])
def test_html_that_is_made_of_it_has_no_element_of_a_document(make_answer, make_citation, hostile, program):
    answer = make_answer(f"{hostile} [1]", make_citation(hostile))
    html = MarkdownIt(program).render(answer_as_markdown(answer))
    assert set(re.findall(r"</?(\w+)", html)) == {"p"}


@given(st.text("ab1 .:/@()[]{}<>#*_`~!|\\^$&;=+-\"'\n\t\x00\u2028\u202e中ا“", max_size=30))
def test_any_text_is_shown_as_it_is(text):
    line = in_one_line(printable(text))
    blocks = shown(f"x{escaped(text)}x")
    assert blocks == [f"x{line}x"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "“引文” [1]"), ("fr", "« 引文 » [1]"), ("es", "«引文» [1]"), ("ru", "«引文» [1]"),
        ("zh", "“引文” [1]"), ("ar", "\u200f«\u2068引文\u2069» [1]"), ("de", "“引文” [1]"),
    ],
)  # fmt: skip
def test_quotation_marks_are_those_of_the_questions_language(make_answer, make_citation, language, expected):
    answer = make_answer("引文 [1]", make_citation("引文"), language=language)
    assert answer_as_plain_text(answer).split("\n")[0] == expected


def test_an_arabic_line_that_begins_with_latin_letters_still_runs_from_right_to_left(make_answer, make_citation):
    answer = make_answer("1999 [1]", make_citation("引文"), language="ar")
    note = answer_as_plain_text(answer).split("\n")[-1]
    assert note == "\u200f[1] Report by Belgium (2022)، الفقرة 18: «\u2068引文\u2069»"


def test_a_quote_cannot_turn_the_text_behind_it():
    assert in_one_line("a\u202eb") == "a\u202eb\u202c"
    assert in_one_line("a\u2069\u202cb") == "ab"
    assert in_one_line("\u2067a\u202bb") == "\u2067a\u202bb\u202c\u2069"
    assert in_one_line("a\u200fb") == "a\u200fb"


def test_which_languages_run_from_right_to_left():
    assert [runs_right_to_left(language) for language in ("ar", "he", "fa", "en", "zh", "no language")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
