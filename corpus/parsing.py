"""A file becomes a `Document` and its `Paragraph`s, with ids that stay the same.

In: a path, the corpus it belongs to and what its manifest says about it, if anything. Out:
`ParsedDocument`. An id rests on what the document prints (its number) or, where it prints none, on
the paragraph's own words: adding documents or paragraphs elsewhere changes no id.
"""

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalog import ManifestEntry
from corpus.documents import Document, Locator, Paragraph
from corpus.language import detect_language
from corpus.printable import printable
from corpus.readers import source_of
from corpus.readers.regular_file import open_regular, read_regular
from corpus.readers.unreadable import unreadable
from corpus.source import SourceText
from corpus.structure import CITABLE, Element, find_elements
from corpus.symbols import complete_symbol, find_symbols, normalise_symbol

_LONGEST_TITLE = 160
_PLACEHOLDER_TITLE = re.compile(r"\(?(?:anonymous|untitled|unspecified|document\d*|microsoft word.*)\)?", re.IGNORECASE)
"""Titles that programs write into a file when nobody gave one."""
_NO_TITLE = re.compile(
    r"\d{1,2}\s*日|\b\d{1,2}\s\w+\s\d{4}|提交|会议$|submitted|présent|presentad|представлен|مقدم|^(?:original|distr)\b|[,，、،;；؛:：]\s*$",
    re.IGNORECASE,
)
"""Lines of a masthead that say when, by whom or for whom, not what about; clauses of a preamble."""
MOST_PARAGRAPHS = 100_000
"""Of one document. Four thousand pages have half as many; a list of a million words has no paragraphs to cite."""
_LANGUAGE_SAMPLE = 4000
"""Characters of a document that its language is told from."""


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document and its paragraphs in order."""

    document: Document
    paragraphs: tuple[Paragraph, ...]


def file_sha256(path: Path) -> str:
    """The checksum that says whether a file has changed; raises as `parse_document` does."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def parse_document(
    path: Path, corpus: str, entry: ManifestEntry | None = None, known_id: str | None = None
) -> ParsedDocument:
    """Reads one file; where no manifest describes it, it has the id that it is known under, or one of its own.

    Raises:
        UnreadableFileError: the file cannot be read as text; the message says why and what helps.
        OSError: the system does not let us read it.

    """
    # Read once: the checksum is that of the very bytes that the paragraphs are of, whatever becomes of the file.
    data = read_regular(path)
    checksum = hashlib.sha256(data).hexdigest()
    source = source_of(path, data)
    elements = find_elements(source)
    if entry is None:
        document = _describe(path, known_id or document_id(path), corpus, checksum, source, elements)
    else:
        document = replace(entry.document(corpus), sha256=checksum)
    paragraphs = make_paragraphs(document.document_id, elements)
    if len(paragraphs) > MOST_PARAGRAPHS:
        reason = f"it would be cut into {len(paragraphs):,} paragraphs, and {MOST_PARAGRAPHS:,} is the most"
        raise unreadable(path, reason, "check that it is the file you mean, or split it")
    return ParsedDocument(document, paragraphs)


def _describe(
    path: Path, name: str, corpus: str, checksum: str, source: SourceText, elements: Sequence[Element]
) -> Document:
    """What a document says about itself, where no manifest describes it."""
    sample = " ".join(element.text for element in elements if element.locator)[:_LANGUAGE_SAMPLE]
    language = (source.language or "").split("-")[0].lower() or detect_language(sample)
    # The name of a file may hold line ends and what moves a cursor.
    title = _find_title(source, elements) or printable(" ".join(path.stem.split()))
    return Document(
        document_id=name,
        corpus=corpus,
        path=str(path),
        sha256=checksum,
        symbol=_own_symbol(elements),
        titles=((language, title),),
        short_titles=((language, title),),
        submitted_by=None,
        meeting=None,
        date=None,
        language=language,
    )


def document_id(path: Path, taken: Container[str] = ()) -> str:
    """The file's name with a few digits for its place, and with others where another document has that id."""
    name = re.sub(r"[^\w]+", "-", path.stem.lower()).strip("-")[:48] or "document"
    place = str(path).encode("utf-8", "surrogateescape")
    digits = (hashlib.sha256(place + b"\0" * turn).hexdigest()[:6] for turn in itertools.count())
    return next(found for some in digits if (found := f"{name}-{some}") not in taken)


def _find_title(source: SourceText, elements: Sequence[Element]) -> str | None:
    """The file's own title, else the longest telling line of its masthead, else its first heading."""
    lines = [line for element in elements[:1] if element.kind == "masthead" for line in element.text.split("\n")]
    telling = [line for line in lines if not _NO_TITLE.search(line) and not find_symbols(line)]
    headings = [element.text for element in elements if element.kind == "heading"]
    declared = source.title if source.title and not _PLACEHOLDER_TITLE.fullmatch(source.title.strip()) else None
    title = declared or max(telling, key=len, default=None) or (headings[0] if headings else None)
    return " ".join(title.split()).rstrip("*†")[:_LONGEST_TITLE] if title else None


def _own_symbol(elements: Sequence[Element]) -> str | None:
    """The symbol that the document prints alone in its masthead or running head."""
    for element in elements:
        if element.kind in {"masthead", "furniture"}:
            for line in element.text.split("\n"):
                found = find_symbols(line)
                if found and found[0].start == 0 and found[0].end == len(line.strip()):
                    return found[0].symbol
    return None


def make_paragraphs(document_id: str, elements: Sequence[Element]) -> tuple[Paragraph, ...]:
    """The citable elements as paragraphs, each with its id and the symbols that it cites."""
    targets = [element.text for element in elements if element.kind == "link"]
    taken: Counter[str] = Counter()
    paragraphs: list[Paragraph] = []
    for element in elements:
        if element.kind not in CITABLE or element.locator is None:
            continue
        paragraph_id = f"{document_id}.{_local_id(element.locator, element.text)}"
        taken[paragraph_id] += 1
        if taken[paragraph_id] > 1:
            # With a sign of its own: "p1-2" is paragraph 1(2), "p1~2" the second paragraph 1.
            paragraph_id += f"~{taken[paragraph_id]}"
        symbols = _cited_symbols(element.text, targets)
        paragraphs.append(
            Paragraph(
                paragraph_id,
                document_id,
                element.locator,
                element.marker,
                element.text,
                symbols,
                element.spans,
            )
        )
    return tuple(paragraphs)


def _local_id(locator: Locator, text: str) -> str:
    if locator.kind == "masthead":
        return "masthead" if locator.position == 1 else f"masthead{locator.position}"
    if locator.number is None:
        words = re.sub(r"\s+", "", text)
        return "u" + hashlib.sha256(words.encode()).hexdigest()[:8]
    prefix = {"article": "art", "footnote": "fn"}.get(locator.kind, "p")
    number = re.sub(r"[^\w.]+", "-", locator.number.replace("*", "star")).strip("-")
    return f"{prefix}{number}" if locator.sequence == 1 else f"s{locator.sequence}.{prefix}{number}"


def _cited_symbols(text: str, targets: Sequence[str]) -> tuple[str, ...]:
    found = [
        normalise_symbol(complete_symbol(match.symbol, text[match.start : match.end + 1], targets))
        for match in find_symbols(text)
    ]
    return tuple(dict.fromkeys(found))
