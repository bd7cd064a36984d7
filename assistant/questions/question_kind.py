"""The kinds of questions: what a user may ask for."""

from typing import Literal

QuestionKind = Literal[
    "date",
    "period",
    "year",
    "number",
    "money",
    "percent",
    "person",
    "place",
    "organisation",
    "list",
    "yes_no",
    "definition",
    "other",
]
"""`list`: several things are asked for. `yes_no`: whether something is so. `other`: why, how and the rest."""

KindPatterns = tuple[tuple[QuestionKind, str], ...]
"""Regular expressions, tried in order, and the kind of question that each of them shows."""
