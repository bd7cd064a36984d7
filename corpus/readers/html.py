"""HTML files → SourceText, as a browser would show them.

In: HTML or XHTML in any encoding that it declares or that can be told. Out: headings, paragraphs and list
items with the numbers that a browser generates; a `<br>` is a line end within a block. What a browser does
not show as text is left out: scripts, styles, templates, form fields, hidden elements, images and their
descriptions. Nothing is fetched, and the file cannot define entities. Not done here: style sheets; telling a
page's menus and footers from its content.
"""

import codecs
import re
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.readers.blocks import Block, collapse_white_space, source_text
from corpus.readers.number_formats import format_number
from corpus.readers.text import decoded
from corpus.readers.unreadable import unreadable
from corpus.source import SourceText

_PRESCAN_BYTES = 1024
"""How far browsers look for a declared encoding (HTML Standard, section 13.2.3.2)."""

_DECLARED_CHARSET = re.compile(
    rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_COMMENT = re.compile(rb"<!--.*?(-->|$)", re.DOTALL)

_TRUSTED_ENCODING = re.compile(
    r"gb18030|big5hkscs|cp950|cp949|cp932|euc_jp|iso2022_jp|koi8-[ru]|cp866|cp874|cp125\d|iso8859-\d+"
    r"|mac-roman|mac-cyrillic"
)
"""Encodings of web pages, by Python's names; Python has others that are no character sets."""

# What browsers take these for: pages use the wider one under the narrower's name (Encoding Standard, 4.2).
_WIDER_ENCODING = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}

_NOT_SHOWN = re.compile(
    "head|script|style|template|noscript|noframes|iframe|object|audio|video|canvas|svg|select|datalist"
    "|textarea|rt|rp|annotation|annotation-xml"
)
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption"
    "|figure|footer|form|h[1-6]|header|hgroup|hr|html|legend|li|listing|main|menu|nav|ol|p|plaintext|pre"
    "|search|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|xmp"
)
_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_KEEPS_SPACE = frozenset(("pre", "listing", "plaintext", "xmp"))
_HEADING = re.compile("h([1-6])")
_NUMBER = re.compile(r"\s*([+-]?\d{1,9})")
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BULLET = "•"


def read_html(path: Path, data: bytes) -> SourceText:
    """Return the text of an HTML file's bytes; `path` is named in errors.

    Raises UnreadableFileError where the encoding cannot be told or elements are nested without end.
    """
    root = _parsed(path, _decoded(path, data))
    if root is None:
        return SourceText("", ())
    title = next(("".join(element.itertext()) for element in root.iterfind("head/title")), None)
    return source_text(_Blocks(root).blocks, title, root.get("lang") or root.get("xml:lang"))


def html_blocks(path: Path, markup: str) -> list[Block]:
    """Return the blocks of a piece of HTML, as Markdown files hold them; `path` is named in errors."""
    root = _parsed(path, markup)
    return [] if root is None else _Blocks(root).blocks


def _decoded(path: Path, data: bytes) -> str:
    encoding = _declared_encoding(data)
    if encoding is not None and not _is_utf8(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass  # Wrong declarations are common; the bytes themselves are asked then.
    return decoded(path, data)


def _declared_encoding(data: bytes) -> str | None:
    if b"\x00" in data or data.startswith(codecs.BOM_UTF8):
        return None
    declaration = _DECLARED_CHARSET.search(_COMMENT.sub(b"", data[:_PRESCAN_BYTES]))
    if declaration is None:
        return None
    try:
        name = codecs.lookup((declaration[1] or declaration[2]).decode("ascii")).name
    except LookupError:
        return None
    name = _WIDER_ENCODING.get(name, name)
    return name if _TRUSTED_ENCODING.fullmatch(name) else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parsed(path: Path, markup: str) -> Any | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(markup.encode("utf-8"), parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise unreadable(path, "its elements are nested too deeply", "save its text as a text file")
    return root


class _Blocks:
    """Walks a parsed page once, in order, and gathers its blocks."""

    def __init__(self, root: Any) -> None:
        self.blocks: list[Block] = []
        self._lines: list[list[str]] = [[]]
        self._headings: list[int] = []
        self._lists: list[_OpenList] = []
        self._items = 0
        self._keeping_space = 0
        self._marker = ""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                if not _is_hidden(element):
                    self._end(element)
                self._add(element.tail)
            elif _is_hidden(element):
                walk.skip_subtree()
            else:
                self._start(element)
        self._flush()

    def _start(self, element: Any) -> None:
        tag = element.tag
        if tag == "br":
            self._lines.append([])
        elif _BLOCK.fullmatch(tag):
            self._flush()
            self._keeping_space += tag in _KEEPS_SPACE
            if heading := _HEADING.fullmatch(tag):
                self._headings.append(int(heading[1]))
            elif tag in _LISTS:
                self._lists.append(_OpenList(element))
            elif tag == "li":
                self._items += 1
                self._marker = self._lists[-1].next_marker(element) if self._lists else _BULLET
        self._add(element.text)

    def _end(self, element: Any) -> None:
        tag = element.tag
        if not _BLOCK.fullmatch(tag):
            return
        self._flush()
        self._keeping_space -= tag in _KEEPS_SPACE
        if _HEADING.fullmatch(tag):
            self._headings.pop()
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._items -= 1
            self._marker = ""

    def _add(self, text: str | None) -> None:
        self._lines[-1].append(text or "")

    def _flush(self) -> None:
        """End the block that has been gathered so far, if it has a visible character."""
        lines = ["".join(pieces) for pieces in self._lines]
        if not self._keeping_space:
            lines = [collapse_white_space(line).strip(" ") for line in lines]
        text = "\n".join(lines).strip()
        self._lines = [[]]
        if not text:
            return
        if self._headings:
            self.blocks.append(Block(text, "heading", self._headings[-1], self._marker))
        elif self._items:
            self.blocks.append(Block(text, "item", max(len(self._lists), 1), self._marker))
        else:
            self.blocks.append(Block(text))
        self._marker = ""


class _OpenList:
    """Counts the items of one list."""

    def __init__(self, element: Any) -> None:
        self._is_ordered = element.tag == "ol"
        self._number_format = _LIST_TYPES.get(element.get("type", ""), "decimal")
        self._next = _whole_number(element.get("start"), 1)

    def next_marker(self, item: Any) -> str:
        """Return what a browser prints in front of the next item."""
        if not self._is_ordered:
            return _BULLET
        number = _whole_number(item.get("value"), self._next)
        self._next = number + 1
        number_format = _LIST_TYPES.get(item.get("type", ""), self._number_format)
        return format_number(number, number_format) + "."


def _whole_number(attribute: str | None, default: int) -> int:
    number = _NUMBER.match(attribute or "")
    return int(number[1]) if number else default


def _is_hidden(element: Any) -> bool:
    return (
        _NOT_SHOWN.fullmatch(element.tag) is not None
        or element.get("hidden") is not None
        or _HIDING_STYLE.search(element.get("style", "")) is not None
    )
