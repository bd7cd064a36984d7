"""Narrowing down: what is chosen, and that no answer cites anything else."""

import pytest

from assistant.selection import Selection
from corpus.errors import PinpointError

RATIFIED = "When did Belgium ratify the CTBT?"
QUESTIONS = (
    RATIFIED,
    "What do Belgium's 2015 and 2022 reports say about export controls?",
    "Where do NPT/CONF.2015/39 and NPT/CONF.2020/PC.II/WP.6 mention Norway?",
    "When was the NPT signed, and how many states are parties to it?",
    "How much has Belgium contributed to the IAEA Nuclear Security Fund?",
    "Who chaired the Nuclear Suppliers Group in 2020-2021?",
    "谁提出了核裁军核查的决议？",
    "Which countries are members of the NPDI?",
    "Who painted the Mona Lisa?",
)


def shown(answer):
    """Every document that an answer shows a reader."""
    cited = {citation.document.document_id for citation in answer.citations}
    return cited | {near.document.document_id for near in answer.nearest}


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(documents=("belgium-2022", "not-there")), {"belgium-2022"}),
        (Selection(submitters=("比利时",)), {"belgium-2015", "belgium-2022"}),
        (Selection(submitters=("比利时",), until="2015"), {"belgium-2015"}),
        (Selection(since="2022"), {"belgium-2022"}),
        (Selection(since="2015-05-22", until="2015-05-22"), {"belgium-2015"}),
        (Selection(since="2015-05-23", until="2017-05-01"), set()),
        (Selection(until="2017-05"), {"seoul-2012", "belgium-2015", "npdi-2017"}),
        (Selection(corpora=("npt",), languages=("en",)), set()),
        (Selection(corpora=("other",)), set()),
    ],
)
def test_the_documents_that_fit_all_that_is_chosen(library, selection, expected):
    assert selection.chosen(library) == expected


def test_a_document_without_a_date_is_out_only_when_dates_are_chosen(other_catalogue):
    everything = Selection(languages=("en", "fr", "ru")).chosen(other_catalogue)
    assert everything == other_catalogue.documents.keys()
    dated = Selection(since="1000").chosen(other_catalogue)
    assert dated == {key for key, document in other_catalogue.documents.items() if document.date}


def test_nothing_chosen_restricts_nothing(library, assistant):
    assert Selection().chosen(library) is None
    assert assistant.ask(RATIFIED, selection=Selection()).citations == assistant.ask(RATIFIED).citations


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("documents", [("belgium-2015",), ("eu-2018", "belgium-2022")])
def test_an_answer_shows_nothing_from_outside_the_selection(assistant, question, documents):
    answer = assistant.ask(question, selection=Selection(documents=documents))
    assert shown(answer) <= set(documents)
    assert {paragraph_id.split(".")[0] for paragraph_id in answer.ranking} <= set(documents)
    if answer.withheld:
        assert shown(answer.withheld) <= set(documents)


def test_the_answer_is_found_in_the_document_that_is_left(assistant):
    answer = assistant.ask(RATIFIED, selection=Selection(documents=("belgium-2015",)))
    assert (answer.status, answer.value.normalized) == ("answered", "1999-06-29")
    assert shown(answer) == {"belgium-2015"}


def test_selection_and_corpora_both_hold(assistant, library):
    selection = Selection(documents=("belgium-2015",))
    assert shown(assistant.ask(RATIFIED, corpora=["npt"], selection=selection)) == {"belgium-2015"}
    found = library.search("nuclear", "en", 50, ["npt"], selection).results
    assert {item.document.document_id for item in found} == {"belgium-2015"}


@pytest.mark.parametrize("selection", [Selection(documents=("gone",)), Selection(since="2040")])
def test_where_no_document_fits_it_is_said_with_the_remedy(assistant, library, selection):
    with pytest.raises(PinpointError, match=r"No document fits .*: take a part of it back"):
        assistant.ask(RATIFIED, selection=selection)
    with pytest.raises(PinpointError, match="No document fits"):
        library.search("nuclear", "en", 5, selection=selection)


def test_a_reference_is_followed_anywhere(assistant):
    answer = assistant.ask("NPT/CONF.2020/PC.II/WP.6, para. 20", selection=Selection(documents=("belgium-2015",)))
    assert [citation.paragraph.paragraph_id for citation in answer.citations] == ["eu-2018.p20"]
