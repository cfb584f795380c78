"""Where the projects and parks of a document stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from extract.facts import Entity


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a project or park."""

    start: int
    end: int
    entity: Entity


class Places:
    """The mentions of projects and parks in the order of the text."""

    def __init__(self, entities: Iterable[Entity]):
        found = (
            Place(m.start, m.end, e) for e in entities if {e.cls, *e.also} & {"Project", "Park"} for m in e.mentions
        )
        self.all = sorted(found, key=lambda p: (p.start, -p.end, p.entity.cls != "Project", p.entity.name))
        self.starts = [p.start for p in self.all]

    def within(self, start: int, end: int) -> list[Place]:
        """Mentions that lie in ``[start, end)``; of nested ones the longest."""
        found: list[Place] = []
        for place in self.all[bisect_left(self.starts, start) : bisect_right(self.starts, end - 1)]:
            if place.end <= end and (not found or place.start >= found[-1].end):
                found.append(place)
        return found

    def over(self, place: int) -> bool:
        """Whether a mention begins before ``place`` and ends behind it."""
        near = self.all[max(0, bisect_left(self.starts, place) - 4) : bisect_left(self.starts, place)]
        return any(p.end > place for p in near)
