"""Sizes, status and period of named projects and parks: investment, floor and land area, capacity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from extract.document import Document, Span
from extract.facts import Attribute, Entity, Evidence, Measure
from extract.numbers.clock import Clock, Frame, clock
from extract.numbers.entry import Sentence, described
from extract.numbers.judge import probability
from extract.numbers.period import local_frame
from extract.numbers.place import Place, Places
from extract.numbers.project_table import table_measures
from extract.numbers.size import Size, proposals
from extract.numbers.size_judge import KEEP, features, weights
from extract.numbers.timeline import framed
from extract.numbers.view import normalised, sentences
from extract.numbers.words import any_of

SPELT = 0.8
"""How sure is a number that the name itself spells."""
TIMED = re.compile(r"(?:年内|今年|年底|年末|月底|\d+月|去年|20\d\d年|季度|上半年|下半年)")


def measures(document: Document, entities: Sequence[Entity]) -> tuple[list[Measure], list[Attribute]]:
    """Return the sizes of the projects and parks among ``entities``, and what the text says of their status and period."""
    view = normalised(document.text)
    now = clock(document, view)
    sizes: list[Measure] = []
    attributes: list[Attribute] = []
    places = Places(entities)
    for sentence in described(document, view, places):
        sizes += sizes_of(view, sentence)
    for block, frame in framed(document, view, now):
        if block.kind != "table_row" and places.within(block.start, block.end):
            for start, end in sentences(view, block.start, block.end):
                attributes += states(view, start, end, places.within(start, end), frame, now)
    sizes += table_measures(document, entities)
    return once(sizes), list({(a.subject.key, a.predicate, a.value): a for a in reversed(attributes)}.values())[::-1]


def once(found: Iterable[Measure]) -> list[Measure]:
    """Keep the first of equal sizes of one entity."""
    kept: dict[tuple[object, ...], Measure] = {}
    for m in found:
        kept.setdefault((m.subject.key, m.aspect, m.value, m.unit), m)
    return sorted(
        kept.values(), key=lambda m: (m.evidence.spans[0].start, m.evidence.spans[0].end, m.subject.key, m.aspect)
    )


def proposed_sizes(document: Document, view: str, places: Places) -> Iterator[Size]:
    """Yield what the sentences of a document may say of the sizes of ``places``."""
    for sentence in described(document, view, places):
        yield from proposals(view, sentence)


def sizes_of(view: str, sentence: Sentence) -> Iterator[Measure]:
    """Yield the sizes that one sentence gives to the projects in it, and to the one that it is about."""
    judged = best_aspects(
        (s, SPELT if s.rule == "spelt" else probability(features(s, view), weights()))
        for s in proposals(view, sentence)
    )
    parks: set[Entity] = set()
    for size, sure in best_ways([(size, sure) for size, sure in judged if sure >= KEEP]):
        owner = size.place.entity
        if size.aspect == "landArea" and owner.cls == "Park":
            if owner in parks:
                continue  # the land of a part of it
            parks.add(owner)
        yield _measure(size, sure)


def best_aspects(judged: Iterable[tuple[Size, float]]) -> Iterator[tuple[Size, float]]:
    """Keep of each number and place the likeliest aspect."""
    best: dict[tuple[int, int], tuple[Size, float]] = {}
    for size, sure in judged:
        key = (size.quantity.start, size.place.start)
        if key not in best or sure > best[key][1]:
            best[key] = (size, sure)
    yield from best.values()


def best_ways(judged: Sequence[tuple[Size, float]]) -> Iterator[tuple[Size, float]]:
    """Keep of each number the places that it comes to in the likeliest way: it is the size of one thing, or of a list's."""
    best: dict[int, tuple[float, str]] = {}
    for size, sure in judged:
        best[size.quantity.start] = max(best.get(size.quantity.start, (0.0, "")), (sure, size.rule))
    return (found for found in judged if found[0].rule == best[found[0].quantity.start][1])


def _measure(size: Size, sure: float) -> Measure:
    place, q = size.place, size.quantity
    span = Span(min(place.start, q.start), max(place.end, q.end))
    evidence = Evidence((span,), f"numbers.measure.{size.rule}", round(sure, 3))
    return Measure(place.entity, size.aspect, q.value, q.unit, evidence, size.label, q.comparator, q.value_max)


def states(view: str, start: int, end: int, here: list[Place], frame: Frame, now: Clock) -> Iterator[Attribute]:
    """Yield what is said of the status of each project, and the year that the sentence names for it."""
    for place in here:
        if "Project" not in (place.entity.cls, *place.entity.also):
            continue
        stop = min((j for j in (view.find(c, place.end, end) for c in "，。；") if j >= 0), default=end)
        said = next(((m, status) for status, m in _statuses(view, place.end, stop)), None)
        if said is None or (
            frame.tense == "target" and said[1] not in ("在建", "前期") and "已" not in view[place.end : stop]
        ):
            continue
        span = Span(place.start, said[0].end())
        yield Attribute(place.entity, "status", said[1], Evidence((span,), "numbers.status", 0.75))
        if TIMED.search(view, start, stop):
            period = local_frame(view, start, place.start, frame, now).period(False)
            if period:
                yield Attribute(place.entity, "period", period, Evidence((Span(start, stop),), "numbers.period", 0.7))


def _statuses(view: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    for status in ("投产", "建成", "开工", "在建", "签约", "前期"):
        found = _said(status).search(view, start, end)
        if found and not re.search("力争|争取|谋划|推动|尽快", view[max(start - 12, 0) : found.start()]):
            yield status, found


@cache
def _said(status: str) -> re.Pattern[str]:
    """Compile the words that tell a status."""
    return re.compile(any_of("status", status))
