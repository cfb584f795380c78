"""Ruled tables of PDF pages, and their parts on following pages put together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.reading.formats.grid import Merged, repeated
from extract.reading.formats.joining import Piece, join_lines
from extract.reading.formats.pdf_lines import Box, Char, lines_of

if TYPE_CHECKING:
    import pdfplumber.page
    import pypdfium2

_FEWEST, _MOST = 8, 20_000  # segments of drawn paths on a page that may rule a table; beyond it is a map or a drawing
_SLACK = 2.0  # points within which two rules are one
_SIDES = 10.0  # points by which the parts of a table may be shifted from page to page
_HEADER = 3  # rows that a header has at most
CONTINUED = re.compile(r"[（(]?\s*续\s*表.{0,12}|.{0,40}[（(]\s*续\s*表?\s*\d*[）)]")  # 续表, 表3（续）
_FILLED = 0.3  # share of cells with text that tells a table from a chart's grid


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page. ``rows`` have equal length; ``caption`` is text over its full width; ``hangs`` tells for each column
    whether its last cell covers several rows, and so may go on after a page break; ``head`` are the rows above the first page's body, for the parts that follow.
    """

    box: Box
    rows: tuple[tuple[str, ...], ...]
    caption: tuple[str, ...] = ()
    hangs: tuple[bool, ...] = ()
    head: tuple[tuple[str, ...], ...] = ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0])


def may_hold_tables(page: pypdfium2.PdfPage) -> bool:
    """Whether a page has drawn lines enough for a table, and not as many as a map."""
    import pypdfium2.raw as pdfium

    segments = 0
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=5):
        segments += max(pdfium.FPDFPath_CountSegments(drawn.raw), 0)
        if segments > _MOST:
            return False
    return segments >= _FEWEST


def page_tables(page: pdfplumber.page.Page, chars: Sequence[Char]) -> list[Table]:
    """Find the ruled tables of a page; boxes of one column and empty grids are none."""
    tables = (_table(found.cells, chars) for found in page.find_tables())
    return sorted((table for table in tables if table), key=lambda table: table.box[1])


def _table(cells: Sequence[Box], chars: Sequence[Char]) -> Table | None:
    columns, rows = _edges(cells, 0), _edges(cells, 1)
    if len(columns) < 3:
        return None
    grid = [[-1] * (len(columns) - 1) for _ in rows[1:]]
    for index, (left, top, right, bottom) in enumerate(cells):
        for row in range(_at(rows, top), _at(rows, bottom)):
            for column in range(_at(columns, left), _at(columns, right)):
                grid[row][column] = index
    texts = _texts(cells, chars)
    if sum(bool(text) for text in texts) < _FILLED * len(cells):
        return None
    return _read(grid, texts, (columns[0], rows[0], columns[-1], rows[-1]))


def _edges(cells: Sequence[Box], side: int) -> list[float]:
    """The rules of a table in one direction, those closer than two points taken as one."""
    edges: list[float] = []
    for edge in sorted({cell[i] for cell in cells for i in (side, side + 2)}):
        if not edges or edge - edges[-1] > _SLACK:
            edges.append(edge)
    return edges


def _at(edges: Sequence[float], value: float) -> int:
    return max(0, bisect_right(edges, value + _SLACK / 2) - 1)


def _texts(cells: Sequence[Box], chars: Sequence[Char]) -> list[str]:
    inside: list[list[Char]] = [[] for _ in cells]
    order = sorted(range(len(cells)), key=lambda index: cells[index][1])
    tops = [cells[index][1] for index in order]
    deepest = max((cell[3] - cell[1] for cell in cells), default=0)
    for char in chars:
        x, y = (char.box[0] + char.box[2]) / 2, char.middle
        for at in range(bisect_right(tops, y - deepest - 1), bisect_right(tops, y)):
            left, _, right, bottom = cells[order[at]]
            if left <= x <= right and y <= bottom:
                inside[order[at]].append(char)
                break
    return [join_lines(line.text for line in lines_of(held, note_marks=False)) for held in inside]


def _read(grid: Sequence[Sequence[int]], texts: Sequence[str], box: Box) -> Table | None:
    merged = [_merged(grid, row, texts) for row in range(len(grid))]
    rows: list[tuple[str, ...]] = []
    captions: list[str] = []
    for row in repeated(merged):
        if isinstance(row, Piece):
            captions.append(row.text)
        else:
            rows.append(tuple(cell.text for cell in row))
    if not rows or len(set(map(tuple, zip(*rows, strict=True)))) < 2:
        return None
    hangs = tuple(
        len(grid) > 1 and below >= 0 and below == above for above, below in zip(grid[-2:][0], grid[-1], strict=True)
    )
    return Table(box, tuple(rows), tuple(captions), hangs)


def _merged(grid: Sequence[Sequence[int]], row: int, texts: Sequence[str]) -> list[Merged]:
    """One row of cells with what each covers; a place without a cell is an empty one."""
    cells: list[Merged] = []
    column = 0
    while column < len(grid[row]):
        index, start = grid[row][column], column
        column += 1
        while index >= 0 and column < len(grid[row]) and grid[row][column] == index:
            column += 1
        if index < 0:
            cells.append(Merged(Piece("")))
        elif row == 0 or grid[row - 1][start] != index:
            depth = next((d for d in range(1, len(grid) - row) if grid[row + d][start] != index), len(grid) - row)
            cells.append(Merged(Piece(texts[index]), column - start, depth))
    return cells


def continues(first: Table, second: Table) -> bool:
    """Whether a table at the head of a page has the columns of the one at the foot of the page before."""
    same_sides = abs(first.box[0] - second.box[0]) < _SIDES and abs(first.box[2] - second.box[2]) < _SIDES
    same_caption = all(caption in first.caption or CONTINUED.fullmatch(caption) for caption in second.caption)
    return first.width == second.width and same_sides and same_caption


def continuation(first: Table, second: Table) -> tuple[tuple[tuple[str, ...], ...], Table]:
    """Return the header rows that the second part repeats, and the second part without them.

    Where a merged cell of the first part goes on below the page break, its text stands in the rows there too.
    """
    head = first.head or first.rows[:_HEADER]
    known = next(
        (i for i, (a, b) in enumerate(zip(head, second.rows, strict=False)) if a != b), min(len(head), len(second.rows))
    )
    rows = list(second.rows[known:])
    for column, hangs in enumerate(first.hangs):
        if hangs and rows and not rows[0][column]:
            rows = _carried(rows, column, first.rows[-1][column])
    return second.rows[:known], replace(second, rows=tuple(rows), caption=first.caption, head=head)


def _carried(rows: Sequence[tuple[str, ...]], column: int, text: str) -> list[tuple[str, ...]]:
    stop = next((index for index, row in enumerate(rows) if row[column]), len(rows))
    return [(*row[:column], text, *row[column + 1 :]) if i < stop else row for i, row in enumerate(rows)]
