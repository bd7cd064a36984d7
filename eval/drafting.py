"""A first set of questions about any library, made from its own sentences, for a person to edit.

In: a library. Out: questions of three kinds, each with its quote: a sentence with a gap where a date, an amount or
another value stood ("Which date fills the gap: “Belgium ratified it on ____”?"), what an abbreviation stands for that a
document defines, and references to paragraphs.

What they can tell: whether documents were read and cut as they should be, whether values are found, and whether
something got worse between two versions. What they cannot: how good the answers are to what people ask. They share
their words with the paragraph, so that search is easier than it will ever be; nobody asks in another language, about
two paragraphs at once, or what the documents do not say. Their figures flatter.

The same library gives the same questions, in the same order.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from assistant.library import Library
from corpus.documents import Paragraph
from eval.drafting_candidates import Candidates
from eval.question_set import LOOKUP_KIND, EvaluationQuestion

_LOOKUP_SHARE = 0.2
"""Of the questions wanted: nearly every paragraph could be looked up, and to find it by its number is no great feat."""


def draft_questions(
    library: Library, count: int, document_ids: Collection[str] | None = None
) -> list[EvaluationQuestion]:
    """At most `count` questions, spread evenly over languages, then over documents, then over kinds.

    `document_ids`: only about these documents; sentences are still held against all, as readers will find them there.
    There are fewer where the documents hold no more values, definitions and numbered paragraphs to ask about.
    """
    drafter = _Drafter(library, most_lookups=_LOOKUP_SHARE * count)
    by_language: dict[str, list[Iterator[EvaluationQuestion]]] = {}
    for document_id, document in sorted(library.documents.items()):
        if document_ids is not None and document_id not in document_ids:
            continue
        questions = drafter.questions(library.paragraphs_of(document_id))
        by_language.setdefault(document.language, []).append(questions)
    in_turn = _in_turn([_in_turn(documents) for _, documents in sorted(by_language.items())])
    return [
        replace(question, question_id=f"draft-{number:03d}")
        for number, question in enumerate(islice(in_turn, count), 1)
    ]


class _Drafter:
    """Picks among what can be asked, with an eye to what was picked before."""

    def __init__(self, library: Library, most_lookups: float) -> None:
        self._candidates = Candidates(library)
        self._most_lookups = most_lookups
        self._kinds: Counter[str] = Counter()
        self._asked: set[str] = set()

    def questions(self, paragraphs: Sequence[Paragraph]) -> Iterator[EvaluationQuestion]:
        """The questions about one document: one a paragraph, then a second one, until there are no more."""
        left = sorted(paragraphs, key=lambda paragraph: hashlib.sha256(paragraph.paragraph_id.encode()).digest())
        while left:
            asked_about = []
            for paragraph in left:
                question = self._pick(paragraph)
                if question is not None:
                    asked_about.append(paragraph)
                    yield question
            left = asked_about

    def _pick(self, paragraph: Paragraph) -> EvaluationQuestion | None:
        """Of what can be asked about a paragraph the kind that there is least of so far."""
        possible = [
            question
            for question in self._candidates.about(paragraph)
            if question.question not in self._asked
            and (question.kind != LOOKUP_KIND or self._kinds[LOOKUP_KIND] + 1 <= self._most_lookups)
        ]
        # Of equals the first: `about` gives them in a fixed order.
        picked = min(possible, key=lambda question: self._kinds[question.kind], default=None)
        if picked is not None:
            self._kinds[picked.kind] += 1
            self._asked.add(picked.question)
        return picked


def _in_turn(sources: Sequence[Iterator[EvaluationQuestion]]) -> Iterator[EvaluationQuestion]:
    """One question of each source, then a second one of each, until none has any."""
    left = list(sources)
    while left:
        for source in list(left):
            question = next(source, None)
            if question is None:
                left.remove(source)
            else:
                yield question
