"""References in running prose: symbols, titles and descriptions, each with the locator beside it.

In: a draft in any of the six UN languages, and the `Catalogue` that it is checked against. Out:
`ReferenceMatch`es in order, none overlapping another. A document of the index is known by all its names; of
others only symbols are, and descriptions that a locator follows. Time is linear in the length of the text.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from assistant.library import Catalogue
from assistant.lookup.descriptions import (
    describe,
    find_aspects,
    fits,
    is_passed_over,
    languages_of,
    without_possessives,
)
from assistant.lookup.document_kinds import find_kinds
from assistant.lookup.document_names import document_names
from assistant.lookup.reference_form import LINKING_WORDS
from corpus.locator_reading import find_locator_starts, read_locator_at
from corpus.plain_text import folded, plain
from corpus.written_symbols import find_written_symbols

_BEHIND = re.compile(
    r"[)\]》”\"'»]?\s?(?:号\s?)?(?:文件|决议|工作文件|报告|指令)?\s?的?[,،、]?\s{0,2}(?:\(|\[)?(?:at\s|in\s|en\s|в\s|في\s)?"
)
_OF = re.compile(
    r"\s?[,)]?\s{0,2}(?:(?:of|in|from|to|du|de|del|des|dans|из|в|من|في)\s)?(?:(?:the|la|le|el|los)\s|l['’])?"
    r"(?:(?:document|doc\.|documento|документа?|الوثيقة|文件|the)\s?)?[\s«“\"(\[]{0,2}",
    re.IGNORECASE,
)
_REACH = 90
"""Characters before a name among which a locator may begin: "subparagraph (a) of paragraph 2 of …"."""
_DESCRIPTION_REACH = 120
_LINK_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")
_HAN_LINKS = re.compile("联合国|提交的|提出的|发表的|关于|[的年于在由向就对份]")
_CONJUNCTIONS = frozenset({"and", "or", "et", "ou", "y", "e", "o", "и", "или", "و", "vs", "v"})
_YEAR_IN_BRACKETS = re.compile(r"\(\s?\d{4}\s?年?\s?\)")
_SAYS_THAT = re.compile(
    r"\b(?:submitted|presented|prepared|issued|circulated|published|made|gave|présenté|soumis|établi|publié|presentado|emitido)\b|提交(?!的)",
    re.IGNORECASE,
)
"""Before the kind, these make a sentence: "Belgium submitted the report in 2022"."""
_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】\n]{3,200})[)\]）】]")
_PIECE = re.compile(r"[^\n]{1,1500}(?:\s|$)|[^\n]{1,1500}|\n")
"""Names are looked for in pieces: their number in one piece, which some steps square, is bounded so."""
_NO_LETTERS = re.compile(r"[^a-zà-ÿа-яёء-ي\u3400-\u9fff]*")


@dataclass(frozen=True, slots=True)
class ReferenceMatch:
    """A reference in a text: `text[start:end]` as it is written, without the brackets around it."""

    start: int
    end: int
    reference: str
    """What `assistant.lookup.citations.look_up` takes."""


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of a document in a text."""

    start: int
    end: int
    needs_locator: bool
    """Whether it is a reference only with one: a date may be a title, and a report any report."""


def find_references(text: str, catalogue: Catalogue) -> list[ReferenceMatch]:
    """The references to documents and paragraphs in `text`, in order.

    Example: "As the EU said (NPT/CONF.2020/PC.II/WP.6, para. 20), …" → "NPT/CONF.2020/PC.II/WP.6, para. 20".
    """
    names = document_names(catalogue)
    symbols = find_written_symbols(text, lenient=False)
    found = [_Name(symbol.start, symbol.end, False) for symbol in symbols]
    found += [_Name(name.start, name.end, False) for name in names.find_symbols(text, symbols, lenient=False)]
    found += [
        _Name(name.start, name.end, _NO_LETTERS.fullmatch(folded(text[name.start : name.end])) is not None)
        for name in names.find_titles(text)
    ]
    known = _apart(found)
    known = _apart([*known, *_in_brackets(text), *_descriptions(text, known, catalogue)], first=known)
    starts = find_locator_starts(text)
    matches: list[ReferenceMatch] = []
    for place, name in enumerate(known):
        floor = matches[-1].end if matches else 0
        ceiling = known[place + 1].start if place + 1 < len(known) else len(text)
        span = _with_locator(text, name, starts, floor, ceiling)
        if span and span[0] >= floor:
            matches.append(ReferenceMatch(*span, " ".join(text[span[0] : span[1]].split())))
    return matches


def _apart(found: list[_Name], first: list[_Name] | None = None) -> list[_Name]:
    """Names that do not overlap: the longest, or those of `first`."""
    kept: list[_Name] = []
    preferred = {(name.start, name.end) for name in first or ()}
    for name in sorted(found, key=lambda item: (item.start, -item.end)):
        last = kept[-1] if kept else None
        if last is None or name.start >= last.end:
            kept.append(name)
        elif ((name.start, name.end) in preferred and (last.start, last.end) not in preferred) or (
            (last.start, last.end) not in preferred and name.end - name.start > last.end - last.start
        ):
            kept[-1] = name
    return kept


def _with_locator(text: str, name: _Name, starts: list[int], floor: int, ceiling: int) -> tuple[int, int] | None:
    """The span of a name with the locator behind or before it; None where it needs one and has none."""
    behind = _BEHIND.match(text, name.end)
    parts, end = read_locator_at(text, behind.end() if behind else name.end, ceiling)
    if parts:
        return name.start, _closed(text, name.start, end)
    for start in starts[bisect_left(starts, max(floor, name.start - _REACH)) : bisect_left(starts, name.start)]:
        parts, end = read_locator_at(text, start, name.start)
        if parts and _OF.fullmatch(text, end, name.start):
            return start, _closed(text, start, name.end)
    return None if name.needs_locator else (name.start, name.end)


def _closed(text: str, start: int, end: int) -> int:
    """The end with the bracket that closes one inside: "A/RES/67/53 (para. 3)"."""
    inside = text[start:end]
    for opening, closing in ("()", "[]", "（）"):
        if inside.count(opening) > inside.count(closing) and text[end : end + 1] == closing:
            return end + 1
    return end


def _in_brackets(text: str) -> list[_Name]:
    """Descriptions without a kind, which brackets and a locator make plain: "(Belgium 2022, para. 18)"."""
    found: list[_Name] = []
    for bracket in _BRACKETS.finditer(text):
        starts = find_locator_starts(bracket.group(1))
        head = bracket.group(1)[: starts[0]].rstrip(" ,;，；、:：") if starts else ""
        said = describe(head) if head else None
        if said and said.is_telling and not said.words:
            found.append(_Name(bracket.start(1), bracket.start(1) + len(head), True))
    return found


def _descriptions(text: str, known: list[_Name], catalogue: Catalogue) -> list[_Name]:
    """Stretches such as "Belgium's 2022 report": words that say who, when and what kind, around a kind."""
    documents = tuple(catalogue.documents.values())
    found: list[_Name] = []
    taken = bytearray(len(text))
    for name in known:
        taken[name.start : name.end] = b"\x01" * (name.end - name.start)
    for piece in _PIECE.finditer(text):
        line, offset, end = piece.group(), piece.start(), 0
        kinds = find_kinds(folded(line))
        coverage = _coverage(line, taken[offset : piece.end()]) if kinds else bytearray()
        for _, kind_start, kind_end in kinds:
            if kind_start < end or not coverage[kind_start]:
                continue
            start, end = _stretch(line, coverage, kind_start, kind_end)
            said = describe(line[start:end])
            if not (said.names and said.is_telling) or said.words:
                continue
            is_known = bool(said.years) and any(fits(said, document) for document in documents)
            is_sentence = _SAYS_THAT.search(line, start, kind_start) is not None
            found.append(_Name(offset + start, offset + end, not is_known or is_sentence))
    return found


def _coverage(line: str, taken: bytearray) -> bytearray:
    """For each character 2 where it belongs to a name, year or kind, 1 where it may stand between, else 0."""
    exact = without_possessives(plain(line))
    small = folded(exact)
    coverage = bytearray(1 if character in " '" else 0 for character in exact)
    links = [word.span() for word in _LINK_WORD.finditer(small) if _is_link(word.group())]
    links += [match.span() for pattern in (_HAN_LINKS, _YEAR_IN_BRACKETS) for match in pattern.finditer(small)]
    for mark, spans in ((b"\x01", links), (b"\x02", find_aspects(exact, languages_of(exact)))):
        for start, end in spans:
            coverage[start:end] = mark * (end - start)
    return bytearray(0 if is_taken else mark for mark, is_taken in zip(coverage, taken, strict=True))


def _is_link(word: str) -> bool:
    return word not in _CONJUNCTIONS and (word in LINKING_WORDS or is_passed_over(word))


def _stretch(line: str, coverage: bytearray, start: int, end: int) -> tuple[int, int]:
    """The longest stretch around a kind that only describes, from its first telling word to its last."""
    floor, ceiling = max(0, start - _DESCRIPTION_REACH), min(len(line), end + _DESCRIPTION_REACH)
    first, last = start, end
    place = start
    while place > floor and coverage[place - 1]:
        place -= 1
        first = place if coverage[place] == 2 else first
    place = end
    while place < ceiling and coverage[place]:
        place += 1
        last = place if coverage[place - 1] == 2 else last
    return first, _closed(line, first, last)
