"""Reading of word and reference tables: tab-separated, ``#`` comments, one line that names the columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


class TableError(ValueError):
    """A table that breaks its own format; the message begins with ``file:line``."""


def read_table(path: Path, columns: tuple[str, ...], *, filled: bool = False) -> list[tuple[str, ...]]:
    """Read a table whose column line must be ``columns``.

    Lines that begin with ``#`` and blank lines are skipped; the first other line names the columns. Returns the rows in the
    order of the file, each with as many cells as there are columns. ``filled``: no cell may be empty.
    Raises TableError for a wrong header or row.
    """
    lines = _numbered(path)
    number, header = next(lines, (1, ""))
    if tuple(header.split("\t")) != columns:
        raise TableError(f"{path}:{number}: the columns must be {', '.join(columns)}")
    rows = [(number, _row(path, number, line, len(columns))) for number, line in lines]
    empty = next((number for number, row in rows if filled and not all(cell.strip() for cell in row)), None)
    if empty is not None:
        raise TableError(f"{path}:{empty}: an empty cell")
    return [row for _, row in rows]


def _numbered(path: Path) -> Iterator[tuple[int, str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip() and line[0] != "#")


def _row(path: Path, number: int, line: str, width: int) -> tuple[str, ...]:
    row = tuple(line.split("\t"))
    if len(row) != width:
        raise TableError(f"{path}:{number}: {len(row)} cells where {width} are wanted")
    return row
