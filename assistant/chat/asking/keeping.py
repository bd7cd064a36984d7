"""Conversations that outlive a reload of the page and a night's sleep of the laptop.

In: a key that a browser's tab made up for itself, and its turns. Out: the turns again. Gradio drops a visitor's state
an hour after their connection broke, though their page is still open; here the last conversations stay until there are
too many. They are in memory alone: a new start of the server has none.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Sequence

from assistant.chat.asking.conversation import Turn

MOST_KEPT = 200
"""Conversations; one of fifty questions, which is the longest, takes about a fifth of a megabyte."""
_KEY = re.compile(r"[0-9a-f]{32}")
"""128 random bits: nobody comes upon another's by trying."""

GIVE_KEY = """(...inputs) => {
  let key = '';
  try {
    key = sessionStorage.getItem('pinpoint-conversation') ?? '';
    if (!key) {
      key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      sessionStorage.setItem('pinpoint-conversation', key);
    }
  } catch { /* A browser that forbids storage: the conversation lives as long as its page. */ }
  return [...inputs.slice(0, -1), key];
}"""
"""An event's script: gives the tab's key as the last input."""


class Conversations:
    """The last conversations, by key. Safe to share between threads."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._turns: OrderedDict[str, tuple[Turn, ...]] = OrderedDict()
        self._answering: set[str] = set()
        self._lock = threading.Lock()

    def begin(self, key: str) -> bool:
        """Whether an answer may be made now: one at a time in a conversation, or their turns would be lost."""
        with self._lock:
            if key in self._answering:
                return False
            if _KEY.fullmatch(key):
                self._answering.add(key)
            return True

    def end(self, key: str) -> None:
        """The answer is there, or will never be."""
        with self._lock:
            self._answering.discard(key)

    def keep(self, key: str, turns: Sequence[Turn]) -> None:
        """Keeps a conversation as it is now; what is no key is ignored, the one not used for longest makes room."""
        if not _KEY.fullmatch(key):
            return
        with self._lock:
            self._turns[key] = tuple(turns)
            self._turns.move_to_end(key)
            while len(self._turns) > self._most:
                self._turns.popitem(last=False)

    def turns(self, key: str) -> list[Turn]:
        """The turns of that conversation; none where it is not known."""
        with self._lock:
            return list(self._turns.get(key, ()))
