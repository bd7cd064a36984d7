"""Short glosses made of CC-CEDICT's explanations: what a reader sees above a word.

In: a headword's entries in the order of the file, each its pinyin and its senses. Out: one short line, "approve;
ratify". Left out is what explains no word in a running text: surnames, variants, classifiers, notes on grammar and
pronunciation, asides in brackets. Which sense fits a sentence is not known here: the first ones stand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_GLOSS = 40
"""Characters: two or three short senses, which still fit above or beside a word."""
_MOST_SENSES = 3
_NO_GLOSS = re.compile(
    r"(?:surname |(?:old |erhua |unofficial |popular |archaic |euphemistic |Japanese |ancient |simplified )?"
    r"variant (?:form )?of|variant |same as |erhua |see |used in |used before |used after |also written|also pr|"
    r"also called |also known as |Taiwan pr|classifier |measure word|CL:|abbr\. (?:for|of|to) |short name for |"
    r"Kangxi radical|radical in |(?:two-character |given )?name of |component of )"
)
_LOW_SENSE = re.compile(
    r"\((?:[^)]*\b)?(?:slang|dialect|vulgar|coarse|old|archaic|literary|coll\.|Tw|Internet|neologism|loanword|classical|Japan\w*"
    r"|surname|math\.|chess|Chinese chess|mahjong|sports|bird species|computing|music|physics|botany|zoology|astronomy"
    r"|mineralogy|martial arts|joc\.|derog\.|dated|obsolete|Beijing|Cantonese|Buddhism|TCM|typography|linguistics"
    r"|anatomy|medicine|biology|chemistry|geology|religion|military)\b[^)]*\)"
)
_ASIDE = re.compile(r"\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_HAN = re.compile(r"\s*[\u3400-\u9fff]+(?:\|[\u3400-\u9fff]+)?")
_TO = re.compile(r"^to (?=[a-z]{2})")
_FULL_WORDS = ((re.compile(r"\bsb\b"), "someone"), (re.compile(r"\bsth\b"), "something"))
_LEADING = re.compile(r"^(?:fig\. |lit\. |esp\. |i\.e\. |\W+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the dictionary."""

    pinyin: str
    senses: tuple[str, ...]
    """As they stand between the slashes; each may hold several words parted by semicolons."""


def short_gloss(entries: Sequence[Entry]) -> str:
    """The first plain senses of a headword in at most `LONGEST_GLOSS` characters; "" where none is left.

    Common words come before names: 并 is "and" before it is short for Taiyuan. Example: "to approve; to ratify" →
    "approve; ratify".
    """
    ordered = sorted(entries, key=lambda entry: entry.pinyin[:1].isupper())
    senses = [_of_name(sense) if entry.pinyin[:1].isupper() else sense for entry in ordered for sense in entry.senses]
    plain = [sense for sense in senses if not _LOW_SENSE.search(sense)]
    kept: list[str] = []
    for wording in (*_wordings(plain), *_wordings(senses)):
        length = len("; ".join([*kept, wording]))
        if wording.casefold() in map(str.casefold, kept) or (kept and length > LONGEST_GLOSS):
            continue
        kept.append(wording)
        if len(kept) == _MOST_SENSES:
            break
    return _shortened("; ".join(kept))


def _of_name(sense: str) -> str:
    """A name without what it is: "Seoul, capital of South Korea" is Seoul."""
    return re.split(r",(?![^(]*\))", sense)[0]


def _wordings(senses: Sequence[str]) -> Iterator[str]:
    for sense in senses:
        for part in re.split(r";(?![^(]*\))", sense):
            bare = _ASIDE.sub("", part).strip()
            # "-ness" and "more {adj.} than" are patterns, not words.
            if _NO_GLOSS.match(bare or part.strip()) or bare.startswith(("-", "~")) or "{" in bare:
                continue
            plain = _TO.sub("", _LEADING.sub("", _HAN.sub("", _ASIDE.sub("", part)).strip()))
            for pattern, word in _FULL_WORDS:
                plain = pattern.sub(word, plain)
            plain = " ".join(plain.split()).strip(" ,:")
            if any(map(str.isalnum, plain)):
                yield plain


def _shortened(gloss: str) -> str:
    if len(gloss) <= LONGEST_GLOSS:
        return gloss
    cut = gloss[:LONGEST_GLOSS]
    comma = cut.rfind(",")
    return cut[:comma] if comma > LONGEST_GLOSS // 3 else f"{cut.rpartition(' ')[0] or cut}…"
