"""Words of any script, and the keys under which their forms meet: case, accents, endings, abbreviations.

In: a text, or a rendering of a term. Out: tokens with their place in the text, or keys to look them up by.
A Han character is a word of its own. It knows a few common endings, no dictionary and no grammar.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from corpus.remembering import remembering

# Han characters, the radicals that PDF files put in their place, and the iteration mark.
_HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# Combining accents, Arabic vowel signs, soft hyphens and joiners stand inside words.
_INSIDE_WORDS = "\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200c\u200d"
# Hyphens, apostrophes, quotation and title marks part words as a space does: they vary from hand to hand.
_PASSED_OVER = r"\s\u200b\ufeff\-‐‑‒–−－_'’‘`´＇\"“”„«»‹›《》〈〉「」『』"
_TOKEN = re.compile(
    rf"(?P<han>[{_HAN}])|(?P<word>[^\W_{_HAN}][^\W_{_HAN}{_INSIDE_WORDS}]*"
    rf"(?:[{_INSIDE_WORDS}]+[^\W_{_HAN}]*)*)|(?P<mark>[^{_PASSED_OVER}])"
)
_IGNORED_IN_WORDS = re.compile(rf"[{_INSIDE_WORDS}\u0640]")

# Endings of Russian nouns and adjectives, longest first: terms stand in questions in every case.
_CYRILLIC_ENDINGS = (
    *("иями", "ями", "ами", "ыми", "ими", "ого", "его", "ому", "ему", "ией", "иям", "иях", "ием"),
    *("ая", "яя", "ое", "ее", "ые", "ие", "ый", "ий", "ой", "ей", "ую", "юю", "ых", "их", "ым", "им", "ом"),
    *("ем", "ах", "ях", "ам", "ям", "ов", "ев", "ия", "ии", "ию", "ью"),
    *("а", "е", "и", "й", "о", "у", "ы", "ь", "ю", "я"),
)
# Conjunctions and prepositions that Arabic writes onto the next word.
_ARABIC_PROCLITICS = "وفبكل"
# Words that an abbreviation looks like where a text has no capitals: "who", French "un" and "bleu".
_LOWER_CASE_WORDS = frozenset({"who", "un", "bleu", "icons"})


class Token(NamedTuple):
    """A word, a Han character or a mark: `text[start:end]`."""

    start: int
    end: int
    keys: tuple[str, ...]
    """What the token may stand for in a rendering, the likeliest first."""


@remembering(20_000)
def rendering_keys(rendering: str) -> tuple[str, ...]:
    """Give the key of each token of a rendering: an abbreviation's capitals, else the folded word."""
    keys = []
    for match in _TOKEN.finditer(rendering):
        written = _written(match.group())
        if match.lastgroup == "word":
            keys.append(_abbreviation(written) or _fold(written))
        else:
            keys.append(written)
    return tuple(keys)


def is_abbreviation_key(key: str) -> bool:
    """Whether a key of a rendering is an abbreviation's capitals."""
    return key.startswith("=")


def tokens(text: str) -> Iterator[Token]:
    """Cut `text` into tokens, leaving out spaces, hyphens, apostrophes and quotation marks."""
    without_capitals = not any(map(str.isupper, text))
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        yield Token(start, end, _token_keys(match.group(), match.lastgroup == "word", without_capitals))


@remembering(20_000)
def _token_keys(token: str, is_word: bool, without_capitals: bool) -> tuple[str, ...]:
    # Few thousand different characters and words make up most of a text.
    written = _written(token)
    return _word_keys(written, without_capitals) if is_word else (written,)


def _word_keys(written: str, without_capitals: bool) -> tuple[str, ...]:
    """Give the keys of a word of a text: folded, as an abbreviation, and without Arabic proclitics."""
    abbreviations = [_abbreviation(written)]
    if without_capitals and written not in _LOWER_CASE_WORDS:
        capitals = written.upper()
        abbreviations += [_abbreviation(capitals), _abbreviation(capitals[:-1] + "s")]
    return (_fold(written), *filter(None, abbreviations), *_without_proclitics(written))


def _written(token: str) -> str:
    """Give the token as one writes it plainly: compatibility forms, soft hyphens and vowel signs undone."""
    if token.isascii():
        return token
    return _IGNORED_IN_WORDS.sub("", unicodedata.normalize("NFKC", token))


def _abbreviation(written: str) -> str:
    """Give the key of an abbreviation of two capitals or more, without a plural s; "" for other words."""
    core = written.removesuffix("s")
    capitals = sum(map(str.isupper, core))
    return f"={core}" if capitals > 1 and not any(map(str.islower, core)) else ""


def _fold(written: str) -> str:
    """Give the key of a word or mark: small letters, no accents, no common ending."""
    word = written.casefold()
    if "\u0400" <= word[:1] <= "\u04ff":
        return _cyrillic_stem(word.replace("ё", "е"))
    if not word.isascii():
        word = "".join(
            character for character in unicodedata.normalize("NFKD", word) if not unicodedata.combining(character)
        )
    if "\u0600" <= word[:1] <= "\u06ff":
        word = word.replace("ة", "ه").replace("ى", "ي")
        return word[2:] if len(word) > 4 and word.startswith(("ال", "لل")) else word
    return _singular(word)


def _singular(word: str) -> str:
    """Take off an English plural's ending; a French or Spanish word loses its s alike on both sides."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def _cyrillic_stem(word: str) -> str:
    for ending in _CYRILLIC_ENDINGS:
        if len(word) >= len(ending) + 3 and word.endswith(ending):
            return word[: -len(ending)]
    return word


def _without_proclitics(written: str) -> list[str]:
    """Give the keys of an Arabic word with one and with two proclitics taken off."""
    keys = []
    for count in (1, 2):
        if len(written) > count + 2 and all(letter in _ARABIC_PROCLITICS for letter in written[:count]):
            keys.append(_fold(written[count:]))
    return keys
