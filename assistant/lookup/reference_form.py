"""Whether a text is a reference and no question: what the chat looks up instead of answering.

In: a text of any language. Out: yes or no. Only what is wholly the name of a document with or without a
locator counts, or a plain request for the words of one paragraph; whether there is such a document need not be known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.library import Catalogue
from assistant.lookup.descriptions import Description, describe, fits
from assistant.lookup.document_names import NamedDocuments, document_names
from assistant.lookup.main_titles import named_by_main_title
from assistant.lookup.plain_requests import find_request
from assistant.lookup.reference_reading import (
    Beside,
    clean_reference,
    is_printed_locator,
    read_beside,
    split_description,
)
from corpus.documents import Document
from corpus.plain_text import folded, plain
from corpus.written_symbols import find_written_symbols

_LINKING_WORDS = """
    the a an of by for from in on at to and or its v vs see also cf le la les l d de du des par pour et au aux à
    en sur voir el los las del por para y al véase от о об на в к за и см من في عن على و"""
LINKING_WORDS = frozenset(_LINKING_WORDS.split())
"""Small words that stand in a document's name; others make a sentence."""
_ASKS = re.compile(
    r"[?？؟吗呢谁哪几说讲]|多少|什么|是否|怎|[请請]|列出|内容|规定|要求|如何|为何|解释|总结|概括|翻译|比较|介绍|提到|指出"
    r"|\b(?:what|when|where|who|whom|whose|which|why|how|summari[sz]e|explain|compare|describe|tell|show|list|give|quote"
    r"|translate|find|que|quoi|quel(?:le)?s?|quand|comment|pourquoi|résume[rz]?|explique[rz]?|qué|cuándo|cuál|quién"
    r"|cómo|resume|resuma|что|когда|где|кто|какой|какие|почему|как|ما|ماذا|متى|من هو|كيف|لماذا|هل)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S+")
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)+")
_LONGEST_NAME_WORDS = 14


def is_reference(text: str, catalogue: Catalogue | None = None) -> bool:
    """Whether a text is nothing but a reference, or asks for nothing but the words of one.

    With a `catalogue`, ids, titles and descriptions of its documents count for themselves.

    Examples: "S/RES/1540(2004)", "Belgium's 2022 report, para. 18", "比利时2022年报告第18段" and "What does
    A/RES/67/53, para. 3 say?" are; "What does A/RES/67/53 say?", "Belgium" and "18" are not.
    """
    written = clean_reference(text)
    request = find_request(written)
    if request and any(
        reading.is_certain and (reading.has_locator or not request.asks_what_it_says)
        for reading in _readings(request.about, catalogue)
    ):
        return True
    return next(_readings(written, catalogue), None) is not None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A way to take a text for a reference and nothing else."""

    has_locator: bool
    is_certain: bool
    """Whether it names one document: a symbol, a name that the catalogue knows, or what kind and of which year."""


def _readings(written: str, catalogue: Catalogue | None) -> Iterator[_Reading]:
    if not written or _ASKS.search(_LINK.sub("", plain(written))):
        return
    symbols = find_written_symbols(written, lenient=True)
    known: list[NamedDocuments] = []
    documents: list[Document] = []
    if catalogue is not None:
        names = document_names(catalogue)
        known = [*names.find_titles(written), *names.find_symbols(written, symbols, lenient=True)]
        documents = list(catalogue.documents.values())
        if any(named_by_main_title(name, written)[0] for name in names.find_main_titles(written)):
            yield _Reading(True, True)
    besides = [read_beside(written, name.start, name.end) for name in known]
    if len(symbols) == 1:
        besides.append(read_beside(written, symbols[0].start, symbols[0].end))
    yield from (_Reading(bool(beside.parts), not beside.rest) for beside in besides if _is_all(beside))
    if symbols:
        return
    printed = is_printed_locator(written)
    heads = [(description, parts) for description, parts in split_description(written) if parts]
    for name, parts in [*heads, *([(written[:printed], ())] if printed else [])]:
        said = describe(name)
        is_known = said.is_telling and any(fits(said, document) for document in documents)
        if is_known or _is_name(name):
            # Articles of a treaty of some year are what other documents are about.
            is_one = bool(said.years and said.kinds) and all(part.kind == "paragraph" for part in parts)
            yield _Reading(True, is_known or is_one)


def _is_all(beside: Beside) -> bool:
    """Whether nothing is left beside the name but a locator and words that describe the document."""
    is_located = bool(beside.parts) or not beside.rest or is_printed_locator(beside.rest) is not None
    return is_located and (not beside.before or _is_plain(beside.before))


def _is_name(description: str) -> bool:
    """Whether a text can only be a document's name: it says who, when or what kind, and holds no sentence."""
    said = describe(description)
    if _IDENTIFIER.fullmatch(folded(description)):
        return True
    is_han = bool(re.search("[\u3400-\u9fff]", description))
    return (said.is_telling or bool(said.years and is_han)) and (is_han or _is_plain(description))


def _is_plain(text: str) -> bool:
    """Whether all words are names, kinds of documents, linking words, or capitalised inside the text."""
    said: Description = describe(text)
    words = re.findall(r"[^\W\d_]+", plain(text))
    capitals = {folded(word) for word in words[1:] if word[0].isupper()}
    left = {*said.words, *said.small_words} - LINKING_WORDS - capitals
    return len(words) <= _LONGEST_NAME_WORDS and not [word for word in left if len(word) > 1 and not word.isdecimal()]
