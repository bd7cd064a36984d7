"""What gives a near miss away: another act, another one of a series, than the question asks about.

In: a question and the text that is to answer it, with their languages. Out: whether the two agree. Whether the text
speaks of the same thing at all is not looked at here.
"""

from assistant.checking.ordinals import find_ordinals
from assistant.questions.event_words import acts_of


def share_of_acts(question: str, language: str, text: str, text_language: str) -> float:
    """The share of the acts that the question asks about which the text speaks of; 1 where it asks about none.

    "When was it ratified?" is not answered by "它于 1999 年签署。".
    """
    asked = acts_of(question, language)
    return len(asked & acts_of(text, text_language)) / len(asked) if asked else 1.0


def has_ordinals(question: str, language: str, text: str, text_language: str) -> bool:
    """Whether the text has the ordinals of the question, those from the second on: "the sixth test", 第二阶段.

    "First" says too many things ("for the first time") to be asked for.
    """
    asked = {ordinal.number for ordinal in find_ordinals(question, language)} - {1}
    return asked <= {ordinal.number for ordinal in find_ordinals(text, text_language)}
