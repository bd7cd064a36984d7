"""Lists: the items behind a sentence that announces them, and the names that a sentence enumerates.

In: the evidence for a question that asks for several things. Out: the paragraphs that make the list whole, or
the countries of the sentence's longest enumeration, in the question's language. Nothing is searched for here.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from babel.lists import format_list

from assistant.extraction import Evidence
from assistant.library import Catalogue
from assistant.questions.name_words import asks_for_countries
from assistant.questions.question import Question
from assistant.values.rendering import locale_of
from corpus.documents import Paragraph
from index.lexicon import Lexicon

_MOST_ITEMS = 20
"""Longer lists are shown in their document."""
_ANNOUNCES = re.compile(r"[:：]\s*$")
_BETWEEN_NAMES = re.compile(
    r"[\s,，、;；]*(?:和|及|以及|与|同|and|as well as|et|ainsi que|y|e|así como|и|а также|و)?[\s,，、]*"
    r"(?:the|le|la|les|los|las|el|l['’])?\s*",
    re.IGNORECASE,
)
"""What stands between two names of one enumeration."""


def whole_list(evidence: Evidence, catalogue: Catalogue) -> list[Paragraph]:
    """The items that follow a quote which announces them, in order; none where it announces nothing."""
    paragraph = evidence.found.paragraph
    if not _ANNOUNCES.search(paragraph.text) or evidence.end < len(paragraph.text.rstrip()):
        return []
    near = [cited.paragraph for cited in catalogue.context(paragraph, _MOST_ITEMS)]
    behind = near[near.index(paragraph) + 1 :]
    return list(takewhile(lambda item: _is_item_of(item, paragraph), behind))


def _is_item_of(item: Paragraph, paragraph: Paragraph) -> bool:
    return item.locator.kind == "item" and item.locator.section == paragraph.locator.section


def enumerated_countries(question: Question, evidence: Evidence, lexicon: Lexicon) -> str:
    """The countries that the quote enumerates, for a question that asks for countries: "Czechia, Mexico and Viet Nam".

    "" where the question asks for something else, or fewer than two stand side by side: a country that a
    sentence only mentions is no answer.
    """
    if not asks_for_countries(question.text):
        return ""
    codes = _longest_enumeration(evidence.quote, evidence.found.document.language, lexicon)
    if len(codes) < 2:
        return ""
    locale = locale_of(question.language)
    return format_list([locale.territories[code] for code in codes], "standard", locale)


def _longest_enumeration(quote: str, language: str, lexicon: Lexicon) -> Sequence[str]:
    """Codes of the territories that stand side by side, each once, in order."""
    longest: list[str] = []
    run: list[str] = []
    end = 0
    for concept in sorted(lexicon.find(quote, language), key=lambda found: found.start):
        if concept.kind != "territory":
            continue
        if not run or not _BETWEEN_NAMES.fullmatch(quote, end, concept.start):
            run = []
        run.append(concept.key.removeprefix("territory:"))
        end = concept.end
        if len(run) > len(longest):
            longest = list(run)
    return list(dict.fromkeys(longest))
