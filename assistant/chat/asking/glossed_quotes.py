"""Which quotes get a reading aid, and their glosses.

In: a quote, its language and the reader's. Out: its words with their glosses, or nothing where the reader needs none
or none is known. What stands on the page is decided in the templates.
"""

import functools
import weakref
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.glossing import GlossedWord, gloss_words
from assistant.library import Catalogue, Library
from index.lexicon import Lexicon

_LONGEST = 4000
"""Characters: beyond it nobody reads word by word, and the page would hold thousands of pieces."""


@dataclass(frozen=True, slots=True)
class ReadingAids:
    """What helps with a language that the reader does not know."""

    lexicon: Lexicon
    can_translate: bool = False
    """Whether a language model is set."""

    def gloss(self, text: str, text_language: str, reader_language: str) -> tuple[GlossedWord, ...]:
        """The words of a text, at least one with a gloss; else none."""
        return _glossed(text, text_language, reader_language, weakref.ref(self.lexicon))

    def translates(self, text_language: str, reader_language: str) -> bool:
        """Whether a reader is offered a machine translation."""
        return self.can_translate and text_language != reader_language


def glossed_parts(
    parts: Sequence[str], text_language: str, reader_language: str, library: Catalogue
) -> list[tuple[GlossedWord, ...]]:
    """Each part of a text in its words, glossed where the library can be searched: only then it has a lexicon."""
    aids = ReadingAids(library.retriever.lexicon) if isinstance(library, Library) else None
    glossed = [aids.gloss(part, text_language, reader_language) if aids else () for part in parts]
    plain = [(GlossedWord(part, "", "plain"),) if part else () for part in parts]
    return [words or part for words, part in zip(glossed, plain, strict=True)]


# The conversation is rendered as a whole at each change. Weak, so that the index before an ingest is not kept for this.
@functools.lru_cache(maxsize=256)
def _glossed(
    text: str, text_language: str, reader_language: str, lexicon: weakref.ref[Lexicon]
) -> tuple[GlossedWord, ...]:
    found = lexicon()
    if text_language == reader_language or len(text) > _LONGEST or found is None:
        return ()
    words = gloss_words(text, text_language, reader_language, found)
    return words if any(word.gloss for word in words) else ()
