"""Markdown files → SourceText.

In: a file in CommonMark with tables and `[^1]:` footnotes. Out: headings, paragraphs, list items with the
numbers that their author wrote, the cells of tables, and footnotes. Of inline markup only the words are kept:
link targets and images are not text. Front matter gives title and language where it says so in plain lines.
Not done here: other extensions; what they mark up stays as it is written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from corpus.readers.blocks import Block, collapse_white_space, source_text
from corpus.readers.html import html_blocks
from corpus.readers.text import decoded
from corpus.readers.unreadable import unreadable
from corpus.source import LineRole, SourceText

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_MATTER_LINE = re.compile(r"^(title|lang|language)[ \t]*:[ \t]*(.+?)[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_FOOTNOTE_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BULLET = "•"

_DEEPEST_NESTING = 100
"""markdown-it's own default. Its CommonMark preset stops at 20, which ten lists within each other reach."""
_LONGEST_INLINE = 100_000
"""Characters of a paragraph. At each "<" and "[" markdown-it may look through all that follows."""


def read_markdown(path: Path, data: bytes) -> SourceText:
    """Return the text of a Markdown file's bytes; `path` is named in errors.

    Raises UnreadableFileError for binary files, for text whose encoding cannot be told, and where lists or quotes are
    nested without end.
    """
    text = decoded(path, data)
    front_matter = _FRONT_MATTER.match(text)
    declared = dict(_declarations(front_matter[1])) if front_matter else {}
    # Beyond its own bound markdown-it leaves text out without a word; ours comes first.
    parser = MarkdownIt("commonmark", {"maxNesting": 2 * _DEEPEST_NESTING}).enable("table")
    parser.block.ruler.before("table", "nesting", _nesting_rule)
    parser.core.ruler.at("inline", _inline_rule)
    parser.block.ruler.before("reference", "footnote", _footnote_rule, {"alt": ["paragraph", "reference"]})
    try:
        tokens = parser.parse(text[front_matter.end() :] if front_matter else text)
    except _TooDeepError as error:
        raise unreadable(path, "its lists or quotes are nested too deeply", "save it as a text file") from error
    blocks = _Blocks(path, tokens).blocks
    return source_text(blocks, declared.get("title"), declared.get("lang") or declared.get("language"))


class _TooDeepError(Exception):
    """More lists and quotes within each other than are read."""


def _nesting_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001 - as called
    """Looks at each block before it is read; takes none."""
    if state.level >= _DEEPEST_NESTING:
        raise _TooDeepError
    return False


def _inline_rule(state: StateCore) -> None:
    """As markdown-it's own, but what is longer than any paragraph stays as it is written."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if len(token.content) > _LONGEST_INLINE:
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _declarations(front_matter: str) -> Iterator[tuple[str, str]]:
    for name, value in _FRONT_MATTER_LINE.findall(front_matter):
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        yield name.lower(), value[1:-1] if quoted else value


def _footnote_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take lines from `[^1]: ` to the next empty one as a footnote, not as the target of a link."""
    first = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    label = _FOOTNOTE.match(first)
    if label is None or state.is_code_block(start_line):
        return False
    if silent:
        return True
    line = start_line + 1
    ends_paragraph = state.md.block.ruler.getRules("paragraph")
    while line < end_line and not state.isEmpty(line):
        if any(rule(state, line, end_line, True) for rule in ends_paragraph):
            break
        line += 1
    content = "\n".join([first[label.end() :], *(_line(state, index) for index in range(start_line + 1, line))])
    opening = state.push("footnote_open", "", 1)
    opening.info = label[1]
    inline = state.push("inline", "", 0)
    inline.content, inline.children, inline.map = content, [], [start_line, line]
    state.push("footnote_close", "", -1)
    state.line = line
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


@dataclass(slots=True)
class _OpenList:
    """A list that the walk is in."""

    is_ordered: bool
    numbers: list[int]
    """What its items print, in order."""
    items_begun: int = field(default=0)

    def next_marker(self, delimiter: str) -> str:
        """Return the marker of the next item; `delimiter` is the author's "." or ")"."""
        self.items_begun += 1
        return f"{self.numbers[self.items_begun - 1]}{delimiter}" if self.is_ordered else _BULLET


class _Blocks:
    """Walks the tokens of a file once, in order, and gathers its blocks."""

    def __init__(self, path: Path, tokens: Sequence[Token]) -> None:
        self.blocks: list[Block] = []
        self._lists: list[_OpenList] = []
        self._marker = ""
        self._heading = 0
        self._in_footnote = False
        self._footnotes = {token.info for token in tokens if token.type == "footnote_open"}
        for index, token in enumerate(tokens):
            match token.type:
                case "inline":
                    self._add(self._inline_text(token.children or []))
                case "fence" | "code_block":
                    self._add(token.content)
                case "html_block":
                    for block in html_blocks(path, token.content):
                        self._add_block(block)
                case _:
                    self._open_or_close(token, tokens, index)

    def _open_or_close(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append(_OpenList(token.tag == "ol", _item_numbers(tokens, index)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._marker = self._lists[-1].next_marker(token.markup)
            case "list_item_close" | "footnote_close":
                self._marker, self._in_footnote = "", False
            case "heading_open":
                self._heading = int(token.tag[1])
            case "heading_close":
                self._heading = 0
            case "footnote_open":
                self._marker, self._in_footnote = token.info, True

    def _inline_text(self, children: Sequence[Token]) -> str:
        lines: list[list[str]] = [[]]
        for token in children:
            if token.type == "hardbreak" or (token.type == "html_inline" and _BREAK.match(token.content)):
                lines.append([])
            elif token.type == "softbreak":
                lines[-1].append("\n")
            elif token.type == "code_inline":
                lines[-1].append(token.content)
            elif token.type == "text":
                lines[-1].append(_FOOTNOTE_REFERENCE.sub(self._without_reference, token.content))
        return "\n".join(collapse_white_space("".join(pieces)).strip(" ") for pieces in lines)

    def _without_reference(self, reference: re.Match[str]) -> str:
        return "" if reference[1] in self._footnotes else reference[0]

    def _add(self, text: str) -> None:
        role: LineRole = "paragraph"
        level = 0
        if self._in_footnote:
            role = "footnote"
        elif self._heading:
            role, level = "heading", self._heading
        elif self._lists:
            role, level = "item", len(self._lists)
        self._add_block(Block(text, role, level))

    def _add_block(self, block: Block) -> None:
        if block.text.strip():
            marker = block.generated_marker or self._marker
            self.blocks.append(Block(block.text, block.role, block.level, marker))
            self._marker = ""


def _item_numbers(tokens: Sequence[Token], opening: int) -> list[int]:
    """Return the numbers of a list's items as written, or counted on where all are written alike."""
    level = tokens[opening].level + 1
    written: list[int] = []
    for token in tokens[opening + 1 :]:
        if token.level < level:
            break
        if token.type == "list_item_open" and token.level == level and token.info:
            written.append(int(token.info))
    if len(written) > 1 and len(set(written)) == 1:
        return list(range(written[0], written[0] + len(written)))
    return written
