"""Observations of a document: prose and tables, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.document import Document, Span
from extract.facts import Entity, Evidence, Observation
from extract.numbers.judge import KEEP, Mentions, features, mentions, probability, weights
from extract.numbers.period import Clock, clock
from extract.numbers.prose import Draft, Reader
from extract.numbers.table import table_observations
from extract.numbers.timeline import framed
from extract.numbers.view import has_number, normalised, sentences


def observations(document: Document, entities: Sequence[Entity]) -> list[Observation]:
    """Return the observations of ``document``, each with its evidence; ``entities`` may be empty."""
    view = normalised(document.text)
    now = clock(document, view)
    found = [*judged(document, view, now, mentions(entities)), *table_observations(document, now)]
    own = own_district(document, entities)
    found = [replace(o, district=o.district or own) for o in found]
    return sorted(found, key=lambda o: (o.evidence.spans, o.indicator, o.value, o.kind))


def judged(document: Document, view: str, now: Clock, where: Mentions) -> Iterator[Observation]:
    """Yield the drafts that the judge keeps, with its confidence."""
    model = weights()["keep"]
    for draft in drafts(document, view, now):
        sure = probability(features(draft, view, where), model)
        if sure < KEEP:
            continue
        yield observation(document, draft, sure)


def own_district(document: Document, entities: Sequence[Entity]) -> Entity | None:
    """Return the entity of the document's own territory: the one its metadata names, else the district it mentions most."""
    districts = [e for e in entities if e.cls == "District"]
    name = document.metadata.district
    if name:
        return next((e for e in districts if name in (e.name, *e.aliases)), None)
    governed = [
        e
        for e in districts
        if re.search(
            f"{re.escape(e.name)}(?:人民)?政府|{re.escape(e.name)}(?:20..年)?(?:政府工作报告|国民经济)",
            document.text[:3000],
        )
    ]
    return max(governed or districts, key=lambda e: (len(e.mentions), -e.mentions[0].start), default=None)


def drafts(document: Document, view: str, now: Clock) -> Iterator[Draft]:
    """Yield what the rules propose for running text, in its order."""
    for block, frame in framed(document, view, now):
        if block.kind == "table_row" or not has_number(view, block.start, block.end):
            continue
        topics: list[str] = []
        whole = block.start
        for start, end in sentences(view, block.start, block.end):
            if has_number(view, start, end):
                yield from Reader(view, start, end, frame, now, topics, whole).drafts()
            if view[end - 1] != "；":
                topics.clear()
                whole = end


def observation(document: Document, draft: Draft, sure: float) -> Observation:
    """Make a draft an observation of confidence ``sure``."""
    q = draft.quantity
    start, end = draft.start, max(draft.end, q.stop)
    while document.text[start].isspace():
        start += 1
    evidence = Evidence((Span(start, end),), f"numbers.{draft.rule}", round(sure, 3))
    return Observation(
        draft.indicator,
        q.value,
        q.unit,
        draft.kind,
        evidence,
        draft.period,
        q.value_max,
        q.comparator,
        None,
        None,
        draft.direction,
    )
