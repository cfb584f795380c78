"""Training of the tagger: a linear scorer and a network learn apart, then their scores are added.

In every epoch the network sees each document twice: as it is, and with new names in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.entities.propose import segment
from extract.entities.tagger.crf import Floats
from extract.entities.tagger.features import fold
from extract.entities.tagger.labels import LABELS, transition_mask
from extract.entities.tagger.model import Linear, Stretch, Tagger, sequences
from extract.entities.tagger.network import Network
from extract.entities.tagger.rows import CODES, PLACES, Rows, Vocabulary
from extract.entities.tagging import shown
from extract.training import linear
from extract.training.chain import allowed_labels, slopes
from extract.training.corpus import Annotated
from extract.training.network import Trainee, Weights, quantised
from extract.training.renamed import renamed
from extract.training.vectors import vectors

LINEAR_SHARE, NETWORK_SHARE = 0.4, 0.6
WIDTH, STEPS, EPOCHS, RATE, DROPOUT = 48, (1, 2, 3), 9, 2e-3, 0.3
CHUNK, SMALL = 4000, 1500
"""Characters that the network learns from at once, and of a batch of sequences within."""
BLIND, UNREAD = 0.15, 0.1
"""Shares of the sentences whose territories and of the characters whose words are hidden."""
SIZES = {"tag": 12, "group": 24, "place": 8, "mark": 12}
MARKS = 6
WORD_COLUMN, MARK_COLUMN, PLACE_COLUMNS = 1, 5, 2
SAMPLE = 20_000
"""Characters by which the range of the activations is told."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A stretch of a document: rows (n, F), the labels allowed (n, K), its sentences."""

    rows: Rows
    allowed: Floats
    sentences: list[Stretch]


def lessons(item: Annotated, vocabulary: Vocabulary) -> Iterator[Lesson]:
    """Yield the lessons of one document, cut at sentence ends."""
    words = segment(fold(item.document.text))
    rows = shown(words, item.document.metadata.district, vocabulary)[1]
    allowed = allowed_labels(item)
    for start, end, sentences in chunks(list(sequences(words.text))):
        yield Lesson(rows[start:end], allowed[start:end], sentences)


def all_lessons(items: Iterable[Annotated], vocabulary: Vocabulary) -> list[Lesson]:
    """Return the lessons of all documents."""
    return [lesson for item in items for lesson in lessons(item, vocabulary)]


def chunks(sentences: Sequence[Stretch]) -> Iterator[tuple[int, int, list[Stretch]]]:
    """Yield stretches of about ``CHUNK`` characters with their sentences, counted from the stretch's start."""
    first = 0
    for number, (_, end) in enumerate(sentences):
        start = sentences[first][0]
        if end - start >= CHUNK or number == len(sentences) - 1:
            yield start, end, [(a - start, b - start) for a, b in sentences[first : number + 1]]
            first = number + 1


def hidden(lesson: Lesson, rng: np.random.Generator) -> Rows:
    """Return the rows of a lesson without the territories of some sentences and the words of some characters."""
    seen = lesson.rows.copy()
    for start, end in lesson.sentences:
        if rng.random() < BLIND:
            seen[start:end, MARK_COLUMN : MARK_COLUMN + PLACE_COLUMNS] = 0
    seen[rng.random(len(seen)) < UNREAD, WORD_COLUMN] = 0
    return seen


def train(items: Sequence[Annotated], groups: dict[str, int], seed: int = 0, *, deep: bool = True) -> Tagger:
    """Return a tagger trained on ``items``; ``groups`` are the classes of words; without ``deep`` only the linear scorer, quickly."""
    words, known = vectors()
    vocabulary = Vocabulary(words, tags_of(items), groups)
    scorer, turns = linear.train(items, vocabulary, seed)
    if not deep:
        return Tagger(vocabulary, scorer, None, turns)
    network, other = train_network(items, vocabulary, known, seed)
    possible = transition_mask() == 0
    joint = np.where(possible, LINEAR_SHARE * turns + NETWORK_SHARE * other, transition_mask()).astype(np.float32)
    return Tagger(vocabulary, lowered(scorer, LINEAR_SHARE), weighed(network, NETWORK_SHARE), joint)


def lowered(scorer: Linear, share: float) -> Linear:
    """Return a linear scorer whose scores are multiplied by ``share``."""
    return replace(scorer, scale=scorer.scale * np.float32(share))


def weighed(network: Network, share: float) -> Network:
    """Return a network whose scores are multiplied by ``share``."""
    factors = tuple(factor * np.float32(share) for factor in network.head.factors)
    return replace(network, head=replace(network.head, factors=factors, shift=network.head.shift * np.float32(share)))


def train_network(
    items: Sequence[Annotated], vocabulary: Vocabulary, known: Floats, seed: int
) -> tuple[Network, Floats]:
    """Return the network trained on ``items`` and the turns; the weights are the mean over the second half of the epochs."""
    rng = np.random.default_rng(seed)
    trainee = Trainee(first_tables(vocabulary, known, rng), WIDTH, STEPS, len(LABELS), rng)
    turns = Weights(transition_mask())
    schedule = all_lessons(items, vocabulary)
    everything = [*trainee.parameters(), turns]
    sums = [np.zeros_like(w.values) for w in everything]
    for epoch in range(EPOCHS):
        fresh = [*schedule, *all_lessons(renamed(items, EPOCHS * seed + epoch), vocabulary)]
        for number in rng.permutation(len(fresh)):
            learn(trainee, turns, fresh[number], rate_at(epoch), rng)
        if epoch >= EPOCHS // 2:
            for total, weights in zip(sums, everything, strict=True):
                total += weights.values
    for total, weights in zip(sums, everything, strict=True):
        weights.values = total / np.float32(EPOCHS - EPOCHS // 2)
    sample = np.concatenate([lesson.rows for lesson in schedule[:: max(1, len(schedule) * CHUNK // SAMPLE)]])
    return quantised(trainee, sample), turns.values


def rate_at(epoch: int) -> float:
    """Return the learning rate of an epoch, which falls twice."""
    return RATE * (1.0 if epoch < EPOCHS * 0.5 else 0.3 if epoch < EPOCHS * 0.8 else 0.1)


def learn(trainee: Trainee, turns: Weights, lesson: Lesson, rate: float, rng: np.random.Generator) -> None:
    """Learn from one lesson."""
    scores, kept = trainee.forward(hidden(lesson, rng), rng, DROPOUT)
    slope, turned = slopes(scores, turns.values, lesson.allowed, lesson.sentences, SMALL)
    trainee.backward(kept, slope, rate)
    turns.step(turned * (transition_mask() == 0), rate, decay=0.0)


def tags_of(items: Sequence[Annotated]) -> dict[str, int]:
    """Number the tags of the words of annotated documents."""
    found = {tag for item in items for tag in segment(fold(item.document.text)).cut.tags}
    return {tag: i for i, tag in enumerate(sorted(found), 1)}


def first_tables(vocabulary: Vocabulary, known: Floats, rng: np.random.Generator) -> list[Floats]:
    """Return the vectors to begin with, in the order of the columns of rows; characters are the first words."""
    counts = {"tag": len(vocabulary.tags) + 1, "group": max(vocabulary.groups.values()) + 1, "place": PLACES}
    drawn = {kind: random_table(count, SIZES[kind], rng) for kind, count in counts.items()}
    marks = [random_table(CODES, SIZES["mark"], rng) for _ in range(MARKS)]
    characters = sum(len(word) == 1 for word in vocabulary.words)
    return [known[: characters + 1].copy(), known.copy(), drawn["tag"], drawn["group"], drawn["place"], *marks]


def random_table(count: int, size: int, rng: np.random.Generator) -> Floats:
    """Draw vectors; row 0, for what is unknown or absent, is drawn as any other."""
    return (0.3 * rng.normal(size=(count, size))).astype(np.float32)
