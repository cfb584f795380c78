"""The learned judge: rules propose observations, logistic regressions over readable features decides what stays.

Weights are a small JSON file written by ``python -m extract.training.numbers``; without features in it a draft scores by the bias alone.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, repeat, takewhile
from pathlib import Path
from typing import Any

from extract.document import Span
from extract.facts import Entity
from extract.numbers.clause import YIELDS
from extract.numbers.indicator import clean, has, only_verbs
from extract.numbers.prose import Draft

WEIGHTS = Path(__file__).parent / "data" / "judge.json"
KEEP = 0.6
KEEP_SUM = 0.25
"""A sum invested in several counted works is no attribute of a named project, which the weights know most investments to be."""
MANY = r"(?:[2-9]|\d{2,})[余多]?[个项条处座所栋户家](?!月|工作日|小时)"
SUM = re.compile(
    rf"的?(?:(?:(?!投资)[^，。；：、]){{0,40}}?{MANY}|(?:(?!投资)[^，。；：]){{0,80}}?等(?:{MANY}|一?系列|一批))"
)
OWNERS = frozenset(["District", "Park", "Enterprise", "Project"])
QUOTES = {"“": 1, "”": -1, "《": 1, "》": -1}


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where entities stand, for questions about a stretch of text."""

    spans: tuple[tuple[int, int, str], ...]

    def classes(self, start: int, end: int) -> set[str]:
        """Classes of the mentions that overlap ``[start, end)``."""
        at = bisect_left(self.spans, (start - 60,))
        found = set()
        for s, e, cls in self.spans[at:]:
            if s >= end:
                break
            if e > start:
                found.add(cls)
        return found

    def owners(self, start: int, end: int) -> list[tuple[int, int]]:
        """Places, parks, firms and works named in ``[start, end)``, in the order of the text."""
        at = bisect_left(self.spans, (start,))
        return [
            (s, e)
            for s, e, cls in takewhile(lambda m: m[0] < end, self.spans[at : at + 24])
            if cls in OWNERS and e <= end
        ]

    def beginning(self, start: int, end: int) -> set[str]:
        """Classes of the mentions that begin in ``[start, end)``."""
        at = bisect_left(self.spans, (start,))
        return {cls for s, _, cls in self.spans[at : at + 8] if s < end}


def mentions(entities: Sequence[Entity]) -> Mentions:
    """Index the mentions of ``entities``."""
    return Mentions(tuple(sorted((m.start, m.end, e.cls) for e in entities for m in e.mentions)))


def features(draft: Draft, view: str, where: Mentions) -> Iterator[str]:
    """Yield the features of a draft: how it was found, its words, what stands around it, what it overlaps."""
    yield from _own(draft)
    yield from _words(draft, view)
    yield from _place(draft, view)
    yield from _entities(draft, where)


def kept(draft: Draft, view: str, sure: float) -> float:
    """Return how sure an observation is, or 0 where it is dropped; growth in tenths (增长三成) is kept, which readers may leave out."""
    tenths = draft.quantity.han and draft.quantity.family == "share" and bool(draft.growth)
    if sure >= KEEP or tenths:
        return max(sure, KEEP)
    summed = sure >= KEEP_SUM and draft.rule in ("invested", "named") and SUM.match(view, draft.quantity.end)
    return KEEP if summed else 0.0


def _own(d: Draft) -> Iterator[str]:
    q = d.quantity
    yield "bias"
    yield f"rule={d.rule}"
    yield f"unit={q.unit}"
    yield f"family={q.family}"
    yield f"rule={d.rule}&family={q.family}"
    yield f"kind={d.kind}"
    yield f"sign={q.comparator}"
    yield f"han={q.han}&{q.family}"
    yield f"size={min(4, max(0, int(math.log10(max(abs(float(q.value)), 1)))))}&{q.family}"
    yield f"tense={d.frame.tense}&{q.family}"
    yield f"range={q.value_max is not None}"
    yield f"growth={d.growth}" if d.growth else "level"


def _words(d: Draft, view: str) -> Iterator[str]:
    name = d.indicator
    yield f"name-2={name[-2:]}"
    yield f"name+2={name[:2]}"
    yield f"name#={min(len(name), 16) // 2}"
    if "、" in name:
        yield "name has 、"
    if re.search(r"[\dA-Z]", name):
        yield "name has digit"
    left, right = clean(d.left), d.right
    yield f"left-1={left[-1:]}"
    yield f"left-2={left[-2:]}"
    yield f"right+1={right[:1]}"
    yield f"right+2={right[:2]}"
    yield f"next={view[d.quantity.end : d.quantity.end + 1]}"
    yield f"before={view[max(0, d.quantity.start - 1) : d.quantity.start]}"
    for role in ("target", "flow", "level", "keep", "verb"):
        if has(role, d.left):
            yield f"left has {role}"
    if only_verbs(name):
        yield "name is verb"


def _place(d: Draft, view: str) -> Iterator[str]:
    start, end = d.sentence
    head = view[start : d.quantity.start]
    if sum(QUOTES.get(c, 0) for c in head) > 0:
        yield "quoted"
    if head.count("（") > head.count("）"):
        yield "bracketed"
    if YIELDS.search(head):
        yield "after completion"
        yield f"after completion&{d.quantity.family}"
    if view[d.quantity.stop - 1] == "大":
        yield "大 for a unit"
    yield f"digits={min(5, len(re.findall('[0-9]+', view[start:end])) // 2)}"
    yield f"rank={min(d.rank, 2)}"


def _entities(d: Draft, where: Mentions) -> Iterator[str]:
    q = d.quantity
    if not where.spans:
        yield f"no entities&rule={d.rule}"
        return
    for cls in sorted(where.classes(q.number, q.stop)):
        yield f"in {cls}"
    for cls in sorted(where.beginning(q.end, q.end + 3)):
        yield f"before {cls}&{d.rule}&{q.family}"
    for cls in sorted(where.classes(max(d.start, q.start - 30), q.start)):
        yield f"after {cls}&{d.rule}"
    if d.right:
        for cls in sorted(where.classes(q.end, q.end + len(d.right))):
            yield f"right {cls}&{d.rule}"


@cache
def _trained() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def weights(part: str = "keep") -> dict[str, float]:
    """Return the weight of each feature of one decision: ``keep`` an observation, ``flow`` of a value over several years."""
    found: dict[str, float] = _trained()[part]
    return found


def confidence(sure: float) -> float:
    """Turn the judge's probability into the share of such observations that were right on documents left out of training."""
    steps: list[list[float]] = _trained()["calibration"]
    (low, floor), (high, ceiling) = steps[0], steps[-1]
    for (p, share), (q, other) in pairwise(steps):
        if p <= sure <= q:
            return round(share + (other - share) * (sure - p) / (q - p), 3) if q > p else other
    return floor if sure < low else ceiling if sure > high else floor


def probability(found: Iterable[str], model: dict[str, float]) -> float:
    """Return the logistic of the features' weights."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(map(model.get, found, repeat(0.0)))))))


def span_of(draft: Draft) -> Span:
    """The stretch from the indicator's clause to the end of the value."""
    return Span(draft.start, max(draft.end, draft.quantity.stop))
