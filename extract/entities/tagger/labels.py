"""The labels of characters: outside, or begin/inside/end of a name of one class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

import numpy as np
import numpy.typing as npt

from extract.facts import EntityClass

CLASSES: tuple[EntityClass, ...] = get_args(EntityClass)
LABELS: tuple[str, ...] = ("O", *(f"{place}-{cls}" for cls in CLASSES for place in "BIE"))
FORBIDDEN = -12.0
"""Score of a transition that cannot be."""


def follows(before: str, after: str) -> bool:
    """Tell whether label ``after`` may stand right of ``before``."""
    if before == "O" or before[0] == "E":
        return after == "O" or after[0] == "B"
    return after[0] in "IE" and before[2:] == after[2:]


def transition_mask() -> npt.NDArray[np.float32]:
    """Return the (K, K) scores that forbid impossible successions and leave the others at 0."""
    rows = [[0.0 if follows(a, b) else FORBIDDEN for b in LABELS] for a in LABELS]
    return np.array(rows, dtype=np.float32)


def start_scores() -> npt.NDArray[np.float32]:
    """Return the (K,) scores of the first label of a sequence."""
    return np.array([0.0 if follows("O", label) else FORBIDDEN for label in LABELS], dtype=np.float32)


def encode(length: int, spans: Iterable[tuple[int, int, EntityClass]]) -> npt.NDArray[np.int64]:
    """Return the labels of ``length`` characters with the given names (start, end, class); one-character names are left out."""
    labels = np.zeros(length, dtype=np.int64)
    for start, end, cls in spans:
        if end - start > 1:
            begin = 1 + 3 * CLASSES.index(cls)
            labels[start:end] = begin + 1
            labels[start], labels[end - 1] = begin, begin + 2
    return labels


def decode(labels: Iterable[int]) -> Iterator[tuple[int, int, EntityClass]]:
    """Yield the names (start, end, class) that a label sequence spells."""
    start = -1
    for i, label in enumerate(labels):
        if label == 0:
            start = -1
            continue
        place = (label - 1) % 3
        if place == 0:
            start = i
        elif place == 2 and start >= 0:
            yield start, i + 1, CLASSES[(label - 1) // 3]
            start = -1
