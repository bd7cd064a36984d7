"""Markdown files."""

from pathlib import Path

import pytest

from corpus.errors import UnreadableFileError
from corpus.readers.markdown import read_markdown

PATH = Path("notes.md")


def read(text):
    source = read_markdown(PATH, text.encode("utf-8"))
    return [(line.role, line.level, line.generated_marker, source.text[line.start : line.end]) for line in source.lines]


def texts(text):
    return [text for *_, text in read(text)]


def test_headings_and_paragraphs_lose_their_markup():
    assert read(
        "# One *two* `three`\n\nTitle\n---\n\n**bold** _it_ [link](http://x.org 'T') <http://y.org> \\*x\\*"
    ) == [
        ("heading", 1, "", "One two three"),
        ("heading", 2, "", "Title"),
        ("paragraph", 0, "", "bold it link http://y.org *x*"),
    ]


def test_wraps_are_spaces_except_between_chinese_characters_and_hard_breaks_are_kept():
    assert texts("one\ntwo 无核\n武器  \nnew\\\nline<br>end") == ["one two 无核武器\nnew\nline\nend"]


def test_list_items_keep_the_numbers_of_their_author():
    assert read("3) three\n4) four\n\n   more\n   - deep\n\n     7. deeper") == [
        ("item", 1, "3)", "three"),
        ("item", 1, "4)", "four"),
        ("item", 1, "", "more"),
        ("item", 2, "•", "deep"),
        ("item", 3, "7.", "deeper"),
    ]


def test_numbers_that_skip_are_kept_as_written():
    assert [marker for _, _, marker, _ in read("1. a\n3. b\n7. c")] == ["1.", "3.", "7."]


def test_a_list_numbered_with_ones_only_is_counted():
    text = "1. a\n   1. x\n   1. y\n1. b\n1. c"
    assert [marker for _, _, marker, _ in read(text)] == ["1.", "1.", "2.", "2.", "3."]


def test_quotes_code_and_cells_are_paragraphs():
    text = "> quote\n\n```py\na  = 1\n\nb\n```\n\n    indented\n\n| A | B |\n|---|---|\n| 1 | *2* |\n"
    assert read(text) == [
        ("paragraph", 0, "", text) for text in ("quote", "a  = 1\n\nb", "indented", "A", "B", "1", "2")
    ]


def test_footnotes_are_footnotes_and_their_references_no_text():
    text = "Text[^1] and[^b].\n\n[^1]: See A/RES/67/53\nand *more*.\n[^b]: http://undocs.org\n- item [^9]\n"
    assert read(text) == [
        ("paragraph", 0, "", "Text and."),
        ("footnote", 0, "1", "See A/RES/67/53 and more."),
        ("footnote", 0, "b", "http://undocs.org"),
        ("item", 1, "•", "item [^9]"),
    ]


def test_html_blocks_are_read_as_html():
    html = "<div><p>html <i>block</i></p><ol><li>li</ol><script>no</script></div>"
    text = f"before\n\n{html}\n\nafter <b>bold</b>\n"
    assert read(text) == [
        ("paragraph", 0, "", "before"),
        ("paragraph", 0, "", "html block"),
        ("item", 1, "1.", "li"),
        ("paragraph", 0, "", "after bold"),
    ]


def test_images_and_link_definitions_are_no_text():
    assert texts("a ![alt](x.png) [b][1]\n\n[1]: http://x.org\n") == ["a b"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_front_matter_gives_title_and_language_and_is_no_text(line_end):
    text = "---\ntitle: \"A 'quoted' title\"\nlang: zh\ntags: [x]\n---\n# Head\n".replace("\n", line_end)
    source = read_markdown(PATH, text.encode())
    assert (source.title, source.language, source.text) == ("A 'quoted' title", "zh", "Head")


def test_a_rule_at_the_beginning_is_no_front_matter():
    assert texts("---\nno end\n\ntext") == ["no end", "text"]


def test_lists_within_lists_within_lists_are_not_cut_off():
    text = "\n".join("  " * depth + f"- level {depth}" for depth in range(30))
    assert texts(text) == [f"level {depth}" for depth in range(30)]


def test_legacy_encodings_are_told():
    text = "# 标题\n\n比利时坚定致力于建设一个无核武器世界的目标。"
    assert read_markdown(PATH, text.encode("gb18030")).text == "标题\n\n比利时坚定致力于建设一个无核武器世界的目标。"


def test_binary_data_is_refused():
    with pytest.raises(UnreadableFileError, match="binary, not text; save it as UTF-8"):
        read_markdown(PATH, b"\x00\x01\x02")
