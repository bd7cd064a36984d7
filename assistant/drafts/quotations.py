"""Direct quotations of a draft: what stands between quotation marks must stand in the cited paragraph.

In: a quotation and the paragraphs that it is said to come from. Out: whether it stands there word for word, with white
space, width and the shape of quotation marks left aside, and else the sentence that comes nearest. Omissions ("…",
"[…]") and insertions in brackets part a quotation into pieces, which must stand there in order. Quotations in another
language than the paragraph's are translations and are not judged here.
"""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from corpus.documents import Paragraph
from corpus.language import detect_language
from corpus.sentences import split_sentences

_SHORTEST = 16
"""Letters, Chinese characters counted twice: shorter ones are names and words held at arm's length."""
_LONGEST_COMPARED = 1000
"""Characters; the nearest sentence of a longer quotation is found by its beginning."""
_OMISSION = re.compile(r"\[[^\[\]]{0,200}\]|［[^［］]{0,200}］|\(\s*(?:\.{3}|…)\s*\)|\.{3,}|…+")
_MARKS = str.maketrans(dict.fromkeys("“”„‟«»「」『』‘’‚‛\"'《》〈〉", "'") | dict.fromkeys("‐‑‒–—−", "-"))
_END = " ,.;:!?，。；：、！？,."


def is_quotation_of(quotation: str, language: str) -> bool:
    """Whether a quotation is long enough to be one, and in the language of the document."""
    weight = sum(2 if "\u2e80" <= character <= "\u9fff" else 1 for character in quotation if character.isalnum())
    return weight >= _SHORTEST and detect_language(quotation) == language


def stands_in(quotation: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether one of the paragraphs has all pieces of the quotation, in order."""
    pieces = [piece for part in _OMISSION.split(quotation) if (piece := _folded(part).strip(_END))]
    return any(_in_order(pieces, _folded(paragraph.text)) for paragraph in paragraphs)


def nearest_sentence(quotation: str, paragraphs: Sequence[Paragraph]) -> str:
    """The sentence of the paragraphs that shares most with a quotation; empty where there is none."""
    wanted = SequenceMatcher(autojunk=False)
    wanted.set_seq2(_folded(quotation)[:_LONGEST_COMPARED])
    best, most = "", 0
    for paragraph in paragraphs:
        for start, end in split_sentences(paragraph.text):
            wanted.set_seq1(_folded(paragraph.text[start:end])[:_LONGEST_COMPARED])
            shared = sum(block.size for block in wanted.get_matching_blocks() if block.size > 1)
            if shared > most:
                best, most = paragraph.text[start:end], shared
    return best


def _folded(text: str) -> str:
    """Text for comparing: one width, no white space, one kind of quotation mark and dash."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_MARKS)


def _in_order(pieces: Sequence[str], text: str) -> bool:
    done = 0
    for piece in pieces:
        found = text.find(piece, done)
        if found < 0:
            return False
        done = found + len(piece)
    return True
