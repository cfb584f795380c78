"""The trained tagger: weights on disk, scores of characters, best names of a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extract.entities.tagger.crf import Floats, Ints, forward_backward, viterbi
from extract.entities.tagger.features import Hashes
from extract.entities.tagger.labels import LABELS, start_scores

FILE = Path(__file__).parent / "model" / "tagger.npz"
BATCH = 20_000
LONGEST = 150
"""Characters of one sequence; longer sentences are cut at commas."""
SENTENCE_END = re.compile(r"[。！？；!?;\n]|$")


@dataclass(frozen=True, slots=True)
class Tagger:
    """Weights in steps of ``scale`` (K,): ``table`` (rows, K) of 8 bits; ``transitions`` (K, K); ``groups`` maps words to their class."""

    table: npt.NDArray[np.int8]
    scale: Floats
    transitions: Floats
    groups: Mapping[str, int]

    def emissions(self, rows: Hashes) -> Floats:
        """Return the (n, K) label scores of characters with feature rows (n, F); 8-bit rows stay in the processor's cache."""
        total = np.zeros((len(rows), self.table.shape[1]), dtype=np.int16)
        for column in rows.T:
            total += self.table[column]
        return total * self.scale


@functools.lru_cache(maxsize=2)
def load(path: Path = FILE) -> Tagger:
    """Read a tagger from its file: 8-bit weights of the feature rows in use, with one scale per label."""
    with np.load(path) as stored:
        table = np.zeros((int(stored["rows"]), len(LABELS)), dtype=np.int8)
        table[stored["used"]] = stored["weights"]
        names = stored["words"].tobytes().decode("utf-8").split("\n")
        groups = dict(zip(names, stored["groups"].tolist(), strict=True))
        return Tagger(table, stored["scale"], stored["transitions"], groups)


def quantised(table: Floats, transitions: Floats, groups: Mapping[str, int]) -> Tagger:
    """Return a tagger with trained weights rounded to 8 bits, one scale per label."""
    scale = np.abs(table).max(axis=0) / 127
    return Tagger(np.rint(table / scale).astype(np.int8), scale.astype(np.float32), transitions, groups)


def save(tagger: Tagger, path: Path = FILE) -> None:
    """Write a tagger; rows without weight are left out."""
    used = np.flatnonzero(tagger.table.any(axis=1)).astype(np.uint32)
    names = sorted(tagger.groups)
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        path,
        rows=np.array(len(tagger.table)),
        used=used,
        weights=tagger.table[used],
        scale=tagger.scale,
        transitions=tagger.transitions,
        words=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        groups=np.array([tagger.groups[name] for name in names], dtype=np.uint16),
    )


def sequences(text: str) -> Iterator[tuple[int, int]]:
    """Cut folded text into stretches (start, end) that are tagged alone: sentences, at most ``LONGEST`` characters."""
    start = 0
    for found in SENTENCE_END.finditer(text):
        end = found.end()
        while end - start > LONGEST:
            comma = max(text.rfind(mark, start, start + LONGEST) for mark in ",、")
            cut = comma + 1 if comma > start else start + LONGEST
            yield start, cut
            start = cut
        if end > start:
            yield start, end
        start = end


def batches(stretches: Sequence[tuple[int, int]], size: int = BATCH) -> Iterator[list[tuple[int, int]]]:
    """Group stretches of similar length into batches of about ``size`` characters."""
    batch: list[tuple[int, int]] = []
    count = 0
    for start, end in sorted(stretches, key=lambda s: (s[1] - s[0], s)):
        batch.append((start, end))
        count += end - start
        if count >= size:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def padded(batch: Sequence[tuple[int, int]], values: Floats) -> tuple[Floats, Ints, npt.NDArray[np.bool_], Ints]:
    """Lay the rows of a batch side by side: (B, T, K) values, lengths (B,), live places (B, T), row numbers."""
    lengths = np.array([end - start for start, end in batch])
    live = np.arange(lengths.max())[None, :] < lengths[:, None]
    index = np.concatenate([np.arange(start, end) for start, end in batch])
    out = np.zeros((*live.shape, values.shape[1]), dtype=np.float32)
    out[live] = values[index]
    return out, lengths, live, index


def tag(tagger: Tagger, text: str, rows: Hashes, lean: Floats) -> tuple[Ints, Floats]:
    """Return the best label of each character and the probability of each label, (n,) and (n, K).

    ``lean`` (K,) is added to the label scores: it makes names of a class easier or harder to find than in training.
    """
    scores = tagger.emissions(rows) + lean
    best, chances = np.zeros(len(text), dtype=np.int64), np.zeros(scores.shape, dtype=np.float32)
    for batch in batches(list(sequences(text))):
        emissions, lengths, live, index = padded(batch, scores)
        best[index] = viterbi(emissions, tagger.transitions, start_scores(), lengths)[live]
        chances[index] = forward_backward(emissions, tagger.transitions, start_scores(), lengths)[0][live]
    return best, chances
