"""A question that asks two things: "When was the treaty signed, and how many states are parties to it?".

In: a question as it is asked. Out: its parts, each a question that stands alone; none where the question is one. Only
clauses that both have a question word are parts: "signatories and ratifiers" is one thing to ask for, and so is what
a subordinate clause says. Whether parts answer better than the whole is decided by what is found for them.
"""

import re
from itertools import pairwise

from assistant.conversation.follow_up_names import find_named, name_in
from assistant.conversation.follow_up_words import FOLLOW_UP_WORDS
from assistant.conversation.follow_ups import Interpretation, interpret
from assistant.parts.clause_words import CLAUSE_WORDS, ClauseWords
from assistant.parts.part import Part
from index.lexicon import Lexicon

_MOST_PARTS = 4
"""More clauses are a text, not a question."""
_LONGEST = 600
"""Characters: a longer question is a pasted text."""
_ENDS = " ,;?.،؛؟，；。？、"


def find_clauses(asked: Interpretation, language: str, lexicon: Lexicon) -> tuple[Part, ...]:
    """The parts of a question, in order.

    Example: "When was the NPT signed, and which states left it?" → "When was the NPT signed?" and "which states left
    it? (NPT)".
    """
    words = CLAUSE_WORDS.get(language)
    text = " ".join(asked.text.split())
    if words is None or asked.asking != asked.text or len(text) > _LONGEST:
        return ()
    clauses = _clauses(text, words)
    if len(clauses) < 2:
        return ()
    typed = [_as_question(clause, language) for clause in clauses]
    questions = [Interpretation(typed[0], typed[0], None)]
    for before, clause in pairwise(typed):
        questions.append(_standing_alone(clause, before, language, words, lexicon))
    is_shared = words.without_noun is not None and words.without_noun.match(clauses[1].lower())
    if is_shared and "country" not in _groups(typed[0], language, lexicon):
        questions[0] = _with_names(typed[0], clauses[1], language, lexicon)
    return tuple(Part(question, label) for question, label in zip(questions, typed, strict=True))


def _clauses(text: str, words: ClauseWords) -> list[str]:
    """The clauses that have a question word of their own, the first one up to the joint, and so on."""
    clauses: list[str] = []
    rest = text
    while len(clauses) < _MOST_PARTS - 1:
        joint = next(filter(lambda match: _parts_there(rest, match, words), words.joint.finditer(rest.lower())), None)
        if joint is None:
            break
        clauses.append(rest[: joint.start()])
        rest = rest[joint.start("next") :]
    return [*clauses, rest]


def _parts_there(text: str, joint: re.Match[str], words: ClauseWords) -> bool:
    """Whether both sides of a joint are questions that say something."""
    before = text[: joint.start()].lower()
    opening = words.opening.match(before)
    if opening is None:
        return False
    inside = before[opening.end() :]
    if not _says_something(before[: opening.start("word")] + inside):
        return False
    is_relative = joint.group("word") in words.relative and not words.relative.isdisjoint(re.findall(r"\w+", inside))
    behind = (joint.group("next").removesuffix(joint.group("word")) if words.stays else "") + text[joint.end() :]
    return not is_relative and not words.asking.search(inside) and _says_something(behind)


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))


def _as_question(clause: str, language: str) -> str:
    """A clause with a question mark, and a capital letter where the language has them."""
    bare = clause.strip(_ENDS)
    inverted = "¿" if language == "es" and not bare.startswith("¿") else ""
    start = 1 if bare.startswith("¿") else 0
    mark = {"zh": "？", "ar": "؟", "fr": " ?"}.get(language, "?")
    return f"{inverted}{bare[:start]}{bare[start : start + 1].upper()}{bare[start + 1 :]}{mark}"


def _standing_alone(clause: str, before: str, language: str, words: ClauseWords, lexicon: Lexicon) -> Interpretation:
    """A clause with what it takes from the one before it: a noun, or what a pronoun or nothing stands for."""
    elliptic = words.without_noun.match(clause.lower()) if words.without_noun else None
    noun = words.noun.match(before.lower()) if words.noun and elliptic else None
    if elliptic and noun:
        whole = (
            f"{clause[: elliptic.end('word')]} {before[slice(*noun.span('noun'))]} {clause[elliptic.start('rest') :]}"
        )
        return Interpretation(whole, whole, None)
    resolved = interpret(clause, [before], lexicon)
    is_put_behind = resolved.text.startswith(clause) and resolved.text != clause
    follow_up = FOLLOW_UP_WORDS[language]
    is_of_thing = any(
        pattern.search(clause.lower()) for pattern in (follow_up.event_of_thing, follow_up.objects, follow_up.thing)
    )
    # Within one question "it" and "they" are whom the first clause is about, unless something happens to a treaty.
    if (is_put_behind and not is_of_thing) or (resolved.text == clause and not _groups(clause, language, lexicon)):
        return _with_names(clause, before, language, lexicon)
    return resolved


def _with_names(clause: str, other: str, language: str, lexicon: Lexicon) -> Interpretation:
    """A clause with the countries that the other one names behind it; with its treaties where it names no country."""
    named = find_named(other, language, lexicon)
    countries = [item for item in named if item.group == "country"]
    carried = countries or [item for item in named if item.group == "thing"]
    if not carried:
        return Interpretation(clause, clause, None)
    names = ", ".join(dict.fromkeys(name_in(language, item, other) for item in carried))
    return Interpretation(f"{clause} ({names})", clause, language)


def _groups(text: str, language: str, lexicon: Lexicon) -> set[str]:
    return {item.group for item in find_named(text, language, lexicon)} & {"country", "thing"}
