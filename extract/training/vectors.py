"""Vectors of words to begin with: what a lexical analyser trained on large amounts of text knows of 55,000 words.

Reduced from the word embeddings of LAC 2.1.2 (Baidu, Apache-2.0, https://pypi.org/project/LAC/) to 64 principal components of 8 bits.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from extract.entities.tagger.model import strings
from extract.entities.tagger.network import Floats

FILE = Path(__file__).parent / "data" / "vectors.npz"
STEP = 1 / 60
"""What one step of the stored whole numbers is worth."""


def vectors() -> tuple[dict[str, int], Floats]:
    """Return the row of each word, from 1, those of one character first, and the (rows, 64) vectors; row 0 is nought."""
    with np.load(FILE) as stored:
        names = strings(stored["words"])
        known = stored["vectors"].astype(np.float32) * np.float32(STEP)
    return {name: i for i, name in enumerate(names, 1)}, np.concatenate(
        [np.zeros((1, known.shape[1]), np.float32), known]
    )
