"""Sizes of projects from project lists in tables: name, total investment, what is built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.document import Cell, Document, Span
from extract.facts import Aspect, Entity, Evidence, Measure
from extract.numbers.columns import Row, tables
from extract.numbers.place import Places
from extract.numbers.quantity import ARABIC, quantities
from extract.numbers.size import UNSIZED, aspect_of, usual_aspect
from extract.numbers.view import normalised

NAMED = re.compile(r"项目名称|工程名称|项目$|名称")
TOTAL = re.compile(r"总投资|投资总?额|投资规模|估算投资|概算")
COSTED = re.compile(r"投资")
DESCRIBED = re.compile(r"建设内容|建设规模|主要内容|规模")
AREAS: dict[Aspect, re.Pattern[str]] = {
    "floorArea": re.compile(r"建筑(?:总)?(?:面积|规模)"),
    "landArea": re.compile(r"(?:占地|用地|征地)(?:总?(?:面积|规模))?|土地面积"),
}
"""Headings of columns of areas."""
IN_HEADER = re.compile(r"[（(](?:单位[:：])?\s*(亿元|万元|亿美元)[）)]")
AREA = re.compile(r"[（(](?:单位[:：])?\s*(公顷|万?亩|万?平方米|平方公里)[）)]")
CAPTION = re.compile(r"单位[:：]\s*(亿元|万元|亿美元)")
NUMBER = re.compile(rf"^\s*({ARABIC})\s*(亿元|万元)?\s*$")
ABOVE = 80  # characters before a table in which its unit may be told
SURE = {"investment": 0.9}
FAIRLY = 0.75
"""How sure the cells of a project list are: its costs, and what its description counts."""


def table_measures(document: Document, entities: Sequence[Entity]) -> Iterator[Measure]:
    """Yield the sizes of those projects of ``entities`` that a table lists by name."""
    places = Places(entities)
    view = normalised(document.text)
    for rows in tables(document) if places.all else ():
        header = next((r for r in rows if _lists_projects(r)), None)
        if header is None:
            continue
        name = next(i for i, t in enumerate(header.texts) if NAMED.search(t))
        unit = CAPTION.search(view, max(0, rows[0].block.start - ABOVE), header.block.end)
        for row in rows:
            subject = _subject(row.cells[name], places) if row is not header and name < len(row.cells) else None
            if subject is not None:
                yield from _row_measures(view, row, header, subject, unit[1] if unit else "")


def _lists_projects(row: Row) -> bool:
    """Whether a row names the columns of a project list."""
    told = any(COSTED.search(t) or _area_of(t) for t in row.texts)
    return told and any(NAMED.search(t) for t in row.texts)


def _area_of(title: str) -> Aspect | None:
    """The area that a column holds, where its heading tells the unit too."""
    return next((aspect for aspect, said in AREAS.items() if said.match(title)), None) if AREA.search(title) else None


def _subject(cell: Cell, places: Places) -> Entity | None:
    """The one project that a cell names."""
    named = {place.entity.key: place.entity for place in places.within(cell.start, cell.end)}
    return next(iter(named.values())) if len(named) == 1 else None


def _row_measures(view: str, row: Row, header: Row, subject: Entity, unit: str) -> Iterator[Measure]:
    costs = [t for t in header.texts if TOTAL.search(t)] or [t for t in header.texts if COSTED.search(t)]
    for title, cell, text in zip(header.texts, row.cells, row.texts, strict=False):
        area = _area_of(title)
        if cell.end > cell.start and costs and title == costs[0]:
            yield from _cost(subject, title, text, cell, unit)
        elif cell.end > cell.start and area:
            yield from _area(subject, area, title, text, cell)
        elif cell.end > cell.start and DESCRIBED.search(title):
            yield from _described(view, subject, cell)


def _cost(subject: Entity, title: str, text: str, cell: Cell, unit: str) -> Iterator[Measure]:
    """The total that a cell holds; its unit stands in it, in the header or above the table."""
    found, header_unit = NUMBER.match(text), IN_HEADER.search(title)
    unit = (found[2] if found else "") or (header_unit[1] if header_unit else unit)
    if found and unit:
        yield _measure(subject, "investment", Decimal(found[1].replace(",", "")), unit, cell)


def _area(subject: Entity, aspect: Aspect, title: str, text: str, cell: Cell) -> Iterator[Measure]:
    """The area that a cell holds, in the unit of its heading."""
    unit = AREA.search(title)
    if unit and re.fullmatch(ARABIC, text):
        yield _measure(subject, aspect, Decimal(text.replace(",", "")), unit[1], cell)


def _described(view: str, subject: Entity, cell: Cell) -> Iterator[Measure]:
    """What a description counts: all of it is the project's."""
    for q in quantities(view, cell.start, cell.end):
        aspect, label = aspect_of(view, cell.start, q)
        if q.family not in UNSIZED and not q.han:
            yield _measure(subject, aspect or usual_aspect(q), q.value, q.unit, cell, label)


def _measure(subject: Entity, aspect: Aspect, value: Decimal, unit: str, cell: Cell, label: str = "") -> Measure:
    evidence = Evidence((Span(cell.start, cell.end),), "numbers.measure.table", SURE.get(aspect, FAIRLY))
    return Measure(subject, aspect, value, unit, evidence, label)
