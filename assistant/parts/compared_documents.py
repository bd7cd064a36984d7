"""A question about several documents: "How did Belgium's position change between its 2015 and its 2022 report?".

In: a question and the documents of the index. Out: its parts, one for each document that it names: by author, year
and kind, by symbol or by title. Each is the question without the words that name documents, asked of that document
alone; none where the question names fewer than two that the index has.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.conversation.follow_up_names import find_named
from assistant.conversation.follow_ups import Interpretation
from assistant.library import Catalogue
from assistant.lookup.descriptions import describe_document
from assistant.lookup.document_kinds import ANY_KIND, find_kinds
from assistant.lookup.document_names import document_names
from assistant.parts.comparison_words import (
    BETWEEN_ASPECTS,
    BETWEEN_NAME_AND_REST,
    CHANGED,
    CHANGING,
    DUAL_REPORTS,
    JOINT,
    LEADING,
    OWN,
)
from assistant.parts.part import Part
from corpus.documents import Document
from corpus.plain_text import folded
from corpus.written_symbols import find_written_symbols
from index.lexicon import Lexicon

_LONGEST = 600
"""Characters: a longer question is a pasted text."""
_MOST_DOCUMENTS = 6
"""More are not compared side by side."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?:\s?年|\s?год[а-я]{0,2})?")
_POSSESSIVE = re.compile(r"(?<=\s)['’]s?(?!\w)")
_BLANKS = re.compile(r"\s+")
_GROUPS = ("document", "name", "year", "kind")


@dataclass(frozen=True, slots=True)
class _Aspect:
    """Something that a question says of a document: `text[start:end]`."""

    group: str
    """"year", "kind", "name", or "document" where it is named whole."""
    keys: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Naming:
    """What a question says of one document."""

    start: int
    end: int
    said: dict[str, frozenset[str]]
    """Keys by the group of their aspect."""

    def keys(self, group: str) -> frozenset[str]:
        return self.said.get(group, frozenset())

    @property
    def is_telling(self) -> bool:
        """Whether it can mean one document: whole, by its year, or by its kind and author."""
        return bool(self.keys("document") or self.keys("year") or (self.keys("kind") and self.keys("name")))


_Stretch = list[_Aspect]
"""Aspects with nothing else between them than words such as "between its" and "and in its"."""


def find_compared(
    text: str, language: str, catalogue: Catalogue, lexicon: Lexicon, among: Collection[str]
) -> tuple[Part, ...]:
    """The parts of a question about several documents of `among` (ids), in the order in which it names them."""
    small = folded(text)
    if len(text) > _LONGEST:
        return ()
    aspects = _aspects(text, small, language, catalogue, lexicon)
    stretches = [(stretch, _namings(stretch, small)) for stretch in _stretches(aspects, small)]
    by_kind = [pair for pair in stretches if any(naming.keys("kind") or naming.keys("document") for naming in pair[1])]
    naming_stretches = by_kind or (stretches if CHANGED.search(small) else [])
    namings = [naming for _, found in naming_stretches for naming in found if naming.is_telling]
    if not 2 <= len(namings) <= _MOST_DOCUMENTS:
        return ()
    documents = [catalogue.documents[document_id] for document_id in among]
    authors = frozenset(key for aspect in aspects if aspect.group == "name" for key in aspect.keys)
    must_be_theirs = not by_kind or bool(OWN.search(small))
    meant = [_meant(naming, documents, authors, must_be_theirs) for naming in namings]
    if not all(meant) or len(frozenset().union(*meant)) < sum(map(len, meant)):
        return ()
    removed = [stretch for stretch, found in naming_stretches if any(naming.is_telling for naming in found)]
    return tuple(
        _part(text, small, naming, [catalogue.documents[document_id] for document_id in sorted(ids)], removed)
        for naming, ids in zip(namings, meant, strict=True)
    )


def _aspects(text: str, small: str, language: str, catalogue: Catalogue, lexicon: Lexicon) -> list[_Aspect]:
    """All that a question says of documents, in order, without overlaps: what names them whole comes first."""
    names = document_names(catalogue)
    whole = [
        *names.find_symbols(text, find_written_symbols(text, lenient=False), lenient=False),
        *names.find_titles(text),
    ]
    found = [
        _Aspect("document", frozenset(document.document_id for document in named.documents), named.start, named.end)
        for named in whole
    ]
    found += [
        _Aspect("name", frozenset({item.key}), item.start, item.end)
        for item in find_named(text, language, lexicon)
        if item.group in {"country", "thing"}
    ]
    found += [_Aspect("year", frozenset({match[1]}), *match.span()) for match in _YEAR.finditer(small)]
    found += [_Aspect("kind", frozenset({kind}), start, end) for kind, start, end in find_kinds(small)]
    found += [_Aspect("kind", frozenset({"report"}), *match.span()) for match in DUAL_REPORTS.finditer(small)]
    kept: list[_Aspect] = []
    for aspect in found:
        if all(aspect.end <= other.start or other.end <= aspect.start for other in kept):
            kept.append(aspect)
    return sorted(kept, key=lambda aspect: aspect.start)


def _stretches(aspects: Sequence[_Aspect], small: str) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    for aspect in aspects:
        before = stretches[-1][-1] if stretches else aspect
        between = BETWEEN_NAME_AND_REST if "name" in {before.group, aspect.group} else BETWEEN_ASPECTS
        if stretches and between.fullmatch(small, before.end, aspect.start):
            stretches[-1].append(aspect)
        else:
            stretches.append([aspect])
    return stretches


def _namings(stretch: _Stretch, small: str) -> list[_Naming]:
    """The documents of a stretch. What only one of them is given, kind or author, holds for its neighbours too."""
    pieces = [[stretch[0]]]
    for before, aspect in pairwise(stretch):
        if JOINT.search(small[before.end : aspect.start]):
            pieces.append([aspect])
        else:
            pieces[-1].append(aspect)
    said = [
        {group: frozenset(key for aspect in piece if aspect.group == group for key in aspect.keys) for group in _GROUPS}
        for piece in pieces
    ]
    for group in ("kind", "name"):
        for order in (range(len(said) - 1), range(len(said) - 1, 0, -1)):
            for place in order:
                neighbour = place + order.step
                if not said[neighbour][group] and not said[neighbour]["document"]:
                    said[neighbour][group] = said[place][group]
    return [
        _Naming(piece[0].start, piece[-1].end, its_keys)
        for piece, its_keys in zip(pieces, said, strict=True)
        if {"year", "document", "kind"} & {aspect.group for aspect in piece}
    ]


def _meant(
    naming: _Naming, documents: Sequence[Document], authors: frozenset[str], must_be_theirs: bool
) -> frozenset[str]:
    """The documents that a naming fits; of those, where the question names an author anywhere, that author's."""
    if naming.keys("document"):
        return naming.keys("document") & {document.document_id for document in documents}
    kinds = naming.keys("kind") - {ANY_KIND}
    fitting = []
    for document in documents:
        known = describe_document(document)
        if (
            (not naming.keys("year") or naming.keys("year") <= known.years)
            and (not kinds or kinds & known.kinds)
            and (not naming.keys("name") or naming.keys("name") & known.identity)
        ):
            fitting.append((document.document_id, bool(authors & known.identity)))
    theirs = frozenset(document_id for document_id, is_theirs in fitting if is_theirs)
    return theirs or (frozenset() if must_be_theirs else frozenset(document_id for document_id, _ in fitting))


def _part(text: str, small: str, naming: _Naming, documents: Sequence[Document], removed: Sequence[_Stretch]) -> Part:
    """The question of one document: without the words that name documents, but with its author."""
    authors = frozenset(name for document in documents for name in describe_document(document).identity)
    own = dict.fromkeys(
        text[aspect.start : aspect.end]
        for stretch in removed
        for aspect in stretch
        if aspect.group == "name" and aspect.keys & authors
    )
    asked, last = "", 0
    for place, stretch in enumerate(removed):
        leading = LEADING.search(small[: stretch[0].start])
        start = max(last, leading.start() if leading else stretch[0].start)
        asked += f"{text[last:start]} {', '.join(own) if place == 0 else ''} "
        last = stretch[-1].end
    asked = _BLANKS.sub(" ", _POSSESSIVE.sub("", asked + " " + text[last:])).strip()
    if "\u3400" <= max(small) <= "\u9fff":
        asked = asked.replace(" ", "")
    for changing in reversed(list(CHANGING.finditer(folded(asked)))):
        asked = asked[: changing.start()].rstrip() + asked[changing.end() :]
    ids = frozenset(document.document_id for document in documents)
    return Part(Interpretation(asked, asked, None), text[naming.start : naming.end], ids)
