"""Training of the tagger's linear scorer: maximum likelihood by Adagrad (Duchi et al. 2011) with feature dropout, on one core, seeded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extract.entities.propose import Segmented, segment
from extract.entities.tagger.crf import Floats, Ints
from extract.entities.tagger.features import ROWS, Hashes, fold
from extract.entities.tagger.labels import LABELS, transition_mask
from extract.entities.tagger.model import Linear, Stretch, batches, sequences
from extract.entities.tagger.rows import Vocabulary
from extract.entities.tagging import shown
from extract.training.chain import allowed_labels, slopes
from extract.training.corpus import Annotated

STEP, TURN_STEP, PENALTY, DROPOUT, EPOCHS, BATCH = 0.1, 0.1, 1e-6, 0.4, 12, 6000
BLIND = 0.15
"""Share of the sentences whose territories are hidden."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One batch: features (n, F) of its characters, allowed labels (n, K), sequences, and its distinct features with their column."""

    hashes: Hashes
    allowed: Floats
    sequences: list[Stretch]
    distinct: Hashes
    column: Ints


def partly_blind(words: Segmented, district: str, vocabulary: Vocabulary, rng: np.random.Generator) -> Hashes:
    """Return features in which some sentences do not show what the table of territories knows, so that contexts are learned."""
    hashes, hidden = (shown(words, district, vocabulary, blind)[0] for blind in (False, True))
    for start, end in sequences(words.text):
        if rng.random() < BLIND:
            hashes[:, start:end] = hidden[:, start:end]
    return hashes


def lessons(items: Sequence[Annotated], vocabulary: Vocabulary, rng: np.random.Generator) -> list[Lesson]:
    """Cut annotated documents into batches of sentences of similar length."""
    hashes, allowed, stretches, base = [], [], [], 0
    for item in items:
        words = segment(fold(item.document.text))
        hashes.append(partly_blind(words, item.document.metadata.district, vocabulary, rng))
        allowed.append(allowed_labels(item))
        stretches += [(a + base, b + base) for a, b in sequences(words.text)]
        base += len(words.text)
    every_hash, every_label = np.concatenate(hashes, axis=1), np.concatenate(allowed)
    return [lesson(batch, every_hash, every_label) for batch in batches(stretches, BATCH)]


def lesson(batch: Sequence[Stretch], hashes: Hashes, allowed: Floats) -> Lesson:
    """Put the sentences of a batch behind each other."""
    index = np.concatenate([np.arange(start, end) for start, end in batch])
    ends = np.cumsum([end - start for start, end in batch]).tolist()
    own = hashes[:, index].T
    distinct, column = np.unique(own, return_inverse=True)
    sentences = list(zip([0, *ends], ends, strict=False))
    return Lesson(own, allowed[index], sentences, distinct, column.reshape(-1))


def train(items: Sequence[Annotated], vocabulary: Vocabulary, seed: int = 0) -> tuple[Linear, Floats]:
    """Return the scorer trained on ``items`` and the turns; the weights are the mean over the second half of the epochs."""
    rng = np.random.default_rng(seed)
    table = np.zeros((ROWS, len(LABELS)), dtype=np.float32)
    squares = np.full_like(table, 0.1)
    mask = transition_mask()
    turns, turn_squares = mask.copy(), np.full_like(mask, 0.1)
    table_sum, turn_sum = np.zeros_like(table), np.zeros_like(mask)
    schedule = lessons(items, vocabulary, rng)
    for epoch in range(EPOCHS):
        for number in rng.permutation(len(schedule)):
            one = schedule[number]
            slope, turn = gradient(one, table, turns, rng)
            squares[one.distinct] += slope * slope
            table[one.distinct] -= STEP * slope / np.sqrt(squares[one.distinct])
            turn_squares += turn * turn
            turns -= TURN_STEP * turn / np.sqrt(turn_squares) * (mask == 0)
        if epoch >= EPOCHS // 2:
            table_sum += table
            turn_sum += turns
    kept = np.float32(EPOCHS - EPOCHS // 2)
    return quantised(table_sum / kept), turn_sum / kept


def gradient(one: Lesson, table: Floats, turns: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return the slopes of the loss of one batch: (distinct rows, K) and (K, K)."""
    from scipy.sparse import csr_matrix

    count, width = one.hashes.shape
    kept = (rng.random(count * width) > DROPOUT).astype(np.float32) / (1 - DROPOUT)
    places = np.arange(0, count * width + 1, width)
    design = csr_matrix((kept, one.column, places), shape=(count, len(one.distinct)))
    weights = table[one.distinct]
    down, turned = slopes(design @ weights, turns, one.allowed, one.sequences, 2 * BATCH)
    return design.T @ down + PENALTY * count * weights, turned


def quantised(table: Floats) -> Linear:
    """Return trained weights rounded to 8 bits, one scale per label."""
    scale = np.maximum(np.abs(table).max(axis=0), 1e-9) / 127
    return Linear(np.rint(table / scale).astype(np.int8), scale.astype(np.float32))
