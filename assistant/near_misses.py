"""What gives a near miss away: another act, another one of a series, than the question asks about.

In: a question and the text that is to answer it, with their languages. Out: whether the two agree. Whether the text
speaks of the same thing at all is not looked at here.
"""

from assistant.checking.ordinals import find_ordinals
from assistant.questions.event_words import ACTS_ON_TREATIES, acts_done, acts_of, names_treaty
from index.lexicon import Concept, Lexicon


def share_of_acts(question: str, language: str, text: str, text_language: str) -> float:
    """The share of the acts that the question asks about which the text says were done; 1 where it asks about none.

    "When was it ratified?" is not answered by "它于 1999 年签署。", nor by "它于 1999 年签署，尚未批准。".
    """
    asked = acts_of(question, language)
    return len(asked & acts_done(text, text_language)) / len(asked) if asked else 1.0


def is_about_treaty(question: str, language: str, text: str, text_language: str) -> bool:
    """Whether the text may speak of a treaty, where the question names one and asks when it was signed or the like.

    "When did it sign the treaty?" is not answered by "它于 2019 年签署了一份谅解备忘录。".
    """
    asks_about_treaty = bool(acts_of(question, language) & ACTS_ON_TREATIES)
    return not asks_about_treaty or names_treaty(text, text_language)


def is_treaty(concept: Concept, lexicon: Lexicon) -> bool:
    """Whether a termbase calls a concept a treaty or the like; NATO is none."""
    return any(names_treaty(name, "en") for name in lexicon.english_names(concept))


def has_ordinals(question: str, language: str, text: str, text_language: str) -> bool:
    """Whether the text has the ordinals of the question, those from the second on: "the sixth test", 第二阶段.

    "First" says too many things ("for the first time") to be asked for.
    """
    asked = {ordinal.number for ordinal in find_ordinals(question, language)} - {1}
    return asked <= {ordinal.number for ordinal in find_ordinals(text, text_language)}
