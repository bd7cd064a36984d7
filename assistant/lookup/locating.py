"""From the parts that a locator names to the paragraphs of one document.

In: `PartReference`s and a document's paragraphs in reading order. Out: the paragraphs; none for a part that
the document lacks: nothing is put in its place. Paragraphs are found by the numbers that the document
prints, sections and annexes by their headings, actions and steps by the words that they begin with.
"""

import re
from collections.abc import Callable, Sequence

from corpus.documents import Paragraph
from corpus.locator_nesting import PartReference
from corpus.locator_numbers import label_values
from corpus.locator_reading import read_locator
from corpus.locator_words import CHINESE_UNITS, CONTAINERS, COUNTED_IN_WORDS, NAMED_ITEMS, WORDS_BEFORE, PartKind
from corpus.plain_text import folded

_SAME_LETTERS = str.maketrans("абвгджзиклابجدهوزحط", "abcdefghijabcdefghi")
"""Letters of items by their place: documents print (а) or (أ), people write (a). Arabic ones in abjad order."""
_HEADING_MARK = re.compile(r"\(?([ivxlc]{1,7}|[a-z]|\d{1,3}(?:\.\d{1,3}){0,3}|[一二三四五六七八九十百]{1,4})[.):、．]")
_SECTION_WORD = re.compile(rf"^(?:{WORDS_BEFORE['section']})[\s“«\"'„]+")
_NESTED_LABEL = re.compile(r"([^.()]+?)(\.|\(|(?<=\d)(?=[a-z]))(.+)")
_ORGAN_LINE = 60
"""Characters of the first line of a resolution at most: "The General Assembly,"."""


def find_parts(parts: Sequence[PartReference], paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """For each of `parts` the paragraphs that it names; an empty list where the document has no such part."""
    whole = list(paragraphs)
    scopes = {within: _inside(within, whole) for within in dict.fromkeys(part.within for part in parts)}
    numbers = {within: _by_number(scope) for within, scope in scopes.items()}
    return [
        _find_part(part, scopes[part.within], numbers[part.within]) or _find_outwards(part, whole) for part in parts
    ]


def _find_outwards(part: PartReference, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """A path that is written from the inside: "section 4 of pillar two"."""
    path = ((part.kind, part.number), *reversed(part.within))
    if len(path) < 2 or any(kind not in COUNTED_IN_WORDS for kind, _ in path):
        return []
    return _inside(path, paragraphs)


def item_inside(part: PartReference, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraph in whose text an item stands that is no paragraph of its own: 2 for "2(a)", if it has "(a)"."""
    base, _, item = part.number.partition("(")
    if not item or part.kind not in {"paragraph", "operative"}:
        return []
    found = find_parts([PartReference(part.kind, base, part.within)], paragraphs)[0]
    label = item.partition(")")[0]
    return [p for p in found if re.search(rf"(?<!\w){re.escape(label)}\)", folded(p.text))]


def find_under_heading(rest: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """What a folded locator names below a heading that it quotes: "summary”, para. 3"; all of it without a locator."""
    headings = {heading for paragraph in paragraphs for heading in paragraph.locator.section}
    wanted = _SECTION_WORD.sub("", rest)
    for heading in sorted(headings, key=len, reverse=True):
        small = " ".join(folded(heading).split())
        if wanted.startswith(small):
            scope = [paragraph for paragraph in paragraphs if heading in paragraph.locator.section]
            behind = wanted[len(small) :]
            if not behind.strip(" ”»\"'"):
                return scope
            found = find_parts(read_locator(behind), scope)
            return [paragraph for part in found for paragraph in part]
    return []


_Numbers = dict[tuple[str, str], list[Paragraph]]
"""Paragraphs by kind and number, the number in Latin letters."""


def _by_number(paragraphs: list[Paragraph]) -> _Numbers:
    numbers: _Numbers = {}
    for paragraph in paragraphs:
        locator = paragraph.locator
        if locator.number:
            kind = "paragraph" if locator.kind == "item" else locator.kind
            numbers.setdefault((kind, folded(locator.number).translate(_SAME_LETTERS)), []).append(paragraph)
    return numbers


def _inside(within: Sequence[tuple[PartKind, str]], paragraphs: list[Paragraph]) -> list[Paragraph]:
    for kind, label in within:
        inside = _container(kind, label, paragraphs)
        # A page only helps to find the paragraph, and few formats tell it.
        paragraphs = inside or (paragraphs if kind == "page" else [])
    return paragraphs


def _find_part(part: PartReference, paragraphs: list[Paragraph], numbers: _Numbers) -> list[Paragraph]:
    if part.kind == "article" and "(" in part.number:
        number, _, rest = part.number.partition("(")
        article = _container("article", number, paragraphs)
        wanted = rest.replace(")", "", 1)
        return _numbered(numbers, "article", part.number) or _numbered(
            _by_number(article), "paragraph", wanted, everywhere=True
        )
    if part.kind in CONTAINERS:
        return _container(part.kind, part.number, paragraphs)
    if part.kind in NAMED_ITEMS:
        return _named_items(part.kind, part.number, paragraphs)
    if part.kind == "footnote":
        return _numbered(numbers, "footnote", part.number)
    if part.kind in {"preambular", "recital"}:
        return _preambular(part, paragraphs)
    scoped = any(kind != "page" for kind, _ in part.within)
    return _numbered(numbers, "paragraph", part.number, everywhere=scoped)


def _numbered(numbers: _Numbers, kind: str, number: str, *, everywhere: bool = False) -> list[Paragraph]:
    """Those of that number: of the document's first run of numbers, else of any; `everywhere`: of every run."""
    found = numbers.get((kind, number.translate(_SAME_LETTERS)), [])
    if everywhere:
        return found
    return [paragraph for paragraph in found if paragraph.locator.sequence == 1] or found


def _container(kind: PartKind, label: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs of a page, an article, a section."""
    if kind == "page":
        return [paragraph for paragraph in paragraphs if str(paragraph.locator.page) == label]
    found = _below_heading(paragraphs, lambda heading: _is_headed(heading, kind, label))
    outer, inner = _split_label(label)
    if not found and inner:
        outside = _container(kind, outer, paragraphs)
        found = _container("section", inner, outside) if outside else []
    if found or kind == "article":
        return found or _article(label, paragraphs)
    return _below_heading(paragraphs, lambda heading: _is_numbered_alike(heading, kind, label), only_one=True)


def _below_heading(
    paragraphs: list[Paragraph], is_headed: Callable[[str], bool], *, only_one: bool = False
) -> list[Paragraph]:
    """Those below the headings that fit, of the outermost depth that has any; with `only_one`, below one alone."""
    sections = {paragraph.locator.section for paragraph in paragraphs}
    for depth in range(max(map(len, sections), default=0)):
        above = {section[: depth + 1] for section in sections if len(section) > depth and is_headed(section[depth])}
        if above:
            is_plain = len(above) == 1 or not only_one
            return [p for p in paragraphs if p.locator.section[: depth + 1] in above] if is_plain else []
    return []


def _split_label(label: str) -> tuple[str, str]:
    """The outermost number of a label and the rest: "ii.4(c)" → "ii", "4(c)"; "4(c)" → "4", "c"; "4" → "4", ""."""
    match = _NESTED_LABEL.fullmatch(label)
    if match is None:
        return label, ""
    return match[1], match[3].replace(")", "", 1) if match[2] == "(" else match[3]


def _article(number: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """An article that is a paragraph itself, with what follows it up to the next one."""
    for place, paragraph in enumerate(paragraphs):
        if paragraph.locator.kind == "article" and paragraph.locator.number == str(label_values(number) or number):
            behind = [p for p in paragraphs[place + 1 :] if p.locator.kind != "footnote"]
            ends = (i for i, p in enumerate(behind) if p.locator.kind in {"article", "masthead"})
            return [paragraph, *behind[: next(ends, len(behind))]]
    return []


def _is_headed(heading: str, kind: PartKind, label: str) -> bool:
    """Whether a heading is that of the part: "Annex II", "第二部分", "II. Law" for section II."""
    small = folded(heading).strip()
    named = _named_mark(small, kind)
    if named is not None and (named == label or _same_value(named, label)):
        return True
    bare = _HEADING_MARK.match(small)
    if bare is None or kind not in {"section", "chapter", "part"}:
        return False
    is_chinese = bare.group(1) >= "一" or label >= "一"
    return bare.group(1) == label or (is_chinese and _same_value(bare.group(1), label))


def _is_numbered_alike(heading: str, kind: PartKind, label: str) -> bool:
    """Whether it is so but for the way of numbering: "2. Law" for section II, "Pillar two" for part 2."""
    small = folded(heading).strip()
    if kind in {"part", "pillar"}:
        marks = [_named_mark(small, other) for other in ("part", "pillar")]
    else:
        bare = _HEADING_MARK.match(small)
        marks = [bare.group(1) if bare and kind in {"section", "chapter"} else None]
    return any(mark and _same_value(mark, label) for mark in marks)


def _named_mark(small: str, kind: PartKind) -> str | None:
    """The number behind (or, in Chinese, between) the words for a kind of part; empty without one; else None."""
    words = WORDS_BEFORE[kind]
    match = re.match(
        rf"(?:{words})[\s.]{{0,3}}(\d{{1,3}}|[ivxlc]{{1,7}}|[a-z]|[一二三四五六七八九十百]{{1,4}})(?![a-zа-яё])", small
    )
    match = match or re.match(rf"(?:{words})()\s*(?:$|[.:：\-])", small)
    if match:
        return match.group(1)
    ordinal = re.match(r"第\s?(\d{1,3}|[一二三四五六七八九十百]{1,4})\s?", small)
    units = [unit for unit, named in CHINESE_UNITS.items() if named == kind]
    return ordinal.group(1) if ordinal and small.startswith(tuple(units), ordinal.end()) else None


def _same_value(mark: str, label: str) -> bool:
    """II, 2 and 二 are the same; a letter is none of them."""
    values = [
        label_values(text) for text in (mark, label) if text.isdecimal() or text >= "一" or set(text) <= set("ivxlc")
    ]
    return len(values) == 2 and values[0] == values[1] > 0


def _named_items(kind: PartKind, number: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs that call themselves so ("Action 5: …"), or stand under such a heading."""
    found = [p for p in paragraphs if _is_headed(p.text[:40], kind, number)]
    found = found or [p for p in paragraphs if any(_is_headed(heading, kind, number) for heading in p.locator.section)]
    if found:
        return found
    words = re.compile(rf"(?<![a-zа-я])(?:{WORDS_BEFORE[kind]})(?![a-zа-я])")
    listed = [p for p in paragraphs if any(words.search(folded(heading)) for heading in p.locator.section)]
    return _numbered(_by_number(listed), "paragraph", number, everywhere=True)


def _preambular(part: PartReference, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Of a preamble: numbered recitals before the first article, or the unnumbered paragraphs before paragraph 1."""
    body = next((i for i, p in enumerate(paragraphs) if _opens_articles(p)), 0)
    recitals = _numbered(_by_number(paragraphs[:body]), "paragraph", part.number)
    if part.kind == "recital" and recitals:
        return recitals
    preamble = _before_first_number(paragraphs)
    if not part.number:
        return preamble
    place = label_values(part.number) - 1
    return preamble[place : place + 1] if preamble and place >= 0 else recitals


def _before_first_number(paragraphs: list[Paragraph]) -> list[Paragraph]:
    first = next((i for i, p in enumerate(paragraphs) if p.locator.number and p.locator.kind == "paragraph"), 0)
    section = paragraphs[first].locator.section if paragraphs else ()
    preamble: list[Paragraph] = []
    for paragraph in reversed(paragraphs[:first]):
        above = paragraph.locator.section
        if paragraph.locator.kind != "paragraph" or section[: len(above)] != above:
            break
        preamble.insert(0, paragraph)
    opens_with_organ = preamble and len(preamble[0].text) <= _ORGAN_LINE
    if opens_with_organ and preamble[0].text.rstrip().endswith((",", "，", "،", ":", "：")):
        return preamble[1:]
    return preamble


def _opens_articles(paragraph: Paragraph) -> bool:
    return paragraph.locator.kind == "article" or any(
        _named_mark(folded(heading), "article") for heading in paragraph.locator.section
    )
