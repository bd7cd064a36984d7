"""The sentence of a cited paragraph that bears a claim out: the quote that a reader is shown for it.

In: a claim, in any language, and the paragraph that it cites. Out: a span of the paragraph. Whether the claim holds
is not decided here but in `assistant.checking.verification`.
"""

import numpy as np

from assistant.values.find_values import find_values
from corpus.sentences import split_sentences
from index.fusion import z_scores
from index.retrieval import Retriever, ScoredParagraph, Search

_CONCEPT_WEIGHT = 1.0
"""Of the concepts that claim and sentence both name, beside late interaction; both as z-scores of the sentences."""


def supporting_sentence(claim: str, language: str, found: ScoredParagraph, retriever: Retriever) -> tuple[int, int]:
    """Start and end, in the paragraph's text, of the sentence that says most of what `claim` says.

    A sentence with more of the claim's values comes first, whatever its other words: the value is what is checked.
    Example: "Belgium ratified it on 29 June 1999" → the span of "比利时于 1999 年 6 月 29 日批准该条约。".
    """
    text = found.paragraph.text
    sentences = split_sentences(text)
    if len(sentences) < 2:
        return sentences[0] if sentences else (0, len(text))
    asked = retriever.understand(claim, language)
    search = Search(claim, language, asked.concepts, asked.encoded, ())
    similarities = retriever.score_stretches(search, found.paragraph.paragraph_id, sentences)
    rarity = {concept.key: retriever.rarity(concept.key) for concept in asked.concepts}
    named = retriever.lexicon.find(text, found.document.language) if rarity else []
    shared = [
        sum(rarity.get(key, 0.0) for key in {concept.key for concept in named if start <= concept.start < end})
        for start, end in sentences
    ]
    wanted = {value.normalized for value in find_values(claim, language)}
    values = find_values(text, found.document.language)
    held = [
        len(wanted & {value.normalized for value in values if start <= value.start < end}) for start, end in sentences
    ]
    ranks = z_scores(similarities) + _CONCEPT_WEIGHT * z_scores(np.array(shared, np.float32))
    best = max(range(len(sentences)), key=lambda place: (held[place], ranks[place]))
    return sentences[best]
