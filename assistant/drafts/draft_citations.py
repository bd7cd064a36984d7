"""Where a draft's running text cites something: brackets, footnote marks, references in the prose.

In: the text of a block, the catalogue that its references are sought in, and the draft's notes. Out: `CitationMark`s in
order: stretches of the text that are no part of what is claimed, each with the references that it holds, as written.
What "ibid." stands for and whether a reference leads anywhere is told in `assistant.drafts.draft_check`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.library import Catalogue
from assistant.lookup.citations import look_up
from assistant.lookup.references import ReferenceMatch, find_references

_OPENING = {"(": "round", "（": "round", "[": "square", "［": "square", "【": "square", "〔": "square", "〚": "square"}
_CLOSING = {")": "round", "）": "round", "]": "square", "］": "square", "】": "square", "〕": "square", "〛": "square"}
_LONGEST_BRACKET = 600
"""Characters of a bracket that can hold nothing but references."""
_DEEPEST_BRACKET = 3
"""Brackets within brackets: a title with its year in brackets makes two."""
_MOST_OTHER_WORDS = 16
"""Letters and digits that a bracket may hold beside its references: "emphasis added", "unofficial translation"."""
_LONGEST_NOTE = 4000

_SIGNALS = re.compile(
    r"\b(?:see|also|cf|compare|e\.?g|i\.?e|as|in|and|at|quoted|cited|e|voir|aussi|notamment|et|dans|v[ée]ase|tambi[ée]n|y|en|см|также"
    r"|и|ср)\b\.?|参见|另见|参阅|见|引自|转引自|及|和|与|以及|انظر|أيضا|راجع|و(?=\s)",
    re.IGNORECASE,
)
_IBID = re.compile(
    r"(?<![A-Za-zÀ-ÿА-я])(?:ibid(?:em)?|ibíd(?:em)?|idem|id(?=\.)|там же|出处同上|同上注?|同前注?|المرجع نفسه"
    r"|المصدر نفسه)\.?(?P<locator>[^;；\[\]（）]{0,48})",
    re.IGNORECASE,
)
_LOCATOR_WORD = (
    r"(?:(?<!\w)(?:paragraphs?|paras?|paragraphes?|párrafos?|párrs?|pars?|пункты?|пп?|articles?|arts?)\.?\s*\d{1,4}"
    r"|[§¶]+\s*\d{1,4}|(?:الفقرات|الفقرتان|الفقرة)\s*[\d٠-٩]{1,4}|第\s*[\d０-９一二三四五六七八九十百]{1,6}[^;；]{0,16}?[段款条])"
)
_LOCATED = re.compile(rf"{_LOCATOR_WORD}[^;；]{{0,32}}$", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\[(\^[^\]\s]{1,64}|\d{1,4}(?:\s?[,，、]\s?\d{1,4}){0,9})\]")


@dataclass(frozen=True, slots=True)
class CitedReference:
    """A reference as a draft writes it."""

    written: str
    reference: str
    """What is looked up; where `is_same_document` only the locator, or nothing where the last one is repeated."""
    is_same_document: bool
    """Whether it points back: "ibid., para. 19", "同上，第19段", "; para. 22"."""
    is_loose: bool
    """Whether it may be no citation: it only names a document in passing, or only a paragraph of no document.

    The former is one where the index has that document, the latter where the same sentence names one."""


@dataclass(frozen=True, slots=True)
class CitationMark:
    """`text[start:end]` of a block, and the references there."""

    start: int
    end: int
    references: tuple[CitedReference, ...]
    is_running: bool
    """Whether it is a part of the sentence's grammar, and no bracket or note mark."""


def find_marks(text: str, catalogue: Catalogue, notes: Mapping[str, tuple[CitedReference, ...]]) -> list[CitationMark]:
    """The citations of a block in order, without overlaps."""
    matches = find_references(text, catalogue)
    marks = [*_bracket_marks(text, matches, catalogue), *_note_marks(text, notes)]
    taken = sorted((mark.start, mark.end) for mark in marks)
    starts = [start for start, _ in taken]
    for match in matches:
        place = bisect_left(starts, match.end) - 1
        if place < 0 or taken[place][1] <= match.start:
            written = text[match.start : match.end]
            reference = CitedReference(written, match.reference, False, not _names_paragraph(written))
            marks.append(CitationMark(match.start, match.end, (reference,), True))
    return sorted(marks, key=lambda mark: mark.start)


def note_references(text: str, catalogue: Catalogue) -> tuple[CitedReference, ...]:
    """The references in a footnote."""
    text = text[:_LONGEST_NOTE]
    found = _references_in(text, find_references(text, catalogue), catalogue)
    return tuple(reference for _, _, reference in found)


def _note_marks(text: str, notes: Mapping[str, tuple[CitedReference, ...]]) -> Iterator[CitationMark]:
    for match in _NOTE_MARK.finditer(text):
        labels = [match.group(1)] if match.group(1).startswith("^") else re.findall(r"\d+", match.group(1))
        if all(label in notes for label in labels):
            references = tuple(reference for label in labels for reference in notes[label])
            yield CitationMark(match.start(), match.end(), references, False)


def _bracket_marks(text: str, matches: Sequence[ReferenceMatch], catalogue: Catalogue) -> Iterator[CitationMark]:
    """Brackets that hold references and next to nothing else, the outermost of each nest."""
    starts = [match.start for match in matches]
    done = 0
    for start, end, shape in _brackets(text):
        inside = matches[bisect_left(starts, start) : bisect_left(starts, end)]
        if start < done or _is_within(start, end, matches, starts):
            continue
        content = text[start + 1 : end - 1]
        moved = [
            ReferenceMatch(match.start - start - 1, match.end - start - 1, match.reference)
            for match in inside
            if match.end <= end - 1
        ]
        found = _references_in(content, moved, catalogue)
        if not found or _other_words(content, found) > _MOST_OTHER_WORDS:
            continue
        is_last = bool(re.match(r"\s*(?:[.。;；!?！？]|$)", text[end : end + 8]))
        yield CitationMark(start, end, _settled(found, shape == "square" or is_last), False)
        done = end


def _settled(found: Sequence[tuple[int, int, CitedReference]], is_citation: bool) -> tuple[CitedReference, ...]:
    """The references of a bracket; one that stands apart at a sentence's end is no passing mention."""
    references = [item for _, _, item in found]
    if all(item.is_same_document and not _IBID.match(item.written) for item in references):
        return tuple(replace(item, is_loose=True) for item in references)
    return tuple(replace(item, is_loose=item.is_loose and not is_citation) for item in references)


def _brackets(text: str) -> list[tuple[int, int, str]]:
    """Pairs of brackets (start, end, shape), not too long nor too deep, by where they begin."""
    pairs: list[tuple[int, int, str]] = []
    opened: list[tuple[int, str]] = []
    for place, character in enumerate(text):
        if character in _OPENING:
            opened.append((place, _OPENING[character]))
        elif character in _CLOSING and opened:
            shape = _CLOSING[character]
            if opened[-1][1] == shape:
                start, _ = opened.pop()
                if place - start <= _LONGEST_BRACKET and _depth(opened, start) <= _DEEPEST_BRACKET:
                    pairs.append((start, place + 1, shape))
    return sorted(pairs)


def _depth(opened: Sequence[tuple[int, str]], start: int) -> int:
    """How many of the brackets that are open begin near enough to hold this one."""
    near = [place for place, _ in opened[-_DEEPEST_BRACKET - 1 :] if start - place <= _LONGEST_BRACKET]
    return len(near) + 1


def _is_within(start: int, end: int, matches: Sequence[ReferenceMatch], starts: Sequence[int]) -> bool:
    """Whether the bracket belongs to a reference: the year of "比利时报告（2022年）"."""
    place = bisect_left(starts, start + 1) - 1
    return place >= 0 and matches[place].start < start and matches[place].end >= end


def _references_in(
    content: str, matches: Sequence[ReferenceMatch], catalogue: Catalogue
) -> list[tuple[int, int, CitedReference]]:
    """References (start, end, what) of a bracket or note: those found, "ibid.", and bare locators between them."""
    found = [(match.start, match.end, _found(content[match.start : match.end], match.reference)) for match in matches]
    found = [*_printed(content, found, catalogue)] or found
    for match in _IBID.finditer(content):
        if not any(start < match.end() and match.start() < end for start, end, _ in found):
            written = match.group().strip(" ,.，。")
            locator = match.group("locator").strip(" ,.，。:：、،")
            found.append((match.start(), match.end(), CitedReference(written, locator, True, False)))
    found.sort(key=lambda item: item[0])
    for start, end in _pieces(content, found):
        piece = content[start:end].strip(" \t,.，。：:")
        located = _LOCATED.search(piece) if piece else None
        if located:
            is_bare = _letters(without_signals(piece[: located.start()])) == 0
            if is_bare or not found:
                written = piece if not is_bare else piece[located.start() :]
                found.append((start, end, CitedReference(written, written, is_bare, False)))
    return sorted(found, key=lambda item: item[0])


def _printed(
    content: str, found: Sequence[tuple[int, int, CitedReference]], catalogue: Catalogue
) -> Iterator[tuple[int, int, CitedReference]]:
    """References to unnumbered paragraphs as Pinpoint prints them, by the words of their headings; else nothing."""
    if not any(reference.is_loose for _, _, reference in found):
        return
    for piece in re.finditer(r"[^;；]+", content):
        written = piece.group()[:_LONGEST_BRACKET].strip()
        inside = [item for item in found if piece.start() <= item[0] < piece.end()]
        if inside and inside[0][2].is_loose and look_up(written, catalogue).kind == "paragraph":
            yield piece.start(), piece.end(), CitedReference(written, written, False, False)
        else:
            yield from inside


def _found(written: str, reference: str) -> CitedReference:
    return CitedReference(written, reference, False, not _names_paragraph(written))


def _names_paragraph(written: str) -> bool:
    """Whether a reference says where in the document: with a word for a paragraph, or as a paragraph's id."""
    return bool(
        re.search(_LOCATOR_WORD, written, re.IGNORECASE)
        or re.search(r"\.(?:p|u|fn|art|s\d)\w+$|未编号段|脚注|文首|footnote|front matter|unnumbered", written)
    )


def _pieces(content: str, found: Sequence[tuple[int, int, CitedReference]]) -> Iterator[tuple[int, int]]:
    """What lies between the references, cut at semicolons."""
    edges = [0, *(edge for start, end, _ in found for edge in (start, end)), len(content)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        for piece in re.finditer(r"[^;；]+", content[start:end]):
            yield start + piece.start(), start + piece.end()


def _other_words(content: str, found: Sequence[tuple[int, int, CitedReference]]) -> int:
    """Letters and digits of a bracket outside its references and the words that introduce them."""
    kept = list(content)
    for start, end, _ in found:
        kept[start:end] = " " * (end - start)
    return _letters(without_signals("".join(kept)))


def without_signals(text: str) -> str:
    """A text without the words that introduce a reference: "see also", "cf.", "参见"."""
    return _SIGNALS.sub(" ", text)


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)
