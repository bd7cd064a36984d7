"""Which sentences of a library can be asked about: those that are like no other and say enough.

In: all paragraphs of a library. Out: for each the sentences that stand out. Questions are made of them in
`eval.drafting_candidates`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.library import Library
from corpus.documents import Document, Paragraph
from corpus.sentences import split_sentences
from eval.question_set import without_blanks
from index.words import question_words

LONGEST_SENTENCE = 300
"""Characters. A longer one says several things, and is no question that a person would read to its end."""
_TELLING_WORDS = 4
"""Rare words that a sentence must have beside the value. A person must be able to say which fact is meant."""
_RARE_SHARE = 0.05
_RARE_COUNT = 3
"""A word is rare that stands in at most so many paragraphs, or in at most that share of them."""
_REPEATED_SHARE = 0.5
"""Of its rare words. A sentence that shares more with another paragraph may have its answer there, too: reports of
successive years repeat each other."""
_ASKED_ABOUT = {"paragraph", "article", "item"}
"""Kinds of paragraphs; footnotes are references, mastheads are known from the document."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`paragraph.text[start:end]`."""

    paragraph: Paragraph
    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words, verbatim."""
        return self.paragraph.text[self.start : self.end]


def sentence_around(paragraph: Paragraph, document: Document, start: int, end: int) -> Sentence:
    """What is said around `paragraph.text[start:end]`: the sentence, or those, that it stands in."""
    around = [span for span in split_sentences(paragraph.text) if span[0] < end and start < span[1]]
    return Sentence(paragraph, document, around[0][0], around[-1][1])


class SentenceChoice:
    """What is known of a library's sentences; made in one pass over all paragraphs."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sentences: Counter[int] = Counter()
        self._paragraphs_of_word: defaultdict[str, list[str]] = defaultdict(list)
        paragraphs = library.retriever.paragraphs
        self._most_of_rare = max(_RARE_COUNT, _RARE_SHARE * len(paragraphs))
        for paragraph in paragraphs:
            for word in question_words(paragraph.text, library.document_of(paragraph).language):
                self._paragraphs_of_word[word].append(paragraph.paragraph_id)
            for start, end in split_sentences(paragraph.text):
                self._sentences[_likeness(paragraph.text[start:end])] += 1

    def sentences(self, paragraph: Paragraph) -> Iterator[Sentence]:
        """The sentences of a paragraph that no other sentence is like, whatever the numbers in them."""
        if paragraph.locator.kind not in _ASKED_ABOUT:
            return
        document = self._library.document_of(paragraph)
        for start, end in split_sentences(paragraph.text):
            words = paragraph.text[start:end]
            if len(words) <= LONGEST_SENTENCE and self._sentences[_likeness(words)] == 1:
                yield Sentence(paragraph, document, start, end)

    def is_telling(self, words: str, language: str) -> bool:
        """Whether `words`, from one paragraph, have enough that few others have, and together none; no figures."""
        rare = [
            found
            for word in question_words(words, language)
            if len(found := self._paragraphs_of_word.get(word, ())) <= self._most_of_rare
            and not any(map(str.isdigit, word))
        ]
        together = Counter(paragraph_id for found in rare for paragraph_id in found)
        # The first is the paragraph itself.
        others = [count for _, count in together.most_common(2)[1:]]
        return len(rare) >= _TELLING_WORDS and all(count <= _REPEATED_SHARE * len(rare) for count in others)


def _likeness(sentence: str) -> int:
    """Equal for sentences that differ in nothing but figures and blanks."""
    return hash(re.sub(r"\d+", "#", without_blanks(sentence)))
