"""Whether the paragraphs that a claim cites bear it out, across languages.

In: one sentence, in any of the six UN languages, and the paragraphs that it cites. Out: a `Verification`. A claim is
supported only if its values, names and symbols stand there once normalised, what it denies and demands agrees, and its
wording aligns; what fails is named, with what stands there instead. It cannot tell who does what to whom within a
sentence, nor follow an argument: a claim that passes is one in which nothing was found to be wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import Verdict
from assistant.checking.alignment import Aligner
from assistant.checking.cited_text import CitedText
from assistant.checking.claim_names import name_mismatches, symbol_mismatches
from assistant.checking.claim_values import value_mismatches
from assistant.checking.mismatches import Mismatch, ProblemKind
from assistant.checking.polarity import polarity_mismatches
from assistant.checking.verification_wording import reason_for, supported
from assistant.library import Library
from assistant.observing.spans import span
from corpus.documents import Paragraph

__all__ = ["Problem", "Verification", "Verifier"]

THRESHOLD = 0.3
"""Of the probability that the wording aligns; a claim below it is unsupported, whatever else agrees. Of the development
claims those of another paragraph end at .2; true ones of which a second paragraph says the same begin at .35."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a claim that its paragraphs do not bear out."""

    kind: ProblemKind
    written: str
    """What the claim says, as written there."""
    stands: str
    """What the cited paragraph has instead, in the claim's language where it can be said in it; "" where nothing
    comparable stands there."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of checking one claim."""

    verdict: Verdict
    reason: str
    """One sentence for the reader, in the claim's language; English where that is none of the six."""
    problems: tuple[Problem, ...]
    score: float
    """Calibrated probability that a cited paragraph is about what the claim says: 0 to 1."""


class Verifier:
    """Checks claims against the paragraphs of one library. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._aligner = Aligner(library.retriever)

    def verify(self, claim: str, language: str, cited: Sequence[Paragraph]) -> Verification:
        """Whether the `cited` paragraphs, taken together, bear out `claim`.

        `claim` is without its citation markers, `language` its own. Paragraphs are of this library.
        """
        with span("verify", paragraphs=len(cited), language=language) as verifying:
            made = self._verify(claim, language, cited)
            verifying.set(verdict=made.verdict, problems=[problem.kind for problem in made.problems])
        return made

    def _verify(self, claim: str, language: str, cited: Sequence[Paragraph]) -> Verification:
        if not cited:
            problem = Problem("marker", claim, "")
            return Verification("unsupported", reason_for(problem, language), (problem,), 0.0)
        texts = [CitedText(paragraph, self._library.document_of(paragraph)) for paragraph in cited]
        retriever = self._library.retriever
        alignment = self._aligner.align(claim, language, texts)
        found: list[Mismatch] = [
            *value_mismatches(claim, language, texts, retriever),
            *symbol_mismatches(claim, alignment),
            *name_mismatches(claim, language, alignment, retriever),
        ]
        if alignment.probability < THRESHOLD:
            found.append(Mismatch("wording", claim, "", 0))
        else:
            found += polarity_mismatches(claim, language, alignment, self._aligner, retriever)
        problems = tuple(Problem(item.kind, item.written, item.stands) for item in found)
        if not problems:
            return Verification("supported", supported(language), (), alignment.probability)
        return Verification("unsupported", reason_for(problems[0], language), problems, alignment.probability)
