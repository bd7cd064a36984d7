"""A follow-up question rewritten by a language model, as far as the rewriting says nothing of its own.

In: a question, the earlier ones, and a model. Out: the model's wording, or None where it failed or where it names,
counts or says what none of the questions does.
"""

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from babel import Locale

from assistant.conversation.follow_up_names import find_named
from assistant.values.find_values import find_values
from corpus.language import detect_language
from index.lexicon import Lexicon
from index.words import question_words
from prompts import as_data, load_prompt

if TYPE_CHECKING:
    from assistant.generation.chat_model import ChatModel

_LONGEST = 240
"""Characters of a rewritten question."""


def rewritten(typed: str, recent: Sequence[str], language: str, lexicon: Lexicon, model: "ChatModel") -> str | None:
    """The model's wording, if it is one question that names and says nothing that the questions do not."""
    from assistant.generation.chat_model import ModelFailedError

    instructions, request = load_prompt("follow_up").fill(
        earlier="\n".join(f"- {as_data(text)}" for text in recent),
        question=as_data(typed),
        language=str(Locale.parse(language).english_name),
    )
    written = ""
    try:
        with closing(model.stream(instructions, request)) as pieces:
            for piece in pieces:
                written += piece
                if len(written) > _LONGEST:
                    return None
    except ModelFailedError:
        return None
    written = written.strip().strip('"“”«»')
    return written if _says_nothing_new(written, typed, recent, language, lexicon) else None


def _says_nothing_new(written: str, typed: str, recent: Sequence[str], language: str, lexicon: Lexicon) -> bool:
    """Whether names, values and words of a rewriting all come from the questions, and the new question's are kept."""
    if not written or "\n" in written or detect_language(written) != language:
        return False

    def names(text: str) -> set[str]:
        spoken = detect_language(text)
        return {item.key for item in find_named(text, spoken, lexicon)} | {
            value.normalized for value in find_values(text, spoken)
        }

    def words(text: str) -> set[str]:
        return {word for word in question_words(text, language) if not "\u3400" <= word[0] <= "\u9fff"}

    known = names(typed).union(*map(names, recent))
    said = words(typed).union(*map(words, recent))
    return names(typed) <= names(written) <= known and words(written) <= said
