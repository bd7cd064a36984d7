"""Which questions are asked in parts.

In: a question as it is asked. Out: its parts; none where it is asked as a whole, as most are.
"""

from collections.abc import Collection

from assistant.conversation.follow_ups import Interpretation
from assistant.library import Library
from assistant.parts.clauses import find_clauses
from assistant.parts.compared_documents import find_compared
from assistant.parts.part import Part
from corpus.language import detect_language


def find_parts(asked: Interpretation, library: Library, among: Collection[str] | None) -> tuple[Part, ...]:
    """The documents of `among` (ids; None for all) that a question compares, else the questions that it joins."""
    language = detect_language(asked.text)
    lexicon = library.retriever.lexicon
    documents = library.documents if among is None else among
    return find_compared(asked.text, language, library, lexicon, documents) or find_clauses(asked, language, lexicon)
