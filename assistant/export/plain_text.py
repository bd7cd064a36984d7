"""An answer as plain text, for a letter or a message.

In: an `Answer`. Out: text with its sources below, each by its number: "29 June 1999 [1]" and "[1] …, para. 18: “…”".
"""

from itertools import pairwise

from assistant.answers import Answer
from assistant.export.answer_blocks import answer_blocks
from assistant.export.blocks import Block, Inline, NoteMark, Words
from assistant.export.numbered_answer import number_answers
from assistant.export.writing_direction import in_one_line, isolated, with_direction
from corpus.printable import printable


def answer_as_plain_text(answer: Answer) -> str:
    """What the answer says, then its sources, a line each; a line for each of the nearest where nothing was found."""
    (numbered,) = number_answers([answer])
    blocks = list(answer_blocks(numbered))
    notes = [_line(block) for block in blocks if block.kind == "footnote"]
    said = [_line(block) for block in blocks if block.kind != "footnote"]
    return "\n".join([*said, "", *notes] if notes else said)


def _line(block: Block) -> str:
    written = (_written(inline, before, block.language) for before, inline in pairwise((None, *block.inlines)))
    text = "".join(written).strip()
    if block.kind == "footnote":
        text = f"[{block.number}] {text}"
    return with_direction(f"- {text}" if block.kind == "item" else text, block.language)


def _written(inline: Inline | None, before: Inline | None, line_language: str) -> str:
    if isinstance(inline, NoteMark):
        return f"[{inline.number}]" if isinstance(before, NoteMark) else f" [{inline.number}]"
    if inline is None:
        return ""
    language = inline.language if isinstance(inline, Words) else "en"
    return isolated(in_one_line(printable(inline.text)), language, line_language)
