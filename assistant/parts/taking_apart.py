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


def find_parts(asked: Interpretation, library: Library, corpora: Collection[str] | None) -> tuple[Part, ...]:
    """The documents that a question compares, else the questions that it puts together."""
    language = detect_language(asked.text)
    lexicon = library.retriever.lexicon
    among = [
        document.document_id for document in library.documents.values() if corpora is None or document.corpus in corpora
    ]
    return find_compared(asked.text, language, library, lexicon, among) or find_clauses(asked, language, lexicon)
