"""From a document's text to tagged names: folding, words, marks, feature rows, best labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extract.entities.marks import marks
from extract.entities.propose import Segmented, segment
from extract.entities.tagger.features import Hashes, features, fold
from extract.entities.tagger.labels import decode
from extract.entities.tagger.model import Tagger, tag
from extract.facts import EntityClass

CAUTION = -0.6
"""Leans the tagger towards finding names; chosen on documents left out of training."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span that the tagger takes for a name, with the least probability of its labels."""

    start: int
    end: int
    cls: EntityClass
    probability: float


def feature_rows(text: str, district: str, groups: Mapping[str, int]) -> tuple[Segmented, Hashes]:
    """Return the words of a text and the feature rows of its characters."""
    words = segment(fold(text))
    return words, features(words.text, words.pairs, groups, marks(words, district))


def tagged(text: str, district: str, tagger: Tagger, caution: float = CAUTION) -> list[Tagged]:
    """Return the names that the tagger finds in a text about ``district``, in the order of the text."""
    if not text:
        return []
    words, rows = feature_rows(text, district, tagger.groups)
    labels, chances = tag(tagger, words.text, rows, caution)
    return [
        Tagged(start, end, cls, float(chances[range(start, end), labels[start:end]].min()))
        for start, end, cls in decode(labels.tolist())
    ]
