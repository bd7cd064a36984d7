"""Where a text holds any of many names: thousands of names cost one pass.

In: names with what they stand for, and how their language joins letters to them. Out: spans of a folded
text. Which names there are, and what a name means in its sentence, is decided elsewhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that part words by nothing: a name may stand anywhere."""
_INFLECTED = frozenset(
    {"be", "bg", "bs", "cs", "et", "fi", "hr", "hu", "hy", "is", "ka", "kk", "lt", "lv", "mk", "pl", "ro", "ru"}
    | {"sk", "sl", "sq", "sr", "tr", "uk"}
)
"""Languages whose names change their ends: a name is known by its stem and may go on for a few letters."""
_STEM_ENDING = re.compile(r"(?<=\w{4})(?:(?:ия|ии|ие|ый|ий|ая|ое|ы|а|я|ь|й|и|і|е)|[aeiouyąęěáéíýůāēīūäö]{1,2})$")
_UNCHANGING = re.compile(r".*[оу]|.{1,4}(?<=[аеиоуыэюяaeiouy])", re.DOTALL)
"""Марокко, евро, Мали, Peru, euro: names that take no endings, or would be taken for other words with them."""
_ENDINGS = {
    **dict.fromkeys(_INFLECTED, r"\w{0,4}"),
    "de": r"(?:s|e[nmrs]?)?",
    **dict.fromkeys(("da", "nb", "nl", "sv"), "s?"),
    "ar": r"(?:ة|ا|ي|ية|ين|ون|ان|ات)?",
    "ko": r"[\uac00-\ud7af]{0,4}",
}
_PROCLITICS = {"ar": r"(?:[وف]?[بلك]?|[وف]?لل)", "he": r"[ובלמהשכ]{0,2}"}
"""Conjunctions and prepositions that are written together with the name."""
_HAN_OR_KANA = "\u3041-\u30ff\u3400-\u9fff"
_WORD_BEFORE = re.compile(rf"[^\W{_HAN_OR_KANA}]*$")
_LONGEST_BEFORE = 8
_FOLDED = str.maketrans({"’": "'", **dict(zip("أإآ", "ااا", strict=True))}) | {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)
}


@dataclass(frozen=True, slots=True)
class NameMatch:
    """`text[start:end]` is a form of a name of `key`."""

    key: str
    start: int
    end: int


class NameMatcher:
    """Finds the names of one language. Safe to share between threads."""

    def __init__(self, names: Mapping[str, str], language: str | None) -> None:
        """Knows `names` (folded name → key); `language` None: no endings, words stand alone."""
        self._unspaced = language in UNSPACED
        ending = _ENDINGS.get(language or "", "")
        forms: dict[str, tuple[str, bool]] = {}
        for name, key in names.items():
            inflects = bool(ending) and not (language in _INFLECTED and _UNCHANGING.fullmatch(name))
            stem = _STEM_ENDING.sub("", name) if inflects and language in _INFLECTED else name
            forms.setdefault(stem, (key, inflects))
        self._forms = list(forms.values())
        self._automaton = AhoCorasick(list(forms))
        self._ending = re.compile(rf"{ending}(?![^\W{_HAN_OR_KANA}])")
        self._no_ending = re.compile(rf"(?![^\W{_HAN_OR_KANA}])")
        self._proclitic = re.compile(_PROCLITICS.get(language or "", ""))

    def find(self, folded: str) -> list[NameMatch]:
        """Every name in a text that `fold` has folded, overlapping ones too."""
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            key, inflects = self._forms[index]
            if self._unspaced and not folded[start].isascii():
                found.append(NameMatch(key, start, end))
                continue
            ending = (self._ending if inflects else self._no_ending).match(folded, end)
            if ending and self._begins_word(folded, start):
                found.append(NameMatch(key, start, ending.end()))
        return found

    def _begins_word(self, folded: str, start: int) -> bool:
        before = _WORD_BEFORE.search(folded, max(0, start - _LONGEST_BEFORE), start)
        return before is None or self._proclitic.fullmatch(before.group()) is not None


def fold(text: str) -> str:
    """`text` without case, full width and Arabic hamzas, every character in its place.

    "İ", which folds to two characters, stays as it is.
    """
    plain = text.translate(_FOLDED)
    folded = plain.casefold()
    if len(folded) == len(plain):
        return folded
    small = (character.casefold() for character in plain)
    return "".join(short if len(short) == 1 else given for short, given in zip(small, plain, strict=True))
