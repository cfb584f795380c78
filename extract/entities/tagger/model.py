"""The trained tagger: weights on disk, scores of characters, best names of a text and of what stands inside names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.entities.tagger.crf import Floats, Ints, forward_backward, viterbi
from extract.entities.tagger.features import Vocabulary
from extract.entities.tagger.labels import start_scores
from extract.entities.tagger.network import Head, Layer, Network

FILE = Path(__file__).parent / "model" / "tagger.npz"
BATCH = 20_000
LONGEST = 150
"""Characters of one sequence; longer sentences are cut at commas."""
SENTENCE_END = re.compile(r"[。！？；!?;\n]|$")
OUTER, INNER = 0, 1
"""The heads of the network: names, and names inside names."""
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagger:
    """What a character shows is looked up in ``vocabulary``, scored by ``network``; ``turns`` (K, K) of each head follow labels."""

    vocabulary: Vocabulary
    network: Network
    turns: tuple[Floats, ...]


@functools.lru_cache(maxsize=2)
def load(path: Path = FILE) -> Tagger:
    """Read a tagger from its file."""
    with np.load(path) as stored:
        groups = stored["groups"]
        words = strings(stored["words"])
        vocabulary = Vocabulary(
            {word: i for i, word in enumerate(words, 1)},
            {tag: i for i, tag in enumerate(strings(stored["tags"]), 1)},
            {words[i]: int(group) for i, group in zip(stored["grouped"], groups, strict=True)},
        )
        return Tagger(vocabulary, network_of(stored), tuple(stored["turns"]))


def network_of(stored: Mapping[str, npt.NDArray[np.float32]]) -> Network:
    """Read the network's arrays: weights are stored in 8 bits and used in float32."""
    steps = tuple(int(step) for step in stored["steps"])
    layers = [
        Layer(stored[f"weights{i}"].astype(np.float32), stored[f"factor{i}"], stored[f"shift{i}"])
        for i in range(len(steps) + 1)
    ]
    heads = [
        Head(
            tuple(weights.astype(np.float32) for weights in stored[f"head{i}"]),
            tuple(stored[f"head{i}.factors"]),
            stored[f"head{i}.shift"],
        )
        for i in range(len(stored["turns"]))
    ]
    tables = tuple(stored[f"table{i}"].astype(np.int8) for i in range(int(stored["tables"])))
    return Network(tables, layers[0], tuple(layers[1:]), steps, tuple(heads))


def save(tagger: Tagger, path: Path = FILE) -> None:
    """Write a tagger, the same bytes for the same weights."""
    vocabulary, network = tagger.vocabulary, tagger.network
    words = in_order(vocabulary.words)
    grouped = [i for i, word in enumerate(words) if word in vocabulary.groups]
    arrays: dict[str, Any] = {
        "words": joined(words),
        "tags": joined(in_order(vocabulary.tags)),
        "grouped": np.array(grouped, dtype=np.int32),
        "groups": np.array([vocabulary.groups[words[i]] for i in grouped], dtype=np.int16),
        "turns": np.stack(tagger.turns),
        "steps": np.array(network.steps, dtype=np.int8),
        "tables": np.array(len(network.tables)),
    }
    for i, layer in enumerate((network.entry, *network.layers)):
        arrays |= {f"weights{i}": layer.weights.astype(np.int8), f"factor{i}": layer.factor, f"shift{i}": layer.shift}
    for i, head in enumerate(network.heads):
        arrays |= {f"head{i}": np.stack(head.weights).astype(np.int8), f"head{i}.factors": np.stack(head.factors)}
        arrays[f"head{i}.shift"] = head.shift
    arrays |= {f"table{i}": table for i, table in enumerate(network.tables)}
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, **arrays)


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
    """Lay the rows of a batch side by side: (B, T, K) values, lengths (B,), live places (B, T), row numbers."""
    lengths = np.array([end - start for start, end in batch])
    live = np.arange(lengths.max())[None, :] < lengths[:, None]
    index = np.concatenate([np.arange(start, end) for start, end in batch])
    out = np.zeros((*live.shape, values.shape[1]), dtype=np.float32)
    out[live] = values[index]
    return out, lengths, live, index


def tag(scores: Floats, turns: Floats, stretches: Sequence[Stretch]) -> tuple[Ints, Floats]:
    """Return the best label of each character and the probability of each label, (n,) and (n, K).

    ``scores`` (n, K) of the characters' labels and ``turns`` (K, K) between neighbours count inside ``stretches``, which do
    not overlap; a character in none is outside.
    """
    best, chances = np.zeros(len(scores), dtype=np.int64), np.zeros(scores.shape, dtype=np.float32)
    for batch in batches(stretches):
        emissions, lengths, live, index = padded(batch, scores)
        best[index] = viterbi(emissions, turns, start_scores(), lengths)[live]
        chances[index] = forward_backward(emissions, turns, start_scores(), lengths)[0][live]
    return best, chances
