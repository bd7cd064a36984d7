"""Answers and conversations as Markdown with footnotes.

In: an `Answer` or a `Conversation`. Out: Markdown (CommonMark, and the footnotes that most programs know). All text is
escaped: nothing that stands in a document, a question or an answer becomes a link, HTML, a heading, a list or an image.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from assistant.answers import Answer
from assistant.export.answer_blocks import answer_blocks
from assistant.export.blocks import Block, Inline, Link, NoteMark
from assistant.export.conversation import Conversation, conversation_blocks
from assistant.export.numbered_answer import number_answers
from assistant.export.writing_direction import in_one_line, isolated, with_direction
from corpus.printable import printable

_PREFIXES = {"title": "# ", "heading": "## ", "subheading": "### ", "item": "- ", "quote": "> "}
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SPECIAL = re.compile(
    r"[\\`*_\[\]{}#|~^$]"  # emphasis, code, links, images and footnotes, attributes, headings, tables, formulas
    r"|(?<=\w):(?=//)|@|(?<=\w)\.(?=[^\W\d_]{2})"  # addresses, which many programs make links of
    r"|!$"  # before what is a link or a footnote
)
_LIST_NUMBER = re.compile(r"\d{1,9}(?=[.)])")


def answer_as_markdown(answer: Answer) -> str:
    """What the answer says, with footnotes."""
    (numbered,) = number_answers([answer])
    return _written(answer_blocks(numbered))


def conversation_as_markdown(conversation: Conversation) -> str:
    """The whole conversation with its sources."""
    return _written(conversation_blocks(conversation))


def escaped(text: str) -> str:
    """`text` as Markdown that shows just that text, in any place but the beginning of a line."""
    return _SPECIAL.sub(lambda special: "\\" + special[0], in_one_line(printable(text)).translate(_ENTITIES))


def _written(blocks: Iterable[Block]) -> str:
    written: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before:
            written.append("\n" if before.kind == block.kind == "item" else "\n\n")
        written.append(_block(block))
        before = block
    return "".join(written) + "\n"


def _block(block: Block) -> str:
    text = _joined(block).strip()
    text = with_direction(_begun(text), block.language)
    if block.kind == "footnote":
        return f"[^{block.number}]: {_kept_as_text(text)}"
    return _PREFIXES.get(block.kind, "") + text


def _joined(block: Block) -> str:
    written = ""
    for before, inline in pairwise((None, *block.inlines)):
        text = _inline(inline, block.language) if inline else ""
        # Behind the brackets of a footnote or a link, these would make another link of it, or the footnote itself.
        is_bracketed = isinstance(before, NoteMark | Link) and text.startswith(("(", ":"))
        written += "\\" + text if is_bracketed else text
    return written


def _begun(text: str) -> str:
    """`text` at the beginning of a line, where more characters mean something."""
    number = _LIST_NUMBER.match(text)
    if number:
        return f"{number[0]}\\{text[number.end() :]}"
    return "\\" + text if text[:1] in "-+=:%" and text else text


def _kept_as_text(note: str) -> str:
    """A footnote without blanks is, to a program that knows no footnotes, the address of a link: then it gets one."""
    return note if " " in note else re.sub(r"(?<=[，、：])", " ", note, count=1)


def _inline(inline: Inline, line_language: str) -> str:
    if isinstance(inline, NoteMark):
        return f"[^{inline.number}]"
    if isinstance(inline, Link):
        return f"[{escaped(inline.text)}]({inline.target})"
    if inline.is_code:
        return f"`{inline.text}`"
    text = f"~~{escaped(inline.text)}~~" if inline.is_struck else escaped(inline.text)
    return isolated(text, inline.language, line_language)
