"""The parts of a locator put into one another: "para. 2 of annex II" is "annex II, para. 2".

In: the words of a locator with their numbers, in the order in which they are written. Out: `PartReference`s.
What the words are is read in `corpus.locator_reading`.
"""

from dataclasses import dataclass, replace

from corpus.locator_numbers import label_values
from corpus.locator_words import CONTAINERS, PartKind

_LONGEST_RANGE = 200
"""Parts that one range may name."""


@dataclass(frozen=True, slots=True)
class PartReference:
    """One part of a document that a locator names."""

    kind: PartKind
    number: str
    """As documents print it: "18", "18(a)", "ii"; empty for a part that is named without one ("annex")."""
    within: tuple[tuple[PartKind, str], ...] = ()
    """The parts that it stands in, outermost first: annex II of "annex II, para. 3"."""


@dataclass(slots=True)
class Step:
    """A word and its numbers, and how it is joined to the step before: "", "to" or "also"."""

    kind: PartKind
    numbers: list[str]
    end: int
    join: str = ""
    qualifies: bool = False
    """A word such as "operative" that says which paragraphs are meant."""


def nest(steps: list[Step]) -> tuple[PartReference, ...]:
    """Each part with those that it stands in, whichever way round they are written."""
    steps = _apply_qualifiers(steps)
    found: list[PartReference] = []
    scopes: list[tuple[tuple[PartKind, str], ...]] = [()]
    chain = 0
    """Where the parts of the present chain begin in `found`."""
    waiting: list[str] = []
    for index, step in enumerate(steps):
        following = steps[index + 1] if index + 1 < len(steps) else None
        if step.kind == "subparagraph":
            if following and following.kind in {"paragraph", "operative", "article"} and not found[chain:]:
                waiting = step.numbers
            elif found[chain:]:
                found[-1] = replace(found[-1], number=f"{found[-1].number}({step.numbers[0]})")
        elif step.kind in CONTAINERS:
            labels = step.numbers or [""]
            if following and following.kind not in CONTAINERS and following.join != "also":
                if found[chain:]:
                    scopes, chain = [()], len(found)
                scopes = [(*scope, (step.kind, label)) for scope in _outside(scopes, step.kind) for label in labels]
            elif found[chain:] and step.join == "" and len(labels) == 1:
                inside = (step.kind, labels[0])
                found[chain:] = [replace(part, within=(inside, *part.within)) for part in found[chain:]]
            elif following and following.kind in CONTAINERS and following.join == "":
                scopes = [(*scope, (step.kind, label)) for scope in scopes for label in labels]
            else:
                found += [PartReference(step.kind, label, scope) for scope in scopes for label in labels]
        else:
            _add_leaves(found, chain, step, scopes, waiting)
            waiting = []
    return tuple(dict.fromkeys(found))


def _outside(scopes: list[tuple[tuple[PartKind, str], ...]], kind: PartKind) -> list[tuple[tuple[PartKind, str], ...]]:
    """Scopes without what a new part of this kind ends: "annex I, section 2, para. 3; section 4, para. 1"."""
    ended = [tuple(part for part in scope if part[0] != kind) for scope in scopes]
    return list(dict.fromkeys(ended))


def _add_leaves(
    found: list[PartReference],
    chain: int,
    step: Step,
    scopes: list[tuple[tuple[PartKind, str], ...]],
    waiting: list[str],
) -> None:
    if step.kind == "footnote" and step.join == "":
        # "para. 18, footnote 4" is the footnote; where its number stands is said besides.
        del found[chain:]
    numbers = step.numbers or [""]
    if step.join == "to" and found[chain:] and found[-1].kind == step.kind and len(numbers) == 1:
        low, high = label_values(found[-1].number), label_values(numbers[0])
        if low and high and 0 < high - low <= _LONGEST_RANGE:
            numbers = [str(number) for number in range(low + 1, high + 1)]
    numbers = [f"{number}({item})" for number in numbers for item in (waiting or [""]) if item] or numbers
    found += [PartReference(step.kind, number, scope) for scope in scopes for number in numbers]


def _apply_qualifiers(steps: list[Step]) -> list[Step]:
    """Words such as "operative" and "preamble" say which paragraphs are meant, before or behind them."""
    kept: list[Step] = []
    meant: PartKind | None = None
    for index, step in enumerate(steps):
        if not step.qualifies:
            if meant and step.kind == "paragraph":
                step.kind = meant
            meant = None if step.kind != "subparagraph" else meant
            kept.append(step)
            continue
        following = steps[index + 1] if index + 1 < len(steps) else None
        if following and following.kind == "paragraph":
            meant = step.kind
        elif kept and (kept[-1].kind == "paragraph" or _is_counted(kept[-1])):
            kept[-1].kind = step.kind
            kept[-1].end = step.end
        elif step.kind == "preambular" or len(steps) == 1:
            kept.append(step)
    return kept


def _is_counted(step: Step) -> bool:
    """French counts the paragraphs of a preamble as "alinéas"."""
    return step.kind == "subparagraph" and all(number.isdecimal() for number in step.numbers)
