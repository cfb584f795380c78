"""Training of the tagger: maximum likelihood of the labels that annotations allow, names and names inside names at once, seeded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.document import Span
from extract.entities.propose import segment
from extract.entities.tagger.crf import Floats, forward_backward
from extract.entities.tagger.features import CODES, PLACES, Rows, Vocabulary, fold
from extract.entities.tagger.labels import LABELS, encode, start_scores, transition_mask
from extract.entities.tagger.model import INNER, OUTER, Stretch, Tagger, batches, padded, sequences
from extract.entities.tagging import SHORTEST_OUTER, rows
from extract.facts import Entity
from extract.training.corpus import Annotated
from extract.training.network import Trainee, Weights, quantised
from extract.training.vectors import vectors

WIDTH, STEPS, EPOCHS, RATE, DROPOUT = 128, (1, 1, 2, 2), 10, 2e-3, 0.3
KEPT_RATE = 0.1
"""Share of the learning rate for the vectors of words, which know more than the annotations can teach."""
CHUNK, SMALL = 4000, 1500
"""Characters that are learned from at once, and of a batch of sequences within."""
BLIND, UNREAD = 0.15, 0.1
"""Shares of the sentences whose territories and of the characters whose words are hidden."""
SIZES = {"tag": 12, "group": 24, "place": 8, "mark": 12}
MARKS = 6
WORD_COLUMN, MARK_COLUMN, PLACE_COLUMNS = 1, 5, 2
SAMPLE = 20_000
"""Characters by which the range of the activations is told."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A stretch of a document: rows (n, F), and for each head the labels allowed (n, K) and the sequences."""

    rows: Rows
    allowed: tuple[Floats, Floats]
    sequences: tuple[list[Stretch], list[Stretch]]


Mention = tuple[Span, Entity]


def nested(item: Annotated) -> tuple[list[Mention], dict[Span, list[Mention]]]:
    """Split the mentions of a document: the outermost ones, and for each of them what stands inside it, apart.

    Forms of other entities count inside a name too where they also stand by themselves elsewhere.
    """
    mentions = [(m, e) for e in item.extraction.entities for m in e.mentions]
    ordered = sorted(mentions, key=lambda m: (m[0].start, -m[0].end, m[1].key))
    outer: list[Mention] = []
    for span, entity in ordered:
        if not outer or span.start >= outer[-1][0].end:
            outer.append((span, entity))
    return outer, {span: list(inside(item, span, entity)) for span, entity in outer}


def inside(item: Annotated, outer: Span, owner: Entity) -> Iterator[Mention]:
    """Yield the names of other entities inside a mention, the longest of overlapping ones."""
    text = item.document.slice(outer)
    found = [
        (Span(outer.start + at, outer.start + at + len(form)), entity)
        for form, entity in item.forms
        if entity is not owner and len(form) < len(text)
        for at in places(form, text)
    ]
    taken: set[int] = set()
    for span, entity in sorted(found, key=lambda f: (f[0].start - f[0].end, f[0], f[1].key)):
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            yield span, entity


def places(form: str, text: str) -> Iterator[int]:
    """Yield where ``form`` begins in ``text``."""
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def allowed_labels(length: int, mentions: Sequence[Mention]) -> Floats:
    """Return (n, K): 1 for each label a character may have; optional names may also be no names."""
    allowed = np.zeros((length, len(LABELS)), dtype=np.float32)
    allowed[np.arange(length), encode(length, [(s.start, s.end, e.cls) for s, e in mentions])] = 1
    for span, entity in mentions:
        if entity.confidence < 1:
            allowed[span.start : span.end, 0] = 1
    return allowed


def lessons(items: Sequence[Annotated], vocabulary: Vocabulary) -> list[Lesson]:
    """Cut annotated documents into lessons at sentence ends."""
    return [lesson for item in items for lesson in document_lessons(item, vocabulary)]


def document_lessons(item: Annotated, vocabulary: Vocabulary) -> Iterator[Lesson]:
    """Yield the lessons of one document."""
    words = segment(fold(item.document.text))
    found = rows(words, item.document.metadata.district, vocabulary)
    outer, within = nested(item)
    allowed = tuple(allowed_labels(len(words.text), m) for m in (outer, [m for ms in within.values() for m in ms]))
    holders = [(s.start, s.end) for s, _ in outer if s.end - s.start >= SHORTEST_OUTER]
    for start, end, sentences in chunks(list(sequences(words.text))):
        holding = [(a - start, b - start) for a, b in holders if start <= a and b <= end]
        yield Lesson(found[start:end], (allowed[0][start:end], allowed[1][start:end]), (sentences, holding))


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
    for start, end in lesson.sequences[OUTER]:
        if rng.random() < BLIND:
            seen[start:end, MARK_COLUMN : MARK_COLUMN + PLACE_COLUMNS] = 0
    seen[rng.random(len(seen)) < UNREAD, WORD_COLUMN] = 0
    return seen


def slopes(scores: Floats, turns: Floats, allowed: Floats, stretches: Sequence[Stretch]) -> tuple[Floats, Floats]:
    """Return the slopes of the loss by scores (n, K) and by turns (K, K)."""
    found, turned = np.zeros_like(scores), np.zeros_like(turns)
    for batch in batches(stretches, SMALL):
        emissions, lengths, live, index = padded(batch, scores)
        may = padded(batch, allowed)[0]
        may[~live, 0] = 1
        free, free_turns, _ = forward_backward(emissions, turns, start_scores(), lengths)
        right, right_turns, _ = forward_backward(emissions, turns, start_scores(), lengths, may)
        found[index] = (free - right)[live]
        turned += free_turns - right_turns
    return found, turned


def train(items: Sequence[Annotated], groups: dict[str, int], seed: int = 0, epochs: int = EPOCHS) -> Tagger:
    """Return a tagger trained on ``items``; the weights are the mean over the second half of the epochs."""
    rng = np.random.default_rng(seed)
    words, known = vectors()
    vocabulary = Vocabulary(words, tags_of(items), {word: group for word, group in groups.items() if word in words})
    trainee = Trainee(first_tables(vocabulary, known, rng), WIDTH, STEPS, (len(LABELS), len(LABELS)), rng)
    for table in trainee.tables[:2]:
        table.share = KEPT_RATE
    mask = transition_mask()
    turns = [Weights(mask), Weights(mask)]
    schedule = lessons(items, vocabulary)
    everything = [*trainee.parameters(), *turns]
    sums = [np.zeros_like(w.values) for w in everything]
    for epoch in range(epochs):
        for number in rng.permutation(len(schedule)):
            learn(trainee, turns, schedule[number], rate_at(epoch, epochs), rng)
        if epoch >= epochs // 2:
            for total, weights in zip(sums, everything, strict=True):
                total += weights.values
    for total, weights in zip(sums, everything, strict=True):
        weights.values = total / np.float32(epochs - epochs // 2)
    sample = np.concatenate([lesson.rows for lesson in schedule[:: max(1, len(schedule) * CHUNK // SAMPLE)]])
    return Tagger(vocabulary, quantised(trainee, sample), (turns[OUTER].values, turns[INNER].values))


def rate_at(epoch: int, epochs: int) -> float:
    """Return the learning rate of an epoch, which falls twice."""
    return RATE * (1.0 if epoch < epochs * 0.5 else 0.3 if epoch < epochs * 0.8 else 0.1)


def learn(trainee: Trainee, turns: Sequence[Weights], lesson: Lesson, rate: float, rng: np.random.Generator) -> None:
    """Learn from one lesson."""
    scores, kept = trainee.forward(hidden(lesson, rng), rng, DROPOUT)
    downhill = [
        slopes(scores[head], turns[head].values, lesson.allowed[head], lesson.sequences[head])
        for head in (OUTER, INNER)
    ]
    trainee.backward(kept, [slope for slope, _ in downhill], rate)
    possible = transition_mask() == 0
    for weights, (_, turned) in zip(turns, downhill, strict=True):
        weights.step(turned * possible, rate, decay=0.0)


def tags_of(items: Sequence[Annotated]) -> dict[str, int]:
    """Number the tags of the words of annotated documents."""
    found = {tag for item in items for _, tag in segment(fold(item.document.text)).pairs}
    return {tag: i for i, tag in enumerate(sorted(found), 1)}


def first_tables(vocabulary: Vocabulary, known: Floats, rng: np.random.Generator) -> list[Floats]:
    """Return the vectors to begin with, in the order of the columns of rows."""
    counts = {"tag": len(vocabulary.tags) + 1, "group": max(vocabulary.groups.values()) + 1, "place": PLACES}
    drawn = {kind: random_table(count, SIZES[kind], rng) for kind, count in counts.items()}
    marks = [random_table(CODES, SIZES["mark"], rng) for _ in range(MARKS)]
    return [known.copy(), known.copy(), drawn["tag"], drawn["group"], drawn["place"], *marks]


def random_table(count: int, size: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Draw vectors; row 0, for what is unknown or absent, is drawn as any other."""
    return (0.3 * rng.normal(size=(count, size))).astype(np.float32)
