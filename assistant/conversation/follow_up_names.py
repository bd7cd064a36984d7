"""What questions name, and one question with what it names exchanged for something else.

In: questions as typed. Out: the countries, things and times in them (`Named`), and an earlier question with those of
a new one in their places. Which questions are to be treated so, `assistant.conversation.follow_ups` decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale

from assistant.conversation.follow_up_words import FOLLOW_UP_WORDS, FollowUpWords
from assistant.values.find_values import find_values
from corpus.language import detect_language
from index.lexicon import Concept, Lexicon

_TIME = frozenset({"date", "year", "period"})
_GROUPS = {"territory": "country", "language": "language", "currency": "currency"}
_JOINING = re.compile(r"\s*(?:,|、|，|،|\band\b|\bet\b|\by\b|\bи\b|و|和|与|及)*\s*")


@dataclass(frozen=True, slots=True)
class Named:
    """A country, thing or time that a question names: `text[start:end]`."""

    group: str
    key: str
    start: int
    end: int


def find_named(text: str, language: str, lexicon: Lexicon) -> list[Named]:
    """Countries, things and times that a text names, in order; a period is one time."""
    times = [
        Named("time", value.normalized, value.start, value.end)
        for value in find_values(text, language)
        if value.kind in _TIME
    ]
    others = [
        Named(_GROUPS.get(concept.kind, "thing"), concept.key, concept.start, concept.end)
        for concept in lexicon.find(text, language)
        if concept.kind != "year" and _is_name(concept, lexicon)
    ]
    free = [item for item in others if all(item.end <= time.start or item.start >= time.end for time in times)]
    return sorted([*times, *free], key=lambda item: item.start)


def _is_name(concept: Concept, lexicon: Lexicon) -> bool:
    """Whether a concept is one thing with a name (the CTBT) and not a word such as "ratification"."""
    if concept.kind != "term":
        return True
    return any(name[:1].isupper() for name in lexicon.english_names(concept))


def fitting_question(named: Sequence[Named], recent: Sequence[str], lexicon: Lexicon) -> tuple[str, str]:
    """The last question that names something of each kind, else the last; with its language."""
    wanted = {item.group for item in named}
    for text in reversed(recent):
        language = detect_language(text)
        if wanted <= {item.group for item in find_named(text, language, lexicon)}:
            return text, language
    return recent[-1], detect_language(recent[-1])


def with_exchanged(
    base: str, base_language: str, rest: str, named: Sequence[Named], language: str, lexicon: Lexicon
) -> str:
    """`base` with what it names exchanged for its like in `named`; what has no like there is put behind it."""
    there = find_named(base, base_language, lexicon)
    behind: list[str] = []
    for group in dict.fromkeys(item.group for item in named):
        news = [item for item in named if item.group == group]
        olds = [item for item in there if item.group == group]
        phrase = _phrase(rest, news, language, base_language)
        if not olds:
            behind.append(phrase)
            continue
        base = _replaced(base, _joined(olds, base), phrase, FOLLOW_UP_WORDS.get(base_language))
        there = find_named(base, base_language, lexicon)
    return f"{base} ({', '.join(behind)})" if behind else base


def _phrase(rest: str, news: Sequence[Named], language: str, base_language: str) -> str:
    """How the follow-up names it, article and preposition included; in the language of the earlier question."""
    if language != base_language:
        return ", ".join(name_in(base_language, item, rest) for item in news)
    before = FOLLOW_UP_WORDS[language].prepositions.search(rest[: news[0].start].lower())
    return rest[before.start() if before else news[0].start : news[-1].end]


def _joined(olds: Sequence[Named], base: str) -> tuple[int, int]:
    """The span of the first, with those that "and" or a comma joins to it."""
    start, end = olds[0].start, olds[0].end
    for item in olds[1:]:
        if not _JOINING.fullmatch(base[end : item.start].lower()):
            break
        end = item.end
    return start, end


def _replaced(base: str, span: tuple[int, int], phrase: str, words: FollowUpWords | None) -> str:
    start, end = span
    if words is not None:
        first = phrase.split(" ")[0].lower() + " "
        has_preposition = bool(words.prepositions.fullmatch(first)) and not words.articles.fullmatch(first)
        leading = words.prepositions if has_preposition else words.articles
        before = leading.search(base[:start].lower())
        start = before.start() if before else start
    return base[:start] + phrase + base[end:]


def name_in(language: str, item: Named, text: str) -> str:
    """The name of a country in `language`; else as it is written in `text`."""
    kind, _, code = item.key.partition(":")
    if kind == "territory" and language in FOLLOW_UP_WORDS:
        return str(Locale.parse(language).territories.get(code, text[item.start : item.end]))
    return text[item.start : item.end]
