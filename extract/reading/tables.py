"""Tables among the lines: rows that the format gives, rows cut by tabs, Markdown pipes or bars within, and tables that lost their grid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from extract.reading.blanks import BLANK
from extract.reading.clean import HAN
from extract.reading.flat_tables import flat_table
from extract.reading.lines import Line, Stretch, cells_of, split
from extract.reading.stacked import stacked_table
from extract.reading.table_words import bare, is_a, role

_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*")
_SECTION = re.compile(r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]).{2,16}")
_BROKEN = re.compile(rf"(?<=[{HAN}])[{BLANK}]+(?=[{HAN}（(])")
_ANY = re.compile(f"[^{BLANK}\t]+")
_WIDE = re.compile(r"\S+(?: \S+)*")
"""What stands between blanks, and between blanks wider than one."""
_MEASURE = re.compile(r"(?!.*[，。；：]).{0,16}(?:[（(](?:单位[:：])?[一-龥%％]{1,6}[）)]|20\d\d年.{0,6})")
"""The heading of a column of values: a measure with its unit, a year."""
_VALUE = re.compile(r"[<>≤≥~±+-]?[\d.,]+[%％]?(?:左右|以上|以下|以内)?|[—–-]+")
_TITLE = 30  # characters of a row that may stand without its tabs
_HEADINGS = 80  # characters of a line of headings

Cells = list[list[Stretch]]


@dataclass(frozen=True, slots=True)
class Row:
    """The stretches of each cell, and whether they name columns."""

    cells: Cells
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows one below the other."""

    rows: tuple[Row, ...]


Found = tuple[list[Row], int]


def with_tables(text: str, lines: Sequence[Line]) -> list[Line | Table]:
    """Gather the lines that are rows of tables; a table that goes on behind a page break, under the same header, is one."""
    found: list[Line | Table] = []
    for part in _parts(text, lines):
        last = found[-1] if found else None
        if isinstance(part, Table) and isinstance(last, Table) and _goes_on(text, last, part):
            header = _header(text, last)
            again = (replace(row, header=True) if _alike(text, row, header) else row for row in part.rows)
            found[-1] = Table((*last.rows, *again))
        else:
            found.append(part)
    return found


def _parts(text: str, lines: Sequence[Line]) -> Iterator[Line | Table]:
    at = 0
    while at < len(lines):
        rows, stop = _table(text, lines, at)
        stop = max(stop, at + 1)
        if rows:
            yield _headed(text, rows)
        else:
            yield from lines[at:stop]
        at = stop


def _table(text: str, lines: Sequence[Line], at: int) -> Found:
    """The rows of the table that begins with a line, and where it ends; no rows for none."""
    if lines[at].element.kind == "row":
        return _given(text, lines, at)
    for read in (_tabbed, _piped, _barred, _spaced, _stacked, _flat, _measured):
        rows, stop = read(text, lines, at)
        if rows or stop > at:
            return rows, stop
    return [], at


def _given(text: str, lines: Sequence[Line], at: int) -> Found:
    """Rows of one table of a docx, HTML or PDF file."""
    stop, number = at, lines[at].element.table
    while stop < len(lines) and lines[stop].element.kind == "row" and lines[stop].element.table == number:
        stop += 1
    return [_row(cells_of(text, line)) for line in lines[at:stop]], stop


def _row(cells: Sequence[Stretch]) -> Row:
    return Row([[cell] if cell.start < cell.end else [] for cell in cells])


def _tabbed(text: str, lines: Sequence[Line], at: int) -> Found:
    """Lines cut by tabs, most of them alike often; a row that was broken inside a cell is put together again."""
    if "\t" not in text[lines[at].start : lines[at].end]:
        return [], at
    stop = at
    while stop < len(lines) and lines[stop].element.kind != "row" and _may_be_tabbed(text, lines, stop):
        stop += 1
    cut = [cells_of(text, line) for line in lines[at:stop]]
    width = Counter(len(cells) for cells in cut if len(cells) > 1).most_common(1)[0][0]
    rows = list(_mended(cut, width))
    return (rows, stop) if len(rows) > 1 and width > 1 else ([], at)


def _may_be_tabbed(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line has tabs, or is short and stands between two that have."""
    line = lines[at]
    if "\t" in text[line.start : line.end]:
        return True
    after = lines[at + 1 : at + 2]
    return line.end - line.start <= _TITLE and bool(after) and not after[0].gap and "\t" in text[slice(*after[0][:2])]


def _mended(cut: Sequence[list[Stretch]], width: int) -> Iterator[Row]:
    pending: Cells = []
    for cells in cut:
        parts = _row(cells).cells
        if pending and len(pending) + len(parts) - 1 <= width:
            pending[-1] = pending[-1] + parts[0]
            pending += parts[1:]
        else:
            if pending:
                yield Row(pending)
            pending = parts
        if len(pending) >= width or (len(parts) == 1 and len(pending) == 1):
            yield Row(pending)
            pending = []
    if pending:
        yield Row(pending)


def _piped(text: str, lines: Sequence[Line], at: int) -> Found:
    """A Markdown table."""
    stop = at
    while stop < len(lines) and _is_piped(text, lines[stop]):
        stop += 1
    if stop - at < 2:
        return [], at
    kept = [line for line in lines[at:stop] if not _RULE.fullmatch(text, line.start, line.end)]
    return [_row(split(text, line.start + 1, line.end - (text[line.end - 1] == "|"), "|")) for line in kept], stop


def _is_piped(text: str, line: Line) -> bool:
    return text[line.start] == "|" and line.end - line.start > 2 and "|" in text[line.start + 1 : line.end]


def _barred(text: str, lines: Sequence[Line], at: int) -> Found:
    """Lines cut by bars within (甲 | 乙 | 丙), with the lines of a section between them."""
    stop = at
    while stop < len(lines) and lines[stop].element.kind != "row" and _may_be_barred(text, lines, at, stop):
        stop += 1
    while stop > at and not _is_barred(text, lines[stop - 1]):
        stop -= 1
    barred = [line for line in lines[at:stop] if _is_barred(text, line)]
    if len(barred) < 3 or not any(text[c].isdigit() for line in barred for c in range(line.start, line.end)):
        return [], at
    return [_row(split(text, line.start, line.end, _bar(text, line))) for line in lines[at:stop]], stop


def _bar(text: str, line: Line) -> str:
    return max("|｜", key=lambda bar: text.count(bar, line.start, line.end))


def _is_barred(text: str, line: Line) -> bool:
    return text.count(_bar(text, line), line.start, line.end) >= 2


def _may_be_barred(text: str, lines: Sequence[Line], first: int, at: int) -> bool:
    """Whether a line has bars, or is short and the next has; within a table a section and its part may both stand above rows."""
    if _is_barred(text, lines[at]):
        return True
    titles = list(takewhile(lambda line: _is_title(text, line), islice(lines, at, at + 3)))
    below = lines[at + len(titles) : at + len(titles) + 1]
    most = 2 if at > first else 1
    return at > 0 and 1 <= len(titles) <= most and bool(below) and _is_barred(text, below[0])


def _is_title(text: str, line: Line) -> bool:
    """Whether a line is short, follows at once, and has no bars."""
    return line.end - line.start <= _TITLE and not line.gap and not _is_barred(text, line)


def _spaced(text: str, lines: Sequence[Line], at: int) -> Found:
    """Lines cut by wide blanks under column headings, every line into as many cells; one blank parts them where wide ones do not."""
    headings = _headings(text, lines[at])
    if not headings:
        return [], at
    rows = [
        _row(cells)
        for cells in takewhile(bool, (_in_columns(text, line, len(headings)) for line in islice(lines, at, None)))
    ]
    return (rows, at + len(rows)) if len(rows) > 2 else ([], at)


def _measured(text: str, lines: Sequence[Line], at: int) -> Found:
    """Lines of as many words as the one that names their columns, with a value under each measure that it names."""
    headings = _gapped(text, lines[at], _ANY)
    places = [i for i, h in enumerate(headings) if _MEASURE.fullmatch(text, h.start, h.end)]
    if len(headings) < 3 or not places or places[0] == 0:
        return [], at
    rows = list(takewhile(lambda cut: _fills(text, cut, len(headings), places), _words(text, lines, at + 1)))
    found = [replace(_row(headings), header=True), *map(_row, rows)]
    return (found, at + len(found)) if len(rows) > 1 else ([], at)


def _words(text: str, lines: Sequence[Line], at: int) -> Iterator[list[Stretch]]:
    """What each line from one on has between blanks; nothing for a row that the format gives."""
    for line in islice(lines, at, None):
        yield [] if line.element.kind == "row" else _gapped(text, line, _ANY)


def _fills(text: str, cut: Sequence[Stretch], width: int, places: Sequence[int]) -> bool:
    """Whether a line has a word for each column and a value in those of ``places``."""
    return len(cut) == width and all(_VALUE.fullmatch(text, cut[i].start, cut[i].end) for i in places)


def _headings(text: str, line: Line) -> list[Stretch]:
    """The headings of columns that a line sets apart by wide blanks, or by single ones where a list of numbered things begins."""
    wide = _gapped(text, line, _WIDE)
    if len(wide) >= 3 and _names_columns(text, _row(wide)):
        return wide
    words = _gapped(text, line, _ANY) if line.end - line.start <= _HEADINGS else []
    roles = [role(heading) for heading in _texts(text, _row(words))]
    return words if len(words) >= 4 and roles[0] == "number" and "name" in roles and not all(roles) else []


def _in_columns(text: str, line: Line, width: int) -> list[Stretch]:
    """The cells of a line that has as many as the table is wide, none for another."""
    cuts = (_gapped(text, line, blanks) for blanks in (_WIDE, _ANY))
    return [] if line.element.kind == "row" else next((cut for cut in cuts if len(cut) == width), [])


def _gapped(text: str, line: Line, blanks: re.Pattern[str]) -> list[Stretch]:
    """The stretches of a line between blanks."""
    return [Stretch(*found.span()) for found in blanks.finditer(text, line.start, line.end)]


def _stacked(text: str, lines: Sequence[Line], at: int) -> Found:
    rows, stop = stacked_table(text, lines, at)
    header = Row(rows[0]) if rows else None
    return [Row(row, header=_alike(text, Row(row), header)) for row in rows], stop


def _flat(text: str, lines: Sequence[Line], at: int) -> Found:
    rows, stop = flat_table(text, lines, at)
    return [Row(row, header=index == 0) for index, row in enumerate(rows)], stop


def _closed(text: str, cell: Sequence[Stretch]) -> list[Stretch]:
    """A cell without the blanks where its words were broken to fit; 预期性 国家 stays two words."""
    parts: list[Stretch] = []
    for stretch in cell:
        here = stretch.start
        for found in _BROKEN.finditer(text, stretch.start, stretch.end):
            if not is_a("property", bare(text[here : found.start()])):
                parts.append(Stretch(here, found.start()))
                here = found.end()
        parts.append(Stretch(here, stretch.end))
    return parts


def _headed(text: str, rows: Sequence[Row]) -> Table:
    """Mark the first row that names columns, with a second one under it, and where it is repeated."""
    rows = [replace(row, cells=[_closed(text, cell) for cell in row.cells]) for row in rows]
    if any(row.header for row in rows):
        return Table(tuple(rows))
    first = next((index for index, row in enumerate(rows[:4]) if _names_columns(text, row)), None)
    if first is None:
        return Table(tuple(rows))
    return Table(
        tuple(
            replace(
                row,
                header=index == first
                or _alike(text, row, rows[first])
                or (index == first + 1 and _names_columns(text, row)),
            )
            for index, row in enumerate(rows)
        )
    )


def _texts(text: str, row: Row) -> list[str]:
    return [bare("".join(text[part.start : part.end] for part in cell)) for cell in row.cells]


def _names_columns(text: str, row: Row) -> bool:
    filled = [cell for cell in _texts(text, row) if cell]
    return len(filled) > 1 and sum(1 for cell in filled if role(cell)) * 2 >= len(filled)


def _alike(text: str, row: Row, header: Row | None) -> bool:
    if header is None or len(row.cells) != len(header.cells):
        return False
    return _texts(text, row) == _texts(text, header)


def _header(text: str, table: Table) -> Row | None:
    return next((row for row in table.rows if row.header), None)


def _goes_on(text: str, table: Table, other: Table) -> bool:
    return any(_alike(text, row, _header(text, table)) for row in other.rows[:2])
