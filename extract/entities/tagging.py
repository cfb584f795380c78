"""From a document's text to tagged names: folding, words, marks, feature rows, best labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extract.entities.marks import marks
from extract.entities.propose import Segmented
from extract.entities.tagger.features import Hashes, features
from extract.entities.tagger.labels import decode
from extract.entities.tagger.model import Tagger, tag
from extract.facts import EntityClass

CAUTION = -0.6
"""Leans the tagger towards finding names; chosen on documents left out of training."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span taken for a name, with the least probability of its labels; ``name`` where the text says it in parts."""

    start: int
    end: int
    cls: EntityClass
    probability: float
    name: str = ""


def feature_rows(words: Segmented, district: str, groups: Mapping[str, int]) -> Hashes:
    """Return the feature rows of the characters of a segmented text about ``district`` (``""`` if unknown)."""
    return features(words.text, words.pairs, groups, marks(words, district))


def tagged(words: Segmented, district: str, tagger: Tagger, caution: float = CAUTION) -> list[Tagged]:
    """Return the names that the tagger finds in a segmented text about ``district``, in the order of the text."""
    if not words.text:
        return []
    labels, chances = tag(tagger, words.text, feature_rows(words, district, tagger.groups), caution)
    return [
        Tagged(start, end, cls, float(chances[range(start, end), labels[start:end]].min()))
        for start, end, cls in decode(labels.tolist())
    ]
