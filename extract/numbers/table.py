"""Observations of indicator tables: what each column holds, then one observation per filled value cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.document import Block, Cell, Document, Span
from extract.facts import Comparator, Evidence, Observation, ObservationKind
from extract.numbers.period import PLAN, Clock, plan_span
from extract.numbers.quantity import ARABIC, MULTIPLIER, comparator, decimal, families
from extract.numbers.words import group

Role = Literal["index", "name", "unit", "nature", "value", "growth", "text"]
INDEX = re.compile(r"序号|编号|^号$")
NAME = re.compile(r"指标|项目|名称|内容")
UNIT = re.compile(r"单位$|^单位|计量单位")
NATURE = re.compile(r"属性|性质|类型|类别|约束")
GROUP = re.compile(r"类别|领域|分类|维度|类型|板块")
GROWTH = re.compile(r"年均|增长|增速|增幅|涨幅|年递增")
TARGET = re.compile(r"目标|预期|规划|计划")
DONE = re.compile(r"完成|实际|实绩|现状|基期|基数|现值|实现")
YEAR = re.compile(r"(?:19|20)\d\d")
PROJECTS = re.compile(r"总投资|建设内容|建设规模|建设地点|责任单位|建设年限|建设性质|项目名称|牵头")
NUMBERING = re.compile(r"^\s*(?:[（(]?\d{1,2}[)）]?[.、．]?|[①-⑳]|[一二三四五六七八九十]+[、.])\s*(?=\D)")
SUB = re.compile(r"^\s*(?:#|＃|其中|—+|-+)[:：]?\s*")
UNIT_PAREN = re.compile(r"[（(【\[]([^（）()]{1,12}(?:[（(][^（）()]*[)）])?[^（）()]{0,4})[)）】\]]\s*$")
MARKS = re.compile(r"[*＊∗※①-⑳]+|\s+|\[\d+\]$")
CELL = re.compile(
    rf"^(?P<lead>[^\d≥≤><＞＜+\-－−]*?)(?P<sign>≥|≤|>|<|＞|＜|大于等于|大于|小于|不低于|不高于|不超过|超过|突破|约|＞=|>=|<=)?\s*"
    rf"(?P<open>[〔【\[［])?(?P<n>[+\-－−]?{ARABIC})\s*(?P<m>{MULTIPLIER})?(?:\s*(?:-{{1,2}}|~|—+|至|到|～|－)\s*(?P<n2>{ARABIC}))?(?P<close>[〕】\]］])?\s*"
    rf"(?P<unit>%|％|‰|个百分点|百分点|[^\d以左及年（(]{{1,5}})?\s*(?P<limit>以上|以下|以内|左右|及以上|左)?\s*[*＊∗]*\s*(?:[（(][^（）()]*[)）])?\s*$"
)
CUMULATIVE = re.compile(r"累计|五年|5年|〔|【|\[|“?十[一二三四五六]五”?(?!末)")
BETTER = re.compile(r"提高|提升|增加|上升|扩大")
LOWER = re.compile(r"下降|降低|减少")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; ``year`` is the last year its values speak of (0 where it names none)."""

    role: Role
    title: str = ""
    year: int = 0
    first: int = 0
    target: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells with their texts, merged ones once: a repeated neighbour is empty."""

    block: Block
    cells: tuple[Cell, ...]
    texts: tuple[str, ...]


def tables(document: Document) -> Iterator[list[Row]]:
    """Yield the rows of each table of ``document`` in order."""
    rows: list[Row] = []
    for block in document.blocks:
        if block.kind == "table_row" and (not rows or rows[-1].block.table == block.table):
            rows.append(_row(document, block))
        elif block.kind == "table_row":
            yield rows
            rows = [_row(document, block)]
        elif rows and block.kind in ("heading", "title"):
            yield rows
            rows = []
    if rows:
        yield rows


def _row(document: Document, block: Block) -> Row:
    texts: list[str] = [MARKS.sub("", document.slice(c)) for c in block.cells]
    return Row(block, block.cells, tuple(texts))


def table_observations(document: Document, now: Clock) -> Iterator[Observation]:
    """Yield the observations of every indicator table of ``document``."""
    for rows in tables(document):
        title = "".join(rows[0].block.path[-1:])
        columns: list[Column] = []
        header: list[Row] = []
        carried: dict[int, str] = {}
        for row in rows:
            if is_header(row):
                header, columns = ([row] if columns else [*header, row]), []
                continue
            if not columns:
                columns = describe(header, rows, now, title)
                carried = {}
            if columns:
                yield from row_observations(row, columns, carried, now)


def is_header(row: Row) -> bool:
    """Say whether a row names columns."""
    if row.block.header:
        return True
    words = sum(
        bool(INDEX.search(t) or UNIT.search(t) or YEAR.match(t) or NATURE.search(t) or GROWTH.match(t))
        for t in row.texts
    )
    named = any(re.search(r"指标|项目$|名称", t) for t in row.texts)
    return words >= 1 and named and not any(CELL.match(t) and not YEAR.match(t) for t in row.texts if t)


def describe(header: list[Row], rows: Sequence[Row], now: Clock, title: str) -> list[Column]:
    """Tell what each column holds; empty where the table lists no indicators."""
    width = max(len(r.texts) for r in rows)
    titles = ["".join(dict.fromkeys(r.texts[i] for r in header if i < len(r.texts))) for i in range(width)]
    if not header or sum(bool(PROJECTS.search(t)) for t in titles) >= 2 or any("项目名称" in t for t in titles):
        return []
    columns = [_column(t, now) for t in titles]
    columns = _name_column(columns, titles, rows)
    return _tenses(columns, now) if any(c.role in ("value", "growth") for c in columns) else []


def _column(title: str, now: Clock) -> Column:
    if INDEX.search(title):
        return Column("index", title)
    if UNIT.search(title) and len(title) <= 6:
        return Column("unit", title)
    years = [int(y) for y in YEAR.findall(title)]
    plan = PLAN.search(title + "，")
    growth = GROWTH.search(title) is not None
    if years or plan or growth or TARGET.search(title) or DONE.search(title):
        if not re.search(r"指标(?!值)", title) or years:
            span = plan_span(plan) if plan and not years else (0, 0)
            last = years[-1] if years else span[1]
            return Column(
                "growth" if growth and "完成值" not in title else "value",
                title,
                last,
                span[0],
                TARGET.search(title) is not None,
            )
    if NATURE.search(title) and not re.search(r"^(?:指标)?(?:类别|类型|分类)$", title):
        return Column("nature", title)
    return Column("name", title) if NAME.search(title) else Column("text", title)


def _name_column(columns: list[Column], titles: list[str], rows: Sequence[Row]) -> list[Column]:
    """Keep one name column: the last of those before the values whose cells differ most."""
    first_value = next((i for i, c in enumerate(columns) if c.role in ("value", "growth")), len(columns))
    candidates = [i for i, c in enumerate(columns[:first_value]) if c.role in ("name", "text")]

    def variety(i: int) -> tuple[int, int]:
        return len({r.texts[i] for r in rows if i < len(r.texts) and len(r.texts[i]) > 2}), i

    best = max(candidates, key=variety, default=-1)
    return [
        Column("text", c.title) if c.role == "name" and i != best else Column("name", c.title) if i == best else c
        for i, c in enumerate(columns)
    ]


def _tenses(columns: list[Column], now: Clock) -> list[Column]:
    """Settle years and tense: a growth column belongs to the value column before it; what lies ahead is a target."""
    out: list[Column] = []
    present = now.year if now.report else now.span[0]
    year, target = 0, False
    for column in columns:
        if column.role in ("value", "growth"):
            own = column.year or year or (now.year if now.report else now.span[1])
            done = DONE.search(column.title) is not None and not column.target
            ahead = (column.target or own > present or (target and not column.year)) and not done
            if column.role == "growth" and not column.year and not column.target and not done:
                ahead = target if year else own >= present
            column = Column(column.role, column.title, own, column.first, ahead)
            year, target = own, ahead
        out.append(column)
    return out


def row_observations(row: Row, columns: list[Column], carried: dict[int, str], now: Clock) -> Iterator[Observation]:
    """Yield the observations of one row; ``carried`` remembers the row's group, unit and nature for rows below a merged cell."""
    at = {c.role: i for i, c in reversed(list(enumerate(columns))) if i < len(row.texts)}
    place = at.get("name", -1)
    if place < 0 or not row.texts[place] or len({t for t in row.texts if t}) < 2:
        return
    name, unit = named(row.texts[place])
    if row.texts[at["unit"]] if "unit" in at else "":
        unit = row.texts[at["unit"]]
    unit = "" if unit in ("-", "—", "--", "——", "/") else unit
    nature = next((t for t in row.texts if t.startswith(("约束", "预期"))), "")
    binding = None if not nature else nature.startswith("约束")
    for i, column in enumerate(columns[: len(row.texts)]):
        if column.role in ("value", "growth") and row.texts[i]:
            yield from cell_observations(row, i, place, name, unit, column, binding, now)


def named(text: str) -> tuple[str, str]:
    """Split 3.城镇新增就业人数（万人）* into the name and its unit."""
    name = SUB.sub("", NUMBERING.sub("", text))
    found = UNIT_PAREN.search(name)
    if found and _is_unit(found[1]):
        return NUMBERING.sub("", name[: found.start()]), found[1]
    return name, ""


def _is_unit(text: str) -> bool:
    bare = re.sub(rf"^(?:{MULTIPLIER})", "", text)
    return (
        bare in families()
        or text in families()
        or bare.split("/")[0] in families()
        or text in ("年", "‰", "%", "％", "万", "亿", "比值")
    )


def cell_observations(
    row: Row, i: int, place: int, name: str, unit: str, column: Column, binding: bool | None, now: Clock
) -> Iterator[Observation]:
    """Yield what one value cell says: one observation, or one for each part of 8358/244."""
    text = row.texts[i]
    parts = text.split("/") if re.fullmatch(rf"{ARABIC}(?:/{ARABIC})+", text) else [text]
    units = unit.split("/") if len(parts) > 1 and unit.count("/") == len(parts) - 1 else [unit] * len(parts)
    names = split_name(name, len(parts))
    for part, one_unit, one_name in zip(parts, units, names, strict=True):
        found = None if part.startswith("—") else CELL.match(part)
        if found:
            yield _observation(found, row, i, place, one_name, one_unit, column, binding, now)


def split_name(name: str, count: int) -> list[str]:
    """Split 机场旅客/货邮吞吐量 into 机场旅客吞吐量 and 机场货邮吞吐量."""
    pieces = name.split("/")
    if count == 1 or len(pieces) != count:
        return [name] * count
    head = next(
        (h for h in group("heads", "head") if pieces[-1].endswith(h)), pieces[-1][-3:] if len(pieces[-1]) > 4 else ""
    )
    return [p if p.endswith(head) else p + head for p in pieces]


def _observation(
    found: re.Match[str],
    row: Row,
    i: int,
    place: int,
    name: str,
    unit: str,
    column: Column,
    binding: bool | None,
    now: Clock,
) -> Observation:
    value = decimal(found["n"].lstrip("+").replace("－", "-").replace("−", "-"))
    top = decimal(found["n2"]) if found["n2"] else None
    kind, shown = _kind(found["lead"], name, unit or found["unit"] or "", column, bool(found["open"]))
    sign: Comparator = comparator(
        found["sign"] or "", "", (found["limit"] or "") + ("右" if found["limit"] == "左" else "")
    )
    spans = tuple(Span(c.start, c.end) for c in (row.cells[place], row.cells[i]) if c.end > c.start)
    fall = "下降" if LOWER.search(found["lead"]) and value > 0 else ""
    evidence = Evidence(spans, "numbers.table", 0.95)
    return Observation(
        name,
        value,
        (found["m"] or "") + shown,
        kind,
        evidence,
        _period(found, name, kind, column, now),
        top,
        sign,
        None,
        binding,
        fall,
    )


def _kind(lead: str, name: str, unit: str, column: Column, bracketed: bool) -> tuple[ObservationKind, str]:
    when: Literal["target", "actual"] = "target" if column.target else "actual"
    growth: ObservationKind = "growth_target" if column.target else "growth_actual"
    if BETTER.search(lead) and not GROWTH.search(lead) and unit in ("%", "％", ""):
        return "ratio", unit
    rate = (
        unit in ("%", "％", "")
        and re.search(r"增长率?$|增速$|增幅$|增长速度$|涨幅$|下降率?$|降低率?$|递增$", name) is not None
    )
    if GROWTH.search(lead) or column.role == "growth" or rate:
        if bracketed and not rate:
            return when, unit
        level = re.search(r"(?:率|比重|比例|占比|强度)$", name) and not rate and unit in ("%", "％", "‰")
        return (when, unit) if level and column.role == "growth" and not GROWTH.search(lead) else (growth, "%")
    return when, unit


def _period(found: re.Match[str], name: str, kind: str, column: Column, now: Clock) -> str:
    years = YEAR.findall(found["lead"])
    if len(years) == 2:
        return "-".join(years)
    plan = PLAN.search(found["lead"] + "，")
    if plan:
        return "-".join(map(str, plan_span(plan)))
    if now.report:
        return str(column.year)
    spread = (
        found["open"]
        or CUMULATIVE.search(found["lead"])
        or "年均" in found["lead"]
        or (column.role == "growth" and kind != "ratio")
        or "累计" in name
    )
    if (spread or name.startswith("五年")) and column.year:
        return f"{column.first or column.year - 4}-{column.year}"
    return str(column.year or "")
