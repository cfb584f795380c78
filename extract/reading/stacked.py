"""Lists of projects, firms or parks whose cells stand one below the other, as scrapers and PDF readers leave them.

The headings stand in the first lines. Rows begin with their running numbers; without such numbers every row has as many lines as
there are headings. Where a row has fewer or more lines, each goes where what it looks like fits best (dynamic programming).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extract.reading.clean import DATA
from extract.reading.lines import Line, Stretch
from extract.reading.table_words import bare
from ontology.tables import read_table

HEADING, CELL = 24, 400
"""Characters that a heading and a cell have at most."""
FEWEST_COLUMNS, MOST_COLUMNS, FEWEST_ROWS = 3, 14, 2
MOST_LINES = 3
"""Lines of a row with a number, per column, at most."""
LOOKS_RIGHT, LOOKS_WRONG, EMPTY = 2.0, -3.0, -0.8
"""What a cell is worth that looks like its column, that looks like none of its cells, and an empty one."""
NEXT_LINE = {"content": -0.3, "name": -0.5, "note": -0.5, "body": -0.6, "place": -0.7}
"""What each further line of a cell is worth in columns whose cells may be broken into lines."""
_GROUP = re.compile(r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]).{2,30}|(?:合计|总计|小计).{0,10}")
_BODY = re.compile(r"第[一二三四五六七八九十百]+[编篇章节]|专栏|附[件表]?[:：\d]|[注备]+注?[:：]")

Cells = list[list[Stretch]]


class Column(NamedTuple):
    """What a column holds, and how its cells look."""

    kind: str
    cell: re.Pattern[str] | None


def stacked_table(text: str, lines: Sequence[Line], at: int) -> tuple[list[Cells], int]:
    """Read the list whose headings begin with line ``at``.

    Returns its rows, the first of which names the columns, and the line behind it; no rows and ``at`` where there is none.
    """
    columns = _columns(text, lines, at)
    body = at + len(columns)
    if len(columns) < FEWEST_COLUMNS or not {"name", "money", "content", "place"} & {c.kind for c in columns[:3]}:
        return [], at
    cut = _numbered if columns[0].kind == "number" else _regular
    rows = list(cut(text, lines, body, columns))
    if len(rows) < FEWEST_ROWS:
        return [], at
    header: Cells = [[Stretch(*line[:2])] for line in lines[at:body]]
    cells = [header]
    for start, stop in rows:
        cells += _between(text, lines[body:start], lines[at : at + len(columns)])
        cells.append(_aligned(text, lines[start:stop], columns)[1])
        body = stop
    return cells, body


def _between(text: str, between: Sequence[Line], header: Sequence[Line]) -> list[Cells]:
    """The lines between two rows: headings of groups, a row each, and the header again at the head of a page."""
    if [_cell(text, line) for line in between[-len(header) :]] == [_cell(text, line) for line in header]:
        again: Cells = [[Stretch(*line[:2])] for line in between[-len(header) :]]
        return [*_between(text, between[: -len(header)], header), again]
    return [[[Stretch(*line[:2])]] for line in between]


def _columns(text: str, lines: Sequence[Line], at: int) -> list[Column]:
    """The columns that the lines from ``at`` on name, one each."""
    found: list[Column] = []
    for line in lines[at : at + MOST_COLUMNS]:
        column = _column(_cell(text, line)) if line.end - line.start <= HEADING and line.element.kind != "row" else None
        if column is None:
            break
        found.append(column)
    return found


@cache
def _column(heading: str) -> Column | None:
    """The column of a heading, none for another text."""
    rows = read_table(DATA / "stacked.tsv", ("kind", "heading", "cell"))
    row = next((row for row in rows if re.fullmatch(row[1], heading)), None)
    return Column(row[0], re.compile(row[2]) if row[2] else None) if row else None


def _cell(text: str, line: Line) -> str:
    return bare(text[line.start : line.end])


def _numbered(text: str, lines: Sequence[Line], body: int, columns: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """Rows that begin with 1, 2, 3 … on a line of their own."""
    width = len(columns)
    start, number = _line_of(text, lines, 1, range(body, body + 2), body), 1
    while start >= 0:
        number += 1
        follower = _line_of(text, lines, number, range(start + 2, start + MOST_LINES * width), start + width)
        if follower >= 0:
            yield start, _stop(text, lines, start, follower, lines[body - width])
        else:
            yield start, _last_stop(text, lines, start, columns)
        start = follower


def _line_of(text: str, lines: Sequence[Line], number: int, among: range, likely: int) -> int:
    """The line of ``among`` that is ``number`` alone, the nearest to the ``likely`` one; -1 for none."""
    near = among[: max(0, len(lines) - among.start)]
    found = (i for i in near if _cell(text, lines[i]).lstrip("0").rstrip(".．、") == str(number))
    return min(found, key=lambda i: (abs(i - likely), i), default=-1)


def _stop(text: str, lines: Sequence[Line], start: int, stop: int, heading: Line | None = None) -> int:
    """The end of a row: before what can be no cell, and before the first ``heading`` again."""
    for index in range(start, min(stop, len(lines))):
        line = _cell(text, lines[index])
        if len(line) > CELL or lines[index].element.kind == "row" or _GROUP.fullmatch(line) or _BODY.match(line):
            return index
        if heading and line == _cell(text, heading):
            return index
    return min(stop, len(lines))


def _last_stop(text: str, lines: Sequence[Line], start: int, columns: Sequence[Column]) -> int:
    """The end of the row that no other follows: where its lines fit the columns best."""
    stop = _stop(text, lines, start, start + len(columns))
    ends = range(min(start + 2, stop), stop + 1)
    return max(ends, key=lambda end: (_aligned(text, lines[start:end], columns)[0], end), default=stop)


def _regular(text: str, lines: Sequence[Line], body: int, columns: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """Rows of as many lines as there are columns, as long as what tells numbers and years looks so."""
    telling = [at for at, column in enumerate(columns) if column.cell]
    start, width = body, len(columns)
    while telling and _stop(text, lines, start, start + width) == start + width:
        if not all(_fits(columns[at], _cell(text, lines[start + at])) for at in telling):
            return
        yield start, start + width
        start += width


def _fits(column: Column, cell: str) -> bool:
    return column.cell is None or bool(column.cell.fullmatch(cell))


def _aligned(text: str, lines: Sequence[Line], columns: Sequence[Column]) -> tuple[float, Cells]:
    """The lines of a row under its columns, in their order, at the greatest worth, behind that worth."""
    texts = [_cell(text, line) for line in lines]
    best: list[tuple[float, tuple[int, ...]]] = [
        (0.0 if taken == 0 else -math.inf, ()) for taken in range(len(texts) + 1)
    ]
    for column in columns:
        best = [
            max((best[at][0] + _worth(column, texts[at:taken]), (*best[at][1], taken)) for at in range(taken + 1))
            for taken in range(len(texts) + 1)
        ]
    worth, ends = best[-1]
    return worth, [
        [Stretch(*line[:2]) for line in lines[start:end]] for start, end in zip((0, *ends), ends, strict=False)
    ]


def _worth(column: Column, cell: Sequence[str]) -> float:
    """How well some lines make one cell of a column."""
    if not cell:
        return EMPTY
    if column.cell is None:
        if cell[-1].endswith("。") and column.kind not in ("content", "note"):
            return LOOKS_WRONG
        further = NEXT_LINE.get(column.kind, LOOKS_WRONG)
        return (len(cell) - 1) * further + (0.0 if any(map(str.isalpha, "".join(cell))) else EMPTY)
    return LOOKS_RIGHT if column.cell.fullmatch("".join(cell)) else LOOKS_WRONG * len(cell)
