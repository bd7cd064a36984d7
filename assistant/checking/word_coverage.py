"""Which words of a claim have nothing to answer them in the paragraphs that it cites.

In: a claim and the paragraphs, in any languages. Out: its words that say something and are no names and no values,
and those of them that stand there neither as they are, nor in a translation of the dictionary (English and Chinese),
nor as anything that the encoder finds near. What a model adds of its own shows here and nowhere else.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.checking.cited_text import CitedText
from assistant.values.find_values import find_values
from index.dictionary import bundled_dictionary
from index.retrieval import Retriever, Search
from index.words import find_words, fold, is_empty_word, stem

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]{2,}")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_NEAR = 0.66
"""Cosine of a word with its nearest token from which it counts as answered. Of the words of true development claims
that the dictionary does not find, two thirds lie above; of those of invented ones, one in ten."""
_LIGHT = {
    "en": """give gives gave given take takes took taken make makes made hold holds held bring brings brought come comes
        came go goes went put set get got become becomes became help helps helped do done say says said use used also
        still already roughly about around nearly further likewise alike itself own let lets so such both each every
        while according together against within without nothing more most less least than then under over up out""",
    "fr": """comme toutes tous tout toute aucune aucun donne donné fait faire peut peuvent doit être portant également
        ainsi afin selon lors dont leurs cette""",
    "es": """todos todas todo toda les como también ha han dio dado hizo hace puede pueden debe deben mediante así""",
    "ru": """который которая которое которые которых которую дают дал дала также более менее около является являются
        всех всего этот эта это эти чтобы""",
    "ar": "لدى التي الذي وقد كما أيضا كان كانت تم يتم",
    "zh": """进行 开展 作出 做出 以及 其中 有关 关于 对于 通过 包括 之间 以来 期间 曾经 已经 将会 可以 能够 并且 同时
        认为 表示""",
}
_LIGHT_WORDS = {language: frozenset(words.split()) for language, words in _LIGHT.items()}


def unanswered_words(search: Search, cited: Sequence[CitedText], retriever: Retriever) -> tuple[list[str], int]:
    """The claim's words that no cited paragraph answers, and how many were looked for."""
    claim, language = search.question, search.language
    spans = list(_telling_words(search, cited, retriever))
    known = {language: _words_of(cited, language) for language in {item.language for item in cited}}
    unanswered = []
    for start, end in spans:
        written = claim[start:end]
        if any(_is_said(written, language, words, spoken) for spoken, words in known.items()):
            continue
        near = max(
            float(
                retriever.score_stretches(search, item.paragraph.paragraph_id, [(0, len(item.text))], (start, end))[0]
            )
            for item in cited
        )
        if near < _NEAR:
            unanswered.append(written)
    return unanswered, len(spans)


def _telling_words(search: Search, cited: Sequence[CitedText], retriever: Retriever) -> Iterator[tuple[int, int]]:
    """Spans of the words that are no names that the paragraphs have, no values, and not empty."""
    claim, language = search.question, search.language
    named: set[str] = set()
    for item in cited:
        named |= frozenset().union(*retriever.names(item.paragraph.paragraph_id))
    taken = [(concept.start, concept.end) for concept in search.concepts if concept.key in named]
    taken += [(value.start, value.end) for value in find_values(claim, language)]
    for start, end in sorted([*han_words(claim), *(match.span() for match in _WORD.finditer(claim))]):
        word = claim[start:end]
        is_light = word.casefold() in _LIGHT_WORDS.get(language, ()) or is_empty_word(word, language)
        if not is_light and not any(first < end and start < last for first, last in taken):
            yield start, end


def han_words(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the dictionary's words of two characters and more, cut greedily, in the runs of Han characters."""
    dictionary = bundled_dictionary()
    for match in _HAN_RUN.finditer(text):
        run = dictionary.simplified(match.group())
        place = 0
        while place < len(run):
            length = dictionary.longest_at(run, place)
            if length > 1:
                yield match.start() + place, match.start() + place + length
            place += length


def _words_of(cited: Sequence[CitedText], language: str) -> frozenset[str]:
    """The words and the whole text of the paragraphs in one language."""
    texts = [
        text for item in cited if item.language == language for text in (item.text, *item.paragraph.locator.section)
    ]
    if language == "zh":
        return frozenset({"\n".join(bundled_dictionary().simplified(text) for text in texts)})
    return frozenset(term for text in texts for term in find_words(text, language))


def _is_said(word: str, language: str, words: frozenset[str], spoken: str) -> bool:
    """Whether a word or a translation of it is among the words of paragraphs in the language `spoken`."""
    dictionary = bundled_dictionary()
    if spoken == "zh":
        text = next(iter(words))
        if language == "zh":
            return dictionary.simplified(word) in text
        return any(rendering in text for rendering, _ in dictionary.chinese(stem(fold(word), "en")))
    if language == "zh":
        return any(rendering in words for rendering, _ in dictionary.english(dictionary.simplified(word)))
    return stem(fold(word), spoken) in words
