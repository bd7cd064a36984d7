"""What was found out about a word, remembered for the next time that it comes.

In: a function of a text. Out: the same function, which remembers what it gave for the latest short texts. Texts are
strangers' words: a bound on how many are remembered is one on memory only where each of them is short.
"""

import functools
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

T = TypeVar("T")
More = TypeVarTuple("More")

LONGEST_WORD = 64
"""Characters. Words of the six languages are shorter; what is longer is worked out anew each time."""


def remembering(
    most: int, longest: int = LONGEST_WORD
) -> Callable[[Callable[[str, *More], T]], Callable[[str, *More], T]]:
    """Remembers the results for the latest `most` texts that have no more than `longest` characters."""

    def remembering_most(function: Callable[[str, *More], T]) -> Callable[[str, *More], T]:
        remembered: Callable[[str, *More], T] = functools.lru_cache(maxsize=most)(function)  # type: ignore[assignment]

        @functools.wraps(function)
        def call(text: str, /, *more: *More) -> T:
            return remembered(text, *more) if len(text) <= longest else function(text, *more)

        return call

    return remembering_most
