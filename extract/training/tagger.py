"""Training of the tagger: maximum likelihood by Adagrad (Duchi et al. 2011) with feature dropout, on one core, seeded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.entities.propose import Segmented, segment
from extract.entities.tagger.crf import Floats, Ints, forward_backward
from extract.entities.tagger.features import ROWS, Hashes, fold
from extract.entities.tagger.labels import LABELS, encode, start_scores, transition_mask
from extract.entities.tagger.model import Tagger, batches, padded, quantised, sequences
from extract.entities.tagging import feature_rows
from extract.training.corpus import Annotated

STEP, TRANSITION_STEP, PENALTY, DROPOUT, EPOCHS, BATCH = 0.1, 0.1, 1e-6, 0.4, 12, 6000
BLIND = 0.15
"""Share of the sentences whose territories are hidden."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One batch: feature rows (n, F) of its characters, allowed labels (B, T, K), lengths, live places, distinct rows."""

    rows: Hashes
    allowed: Floats
    lengths: Ints
    live: npt.NDArray[np.bool_]
    distinct: Hashes
    column: Ints


def allowed_labels(item: Annotated) -> Floats:
    """Return (n, K): 1 for each label a character may have; optional names may also be no names."""
    length = len(item.document.text)
    spans = [(m.start, m.end, e.cls) for e in item.extraction.entities for m in e.mentions]
    allowed = np.zeros((length, len(LABELS)), dtype=np.float32)
    allowed[np.arange(length), encode(length, spans)] = 1
    for entity in item.extraction.entities:
        for m in entity.mentions if entity.confidence < 1 else ():
            allowed[m.start : m.end, 0] = 1
    return allowed


def partly_blind(words: Segmented, district: str, groups: dict[str, int], rng: np.random.Generator) -> Hashes:
    """Return feature rows in which some sentences do not show what the table of territories knows, so that contexts are learned."""
    rows, hidden = (feature_rows(words, district, groups, blind) for blind in (False, True))
    for start, end in sequences(words.text):
        if rng.random() < BLIND:
            rows[start:end] = hidden[start:end]
    return rows


def lessons(items: Sequence[Annotated], groups: dict[str, int], rng: np.random.Generator) -> list[Lesson]:
    """Cut annotated documents into batches of sentences of similar length."""
    rows, allowed, stretches, base = [], [], [], 0
    for item in items:
        segmented = segment(fold(item.document.text))
        features = partly_blind(segmented, item.document.metadata.district, groups, rng)
        rows.append(features)
        allowed.append(allowed_labels(item))
        stretches += [(a + base, b + base) for a, b in sequences(segmented.text)]
        base += len(features)
    every_row, every_label = np.concatenate(rows), np.concatenate(allowed)
    made = []
    for batch in batches(stretches, BATCH):
        labels, lengths, live, index = padded(batch, every_label)
        labels[~live, 0] = 1
        distinct, column = np.unique(every_row[index], return_inverse=True)
        made.append(Lesson(every_row[index], labels, lengths, live, distinct, column.reshape(-1)))
    return made


def train(items: Sequence[Annotated], groups: dict[str, int], seed: int = 0, epochs: int = EPOCHS) -> Tagger:
    """Return a tagger trained on ``items``; the weights are the mean over the second half of the epochs."""
    rng = np.random.default_rng(seed)
    table = np.zeros((ROWS, len(LABELS)), dtype=np.float32)
    squares = np.full_like(table, 0.1)
    mask = transition_mask()
    transitions, transition_squares = mask.copy(), np.full_like(mask, 0.1)
    table_sum, transition_sum = np.zeros_like(table), np.zeros_like(mask)
    schedule = lessons(items, groups, rng)
    for epoch in range(epochs):
        for number in rng.permutation(len(schedule)):
            lesson = schedule[number]
            slope, turn = gradient(lesson, table, transitions, rng)
            squares[lesson.distinct] += slope * slope
            table[lesson.distinct] -= STEP * slope / np.sqrt(squares[lesson.distinct])
            transition_squares += turn * turn
            transitions -= TRANSITION_STEP * turn / np.sqrt(transition_squares) * (mask == 0)
        if epoch >= epochs // 2:
            table_sum += table
            transition_sum += transitions
    kept = epochs - epochs // 2
    return quantised(table_sum / np.float32(kept), transition_sum / np.float32(kept), groups)


def gradient(lesson: Lesson, table: Floats, transitions: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return the slopes of the loss of one batch: (distinct rows, K) and (K, K)."""
    from scipy.sparse import csr_matrix

    count, width = lesson.rows.shape
    kept = (rng.random(count * width) > DROPOUT).astype(np.float32) / (1 - DROPOUT)
    places = np.arange(0, count * width + 1, width)
    design = csr_matrix((kept, lesson.column, places), shape=(count, len(lesson.distinct)))
    weights = table[lesson.distinct]
    emissions = np.zeros_like(lesson.allowed)
    emissions[lesson.live] = design @ weights
    free, free_turns, _ = forward_backward(emissions, transitions, start_scores(), lesson.lengths)
    right, right_turns, _ = forward_backward(emissions, transitions, start_scores(), lesson.lengths, lesson.allowed)
    slope: Floats = design.T @ (free - right)[lesson.live] + PENALTY * count * weights
    return slope, free_turns - right_turns
