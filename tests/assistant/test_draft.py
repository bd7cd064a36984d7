"""The cited sentences of a draft, however its citations are written."""

import pytest

from assistant.drafts.draft import read_draft
from assistant.drafts.draft_text import read_draft_text
from corpus.readers.text import wrapped_lines
from corpus.source import SourceText

EU = "NPT/CONF.2020/PC.II/WP.6"


@pytest.fixture
def read(library):
    def read(text, *, is_markdown=True):
        source = SourceText(text, wrapped_lines(text, paged=False))
        return read_draft(read_draft_text(source, is_markdown=is_markdown), library)

    return read


def found(draft):
    return [(sentence.text, [reference.written for reference in sentence.references]) for sentence in draft.cited]


@pytest.mark.parametrize(
    ("written", "text", "references"),
    [
        (f"It is so [{EU}, para. 20].", "It is so.", [f"{EU}, para. 20"]),
        (f"It is so ({EU}, para. 20).", "It is so.", [f"{EU}, para. 20"]),
        (f"It is so (see {EU}, paras. 18–20).", "It is so.", [f"{EU}, paras. 18–20"]),
        (f"It is so (see also {EU}, para. 20, emphasis added).", "It is so.", [f"{EU}, para. 20"]),
        (f"It is so. [{EU}, para. 20]", "It is so.", [f"{EU}, para. 20"]),
        (f"It is so.[{EU}, para. 20] More.", "It is so.", [f"{EU}, para. 20"]),
        (f"It is so, {EU}, para. 20.", "It is so.", [f"{EU}, para. 20"]),
        (f"It is so. See {EU}, para. 20.", "It is so.", [f"{EU}, para. 20"]),
        (f"According to {EU}, para. 20, it is so.", "it is so.", [f"{EU}, para. 20"]),
        ("It is so (Report by Belgium (2022), para. 18).", "It is so.", ["Report by Belgium (2022), para. 18"]),
        ("Belgium is (Belgium’s 2022 report, para. 18) so.", "Belgium is so.", ["Belgium’s 2022 report, para. 18"]),
        ("情况如此（比利时报告（2022年），第18段）。", "情况如此。", ["比利时报告（2022年），第18段"]),
        ("情况如此。（比利时报告（2022年），第18段）", "情况如此。", ["比利时报告（2022年），第18段"]),
        ("情况如此（参见比利时报告（2022年），第18段）。", "情况如此。", ["比利时报告（2022年），第18段"]),
        (f"C’est ainsi (voir {EU}, par. 20).", "C’est ainsi.", [f"{EU}, par. 20"]),
        (f"Es así (véase {EU}, párr. 20).", "Es así.", [f"{EU}, párr. 20"]),
        (f"Это так (см. {EU}, п. 20).", "Это так.", [f"{EU}, п. 20"]),
        (f"الأمر كذلك (انظر {EU}، الفقرة 20).", "الأمر كذلك.", [f"{EU}، الفقرة 20"]),
        (
            f"It is so [{EU}, para. 20; Report by Belgium (2022), para. 18].",
            "It is so.",
            [f"{EU}, para. 20", "Report by Belgium (2022), para. 18"],
        ),
        (
            f"情况如此（{EU}，第20段；比利时报告（2022年），第18段）。",
            "情况如此。",
            [f"{EU}，第20段", "比利时报告（2022年），第18段"],
        ),
        (
            "It is so [NPT/CONF.2015/39, “支柱一：核裁军 › 1. 政策”, unnumbered para. 8].",
            "It is so.",
            ["NPT/CONF.2015/39, “支柱一：核裁军 › 1. 政策”, unnumbered para. 8"],
        ),
        (
            "It is so [The Secretary-General’s study, para. 12].",
            "It is so.",
            ["The Secretary-General’s study, para. 12"],
        ),
    ],
)
def test_a_citation_is_taken_out_of_its_sentence(read, written, text, references):
    assert found(read(written))[0] == (text, references)


@pytest.mark.parametrize(
    "written",
    [
        "Belgium ratified it in 1999.",
        "It has (many) brackets [and more].",
        "It follows (see paras. 3 and 4 below).",
        f"# Comments on {EU}",
        f"```\nIt is so [{EU}, para. 20].\n```",
        f"<!-- It is so [{EU}, para. 20]. -->",
        f"---\ntitle: It is so [{EU}, para. 20].\n---\n\nNothing.",
    ],
)
def test_what_cites_nothing_is_no_claim(read, written):
    assert read(written).cited == ()


def test_sentences_without_citations_are_counted(read):
    draft = read(f"# Heading\n\nOne. Two [{EU}, para. 20]. Three.\n\n- an item\n")
    assert (len(draft.cited), len(draft.uncited)) == (1, 2)


def test_ibid_points_back_with_or_without_a_locator(read):
    draft = read(
        f"One [{EU}, para. 20]. Two (ibid.). Three (ibid., para. 19). 四（同上，第21段）。Cinq (ibid., par. 22)."
    )
    back = [(item.written, item.reference) for sentence in draft.cited[1:] for item in sentence.references]
    assert back == [
        ("ibid", ""),
        ("ibid., para. 19", "para. 19"),
        ("同上，第21段", "第21段"),
        ("ibid., par. 22", "par. 22"),
    ]
    assert all(item.is_same_document for sentence in draft.cited[1:] for item in sentence.references)


def test_markdown_footnotes_are_read_where_they_are_defined(read):
    draft = read(
        f"One.[^1] Two[^b].\n\n[^1]: See {EU}, para. 20;\n    and Report by Belgium (2022), para. 3.\n"
        "[^b]: Ibid., para. 4.\n"
    )
    assert found(draft) == [
        ("One.", [f"{EU}, para. 20", "Report by Belgium (2022), para. 3"]),
        ("Two.", ["Ibid., para. 4"]),
    ]


def test_a_numbered_list_of_sources_is_read_like_footnotes(read):
    draft = read(
        f"It was so in 2018 [1]. It is so [1, 2].\n\n[1] {EU}, para. 20\n[2] Report by Belgium (2022), para. 3\n"
    )
    assert [references for _, references in found(draft)] == [
        [f"{EU}, para. 20"],
        [f"{EU}, para. 20", "Report by Belgium (2022), para. 3"],
    ]


def test_footnote_that_cites_nothing_makes_no_claim(read):
    assert read("One.[^1]\n\n[^1]: A remark by the author.\n").cited == ()


@pytest.mark.parametrize(
    ("link", "references"),
    [
        (f"[{EU}, para. 20](https://undocs.org/{EU})", [f"{EU}, para. 20"]),
        (f"[para. 20](https://undocs.org/en/{EU})", [f"{EU}, para. 20"]),
        (f"[the source](<https://undocs.org/{EU}>)", [EU]),
        ("[the source](https://undocs.org/S/RES/1540(2004))", ["S/RES/1540(2004)"]),
    ],
)
def test_markdown_links_cite_by_words_or_by_target(read, link, references):
    assert [references for _, references in found(read(f"It is so {link}."))] == [references]


def test_a_sentence_cited_in_two_places_makes_two_claims(read):
    text = f"The Union gave EUR 20 million to the bank [{EU}, para. 3], and pledged five million more [{EU}, para. 4]."
    assert found(read(text)) == [
        ("The Union gave EUR 20 million to the bank", [f"{EU}, para. 3"]),
        ("and pledged five million more.", [f"{EU}, para. 4"]),
    ]


def test_citations_side_by_side_make_one_claim(read):
    assert found(read(f"It is so [{EU}, para. 3][{EU}, para. 4].")) == [
        ("It is so.", [f"{EU}, para. 3", f"{EU}, para. 4"])
    ]


def test_a_line_of_citations_belongs_to_what_stands_above(read):
    assert found(read(f"One. It is so.\n\n[{EU}, para. 20]\n\nThree.")) == [("It is so.", [f"{EU}, para. 20"])]


def test_quotation_of_several_sentences_stays_whole(read):
    (sentence,) = read(f"The Union says: “This is so. That is not.” [{EU}, para. 20]").cited
    assert sentence.quotations == ("This is so. That is not.",)
    assert sentence.text == "The Union says: “This is so. That is not.”"


def test_quotation_marks_of_every_kind_are_known(read):
    text = f'A “one”, «two», 「three」, "four" and „five“ [{EU}, para. 20].'
    assert read(text).cited[0].quotations == ("one", "two", "three", "four", "five")


def test_place_in_the_draft_is_told(read):
    text = f"# Heading\n\nOne.\nIt is **so**,\nsaid it\n[{EU}, para. 20]. Two.\n"
    (sentence,) = read(text).cited
    assert sentence.line == 4
    assert text[sentence.start : sentence.end] == f"It is **so**,\nsaid it\n[{EU}, para. 20]."
    assert sentence.text == "It is so, said it."


def test_wrapped_chinese_is_joined_without_blanks(read):
    (sentence,) = read(f"比利时于 1999 年批准\n该条约（{EU}，第20段）。", is_markdown=True).cited
    assert sentence.text == "比利时于 1999 年批准该条约。"


def test_plain_text_keeps_headings_and_paragraphs_apart(read):
    wrapped = "The Union has given twenty million euros to the bank that was\nset up in Kazakhstan"
    draft = read(f"Background\n{wrapped} [{EU}, para. 3].\n", is_markdown=False)
    assert found(draft) == [(" ".join(wrapped.split()) + ".", [f"{EU}, para. 3"])]


def test_rows_of_a_table_are_claims_with_the_citation_beside_them(read):
    draft = read(f"| Claim | Source |\n|---|---|\n| Belgium has seven reactors. | {EU}, para. 3 |\n")
    assert found(draft) == [("Belgium has seven reactors.", [f"{EU}, para. 3"])]
