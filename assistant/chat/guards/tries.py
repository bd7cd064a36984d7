"""How often a password may be tried: a few times, then after a wait that grows from a minute to a day.

In: the address that tries, and the name that it tries. Out: how long it must wait. Tries are counted by address and
name together, so that nobody elsewhere locks a user out; and by address alone, for one who tries a password on many
names. Nothing tells whether a name is known.
"""

import hashlib
import math
import secrets
import time

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

_OF_NAME = tuple(parse_many("5 per minute; 20 per hour; 60 per day"))
"""More than a person needs who looks for a password; of a list of common ones it takes a month to try two thousand."""
_OF_ADDRESS = tuple(parse_many("60 per minute; 300 per hour"))
"""An office behind one address, most of whose browsers know the password."""
_MOST_COUNTED = 2**14
"""Places to count in: names and addresses that fall into one place, one in so many, are counted together. Whatever is
tried takes no more memory than this."""


class Tries:
    """The wrong passwords of late."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._key = secrets.token_bytes(32)

    def seconds_to_wait(self, address: str, name: str) -> int:
        """Until this name may be tried from this address; 0: now."""
        until = max(
            (
                self._limiter.get_window_stats(limit, place).reset_time
                for limit, place in self._counted(address, name)
                if not self._limiter.test(limit, place)
            ),
            default=0.0,
        )
        return max(1, math.ceil(until - time.time())) if until else 0

    def count(self, address: str, name: str) -> None:
        """One more try; before it is known whether it is right, so that many at once are counted too."""
        for limit, place in self._counted(address, name):
            self._limiter.hit(limit, place)

    def forget(self, address: str, name: str) -> None:
        """It was right: the tries before it were a person's who looked for it. The address goes on being counted."""
        for limit in _OF_NAME:
            self._limiter.clear(limit, self._place(address, name))

    def _counted(self, address: str, name: str) -> list[tuple[RateLimitItem, str]]:
        of_name, of_address = self._place(address, name), self._place(address)
        return [*((limit, of_name) for limit in _OF_NAME), *((limit, of_address) for limit in _OF_ADDRESS)]

    def _place(self, *words: str) -> str:
        digest = hashlib.blake2b("\0".join(words).encode("utf-8", "replace"), key=self._key, digest_size=4).digest()
        return f"{len(words)} {int.from_bytes(digest) % _MOST_COUNTED}"
