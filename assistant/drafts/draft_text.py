"""What a draft's file says, block by block, with where each character stands in it.

In: a `SourceText` as `corpus.readers.drafts` gives it, and whether it is Markdown. Out: `DraftText`: headings,
paragraphs, items and table rows as `Block`s of running text, markup taken out, and the notes by their labels. Link
targets that hold a document symbol are kept as "[symbol]" behind the link's words. Which sentences cite something is
told in `assistant.drafts.draft`.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from corpus.layout import display_width
from corpus.source import SourceLine, SourceText
from corpus.symbols import find_symbols

_NOTE_TEXT = re.compile(r"\s{0,3}\[(\^[^\]\s]{1,64}|\d{1,4})\](:?)[ \t]+(?=\S)")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,9}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")
_QUOTED = re.compile(r" {0,3}(?:> ?){1,20}")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|(?:[-*_][ \t]*)+)[ \t]*")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:.*\r?\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)

_LINK = re.compile(
    r"!?\[(?P<words>[^\[\]]{0,500})\]\((?P<target><[^<>\n]{0,2000}>|(?:[^()\s]|\([^()\s]{0,200}\)){0,2000})"
    r"(?:\s+\"[^\"\n]{0,500}\")?\)"
)
_MARKUP = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|</?(?![a-z]{2,6}:)[A-Za-z][^<>]{0,300}>|\*{1,3}|`+|~~|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)"
)
_LONGEST_BLOCK = 20_000
"""Characters; several pages. Longer ones are no paragraph that anyone wrote."""
_LONGEST_LOCATOR = 24
"""Characters of a link's words that can be "paragraph 18 (a)" and no sentence."""
_NARROWEST_WRAP = 40
"""Columns from which on a line of plain text may have been cut by a margin; shorter ones are headings and the like."""
_WIDEST_WRAP = 130
"""Columns beyond which lines are whole paragraphs."""


@dataclass(frozen=True, slots=True)
class Block:
    """Running text of a draft: a paragraph, heading, item, table row or note."""

    text: str
    offsets: Sequence[int]
    """`offsets[i]` is where the character `text[i]` stands in the draft."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, which must not be empty, stands in the draft."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft as it is read."""

    blocks: tuple[Block, ...]
    notes: dict[str, Block]
    """The text of each note by its label: "^1" of Markdown, "^f1" of Word, "1" of a numbered list of sources."""
    line_starts: tuple[int, ...]

    def line_of(self, offset: int) -> int:
        """The 1-based line of an offset; of a Word file the paragraph."""
        return bisect_right(self.line_starts, offset)


def read_draft_text(source: SourceText, *, is_markdown: bool) -> DraftText:
    """The blocks and notes of a draft."""
    blocks: list[Block] = []
    notes: dict[str, Block] = {}
    text = _blanked(source.text) if is_markdown else source.text
    for lines, note in _grouped(text, source.lines, is_markdown):
        block = _joined(text, lines)
        block = _without_markup(block) if is_markdown else block
        if note:
            notes.setdefault(note, block)
        else:
            blocks += _cut(block)
    return DraftText(tuple(blocks), notes, tuple(line.start for line in source.lines))


def _cut(block: Block) -> Iterator[Block]:
    """A block in pieces that are not too long, cut behind a sentence where there is one."""
    start = 0
    while start < len(block.text):
        end = min(start + _LONGEST_BLOCK, len(block.text))
        if end < len(block.text):
            stop = max(block.text.rfind(mark, start, end) for mark in (". ", "。", "] ", "; "))
            end = stop + 1 if stop >= start else end
        if block.text[start:end].strip():
            yield Block(block.text[start:end], block.offsets[start:end])
        start = end


def _grouped(text: str, lines: Sequence[SourceLine], is_markdown: bool) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """The stretches of text that make a block each, and the label where it is a note."""
    open_lines: list[tuple[int, int]] = []
    label, in_fence, before = "", False, ""
    for line in lines:
        words = text[line.start : line.end]
        start, new_label, begins = _opening(words, is_markdown)
        if is_markdown and _FENCE.match(words):
            in_fence = not in_fence
            words = ""
        is_blank = in_fence or not words.strip() or (is_markdown and _is_rule(words))
        if is_blank or begins or not _continues(line, before, words, is_markdown):
            if open_lines:
                yield open_lines, label
            open_lines, label = [], new_label
        if not is_blank:
            open_lines.append((line.start + start, line.end))
        before = "" if is_blank else words
    if open_lines:
        yield open_lines, label


def _blanked(text: str) -> str:
    """Markdown with front matter and comments as blanks, every other character in its place."""

    def blanks(match: re.Match[str]) -> str:
        return re.sub(r"[^\r\n]", " ", match.group())

    front_matter = _FRONT_MATTER.match(text)
    text = blanks(front_matter) + text[front_matter.end() :] if front_matter else text
    return _COMMENT.sub(blanks, text)


def _is_rule(words: str) -> bool:
    return bool(_UNDERLINE.fullmatch(words)) or ("|" in words and set(words) <= set("|:- \t"))


def _opening(words: str, is_markdown: bool) -> tuple[int, str, bool]:
    """How much of a line is its marker, the label of the note that it begins, and whether it begins a block."""
    start = 0
    if is_markdown and (quoted := _QUOTED.match(words)):
        start = quoted.end()
    note = _NOTE_TEXT.match(words, start)
    # A number in brackets at the head of a line begins an entry of a list of sources.
    if note:
        return note.end(), note.group(1), True
    if is_markdown and (heading := _HEADING.match(words, start)):
        return heading.end(), "", True
    item = _ITEM.match(words, start)
    if item:
        return item.end(), "", True
    return start, "", is_markdown and words.lstrip().startswith("|")


def _continues(line: SourceLine, before: str, words: str, is_markdown: bool) -> bool:
    """Whether a line goes on with the block of the line before."""
    if line.role != "wrapped" or not before:
        return False
    if is_markdown:
        return not _HEADING.match(before)
    if re.match(r"\s*[a-zà-ÿа-я(\[（【]", words):
        return True
    return _NARROWEST_WRAP <= display_width(before.strip()) <= _WIDEST_WRAP


def _joined(text: str, lines: Sequence[tuple[int, int]]) -> Block:
    """The lines as one; between two East Asian characters a line end is nothing."""
    pieces: list[str] = []
    offsets = array("l")
    for start, end in lines:
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        if not piece:
            continue
        if pieces and not (_is_east_asian(pieces[-1][-1]) and _is_east_asian(piece[0])):
            pieces.append(" ")
            offsets.append(start)
        pieces.append(piece)
        offsets.extend(range(start, start + len(piece)))
    return Block("".join(pieces), offsets)


def _is_east_asian(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _without_markup(block: Block) -> Block:
    return _replaced(_replaced(block, _LINK, _link_words), _MARKUP, lambda match: match.group("escaped") or "")


def _link_words(link: re.Match[str]) -> str:
    """What a link says: its words, and the symbol in its target where the words hold none."""
    words = link.group("words")
    target = unquote(link.group("target"))
    symbols = find_symbols(target)
    if not symbols or find_symbols(words) or link.group().startswith("!"):
        return words
    if re.search(r"\d", words) and len(words) <= _LONGEST_LOCATOR:
        return f"[{symbols[0].symbol}, {words}]"
    return f"{words} [{symbols[0].symbol}]"


def _replaced(block: Block, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]) -> Block:
    """The block with each match replaced; what is put in stands where the match began."""
    pieces: list[str] = []
    offsets = array("l")
    done = 0
    for match in pattern.finditer(block.text):
        new = replacement(match)
        pieces += [block.text[done : match.start()], new]
        offsets.extend(block.offsets[done : match.start()])
        offsets.extend([block.offsets[match.start()]] * len(new))
        done = match.end()
    pieces.append(block.text[done:])
    offsets.extend(block.offsets[done:])
    return Block("".join(pieces), offsets)
