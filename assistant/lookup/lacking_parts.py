"""What a document has in the place of a part that it lacks: the numbers of its paragraphs, or its headings.

In: the parts that a reference names and a document's paragraphs. Out: words for a note, and which parts of a
document a section's number stands in where it stands in several.
"""

from collections.abc import Sequence

from assistant.lookup.lookup_notes import joined, lookup_note
from corpus.documents import Paragraph
from corpus.locator_nesting import PartReference
from corpus.locator_words import COUNTED_IN_WORDS

_MOST_HEADINGS = 6


def what_it_has(parts: Sequence[PartReference], paragraphs: Sequence[Paragraph], language: str) -> str:
    """What a reader may ask for in the place of parts that are not there: "its paragraphs run from 1 to 31"."""
    numbers = [p.locator.number for p in paragraphs if p.locator.number and p.locator.kind == "paragraph"]
    headings = list(dict.fromkeys(p.locator.section[0] for p in paragraphs if p.locator.section))
    if any(part.kind == "page" for part in parts) and not any(p.locator.page for p in paragraphs):
        return lookup_note("no pages", language)
    if headings and parts and all(part.kind in COUNTED_IN_WORDS for part in parts):
        return lookup_note("headed", language, joined(headings[:_MOST_HEADINGS], language))
    if numbers:
        return lookup_note("runs from", language, numbers[0], numbers[-1])
    return lookup_note("no numbers", language)


def places_of_section(part: PartReference, found: Sequence[Paragraph]) -> list[str]:
    """The outermost headings that paragraphs of one section number stand below, where there are several."""
    if part.kind not in COUNTED_IN_WORDS or part.within:
        return []
    headings = list(dict.fromkeys(p.locator.section[0] for p in found if p.locator.section))
    return headings[:_MOST_HEADINGS] if len(headings) > 1 else []
