"""The clauses of a sentence, for finding what a denial or a modal belongs to.

In: a sentence's place in a text. Out: spans. It is cut where `corpus.sentences` cuts clauses, not at a mark inside a
number ("3,5 millions"), and before "and" or "but" where a denial follows: "planted trees and will not cut any".
"""

import re

from corpus.sentences import split_clauses

_BEFORE_DENIAL = re.compile(
    r"\s(?:and|but|et|mais|y|pero|и|но|а)\s(?=(?:\w{1,20}\s){0,2}(?:not|never|cannot|no|ne|n['’]|jamais|nunca|не|никогда)(?!\w))",
    re.IGNORECASE,
)


def find_clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of `text[start:end]`, in order."""
    clauses: list[tuple[int, int]] = []
    for first, last in split_clauses(text, start, end):
        if clauses and clauses[-1][1] == first and text[first - 2 : first - 1].isdigit() and text[first].isdigit():
            clauses[-1] = (clauses[-1][0], last)
        else:
            clauses.append((first, last))
    return [piece for clause in clauses for piece in _cut(text, *clause)]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [match.start() for match in _BEFORE_DENIAL.finditer(text, start, end)]
    return [(first, last) for first, last in zip([start, *cuts], [*cuts, end], strict=True) if text[first:last].strip()]
