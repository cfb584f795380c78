"""The trained tagger: weights on disk, scores of characters, best names of a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.entities.tagger.crf import Floats, Ints, marginals, viterbi
from extract.entities.tagger.features import Hashes
from extract.entities.tagger.labels import LABELS, start_scores
from extract.entities.tagger.network import Head, Layer, Network
from extract.entities.tagger.rows import Rows, Vocabulary

FILE = Path(__file__).parent / "model" / "tagger.npz"
BATCH = 12_000
LONGEST = 150
"""Characters of one sequence; longer sentences are cut at commas."""
SENTENCE_END = re.compile(r"[。！？；!?;\n]|$")
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of hashed features in steps of ``scale`` (K,): ``table`` (rows, K) of 8 bits."""

    table: npt.NDArray[np.int8]
    scale: Floats

    def scores(self, hashes: Hashes) -> Floats:
        """Return the (n, K) label scores of n characters with features (F, n); 8-bit rows stay in the processor's cache."""
        total = np.zeros((hashes.shape[1], self.table.shape[1]), dtype=np.int16)
        for feature in hashes:
            total += np.take(self.table, feature, axis=0)
        return total * self.scale


@dataclass(frozen=True, slots=True)
class Tagger:
    """Two scorers of labels, whose scores add up, and the scores ``turns`` (K, K) of labels that follow each other.

    ``linear`` knows what characters and words beside each other mean, ``network`` what words are like; without a network
    the first decides alone.
    """

    vocabulary: Vocabulary
    linear: Linear
    network: Network | None
    turns: Floats

    def scores(self, hashes: Hashes, rows: Rows) -> Floats:
        """Return the (n, K) label scores of characters with hashed features (F, n) and rows of vectors (n, G)."""
        found = self.linear.scores(hashes)
        if self.network:
            found += self.network.scores(rows)
        return found


@functools.lru_cache(maxsize=2)
def load(path: Path = FILE) -> Tagger:
    """Read a tagger from its file."""
    with np.load(path) as stored:
        words = strings(stored["words"])
        names = strings(stored["grouped"])
        vocabulary = Vocabulary(
            {word: i for i, word in enumerate(words, 1)},
            {tag: i for i, tag in enumerate(strings(stored["tags"]), 1)},
            dict(zip(names, stored["groups"].tolist(), strict=True)),
        )
        table = np.zeros((int(stored["rows"]), len(LABELS)), dtype=np.int8)
        table[stored["used"]] = stored["linear"]
        network = network_of(stored) if "steps" in stored else None
        return Tagger(vocabulary, Linear(table, stored["scale"]), network, stored["turns"])


def network_of(stored: Mapping[str, npt.NDArray[np.float32]]) -> Network:
    """Read the network's arrays: weights are stored in 8 bits and used in float32."""
    steps = tuple(int(step) for step in stored["steps"])
    layers = [
        Layer(stored[f"weights{i}"].astype(np.float32), stored[f"factor{i}"], stored[f"shift{i}"])
        for i in range(len(steps) + 1)
    ]
    outs = tuple(weights.astype(np.float32) for weights in stored["head"])
    tables = tuple(stored[f"table{i}"].astype(np.int8) for i in range(int(stored["tables"])))
    return Network(tables, layers[0], tuple(layers[1:]), steps, Head(outs, tuple(stored["factors"]), stored["shift"]))


def save(tagger: Tagger, path: Path = FILE) -> None:
    """Write a tagger, the same bytes for the same weights; rows of features without weight are left out."""
    vocabulary, linear = tagger.vocabulary, tagger.linear
    grouped = sorted(vocabulary.groups)
    used = np.flatnonzero(linear.table.any(axis=1)).astype(np.uint32)
    arrays: dict[str, Any] = {
        "words": joined(in_order(vocabulary.words)),
        "tags": joined(in_order(vocabulary.tags)),
        "grouped": joined(grouped),
        "groups": np.array([vocabulary.groups[word] for word in grouped], dtype=np.int16),
        "rows": np.array(len(linear.table)),
        "used": used,
        "linear": linear.table[used],
        "scale": linear.scale,
        "turns": tagger.turns,
    }
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, **arrays, **(network_arrays(tagger.network) if tagger.network else {}))


def network_arrays(network: Network) -> dict[str, Any]:
    """Return the arrays that ``network_of`` reads."""
    arrays: dict[str, Any] = {
        "steps": np.array(network.steps, dtype=np.int8),
        "tables": np.array(len(network.tables)),
        "head": np.stack(network.head.weights).astype(np.int8),
        "factors": np.stack(network.head.factors),
        "shift": network.head.shift,
    }
    for i, layer in enumerate((network.entry, *network.layers)):
        arrays |= {f"weights{i}": layer.weights.astype(np.int8), f"factor{i}": layer.factor, f"shift{i}": layer.shift}
    return arrays | {f"table{i}": table for i, table in enumerate(network.tables)}


def in_order(numbers: Mapping[str, int]) -> list[str]:
    """Return the keys of row numbers from 1 in their order."""
    return sorted(numbers, key=lambda key: numbers[key])


def joined(names: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Return strings without line ends as bytes."""
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)


def strings(stored: npt.NDArray[np.generic]) -> list[str]:
    """Return the strings that ``joined`` made bytes of."""
    return stored.tobytes().decode("utf-8").split("\n")


def sequences(text: str) -> Iterator[Stretch]:
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


def batches(stretches: Sequence[Stretch], size: int = BATCH) -> Iterator[list[Stretch]]:
    """Group stretches of similar length into batches of about ``size`` characters."""
    batch: list[Stretch] = []
    count = 0
    for start, end in sorted(stretches, key=lambda s: (s[1] - s[0], s)):
        batch.append((start, end))
        count += end - start
        if count >= size:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def padded(batch: Sequence[Stretch], values: Floats) -> tuple[Floats, Ints, npt.NDArray[np.bool_], Ints]:
    """Lay the rows of a batch side by side: (B, T, K) values, lengths (B,), live places (B, T), row numbers.

    What stands beyond a stretch is what follows it in the text.
    """
    starts, ends = np.array(batch).T
    lengths: Ints = ends - starts
    steps = np.arange(lengths.max())
    rows, live = starts[:, None] + steps, steps < lengths[:, None]
    return np.take(values, rows, axis=0, mode="clip"), lengths, live, rows[live]


def tag(scores: Floats, turns: Floats, stretches: Sequence[Stretch]) -> tuple[Ints, Floats]:
    """Return the best label of each character and the probability of each label, (n,) and (n, K).

    ``scores`` (n, K) of the characters' labels and ``turns`` (K, K) between neighbours count inside ``stretches``, which do
    not overlap; a character in none is outside. Probabilities are told where a stretch has a name, 0 elsewhere.
    """
    best, chances = np.zeros(len(scores), dtype=np.int64), np.zeros(scores.shape, dtype=np.float32)
    for batch in batches(stretches):
        emissions, lengths, live, index = padded(batch, scores)
        best[index] = viterbi(emissions, turns, start_scores(), lengths)[live]
    named = [(start, end) for start, end in stretches if best[start:end].any()]
    for batch in batches(named):
        emissions, lengths, live, index = padded(batch, scores)
        chances[index] = marginals(emissions, turns, start_scores(), lengths)[live]
    return best, chances
