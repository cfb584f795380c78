"""What a character shows: itself, its word with tag, class and place in it, and marks, each as a row of a table of vectors.

A text of n characters becomes an (n, F) array of row numbers; row 0 stands for what the vocabulary does not hold.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.entities.tagger.features import codepoints, distinct

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


def rows_of(pairs: Sequence[tuple[str, str]], vocabulary: Vocabulary, marks: npt.NDArray[np.uint32]) -> Rows:
    """Return the (n, F) rows of the characters of a folded text cut into ``pairs`` of word and tag; ``marks`` is (n, M).

    Columns: character, word, tag, class of the word, place in the word, marks.
    """
    kinds, kind = distinct(pairs)
    words, tags = [word for word, _ in kinds], [tag for _, tag in kinds]
    lengths = np.array([len(word) for word in words], dtype=np.int64)[kind]
    ends = np.cumsum(lengths)
    of = np.repeat(kind, lengths)
    found = np.zeros((5 + marks.shape[1], len(of)), dtype=np.int32)
    found[0] = vocabulary.characters[np.minimum(codepoints("".join([word for word, _ in pairs])), (1 << 16) - 1)]
    found[1] = looked_up(words, vocabulary.words)[of]
    found[2] = looked_up(tags, vocabulary.tags)[of]
    found[3] = looked_up(words, vocabulary.groups)[of]
    found[4, ends - lengths] = 1
    found[4, ends - 1] += 2
    np.minimum(marks.T, CODES - 1, out=found[5:], casting="unsafe")
    return found.T


def looked_up(keys: Sequence[str], numbers: Mapping[str, int]) -> Rows:
    """Return the numbers of keys, 0 for those without."""
    return np.array([numbers.get(key, 0) for key in keys], dtype=np.int32)
