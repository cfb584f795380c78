"""Vectors of words to begin with: what others learned of 75,000 words from large amounts of text, side by side.

64 principal components of the word embeddings of the lexical analyser LAC 2.1.2 (Baidu, Apache-2.0,
https://pypi.org/project/LAC/) and 40 of the word2vec vectors of Synonyms 3.8.0 (MIT, https://pypi.org/project/synonyms/,
learned from Chinese Wikipedia); nought where a source lacks the word.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from extract.entities.tagger.model import strings
from extract.entities.tagger.network import Floats

FILE = Path(__file__).parent / "data" / "vectors.npz"
STEP = 1 / 23
"""What one step of the stored whole numbers is worth."""


def vectors() -> tuple[dict[str, int], Floats]:
    """Return the row of each word, from 1, those of one character first, and the (rows, 104) vectors; row 0 is nought."""
    with np.load(FILE) as stored:
        names = strings(stored["words"])
        known = stored["vectors"].astype(np.float32) * np.float32(STEP)
    return {name: i for i, name in enumerate(names, 1)}, np.concatenate(
        [np.zeros((1, known.shape[1]), np.float32), known]
    )
