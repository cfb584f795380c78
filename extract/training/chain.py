"""What both scorers of the tagger learn from: the labels that an annotation allows, and the slopes of the chain's loss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from extract.document import Span
from extract.entities.tagger.crf import Floats, forward_backward
from extract.entities.tagger.labels import LABELS, encode, start_scores
from extract.entities.tagger.model import Stretch, batches, padded
from extract.facts import Entity
from extract.training.corpus import Annotated


def outermost(item: Annotated) -> Iterator[tuple[Span, Entity]]:
    """Yield the mentions of a document, of overlapping ones the longest."""
    found = ((m, e) for e in item.extraction.entities for m in e.mentions)
    taken = bytearray(len(item.document.text))
    for span, entity in sorted(found, key=lambda f: (f[0].start - f[0].end, f[0], f[1].key)):
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
            yield span, entity


def allowed_labels(item: Annotated) -> Floats:
    """Return (n, K): 1 for each label a character may have; optional names may also be no names."""
    length, mentions = len(item.document.text), list(outermost(item))
    allowed = np.zeros((length, len(LABELS)), dtype=np.float32)
    allowed[np.arange(length), encode(length, [(m.start, m.end, e.cls) for m, e in mentions])] = 1
    for span, entity in mentions:
        if entity.confidence < 1:
            allowed[span.start : span.end, 0] = 1
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
