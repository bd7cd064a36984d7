"""The bundled encoder: multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672), in OpenVINO, on the CPU.

In: questions and paragraphs in any of a hundred languages. Out: 384 dimensions a text and a token. Neither
torch nor transformers is imported, nothing is fetched and nothing is reported to anyone.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.encoder import EncodedText
from index.openvino_model import TokenStateModel
from index.unpacking import MODEL_NAME, unpack_bundled_model
from index.windows import EncodedWindow, encodable, encoded_window, join_windows, split_to_fit

QUESTION_PROMPT = "query: "
PARAGRAPH_PROMPT = "passage: "
"""The model was trained with these two words before every text."""
_DIMENSIONS = 384
_MAX_TOKENS = 512
_BEGIN_ID, _END_ID = 0, 2
_PROMPT_TOKENS = 6
"""At most: "query: " and "passage: " are three tokens, the space after them one, begin and end one each."""


class BundledEncoder:
    """The encoder that comes with the installation. Safe to share between threads."""

    name = MODEL_NAME
    dimensions = _DIMENSIONS

    def __init__(self, model: TokenStateModel, tokenizer: Tokenizer) -> None:
        self._model = model
        self._tokenizer = tokenizer

    @property
    def precision(self) -> str:
        """The arithmetic that this machine runs: "f32", "bf16" or "f16"."""
        return self._model.precision

    def encode_questions(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encodes questions, in the order given."""
        return self._encode(texts, QUESTION_PROMPT, None)

    def encode_paragraphs(
        self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None
    ) -> list[EncodedText]:
        """Encodes paragraphs, in the order given; `on_progress` hears how many are done."""
        return self._encode(texts, PARAGRAPH_PROMPT, on_progress)

    def _encode(
        self, texts: Sequence[str], prompt: str, on_progress: Callable[[int], None] | None
    ) -> list[EncodedText]:
        windows = [
            (place, start, text[start:end])
            for place, text in enumerate(map(encodable, texts))
            for start, end in split_to_fit(text, self._find_tokens, _MAX_TOKENS - _PROMPT_TOKENS)
        ]
        pieces = self._tokenizer.encode_batch([prompt + text for _, _, text in windows])
        sequences = [np.array([_BEGIN_ID, *piece.ids, _END_ID], dtype=np.int32) for piece in pieces]
        unfinished, done = Counter(place for place, _, _ in windows), 0
        parts: list[dict[int, EncodedWindow]] = [{} for _ in texts]
        for number, states in self._model.run(sequences):
            place, start, _ = windows[number]
            spans = np.array([(0, 0), *pieces[number].offsets, (0, 0)], dtype=np.int32)
            parts[place][start] = encoded_window(states.matching, states.last.mean(axis=0), spans, len(prompt), start)
            unfinished[place] -= 1
            if not unfinished[place]:
                done += 1
                if on_progress:
                    on_progress(done)
        return [join_windows([part[start] for start in sorted(part)]) for part in parts]

    def _find_tokens(self, text: str) -> NDArray[np.int32]:
        return np.array(self._tokenizer.encode(text).offsets, dtype=np.int32).reshape(-1, 2)


def load_bundled_encoder(precision: str | None = None) -> BundledEncoder:
    """The bundled encoder, unpacked first where it is not yet; `precision` as in `TokenStateModel`.

    Raises PinpointError when its weights are missing or the cache cannot be written.
    """
    folder = unpack_bundled_model()
    # Both take about half a second and neither holds the interpreter's lock for long.
    with ThreadPoolExecutor(max_workers=1) as pool:
        tokenizer = pool.submit(Tokenizer.from_file, str(folder / "tokenizer.json"))
        model = TokenStateModel(folder / "model.xml", precision)
        return BundledEncoder(model, tokenizer.result())
