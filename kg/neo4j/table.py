"""CSV as ``neo4j-admin database import`` reads it: typed headers, arrays, text that stays text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

ARRAY_DELIMITER = "\x1f"
"""Between the elements of an array: the unit separator, which no text holds (Neo4j cannot quote a delimiter inside an element)."""

Cell = str | Sequence[str]


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a CSV file in UTF-8; a cell that is no string is an array, an empty cell gives no property in Neo4j.

    Quotes, commas and line breaks are quoted as RFC 4180 says; the delimiter of arrays and NUL inside a text become blanks.
    """
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([_cell(cell) for cell in row] for row in rows)


def _cell(cell: Cell) -> str:
    return _clean(cell) if isinstance(cell, str) else ARRAY_DELIMITER.join(map(_clean, cell))


def _clean(text: str) -> str:
    return text.replace(ARRAY_DELIMITER, " ").replace("\0", " ")
