"""What a character shows: itself, its word with tag, class and place in it, and marks, each as a row of a table of vectors.

A text of n characters becomes an (n, F) array of row numbers; row 0 stands for what the vocabulary does not hold.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.entities.tagger.features import Cut, codepoints

PLACES = 4
"""Places in a word: inside, first, last, alone."""
CODES = 128
"""Codes of one mark; higher ones are read as the last."""
Rows = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Vocabulary:
    """Row numbers, from 1, of words (those of one character first) and tags; ``groups`` gives the class of a word."""

    words: Mapping[str, int]
    tags: Mapping[str, int]
    groups: Mapping[str, int]

    @functools.cached_property
    def characters(self) -> Rows:
        """The row of each character of the basic plane, by code point."""
        found = np.zeros(1 << 16, dtype=np.int32)
        for word, row in self.words.items():
            if len(word) == 1 and ord(word) < len(found):
                found[ord(word)] = row
        return found


def rows_of(text: str, parted: Cut, vocabulary: Vocabulary, marks: npt.NDArray[np.uint32]) -> Rows:
    """Return the (n, F) rows of the characters of folded ``text`` as it is cut into words; ``marks`` is (n, M).

    Columns: character, word, tag, class of the word, place in the word, marks.
    """
    of = parted.which[parted.index]
    found = np.empty((5 + marks.shape[1], len(of)), dtype=np.int32)
    found[0] = vocabulary.characters[np.minimum(codepoints(text), (1 << 16) - 1)]
    found[1] = looked_up(parted.words, vocabulary.words)[of]
    found[2] = looked_up(parted.tags, vocabulary.tags)[of]
    found[3] = looked_up(parted.words, vocabulary.groups)[of]
    found[4] = parted.place
    np.minimum(marks.T, CODES - 1, out=found[5:], casting="unsafe")
    return found.T


def looked_up(keys: Sequence[str], numbers: Mapping[str, int]) -> Rows:
    """Return the numbers of keys, 0 for those without."""
    return np.array([numbers.get(key, 0) for key in keys], dtype=np.int32)
