"""Tables of web pages: which of them hold data, and their cells with merged ones repeated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from extract.reading.formats.grid import Merged, repeated
from extract.reading.formats.html_source import SourceMap
from extract.reading.formats.html_tags import BLOCKS, UNSEEN
from extract.reading.formats.joining import Piece, squeeze

_LONG_CELL = 3_000  # characters: more is a page's layout, not a datum
_BREAKS = BLOCKS | {"br"}


def data_tables(root: etree._Element) -> set[etree._Element]:
    """Return the tables that hold rows of data: not one column, no table inside, not mostly prose.

    The others (boxes, page layout) are read as the blocks they contain.
    """
    found: set[etree._Element] = set()
    open_tables: list[etree._Element] = []
    for event, table in etree.iterwalk(root, events=("start", "end"), tag="table"):
        if event == "start":
            found.difference_update(open_tables[-1:])
            open_tables.append(table)
            found.add(table)
        else:
            open_tables.pop()
    return {table for table in found if _holds_data(table)}


def _holds_data(table: etree._Element) -> bool:
    rows = [_cells(row) for row in table.iter("tr")]
    if max((len(cells) for cells in rows), default=0) < 2:
        return False
    lengths = {cell: _length(cell) for cells in rows for cell in cells}
    prose = sum(length for cell, length in lengths.items() if _is_prose(cell))
    return max(lengths.values()) <= _LONG_CELL and prose <= sum(lengths.values()) / 2


def _is_prose(cell: etree._Element) -> bool:
    """A cell of several paragraphs with whole sentences is a box of text, not a datum."""
    sentences = any("。" in str(text) for text in cell.itertext())
    return sentences and len(cell.findall("p")) + len(cell.findall("div")) > 1


def _length(cell: etree._Element) -> int:
    return sum(len(str(text).strip()) for text in cell.itertext())


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def table_rows(table: etree._Element, source: SourceMap) -> Iterator[Piece | list[Piece]]:
    """Yield a data table row by row, a merged cell repeated in every place that it covers.

    What stands alone over the full width before the first row (a caption, ``单位：亿元``) comes as a single piece.
    """
    yield from (_text(caption, source) for caption in table.iter("caption"))
    rows = [[_merged(cell, source) for cell in _cells(row)] for row in table.iter("tr")]
    yield from repeated(rows)


def _merged(cell: etree._Element, source: SourceMap) -> Merged:
    return Merged(_text(cell, source), _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: etree._Element, name: str) -> int:
    digits = cell.get(name, "1").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 6 else 1


def _text(cell: etree._Element, source: SourceMap) -> Piece:
    return squeeze(list(_chunks(cell, source)))


def _chunks(cell: etree._Element, source: SourceMap) -> Iterable[Piece]:
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag in _BREAKS:
            yield Piece("\n")
        if element.tag in UNSEEN and event == "start":
            continue
        text = element.text if event == "start" else element.tail
        if text and (event == "start" or element is not cell):
            yield source.locate(text)
