"""What both scorers of the tagger learn from: the labels that an annotation allows, and the slopes of the chain's loss."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.entities.tagger.crf import Floats, forward_backward
from extract.entities.tagger.labels import LABELS, encode, start_scores
from extract.entities.tagger.model import Stretch, batches, padded
from extract.training.corpus import Annotated


def allowed_labels(item: Annotated) -> Floats:
    """Return (n, K): 1 for each label a character may have; optional names may also be no names; the longer of nested names counts."""
    length = len(item.document.text)
    mentions = sorted(
        ((m, e) for e in item.extraction.entities for m in e.mentions),
        key=lambda found: (found[0].end - found[0].start, found[0], found[1].key),
    )
    allowed = np.zeros((length, len(LABELS)), dtype=np.float32)
    allowed[np.arange(length), encode(length, [(m.start, m.end, e.cls) for m, e in mentions])] = 1
    for m, entity in mentions:
        allowed[m.start : m.end, 0] = entity.confidence < 1
    return allowed


def slopes(
    scores: Floats, turns: Floats, allowed: Floats, stretches: Sequence[Stretch], size: int
) -> tuple[Floats, Floats]:
    """Return the slopes of the loss by scores (n, K) and by turns (K, K); ``stretches`` in batches of about ``size``."""
    found, turned = np.zeros_like(scores), np.zeros_like(turns)
    for batch in batches(stretches, size):
        emissions, lengths, live, index = padded(batch, scores)
        may = padded(batch, allowed)[0]
        may[~live, 0] = 1
        free, free_turns, _ = forward_backward(emissions, turns, start_scores(), lengths)
        right, right_turns, _ = forward_backward(emissions, turns, start_scores(), lengths, may)
        found[index] = (free - right)[live]
        turned += free_turns - right_turns
    return found, turned
