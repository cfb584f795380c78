"""Classes of words learned from raw text: words that stand between the same neighbours get the same number.

Positive pointwise mutual information with the two words on either side, 100 singular vectors (Levy and Goldberg 2014), k-means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import rjieba

from extract.entities.tagger.features import fold
from extract.entities.tagger.model import sequences

OFFSETS = (-2, -1, 1, 2)
LEAST = 4
"""Times that a word must occur to get a class."""


def sentences(texts: Iterable[str]) -> list[list[str]]:
    """Cut texts into sentences of words."""
    return [rjieba.cut(folded[a:b], True) for folded in map(fold, texts) for a, b in sequences(folded) if b - a > 4]


def counts(
    corpus: Sequence[Sequence[str]], words: dict[str, int], contexts: dict[str, int]
) -> Counter[tuple[int, int]]:
    """Count (word, context word at an offset) pairs."""
    found: Counter[tuple[int, int]] = Counter()
    for sentence in corpus:
        for i, word in enumerate(sentence):
            for k, offset in enumerate(OFFSETS):
                other = contexts.get(sentence[i + offset]) if 0 <= i + offset < len(sentence) else None
                if word in words and other is not None:
                    found[words[word], other + k * len(contexts)] += 1
    return found


def learn(texts: Iterable[str], classes: int = 300, contexts: int = 6000) -> dict[str, int]:
    """Return the class (from 1) of every word that occurs often enough in ``texts``; the same texts give the same classes."""
    from scipy.sparse import csr_matrix
    from sklearn.cluster import KMeans
    from sklearn.utils.extmath import randomized_svd

    corpus = sentences(texts)
    frequency = Counter(word for sentence in corpus for word in sentence)
    ranked = sorted((w for w, n in frequency.items() if n >= LEAST and w.isalnum()), key=lambda w: (-frequency[w], w))
    words = {word: i for i, word in enumerate(ranked)}
    neighbours = {word: i for i, word in enumerate(ranked[:contexts])}
    pairs = counts(corpus, words, neighbours)
    keys = np.array(sorted(pairs))
    values = np.array([pairs[a, b] for a, b in keys], dtype=np.float64)
    shape = (len(words), len(neighbours) * len(OFFSETS))
    rows = np.bincount(keys[:, 0], values, shape[0])
    columns = np.bincount(keys[:, 1], values, shape[1]) ** 0.75
    information = np.log(values / (rows[keys[:, 0]] * (columns / columns.sum())[keys[:, 1]]))
    kept = information > 0
    matrix = csr_matrix((information[kept], keys[kept].T), shape=shape)
    left, strength, _ = randomized_svd(matrix, min(100, min(shape) - 1), random_state=0)
    vectors = left * np.sqrt(strength)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    labels = (
        KMeans(min(classes, len(words)), random_state=0, n_init=1, max_iter=50).fit(vectors.astype(np.float32)).labels_
    )
    return dict(zip(ranked, (labels + 1).tolist(), strict=True))
