"""What is fuzzed: each function that takes what strangers write, and what must hold of its result.

In: any bytes. Out: nothing, or an `AssertionError` that says what does not hold. `UnreadableFileError` and other
`PinpointError`s are answers; any other exception is a loss.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.drafts.draft import read_draft
from assistant.drafts.draft_text import read_draft_text
from assistant.library import Catalogue
from assistant.lookup.citations import look_up, lookup_record
from assistant.lookup.references import find_references
from assistant.questions.question import analyse_question
from assistant.values.find_values import find_values
from corpus.documents import Locator
from corpus.errors import PinpointError
from corpus.language import UN_LANGUAGES
from corpus.locator_reading import find_locator_starts, read_locator, read_locator_at
from corpus.locators import reference_language, render_locator
from corpus.parsing import make_paragraphs
from corpus.readers import source_of
from corpus.readers.text import wrapped_lines
from corpus.source import SourceText
from corpus.structure import find_elements
from corpus.symbols import find_symbols, normalise_symbol, symbol_key
from corpus.written_symbols import find_written_symbols
from eval.trust.fuzz_seeds import WORD_PARTS, tiny_pdf, tiny_word_file
from eval.trust.hostile_files import lost_character
from index.store import read_index

MOST_CPU_SECONDS = 1.0
LONGEST_INPUT = 4096
"""Bytes; longer inputs are the business of `eval.trust.hostile_files`."""


@dataclass(frozen=True, slots=True)
class Target:
    """A function under test."""

    name: str
    check: Callable[[bytes, Path], None]
    """Takes an input and the folder of an index, which few targets look at."""
    seeds: tuple[bytes, ...] = ()

    def attempt(self, data: bytes, index: Path) -> None:
        """Tries one input; raises AssertionError where what must hold does not."""
        started = time.thread_time()
        refusal = ""
        try:
            self.check(data, index)
        except PinpointError as error:
            refusal = str(error)
        assert refusal.isprintable(), f"the message {refusal!a} holds what moves a cursor"
        taken = time.thread_time() - started
        assert taken < MOST_CPU_SECONDS, f"{len(data)} bytes take {taken:.1f} s"


def _file(suffix: str) -> Callable[[bytes, Path], None]:
    def check(data: bytes, index: Path) -> None:  # noqa: ARG001 - as a target is called; so in the next ones
        _check_source(source_of(Path(f"a{suffix}"), data))

    return check


def _word_markup(data: bytes, index: Path) -> None:  # noqa: ARG001
    """A part of the file that the first byte chooses: behind the checksums, which nobody passes by chance."""
    parts = list(WORD_PARTS)
    part = parts[data[0] % len(parts)] if data else parts[0]
    _check_source(source_of(Path("a.docx"), tiny_word_file(part, data[1:])))


def _check_source(source: SourceText) -> None:
    end = 0
    for line in source.lines:
        assert end <= line.start <= line.end <= len(source.text), "lines overlap or are out of order"
        assert not source.text[end : line.start].strip(), "a character is in no line"
        end = line.end
    assert not source.text[end:].strip(), "a character is in no line"
    elements = find_elements(source)
    assert not (lost := lost_character(source, elements)), lost
    starts = [element.spans[0].start for element in elements]
    assert starts == sorted(starts), "elements are out of order"
    ids = [paragraph.paragraph_id for paragraph in make_paragraphs("document", elements)]
    assert len(ids) == len(set(ids)), "two paragraphs have one id"


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _paragraphs(data: bytes, index: Path) -> None:  # noqa: ARG001
    text = _text(data)
    _check_source(SourceText(text, wrapped_lines(text, paged="\f" in text)))


def _symbols(data: bytes, index: Path) -> None:  # noqa: ARG001
    text = _text(data)
    end = 0
    for match in find_symbols(text):
        assert end <= match.start < match.end <= len(text), "symbols overlap"
        end = match.end
        assert normalise_symbol(match.symbol) == match.symbol, f"{match.symbol!a} is no normal form"
    once = normalise_symbol(text)
    assert normalise_symbol(once) == once, f"{text!a} → {once!a} → {normalise_symbol(once)!a}"
    assert symbol_key(once) == symbol_key(text), f"{text!a} has two keys"
    for lenient in (False, True):
        for written in find_written_symbols(text, lenient=lenient):
            assert 0 <= written.start < written.end <= len(text), "a symbol lies outside"


def _locators(data: bytes, index: Path) -> None:  # noqa: ARG001
    text = _text(data)
    read_locator(text)
    reference_language(text)
    for start in find_locator_starts(text)[:20]:
        assert start <= read_locator_at(text, start)[1] <= len(text), "a locator ends outside"
    number = str(1 + sum(data) % 998)
    for language in UN_LANGUAGES:
        written = render_locator(Locator("paragraph", number, 1, (), 0, None), language)
        assert [(part.kind, part.number) for part in read_locator(written)] == [("paragraph", number)], written


def _values(data: bytes, index: Path) -> None:  # noqa: ARG001
    text = _text(data)
    for language in (None, "en", "zh", "ar"):
        end = 0
        for value in find_values(text, language, 2015):
            assert end <= value.start < value.end <= len(text), f"values overlap: {value}"
            end = value.end
            assert value.normalized, f"a value without a normal form: {value}"


def _question(data: bytes, index: Path) -> None:  # noqa: ARG001
    analyse_question(_text(data))


@cache
def _catalogue(index: Path) -> Catalogue:
    return Catalogue(read_index(index))


def _references(data: bytes, index: Path) -> None:
    text, catalogue = _text(data), _catalogue(index)
    lookup_record(look_up(text, catalogue), catalogue, "en")
    for found in find_references(text, catalogue):
        assert 0 <= found.start < found.end <= len(text), "a reference lies outside"


def _drafts(data: bytes, index: Path) -> None:
    text = _text(data)
    source = SourceText(text, wrapped_lines(text, paged=False))
    for is_markdown in (False, True):
        for sentence in read_draft(read_draft_text(source, is_markdown=is_markdown), _catalogue(index)).cited:
            assert 0 <= sentence.start < sentence.end <= len(text), "a sentence lies outside"


_PROSE = tuple(
    text.encode()
    for text in (
        "Report of the Group\n\n1. It met in Geneva in May 2021 (A/RES/67/53, para. 3).\n(a) First;\n(b) Second.\n",
        "一、导言\n\n1. 比利时于 1999 年 6 月 29 日批准（NPT/CONF.2015/39，第18段）。\n第二条 甲应当：\n（一）制定；\n",
        "Article IV\n\n2.1 «Статья» 3 млн долл. США\n__________\n1 See S/RES/1540(2004).\n\f- 2 -\n",
        "الفقرة ١٨: ٢٠٠ مليون يورو في ٢٩ حزيران/يونيه ١٩٩٩",
        "resolution 1540 (2004), paras. 18-20, INFCIRC/225/Rev.5; 3.5 per cent; EUR 20 million; 2020/21",
    )
)
_MARKUP = tuple(bytes([number]) + text.encode() for number, text in enumerate(WORD_PARTS.values()))
_HTML = (
    b"<!doctype html><meta charset=utf-8><title>T</title><h1>A</h1><ol start=3 type=a><li>x<li value=9>y</ol><p>z<br>w",
    b"<table><tr><td>a<td>b</table><pre> x\n y</pre><p hidden>no</p>&nbsp;&#x41;",
)
_MARKDOWN = (
    b"---\ntitle: T\n---\n# A\n\n1. x\n2. y[^1]\n   - z\n\n> q\n\n|a|b|\n|-|-|\n|c|d|\n\n[^1]: note\n",
    b"```\ncode\n```\n<p>h</p>\n\n[a](b) **c** `d`\n",
)


@cache
def targets() -> dict[str, Target]:
    """All of them, by name."""
    listed = (
        Target("text files", _file(".txt"), (*_PROSE, _PROSE[1].decode().encode("gb18030"), b"\xff\xfe1\0.\0 \0a\0")),
        Target("HTML files", _file(".html"), _HTML),
        Target("Markdown files", _file(".md"), (*_MARKDOWN, *_PROSE)),
        Target("Word files", _file(".docx"), (tiny_word_file(),)),
        Target("Word markup", _word_markup, _MARKUP),
        Target("PDF files", _file(".pdf"), (tiny_pdf(),)),
        Target("paragraph cutting", _paragraphs, _PROSE),
        Target("symbols", _symbols, _PROSE),
        Target("locators", _locators, _PROSE),
        Target("values", _values, _PROSE),
        Target("questions", _question, (b"When did Belgium ratify the CTBT?", *_PROSE)),
        Target("references", _references, _PROSE),
        Target("drafts", _drafts, (*_PROSE, *_MARKDOWN)),
    )
    return {target.name: target for target in listed}
