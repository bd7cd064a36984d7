"""Where a text names documents of the index: by symbol, by id or title, by description.

In: a reference or a stretch of prose, and a `Catalogue`. Out: `NamedDocuments`: the documents and the span
that names them. What stands beside the name is read by `corpus.locator_reading`.
"""

import functools
import re
import weakref
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from assistant.library import Catalogue
from corpus.documents import Document
from corpus.plain_text import folded
from corpus.symbol_families import loose_key, loose_runs
from corpus.symbols import symbol_key
from corpus.written_symbols import WrittenSymbol

_BETWEEN_RUNS = re.compile(r"[\s/.\-()_,:]{0,3}")
_GOES_ON = re.compile(r"\s?/\s?\w|-\d|\.\d|\s?\((?:vol|part|rev)|[\s,/]{1,2}(?:rev|add|corr|vol)(?:\.|\b)|第.卷")
"""What makes a symbol another one that is longer."""
_LETTERS = "a-z0-9à-ÿа-яёء-ي"
_BEHIND_MAIN_TITLE = re.compile(r"\s?[:：].*|\s[-–—]\s.*|\s?[(（][^()（）]*[)）]\s*$")
_FEWEST_WORDS, _FEWEST_HAN = 3, 4
"""What a main title must have to name a document: "Report" and "Final document" are anybody's."""


@dataclass(frozen=True, slots=True)
class NamedDocuments:
    """`text[start:end]` names these documents: one, or several that share the name."""

    documents: tuple[Document, ...]
    start: int
    end: int


class DocumentNames:
    """The symbols, ids and titles of a catalogue. Safe to share between threads."""

    def __init__(self, documents: tuple[Document, ...]) -> None:
        self._by_key: defaultdict[str, list[Document]] = defaultdict(list)
        self._loose: defaultdict[str, list[tuple[tuple[str, ...], Document]]] = defaultdict(list)
        titles: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        main_titles: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        for document in documents:
            for _, title in (*document.short_titles, *document.titles):
                main = _plain_title(_BEHIND_MAIN_TITLE.sub("", title))
                if len(main.split()) >= _FEWEST_WORDS or (main >= "\u3400" and len(main) >= _FEWEST_HAN):
                    main_titles[main][document.document_id] = document
            for name in (document.document_id, *(title for _, title in (*document.short_titles, *document.titles))):
                titles[_plain_title(name)][document.document_id] = document
            if document.symbol:
                self._by_key[symbol_key(document.symbol)].append(document)
                runs = loose_key(document.symbol)
                if len(runs) > 1:
                    self._loose[runs[0]].append((runs, document))
        self._titles = _Titles(titles)
        self._main_titles = _Titles(main_titles)

    def with_symbol(self, symbol: str) -> tuple[Document, ...]:
        """The documents of that very symbol, in every language that the index has it in."""
        return tuple(self._by_key.get(symbol_key(symbol), ()))

    def find_symbols(self, text: str, written: list[WrittenSymbol], *, lenient: bool) -> list[NamedDocuments]:
        """Where `text` has symbols of documents of the index; `written` are those that it has at all.

        Symbols of any form are found, such as 2009/28/EC or C-131/12; with `lenient` also with other dots,
        hyphens and blanks than they are printed with.
        """
        found = [
            NamedDocuments(documents, symbol.start, symbol.end)
            for symbol in written
            if (documents := self.with_symbol(symbol.symbol))
        ]
        small = folded(text)
        runs = loose_runs(small)
        for place, (first, start, _) in enumerate(runs):
            for key, document in self._loose.get(first, ()):
                last = place + len(key) - 1
                if last >= len(runs) or tuple(run for run, _, _ in runs[place : last + 1]) != key:
                    continue
                end = runs[last][2]
                if _is_symbol(small, runs[place : last + 1]) and (
                    lenient or _squeezed(small[start:end]) == _squeezed(folded(document.symbol or ""))
                ):
                    end += len(_closing(small, start, end))
                    found.append(NamedDocuments((document,), start, end))
        return _merged(found)

    def find_titles(self, text: str) -> list[NamedDocuments]:
        """Where `text` has ids or titles, the longest where they overlap."""
        small = folded(text)
        return _merged(
            [
                named
                for title, named in self._titles.find(small)
                if _is_telling(title) or not small[: named.start].strip(" \"'“«([")
            ]
        )

    def find_main_titles(self, text: str) -> list[NamedDocuments]:
        """Where `text` has what titles say before a colon or a bracket; any text may say so of its subject.

        Example: "Nuclear disarmament verification" of "Nuclear disarmament verification: working paper submitted by …".
        """
        return _merged([named for _, named in self._main_titles.find(folded(text))])


class _Titles:
    """Titles and the documents that they name, found in one pass over a text."""

    def __init__(self, titles: Mapping[str, Mapping[str, Document]]) -> None:
        self._titles = [(title, tuple(named.values())) for title, named in titles.items() if title]
        self._automaton = AhoCorasick([title for title, _ in self._titles])

    def find(self, small: str) -> Iterator[tuple[str, NamedDocuments]]:
        """Each title in a folded text, overlapping ones too."""
        for index, start, end in self._automaton.find_matches_as_indexes(small, overlapping=True):
            title, documents = self._titles[index]
            if _stands_alone(small, start, end):
                yield title, NamedDocuments(documents, start, end)


@functools.cache
def _registers() -> "weakref.WeakKeyDictionary[Catalogue, DocumentNames]":
    return weakref.WeakKeyDictionary()


def document_names(catalogue: Catalogue) -> DocumentNames:
    """The names of a catalogue's documents, read once."""
    names = _registers().get(catalogue)
    if names is None:
        names = _registers()[catalogue] = DocumentNames(tuple(catalogue.documents.values()))
    return names


def _plain_title(title: str) -> str:
    return " ".join(folded(title).split())


def _is_telling(title: str) -> bool:
    """Whether a title can stand inside a sentence without being just a word of it."""
    return len(title.split()) > 1 or any(map(str.isdigit, title)) or (len(title) > 5 and title[0] >= "\u3400")


def _stands_alone(small: str, start: int, end: int) -> bool:
    """Whether a title begins and ends where words do."""
    before = re.match(rf"[{_LETTERS}]{{2}}", small[start - 1 : start + 1]) if start else None
    behind = re.match(rf"[{_LETTERS}]{{2}}", small[end - 1 : end + 1])
    return before is None and behind is None


def _is_symbol(small: str, runs: list[tuple[str, int, int]]) -> bool:
    start, end = runs[0][1], runs[-1][2]
    gaps = all(_BETWEEN_RUNS.fullmatch(small, left, right) for (_, _, left), (_, right, _) in pairwise(runs))
    is_whole = not re.match(r"[\w/]", small[start - 1 : start]) if start else True
    return gaps and is_whole and not re.match(r"[a-z0-9_]", small[end : end + 1]) and not _GOES_ON.match(small, end)


def _closing(small: str, start: int, end: int) -> str:
    """The bracket that a symbol such as "S/RES/1540 (2004)" ends with."""
    return ")" if small[start:end].count("(") > small[start:end].count(")") and small[end : end + 1] == ")" else ""


def _squeezed(text: str) -> str:
    return re.sub(r"[\s()]", "", text)


def _merged(found: list[NamedDocuments]) -> list[NamedDocuments]:
    """The longest of overlapping names; the documents of equal ones together."""
    kept: list[NamedDocuments] = []
    for named in sorted(found, key=lambda item: (item.start, -item.end)):
        last = kept[-1] if kept else None
        if last and (named.start, named.end) == (last.start, last.end):
            documents = tuple(dict.fromkeys((*last.documents, *named.documents)))
            kept[-1] = NamedDocuments(documents, last.start, last.end)
        elif last is None or named.start >= last.end:
            kept.append(named)
        elif named.end - named.start > last.end - last.start:
            kept[-1] = named
    return kept
