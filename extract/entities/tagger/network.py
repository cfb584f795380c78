"""A small convolutional network over characters whose every sum is exact, so that all machines find the same scores.

Vectors, weights and activations are whole numbers of at most 8 bits kept in float32: sums of their products stay below 2^24,
where float32 is exact whatever the order of addition (quantisation as of Jacob et al. 2018, arXiv:1712.05877).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from extract.entities.tagger.rows import Rows

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.int8]
TOP = 127.0
"""The greatest activation."""
BLOCK = 1024
"""Characters that are worked on at once."""
MARGIN = 32
"""Characters on either side of a block that its convolutions may look at."""


@dataclass(frozen=True)
class Layer:
    """Whole-number weights (in, out); ``factor`` and ``shift`` (out,) turn their sums into the next activations."""

    weights: Floats
    factor: Floats
    shift: Floats

    @cached_property
    def rows(self) -> tuple[Floats, Floats]:
        """Factor and shift of each character of a block: numpy works faster on equal shapes than on short rows."""
        return of_block(self.factor), of_block(self.shift)

    def __call__(self, values: Floats) -> Floats:
        """Return the activations (n, out), from 0 to ``TOP``, of ``values`` (n, in)."""
        return self.activated(values @ self.weights)

    def activated(self, sums: Floats) -> Floats:
        """Return the activations of sums (n, out), in their place."""
        factor, shift = self.rows
        sums *= factor[: len(sums)]
        sums += shift[: len(sums)]
        np.clip(sums, 0, TOP, out=sums)
        return np.rint(sums, out=sums)


def of_block(values: Floats) -> Floats:
    """Repeat the values (out,) for each character of the longest block, its margins included."""
    return np.tile(values, (BLOCK + 2 * MARGIN, 1))


@dataclass(frozen=True)
class Head:
    """Label scores: whole-number weights (H, K) and ``factor`` (K,) for the activations of every layer, ``shift`` (K,)."""

    weights: tuple[Floats, ...]
    factors: tuple[Floats, ...]
    shift: Floats

    @cached_property
    def rows(self) -> tuple[Floats, list[Floats]]:
        """Shift and factors of each character of a block."""
        return of_block(self.shift), [of_block(factor) for factor in self.factors]

    def __call__(self, activations: Sequence[Floats]) -> Floats:
        """Return the (n, K) scores of the activations (n, H) of every layer."""
        shift, factors = self.rows
        scores: Floats = shift[: len(activations[0])].copy()
        for values, weights, factor in zip(activations, self.weights, factors, strict=True):
            found = values @ weights
            found *= factor[: len(found)]
            scores += found
        return scores


@dataclass(frozen=True)
class Network:
    """Tables of vectors (one per column of rows), the layer over them, convolutions of three characters at ``steps``, the head."""

    tables: tuple[Bytes, ...]
    entry: Layer
    layers: tuple[Layer, ...]
    steps: tuple[int, ...]
    head: Head

    @cached_property
    def shares(self) -> list[Floats]:
        """What each row of each table adds to the sums of the layer over them: the vectors times their part of the weights."""
        ends = np.cumsum([table.shape[1] for table in self.tables])
        parts = np.split(self.entry.weights, ends[:-1])
        return [table.astype(np.float32) @ weights for table, weights in zip(self.tables, parts, strict=True)]

    def scores(self, rows: Rows) -> Floats:
        """Return the (n, K) label scores of the rows (n, F) of a text's characters."""
        found = np.empty((len(rows), len(self.head.shift)), dtype=np.float32)
        for start, end, skip, stop in blocks(len(rows), sum(self.steps)):
            activations = self.activations(rows[start - skip : end])
            found[start:stop] = self.head([values[skip : skip + stop - start] for values in activations])
        return found

    def activations(self, rows: Rows) -> list[Floats]:
        """Return the activations (n, H) of every layer."""
        first, *others = self.shares
        sums = np.take(first, rows[:, 0], axis=0)
        for column, share in enumerate(others, 1):
            sums += np.take(share, rows[:, column], axis=0)
        values = [self.entry.activated(sums)]
        for layer, step in zip(self.layers, self.steps, strict=True):
            values.append(layer(neighbours(values[-1], step)))
        return values


def blocks(length: int, margin: int) -> Iterator[tuple[int, int, int, int]]:
    """Cut a text into blocks: start, end with the margin behind, how much margin stands before, end without it."""
    for start in range(0, length, BLOCK):
        stop = min(start + BLOCK, length)
        yield start, min(stop + margin, length), min(margin, start), stop


def neighbours(values: Floats, step: int) -> Floats:
    """Return (n, 3H): the values ``step`` characters before, here, ``step`` after; 0 beyond the ends."""
    length, width = values.shape
    joined = np.empty((length, 3 * width), dtype=np.float32)
    joined[:step, :width] = joined[max(length - step, 0) :, 2 * width :] = 0
    joined[step:, :width] = values[: max(length - step, 0)]
    joined[:, width : 2 * width] = values
    joined[: max(length - step, 0), 2 * width :] = values[step:]
    return joined
