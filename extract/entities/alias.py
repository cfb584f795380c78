"""The learned judge of pairs: which things of a document, told apart by rules, are one under two names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from extract.entities.logistic import Judge, load
from extract.entities.merge import Form
from extract.entities.pairs import Pair, Scene, Thing, features

MODEL = Path(__file__).parent / "data" / "alias.json"
ORDINAL = re.compile(r"第[0-9一二三四五六七八九十]+|[0-9一二三四五六七八九十]+[期号批标]")
"""What tells a part of a row from the others."""
MARGIN = 0.1
"""How much less sure than the threshold another thing may be that a shorter name could as well mean."""


@cache
def default_aliases() -> Judge:
    """The judge that is shipped."""
    return load(MODEL)


def joined(scene: Scene, aliases: Judge) -> list[list[Form]]:
    """Return the forms of every thing of a document, those together that the judge takes for one."""
    sure = {pair: aliases.confidence(features(scene, pair)) for pair in scene.pairs if not barred(pair)}
    found = {frozenset((pair.first, pair.second)): confidence for pair, confidence in sure.items()}
    order = {thing: number for number, thing in enumerate(scene.things)}
    near = [pair for pair in sure if sure[pair] >= aliases.threshold - MARGIN]
    likely = [pair for pair in clear(near, found, aliases.threshold) if sure[pair] >= aliases.threshold]
    together: dict[Thing, list[Thing]] = {thing: [thing] for thing in scene.things}
    for pair in sorted(likely, key=lambda p: (-sure[p], order[p.first], order[p.second])):
        some, others = together[pair.first], together[pair.second]
        if some is not others and agreed(some, others, found) >= aliases.threshold:
            together.update((thing, some + others) for thing in some + others)
    return parts(scene.things, together)


def barred(pair: Pair) -> bool:
    """Tell whether a pair is two things whatever else holds: phases of a project, a new area and the city it is named after."""
    new_area = pair.first.cls == "District" and pair.long == f"{pair.short}新区"
    return new_area or ORDINAL.findall(pair.short) != ORDINAL.findall(pair.long)


def clear(pairs: Sequence[Pair], sure: Mapping[frozenset[Thing], float], threshold: float) -> list[Pair]:
    """Leave out shorter names that could as well mean another thing, which is not the same as the first."""
    meant: dict[Thing, list[Thing]] = {}
    for pair in pairs:
        meant.setdefault(pair.first, []).append(pair.second)

    def alone(pair: Pair) -> bool:
        others = (other for other in meant[pair.first] if other is not pair.second)
        return all(sure.get(frozenset((pair.second, other)), 0.0) >= threshold for other in others)

    return [pair for pair in pairs if alone(pair)]


def agreed(some: Sequence[Thing], others: Sequence[Thing], sure: Mapping[frozenset[Thing], float]) -> float:
    """Return how sure the judge is on average that things of two groups are one; names that are not alike speak against it."""
    return sum(sure.get(frozenset((a, b)), 0.0) for a in some for b in others) / (len(some) * len(others))


def parts(things: Iterable[Thing], together: Mapping[Thing, list[Thing]]) -> list[list[Form]]:
    """Return the forms of each group of things, in the order of the first."""
    groups = {together[thing][0]: together[thing] for thing in things}
    return [[form for thing in group for form in thing.forms] for group in groups.values()]
