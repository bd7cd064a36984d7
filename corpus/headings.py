"""Which blocks are headings, and how deep: the section path above every paragraph.

In: joined blocks. Out: for each block its role, and a `SectionStack` that keeps the headings in force.
Levels come from the format where it declares them, else from how a heading is numbered or worded.
"""

import re
from collections.abc import Sequence
from typing import Literal

from corpus.joining import WIDEST_HEADING, Block
from corpus.layout import display_width

BlockRole = Literal["text", "heading", "title", "masthead"]

_NO_HEADING_END = re.compile(r"[,，、;；:：。.!?！？]\s*$")
_CLAUSE_END = re.compile(r"[,，、،]\s*$")
"""How the clauses of a preamble end, where they have no sentence's end: "The General Assembly,"."""
_WIDEST_TITLE = 240
"""Columns; a title may run over three lines."""
_PART = re.compile(
    r"(?:支柱|第[一二三四五六七八九十0-9]+(?:部分|章|编|节|支柱)|附件|附录"
    r"|(?:Pillar|Part|Chapter|Title|Annex|Appendix|Pilier|Partie|Chapitre|Titre|Annexe|Pilar|Parte|Capítulo|Título"
    r"|Anexo|Часть|Глава|Раздел|Приложение|Компонент)\b|(?:الجزء|الفصل|الباب|المرفق|الركيزة)\s)",
    re.IGNORECASE,
)
_OPENING_SECTION = re.compile(
    r"(?:摘要|概述|导言|引言|前言|序言|概要|背景|summary|abstract|introduction|overview|background|preamble|foreword"
    r"|executive summary|résumé|contexte|préambule|introducción|resumen|antecedentes|preámbulo|введение|резюме"
    r"|преамбула|مقدمة|موجز|ديباجة)$",
    re.IGNORECASE,
)
_NO_SECTION = re.compile(
    r"\d|/|提交|会议|文件|submitted|présent|presentad|представлен|مقدم|original|chinese|english|french", re.IGNORECASE
)
"""Lines of a masthead that say when, by whom or in which language."""
_WIDEST_FIRST_SECTION = 40
_LETTERHEAD = re.compile(
    r"^(?:\[.*\]|[(（]?签名[)）]?|编号[:：].*|Ref(?:erence)?[.:].*|No\.\s?\S+|(?:\S+ )?\(?Signed\)?.*"
    r"|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:[·，, ].{0,20})?|.{0,20}\b\d{1,2} \w+ \d{4})$",
    re.IGNORECASE,
)
_RANKS = {
    "title": 0, "part": 1, "article": 1, "I.": 2, "一、": 2, "A.": 3, "（一）": 3, "1.": 4, "1、": 4, "1 -": 4,
    "1.1": 5, "1)": 5, "(1)": 5, "(A)": 5, "a)": 6, "(a)": 6, "(i)": 6, "plain": 7, "parenthesised": 8,
}  # fmt: skip
"""Depth by the way a heading is marked, as in the UN's editorial manual: I., A., 1., (a), then unmarked."""


def looks_like_heading(block: Block, following: Block | None) -> bool:
    """Whether a block of printed lines reads as a heading: short, no full stop, text below it."""
    if following is None or len(block.lines) > 2 or not block.text:
        return False
    if block.lines[0].overprinted:
        return True
    if _NO_HEADING_END.search(block.text) or display_width(block.text) > WIDEST_HEADING:
        return False
    widest = max(line.width for line in block.lines)
    return block.full_width is None or len(block.lines) == 2 or widest <= block.full_width


def assign_roles(blocks: Sequence[Block]) -> list[BlockRole]:
    """The role of each block of the body, in order."""
    roles: list[BlockRole] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        roles.append("heading" if _is_heading(block, following) else "text")
    _demote_lists(blocks, roles)
    _follow_the_sequence(blocks, roles)
    _mark_titles(blocks, roles)
    _mark_letterheads(blocks, roles)
    _mark_masthead(blocks, roles)
    return roles


def _is_heading(block: Block, following: Block | None) -> bool:
    if block.lines[0].role != "wrapped":
        return block.lines[0].role == "heading"
    if block.marker and block.marker.style == "bullet":
        return False
    if block.marker and block.marker.style == "article" and not block.text:
        return True
    return looks_like_heading(block, following)


def _demote_lists(blocks: Sequence[Block], roles: list[BlockRole]) -> None:
    """Short numbered lines right behind one another are a list, not headings without text."""
    for index in range(len(blocks) - 1):
        first, second = blocks[index].marker, blocks[index + 1].marker
        declared = blocks[index].lines[0].role == "heading"
        if roles[index] != "heading" or declared or first is None or second is None or first.style == "article":
            continue
        if (first.style, first.sequence) == (second.style, second.sequence):
            roles[index] = roles[index + 1] = "text"


def _follow_the_sequence(blocks: Sequence[Block], roles: list[BlockRole]) -> None:
    """A short member of a run of numbered paragraphs is a paragraph, however much it looks like a heading."""
    members: dict[tuple[str, int], list[int]] = {}
    for index, block in enumerate(blocks):
        if block.marker and block.marker.style != "bullet" and block.lines[0].role != "heading":
            members.setdefault((block.marker.style, block.marker.sequence), []).append(index)
    for indices in members.values():
        if 2 * sum(roles[index] == "heading" for index in indices) < len(indices):
            for index in indices:
                roles[index] = "text"


def _mark_titles(blocks: Sequence[Block], roles: list[BlockRole]) -> None:
    """Three overprinted headings or more in a row begin with the title of a part of the document."""
    for start, end in _groups(roles, "heading"):
        group = blocks[start:end]
        if len(group) >= 3 and all(block.lines[0].overprinted for block in group):
            longest = max(range(len(group)), key=lambda index: display_width(group[index].text))
            for index in range(longest):
                roles[start + index] = "masthead"
            roles[start + longest] = "title"


def _mark_letterheads(blocks: Sequence[Block], roles: list[BlockRole]) -> None:
    """Letterheads, reference numbers, places and dates of signature.

    Three short lines or more in a row that nothing marks as headings are a letterhead at the start of a
    document or beside a reference number; elsewhere they are a table, verse or a list: text.
    """
    for start, end in _groups(roles, "heading"):
        plain = [_is_plain(block) for block in blocks[start:end]]
        letterhead = [bool(_LETTERHEAD.match(block.text)) for block in blocks[start:end]]
        run = end - start >= 3 and all(plain)
        for index in range(start, end):
            if letterhead[index - start] and plain[index - start]:
                roles[index] = "masthead"
            elif run:
                roles[index] = "masthead" if start == 0 or any(letterhead) else "text"


def _is_plain(block: Block) -> bool:
    """Whether nothing marks a heading-like block as the heading of a section."""
    line = block.lines[0]
    marked = block.marker or line.role != "wrapped" or line.overprinted
    return not marked and not _PART.match(block.text) and not _OPENING_SECTION.match(block.text)


def _mark_masthead(blocks: Sequence[Block], roles: list[BlockRole]) -> None:
    """The first blocks, up to the first sentence, clause or real section heading, are the document's masthead."""
    body = next(
        (
            index
            for index, (block, role) in enumerate(zip(blocks, roles, strict=True))
            if role == "text" and _reads_as_text(block)
        ),
        0,
    )
    for index in range(body):
        if _opens_the_body(blocks, index, body):
            return
        if roles[index] != "title":
            roles[index] = "masthead"


def _reads_as_text(block: Block) -> bool:
    """Whether a block that is no heading is a sentence or a clause, not a long title or a list of authors."""
    if block.marker or block.lines[0].role != "wrapped" or block.lines[-1].ends_sentence:
        return True
    if _CLAUSE_END.search(block.text):
        return True
    return display_width(block.text) > _WIDEST_TITLE and not _NO_SECTION.search(block.text)


def _opens_the_body(blocks: Sequence[Block], index: int, body: int) -> bool:
    """Whether a block before the first text is the heading of the first section, not part of the masthead."""
    block = blocks[index]
    if block.lines[0].role == "heading":
        # The format declares it: only the document's own title, above another heading, is no section.
        return index > 0 or index + 1 == body
    if block.marker or _OPENING_SECTION.match(block.text):
        return True
    if not index:
        return False
    last = index + 1 == body and len(block.lines) == 1 and display_width(block.text) <= _WIDEST_FIRST_SECTION
    return bool(_PART.match(block.text)) or (last and not _NO_SECTION.search(block.text))


def _groups(roles: Sequence[BlockRole], role: BlockRole) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    start: int | None = None
    for index, current in enumerate([*roles, None]):
        if current == role and start is None:
            start = index
        elif current != role and start is not None:
            groups.append((start, index))
            start = None
    return groups


class SectionStack:
    """The headings in force while a document is read from top to bottom."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def enter(self, block: Block, *, is_title: bool) -> None:
        """Opens a section and closes those of the same depth or deeper."""
        rank = self._rank(block, is_title)
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()
        self._open.append((rank, heading_text(block)))

    @property
    def path(self) -> tuple[str, ...]:
        """The open headings, outermost first."""
        return tuple(text for _, text in self._open)

    @staticmethod
    def _rank(block: Block, is_title: bool) -> int:
        line = block.lines[0]
        if line.role == "heading":
            return line.level
        if is_title:
            return _RANKS["title"]
        if _PART.match(block.text):
            return _RANKS["part"]
        if block.marker:
            return _RANKS[block.marker.style] + max(0, block.marker.parent.count("."))
        return _RANKS["parenthesised" if block.text[0] in "(（" else "plain"]


def heading_text(block: Block) -> str:
    """A heading as a section path shows it: its number kept, brackets around the whole left out."""
    printed = f"{block.marker.printed} {block.text}".strip() if block.marker else block.text
    return printed[1:-1] if not block.marker and re.fullmatch(r"[(（][^()（）]*[)）]", printed) else printed
