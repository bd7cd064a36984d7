"""The words of a text as terms of a search: folded, cut down to their stems, counted.

In: a text and its language. Out: each term with its count. Chinese counts as pairs of characters and as words
of the dictionary; other languages are cut at blanks and marks, and stemmed where Snowball knows the language.
Numbers are terms of their own, without their thousands marks. Nothing is weighed or translated here.
"""

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator

import Stemmer

from corpus.language import is_short_word
from corpus.remembering import remembering
from index.dictionary import Dictionary, bundled_dictionary

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_{_HAN}]+)")
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "nb": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
_EMPTY_WORDS = {
    "ru": """в во на и с со к ко о об от до по за из у не ни что кто где когда как какой какая какое какие каких
        каким каком какую чем чего кому кого сколько почему был была было были есть это этот эта эти ли же для
        при под над между после перед его её их он она они""",
    "ar": """في من إلى على عن ما ماذا متى أين كيف كم هل أي أية هو هي هم التي الذي الذين هذا هذه ذلك تلك أن إن
        كان كانت يكون بين بعد قبل مع و أو ثم قد لم لا التى لماذا""",
    "zh": "什么 何时 何地 何处 何种 哪些 哪个 哪里 哪年 多少 几个 如何 怎样 怎么 为什么 什么时候 为何 是否",
}
_OTHER_SCRIPTS = frozenset({"ar", "el", "fa", "he", "hi", "ja", "ko", "ru", "th", "uk", "ur", "zh"})
_TOPIC_WORDS = """state states treaty country countries year date list name traité états pays année tratado estados
    país países año fecha jahr ano anno paese paesi stati trattato"""
_SAYING_SOMETHING = frozenset(_TOPIC_WORDS.split())
"""Words that `corpus.language` knows a language by and that nevertheless say what a question is about."""
_EMPTY = {language: frozenset(words.split()) for language, words in _EMPTY_WORDS.items()}
_stemmers = threading.local()
"""Snowball's stemmers keep their state inside, so each thread has its own."""


def find_words(text: str, language: str) -> dict[str, float]:
    """The terms of a paragraph and how often each stands there."""
    return {term: float(count) for term, count in Counter(term for _, term in _words(text, language)).items()}


def question_words(text: str, language: str) -> list[str]:
    """The terms of a question that say what it is about, each once, in order."""
    # A lone Han character is mostly a particle; what it means stands in the pairs that it is part of.
    said = (
        term for word, term in _words(text, language) if not is_empty_word(word, language) and not _is_lone_han(term)
    )
    return list(dict.fromkeys(said))


def stem(word: str, language: str) -> str:
    """The stem of a folded word; the word itself where Snowball does not know the language.

    Source: Porter's Snowball, https://snowballstem.org.
    """
    algorithm = _STEMMERS.get(language)
    if algorithm is None:
        return word
    kept: dict[str, Stemmer.Stemmer] = _stemmers.__dict__
    if algorithm not in kept:
        # Its own memory of stems would hold words of any length.
        kept[algorithm] = Stemmer.Stemmer(algorithm, maxCacheSize=0)
    return str(kept[algorithm].stemWord(word))


def fold(text: str) -> str:
    """`text` without case, width and ligatures, and without the vowel marks of Latin, Greek and Arabic."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def _words(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Each word as it is written, and the term that it counts as."""
    for match in _TOKEN.finditer(unicodedata.normalize("NFKC", text)):
        token = match.group()
        if match.lastgroup == "han":
            yield from ((term, term) for term in _han_terms(token, bundled_dictionary()))
        elif match.lastgroup == "number":
            yield token, _THOUSANDS.sub("", token)
        else:
            # Latin words inside a text of another script are mostly names and English.
            is_foreign = token.isascii() and language in _OTHER_SCRIPTS
            yield token, _word_term(token, "en" if is_foreign else language)


@remembering(50_000)
def _word_term(word: str, language: str) -> str:
    return stem(fold(word), language)


def _han_terms(run: str, dictionary: Dictionary) -> Iterator[str]:
    """A run of Han characters as pairs of neighbours, and its words of another length than two.

    Pairs find what the dictionary would cut in another way: on XQuAD's Chinese questions they rank better
    than words (R@1 of the whole .959 against .953); longer words are needed for their translations.
    """
    run = dictionary.simplified(run)
    yield from (run[place : place + 2] for place in range(len(run) - 1))
    place = 0
    while place < len(run):
        length = dictionary.longest_at(run, place)
        if length != 2:
            yield run[place : place + length]
        place += length


def _is_lone_han(term: str) -> bool:
    return len(term) == 1 and "\u3400" <= term <= "\u9fff"


def is_empty_word(word: str, language: str) -> bool:
    """Whether a word is one that every sentence needs, and says nothing of what it is about."""
    folded = word.casefold()
    if folded in _SAYING_SOMETHING:
        return False
    return folded in _EMPTY.get(language, ()) or is_short_word(word, language)
