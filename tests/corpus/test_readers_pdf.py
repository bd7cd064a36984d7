"""PDF files written by reportlab: lines, gaps, indents, pages, and what cannot be read."""

from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from corpus.errors import UnreadableFileError
from corpus.readers.pdf import read_pdf

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
PATH = Path("document.pdf")
CHINESE = "比利时坚定致力于建设一个无核武器世界的目标。这一目标必须通过逐步实施具体、不可逆转的削减措施来实现。"


def drawn(*pages, font="Helvetica", size=12, **options):
    """Draw pages of (x, y, text), in that order."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, **options)
    for page in pages:
        canvas.setFont(font, size)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def set_in_paragraphs(texts, **style):
    file = BytesIO()
    paragraph_style = ParagraphStyle("body", fontSize=11, leading=16, **style)
    SimpleDocTemplate(file).build([Paragraph(text, paragraph_style) for text in texts])
    return file.getvalue()


def body(count, *, top=700, step=16, left=72):
    return [(left, top - step * index, f"line {index} of the body") for index in range(count)]


def test_chinese_paragraphs_keep_their_indents_and_gaps():
    style = {"fontName": "STSong-Light", "firstLineIndent": 22, "spaceAfter": 8, "wordWrap": "CJK"}
    source = read_pdf(PATH, set_in_paragraphs([CHINESE * 2] * 3, **style))
    paragraphs = source.text.split("\n\n")
    assert len(paragraphs) == 3
    for paragraph in paragraphs:
        assert paragraph.startswith("    比利时")
        assert paragraph.replace("\n", "").strip() == CHINESE * 2


def test_latin_paragraphs_keep_words_apart_and_superscripts_in_their_line():
    sentence = "The States parties recall the decision on disarmament<super>1</super>. "
    source = read_pdf(PATH, set_in_paragraphs([sentence * 6] * 2, fontName="Helvetica", spaceAfter=10))
    paragraphs = source.text.split("\n\n")
    expected = " ".join(["The States parties recall the decision on disarmament1."] * 6)
    assert [paragraph.replace("\n", " ") for paragraph in paragraphs] == [expected, expected]


def test_even_lines_have_no_gap_between_them():
    assert "\n\n" not in read_pdf(PATH, drawn(body(10))).text


def test_a_gap_clearly_larger_than_the_usual_step_is_one_empty_line():
    page = [*body(5), *body(5, top=700 - 5 * 16 - 8), (72, 200, "far below")]
    text = read_pdf(PATH, drawn(page)).text
    assert [len(part.split("\n")) for part in text.split("\n\n")] == [5, 5, 1]


def test_a_short_page_takes_the_usual_step_of_the_file():
    source = read_pdf(PATH, drawn(body(20), [(72, 700, "one"), (72, 660, "two")]))
    assert source.text.endswith("\fone\n\ntwo")


def test_large_type_with_large_steps_has_no_gaps():
    file = BytesIO()
    canvas = Canvas(file)
    canvas.setFont("Helvetica", 24)
    canvas.drawString(72, 780, "A title that")
    canvas.drawString(72, 752, "takes two lines")
    canvas.setFont("Helvetica", 11)
    for x, y, text in body(8):
        canvas.drawString(x, y, text)
    canvas.save()
    assert read_pdf(PATH, file.getvalue()).text.startswith("A title that\ntakes two lines\n\nline 0")


def test_every_line_knows_its_page_and_blank_pages_count():
    source = read_pdf(PATH, drawn(body(2), [], body(1)))
    pages = [(line.page, source.text[line.start : line.end]) for line in source.lines if line.end > line.start]
    assert pages == [(1, "line 0 of the body"), (1, "line 1 of the body"), (3, "line 0 of the body")]
    assert {line.role for line in source.lines} == {"wrapped"}


def test_the_only_page_is_page_one():
    assert [line.page for line in read_pdf(PATH, drawn(body(1))).lines] == [1]


def test_a_footer_that_is_drawn_first_comes_last():
    source = read_pdf(PATH, drawn([(72, 30, "15-06187 (C)"), (480, 30, "1/5"), *body(5)]))
    assert source.text.endswith("line 4 of the body\n\n15-06187 (C) 1/5")


def test_columns_side_by_side_keep_the_order_of_the_file():
    left = [(72, 700 - 16 * index, f"left {index}") for index in range(4)]
    right = [(320, 700 - 16 * index, f"right {index}") for index in range(4)]
    text = read_pdf(PATH, drawn([*left, *right])).text
    assert text.split() == [word for side in ("left", "right") for index in "0123" for word in (side, index)]


def test_a_hyphen_at_the_end_of_a_line_is_kept_with_its_line_end():
    text = read_pdf(PATH, drawn([(72, 700, "for disarma-"), (72, 684, "ment and peace")])).text
    assert text == "for disarma-\nment and peace"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_reads_as_a_viewer_shows_it(rotation):
    file = BytesIO()
    canvas = Canvas(file, pagesize=(600, 600))
    canvas.setPageRotation(rotation)
    # Turn the text against the page, so that it stands upright in a viewer.
    canvas.translate(300, 300)
    canvas.rotate(rotation)
    canvas.translate(-300, -300)
    for x, y, text in [*body(4, top=500), (94, 420, "indented"), *body(2, top=404)]:
        canvas.drawString(x, y, text)
    canvas.save()
    expected = read_pdf(PATH, drawn([*body(4, top=500), (94, 420, "indented"), *body(2, top=404)])).text
    assert read_pdf(PATH, file.getvalue()).text == expected
    assert "   indented\nline 0" in expected


def test_the_title_of_the_file_is_kept():
    file = BytesIO()
    canvas = Canvas(file)
    canvas.setTitle("不扩散核武器条约")
    canvas.drawString(72, 700, "text")
    canvas.save()
    assert read_pdf(PATH, file.getvalue()).title == "不扩散核武器条约"


def test_an_encrypted_file_says_so_and_what_to_do():
    data = drawn(body(1), encrypt=StandardEncryption("secret", ownerPassword="owner"))
    with pytest.raises(UnreadableFileError, match=r"encrypted and asks for a password; remove its password, or"):
        read_pdf(PATH, data)


def test_a_file_that_only_forbids_changes_is_read():
    data = drawn(body(1), encrypt=StandardEncryption("", ownerPassword="owner", canModify=0))
    assert read_pdf(PATH, data).text == "line 0 of the body"


def test_a_file_of_images_asks_for_ocr():
    file = BytesIO()
    canvas = Canvas(file)
    canvas.rect(72, 72, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()
    with pytest.raises(UnreadableFileError, match="holds only images, no text; run OCR on it"):
        read_pdf(PATH, file.getvalue())


@pytest.mark.parametrize("data", [b"%PDF-1.7", drawn(body(5))[:300], b"%PDF-1.4\n" + b"\xff" * 500])
def test_a_damaged_file_says_so(data):
    with pytest.raises(UnreadableFileError, match=r"document\.pdf': it is damaged; open it in a PDF viewer"):
        read_pdf(PATH, data)
