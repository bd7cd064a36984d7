"""A second look at the best paragraphs, by a cross-encoder that reads question and paragraph together.

In: a question and the texts of the paragraphs that the search puts first. Out: a score for each, and how it
is mixed with the search's own. No reranker is used unless one is set: a cross-encoder of six small layers takes
some three seconds for fifty paragraphs of up to 170 tokens, on two cores with other work to do.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import PinpointError
from index.sentence_encoder import load_cross_encoder, model_identity
from index.windows import encodable, split_to_fit

RERANKED = 50
"""Paragraphs that are read again: the right one is among them for 89 of the 90 answerable development questions."""
RERANKER_WEIGHT = 0.5
"""Share of the reranker in the mixture. Even, not fitted: no reranker comes with the installation. It bounds what
a useless one can do: random scores lower R@1 on the development questions from .90 to .72, alone to .02."""
_FEWEST_TOKENS = 64
"""A model that reads fewer beside its own markers has no room for a question and a sentence."""


class Reranker(Protocol):
    """Says how well texts answer a question, by reading each together with it."""

    @property
    def name(self) -> str:
        """Identity: it changes whenever the scores would."""

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Scores (texts,) in the order of `texts`; higher is better, comparable for one question only."""


class CrossEncoderReranker:
    """Any CrossEncoder model of sentence-transformers, by name or path. Safe to share between threads.

    A text that is too long for the model is read in adjoining windows and has the score of its best one: the
    sentence that answers stands in one of them.
    """

    def __init__(self, name_or_path: str) -> None:
        """Loads the model.

        Raises PinpointError when it cannot be loaded, is no reranker, or reads too few tokens.
        """
        self._model = load_cross_encoder(name_or_path)
        self.name = model_identity(name_or_path)
        # RoBERTa counts positions from 2, so that many stay unused.
        positions = getattr(self._model.config.get_text_config(), "max_position_embeddings", np.inf) - 2
        self._longest = int(min(self._model.max_seq_length, positions))
        # A fast tokenizer cannot count tokens for one thread while it pads them for another.
        self._lock = Lock()
        room = self._longest - self._count_tokens("")
        if room < _FEWEST_TOKENS:
            raise PinpointError(
                f"The reranker {name_or_path!r} has room for {room} tokens: choose one that reads {_FEWEST_TOKENS} "
                "or more beside its own markers."
            )
        self._longest_question = room // 2

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Scores (texts,) in the order of `texts`: the model's raw output for the best window of each.

        Of a question that would take more than half of the room, only the beginning is read.
        """
        if not texts:
            return np.zeros(0, np.float32)
        with self._lock:
            asked = self._shorten(encodable(question))
            room = self._longest - self._count_tokens(asked)
            pairs: list[tuple[str, str]] = []
            firsts: list[int] = []
            for text in map(encodable, texts):
                firsts.append(len(pairs))
                pairs += [(asked, text[start:end]) for start, end in split_to_fit(text, self._find_tokens, room)]
            scores = self._model.predict(pairs, show_progress_bar=False)
        best: NDArray[np.float32] = np.maximum.reduceat(scores.astype(np.float32), firsts)
        return best

    def _shorten(self, question: str) -> str:
        spans = self._find_tokens(question)
        return question if len(spans) <= self._longest_question else question[: spans[self._longest_question - 1, 1]]

    def _count_tokens(self, question: str) -> int:
        """Tokens of a pair whose text is empty: the question's, the model's own and those of its prompt."""
        return int(self._model.preprocess([(question, "")])["input_ids"].shape[1])

    def _find_tokens(self, text: str) -> NDArray[np.int32]:
        """Spans (tokens, 2) of a text's tokens."""
        found = self._model.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        return np.array(found["offset_mapping"], dtype=np.int32).reshape(-1, 2)


def rerank(fused: NDArray[np.float32], reranked: NDArray[np.float32]) -> NDArray[np.float32]:
    """New scores (n,) for paragraphs with the search's scores `fused` (n,), best first.

    `reranked` (m,), m at most n, is what the reranker says of the first m. It is brought to the mean and the
    deviation of their search scores and mixed with them, which orders as a mixture of z-scores does but keeps
    the search's scale, by which confidence is judged. Where the reranker tells nothing apart, the order
    stays. All others stay behind those m, in their order, as far apart as they were.

    >>> rerank(np.array([3, 2, 1, 0], np.float32), np.array([0, 10], np.float32)).tolist()
    [2.5, 2.5, 1.0, 0.0]
    """
    first, others = fused[: len(reranked)], fused[len(reranked) :]
    if not len(first):
        return fused
    deviation = float(reranked.std())
    rescaled = first.mean() + first.std() * (reranked - reranked.mean()) / deviation if deviation > 0 else first
    mixed = (1 - RERANKER_WEIGHT) * first + RERANKER_WEIGHT * rescaled
    overlap = max(0.0, float(others[0] - mixed.min())) if len(others) else 0.0
    return np.concatenate([mixed, others - np.float32(overlap)]).astype(np.float32)
