"""From a document's text to tagged names: folding, words, marks, feature rows, best labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from extract.entities.marks import PLACE_MARKS, marks
from extract.entities.propose import Segmented
from extract.entities.tagger.crf import Floats
from extract.entities.tagger.features import Hashes, features
from extract.entities.tagger.labels import LABELS, decode
from extract.entities.tagger.model import Tagger, tag
from extract.facts import EntityClass

OUTSIDE = -0.3
"""Added to the score of a character outside names: training sees fewer names than there are, for many are optional."""
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


def feature_rows(words: Segmented, district: str, groups: Mapping[str, int], blind: bool = False) -> Hashes:
    """Return the feature rows of the characters of a segmented text about ``district`` (``""`` if unknown).

    ``blind`` hides the national territories, as they are hidden of places that no table has.
    """
    seen = marks(words, district)
    if blind:
        seen[:, :PLACE_MARKS] = 0
    return features(words.text, words.pairs, groups, seen)


def leaning(outside: float = OUTSIDE, begin: Mapping[EntityClass, float] = BEGIN) -> Floats:
    """Return the (K,) scores that lean the tagger towards finding names."""
    lean = np.zeros(len(LABELS), dtype=np.float32)
    lean[0] = outside
    for cls, bonus in begin.items():
        lean[LABELS.index(f"B-{cls}")] = bonus
    return lean


def tagged(words: Segmented, district: str, tagger: Tagger, lean: Floats | None = None) -> list[Tagged]:
    """Return the names that the tagger finds in a segmented text about ``district``, in the order of the text."""
    if not words.text:
        return []
    labels, chances = tag(
        tagger, words.text, feature_rows(words, district, tagger.groups), leaning() if lean is None else lean
    )
    return [
        Tagged(start, end, cls, float(chances[range(start, end), labels[start:end]].min()))
        for start, end, cls in decode(labels.tolist())
    ]
