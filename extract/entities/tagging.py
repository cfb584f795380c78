"""From a segmented text to tagged names: marks, rows of vectors, scores, best labels; then the names inside those names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from extract.entities.marks import PLACE_MARKS, marks
from extract.entities.propose import Segmented
from extract.entities.tagger.features import Rows, Vocabulary, rows_of
from extract.entities.tagger.labels import LABELS, decode
from extract.entities.tagger.model import INNER, OUTER, Stretch, Tagger, sequences, tag
from extract.entities.tagger.network import Floats
from extract.facts import EntityClass

OUTSIDE = {OUTER: 0.1, INNER: -0.3}
"""Added to the score of a character outside names, by head: how readily names are found was chosen on documents left out."""
BEGIN: Mapping[EntityClass, float] = {}
"""Added to the score of a name's first character by class."""
SHORTEST_OUTER = 4
"""Characters of a name that may hold another."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span taken for a name, with the least probability of its labels; ``name`` where the text says it in parts."""

    start: int
    end: int
    cls: EntityClass
    probability: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The names that a tagger finds in a text, in its order, and the label scores (n, K) for names inside names."""

    names: list[Tagged]
    inner_scores: Floats


def rows(words: Segmented, district: str, vocabulary: Vocabulary, blind: bool = False) -> Rows:
    """Return the rows of the characters of a segmented text about ``district`` (``""`` if unknown).

    ``blind`` hides the national territories, as they are hidden of places that no table has.
    """
    seen = marks(words, district)
    if blind:
        seen[:, :PLACE_MARKS] = 0
    return rows_of(words.pairs, vocabulary, seen)


def leaning(outside: float, begin: Mapping[EntityClass, float] = BEGIN) -> Floats:
    """Return the (K,) scores that lean the tagger towards finding names, or away from it."""
    lean = np.zeros(len(LABELS), dtype=np.float32)
    lean[0] = outside
    for cls, bonus in begin.items():
        lean[LABELS.index(f"B-{cls}")] = bonus
    return lean


def read(words: Segmented, district: str, tagger: Tagger, outside: float = OUTSIDE[OUTER]) -> Reading:
    """Return the names that the tagger finds in a segmented text about ``district``."""
    scores = tagger.network.scores(rows(words, district, tagger.vocabulary))
    stretches = list(sequences(words.text))
    return Reading(best_names(tagger, OUTER, scores[OUTER] + leaning(outside), stretches), scores[INNER])


def names_inside(reading: Reading, outer: Iterable[Tagged], tagger: Tagger) -> list[Tagged]:
    """Return the names that stand inside ``outer`` names and are shorter, each span once."""
    spans = {(t.start, t.end) for t in outer if not t.name}
    long = [span for span in sorted(spans) if span[1] - span[0] >= SHORTEST_OUTER]
    apart = [span for i, span in enumerate(long) if i == 0 or span[0] >= long[i - 1][1]]
    found = best_names(tagger, INNER, reading.inner_scores + leaning(OUTSIDE[INNER], {}), apart)
    return [name for name in found if (name.start, name.end) not in spans]


def best_names(tagger: Tagger, head: int, scores: Floats, stretches: list[Stretch]) -> list[Tagged]:
    """Return the names that the likeliest labels spell in ``stretches``, in the order of the text."""
    if not stretches:
        return []
    labels, chances = tag(scores, tagger.turns[head], stretches)
    return [
        Tagged(start, end, cls, float(chances[range(start, end), labels[start:end]].min()))
        for start, end, cls in decode(labels.tolist())
    ]
