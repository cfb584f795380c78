"""The learned judge of entities: how likely each thing of a document is one that a careful reader writes down.

The tagger sees sentences; the judge sees the whole document: how often a name stands there, beside which other names, in what words.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate
from pathlib import Path

from extract.document import Document
from extract.entities.logistic import Judge, bucket, load
from extract.entities.nouns import ends_in_head
from extract.facts import Entity
from extract.joints import JOINTS
from ontology import territories, vocabulary

MODEL = Path(__file__).parent / "data" / "judge.json"


@cache
def default_judge() -> Judge:
    """The judge that is shipped."""
    return load(MODEL)


def judged(document: Document, entities: Sequence[Entity], judge: Judge | None = None) -> list[Entity]:
    """Return the entities that the judge keeps, with its confidence, in their order."""
    judge = judge or default_judge()
    sure = [round(judge.confidence(found), 3) for found in features(document, entities)]
    return [replace(e, confidence=c) for e, c in zip(entities, sure, strict=True) if c >= judge.threshold]


def features(document: Document, entities: Sequence[Entity]) -> Iterator[list[str]]:
    """Yield the names of what holds for each entity of a document."""
    names, lists = Names(entities), Lists(document.text, entities)
    for entity in entities:
        yield [
            *own(entity),
            *placed(document, entity),
            *known(entity),
            *names.beside(entity),
            *lists.told(entity),
        ]


def own(entity: Entity) -> Iterator[str]:
    """What the name and the tagger's surety say."""
    cls, name = entity.cls, entity.name
    sure = min(max(entity.confidence, 0.01), 0.999)
    surety = bucket(math.log(sure / (1 - sure)), (-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6))
    often = bucket(len(entity.mentions), (1, 2, 4, 8))
    size = bucket(len(name), (2, 3, 4, 6, 8, 11, 15))
    yield from ("bias", f"class={cls}", f"sure={surety}", f"sure={surety}&{cls}", f"often={often}&{cls}")
    yield from (f"sure={surety}&often={often}", f"size={size}&{cls}", f"sure={surety}&size={size}")
    yield from (f"tail1={name[-1:]}&{cls}", f"tail2={name[-2:]}&{cls}", f"tail3={name[-3:]}&{cls}")
    yield from (f"begin1={name[:1]}&{cls}", f"begin2={name[:2]}&{cls}", f"aliases={min(len(entity.aliases), 3)}&{cls}")
    yield f"typed={ends_in_head(name)}&{cls}&size={size}"
    if any(c.isdigit() for c in name):
        yield f"digits&{cls}"


def placed(document: Document, entity: Entity) -> Iterator[str]:
    """What stands around the first mention."""
    first, text, cls = entity.mentions[0], document.text, entity.cls
    before, after = text[max(0, first.start - 2) : first.start], text[first.end : first.end + 2]
    yield from (f"before1={before[-1:]}&{cls}", f"before2={before}&{cls}", f"after1={after[:1]}&{cls}")
    yield from (f"after2={after}&{cls}", f"around={before[-1:]}~{after[:1]}&{cls}")
    yield f"kind={document.metadata.kind}&{cls}"
    home = document.metadata.district[-1:]
    yield from (f"home={home}&{cls}", f"home={home}&{cls}&{entity.name[-2:]}")


def known(entity: Entity) -> Iterator[str]:
    """What the national tables say."""
    cls = entity.cls
    if territories.by_name(entity.name):
        yield f"territory&{cls}"
    if vocabulary.industry(entity.name) is not None:
        yield f"industry&{cls}"


class Names:
    """The names of a document, for questions about one among the others."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.entities = entities
        lines = [f"{e.cls} {e.name}\n" for e in entities]
        self.joined = "".join(lines)
        self.ends = list(accumulate(map(len, lines)))

    def beside(self, entity: Entity) -> Iterator[str]:
        """Say of which classes the names are that hold this one, and that stand in it."""
        holders = {other.cls for other in self.holding(entity.name) if other is not entity}
        yield from (f"in {cls}&{entity.cls}" for cls in sorted(holders))
        if not holders:
            yield f"in none&{entity.cls}"

    def holding(self, name: str) -> Iterator[Entity]:
        """Yield the entities whose names hold ``name``."""
        at = self.joined.find(name)
        while at >= 0:
            number = bisect_right(self.ends, at)
            yield self.entities[number]
            at = self.joined.find(name, self.ends[number])


class Lists:
    """The lists of a text, for questions about what stands in one beside a thing's first mention."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self.text = text
        self.ends: dict[int, list[Entity]] = {}
        self.begins: dict[int, list[Entity]] = {}
        for entity in entities:
            for span in entity.mentions:
                self.ends.setdefault(span.end, []).append(entity)
                self.begins.setdefault(span.start, []).append(entity)

    def told(self, entity: Entity) -> Iterator[str]:
        """Say what the neighbours in a list are: how many of them nothing names, their classes, how sure and how alike they are."""
        cls, sides = entity.cls, list(self.sides(entity))
        if not sides:
            yield f"alone&{cls}"
            return
        beside = [other for side in sides for other in side]
        same = [other.confidence for other in beside if other.cls == cls]
        surety = bucket(max(same), (0.5, 0.61, 0.75, 0.9, 0.97)) if same else "none"
        unnamed = sum(not side for side in sides)
        yield from (f"peers={len(sides)}&{cls}", f"unnamed={unnamed}/{len(sides)}&{cls}", f"peer={surety}&{cls}")
        yield from (f"beside {other}&{cls}" for other in sorted({other.cls for other in beside} - {cls}))
        yield f"same tail={any(other.name[-1:] == entity.name[-1:] for other in beside)}&{cls}"

    def sides(self, entity: Entity) -> Iterator[list[Entity]]:
        """Yield what ends before the mark of a list on the left, and what begins behind the one on the right."""
        first = entity.mentions[0]
        if self.text[first.start - 1 : first.start] in JOINTS:
            yield self.ends.get(first.start - 1, [])
        if self.text[first.end : first.end + 1] in JOINTS:
            yield self.begins.get(first.end + 1, [])
