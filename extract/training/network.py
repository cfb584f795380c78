"""The network of the tagger in floating point: forward, backward, Adam (Kingma and Ba 2015) with decoupled decay, rounding to 8 bits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from extract.entities.tagger.network import TOP, Bytes, Floats, Head, Layer, Network, neighbours
from extract.entities.tagger.rows import Rows

DECAY = 0.01
FIRST, ROWS_SECOND, TINY = 0.9, 0.99, 1e-8
FILLED = 99.95
"""Percentile of the activations that the greatest whole number stands for."""
FINE = 30
"""Steps between nought and that percentile of the vectors: few, so that their tables pack well."""


@dataclass(slots=True)
class Weights:
    """Weights with the running moments of their slopes; ``times`` counts the steps of each row, for tables see few rows at once.

    ``second`` is how long the running mean of the squared slopes remembers.
    """

    values: Floats
    second: float = 0.999
    mean: Floats = field(init=False)
    square: Floats = field(init=False)
    times: Rows = field(init=False)

    def __post_init__(self) -> None:
        self.values = self.values.astype(np.float32)
        self.mean, self.square = np.zeros_like(self.values), np.zeros_like(self.values)
        self.times = np.zeros((len(self.values), *(1 for _ in self.values.shape[1:])), dtype=np.int32)

    def step(self, slope: Floats, rate: float, rows: Rows | slice = slice(None), decay: float = DECAY) -> None:
        """Move the weights of ``rows`` against their slope; matrices shrink by ``decay`` as well."""
        self.times[rows] += 1
        times = self.times[rows]
        mean = self.mean[rows] * FIRST + (1 - FIRST) * slope
        square = self.square[rows] * self.second + (1 - self.second) * slope * slope
        self.mean[rows], self.square[rows] = mean, square
        move = (mean / (1 - FIRST**times)) / (np.sqrt(square / (1 - self.second**times)) + TINY)
        shrunk = (decay if self.values.ndim > 1 else 0.0) * self.values[rows]
        self.values[rows] -= (rate * (move + shrunk)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Pass:
    """What a forward pass keeps for the way back: inputs of each layer, activations, dropout masks."""

    rows: Rows
    inputs: list[Floats]
    activations: list[Floats]
    masks: list[Floats]
    seen: list[Floats]
    seen_masks: list[Floats]


class Trainee:
    """A network that learns. ``tables`` are the first vectors, ``width`` the activations of a layer, ``labels`` how many are scored."""

    def __init__(
        self, tables: Sequence[Floats], width: int, steps: Sequence[int], labels: int, rng: np.random.Generator
    ) -> None:
        self.tables = [Weights(table, ROWS_SECOND) for table in tables]
        self.steps = tuple(steps)
        sizes = [sum(table.shape[1] for table in tables), *(3 * width for _ in steps)]
        self.layers = [(Weights(spread(size, width, rng)), zeros(width)) for size in sizes]
        self.outs = [Weights(spread(width, labels, rng) * np.float32(0.1)) for _ in sizes]
        self.shift = zeros(labels)

    def parameters(self) -> list[Weights]:
        """All weights, in a fixed order."""
        layers = [w for pair in self.layers for w in pair]
        return [*self.tables, *layers, *self.outs, self.shift]

    def forward(self, rows: Rows, rng: np.random.Generator, dropout: float) -> tuple[Floats, Pass]:
        """Return the (n, K) label scores of rows (n, F), with what ``backward`` needs."""
        value: Floats = np.concatenate([t.values[rows[:, k]] for k, t in enumerate(self.tables)], axis=1)
        kept = Pass(rows, [], [], [], [], [])
        for number, (weights, shift) in enumerate(self.layers):
            mask = dropped(value.shape, dropout, rng)
            value = value * mask
            value = neighbours(value, self.steps[number - 1]) if number else value
            kept.inputs.append(value)
            kept.masks.append(mask)
            value = np.maximum(value @ weights.values + shift.values, 0)
            seen_mask = dropped(value.shape, dropout, rng)
            kept.activations.append(value)
            kept.seen_masks.append(seen_mask)
            kept.seen.append(value * seen_mask)
        scores = np.repeat(self.shift.values[None], len(rows), axis=0)
        for out, values in zip(self.outs, kept.seen, strict=True):
            scores += values @ out.values
        return scores, kept

    def backward(self, kept: Pass, slope: Floats, rate: float) -> None:
        """Learn from the slopes (n, K) of the loss by the scores."""
        above = [(slope @ out.values.T) * mask for out, mask in zip(self.outs, kept.seen_masks, strict=True)]
        moves = [(self.shift, slope.sum(axis=0))]
        moves += [(out, seen.T @ slope) for out, seen in zip(self.outs, kept.seen, strict=True)]
        below = self.descend(kept, above, moves)
        for weights, turned in moves:
            weights.step(turned, rate)
        self.learn_tables(kept.rows, below, rate)

    def descend(self, kept: Pass, above: list[Floats], moves: list[tuple[Weights, Floats]]) -> Floats:
        """Carry slopes from the last layer to the vectors, noting those of the weights; return the slopes of the vectors."""
        for number in range(len(self.layers) - 1, -1, -1):
            weights, shift = self.layers[number]
            slope = above[number] * (kept.activations[number] > 0)
            moves += [(weights, kept.inputs[number].T @ slope), (shift, slope.sum(axis=0))]
            below = slope @ weights.values.T
            if number:
                above[number - 1] += gathered_in(below, self.steps[number - 1]) * kept.masks[number]
        result: Floats = below * kept.masks[0]
        return result

    def learn_tables(self, rows: Rows, slopes: Floats, rate: float) -> None:
        """Learn the vectors of the rows that occur, from slopes (n, D)."""
        at = 0
        for column, table in enumerate(self.tables):
            width = table.values.shape[1]
            order = np.argsort(rows[:, column], kind="stable")
            used, starts = np.unique(rows[order, column], return_index=True)
            table.step(np.add.reduceat(slopes[order, at : at + width], starts, axis=0), rate, used)
            at += width


def zeros(size: int) -> Weights:
    """Return weights of nought."""
    return Weights(np.zeros(size, dtype=np.float32))


def spread(size: int, width: int, rng: np.random.Generator) -> Floats:
    """First weights of a layer (He et al. 2015)."""
    return np.asarray(rng.normal(size=(size, width)) * np.sqrt(2 / size), dtype=np.float32)


def dropped(shape: tuple[int, ...], share: float, rng: np.random.Generator) -> Floats:
    """A mask that drops a share of the values and makes up for them with the others."""
    return (rng.random(shape, dtype=np.float32) >= share) * np.float32(1 / (1 - share))


def gathered_in(slopes: Floats, step: int) -> Floats:
    """The way back of ``neighbours``: (n, 3H) slopes to (n, H)."""
    length, width = len(slopes), slopes.shape[1] // 3
    found = slopes[:, width : 2 * width].copy()
    found[: max(length - step, 0)] += slopes[step:, :width]
    found[step:] += slopes[: max(length - step, 0), 2 * width :]
    return found


def whole(values: Floats) -> tuple[Floats, Floats]:
    """Round weights (in, out) to whole numbers of 8 bits with a scale per column."""
    scale = np.maximum(np.abs(values).max(axis=0), 1e-6) / 127
    return np.rint(values / scale).astype(np.float32), scale.astype(np.float32)


def quantised(trainee: Trainee, rows: Rows) -> Network:
    """Return the network in whole numbers; ``rows`` are of a text by which the range of the activations is told."""
    step = max(float(np.percentile(np.abs(t.values), FILLED)) for t in trainee.tables) / FINE
    tables: tuple[Bytes, ...] = tuple(np.rint(t.values / step).clip(-TOP, TOP).astype(np.int8) for t in trainee.tables)
    still = np.random.default_rng(0)
    _, kept = trainee.forward(rows, still, 0.0)
    ranges = [max(float(np.percentile(a, FILLED)), 1e-6) / TOP for a in kept.activations]
    layers = []
    for (weights, shift), scale_in, scale_out in zip(trainee.layers, [step, *ranges], ranges, strict=False):
        rounded, scale = whole(weights.values)
        layers.append(Layer(rounded, scale * np.float32(scale_in / scale_out), shift.values / np.float32(scale_out)))
    return Network(tables, layers[0], tuple(layers[1:]), trainee.steps, head_of(trainee, ranges))


def head_of(trainee: Trainee, ranges: Sequence[float]) -> Head:
    """Return the head in whole numbers."""
    rounded = [whole(out.values) for out in trainee.outs]
    factors = tuple(scale * np.float32(r) for (_, scale), r in zip(rounded, ranges, strict=True))
    return Head(tuple(weights for weights, _ in rounded), factors, trainee.shift.values)
