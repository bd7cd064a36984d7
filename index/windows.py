"""Texts longer than a model can read: cut into windows that fit, and the windows' vectors joined again.

In: a text, and later the states that a model gave for each window's tokens. Out: one `EncodedText`. Windows
adjoin, so each token of the text is encoded exactly once and nothing is cut off.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import EncodedText


@dataclass(frozen=True, slots=True)
class EncodedWindow:
    """One window's share of an `EncodedText`."""

    weighted_vector: NDArray[np.float32]
    """(dimensions,): the window's pooled vector times its number of tokens."""
    token_vectors: NDArray[np.float32]
    token_spans: NDArray[np.int32]


def split_to_fit(text: str, find_tokens: Callable[[str], NDArray[np.int32]], max_tokens: int) -> list[tuple[int, int]]:
    """Cuts `text` into adjoining windows (start, end) of at most `max_tokens` tokens each.

    `find_tokens` gives the spans (tokens, 2) of a text's tokens. A text that is too long is halved between
    two tokens, and the halves again, so that no window is much shorter than the others.

    >>> letters = lambda text: np.array([(i, i + 1) for i, character in enumerate(text) if character != " "])
    >>> split_to_fit("a b c d", letters, 3)
    [(0, 4), (4, 7)]
    """
    spans = find_tokens(text)
    if len(spans) <= max_tokens:
        return [(0, len(text))]
    # One character can hold several tokens (ligatures): the cut must still leave something on both sides.
    cut = max(1, int(spans[len(spans) // 2, 0]))
    left = split_to_fit(text[:cut], find_tokens, max_tokens)
    right = split_to_fit(text[cut:], find_tokens, max_tokens)
    return left + [(start + cut, end + cut) for start, end in right]


def encoded_window(
    states: NDArray[np.float32],
    pooled: NDArray[np.float32],
    spans: NDArray[np.int32],
    prompt_length: int,
    window_start: int,
) -> EncodedWindow:
    """The window that begins at character `window_start` of its text and was encoded behind a prompt.

    `states` (tokens, dimensions) and `spans` (tokens, 2) are of all tokens that the model saw; spans count
    from the start of the prompt, and special tokens have the span (0, 0). `pooled` is (dimensions,).
    """
    own = spans[:, 1] > prompt_length
    own_spans = np.maximum(spans[own] - prompt_length, 0) + window_start
    return EncodedWindow(pooled * np.float32(len(states)), normalized(states[own]), own_spans.astype(np.int32))


def join_windows(windows: Sequence[EncodedWindow]) -> EncodedText:
    """The text made of `windows`, which come in its order: their vectors' mean, weighted by tokens."""
    return EncodedText(
        normalized(np.sum([window.weighted_vector for window in windows], axis=0, dtype=np.float32)),
        np.concatenate([window.token_vectors for window in windows]),
        np.concatenate([window.token_spans for window in windows]),
    )


def normalized(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """`vectors` (…, dimensions) scaled to length 1 each; a vector of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: NDArray[np.float32] = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
    return scaled


def encodable(text: str) -> str:
    """`text` without lone surrogates, which no tokenizer takes; all characters keep their places."""
    return text.encode("utf-8", "replace").decode()
