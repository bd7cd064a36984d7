"""Checked sentences of a draft as the room shows them: beside each its source, the verdict in words, the reason.

In: `CheckedClaim`s, the catalogue, the words of the interface. Out: `CheckedSentence`s, and the whole result as plain
text to be taken away. The checking is done in `assistant.drafts`, by the same code as `pinpoint check`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.chat.references.draft_input import Unit
from assistant.chat.references.excerpt import ShownParagraph, shown_paragraph
from assistant.chat.references.wording import ReferencesWording
from assistant.drafts.draft import UncitedSentence
from assistant.drafts.draft_check import CheckedClaim
from assistant.drafts.draft_references import FollowedReference
from assistant.library import Catalogue

Outcome = Literal["supported", "unsupported", "unchecked"]
"""A name of `ReferencesWording`; `unchecked` where the library has none of the documents that are cited."""
_AROUND = 80
"""Characters shown on each side of the sentence of the source: the column is narrow, and the reader beside it."""
OUTCOMES: tuple[Outcome, ...] = ("supported", "unsupported", "unchecked")


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """A citation of the draft, and what it opens."""

    written: str
    in_full: str
    """What "ibid." stands for; empty where it is written in full."""
    opens: ShownParagraph | None
    """None where there is nothing to open, or where it is what the sentence is shown beside."""
    problem: Literal["no_such_paragraph", "not_here"] | None
    """A name of `ReferencesWording`."""


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A cited sentence and what came of checking it."""

    number: int
    text: tuple[tuple[str, bool], ...]
    """The sentence in pieces; True for what the paragraph does not bear out."""
    language: str
    line: int
    outcome: Outcome
    reason: str
    """In the sentence's language."""
    corrections: tuple[tuple[str, str], ...]
    """What the draft says, and what stands in the paragraph."""
    citations: tuple[ShownCitation, ...]
    source: ShownParagraph | None
    elsewhere: ShownParagraph | None


@dataclass(frozen=True, slots=True)
class DraftResult:
    """What has come of a draft so far."""

    unit: Unit
    total: int
    """Cited sentences of the draft, checked or not."""
    done: int = 0
    """Those that have been checked: the first ones."""
    sentences: tuple[CheckedSentence, ...] = ()
    uncited: tuple[UncitedSentence, ...] = ()

    @property
    def is_cut_off(self) -> bool:
        """Whether some of the draft's cited sentences were not checked."""
        return self.done < self.total

    @property
    def counts(self) -> Counter[Outcome]:
        """How many sentences there are of each outcome."""
        return Counter(sentence.outcome for sentence in self.sentences)


def checked_sentence(number: int, claim: CheckedClaim, catalogue: Catalogue) -> CheckedSentence:
    """One sentence of a draft beside its source."""
    language = claim.language
    outcome: Outcome = claim.verdict if claim.is_checked else "unchecked"
    wrong = [problem.written for problem in claim.problems if outcome == "unsupported"]
    stands = tuple((problem.written, problem.stands) for problem in claim.problems if problem.stands)
    return CheckedSentence(
        number=number,
        text=mark_words(claim.sentence.text, wrong),
        language=language,
        line=claim.sentence.line,
        outcome=outcome,
        reason=claim.reason,
        # Of one alone the reason speaks already.
        corrections=stands if len(stands) > 1 else (),
        citations=tuple(_citation(reference, claim, catalogue) for reference in claim.references),
        source=shown_paragraph(claim.best[0], catalogue, language, *claim.best[1:], _AROUND) if claim.best else None,
        elsewhere=shown_paragraph(claim.elsewhere, catalogue, language) if claim.elsewhere else None,
    )


def mark_words(text: str, wrong: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """A sentence in pieces, with the wrong words apart; not the whole sentence, which says nothing.

    Example: "So on 6 June 1999.", ["6 June 1999"] → ("So on ", False), ("6 June 1999", True), (".", False).
    """
    is_wrong = bytearray(len(text))
    for words in wrong:
        place = text.find(words) if 0 < len(words) < 0.8 * len(text) else -1
        if place >= 0:
            is_wrong[place : place + len(words)] = b"\x01" * len(words)
    edges = [place for place in range(1, len(text)) if is_wrong[place] != is_wrong[place - 1]]
    return tuple(
        (text[start:end], bool(is_wrong[start])) for start, end in zip([0, *edges], [*edges, len(text)], strict=True)
    )


def _citation(reference: FollowedReference, claim: CheckedClaim, catalogue: Catalogue) -> ShownCitation:
    in_full = reference.reference if reference.reference.casefold() != reference.written.casefold() else ""
    match reference.kind:
        case "missing_paragraph":
            return ShownCitation(reference.written, in_full, None, "no_such_paragraph")
        case "missing_document":
            return ShownCitation(reference.written, in_full, None, "not_here")
        case _ if claim.best and claim.best[0] in reference.paragraphs:
            # It stands beside the sentence.
            return ShownCitation(reference.written, in_full, None, None)
        case _:
            opens = shown_paragraph(reference.paragraphs[0], catalogue, claim.language)
            return ShownCitation(reference.written, in_full, opens, None)


def summary_of(result: DraftResult, wording: ReferencesWording) -> str:
    """A result in a line: "7 cited sentences: 5 supported, 2 not supported"."""
    if not result.total:
        return wording.no_citations
    count = len(result.sentences)
    cited = wording.cited_one if count == 1 else wording.cited.format(count)
    counts = result.counts
    parts = [wording.counted.format(counts[name], getattr(wording, name)) for name in OUTCOMES if counts[name]]
    return wording.summary.format(cited, wording.comma.join(parts)) if parts else cited


def result_as_text(result: DraftResult, wording: ReferencesWording) -> str:
    """The whole result as plain text that is Markdown too, in the draft's order."""
    # First, as on the page: what follows is then not of the whole draft.
    lines = [wording.stopped.format(result.done, result.total), ""] if result.is_cut_off else []
    lines += [summary_of(result, wording), ""]
    for sentence in result.sentences:
        place = getattr(wording, result.unit).format(sentence.line)
        verdict = getattr(wording, sentence.outcome)
        text = "".join(piece for piece, _ in sentence.text)
        lines.append(f"{sentence.number}. {text} [{'; '.join(citation.written for citation in sentence.citations)}]")
        lines.append(f"   {verdict} ({place}): {sentence.reason}")
        if sentence.source:
            lines.append(f"   {sentence.source.name.full}: “{sentence.source.marked}”")
        if sentence.elsewhere:
            lines.append(f"   {wording.elsewhere} {sentence.elsewhere.name.full}")
    if result.uncited:
        lines += ["", f"{uncited_heading(result, wording)}:", ""]
        lines += [f"- {sentence.text}" for sentence in result.uncited]
    return "\n".join(lines) + "\n"


def uncited_heading(result: DraftResult, wording: ReferencesWording) -> str:
    """How many sentences cite nothing."""
    return wording.uncited_one if len(result.uncited) == 1 else wording.uncited.format(len(result.uncited))
