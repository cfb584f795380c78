"""From a segmented text to tagged names: marks, features, label scores, best labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from extract.entities.marks import PLACE_MARKS, marks
from extract.entities.propose import Segmented
from extract.entities.tagger.crf import Floats
from extract.entities.tagger.features import Hashes, features
from extract.entities.tagger.labels import LABELS, decode
from extract.entities.tagger.model import Tagger, sequences, tag
from extract.entities.tagger.rows import Rows, Vocabulary, rows_of
from extract.facts import EntityClass

OUTSIDE = -0.15
"""Added to the score of a character outside names: the judge of entities takes back what is found too readily."""
BEGIN: Mapping[EntityClass, float] = {"Enterprise": 1.0}
"""Added to the score of a name's first character by class; both chosen on documents left out of training."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span taken for a name, with the least probability of its labels; ``name`` where the text says it in parts."""

    start: int
    end: int
    cls: EntityClass
    probability: float
    name: str = ""


def in_order(span: Tagged) -> tuple[int, int, str, float, str]:
    """Return what spans are sorted by, the same on every run."""
    return span.start, span.end, span.cls, span.probability, span.name


def shown(words: Segmented, district: str, vocabulary: Vocabulary, blind: bool = False) -> tuple[Hashes, Rows]:
    """Return what the characters of a segmented text about ``district`` (``""`` if unknown) show: hashed features, rows of vectors.

    ``blind`` hides the national territories, as they are hidden of places that no table has.
    """
    seen = marks(words, district)
    if blind:
        seen[:, :PLACE_MARKS] = 0
    return features(words.text, words.cut, vocabulary.groups, seen), rows_of(words.text, words.cut, vocabulary, seen)


def leaning(outside: float, begin: Mapping[EntityClass, float] = BEGIN) -> Floats:
    """Return the (K,) scores that lean the tagger towards finding names, or away from it."""
    lean = np.zeros(len(LABELS), dtype=np.float32)
    lean[0] = outside
    for cls, bonus in begin.items():
        lean[LABELS.index(f"B-{cls}")] = bonus
    return lean


def tagged(words: Segmented, district: str, tagger: Tagger, outside: float = OUTSIDE) -> list[Tagged]:
    """Return the names that the tagger finds in a segmented text about ``district``, in the order of the text."""
    if not words.text:
        return []
    scores = tagger.scores(*shown(words, district, tagger.vocabulary))
    scores += leaning(outside)
    labels, chances = tag(scores, tagger.turns, list(sequences(words.text)))
    chosen = np.take_along_axis(chances, labels[:, None], axis=1)[:, 0]
    return [Tagged(start, end, cls, float(chosen[start:end].min())) for start, end, cls in decode(labels.tolist())]
