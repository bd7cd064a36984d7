"""The claims of a written answer: its sentences, each with the markers that stand at it.

In: an answer as a language model writes it, Markdown or plain, in any language. Out: `WrittenClaim`s in order.
Headings, rules and sentences that only introduce ("According to the documents:") are none. Whether a marker names
a paragraph that exists, and whether the paragraph bears the claim out, is not decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.sentences import split_sentences

_MARKER = re.compile(
    r"(?:\[|［|【)\s{0,2}\^?(?P<list>\d{1,3}(?:\s{0,2}[-–—‑,，、;；]\s{0,2}\d{1,3}){0,20})\s{0,2}(?:\]|］|】)"
    r"(?:\([^()\s]{0,300}\))?"
)
_RANGE = re.compile(r"(\d{1,3})(?:\s*[-–—‑]\s*(\d{1,3}))?")
_WIDEST_RANGE = 50
"""Paragraphs in "[1-3]"; no more are ever given to a model."""
_MASK = "\ufffc"
_CLOSING = "\"”’'»」』)）\\]】》›*_"
_CITED_AFTER_STOP = re.compile(
    rf"[.!?؟。！？…][{_CLOSING}]{{0,4}}\s{{0,4}}{_MASK}+(?:[\s,，、;]{{0,4}}{_MASK}+){{0,50}}[.。]?"
    r"(?!\s{0,8}[a-zà-ÿа-я,，;；])"
)
_SEMICOLON_END = re.compile(rf"[;；؛][{_CLOSING}]{{0,4}}$")
_LINE_OPENING = re.compile(r"(?:[ \t]|>|[-*+•·‣–—](?=[ \t])|\d{1,3}[.)、](?=\s)|\|)+")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]|[ \t]{0,3}(?:```|~~~)|[\s|:*_=-]+$")
_BOLD_LINE = re.compile(r"\s*(\*\*|__)(?:(?!\1).){1,120}\1\s*[:：]?\s*")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,300}\)")
_MARKUP = re.compile(r"\*{1,3}|`+|~~|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|\|")
_INTRODUCING = re.compile(
    r"\b(?:according to|based on|as per|here (?:is|are)|as follows|the following|in (?:summary|short)|answer)\b"
    r"|\b(?:selon|d['’]après|voici|comme suit|en résumé|réponse)\b"
    r"|\b(?:según|de acuerdo con|a continuación|lo siguiente|en resumen|respuesta)\b"
    r"|(?:согласно|на основании|вот|следующ|ответ)|(?:وفقا|بناء على|كما يلي|فيما يلي|الجواب|الإجابة)"
    r"|根据|依据|按照|据|如下|以下|总之|回答|答案|答",
    re.IGNORECASE,
)
_LONGEST_INTRODUCTION = 80
_OF_SOURCES = re.compile(
    r"\W*(?:according to|based on|as per|selon|d['’]après|según|de acuerdo con|согласно|на основании|وفقا ل"
    r"|根据|依据|按照)"
    r"[\w\s'’]{0,40}(?:documents?|paragraphs?|sources?|texts?|paragraphes?|textes?|documentos|párrafos|fuentes"
    r"|документ\w*|пункт\w*|источник\w*|الوثائق|للوثائق|الفقرات|للفقرات|文件|段落|资料|材料)[\w\s]{0,20}\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenClaim:
    """One sentence of an answer: `answer[start:end]`, its markers included."""

    text: str
    """Without markers and markup."""
    markers: tuple[int, ...]
    """The n of each "[n]", in order, each once; empty where it cites nothing."""
    start: int
    end: int


def split_claims(answer: str) -> list[WrittenClaim]:
    """The claims of `answer`, in order.

    Markers before the full stop or behind it belong to the sentence that they end. "[1-3]" is 1, 2 and 3.
    Example: "It did so in 1999 [1]. See No. 5.[2,3]" → "It did so in 1999." (1,), "See No. 5." (2, 3).
    """
    found = list(_MARKER.finditer(answer))
    masked = list(answer)
    for match in found:
        masked[match.start() : match.end()] = _MASK * len(match.group())
    plain = "".join(masked)
    claims: list[WrittenClaim] = []
    for start, end in _sentences(plain):
        within = [match for match in found if start <= match.start() < end]
        markers = tuple(dict.fromkeys(number for match in within for number in _numbers(match["list"])))
        text = _without_markup(plain[start:end])
        if any(map(str.isalnum, text)):
            if within or not _only_introduces(text):
                claims.append(WrittenClaim(text, markers, start, end))
        elif claims and markers:
            # Markers on a line of their own belong to what stands above them.
            last = claims[-1]
            claims[-1] = replace(last, markers=tuple(dict.fromkeys(last.markers + markers)), end=end)
    return claims


def _numbers(written: str) -> Iterator[int]:
    for match in _RANGE.finditer(written):
        first, last = int(match[1]), int(match[2] or match[1])
        if first <= last <= first + _WIDEST_RANGE:
            yield from range(first, last + 1)
        else:
            yield from (first, last)


def _sentences(masked: str) -> Iterator[tuple[int, int]]:
    """The sentences of all lines but headings, without bullets and blanks around them."""
    place = 0
    for line in masked.splitlines(keepends=True):
        start, end = place, place + len(line.rstrip())
        place += len(line)
        if _HEADING.match(line) or _is_bold_heading(line):
            continue
        opening = _LINE_OPENING.match(masked, start, end)
        yield from _sentences_of_line(masked, opening.end() if opening else start, end)


def _is_bold_heading(line: str) -> bool:
    """A line in bold and nothing behind it, as models write headings; not a whole sentence."""
    return bool(_BOLD_LINE.fullmatch(line)) and not re.search(r"[.!?。！？؟]\W*$", line)


def _sentences_of_line(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    cuts = [match.end() for match in _CITED_AFTER_STOP.finditer(masked, start, end)]
    pieces: list[tuple[int, int]] = []
    for first, last in zip([start, *cuts], [*cuts, end], strict=True):
        pieces += [(first + a, first + b) for a, b in split_sentences(masked[first:last])]
    begun: int | None = None
    for place, (first, last) in enumerate(pieces):
        begun = first if begun is None else begun
        piece = masked[begun:last]
        # What a semicolon ends is cited with what follows, unless it has markers of its own.
        if _SEMICOLON_END.search(piece) and _MASK not in piece and place + 1 < len(pieces):
            continue
        yield begun, last
        begun = None


def _without_markup(masked: str) -> str:
    text = _MARKUP.sub("", _LINK.sub(r"\1", masked.replace(_MASK, " ")))
    text = re.sub(r"\s+(?=[.,;:!?،؛؟，。；：、！？)）»”])", "", " ".join(text.split()))
    text = re.sub(r"(?<=[一-鿿，。；：、“《（]) (?=[一-鿿，。；：、”》）])", "", text)
    # "… in 1999. [1]." leaves two stops.
    return re.sub(r"([.。!！?？؟])[.。]$", r"\1", re.sub(r"[,，、]+(?=[.。]?$)", "", text)).strip()


def _only_introduces(text: str) -> bool:
    """Whether a sentence without markers says nothing itself: "According to the documents:"."""
    if _OF_SOURCES.fullmatch(text):
        return True
    return (
        text.endswith((":", "："))
        and len(text) <= _LONGEST_INTRODUCTION
        and not any(map(str.isdigit, text))
        and _INTRODUCING.search(text) is not None
    )
