"""The texts of paragraphs that a report shows beside what was asked of them.

In: results and the library that they are about. Out: reference and text by paragraph id, of those that the library
still has.
"""

from collections.abc import Sequence

from assistant.answers import format_reference
from assistant.library import Library
from eval.results import QuestionResult


def cited_texts(results: Sequence[QuestionResult], library: Library) -> dict[str, tuple[str, str]]:
    """Of every paragraph that a result needs or cites."""
    named = {paragraph_id for result in results for ids in result.needed for paragraph_id in ids}
    named |= {cited.paragraph_id for result in results if result.given for cited in result.given.citations}
    texts = {}
    for paragraph_id in sorted(named):
        paragraph = library.paragraph(paragraph_id)
        if paragraph is not None:
            reference = format_reference(library.document_of(paragraph), paragraph, "en")
            texts[paragraph_id] = (reference, paragraph.text)
    return texts
