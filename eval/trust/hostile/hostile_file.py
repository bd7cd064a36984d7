"""A hostile file: its name and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file that means harm."""

    suffix: str
    make: Callable[[float], bytes]
    """Takes how large it is to be: 1.0 as in an attack."""

    @property
    def name(self) -> str:
        """The file's name: that of the function which makes it."""
        return f"{self.make.__name__}{self.suffix}"


def times(count: int, scale: float) -> int:
    """`count`, scaled; at least 1."""
    return max(1, int(count * scale))
