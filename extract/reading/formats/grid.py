"""Rows with merged cells made rectangular, the same way for every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.reading.formats.joining import Piece

_EMPTY = Piece("")
_WIDEST = 1_000  # columns; HTML's own limit for colspan
_MOST = 5_000_000  # characters that repeating merged cells may produce in one table


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell with the number of columns and rows that it covers; 0 rows means all that follow."""

    piece: Piece
    columns: int = 1
    rows: int = 1


def repeated(rows: Sequence[Sequence[Merged]]) -> Iterator[Piece | list[Piece]]:
    """Yield rows of equal length, each merged cell standing in every place that it covers; rows without text are left out.

    A row above the first real one that is a single cell over the full width is a caption and comes as one piece. A table
    whose merged cells would repeat into more than 5 million characters is read as if nothing were merged.
    """
    if sum(len(c.piece.text) * min(c.columns, _WIDEST) * min(c.rows or 1, len(rows)) for r in rows for c in r) > _MOST:
        rows = [[Merged(cell.piece) for cell in row] for row in rows]
    grid = _grid(rows)
    begun = False
    for cells, row in zip(grid, rows, strict=True):
        texts = {cell.text for cell in cells}
        if not any(texts):
            continue
        begun = begun or len(row) > 1 or len(cells) == 1
        yield cells if begun else next(cell for cell in cells if cell.text)


def _grid(rows: Sequence[Sequence[Merged]]) -> list[list[Piece]]:
    grid: list[list[Piece]] = []
    hanging: dict[int, tuple[int, Piece]] = {}
    for index, row in enumerate(rows):
        grid.append(_filled(row, hanging, len(rows) - index))
    width = max((len(cells) for cells in grid), default=0)
    return [cells + [_EMPTY] * (width - len(cells)) for cells in grid]


def _filled(row: Sequence[Merged], hanging: dict[int, tuple[int, Piece]], below: int) -> list[Piece]:
    """One row with the cells that hang down into it; ``hanging`` maps a column to rows left and text."""
    cells: list[Piece] = []
    for cell in row:
        _hang(cells, hanging)
        for _ in range(max(1, min(cell.columns, _WIDEST))):
            rows = min(cell.rows, below) if cell.rows > 0 else below
            hanging.pop(len(cells), None)
            if rows > 1:
                hanging[len(cells)] = (rows - 1, cell.piece)
            cells.append(cell.piece)
    for column in sorted(hanging):
        cells.extend([_EMPTY] * (column - len(cells)))
        _hang(cells, hanging)
    return cells


def _hang(cells: list[Piece], hanging: dict[int, tuple[int, Piece]]) -> None:
    """Append the cells that hang down into the next columns; one row of each is used up."""
    while (column := len(cells)) in hanging:
        rows, piece = hanging.pop(column)
        cells.append(piece)
        if rows > 1:
            hanging[column] = (rows - 1, piece)
