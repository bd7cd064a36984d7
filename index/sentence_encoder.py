"""Any SentenceTransformer model as an encoder. The only file that imports sentence-transformers.

In: a model's name or folder, then texts. Out: vectors as the model itself pools them, and its last layer's
token vectors. Models without those (static or bag-of-words ones) are refused: late interaction needs them.
Cross-encoders are loaded here too; what they are used for is in `index.reranker`.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import PinpointError
from index.encoder import EncodedText
from index.windows import EncodedWindow, encodable, encoded_window, join_windows, split_to_fit

_BATCH_SIZE = 8
"""The fastest on two CPU cores for paragraphs of 160 tokens, out of 1, 4, 8, 16 and 32."""
_GROUP_SIZE = 64
"""Texts between two reports of progress: enough for batches of about the same length."""


class SentenceTransformerEncoder:
    """A SentenceTransformer model, by name or path. Safe to share between threads."""

    def __init__(
        self, name_or_path: str, question_prompt: str | None = None, paragraph_prompt: str | None = None
    ) -> None:
        """Loads the model. A prompt is put before each text; None takes the one that the model declares.

        Raises PinpointError when the model cannot be loaded or has no token vectors.
        """
        self._model = _load(name_or_path)
        prompts = self._model.prompts
        # The names and their order are sentence-transformers' own (`encode_document`).
        declared = [prompts[key] for key in ("document", "passage", "corpus") if key in prompts]
        self._question_prompt = prompts.get("query", "") if question_prompt is None else question_prompt
        self._paragraph_prompt = [*declared, ""][0] if paragraph_prompt is None else paragraph_prompt
        self.name = f"{model_identity(name_or_path)} {self._question_prompt!r} {self._paragraph_prompt!r}"
        self.dimensions = int(self._model.get_embedding_dimension())
        # A fast tokenizer cannot count tokens for one thread while it pads them for another.
        self._lock = Lock()

    def encode_questions(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encodes questions, in the order given."""
        return self._encode(texts, self._question_prompt, self._model.encode_query)

    def encode_paragraphs(
        self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None
    ) -> list[EncodedText]:
        """Encodes paragraphs, in the order given; `on_progress` hears how many are done."""
        encoded: list[EncodedText] = []
        for start in range(0, len(texts), _GROUP_SIZE):
            group = texts[start : start + _GROUP_SIZE]
            encoded += self._encode(group, self._paragraph_prompt, self._model.encode_document)
            if on_progress:
                on_progress(len(encoded))
        return encoded

    def _encode(self, texts: Sequence[str], prompt: str, encode: Callable[..., Any]) -> list[EncodedText]:
        with self._lock:
            return self._encode_alone(texts, prompt, encode)

    def _encode_alone(self, texts: Sequence[str], prompt: str, encode: Callable[..., Any]) -> list[EncodedText]:
        room = self._model.max_seq_length - len(self._find_tokens(prompt))
        windows = [
            (place, start, text[start:end])
            for place, text in enumerate(map(encodable, texts))
            for start, end in split_to_fit(text, self._find_tokens, room)
        ]
        outputs = encode(
            [text for _, _, text in windows],
            prompt=prompt,
            output_value=None,
            batch_size=_BATCH_SIZE,
            show_progress_bar=False,
        )
        parts: list[list[EncodedWindow]] = [[] for _ in texts]
        for (place, start, text), output in zip(windows, outputs, strict=True):
            seen = output["attention_mask"].bool()
            parts[place].append(
                encoded_window(
                    output["token_embeddings"][seen].float().cpu().numpy(),
                    output["sentence_embedding"].float().cpu().numpy(),
                    self._find_tokens(prompt + text),
                    len(prompt),
                    start,
                )
            )
        return [join_windows(windows_of_text) for windows_of_text in parts]

    def _find_tokens(self, text: str) -> NDArray[np.int32]:
        """Spans (tokens, 2) of all tokens of `text`; special tokens have (0, 0)."""
        spans = self._model.tokenizer(text, return_offsets_mapping=True, verbose=False)["offset_mapping"]
        return np.array(spans, dtype=np.int32).reshape(-1, 2)


def load_cross_encoder(name_or_path: str) -> Any:
    """A CrossEncoder of sentence-transformers that gives each pair of texts one raw score.

    Raw, because the sigmoid that most models end with presses all good scores together near 1.

    Raises:
        PinpointError: it cannot be loaded, was never trained to score pairs, or gives more than one score.

    """
    import torch
    from sentence_transformers import CrossEncoder

    remedy = "give the folder of a CrossEncoder model, a model name that this machine can fetch, or none"
    try:
        model = CrossEncoder(name_or_path, activation_fn=torch.nn.Identity())
    except (OSError, ValueError) as error:
        raise _not_loaded("reranker", name_or_path, error, remedy) from error
    # sentence-transformers puts a head of random weights on any encoder, with no more than a note in the log.
    architecture = (model.config.architectures or [""])[0]
    if len(model) == 1 and not architecture.endswith("ForSequenceClassification"):
        raise PinpointError(f"{name_or_path!r} is an encoder, not a reranker: {remedy}.")
    if model.num_labels != 1:
        raise PinpointError(f"{name_or_path!r} gives {model.num_labels} scores a pair instead of one: {remedy}.")
    if not getattr(model.tokenizer, "is_fast", False):
        raise PinpointError(f"The reranker {name_or_path!r} does not say where its tokens stand: {remedy}.")
    return model


def _load(name_or_path: str) -> Any:
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name_or_path)
    except (OSError, ValueError) as error:
        remedy = (
            "give the folder of a SentenceTransformer model, a model name that this machine can fetch, or `bundled`"
        )
        raise _not_loaded("encoder", name_or_path, error, remedy) from error
    if not model.max_seq_length or not getattr(model.tokenizer, "is_fast", False):
        raise PinpointError(
            f"The encoder {name_or_path!r} has no token vectors: name a transformer model, or `bundled`."
        )
    return model


def _not_loaded(kind: str, name_or_path: str, error: Exception, remedy: str) -> PinpointError:
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return PinpointError(f"The {kind} {name_or_path!r} cannot be loaded ({reason}): {remedy}.")


def model_identity(name_or_path: str) -> str:
    """The name, and for a folder what its files hold, so that a model trained again counts as another."""
    folder = Path(name_or_path)
    if not folder.is_dir():
        return name_or_path
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return f"{folder.resolve().name}@{digest.hexdigest()[:12]}"
