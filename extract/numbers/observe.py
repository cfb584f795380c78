"""Observations of a document: prose and tables, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.document import Block, Document, Span, in_text
from extract.facts import Entity, Evidence, Observation
from extract.numbers.cells import prose_cells
from extract.numbers.clock import Clock, Frame, clock, present
from extract.numbers.district import Subjects, own_name
from extract.numbers.flow import settled
from extract.numbers.indicator import clean
from extract.numbers.judge import Mentions, confidence, features, kept, mentions, probability, weights
from extract.numbers.prose import Draft, Reader
from extract.numbers.structure import sector_shares
from extract.numbers.table import table_observations
from extract.numbers.timeline import framed
from extract.numbers.view import has_number, normalised, sentences

AS_OF = re.compile(r"\s*截[至止]\s?((?:19|20)\d\d)\s?年")
BY_WHEN = re.compile(r"\s*(?:力争)?到((?:19|20)\d\d)年[底末]?，")
STANDS = re.compile(
    r"(?:(?:国土|土地|地域|辖区|行政区域|行政区划)总?|(?<![^辖省州市县区旗镇乡域，；。：\s])总)面积(?:约|为|达到?|共|近)*\s?[\d.]+万?(?:多|余)?平方公里"
)
WANTED = re.compile(r"规划|到20\d\d年|力争|目标|控制|确保|建设|开发|达到")
NOTICE = re.compile(r"[^，。；]*关于印发[^。]*的通知\s*$")
"""The title of a covering note, which counts papers."""
JOINED = re.compile(r"(?:（[^（）]*）)?(?:、|和|与|及|以及)?")
LEAST = 3
"""Characters of an indicator without its owners."""
OPENING = 500
"""Characters of a text in which a covering note stands."""


def observations(document: Document, entities: Sequence[Entity]) -> list[Observation]:
    """Return the observations of ``document``, each with its evidence; ``entities`` may be empty."""
    view = normalised(document.text)
    now = clock(document, view)
    subjects = Subjects(document, entities)
    found = list(judged(document, view, now, mentions(entities), subjects))
    places = {(m.start, m.end): e for e in entities if e.cls in ("Park", "District") for m in e.mentions}
    found += [_in_row(o, places, subjects.own) for o in table_observations(document, now)]
    found += sector_shares(document, view, now, subjects.own)
    return sorted(found, key=lambda o: ([*map(in_text, o.evidence.spans)], o.indicator, o.value, o.kind))


def _in_row(o: Observation, places: dict[tuple[int, int], Entity], own: Entity | None) -> Observation:
    """Give a cell's observation the park or district that its row names, or else the document's own."""
    named = o.evidence.spans[0]
    place = places.get((named.start, named.end))
    if place is None:
        return replace(o, district=own)
    forms = sorted((place.name, *place.aliases), key=len, reverse=True)
    form = next((f for f in forms if len(o.indicator) > len(f) + 1 and o.indicator.startswith(f)), "")
    return replace(o, indicator=o.indicator.removeprefix(form), district=place)


def judged(document: Document, view: str, now: Clock, where: Mentions, subjects: Subjects) -> Iterator[Observation]:
    """Yield the drafts that the judge keeps, with its confidence and whom they measure."""
    model = weights()
    for block, draft in drafts(document, view, now, weights("flow")):
        sure = kept(draft, view, probability(features(draft, view, where), model))
        if sure:
            whose = subjects.of(draft, view, block)
            yield observation(document, unowned(draft, view, where, whose), confidence(sure), whose)


def unowned(draft: Draft, view: str, where: Mentions, whose: Entity | None) -> Draft:
    """Drop a list of owners from the head of an indicator told of their whole: 某园、某园和某基地入驻企业 → 入驻企业; a single one stays."""
    rest, count = draft.indicator, 0
    for start, end in where.owners(draft.start, draft.quantity.start):
        form = clean(view[start:end])
        if rest.startswith(form):
            if whose and form in (whose.name, *whose.aliases):
                return draft
            rest, count = JOINED.sub("", rest.removeprefix(form), count=1), count + 1
    whole = count < 2 or len(rest) < LEAST or rest[0] in "的占”）"
    return draft if whole else replace(draft, indicator=rest)


def drafts(document: Document, view: str, now: Clock, flows: dict[str, float]) -> Iterator[tuple[Block, Draft]]:
    """Yield what is proposed for running text, in its order, with the block that it stands in.

    The rules propose; the weights ``flows`` settle the periods.
    """
    for block, found in proposed(document, view, now):
        for draft in settled(found, flows):
            yield block, draft


def proposed(document: Document, view: str, now: Clock) -> Iterator[tuple[Block, list[Draft]]]:
    """Yield what the rules alone propose for each sentence."""
    for block, first, last, frame in passages(document, view, now):
        topics: list[str] = []
        whole = first
        for start, end in sentences(view, first, last):
            frame = _ahead(view, start, end, _as_of(view, start, end, frame), now)
            if has_number(view, start, end):
                here = _described(view, start, end, frame, now)
                yield block, list(Reader(view, start, end, here, now, topics, whole).drafts())
            if view[end - 1] != "；":
                topics.clear()
                whole = end


def passages(document: Document, view: str, now: Clock) -> Iterator[tuple[Block, int, int, Frame]]:
    """Yield the stretches of running text that hold numbers, with their block and time: whole blocks, cells with sentences."""
    headline, cells = _headline(document, view), prose_cells(document, now)
    for block, frame in framed(document, view, now):
        notice = block.start < OPENING and NOTICE.match(view, block.start, block.end)
        if block == headline or notice or not has_number(view, block.start, block.end):
            continue
        if block.kind != "table_row":
            yield block, block.start, block.end, frame
        for passage in cells.get(block.start, ()):
            told = replace(frame, tense="actual") if passage.done else frame
            yield block, passage.cell.start, passage.cell.end, told


def _as_of(view: str, start: int, end: int, frame: Frame) -> Frame:
    """Return the frame from a sentence on that says as of when it tells what was reached: 截至2021年8月底."""
    found = AS_OF.match(view, start, end)
    if frame.tense == "target" or found is None or int(found[1]) < frame.first:
        return frame
    return replace(frame, last=int(found[1]))


def _ahead(view: str, start: int, end: int, frame: Frame, now: Clock) -> Frame:
    """Return the frame from a plan's sentence on that says by when what follows is to come true: 到2027年，…."""
    found = BY_WHEN.match(view, start, end)
    if now.report or frame.tense == "target" or found is None or not present(now) < int(found[1]):
        return frame
    return replace(frame, tense="target", first=int(found[1]), last=int(found[1]))


def _described(view: str, start: int, end: int, frame: Frame, now: Clock) -> Frame:
    """Return the frame of a sentence: one that tells how large a territory is looks not ahead."""
    stands = frame.tense == "target" and STANDS.search(view, start, end) and not WANTED.search(view, start, end)
    return now.past if stands else frame


def _headline(document: Document, view: str) -> Block | None:
    """Return the first block where it is the headline of what follows, which tells its numbers again."""
    filled = (block for block in document.blocks if view[block.start : block.end].strip())
    first, second = next(filled, None), next(filled, None)
    if first is None or second is None or first.kind == "list_item":
        return None
    return None if view[first.start : first.end].rstrip()[-1] in "。；，：！" else first


def observation(document: Document, draft: Draft, sure: float, district: Entity | None) -> Observation:
    """Make a draft an observation of ``district`` with confidence ``sure``."""
    q = draft.quantity
    start, end = draft.start, max(draft.end, q.stop)
    while document.text[start].isspace():
        start += 1
    evidence = Evidence((Span(start, end),), f"numbers.{draft.rule}", sure)
    return Observation(
        own_name(draft.indicator, district),
        q.value,
        q.unit,
        draft.kind,
        evidence,
        draft.period,
        q.value_max,
        q.comparator,
        district,
        None,
        draft.direction,
    )
