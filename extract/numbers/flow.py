"""Whether a value of a frame of several years counts over them all (新增, 累计) or holds at their end (达到, 总量).

The rule ``kind.is_flow`` answers first; a logistic regression over its answer and the words around the value decides. Its weights stand
beside those of the judge, written by ``python -m extract.training.numbers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from extract.numbers.indicator import clean
from extract.numbers.judge import probability
from extract.numbers.prose import Draft
from extract.numbers.words import group


@cache
def _cues() -> re.Pattern[str]:
    words = {w for role in ("flow", "level", "keep", "verb", "predicate") for w in group("cues", role)}
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))))


def is_open(draft: Draft) -> bool:
    """Say whether a draft stands in a frame of several years, so that its period has to be decided."""
    return draft.frame.known and 0 < draft.frame.first < draft.frame.last


def settled(drafts: Iterable[Draft], model: dict[str, float]) -> Iterator[Draft]:
    """Yield the drafts of one sentence with their periods decided by the weights of ``model``."""
    last = ""
    for draft in drafts:
        if is_open(draft):
            flow = probability(features(draft, last), model) >= 0.5
            yield replace(draft, period=draft.frame.period(flow))
        else:
            yield draft
        last = answer(draft)


def answer(draft: Draft) -> str:
    """Return the rule's answer for a draft."""
    return "flow" if "-" in draft.period else "level"


def features(d: Draft, last: str) -> Iterator[str]:
    """Yield what speaks for the one or the other; ``last`` is the rule's answer for the number before in the sentence."""
    rule, q = answer(d), d.quantity
    yield "bias"
    yield f"rule={rule}"
    yield f"last={last}&{rule}"
    yield f"family={q.family}&{rule}"
    yield f"by={d.rule}&{rule}"
    yield f"unit={q.unit}"
    yield f"sign={q.comparator}"
    yield f"name-2={d.indicator[-2:]}"
    yield f"name-1={d.indicator[-1:]}"
    if d.growth:
        yield "growth"
    if d.right:
        yield "right"
    for side, text in (("left", clean(d.left)), ("right", d.right), ("name", d.indicator)):
        for word in sorted(set(_cues().findall(text))):
            yield f"{side} {word}"
