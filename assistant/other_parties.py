"""Whether a question asks what another party did than the paragraph speaks of.

"When did Ruritania ratify it?" is not answered by a paragraph about Belgium.

In: a question as the index understood it, and the paragraph that is to answer it. Out: yes or no. Countries that CLDR
knows are not looked at here, they are concepts of their own; this is for all else that may sign a treaty: states that
are gone, regions, organisations, names that somebody made up.
"""

import re
from collections.abc import Iterator

from assistant.questions.event_words import ACTS_ON_TREATIES, acts_of, names_treaty
from assistant.questions.question import Question
from index.retrieval import Retriever, ScoredParagraph, Search
from index.words import question_words

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BEFORE_SENTENCE = re.compile(r"(?:^|[.?!:])[\s\"“«¿¡(]*\Z")
_POSSESSIVE = re.compile(r"['’]s\Z")
_TREATY_ORGANISATION = re.compile(r"Treaty Organi[sz]ation")
_CHINESE_SUBJECT = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,}?)[是在于]?(?:何时|何年|什么时候|哪一?[年天])")
"""What stands before "when" at the beginning of a Chinese clause: 南斯拉夫何时批准该条约？"""
_CHINESE_POINTING = "该这此其那本"


def asks_of_another_party(question: Question, search: Search, found: ScoredParagraph, retriever: Retriever) -> bool:
    """Whether the question asks when a treaty was signed, ratified or the like by a party that the paragraph lacks.

    False where the question names a country, or no party at all. A name counts as there where the paragraph, its
    headings or its document's titles have it as it is written, by a translation or by another of its known names.
    """
    if not acts_of(question.text, question.language) & ACTS_ON_TREATIES:
        return False
    if any(concept.kind == "territory" for concept in search.concepts):
        return False
    text = " ".join([found.paragraph.text, *found.paragraph.locator.section, *(t for _, t in found.document.titles)])
    folded = text.casefold()
    for name in _unknown_names(question, search):
        words = question_words(name, question.language)
        is_there = retriever.rarities_said(words, text, found.document.language).any()
        if words and not is_there and name.casefold() not in folded:
            return True
    in_text, in_context = retriever.names(found.paragraph.paragraph_id)
    return not _organisations(search, retriever) <= in_text | in_context


def _unknown_names(question: Question, search: Search) -> Iterator[str]:
    """Words with a capital inside a sentence, or with "'s", in Chinese the subject, that no known name covers."""
    covered = [(concept.start, concept.end) for concept in search.concepts]
    if question.language == "zh":
        # A run of Chinese that holds a treaty or a pronoun is no party's name.
        matches = [
            match
            for match in _CHINESE_SUBJECT.finditer(question.text)
            if match[1][0] not in _CHINESE_POINTING and not names_treaty(match[1], "zh")
        ]
        spans = [match.span(1) for match in matches]
    else:
        spans = [
            match.span()
            for match in _WORD.finditer(question.text)
            if match[0][0].isupper()
            and (_POSSESSIVE.search(match[0]) or not _BEFORE_SENTENCE.search(question.text[: match.start()]))
        ]
    for start, end in spans:
        if all(end <= known_start or known_end <= start for known_start, known_end in covered):
            yield question.text[start:end]


def _organisations(search: Search, retriever: Retriever) -> frozenset[str]:
    """The terms of the question that are proper names in English and no treaties: NATO."""
    return frozenset(
        concept.key
        for concept in search.concepts
        for name in retriever.lexicon.english_names(concept)
        if name[0].isupper() and not names_treaty(_TREATY_ORGANISATION.sub("", name), "en")
    )
