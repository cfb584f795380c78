"""Whether a stretch tells of what was reached or of what is wanted, by how its clauses begin and end.

A logistic regression over the words of a sentence, the mean over sentences: for stretches whose headings say nothing of time. Its
weights are a JSON file written by ``python -m extract.training SHARED tones``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from extract.numbers.words import group

WEIGHTS = Path(__file__).parent / "data" / "tone.json"
CLAUSES = re.compile(r"[，。；：！？、“”（）—\s\d.%]+")
DONE = re.compile("([一-龥])了")
FIRM = 3.0
"""One sentence says no more than this."""
ENOUGH = 4
"""Fewer sentences decide nothing."""
MOST = 40
"""Sentences that are listened to."""


@cache
def _cues() -> tuple[str, ...]:
    return group("cues", "tone")


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature."""
    loaded: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def features(sentence: str) -> Iterator[str]:
    """Yield what speaks for the one or the other: beginnings and ends of clauses, what is done (…了), words of time and degree."""
    yield "bias"
    for clause in CLAUSES.split(sentence):
        if len(clause) >= 2:
            yield f"begin={clause[:2]}"
            yield f"end={clause[-1]}"
    for done in DONE.findall(sentence):
        yield f"done={done}"
    for cue in _cues():
        if cue in sentence:
            yield f"cue={cue}"


def tone(sentences: Iterable[str]) -> float | None:
    """Return the mean log odds (natural) that sentences tell of what is wanted, None where they are too few."""
    model = weights()
    heard = [said for said, _ in zip(sentences, range(MOST), strict=False)]
    if len(heard) < ENOUGH:
        return None
    odds = (math.fsum(model.get(f, 0.0) for f in sorted(set(features(said)))) for said in heard)
    return math.fsum(max(-FIRM, min(FIRM, odd)) for odd in odds) / len(heard)
