"""What an answer cites, and whether what it claims is borne out.

In: a `QuestionResult`. Out: shares of one question, or two counts to make one share of all questions of; None where a
measure says nothing about the question.
"""

from eval.measures.judgement import is_shown, missing_sources, needed_paragraphs
from eval.results import GivenAnswer, QuestionResult


def citation_precision(result: QuestionResult) -> float | None:
    """Share of the cited paragraphs that are needed; of answers shown to questions whose evidence is known."""
    given = _shown_with_evidence(result)
    if given is None or not given.citations:
        return None
    cited = {citation.paragraph_id for citation in given.citations}
    return len(cited & needed_paragraphs(result)) / len(cited)


def citation_recall(result: QuestionResult) -> float | None:
    """Share of the pieces of evidence that are cited, any paragraph of each; of answers shown as above."""
    given = _shown_with_evidence(result)
    return None if given is None else 1 - missing_sources(result, given) / len(result.needed)


def verbatim_quotes(result: QuestionResult) -> tuple[int, int]:
    """Quotes that stand in their paragraph where the citation says, and all quotes; of answers shown."""
    citations = result.given.citations if result.given and is_shown(result) else ()
    return sum(citation.is_verbatim for citation in citations), len(citations)


def claims_supported(result: QuestionResult) -> tuple[int, int]:
    """Claims that the paragraphs which they cite bear out, and all claims."""
    return result.claims_supported, result.claims_supported + result.claims_unsupported


def _shown_with_evidence(result: QuestionResult) -> GivenAnswer | None:
    return result.given if result.needed and is_shown(result) else None
