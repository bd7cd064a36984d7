"""Ids and titles of documents that no manifest describes."""

from corpus.parsing import parse_document


def parse(tmp_path, text):
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return parse_document(path, "own")


def local_ids(parsed):
    return [p.paragraph_id.removeprefix(f"{parsed.document.document_id}.") for p in parsed.paragraphs]


def test_title_is_never_a_clause_of_the_preamble(tmp_path):
    text = (
        "Nuclear disarmament of all States\n\nThe General Assembly,\n\nReaffirming the commitment of the "
        "international community to the goal of the total elimination of nuclear weapons,\n\n1. Urges them;\n"
    )
    parsed = parse(tmp_path, text)
    assert parsed.document.titles == (("en", "Nuclear disarmament of all States"),)
    assert any(p.text == "The General Assembly," and p.locator.kind == "paragraph" for p in parsed.paragraphs)


def test_repeated_words_have_ids_that_no_subparagraph_can_have(tmp_path):
    ids = local_ids(parse(tmp_path, "The same words are here.\n\nThe same words are here.\n\nOther words are here.\n"))
    assert ids[1] == f"{ids[0]}~2"
    assert len(set(ids)) == 3


def test_decimal_numbers_and_subparagraphs_have_ids_of_their_own(tmp_path):
    text = (
        "1. The first:\n(1) One thing.\n(2) Two things.\n\n1.1 Another thing.\n\n1.2 One more thing.\n\n2. The end.\n"
    )
    assert local_ids(parse(tmp_path, text)) == ["p1", "p1-1", "p1-2", "p1.1", "p1.2", "p2"]


def test_numbered_items_of_an_article_belong_to_it(tmp_path):
    text = "第一条 甲应当：\n（一）制定标准；\n（二）修订标准。\n第二条 乙应当报告。\n"
    assert [p.locator.number for p in parse(tmp_path, text).paragraphs] == ["1", "1(1)", "1(2)", "2"]


def test_numbers_without_words_are_no_paragraphs(tmp_path):
    parsed = parse(tmp_path, "1.\n\nThe first thing happened.\n\n2.\n")
    assert [p.text for p in parsed.paragraphs] == ["The first thing happened."]
