"""Two reports that give different figures for one thing: both are shown, each as of its date."""

import hashlib

import pytest

from assistant.answering import Assistant
from assistant.library import Library
from assistant.selection import Selection
from index.build import ingest
from index.sources import Source
from index.store import read_index

MANIFEST = """
name = "fund"
titles = {{ en = "Lakes Fund" }}
licence = "Made for the tests."
[[documents]]
id = "report-2015"
file = "2015.txt"
sha256 = "{first}"
language = "en"
date = "2015-03-01"
[documents.titles]
en = "Report of the Lakes Fund, 2015"
[[documents]]
id = "report-2022"
file = "2022.txt"
sha256 = "{second}"
language = "en"
date = "2022-03-01"
[documents.titles]
en = "Report of the Lakes Fund, 2022"
"""
REPORT = """Report of the Lakes Fund

1. The Lakes Fund was set up so that both lakes are kept clean for those who fish there.

2. Since the beginning Norway has paid {amount} into the Lakes Fund.

3. The Commission of the Lakes meets in the northern town every second summer to talk about boats.

4. Ratification of the Lakes Treaty by Norway took place on {day}.
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("fund")
    contents = {
        "2015.txt": REPORT.format(amount="€200,000", day="3 May 1999"),
        "2022.txt": REPORT.format(amount="€700,000", day="4 June 2001"),
    }
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8")
    sums = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in contents.items()}
    manifest = MANIFEST.format(first=sums["2015.txt"], second=sums["2022.txt"])
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    index = tmp_path_factory.mktemp("fund-index") / "index"
    ingest([Source(folder, None)], index, encoder)
    return Assistant(Library(read_index(index), encoder))


def test_both_figures_are_shown_with_the_dates_of_their_documents(reports):
    answer = reports.ask("How much has Norway paid into the Lakes Fund?")
    assert answer.status == "answered"
    shown = answer.answer.split("\n")
    assert len(shown) == 2
    assert any("€200,000" in line and "1 March 2015" in line for line in shown)
    assert any("€700,000" in line and "1 March 2022" in line for line in shown)
    assert {citation.document.document_id for citation in answer.citations} == {"report-2015", "report-2022"}
    for citation in answer.citations:
        assert citation.paragraph.text[citation.start : citation.end] == citation.quote


def test_an_event_has_one_date_and_another_date_is_not_offered_beside_it(reports):
    answer = reports.ask("When did Norway ratify the Lakes Treaty?")
    assert "\n" not in answer.answer


def test_a_document_that_is_left_out_gives_no_other_figure(reports):
    selection = Selection(since="2022")
    answer = reports.ask("How much has Norway paid into the Lakes Fund?", selection=selection)
    assert "€700,000" in answer.answer
    assert "200,000" not in answer.answer
    assert {citation.document.document_id for citation in answer.citations} == {"report-2022"}
