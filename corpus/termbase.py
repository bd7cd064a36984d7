"""A corpus's termbase: the same terms and abbreviations in several languages, and where a text uses them.

In: a tab-separated file, one term a row, one language a column, renderings parted by " | ". Out: a
`Termbase`, whose `find` marks the terms of a question or a paragraph. It weighs nothing, translates
nothing by itself, and knows no grammar beyond a few endings: what the endings miss, a rendering can say.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import PinpointError
from corpus.readers.regular_file import read_regular
from corpus.word_forms import Token, is_abbreviation_key, rendering_keys, tokens

RENDERING_SEPARATOR = " | "

_LARGEST_BYTES = 20_000_000
"""Of a termbase: as many terms as a dictionary has."""
_LONGEST_SHOWN = 200
_TERM_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Term:
    """One concept and what it is called."""

    term_id: str
    renderings: tuple[tuple[str, tuple[str, ...]], ...]
    """(language, renderings) pairs; the full official name first, then short forms and abbreviations."""

    def renderings_in(self, language: str) -> tuple[str, ...]:
        """Give the renderings in `language`; empty where the termbase has none."""
        return dict(self.renderings).get(language, ())


@dataclass(frozen=True, slots=True)
class TermMatch:
    """`text[start:end]` is a form of `rendering`, a rendering of `term`."""

    term: Term
    start: int
    end: int
    rendering: str


class _Node:
    """A place in the tree of all renderings' keys."""

    __slots__ = ("children", "endings")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.endings: list[tuple[str | None, str, Term]] = []
        """(language, rendering, term) of the renderings that end here; None: used in every language."""


class Termbase:
    """Terms, and a tree of their renderings that is built once and searched token by token."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = tuple(terms)
        self._root = _Node()
        for term in self.terms:
            for language, renderings in term.renderings:
                for rendering in renderings:
                    self._add(term, language, rendering)

    def _add(self, term: Term, language: str, rendering: str) -> None:
        node = self._root
        keys = rendering_keys(rendering)
        for key in keys:
            node = node.children.setdefault(key, _Node())
        # People write IAEA and CTBT in Chinese, Russian and Arabic sentences too.
        everywhere = language == "en" and all(map(is_abbreviation_key, keys))
        node.endings.append((None if everywhere else language, rendering, term))

    def find(self, text: str, language: str | None = None) -> list[TermMatch]:
        """Find the terms of `text`, the longest first to claim its words; in the order of the text.

        With `language`, only renderings in that language count, and English abbreviations. Words match
        whatever their case, hyphens, apostrophes, accents and common endings; abbreviations match their
        capitals, unless the text has no capitals at all. Han characters match anywhere. Where several
        terms share a rendering across languages, the first of the termbase is given.

        >>> termbase.find("Who signed the nuclear-test-ban treaty?")[-1].rendering
        'nuclear test ban treaty'
        """
        text_tokens = tuple(tokens(text))
        found: list[TermMatch] = []
        begun = self._root.children.keys()
        for first, token in enumerate(text_tokens):
            if not begun.isdisjoint(token.keys):
                found += self._matches(text_tokens, first, language)
        found.sort(key=lambda match: (match.start - match.end, match.start))
        taken = bytearray(len(text))
        chosen = []
        for match in found:
            if not any(taken[match.start : match.end]):
                taken[match.start : match.end] = b"\x01" * (match.end - match.start)
                chosen.append(match)
        return sorted(chosen, key=lambda match: match.start)

    def _matches(self, text_tokens: Sequence[Token], first: int, language: str | None) -> Iterator[TermMatch]:
        nodes = [self._root]
        for position in range(first, len(text_tokens)):
            token = text_tokens[position]
            nodes = [node.children[key] for node in nodes for key in token.keys if key in node.children]
            if not nodes:
                return
            for node in nodes:
                for rendering_language, rendering, term in node.endings:
                    if language in (None, rendering_language) or rendering_language is None:
                        yield TermMatch(term, text_tokens[first].start, token.end, rendering)
                        break


def read_termbase_bytes(path: Path) -> bytes:
    """The bytes of a termbase's file, unchecked; PinpointError if it cannot be read."""
    try:
        return read_regular(path, _LARGEST_BYTES)
    except OSError as error:
        raise PinpointError(f"Termbase {path} cannot be read ({error.strerror}): restore the file.") from error


# The bundled termbase stands in the index of the bundled corpus too: what is the same is read once.
@functools.lru_cache(maxsize=8)
def parse_termbase(data: bytes, name: str) -> Termbase:
    """Make a termbase of a file's bytes; `name` is what errors call it.

    Raises PinpointError, naming the line, for a row that is not what it should be.
    """
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise PinpointError(f"Termbase {name} is not UTF-8 text ({error}): save it so.") from error
    header = lines[0].split("\t") if lines else []
    languages = header[1:]
    well_formed = len(set(languages)) == len(languages) > 1 and all(map(_LANGUAGE.fullmatch, languages))
    if header[:1] != ["id"] or not well_formed:
        raise PinpointError(
            f"{name}, line 1: the header is {str(header)[:_LONGEST_SHOWN]}: write 'id' and two or more different "
            "language tags, parted by tabs."
        )
    terms: list[Term] = []
    lines_by_id: dict[str, int] = {}
    lines_by_rendering: dict[tuple[str, tuple[str, ...]], int] = {}
    for number, line in enumerate(lines[1:], start=2):
        where = f"{name}, line {number}"
        term = _read_row(line.split("\t"), languages, where)
        if (other := lines_by_id.setdefault(term.term_id, number)) != number:
            raise PinpointError(f"{where}: id {term.term_id!r} stands on line {other} already: choose another.")
        for language, renderings in term.renderings:
            for rendering in renderings:
                other = lines_by_rendering.setdefault((language, rendering_keys(rendering)), number)
                if other != number:
                    raise PinpointError(
                        f"{where}: {rendering[:_LONGEST_SHOWN]!r} ({language}) stands on line {other} already: "
                        "keep it with one of the two terms."
                    )
        terms.append(term)
    return Termbase(terms)


def _read_row(cells: list[str], languages: list[str], where: str) -> Term:
    if len(cells) != len(languages) + 1:
        raise PinpointError(
            f"{where}: {len(cells)} columns where the header has {len(languages) + 1}: part them by tabs."
        )
    term_id = cells[0]
    if not _TERM_ID.fullmatch(term_id):
        shown = term_id[:_LONGEST_SHOWN]
        raise PinpointError(f"{where}: id {shown!r}: use lower-case letters and digits, joined by '-'.")
    renderings = []
    for language, cell in zip(languages, cells[1:], strict=True):
        if not cell.strip():
            continue
        names = tuple(name.strip() for name in cell.split(RENDERING_SEPARATOR.strip()))
        if not all(rendering_keys(name) for name in names):
            raise PinpointError(f"{where}: an empty rendering in {language!r}: take out the extra '|'.")
        renderings.append((language, names))
    if len(renderings) < 2:
        raise PinpointError(f"{where}: {term_id!r} has renderings in one language or none: give it a second.")
    return Term(term_id, tuple(renderings))
