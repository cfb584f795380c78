"""Sizes of projects from project lists in tables: name, total investment, what is built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.document import Document, Span
from extract.facts import Aspect, Entity, Evidence, Measure
from extract.numbers.columns import Row, tables
from extract.numbers.quantity import ARABIC, quantities
from extract.numbers.view import normalised

NAMED = re.compile(r"项目名称|工程名称|项目$|名称")
COSTED = re.compile(r"总投资|投资额|计划投资|投资规模|投资")
DESCRIBED = re.compile(r"建设内容|建设规模|主要内容")
IN_HEADER = re.compile(r"[（(](?:单位[:：])?\s*(亿元|万元|亿美元)[）)]")
NUMBER = re.compile(rf"^\s*({ARABIC})\s*(亿元|万元)?\s*$")
AREAS: tuple[tuple[re.Pattern[str], Aspect], ...] = (
    (re.compile(r"占地(?:面积)?约?$"), "landArea"),
    (re.compile(r"建筑面积约?$"), "floorArea"),
)


def table_measures(document: Document, entities: Sequence[Entity]) -> Iterator[Measure]:
    """Yield the sizes of those projects of ``entities`` that a table lists by name."""
    by_form = {form: e for e in entities if {e.cls, *e.also} & {"Project", "Park"} for form in (e.name, *e.aliases)}
    if not by_form:
        return
    for rows in tables(document):
        header = next(
            (r for r in rows if any(COSTED.search(t) for t in r.texts) and any(NAMED.search(t) for t in r.texts)), None
        )
        if header is None:
            continue
        name = next(i for i, t in enumerate(header.texts) if NAMED.search(t))
        for row in rows:
            subject = by_form.get(row.texts[name]) if name < len(row.texts) else None
            if subject is not None:
                yield from _row_measures(document, row, header, subject)


def _row_measures(document: Document, row: Row, header: Row, subject: Entity) -> Iterator[Measure]:
    for title, cell, text in zip(header.texts, row.cells, row.texts, strict=False):
        span = (Span(cell.start, cell.end),) if cell.end > cell.start else ()
        if span and COSTED.search(title):
            yield from _cost(subject, title, text, span)
        elif span and DESCRIBED.search(title):
            yield from _areas(subject, text, span)


def _cost(subject: Entity, title: str, text: str, span: tuple[Span, ...]) -> Iterator[Measure]:
    found, header_unit = NUMBER.match(text), IN_HEADER.search(title)
    unit = found and (found[2] or (header_unit[1] if header_unit else ""))
    if found and unit:
        yield Measure(
            subject,
            "investment",
            Decimal(found[1].replace(",", "")),
            unit,
            Evidence(span, "numbers.measure.table", 0.9),
        )


def _areas(subject: Entity, text: str, span: tuple[Span, ...]) -> Iterator[Measure]:
    view = normalised(text)
    for q in quantities(view, 0, len(view)):
        for pattern, aspect in AREAS:
            if pattern.search(view[: q.start]):
                yield Measure(subject, aspect, q.value, q.unit, Evidence(span, "numbers.measure.table", 0.8))
