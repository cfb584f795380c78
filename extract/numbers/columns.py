"""The columns of an indicator table: which one names, which hold values, of what year, reached or wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.document import Block, Cell, Document
from extract.numbers.clock import PLAN, Clock, plan_span
from extract.numbers.words import any_of

Role = Literal["index", "name", "unit", "nature", "value", "growth", "text"]
INDEX = re.compile(r"序号|编号|^号$")
NAME = re.compile(r"指标|项目|名称|内容")
UNIT = re.compile(r"单位$|^单位|计量单位")
NATURE = re.compile(r"属性|性质|类型|类别|约束")
GROUP = re.compile(r"^(?:指标)?(?:类别|类型|分类)$")
GROWTH = re.compile(r"年均|增长|增速|增幅|涨幅|年递增")
TARGET = re.compile(r"目标|预期|规划|计划")
DONE = re.compile(any_of("phrases", "column done"))
YEAR = re.compile(r"(?:19|20)\d\d")
STANDING = re.compile(r"现[状有]|户籍|^(?:(?:国土|区域|土地|总)*面积|(?:总|常住)?人口)(?![^（(])")
"""What a column without a year tells as it is, not as it is to be."""
OF_THINGS = re.compile(
    r"^(?:(?:19|20)\d\d年?)?(?:预期|现状|目标)?(?P<what>(?!(?:目标|现状|基数|完成|实际|预[期计]|规划|计划|值)*[（(])[^（()）\d]{2,12}?)??(?:预期|规划|计划)?(?:(?:目标|现状|基数|完成|实际|预计|(?<=年))值?)?[（(](?P<unit>[^（()）]{1,6})[）)]$"
)
"""The title of a column of values of the things that the rows name: 2020年产值（亿元）, 2025年目标（亿元）."""
THINGS = re.compile(r"(?:园区|集群|功能区|片区|产业链?|板块|组团|[县区市乡镇]+)(?:名称)?$")
"""The title of a column of parks, chains or places."""
COSTED = re.compile(r"投资|造价|^(?:[^/、]{0,4}(?:项目|工程|指标)[^/、]{0,4})$|建设")
WITH_UNIT = re.compile(r"(?:约|近)?\d+(?:\.\d+)?(?P<unit>[一-龥a-zA-Z%][^，、；]{0,5})")
NUMBER = re.compile(r"[\d.]+")
CAPTION = 40
"""Characters before a table in which its title stands."""
PROJECTS = re.compile(any_of("phrases", "column of projects"))
MARKS = re.compile(r"[*＊∗※①-⑳]+|\s+|(?<=\S)\[\d{1,2}\]$")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; its values speak of ``year`` or of ``first`` to ``year`` (0: not named); ``target``: wanted, not reached;
    ``measure`` with its ``unit`` is what it tells of the things that the rows name, where these are no indicators."""

    role: Role
    title: str = ""
    year: int = 0
    first: int = 0
    target: bool = False
    measure: str = ""
    unit: str = ""

    @property
    def holds_values(self) -> bool:
        """Whether its cells are values of the indicator."""
        return self.role in ("value", "growth")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells with their texts, without blanks and footnote marks."""

    block: Block
    cells: tuple[Cell, ...]
    texts: tuple[str, ...]


def tables(document: Document) -> Iterator[list[Row]]:
    """Yield the rows of each table of ``document`` in order."""
    rows: list[Row] = []
    for block in document.blocks:
        ends = block.kind in ("heading", "title") or (
            block.kind == "table_row" and rows and rows[-1].block.table != block.table
        )
        if rows and ends:
            yield rows
            rows = []
        if block.kind == "table_row":
            rows.append(Row(block, block.cells, tuple(_once(MARKS.sub("", document.slice(c))) for c in block.cells)))
    if rows:
        yield rows


def _once(text: str) -> str:
    """A cell's text; where a damaged table says everything twice (件件), once."""
    half = len(text) // 2
    return text[:half] if half and text == text[:half] * 2 and not text.isdigit() else text


def is_header(row: Row) -> bool:
    """Say whether a row names columns: it is marked so, or has 指标 and another column word or two measures with their units, and no value."""
    if row.block.header:
        return True
    cues = (INDEX.search, UNIT.search, YEAR.match, NATURE.search, GROWTH.match)
    named = any(re.search(r"指标|项目$|名称", t) for t in row.texts)
    measures = sum(OF_THINGS.match(t) is not None for t in row.texts)
    if measures > (not THINGS.match(row.texts[0])) and not any(map(NUMBER.fullmatch, row.texts)):
        return True
    return named and any(cue(t) for t in row.texts for cue in cues) and not any(map(NUMBER.fullmatch, row.texts))


def describe(header: list[Row], rows: Sequence[Row], now: Clock, caption: str = "") -> list[Column]:
    """Tell what each column holds; empty where the table lists no indicators; ``caption`` may give the year."""
    width = max(len(r.texts) for r in rows)
    titles = ["".join(dict.fromkeys(r.texts[i] for r in header if i < len(r.texts))) for i in range(width)]
    if not header or sum(bool(PROJECTS.search(t)) for t in titles) >= 2 or any("项目名称" in t for t in titles):
        return []
    columns = _of_things(titles, rows, caption) or _one_name([_column(t) for t in titles], rows)
    return _tenses(columns, now) if any(c.holds_values for c in columns) else []


def _column(title: str) -> Column:
    if INDEX.search(title):
        return Column("index", title)
    if UNIT.search(title) and len(title) <= 6:
        return Column("unit", title)
    if (valued := _valued(title)) is not None:
        return valued
    if NATURE.search(title) and not GROUP.search(title):
        return Column("nature", title)
    return Column("name" if NAME.search(title) else "text", title)


def _valued(title: str) -> Column | None:
    """The column of values that a title names by a year, a plan, 目标 or 年均增长; None for another column."""
    years = [int(y) for y in YEAR.findall(title)]
    plan = PLAN.search(title + "，")
    cue = plan or GROWTH.search(title) or TARGET.search(title) or DONE.search(title)
    if not years and (not cue or re.search(r"指标(?!值)", title)):
        return None
    first, last = plan_span(plan) if plan and not years else (0, years[-1] if years else 0)
    growing = GROWTH.search(title) is not None and "完成值" not in title
    return Column("growth" if growing else "value", title, last, first, TARGET.search(title) is not None)


def _of_things(titles: list[str], rows: Sequence[Row], caption: str) -> list[Column]:
    """The columns of a table that tells one or more measures of parks, chains, places; none for a table of indicators or projects."""
    told = [OF_THINGS.match(t) for t in titles]
    if any(COSTED.search(t) for t in titles) or not any(m and m["what"] for m in told):
        return []
    columns: list[Column] = []
    last = ""
    for at, (title, found) in enumerate(zip(titles, told, strict=True)):
        what, unit = (found["what"] or last, found["unit"]) if found else (title, _unit_below(at, rows))
        what = last + what if found and GROWTH.fullmatch(what) else what
        timed = _valued(title) or _valued(caption) or Column("value")
        last = what if found else last
        columns.append(
            replace(timed, role="value", title=title, measure=what, unit=unit)
            if unit and what
            else Column("text", title)
        )
    name = next((i for i, c in enumerate(columns) if c.role == "text" and not INDEX.search(c.title)), -1)
    return [replace(c, role="name") if i == name else c for i, c in enumerate(columns)] if name >= 0 else []


def _unit_below(at: int, rows: Sequence[Row]) -> str:
    """The unit that all cells of a column give with their numbers: 14.2km², 8.6km²."""
    cells = [r.texts[at] for r in rows if not is_header(r) and at < len(r.texts) and len(r.texts) > 1]
    found = [WITH_UNIT.fullmatch(c) for c in cells]
    units = {m["unit"] for m in found if m}
    return units.pop() if len(units) == 1 and len(cells) > 1 and all(found) else ""


def _one_name(columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """Keep one name column: the last of those before the values whose cells differ most."""
    before = next((i for i, c in enumerate(columns) if c.holds_values), len(columns))

    def variety(i: int) -> tuple[int, int]:
        return len({r.texts[i] for r in rows if i < len(r.texts) and len(r.texts[i]) > 2}), i

    best = max((i for i, c in enumerate(columns[:before]) if c.role in ("name", "text")), key=variety, default=-1)
    roles: list[Role] = ["name" if i == best else "text" if c.role == "name" else c.role for i, c in enumerate(columns)]
    return [replace(c, role=role) for c, role in zip(columns, roles, strict=True)]


def _tenses(columns: list[Column], now: Clock) -> list[Column]:
    """Settle years and tense: a growth column belongs to the value column before it; what lies ahead is a target."""
    out: list[Column] = []
    last: Column | None = None
    for column in columns:
        if column.holds_values:
            column = last = _timed(column, last, now)
        out.append(column)
    return out


def _timed(column: Column, last: Column | None, now: Clock) -> Column:
    if STANDING.search(column.title) and not column.year and not column.target:
        return replace(column, year=now.past.last)
    present = now.year if now.report else now.span[0]
    year = column.year or (last.year if last else 0) or (now.year if now.report else now.span[1])
    done = DONE.search(column.title) is not None and not column.target
    ahead = column.target or year > present or (last is not None and last.target and not column.year)
    if column.role == "growth" and not column.year and not column.target:
        ahead = last.target if last else year >= present
    return replace(column, year=year, target=ahead and not done)
