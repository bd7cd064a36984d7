"""Checks a draft: for each cited sentence whether the paragraphs that it cites bear it out.

In: a draft's cited sentences and a library. Out: `CheckedClaim`s in the order of the draft, each with a verdict, the
reason, what stands in the paragraph instead, and where else in the index the claim is borne out if not where it says.
What could not be checked, because the index lacks the document, is unsupported and said to be unchecked.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answers import Verdict
from assistant.checking.verification import Problem, Verification, Verifier
from assistant.drafts.draft import CitedSentence, Draft, UncitedSentence, read_draft
from assistant.drafts.draft_references import FollowedReference, ReferenceFollower
from assistant.drafts.draft_text import DraftText
from assistant.drafts.draft_wording import say
from assistant.drafts.quotations import is_quotation_of, nearest_sentence, stands_in
from assistant.generation.supporting_sentence import supporting_sentence
from assistant.library import Library
from assistant.values.find_values import find_values
from corpus.documents import Paragraph
from corpus.language import detect_language
from index.fusion import z_scores
from index.retrieval import ScoredParagraph, Search

_MOST_PARAGRAPHS = 12
"""Paragraphs that one claim is checked against: of a whole document those that are most like it."""
_LOOKED_FURTHER = 5
"""Paragraphs of the index among which a claim is looked for that its own paragraphs do not bear out."""
_LONGEST_CLAIM = 2000
"""Characters of a sentence that are checked."""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A cited sentence and what came of checking it."""

    sentence: CitedSentence
    language: str
    references: tuple[FollowedReference, ...]
    verdict: Verdict
    reason: str
    """For the reader, in the claim's language."""
    is_checked: bool
    """False where no document that it cites is in the index."""
    problems: tuple[Problem, ...]
    score: float
    paragraphs: tuple[Paragraph, ...]
    """What it was checked against."""
    best: tuple[Paragraph, int, int] | None
    """The sentence (start, end) of a cited paragraph that says most of what it says."""
    elsewhere: Paragraph | None
    """A paragraph that bears it out, where the cited ones do not."""


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What came of checking a draft."""

    claims: tuple[CheckedClaim, ...]
    uncited: tuple[UncitedSentence, ...]
    """Sentences without a citation, in the order of the draft."""


def draft_report(draft: Draft, outcomes: Iterable[CheckedClaim | UncitedSentence]) -> DraftReport:
    """What came of checking a draft, or as much of it as has been checked."""
    claims: list[CheckedClaim] = []
    uncited = list(draft.uncited)
    for outcome in outcomes:
        if isinstance(outcome, CheckedClaim):
            claims.append(outcome)
        else:
            uncited.append(outcome)
    return DraftReport(tuple(claims), tuple(sorted(uncited, key=lambda sentence: sentence.line)))


class DraftChecker:
    """Checks drafts against one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._verifier = Verifier(library)

    def check(self, draft_text: DraftText, on_progress: Callable[[int, int], None] = lambda *_: None) -> DraftReport:
        """Checks every cited sentence of a draft; `on_progress` is told how many are done, and of how many."""
        draft = read_draft(draft_text, self._library)
        outcomes: list[CheckedClaim | UncitedSentence] = []
        for outcome in self.outcomes(draft):
            outcomes.append(outcome)
            on_progress(len(outcomes), len(draft.cited))
        return draft_report(draft, outcomes)

    def outcomes(self, draft: Draft) -> Iterator[CheckedClaim | UncitedSentence]:
        """What comes of each cited sentence, in order. One whose citations turn out to be none is uncited."""
        follower = ReferenceFollower(self._library)
        for sentence in draft.cited:
            references = follower.follow(sentence.references)
            if references and any(map(str.isalnum, sentence.text)):
                yield self.check_sentence(sentence, references)
            else:
                yield UncitedSentence(sentence.text, sentence.line)

    def check_sentence(self, sentence: CitedSentence, references: Sequence[FollowedReference]) -> CheckedClaim:
        """Checks one cited sentence."""
        claim = sentence.text[:_LONGEST_CLAIM]
        language = detect_language(claim)
        paragraphs = self._narrowed(claim, language, references)
        verification = self._judge(sentence, claim, language, references, paragraphs)
        holds = verification.verdict == "supported"
        is_checked = any(item.kind != "missing_document" for item in references)
        return CheckedClaim(
            sentence=sentence,
            language=language,
            references=tuple(references),
            verdict=verification.verdict,
            reason=verification.reason,
            is_checked=is_checked,
            problems=verification.problems,
            score=verification.score,
            paragraphs=tuple(paragraphs),
            best=self._best_sentence(claim, language, paragraphs),
            elsewhere=None if holds or not is_checked else self._elsewhere(claim, language, paragraphs),
        )

    def _judge(
        self,
        sentence: CitedSentence,
        claim: str,
        language: str,
        references: Sequence[FollowedReference],
        paragraphs: Sequence[Paragraph],
    ) -> Verification:
        """What the paragraphs say to the claim, unless a citation leads nowhere or a quotation is none."""
        missing = [item.reference for item in references if item.kind == "missing_paragraph"]
        if missing:
            problems = tuple(Problem("marker", written, "") for written in missing)
            return Verification("unsupported", say("no_paragraph", language, "; ".join(missing)), problems, 0.0)
        if not paragraphs:
            absent = "; ".join(item.reference for item in references)
            return Verification("unsupported", say("no_document", language, absent), (), 0.0)
        verification = self._verifier.verify(claim, language, paragraphs)
        misquoted = _misquoted(sentence.quotations, paragraphs, self._library)
        if not misquoted:
            return verification
        reason = say("misquoted", language) if verification.verdict == "supported" else verification.reason
        return Verification("unsupported", reason, (*verification.problems, *misquoted), verification.score)

    def _narrowed(self, claim: str, language: str, references: Iterable[FollowedReference]) -> list[Paragraph]:
        """The paragraphs that are cited; of a document that is cited as a whole those most like the claim."""
        cited: dict[str, Paragraph] = {}
        for item in references:
            paragraphs: Sequence[Paragraph] = item.paragraphs
            if len(paragraphs) > _MOST_PARAGRAPHS:
                paragraphs = self._ranked(claim, language, paragraphs)[:_MOST_PARAGRAPHS]
            cited.update((paragraph.paragraph_id, paragraph) for paragraph in paragraphs)
        return list(cited.values())

    def _best_sentence(
        self, claim: str, language: str, paragraphs: Sequence[Paragraph]
    ) -> tuple[Paragraph, int, int] | None:
        if not paragraphs:
            return None
        best = self._ranked(claim, language, paragraphs)[0] if len(paragraphs) > 1 else paragraphs[0]
        scored = ScoredParagraph(best, self._library.document_of(best), 0.0)
        return (best, *supporting_sentence(claim, language, scored, self._library.retriever))

    def _ranked(self, claim: str, language: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Paragraphs by how much they say and name what the claim does."""
        retriever = self._library.retriever
        asked = retriever.understand(claim, language)
        search = Search(claim, language, asked.concepts, asked.encoded, ())
        rarity = {concept.key: retriever.rarity(concept.key) for concept in asked.concepts}
        similar, shared = np.zeros((2, len(paragraphs)), np.float32)
        for place, paragraph in enumerate(paragraphs):
            whole = [(0, len(paragraph.text))]
            similar[place] = retriever.score_stretches(search, paragraph.paragraph_id, whole)[0]
            shared[place] = sum(rarity.get(key, 0.0) for key in retriever.names(paragraph.paragraph_id)[0])
        order = np.argsort(-(z_scores(similar) + z_scores(shared)), kind="stable")
        return [paragraphs[place] for place in order.tolist()]

    def _elsewhere(self, claim: str, language: str, cited: Sequence[Paragraph]) -> Paragraph | None:
        """Another paragraph that bears the claim out: the one that was meant, perhaps.

        It must name something that the claim names, or have one of its values: the best of all paragraphs for a claim
        about the weather is still none about the weather.
        """
        named = {concept.key for concept in self._library.retriever.understand(claim, language).concepts}
        values = {value.normalized for value in find_values(claim, language)}
        for found in self._library.search(claim, language, _LOOKED_FURTHER).results:
            if found.paragraph in cited or not self._has_any(found.paragraph, named, values):
                continue
            if self._verifier.verify(claim, language, [found.paragraph]).verdict == "supported":
                return found.paragraph
        return None

    def _has_any(self, paragraph: Paragraph, named: set[str], values: set[str]) -> bool:
        if named & set(self._library.retriever.names(paragraph.paragraph_id)[0]):
            return True
        language = self._library.document_of(paragraph).language
        return any(value.normalized in values for value in find_values(paragraph.text, language))


def _misquoted(quotations: Iterable[str], paragraphs: Sequence[Paragraph], library: Library) -> list[Problem]:
    """Quotations in the language of the cited paragraphs that do not stand there."""
    problems = []
    for quotation in quotations:
        same = [
            paragraph for paragraph in paragraphs if is_quotation_of(quotation, library.document_of(paragraph).language)
        ]
        if same and not stands_in(quotation, same):
            problems.append(Problem("wording", quotation, nearest_sentence(quotation, same)))
    return problems
