"""PDF files → SourceText: the printed lines, page by page.

In: a PDF with a text layer. Out: one `wrapped` line for each printed line, with its page; form feeds part the
pages. An empty line stands where the gap between two lines is clearly larger than usual, leading spaces where
a line begins to the right of the page's margin. Not done here: OCR; telling page headers and footers, which
come out as lines; columns that stand side by side, which keep the file's own order; text that runs in another
direction than its page; the document's language, which PDFium does not tell.
"""

import ctypes
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.readers.print_lines import Glyph, PrintedLine, lines_of_page, page_texts, printed_line
from corpus.readers.text import wrapped_lines
from corpus.readers.unreadable import unreadable
from corpus.source import SourceText

_PDFIUM = Lock()
"""PDFium is not thread-safe: one file at a time."""

_UNKNOWN = "\ufffd"
_MOST_UNKNOWN = 0.5
"""With a larger share of unknown characters the text says nothing."""


def read_pdf(path: Path, data: bytes) -> SourceText:
    """Return the text of a PDF file's bytes; `path` is named in errors.

    Raises UnreadableFileError where the file is encrypted or damaged, or has no text layer.
    """
    with _PDFIUM:
        title, pages = _title_and_pages(path, data)
    visible = "".join(line.text for page in pages for line in page).replace(" ", "")
    if not visible:
        raise unreadable(path, "it holds only images, no text", "run OCR on it and add the file that OCR gives")
    if sum(map(_is_unknown, visible)) > _MOST_UNKNOWN * len(visible):
        raise unreadable(path, "its fonts do not say which characters they show", "run OCR on it")
    text = "\f".join(page_texts(pages))
    return SourceText(text, wrapped_lines(text, paged=True), title=title)


def _title_and_pages(path: Path, data: bytes) -> tuple[str | None, list[list[PrintedLine]]]:
    page_count = 0
    pages: list[list[PrintedLine]] = []
    try:
        with closing(pdfium.PdfDocument(data)) as document:
            page_count = len(document)
            for index in range(page_count):
                pages.append(_page_lines(document[index]))
            return document.get_metadata_value("Title").strip() or None, pages
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            remedy = "remove its password, or export a copy without one"
            raise unreadable(path, "it is encrypted and asks for a password", remedy) from error
        if error.err_code == raw.FPDF_ERR_SECURITY:
            raise unreadable(path, "its kind of encryption is unknown", "export an unprotected copy") from error
        where = f"page {len(pages) + 1} of it is damaged" if page_count else "it is damaged"
        raise unreadable(path, where, "open it in a PDF viewer and export it again") from error


def _page_lines(page: pdfium.PdfPage) -> list[PrintedLine]:
    with closing(page), closing(page.get_textpage()) as text_page:
        return lines_of_page(_pieces(text_page, page.get_rotation()))


def _pieces(text_page: pdfium.PdfTextPage, rotation: int) -> Iterator[PrintedLine]:
    """Yield the runs of characters between the line ends that PDFium sees."""
    text = ""
    glyphs: list[Glyph] = []
    for index in range(text_page.count_chars()):
        character = _character(text_page, index)
        if character in "\r\n":
            if glyphs:
                yield printed_line(_without_surrogates(text), glyphs)
            text, glyphs = "", []
            continue
        text += character
        if character != " ":
            glyphs.append(_glyph(text_page, index, character, rotation))
        if raw.FPDFText_IsHyphen(text_page, index) == 1 and glyphs:
            # PDFium leaves out the line end after a hyphen, to join the word; a printed line ends there.
            yield printed_line(_without_surrogates(text), glyphs)
            text, glyphs = "", []
    if glyphs:
        yield printed_line(_without_surrogates(text), glyphs)


def _character(text_page: pdfium.PdfTextPage, index: int) -> str:
    if raw.FPDFText_IsHyphen(text_page, index) == 1:
        return "-"
    code = raw.FPDFText_GetUnicode(text_page, index)
    character = chr(code) if 0 < code <= 0x10FFFF else _UNKNOWN
    if character in "\r\n":
        return character
    if character.isspace():
        return " "
    return _UNKNOWN if unicodedata.category(character) in ("Cc", "Cn") else character


def _glyph(text_page: pdfium.PdfTextPage, index: int, character: str, rotation: int) -> Glyph:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
    one = _turned(box.left, box.bottom, rotation)
    other = _turned(box.right, box.top, rotation)
    return Glyph(
        character,
        min(one[0], other[0]),
        max(one[0], other[0]),
        min(one[1], other[1]),
        max(one[1], other[1]),
    )


def _turned(x: float, y: float, rotation: int) -> tuple[float, float]:
    """Turn a point clockwise, as a viewer turns the page; where the origin lies does not matter."""
    return {0: (x, y), 90: (y, -x), 180: (-x, -y), 270: (-y, x)}[rotation]


def _without_surrogates(text: str) -> str:
    """Join the halves of characters beyond U+FFFF, which PDFium gives one by one on some systems."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_unknown(character: str) -> bool:
    return character == _UNKNOWN or unicodedata.category(character) == "Co"
