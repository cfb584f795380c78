"""Tables of PDF pages without rules (or with horizontal ones only), told by cells that stand below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.reading.formats.joining import join_lines
from extract.reading.formats.pdf_lines import Box, Char, Line, lines_of
from extract.reading.formats.pdf_table import Table

FEWEST, MOST = 3, 14  # columns
ROWS = 3  # lines that make a table
_APART = 3.0  # line heights between two rows at most
_CELL_GAP = 0.8  # em between two cells of a row
_VALLEY = 0.3  # em of white between two columns in all rows
_PROSE = re.compile(r"[。；]|…|\.{4,}|.{41,}")

Segment = list[Char]


def aligned_tables(lines: Sequence[Line], chars: Sequence[Char], others: Sequence[Table]) -> list[Table]:
    """Find tables among the lines of a page that stand in none of ``others``.

    Only what is certain is one: at least three rows of at least three columns with white between them in all rows, the
    first cell of every row filled, no prose. Everything else stays lines.
    """
    free = [line for line in lines if not any(_overlap(line.box, table.box) for table in others)]
    tables = ((run, _table(run, chars)) for run in _runs(free))
    return [table for run, table in tables if table and _holds_only(table, run, free)]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines with gaps of a column's width, one below the other."""
    run: list[Line] = []
    for line in lines:
        if run and not _follows(run[-1], line):
            yield run
            run = []
        if "\t" in line.text and not line.marks:
            run.append(line)
    yield run


def _follows(above: Line, line: Line) -> bool:
    distance = line.box[1] - above.box[1]
    return "\t" in line.text and not line.marks and 0 < distance < _APART * (above.box[3] - above.box[1])


def _table(run: Sequence[Line], chars: Sequence[Char]) -> Table | None:
    if len(run) < ROWS:
        return None
    segments = [list(_segments(line, chars)) for line in run]
    columns = _columns([segment for row in segments for segment in row])
    rows = [_row(row, columns) for row in segments] if FEWEST <= len(columns) <= MOST else []
    if not rows or not all(row and row[0] for row in rows) or not any(all(row) for row in rows):
        return None
    if any(_PROSE.search(cell) for row in rows for cell in row) or all(row[-1].isdigit() for row in rows):
        return None  # columns of text, or a table of contents
    return Table((columns[0][0], run[0].box[1], columns[-1][1], run[-1].box[3]), tuple(rows))


def _segments(line: Line, chars: Sequence[Char]) -> Iterator[Segment]:
    """The cells of a line, from left to right."""
    left, top, right, bottom = line.box
    inside = [char for char in chars if top <= char.middle <= bottom and left <= char.box[0] <= right]
    segment: Segment = []
    for char in sorted((char for char in inside if not char.text.isspace()), key=lambda char: char.box[0]):
        if segment and char.box[0] - segment[-1].box[2] > _CELL_GAP * char.height:
            yield segment
            segment = []
        segment.append(char)
    if segment:
        yield segment


def _columns(segments: Sequence[Segment]) -> list[tuple[float, float]]:
    """Where columns begin and end: what all cells cover, seen from above."""
    columns: list[tuple[float, float]] = []
    for left, right, white in sorted((cell[0].box[0], cell[-1].box[2], _VALLEY * cell[0].height) for cell in segments):
        if columns and left < columns[-1][1] + white:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    return columns


def _row(segments: Sequence[Segment], columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    """The text in each column; nothing where two cells stand in one."""
    cells = [[cell for cell in segments if left <= cell[0].box[0] <= right] for left, right in columns]
    if any(len(found) > 1 for found in cells):
        return ()
    return tuple(_text(found[0]) if found else "" for found in cells)


def _text(cell: Segment) -> str:
    return join_lines(line.text for line in lines_of(cell, note_marks=False))


def _holds_only(table: Table, run: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether no line of the page but the table's own lies in its box."""
    return all(line in run for line in lines if _overlap(line.box, table.box))
