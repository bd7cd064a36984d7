"""Documents named by the subject that their title opens with, and by who submitted them and when.

In: a main title in a reference: "Promoting the peaceful uses of nuclear energy (NPDI, 2017), para. 24". Out: the
documents that the rest of the reference fits too. Without a locator it is only a subject, and names nothing.
"""

from assistant.lookup.descriptions import describe, fits
from assistant.lookup.document_names import NamedDocuments
from assistant.lookup.reference_reading import Beside, read_beside
from corpus.documents import Document
from corpus.locator_reading import find_locator_starts


def named_by_main_title(name: NamedDocuments, written: str) -> tuple[tuple[Document, ...], Beside]:
    """The documents of that main title that fit what stands beside it, and the locator; none without one."""
    beside = read_beside(written, name.start, name.end)
    # A number alone is a year: "2022 report by Belgium".
    if not beside.parts or not find_locator_starts(f"{written[: name.start]} {written[name.end :]}"):
        return (), beside
    said = [describe(text) for text in (beside.before, beside.facts) if text]
    return tuple(document for document in name.documents if all(fits(each, document) for each in said)), beside
