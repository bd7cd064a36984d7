"""Who a claim says signed, ratified, hosted or paid, where no country list and no termbase knows them.

In: a claim and its words that the cited paragraphs do not answer. Out: the names of agents of which nothing stands
there: "Ruritania" in "Ruritania ratified the treaty" over a paragraph about Belgium. Acts are those of states and
bodies: people, who chair and propose, may stand in the paragraph in another script. Chinese and Arabic write names like
other words: of them nothing is said.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from assistant.other_parties import NAME, name_words

_VERBS = {
    "en": r"(?:ha[sd]|have)?\s*(?:also|then|first|later|not|already)?\s*(?:ratified|signed|acceded|withdrew|withdrawn|"
    r"deposited|joined|concluded|hosted|contributed|pledged|paid)\b",
    "fr": r"(?:a|ont|avait|avaient)\s+(?:\w+\s+)?(?:ratifié|signé|adhéré|conclu|déposé|rejoint|accueilli|versé)",
    "es": r"(?:ha|han|había|habían)?\s*(?:ratific|firm|adhiri|concert|deposit|aport)\w+",
    "ru": r"(?:ратифицир|подпис|присоедини|заключи|сдал|внес)\w*",
}
_BEHIND = {"en": r"(?:ratified|signed|concluded|hosted|paid)\s+by\s+(?:the\s+)?"}


def unknown_agents(claim: str, language: str, unanswered: Collection[str]) -> Iterator[tuple[str, int]]:
    """Each agent's name with its place in the claim, where all its words are among the `unanswered`."""
    for pattern in _patterns(language):
        for match in pattern.finditer(claim):
            words = name_words(match["agent"], language)
            if words and set(words) <= set(unanswered):
                # Without the article of "La Ruritanie".
                start = claim.index(words[0], match.start("agent"))
                yield claim[start : match.end("agent")], start


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    patterns = []
    if language in _VERBS:
        patterns.append(rf"(?P<agent>{NAME})\s+{_VERBS[language]}")
    if language in _BEHIND:
        patterns.append(rf"{_BEHIND[language]}(?P<agent>{NAME})")
    return tuple(map(re.compile, patterns))
