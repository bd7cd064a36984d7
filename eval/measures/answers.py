"""Answers in words against the expected ones: exact match, token F1, and whether a quote holds the answer.

In: a text and expected answers. Out: values between 0 and 1. Normalised as for SQuAD (Rajpurkar et al. 2016,
arXiv:1606.05250), extended to other scripts as for MLQA (Lewis et al. 2020, arXiv:1910.07475): Unicode's punctuation,
and characters for words where a script puts no blanks between them. Articles are taken out in English only. Nothing is
translated: an answer in another language than the expected one scores 0.
"""

import re
import string
import unicodedata
from collections import Counter

from eval.question_set import without_blanks

_ARTICLE = re.compile(r"\b(a|an|the)\b")
_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
"""Scripts that put no blanks between words: Han, Kana; Thai and Lao, Burmese, Khmer."""
_TOKEN = re.compile(f"[{_UNSPACED}]|[^\\s{_UNSPACED}]+")


def answer_tokens(text: str) -> list[str]:
    """The words of a text, characters in Han, Kana, Thai and the like; no case, punctuation or English articles.

    "The year 1999年6月" → ["year", "1999", "年", "6", "月"].
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _TOKEN.findall(_ARTICLE.sub(" ", "".join(char for char in folded if not _is_punctuation(char))))


def exact_match(text: str, expected: tuple[str, ...]) -> float:
    """1 where the text has the same tokens in the same order as one of the expected answers, else 0."""
    tokens = answer_tokens(text)
    return float(any(tokens == answer_tokens(answer) for answer in expected))


def token_f1(text: str, expected: tuple[str, ...]) -> float:
    """The best, over the expected answers, of the harmonic mean of the tokens' precision and recall.

    A token counts as often as both have it. Where either has none, 1 if the other has none too, as in SQuAD 2.0.
    """
    return max(_overlap(answer_tokens(text), answer_tokens(answer)) for answer in expected)


def contains_answer(text: str, answer: str) -> bool:
    """Whether an answer stands in a text, white space, case and width of characters aside.

    A number does not stand in a longer one: "20" is neither in "2015年" nor, as "20" of "20.5" or "20,000", in those.
    """
    folded = _folded(text)
    wanted = without_blanks(_folded(answer))
    if not wanted or wanted not in without_blanks(folded):
        return False
    before = r"(?<!\d)(?<!\d[.,])" if wanted[0].isdecimal() else ""
    after = r"(?!\d|[.,]\d)" if wanted[-1].isdecimal() else ""
    return re.search(before + r"\s*".join(map(re.escape, wanted)) + after, folded) is not None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char).startswith("P") or char in string.punctuation


def _overlap(given: list[str], expected: list[str]) -> float:
    if not given or not expected:
        return float(given == expected)
    shared = sum((Counter(given) & Counter(expected)).values())
    return 2 * shared / (len(given) + len(expected))
