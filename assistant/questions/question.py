"""A question as the assistant understands it: its language, what kind of answer it asks for, its years.

In: what the user typed. Out: a `Question`. The subject of the question is left to retrieval and
verification; a question in a language beyond the six of the UN has the kind "other".
"""

import re
from dataclasses import dataclass

from assistant.questions.question_kind import QuestionKind
from assistant.questions.question_words import question_kind
from assistant.values.find_values import find_values
from assistant.values.numerals import plain_characters
from corpus.errors import PinpointError
from corpus.language import detect_language

_LONGEST_QUESTION = 4000
"""Characters. More is a pasted document; its first page says what is asked."""
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670\u0640\u200e\u200f]")


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    text: str
    """As typed, without blanks around it."""
    language: str
    """BCP 47: "en", "fr", "es", "ru", "ar", "zh", or a neighbour such as "de"."""
    kind: QuestionKind
    years: tuple[str, ...]
    """Dates, years and periods that the question names, ISO 8601, in order: ("2015", "2017-09/2019-09")."""


def analyse_question(text: str) -> Question:
    """Find out the language and the kind of a question.

    Example: "比利时何时批准《全面禁止核试验条约》？" → language "zh", kind "date".
    Raises `PinpointError` where the question is blank.
    """
    question = text.strip()
    if not any(character.isalnum() for character in question):
        raise PinpointError('The question is empty: type one, such as "When did Belgium ratify the CTBT?"')
    language = detect_language(question)
    dates = [
        value.normalized
        for value in find_values(question[:_LONGEST_QUESTION], language)
        if value.kind in {"date", "year", "period"}
    ]
    kind = question_kind(_words(question), language)
    return Question(question, language, kind, tuple(dict.fromkeys(dates)))


def _words(question: str) -> str:
    """The question in plain lower case, with single blanks, "?" alone to ask with, no Arabic vowel signs."""
    plain = plain_characters(question[:_LONGEST_QUESTION]).lower().replace("？", "?").replace("؟", "?")
    return " ".join(_VOWEL_SIGNS.sub("", plain).split())
