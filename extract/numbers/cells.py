"""Cells of tables that hold sentences, as in lists of tasks and what is to be done for each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Cell, Document
from extract.numbers.clock import Clock
from extract.numbers.columns import Row, describe, is_header, tables

LISTED = re.compile(r"(?:项目|工程)(?:名称)?$|名称$|指标")
"""Heads the column of what a table lists, each with its own sizes or values."""
PROSE = re.compile(r"[^，。；\d]{2,}[^，。；]*[，。；].{2,}|.{9,}[。；]$")
LEAST = 12
"""Characters of a cell that holds sentences."""


def prose_cells(document: Document, now: Clock) -> dict[int, list[Cell]]:
    """Return the cells that hold sentences by where their row starts; none of tables of indicators or projects."""
    return {row.block.start: cells for rows in tables(document) for row, cells in of_table(rows, now)}


def of_table(rows: list[Row], now: Clock) -> Iterator[tuple[Row, list[Cell]]]:
    """Yield each row of a table that has cells with sentences, with these."""
    headers = [row for row in rows if is_header(row)]
    if any(LISTED.search(text) for row in headers for text in row.texts) or describe(headers, rows, now):
        return
    for row in rows:
        cells = [cell for cell, text in zip(row.cells, row.texts, strict=True) if is_prose(text)]
        if cells and row not in headers:
            yield row, cells


def is_prose(text: str) -> bool:
    """Say whether a cell's text is more than a name or a value."""
    return len(text) >= LEAST and PROSE.match(text) is not None
