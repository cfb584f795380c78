"""Observations of indicator tables: one for each filled value cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.document import Document, Span
from extract.facts import Evidence, Observation, ObservationKind
from extract.numbers.clock import PLAN, Clock, plan_span
from extract.numbers.columns import CAPTION, GROWTH, YEAR, Column, Row, describe, is_header, tables
from extract.numbers.quantity import ARABIC, MULTIPLIER, comparator, decimal, families

NUMBERING = re.compile(r"^\s*(?:[（(]?\d{1,2}[)）]?[.、．]?|[①-⑳]|[一二三四五六七八九十]+[、.])\s*(?=\D)")
SUB = re.compile(r"^\s*(?:#|＃|其中|—+|-+)[:：]?\s*")
UNIT_PAREN = re.compile(r"[（(【\[]([^（）()]{1,12}(?:[（(][^（）()]*[)）])?[^（）()]{0,4})[)）】\]]\s*$")
BARE_UNITS = frozenset(["年", "‰", "%", "％", "万", "亿", "比值"])
NO_UNIT = frozenset(["-", "—", "--", "——", "/", "–"])
CELL = re.compile(
    rf"^(?P<lead>[^\d≥≤><＞＜+\-－−]*?)(?P<sign>≥|≤|>|<|＞|＜|大于等于|大于|小于|不低于|不高于|不超过|超过|突破|约|＞=|>=|<=)?\s*"
    rf"(?P<open>[〔【\[［])?(?P<n>[+\-－−]?{ARABIC})\s*(?P<m>{MULTIPLIER})?(?:\s*(?:-{{1,2}}|~|—+|至|到|～|－)\s*(?P<n2>{ARABIC}))?"
    rf"(?P<close>[〕】\]］])?\s*(?P<unit>%|％|‰|个百分点|百分点|[^\d以左及年（(]{{1,5}})?\s*"
    rf"(?P<limit>以上|以下|以内|左右|及以上)?\s*(?:[（(][^（）()]*[)）])?\s*$"
)
CUMULATIVE = re.compile(r"累计|五年|5年|“?十[一二三四五六]五”?(?!末)")
BETTER = re.compile(r"提高|提升|增加|上升|扩大")
LOWER = re.compile(r"下降|降低|减少")
RATE = re.compile(r"增长率?$|增速$|增幅$|增长速度$|涨幅$|下降率?$|降低率?$|递增$")
WHOLE = re.compile(r"合计|总计|小计|全[区县市省州旗]")
"""The row of a table that sums the others up."""
PART = re.compile(r"(?:率|比重|比例|占比|强度)$")
TITLE = re.compile(r"年均[［\[（(]|(?:19|20)\d\d年?$")
SURE = 0.95


@dataclass(frozen=True, slots=True)
class Line:
    """A row as an indicator: its name, unit, the place of its name, whether it binds."""

    row: Row
    place: int
    name: str
    unit: str
    binding: bool | None


def table_observations(document: Document, now: Clock) -> Iterator[Observation]:
    """Yield the observations of every indicator table of ``document``."""
    for rows in tables(document):
        columns: list[Column] = []
        header: list[Row] = []
        for row in rows:
            if is_header(row):
                header, columns = ([row] if columns else [*header, row]), []
                continue
            columns = columns or describe(header, rows, now, caption(document, header))
            if line := line_of(row, columns):
                yield from {fact(o): o for o in line_observations(line, columns, now)}.values()


def caption(document: Document, header: list[Row]) -> str:
    """The title of a table: the line above the row that names its columns."""
    start = header[0].block.start if header else 0
    return document.text[max(0, start - CAPTION) : start].rstrip().rpartition("\n")[2]


def fact(o: Observation) -> tuple[object, ...]:
    """What an observation says, whatever cell says it."""
    return (o.indicator, o.value, o.unit, o.kind, o.period)


def line_of(row: Row, columns: list[Column]) -> Line | None:
    """Read the name, unit and nature of a row; None for a row that names a group or nothing."""
    place = next((i for i, c in enumerate(columns[: len(row.texts)]) if c.role == "name"), -1)
    if place < 0 or not row.texts[place] or TITLE.match(row.texts[place]) or len({t for t in row.texts if t}) < 2:
        return None
    name, unit = named(row.texts[place])
    given = next((row.texts[i] for i, c in enumerate(columns[: len(row.texts)]) if c.role == "unit"), "")
    nature = next((t for t in row.texts if t.startswith(("约束", "预期"))), "")
    return Line(
        row,
        place,
        name,
        "" if (given or unit) in NO_UNIT else given or unit,
        nature.startswith("约束") if nature else None,
    )


def named(text: str) -> tuple[str, str]:
    """Split 3.城镇新增就业人数（万人）* into the name and its unit."""
    name = SUB.sub("", NUMBERING.sub("", text))
    found = UNIT_PAREN.search(name)
    if found and _is_unit(found[1]):
        return name[: found.start()], found[1]
    return name, ""


def _is_unit(text: str) -> bool:
    bare = re.sub(rf"^(?:{MULTIPLIER})", "", text)
    return text in BARE_UNITS or any(u in families() for u in (text, bare, bare.split("/")[0]))


def line_observations(line: Line, columns: list[Column], now: Clock) -> Iterator[Observation]:
    """Yield what the value cells of a row say: one observation each, or one for each part of 8358/244."""
    for i, column in enumerate(columns[: len(line.row.texts)]):
        if not column.holds_values:
            continue
        own = "" if WHOLE.fullmatch(line.name) and column.measure else line.name
        for text, unit, name in parts(
            line.row.texts[i].removesuffix(column.unit), column.unit or line.unit, own + column.measure
        ):
            found = None if text.startswith("—") else CELL.match(text)
            if found:
                yield _observation(found, line, i, name, unit, column, now)


def parts(text: str, unit: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Split a cell of two values (8358/244) with its units and names (机场旅客/货邮吞吐量); yield others as they are."""
    texts = text.split("/") if re.fullmatch(rf"{ARABIC}(?:/{ARABIC})+", text) else [text]
    units = unit.split("/") if unit.count("/") == len(texts) - 1 else [unit] * len(texts)
    return zip(texts, units, split_name(name, len(texts)), strict=True)


def split_name(name: str, count: int) -> list[str]:
    """Split 机场旅客/货邮吞吐量 into 机场旅客吞吐量 and 货邮吞吐量."""
    pieces = name.split("/")
    if count == 1 or len(pieces) != count:
        return [name] * count
    head = pieces[-1][2:] if len(pieces[-1]) > 4 else ""
    return [p if p.endswith(head) else p + head for p in pieces]


def _observation(
    found: re.Match[str], line: Line, i: int, name: str, unit: str, column: Column, now: Clock
) -> Observation:
    value = decimal(re.sub("[－−]", "-", found["n"].lstrip("+")))
    kind, shown = _kind(found, name, unit or found["unit"] or "", column)
    cells = (line.row.cells[line.place], line.row.cells[i])
    return Observation(
        name,
        value,
        (found["m"] or "") + shown,
        kind,
        Evidence(tuple(Span(c.start, c.end) for c in cells if c.end > c.start), "numbers.table", SURE),
        _period(found, name, kind, column, now),
        decimal(found["n2"]) if found["n2"] else None,
        comparator(found["sign"] or "", "", found["limit"] or ""),
        None,
        line.binding,
        "下降" if LOWER.search(found["lead"]) and value > 0 else "",
    )


def _kind(found: re.Match[str], name: str, unit: str, column: Column) -> tuple[ObservationKind, str]:
    """The kind of a cell's value and its unit: a growth is in %, whatever the row's unit."""
    level: Literal["target", "actual"] = "target" if column.target else "actual"
    growth: ObservationKind = "growth_target" if column.target else "growth_actual"
    percent = unit in ("%", "％", "")
    grows = GROWTH.search(found["lead"]) is not None
    if percent and not grows and BETTER.search(found["lead"]):
        return "ratio", unit
    rate = percent and RATE.search(name) is not None
    if grows or rate:
        return growth, "%"
    part = PART.search(name) is not None and unit in ("%", "％", "‰")
    return (growth, "%") if column.role == "growth" and not part and not found["open"] else (level, unit)


def _period(found: re.Match[str], name: str, kind: str, column: Column, now: Clock) -> str:
    years = YEAR.findall(found["lead"])
    if len(years) == 2:
        return "-".join(years)
    plan = PLAN.search(found["lead"] + "，")
    if plan:
        return "-".join(map(str, plan_span(plan)))
    if (now.report and not now.since) or not column.year:
        return str(column.year or "")
    spread = (
        found["open"]
        or CUMULATIVE.search(found["lead"])
        or "年均" in found["lead"]
        or name.startswith("五年")
        or "累计" in name
    )
    if spread or (column.role == "growth" and kind != "ratio"):
        return f"{column.first or column.year - 4}-{column.year}"
    return str(column.year)
