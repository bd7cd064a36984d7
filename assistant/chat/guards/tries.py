"""How often a password may be tried: a few times, then after a wait that grows from a minute to a day.

In: the address that tries, and the name that it tries. Out: how long it must wait. Tries are counted by address and
name together, so that nobody elsewhere locks a user out; and by address alone, for one who tries a password on many
names. Nothing tells whether a name is known.
"""

import hashlib
import math
import time
from array import array
from collections import OrderedDict

_OF_NAME = ((5, 60), (20, 3600), (60, 86400))
"""So many tries in so many seconds. More than a person needs who looks for a password; of a list of common ones it
takes a month to try two thousand."""
_OF_ADDRESS = ((60, 60), (300, 3600))
"""An office behind one address, most of whose browsers know the password."""
_MOST_NAMES, _MOST_ADDRESSES = 2**16, 2**14
"""Counted at once; beyond, the one that was not tried for longest is forgotten, and nobody is counted with another.
Whatever is tried, from however many networks, takes at most 100 MB; who tries as many names once takes 25 MB. Whoever
has others forgotten to be forgotten as well has spent more tries on it than that gives back."""


class Tries:
    """The passwords tried of late."""

    def __init__(self) -> None:
        self._of_names = _Log(_OF_NAME, _MOST_NAMES)
        self._of_addresses = _Log(_OF_ADDRESS, _MOST_ADDRESSES)

    def seconds_to_wait(self, address: str, name: str) -> int:
        """Until this name may be tried from this address; 0: now."""
        until = max(self._of_names.full_until(address, name), self._of_addresses.full_until(address))
        return max(0, math.ceil(until - time.time()))

    def count(self, address: str, name: str) -> None:
        """One more try; before it is known whether it is right, so that many at once are counted too."""
        self._of_names.add(address, name)
        self._of_addresses.add(address)

    def forget(self, address: str, name: str) -> None:
        """It was right: the tries before it were a person's who looked for it. The address goes on being counted."""
        self._of_names.remove(address, name)


class _Log:
    """When each of so many was tried."""

    def __init__(self, bounds: tuple[tuple[int, int], ...], most: int) -> None:
        """`bounds`: how many tries in how many seconds. `most`: how many are remembered."""
        self._bounds = bounds
        self._most = most
        self._longest = max(count for count, _ in bounds)
        self._times: OrderedDict[bytes, array[float]] = OrderedDict()

    def full_until(self, *words: str) -> float:
        """When the next try is free, in seconds since the epoch; it may be past."""
        times = self._times.get(_key(words), ())
        return max((times[-count] + seconds for count, seconds in self._bounds if len(times) >= count), default=0.0)

    def add(self, *words: str) -> None:
        """One more try, now."""
        key = _key(words)
        times = self._times.setdefault(key, array("d"))
        times.append(time.time())
        del times[: -self._longest]
        self._times.move_to_end(key)
        if len(self._times) > self._most:
            self._times.popitem(last=False)

    def remove(self, *words: str) -> None:
        """As if it had not been tried."""
        self._times.pop(_key(words), None)


def _key(words: tuple[str, ...]) -> bytes:
    """As short for a long name as for a short one."""
    return hashlib.blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=16).digest()
