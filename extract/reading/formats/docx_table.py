"""Tables of Word files: which hold data, and their cells with what they cover."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from extract.reading.formats.docx_text import paragraph_text
from extract.reading.formats.grid import Merged
from extract.reading.formats.joining import Piece, join_lines

_ROW, _CELL, _TABLE, _PARAGRAPH = qn("w:tr"), qn("w:tc"), qn("w:tbl"), qn("w:p")
_WRAPPED = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")}
_LONG_CELL = 3_000  # characters: more is a page's layout, not a datum


def holds_data(table: etree._Element) -> bool:
    """Whether a table has columns of data; one column, or mostly prose, is a box of text."""
    rows = [list(_cells(row)) for row in _rows(table)]
    texts = [[paragraph_text(p) for p in cell.iterchildren(_PARAGRAPH)] for cells in rows for cell in cells]
    lengths = [sum(map(len, text)) for text in texts]
    prose = sum(length for text, length in zip(texts, lengths, strict=True) if _is_prose(text))
    columns = max((len(cells) for cells in rows), default=0)
    return columns > 1 and max(lengths, default=0) <= _LONG_CELL and prose <= sum(lengths) / 2


def _is_prose(paragraphs: list[str]) -> bool:
    return sum(bool(text.strip()) for text in paragraphs) > 1 and any("。" in text for text in paragraphs)


def merged_rows(table: etree._Element) -> list[list[Merged]]:
    """Return the rows with each merged cell once, with the columns and rows that it covers."""
    rows: list[list[Merged]] = []
    above: dict[int, tuple[int, int]] = {}  # column -> where in ``rows`` the cell stands that may go on below
    for index, row in enumerate(_rows(table)):
        rows.append(_skipped(row))
        below: dict[int, tuple[int, int]] = {}
        for column, cell in _placed(row):
            start = above.get(column)
            if _goes_on(cell) and start:
                _lengthen(rows, start)
                below[column] = start
            else:
                rows[-1].append(cell_of(cell))
                below[column] = (index, len(rows[-1]) - 1)
        above = below
    return rows


def _lengthen(rows: list[list[Merged]], at: tuple[int, int]) -> None:
    row, cell = at
    longer = rows[row][cell]
    rows[row][cell] = Merged(longer.piece, longer.columns, longer.rows + 1)


def _skipped(row: etree._Element) -> list[Merged]:
    """The place before a row that begins further right than its table."""
    columns = _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    return [Merged(Piece(""), columns)] if columns else []


def _placed(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Cells with the grid column that they begin in."""
    column = _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    for cell in _cells(row):
        yield column, cell
        column += _columns(cell)


def cell_of(cell: etree._Element) -> Merged:
    """Return one cell with its text, the lines of which are joined."""
    lines = (line for paragraph in cell.iterchildren(_PARAGRAPH) for line in paragraph_text(paragraph).split("\n"))
    return Merged(Piece(join_lines(lines)), _columns(cell))


def nested_tables(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the tables that stand directly in the cells of a table."""
    for cell in table_cells(table):
        yield from cell.iterchildren(_TABLE)


def table_cells(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a table row by row, each once."""
    for row in _rows(table):
        yield from _cells(row)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return _inside(table, _ROW)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return _inside(row, _CELL)


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of one tag, also those that a content control or a tracked insertion wraps."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPED:
            yield from _inside(child, tag)


def _columns(cell: etree._Element) -> int:
    return max(1, _number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1))


def _goes_on(cell: etree._Element) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(qn("w:val"), "")
    return int(value) if value.isdecimal() and len(value) < 6 else default
