"""The documents' room and the filter as HTML: what is shown, and what of a browser's words is believed."""

import json
from dataclasses import dataclass, replace

import gradio as gr
import pytest
from lxml import html
from starlette.requests import Request

from assistant.chat.app import build_app
from assistant.chat.desk import Desk
from assistant.chat.documents import adding, shelf_view
from assistant.chat.documents.adding import AddingWork, Drops, all_of, render_adding, summary
from assistant.chat.documents.filtering import (
    GIVE_CHOICE,
    read_choice,
    read_selection,
    render_line,
    render_panel,
    selection_shown,
    still_there,
)
from assistant.chat.documents.filtering_wording import filtering_wording_in
from assistant.chat.documents.shelf_view import View, render_view
from assistant.chat.documents.wording import documents_wording_in
from assistant.chat.page_wording import holdings
from assistant.collection import Adding, DroppedFile
from assistant.library import Catalogue, Library
from assistant.selection import Selection
from corpus.documents import Document
from index.build import ingest
from index.sources import Source
from index.store import read_index
from index.write_lock import BusyIndexError, write_lock

HOSTILE = '<img src=x onerror="alert(1)">\u202e"\'&'


def shown(library, view=None, find="", language="en"):
    return html.fromstring(render_view(library, view or View(), find, language, lambda document: False, "0"))


def rows(tree):
    return [row.get("data-document") for row in tree.xpath("//tbody/tr")]


def test_each_document_stands_in_the_table_with_what_is_known_of_it(library):
    row = shown(library).xpath("//tr[@data-document='belgium-2015']")[0].text_content()
    for fact in ("Report by Belgium (2015)", "NPT/CONF.2015/39", "比利时", "npt", "27 April", "Chinese", "58"):
        assert fact in row
    chinese = shown(library, language="zh").xpath("//tr[@data-document='belgium-2015']")[0].text_content()
    assert "比利时报告（2015年）" in chinese
    assert "中文" in chinese


@pytest.mark.parametrize(
    ("find", "expected"),
    [
        ("belgium 2015", ["belgium-2015"]),
        ("WP.6", ["eu-2018"]),
        ("核安全峰会", ["seoul-2012"]),
        ("欧洲联盟", ["eu-2018"]),
        ("nowhere", []),
    ],
)
def test_documents_are_found_by_title_symbol_and_submitter(library, find, expected):
    assert rows(shown(library, find=find)) == expected


def test_a_documents_paragraphs_are_all_there_with_number_place_and_section(library):
    tree = shown(library, View("belgium-2022"))
    paragraphs = library.paragraphs_of("belgium-2022")
    assert len(tree.xpath("//li[@class='cut-paragraph']")) == min(len(paragraphs), shelf_view.PAGE_LENGTH)
    eighteenth = tree.xpath("//a[@data-paragraph='belgium-2022.p18']/ancestor::li")[0]
    assert "para. 18" in eighteenth.text_content()
    assert "1999 年 6 月 29 日" in eighteenth.text_content()
    assert eighteenth.xpath("preceding-sibling::li[@class='section']")


def test_pages_follow_each_other_and_leave_nothing_out(library, monkeypatch):
    monkeypatch.setattr(shelf_view, "PAGE_LENGTH", 7)
    expected = [paragraph.paragraph_id for paragraph in library.paragraphs_of("eu-2018")]
    found, page = [], 0
    while True:
        tree = shown(library, View("eu-2018", page))
        found += tree.xpath("//li[@class='cut-paragraph']//a/@data-paragraph")
        following = tree.xpath("//button[contains(@class, 'next-page') and not(@disabled)]/@data-page")
        if not following:
            break
        page = int(following[0])
    assert found == expected
    assert shown(library, View("eu-2018", 10**6)).xpath("//li[@class='cut-paragraph']")


def test_paragraphs_are_found_by_words_and_these_are_marked(library):
    tree = shown(library, View("eu-2018"), "挪威 决议")
    paragraphs = tree.xpath("//li[@class='cut-paragraph']")
    assert 0 < len(paragraphs) < len(library.paragraphs_of("eu-2018"))
    for paragraph in paragraphs:
        assert {"挪威", "决议"} <= set(paragraph.xpath(".//mark/text()"))
    assert "Nothing here has these words" in shown(library, View("eu-2018"), "zzz").text_content()


def test_a_document_that_is_gone_gives_the_table(library):
    assert len(rows(shown(library, View("gone")))) == 5


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_document_says_is_shown_and_never_run(tmp_path, encoder, language):
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "x.txt").write_text(
        f"{HOSTILE}\n\n1. {HOSTILE} was said at the meeting of the group.\n", encoding="utf-8"
    )
    ingest([Source(folder, None)], tmp_path / "index", encoder)
    catalogue = Catalogue(read_index(tmp_path / "index"))
    (document_id,) = catalogue.documents
    pages = [
        shown(catalogue, View(removing=document_id), language=language),
        shown(catalogue, View(document_id), "onerror", language),
        html.fromstring(render_line(Selection(documents=(document_id,)), catalogue, language)),
        html.fromstring(render_panel(Selection(documents=(document_id,)), catalogue, language)),
        html.fromstring(
            render_adding(Adding((DroppedFile(folder, HOSTILE, "failed", reason=HOSTILE),), 0.5), None, language)
        ),
    ]
    for tree in pages:
        assert not tree.xpath("//img | //@onerror")
        assert "<img" in html.tostring(tree, method="text", encoding="unicode") + "".join(tree.xpath("//@title"))


@dataclass
class _Desk:
    library: Catalogue


def test_each_files_state_is_named_and_a_document_that_is_here_already_by_its_title(library):
    files = (
        DroppedFile(None, "a.txt", "added", "a.txt", 12),
        DroppedFile(None, "b.txt", "beside", "b (2).txt", 3),
        DroppedFile(None, "c.txt", "known", reason="belgium-2022", paragraphs=60),
        DroppedFile(None, "d.png", "failed", reason="its format is not supported"),
    )
    words = " ".join(render_adding(Adding(files, 1.0), _Desk(library), "en", is_done=True).split())
    assert "added; paragraphs: 12" in words
    assert "added as b (2).txt" in words
    assert "report submitted by Belgium (2022)" in words
    assert "its format is not supported" in words
    assert "<progress" not in words
    assert summary(Adding(files, 1.0), "en").startswith("Files added: 2 of 4. Paragraphs: 15.")
    assert summary(Adding(files[2:], 1.0), "zh") == documents_wording_in("zh").nothing_added


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"corpora": "npt", "documents": {"belgium-2022": 1}, "languages": 5, "submitters": None},
        {"corpora": [["npt"], None, 7, "\ud800"], "documents": ["x" * 5000], "since": "", "until": None},
    ],
)
def test_odd_data_from_a_browser_chooses_nothing(data):
    assert read_selection(read_choice(json.dumps(data))) == (Selection(), False)


@pytest.mark.parametrize("text", [None, "", "x", "[]", "7", "null", "[" * 100_000, '{"corpora":'])
def test_what_no_panel_shows_is_no_choice(text):
    assert read_choice(text) is None


@pytest.mark.parametrize("group", ["corpora", "documents", "languages", "submitters"])
def test_where_all_that_was_chosen_is_gone_nothing_is_searched_until_it_is_taken_back(library, group):
    selection = Selection(**{group: ("gone",)})
    known, is_gone = still_there(selection, library)
    assert (known, is_gone) == (selection, True)
    line = html.fromstring(render_line(known, library, "en", is_gone=is_gone))
    assert "no document fits" in line.text_content()
    assert "no longer here" in line.text_content()
    assert [chip.get("data-value") for chip in line.find_class("chosen-chip")] == ["gone"]
    ticked = html.fromstring(render_panel(known, library, "en")).xpath("//input[@checked]/@value")
    assert ticked == ["gone"]


def test_where_a_part_of_what_was_chosen_is_gone_the_rest_is_searched(library):
    selection = Selection(corpora=("npt",), documents=("gone", "eu-2018"), since="2015")
    expected = Selection(corpora=("npt",), documents=("eu-2018",), since="2015")
    assert still_there(selection, library) == (expected, True)
    assert still_there(expected, library) == (expected, False)


def test_what_the_library_has_is_chosen(library):
    data = {
        "corpora": ["npt", "x"],
        "documents": ["eu-2018"],
        "submitters": ["比利时"],
        "since": " 2015 ",
        "until": "2022-01",
    }
    selection, is_wrong_date = read_selection(data)
    assert still_there(selection, library) == (
        Selection(("npt",), ("eu-2018",), (), ("比利时",), "2015", "2022-01"),
        True,
    )
    assert not is_wrong_date


@pytest.mark.parametrize("written", ["yesterday", "2015-13", "2015-02-30", "15", "2015/01", "0000", "<b>", ["2015"]])
def test_what_is_no_date_chooses_nothing_and_is_said(library, written):
    selection, is_wrong = read_selection({"since": written})
    assert (selection, is_wrong) == (Selection(), True)
    assert "2015-04-27" in render_line(selection, library, "en", is_wrong_date=is_wrong)


@pytest.mark.parametrize(
    ("documents", "paragraphs", "language", "said"),
    [
        (5, 1274, "en", "5 documents, 1,274 paragraphs"),
        (1, 1, "en", "1 document, 1 paragraph"),
        (0, 0, "en", "0 documents, 0 paragraphs"),
        (1, 12, "zh", "1 份文件，12 个段落"),
    ],
)
def test_one_document_and_one_paragraph_are_counted_in_the_singular(documents, paragraphs, language, said):
    assert holdings(documents, paragraphs, language) == said


def test_the_table_is_headed_by_how_much_there_is(library):
    assert shown(library).xpath("string(//h2)") == "5 documents, 274 paragraphs"


def test_the_line_says_what_is_searched_and_each_choice_can_be_taken_back(library):
    assert "all 5 documents" in render_line(Selection(), library, "en")
    line = html.fromstring(render_line(Selection(submitters=("比利时",), since="2016"), library, "en"))
    assert "1 of 5 documents" in line.text_content()
    chips = [(chip.get("data-group"), chip.get("data-value")) for chip in line.find_class("chosen-chip")]
    assert chips == [("submitters", "比利时"), ("since", "2016")]
    nothing = html.fromstring(render_line(Selection(since="2040"), library, "en"))
    assert nothing.find_class("empty")


def test_a_group_with_nothing_to_choose_is_left_out_and_a_long_one_can_be_searched(library, other_catalogue):
    groups = html.fromstring(render_panel(Selection(), library, "en")).xpath("//fieldset/@data-group")
    assert groups == ["documents", "submitters"]
    panel = html.fromstring(render_panel(Selection(languages=("fr",)), other_catalogue, "en"))
    assert panel.xpath("//fieldset[@data-group='languages']//input[@checked]/@value") == ["fr"]
    assert len(panel.xpath("//fieldset[@data-group='documents']//input[@type='search']")) == 1


@pytest.fixture
def own_desk(settings, library, encoder, tmp_path):
    """A desk over a small index of its own."""
    (tmp_path / "first.txt").write_text("1. The first document was here before.\n", encoding="utf-8")
    ingest([Source(tmp_path / "first.txt", None)], tmp_path / "index", encoder)
    return Desk(replace(settings, index=tmp_path / "index"), Library(read_index(tmp_path / "index"), encoder))


@pytest.fixture
def upload(tmp_path, monkeypatch):
    """Puts a file where the server keeps uploads, in a place of its own."""
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "cache"))

    def upload(name, text):
        path = tmp_path / "cache" / f"{len(list(tmp_path.glob('cache/*')))}" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return upload


def test_the_same_file_of_two_visitors_is_there_for_both(own_desk, upload):
    works = [
        AddingWork([upload("one.txt", "1. The boats are on the lake.\n")], corpus, own_desk, replaces=False)
        for corpus in ("mine", "yours")
    ]
    drops = Drops()
    for visitor, work in enumerate(works):
        assert drops.start("here", str(visitor), work) == [work]
    for work in works:
        work.join(60)
    assert sorted(work.adding.files[0].state for work in works) == ["added", "known"]
    assert not any(work.adding.files[0].path.exists() for work in works)


def test_a_second_drop_is_shown_with_the_first_and_comes_in_too(own_desk, upload):
    drops = Drops()
    one, two, later = (
        AddingWork([upload(f"{word}.txt", f"1. There are {word} boats.\n")], "lakes", own_desk, replaces=False)
        for word in ("many", "few", "no")
    )
    with write_lock(own_desk.settings.index):
        drops.start("here", "page", one)
        together = drops.start("here", "page", two)
        assert [file.name for file in all_of(together).files] == ["many.txt", "few.txt"]
        assert {file.state for file in all_of(together).files} == {"waiting"}
    for work in together:
        work.join(60)
    assert [file.state for file in all_of(together).files] == ["added", "added"]
    assert all_of(together).share == 1.0
    assert len(own_desk.library.documents) == 3
    # Once all is done, the next drop stands alone.
    assert drops.start("here", "page", later) == [later]
    later.join(60)


def test_a_drop_of_which_nothing_came_is_left_out_of_the_list_and_says_why(own_desk, upload):
    work = AddingWork([upload("one.txt", "1. A boat.\n")], "a/b", own_desk, replaces=False)
    Drops().start("here", "page", work)
    work.join(60)
    assert work.has_failed
    assert "no name for a corpus" in work.problem
    assert all_of([work]).files == ()


def test_so_many_drops_of_a_source_are_on_their_way_whoever_watches_them_and_the_next_leaves_nothing(
    own_desk, upload, tmp_path, monkeypatch
):
    monkeypatch.setattr(adding, "MOST_OF_SOURCE", 2)
    monkeypatch.setattr(adding, "_MOST_IN_ALL", 3)
    drops = Drops()

    def drop(number, source):
        work = AddingWork([upload(f"{number}.txt", f"1. Boat {number}.\n")], "lakes", own_desk, replaces=False)
        return drops.start(source, f"page {number}", work)

    with write_lock(own_desk.settings.index):
        works = [*drop(0, "here"), *drop(1, "here")]
        with pytest.raises(BusyIndexError, match="Too many drops"):
            drop(2, "here")
        works += drop(3, "there")
        with pytest.raises(BusyIndexError, match="Too many drops"):
            drop(4, "elsewhere")
        kept = {path.name for path in (tmp_path / "cache").rglob("*") if path.is_file()}
        assert kept == {"0.txt", "1.txt", "3.txt"}
    for work in works:
        work.join(60)
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []
    assert drop(5, "here")[0].join(60) is None


def test_who_drops_too_much_at_once_is_told_to_try_again(own_desk, upload, monkeypatch):
    monkeypatch.setattr(adding, "MOST_OF_SOURCE", 0)
    (add,) = (event.fn for event in build_app(own_desk).fns.values() if event.concurrency_id == "add-documents")
    scope = {"type": "http", "headers": [], "client": ("192.0.2.7", 1)}
    asking = gr.Request(Request(scope), session_hash="page")
    ((files, _, said, _),) = add([upload("one.txt", "1. A boat.\n")], "lakes", False, asking)
    assert files is None
    assert documents_wording_in("en").busy in said


def test_no_change_of_the_filter_and_no_drop_is_left_out_while_another_is_under_way(own_desk):
    events = list(build_app(own_desk).fns.values())
    assert [event.trigger_mode for event in events if event.concurrency_id == "add-documents"] == ["multiple"]
    reading = {event.name: event for event in events if event.js == GIVE_CHOICE}
    narrow = reading["narrow"]
    # Only the last one is sent when its time has come, so it must read the panel then and not before.
    assert narrow.trigger_mode == "always_last"
    document_id = next(iter(own_desk.library.documents))
    assert "Searching: 1 document<" in render_line(Selection(), own_desk.library, "en")
    selection, line = narrow.fn(json.dumps({"documents": [document_id]}), None)
    assert selection == Selection(documents=(document_id,))
    assert "Searching: 1 document<" in line
    show = reading["show"].fn
    assert show(Selection(), json.dumps({"documents": [document_id]}), None)[0] == selection
    assert show(selection, "", None)[0] == selection


def test_a_question_is_asked_of_what_the_browser_says_that_the_filter_shows_as_far_as_it_is_there(library):
    def selection(**shown):
        return selection_shown(json.dumps(shown), library)[0]

    assert selection(documents=["eu-2018"], since="2010") == Selection(documents=("eu-2018",), since="2010")
    assert selection(documents=["eu-2018", "gone"]) == Selection(documents=("eu-2018",))
    # Of what is not here, everything would be too much.
    assert selection(documents=["gone"]).chosen(library) == frozenset()
    for odd in ("", None, "[1]", "no JSON", "[" * 100_000, '{"documents": {"a": 1}, "corpora": "npt", "since": ["x"]}'):
        assert selection_shown(odd, library)[0] == Selection()
    # Without the date everything would be asked.
    assert [selection_shown(json.dumps({"since": day}), library)[1] for day in ("2010", "2010-13", "May")] == [
        False,
        True,
        True,
    ]


def test_every_word_has_a_translation():
    for wording_in in (documents_wording_in, filtering_wording_in):
        english, chinese = wording_in("en"), wording_in("zh")
        for name in english.__slots__:
            if isinstance(getattr(english, name), dict):
                assert getattr(english, name).keys() == getattr(chinese, name).keys()
            else:
                assert getattr(chinese, name)
                assert getattr(english, name) != getattr(chinese, name)


def test_a_document_without_date_and_submitter_has_its_row_too(other_catalogue):
    text = shown(other_catalogue).text_content()
    assert all(isinstance(document, Document) for document in other_catalogue.documents.values())
    assert "Agreement on the Two Lakes" in text
