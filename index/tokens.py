"""Late interaction: the token vectors of every paragraph on disk, and how well they answer a question.

In: token vectors of paragraphs (unit length) at ingest, those of a question at search. Out: MaxSim, the
mean over the question's tokens of the best cosine with any token of the paragraph (Khattab & Zaharia
2020, arXiv:2004.12832), for whole paragraphs or for a stretch of one. Candidates are chosen elsewhere.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from index.array_file import read_array
from index.pointer import damaged
from index.token_codec import TokenCodec
from index.token_segments import SEGMENT_NAME, Segment, SegmentWriter, checksum, segment_path

PLACES = "tokens.npy"
"""The file of a generation that says where the tokens of each paragraph lie."""
PLACE = np.dtype([("first", "<u8"), ("segment", "<u4"), ("tokens", "<u4"), ("crc", "<u4")])
"""The tokens of a paragraph: rows `first` to `first + tokens` of a segment, and their CRC-32."""
UNSAVED = 0
"""The number of a segment that lies in no index yet; those on disk count from 1."""
_SPAN_BYTES = 4
"""Behind each packed vector: characters from the start of the token before to its own, and its length."""
_LONGEST_SPAN = 0xFFFF
_BLOCK_TOKENS = 4096
"""Tokens unpacked at a time: 6 MB, which processors' caches still hold."""
_MOST_SEGMENTS = 64
_MOST_DEAD = 0.3
"""Share of the stored tokens that may belong to no paragraph before all are written anew."""


class TokenWriter:
    """Packs the token vectors of paragraphs, one paragraph after the other."""

    def __init__(self, codec: TokenCodec, folder: Path | None) -> None:
        """The bytes wait in a file without a name in `folder`, or where the system keeps temporary files."""
        self._codec = codec
        self._writer = SegmentWriter(folder, codec.width + _SPAN_BYTES)

    def add(self, vectors: NDArray[np.float32], spans: NDArray[np.int32]) -> NDArray[np.void]:
        """The `PLACE` of a paragraph's token vectors (tokens, dimensions) and spans (tokens, 2) in its text."""
        starts = spans[:, 0]
        gaps = np.diff(starts, prepend=0)
        # Nothing but thousands of blanks makes such a gap; the stretches behind it are then found too early.
        packed_spans = np.clip(np.stack([gaps, spans[:, 1] - starts], axis=1), 0, _LONGEST_SPAN).astype("<u2")
        first, count, crc = self._writer.add(
            np.concatenate([self._codec.pack(vectors), packed_spans.view(np.uint8).reshape(-1, _SPAN_BYTES)], axis=1)
        )
        return np.array((first, UNSAVED, count, crc), PLACE)[()]

    def finish(self) -> Segment:
        """The segment of all that was added; its number is `UNSAVED`."""
        return self._writer.finish()


class TokenStore:
    """The token vectors of an index's paragraphs, by row. Safe to share between threads."""

    def __init__(self, codec: TokenCodec, segments: Mapping[int, Segment], places: NDArray[np.void]) -> None:
        """`places` (paragraphs,) of `PLACE` name the `segments` by their numbers."""
        self.codec = codec
        self.segments = segments
        self.places = places
        self._checked = np.zeros(len(places), bool)

    @classmethod
    def load(cls, codec: TokenCodec, folder: Path, generation: Path, names: Sequence[str]) -> "TokenStore":
        """Maps the segments `names` of the index in `folder`.

        Raises ValueError when they do not fit the places of `generation`, OSError when one is not there.
        """
        places = read_array(generation / PLACES)
        segments: dict[int, Segment] = {}
        for name in names:
            found = SEGMENT_NAME.fullmatch(name)
            if not found:
                raise ValueError(f"{name!r} is no segment")
            segments[int(found.group(1))] = Segment.load(folder / name, codec.width + _SPAN_BYTES)
        if places.dtype != PLACE or not set(np.unique(places["segment"][places["tokens"] > 0]).tolist()) <= set(
            segments
        ):
            raise ValueError(f"{generation / PLACES} names other segments")
        return cls(codec, segments, places)

    def save(self, folder: Path, generation: Path, number: int) -> list[str]:
        """Writes the places into `generation`, and what is new into segment `number`; the names of all segments.

        Segments that lie in `folder` stay as they are, unless too much of them is of no use any more: then
        what is left of all of them becomes one.

        Raises:
            DamagedIndexError: bytes that had to be copied are not those that were written.

        """
        used = self._used()
        if self._is_worn(used):
            places, segments = self._compact(folder, number)
        else:
            places, segments = self._add_unsaved(folder, number, used)
        np.save(generation / PLACES, places, allow_pickle=False)
        return [segment_path(folder, segment).name for segment in segments]

    def _used(self) -> list[int]:
        used: list[int] = np.unique(self.places["segment"][self.places["tokens"] > 0]).tolist()
        return used

    def _is_worn(self, used: Sequence[int]) -> bool:
        stored = sum(len(self.segments[segment].rows) for segment in used)
        first_rows, _ = self._distinct()
        live = int(self.places["tokens"][first_rows].sum())
        return len(used) > _MOST_SEGMENTS or stored - live > _MOST_DEAD * stored

    def _distinct(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Which rows have tokens of their own, and for each row with tokens which of those it has.

        Paragraphs of the same words share their tokens; the first of them counts as their owner.
        """
        filled = np.flatnonzero(self.places["tokens"])
        places = self.places[filled]
        # A segment of 2^40 tokens would be hundreds of terabytes.
        keys = (places["segment"].astype(np.uint64) << np.uint64(40)) | places["first"]
        _, owners, kinds = np.unique(keys, return_index=True, return_inverse=True)
        order = np.argsort(owners)
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order))
        return filled[owners[order]], ranks[kinds]

    def _compact(self, folder: Path, number: int) -> tuple[NDArray[np.void], list[int]]:
        """Writes all tokens in the order of the paragraphs: those of a document then lie side by side."""
        first_rows, owners = self._distinct()
        places = self.places.copy()
        counts = places["tokens"][first_rows].astype(np.uint64)
        with segment_path(folder, number).open("wb") as file:
            for row in first_rows.tolist():
                file.write(self._packed(row).data)
        filled = places["tokens"] > 0
        places["first"][filled] = (np.cumsum(counts) - counts)[owners]
        places["segment"][filled] = number
        return places, [number]

    def _add_unsaved(self, folder: Path, number: int, used: Sequence[int]) -> tuple[NDArray[np.void], list[int]]:
        """Copies whole segments that are not in `folder`: those just made, or those of another index."""
        foreign = [segment for segment in used if not _lies_in(self.segments[segment], folder)]
        places = self.places.copy()
        if foreign:
            start = 0
            with segment_path(folder, number).open("wb") as file:
                for segment in foreign:
                    moved = self.places["segment"] == segment
                    places["first"][moved] += np.uint64(start)
                    places["segment"][moved] = number
                    file.write(self.segments[segment].rows.data)
                    start += len(self.segments[segment].rows)
        return places, [*(segment for segment in used if segment not in foreign), *([number] if foreign else [])]

    def _packed(self, row: int) -> NDArray[np.uint8]:
        """The bytes (tokens, width and span) of one paragraph, compared with their checksum the first time."""
        first, number, tokens, crc = self.places[row].item()
        if not tokens:
            return np.empty((0, self.codec.width + _SPAN_BYTES), np.uint8)
        segment = self.segments[number]
        packed = segment.read(first, tokens)
        if not self._checked[row]:
            if len(packed) != tokens or checksum(packed) != crc:
                path = segment.path or Path("tokens")
                raise damaged(path, path.parent)
            self._checked[row] = True
        return packed

    def maxima(
        self, question: NDArray[np.float32], rows: Sequence[int] | NDArray[np.int64], stretch_tokens: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The best cosine of each token of a question (tokens, dimensions) in each stretch of each paragraph.

        Paragraphs are cut into stretches of `stretch_tokens`; the last is shorter, that of a paragraph without
        tokens empty, its cosines 0. The result is (question's tokens, stretches), in the order of `rows`, and the
        place of each paragraph's first stretch (rows,).

        Raises:
            DamagedIndexError: bytes of a paragraph are not those that were written.

        """
        wanted = np.asarray(rows, np.int64)
        counts = self.places["tokens"][wanted].astype(np.int64)
        stretches = np.maximum(1, -(-counts // stretch_tokens))
        firsts = np.cumsum(stretches) - stretches
        maxima = np.zeros((len(question), int(stretches.sum())), np.float32)
        if not len(question):
            return maxima, firsts
        with _blas().limit(limits=1, user_api="blas"):
            rotated = self.codec.rotate(question)
        for block in _blocks(counts):
            packed = [self._packed(row) for row in wanted[block].tolist()]
            ends = np.cumsum(counts[block])
            starts = [
                np.arange(end - count, end, stretch_tokens) for count, end in zip(counts[block], ends, strict=True)
            ]
            places = [np.arange(firsts[place], firsts[place] + stretches[place]) for place in block]
            vectors = self.codec.unpack(np.concatenate(packed)[:, : self.codec.width])
            # Blocks are too small to be shared out: where another program has a core, waiting for the second
            # thread took twenty times as long as the multiplication.
            with _blas().limit(limits=1, user_api="blas"):
                cosines = rotated @ vectors.T
            maxima[:, np.concatenate(places)] = np.maximum.reduceat(cosines, np.concatenate(starts), axis=1)
        return maxima, firsts

    def similarities(self, question: NDArray[np.float32], row: int) -> NDArray[np.float32]:
        """The cosines (question's tokens, paragraph's tokens) of a question with one paragraph."""
        vectors = self.vectors(row)
        with _blas().limit(limits=1, user_api="blas"):
            cosines: NDArray[np.float32] = self.codec.rotate(question) @ vectors.T
        return cosines

    def vectors(self, row: int) -> NDArray[np.float32]:
        """The token vectors (tokens, dimensions) of one paragraph as the codec keeps them, in its coordinates."""
        return self.codec.unpack(self._packed(row)[:, : self.codec.width])

    def likeness(self, first: tuple[int, int, int], second: tuple[int, int, int]) -> float:
        """The mean of MaxSim both ways between two stretches (row, start, end) of texts; 0 where one is empty."""
        vectors = []
        for row, start, end in (first, second):
            spans = self.spans(row)
            vectors.append(self.vectors(row)[(spans[:, 0] < end) & (spans[:, 1] > start)])
        if not all(map(len, vectors)):
            return 0.0
        with _blas().limit(limits=1, user_api="blas"):
            cosines = vectors[0] @ vectors[1].T
        return float((cosines.max(axis=0).mean() + cosines.max(axis=1).mean()) / 2)

    def spans(self, row: int) -> NDArray[np.int64]:
        """(tokens, 2): start and end of each token in its paragraph's text."""
        packed = np.ascontiguousarray(self._packed(row)[:, self.codec.width :]).view("<u2").astype(np.int64)
        starts = np.cumsum(packed[:, 0])
        return np.stack([starts, starts + packed[:, 1]], axis=1)

    def score_stretches(
        self, question: NDArray[np.float32], row: int, stretches: Sequence[tuple[int, int]]
    ) -> NDArray[np.float32]:
        """MaxSim of the question with each stretch (start, end) of a paragraph's text; 0 where it is empty."""
        scores = np.zeros(len(stretches), np.float32)
        if not len(question):
            return scores
        similarities = self.similarities(question, row)
        spans = self.spans(row)
        for place, (start, end) in enumerate(stretches):
            inside = (spans[:, 0] < end) & (spans[:, 1] > start)
            if inside.any():
                scores[place] = similarities[:, inside].max(axis=1).mean()
        return scores


@functools.cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


def _blocks(counts: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Places of `counts` that are not 0, so many at a time that they add up to a block, or one alone."""
    filled = np.flatnonzero(counts)
    ends = np.cumsum(counts[filled], dtype=np.int64)
    first = 0
    while first < len(filled):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + _BLOCK_TOKENS, "right")))
        yield filled[first:last]
        first = last


def _lies_in(segment: Segment, folder: Path) -> bool:
    return segment.path is not None and segment.path.parent == folder and segment.path.exists()
