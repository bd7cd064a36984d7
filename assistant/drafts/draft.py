"""A draft's cited sentences: what is claimed, by which references, and where it stands.

In: a `DraftText` and the catalogue of what it may cite. Out: a `Draft`: each sentence that cites something,
without its citations, in the order of the draft, and those that cite nothing. A sentence with citations in several
places makes a claim for each stretch that is long enough to be one. Nothing is looked up or judged here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafts.draft_citations import (
    CitationMark,
    CitedReference,
    find_marks,
    note_references,
    without_signals,
)
from assistant.drafts.draft_text import Block, DraftText
from assistant.library import Catalogue
from corpus.sentences import split_sentences

_MASK = "\ufffc"
_CITED_AFTER_STOP = re.compile(
    rf"[.!?؟。！？…；][\"”’'»」』)）]*\s{{0,8}}{_MASK}+(?:[\s,;，；、]{{0,8}}{_MASK}+){{0,50}}[.。]?(?!\s{{0,8}}[a-zà-ÿа-я,，;；])"
)
_QUOTATION = re.compile(
    r"“([^“”]{1,2000})”|„([^„“”]{1,2000})[“”]|«([^«»]{1,2000})»|「([^「」]{1,2000})」|『([^『』]{1,2000})』|\"([^\"]{1,2000})\""
)
_INTRODUCTION = re.compile(
    r"^(?:according to|as (?:stated|noted|set out|recalled|reported) in|as per|under|in|per|selon|d['’]après|dans|según"
    r"|conforme a|en|согласно|в|как указано в|根据|依据|按照|据|在|وفقا ل|بحسب|في)\s*(?=[,，、])"
    r"|(?<=[\s,，])(?:in|of|see|see also|见|参见)\s*(?=[.。]?$)",
    re.IGNORECASE,
)
_SMALLEST_STRETCH = 20
"""Letters between two citations of a sentence, Chinese characters counted twice, that can make a claim of their own."""


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A claim of a draft."""

    text: str
    """Without citations."""
    references: tuple[CitedReference, ...]
    quotations: tuple[str, ...]
    """What it puts in quotation marks, without them."""
    start: int
    end: int
    """Where the sentence stands in the draft, with its citations."""
    line: int


@dataclass(frozen=True, slots=True)
class UncitedSentence:
    """A sentence of a draft that cites nothing."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What there is to check."""

    cited: tuple[CitedSentence, ...]
    uncited: tuple[UncitedSentence, ...]


@dataclass(slots=True)
class _Sentence:
    """A sentence of a block, with the citations that belong to it."""

    block: Block
    start: int
    end: int
    marks: list[CitationMark]
    behind: list[CitedReference]
    """References of a line of their own below it."""


def read_draft(draft: DraftText, catalogue: Catalogue) -> Draft:
    """The cited sentences of a draft."""
    notes = {
        label: references
        for label, block in draft.notes.items()
        if (references := note_references(block.text, catalogue))
    }
    sentences: list[_Sentence] = []
    for block in draft.blocks:
        marks = find_marks(block.text, catalogue, notes)
        masked = _masked(block.text, marks)
        if sentences and marks and not any(map(str.isalnum, masked)):
            # A line of citations alone belongs to what stands above it.
            sentences[-1].behind += [reference for mark in marks for reference in mark.references]
            continue
        for start, end in _sentences_of(masked):
            within = [mark for mark in marks if start <= mark.start < end]
            if sentences and _is_pointer(block.text, start, end, within):
                sentences[-1].behind += [reference for mark in within for reference in mark.references]
            else:
                sentences.append(_Sentence(block, start, end, within, []))
    cited = [claim for sentence in sentences if _is_cited(sentence) for claim in _claims_of(sentence, draft)]
    uncited = [sentence for sentence in sentences if not _is_cited(sentence) and _ends_in_stop(sentence)]
    return Draft(tuple(cited), tuple(_uncited(sentence, draft) for sentence in uncited))


def _uncited(sentence: _Sentence, draft: DraftText) -> UncitedSentence:
    first, _ = sentence.block.span(sentence.start, sentence.end)
    return UncitedSentence(sentence.block.text[sentence.start : sentence.end], draft.line_of(first))


def _is_pointer(text: str, start: int, end: int, marks: Sequence[CitationMark]) -> bool:
    """Whether a sentence only points: "See NPT/CONF.2015/39, para. 18." belongs to the sentence before it."""
    return bool(marks) and not any(map(str.isalnum, without_signals(_without_marks(text, start, end, marks))))


def _is_cited(sentence: _Sentence) -> bool:
    """Whether a sentence cites something; a heading that names a document, or "see para. 3 below", does not."""
    references = [*sentence.behind, *(reference for mark in sentence.marks for reference in mark.references)]
    if all(item.is_loose and item.is_same_document for item in references):
        return False
    return _ends_in_stop(sentence) or not all(item.is_loose for item in references)


def _masked(text: str, marks: Sequence[CitationMark]) -> str:
    """The text with its brackets and note marks blotted out, every other character in its place."""
    kept = list(text)
    for mark in marks:
        if not mark.is_running:
            kept[mark.start : mark.end] = _MASK * (mark.end - mark.start)
    return "".join(kept)


def _ends_in_stop(sentence: _Sentence) -> bool:
    return bool(re.search(r"[.!?؟。！？…][\"”’'»」』)）]*$", sentence.block.text[sentence.start : sentence.end]))


def _sentences_of(masked: str) -> list[tuple[int, int]]:
    """Sentences with the citations that follow their stop; none ends inside a quotation."""
    pieces: list[tuple[int, int]] = []
    done = 0
    for end in [*(match.end() for match in _CITED_AFTER_STOP.finditer(masked)), len(masked)]:
        pieces += [(done + first, done + last) for first, last in split_sentences(masked[done:end])]
        done = end
    quotations = [match.span() for match in _QUOTATION.finditer(masked)]
    joined: list[tuple[int, int]] = []
    place = 0
    for start, end in pieces:
        while place < len(quotations) and quotations[place][1] <= start:
            place += 1
        is_inside = place < len(quotations) and quotations[place][0] < start
        if joined and (is_inside or not any(map(str.isalnum, masked[start:end]))):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _claims_of(sentence: _Sentence, draft: DraftText) -> Iterator[CitedSentence]:
    """The stretches of a sentence that are cited apart, or the sentence with all its references."""
    stretches = _stretches(sentence, [mark for mark in sentence.marks if not mark.is_running])
    for place, (start, end) in enumerate(stretches):
        within = [mark for mark in sentence.marks if start <= mark.start < end]
        citing = _citing(within)
        references = [reference for mark in citing for reference in mark.references]
        references += sentence.behind if place == len(stretches) - 1 else []
        text = sentence.block.text
        first, last = sentence.block.span(start, end)
        yield CitedSentence(
            text=_without_marks(text, start, end, citing),
            references=tuple(dict.fromkeys(references)),
            quotations=tuple(_quotations(text, start, end, citing)),
            start=first,
            end=last,
            line=draft.line_of(first),
        )


def _citing(marks: Sequence[CitationMark]) -> list[CitationMark]:
    """Those that say what is cited: brackets and notes before references in the prose, loose ones last of all."""
    precise = [mark for mark in marks if not all(reference.is_loose for reference in mark.references)]
    return [mark for mark in precise if not mark.is_running] or precise or list(marks)


def _stretches(sentence: _Sentence, marks: Sequence[CitationMark]) -> list[tuple[int, int]]:
    """Where the claims of a sentence begin and end: behind each group of citations, if all are long enough."""
    text = sentence.block.text
    ends: list[int] = []
    begun = sentence.start
    for mark in marks:
        between = text[begun : mark.start]
        if ends and not any(map(str.isalnum, between)):
            ends[-1] = mark.end
        elif _weight(between) < _SMALLEST_STRETCH:
            return [(sentence.start, sentence.end)]
        else:
            ends.append(mark.end)
        begun = mark.end
    if len(ends) < 2:
        return [(sentence.start, sentence.end)]
    ends[-1] = sentence.end
    return list(zip([sentence.start, *ends[:-1]], ends, strict=True))


def _weight(text: str) -> int:
    return sum(2 if "\u2e80" <= character <= "\u9fff" else 1 for character in text if character.isalnum())


def _without_marks(text: str, start: int, end: int, marks: Sequence[CitationMark]) -> str:
    """The claim for a reader: without its citations and what they leave behind."""
    pieces, done = [], start
    for mark in marks:
        pieces.append(text[done : mark.start])
        done = mark.end
    pieces.append(text[done:end])
    claim = " ".join("".join(pieces).split())
    claim = re.sub(r"\s+(?=[,.;:!?，。；：、！？)）»”])", "", claim)
    claim = _INTRODUCTION.sub("", claim)
    return re.sub(r"[,，、;；:：]+(?=[.。]?$)", "", claim.strip(" ,，、;；:：|")).strip()


def _quotations(text: str, start: int, end: int, marks: Sequence[CitationMark]) -> Iterator[str]:
    """What is quoted outside the citations, which may hold the words of a heading in quotation marks."""
    kept = list(text[:end])
    for mark in marks:
        kept[mark.start : mark.end] = _MASK * (mark.end - mark.start)
    for match in _QUOTATION.finditer("".join(kept), start):
        quoted = next(group for group in match.groups() if group is not None).strip(_MASK + " ")
        if quoted and _MASK not in quoted:
            yield quoted
