"""Cells of tables that hold sentences, as in lists of tasks and what is to be done for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Cell, Document
from extract.numbers.clock import Clock
from extract.numbers.columns import Row, describe, is_header, tables
from extract.numbers.words import any_of

LISTED = re.compile(any_of("phrases", "column of things"))
"""Heads a column of what a table lists, each with its own sizes or values."""
PLANNED = re.compile(any_of("phrases", "column of tasks") + "$")
REPORTED = re.compile(any_of("phrases", "column of deeds") + "$")
"""Head columns of sentences that plan, and that report."""
PROSE = re.compile(r"[^，。；\d]{2,}[^，。；]*[，。；].{2,}|.{9,}[。；]$")
LEAST = 12
"""Characters of a cell that holds sentences."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A cell with sentences; ``done`` where its column tells what was done."""

    cell: Cell
    done: bool


def prose_cells(document: Document, now: Clock) -> dict[int, list[Passage]]:
    """Return the cells that hold sentences by where their row starts; none of tables of indicators, projects or other things."""
    return {row.block.start: cells for rows in tables(document) for row, cells in of_table(rows, now)}


def of_table(rows: list[Row], now: Clock) -> Iterator[tuple[Row, list[Passage]]]:
    """Yield each row of a table that has cells with sentences, with these; a merged cell is read once."""
    headers = [row for row in rows if is_header(row)] or [row for row in rows[:1] if names_columns(row)]
    if any(LISTED.search(text) for row in headers for text in row.texts) or has_values(rows, headers, now):
        return
    heads = headers[-1].texts if headers else ()
    reports = any(map(REPORTED.search, heads))
    above: tuple[str, ...] = ()
    for row in rows:
        found = [
            Passage(row.cells[i], reports)
            for i, text in enumerate(row.texts[: len(heads)])
            if (REPORTED if reports else PLANNED).search(heads[i])
            and is_prose(text)
            and text not in (*row.texts[:i], *above)
        ]
        above = row.texts
        if found and row not in headers:
            yield row, found


def has_values(rows: list[Row], headers: list[Row], now: Clock) -> bool:
    """Say whether a table has columns of values, with numbers in them."""
    places = [i for i, column in enumerate(describe(headers, rows, now)) if column.holds_values]
    texts = [row.texts[i] for row in rows if row not in headers for i in places if i < len(row.texts)]
    return any(re.search(r"\d", text) and not is_prose(text) for text in texts)


def names_columns(row: Row) -> bool:
    """Say whether the first row of a table can name its columns: short words without numbers."""
    return all(0 < len(text) < LEAST and not re.search(r"\d", text) for text in row.texts)


def is_prose(text: str) -> bool:
    """Say whether a cell's text is more than a name or a value."""
    return len(text) >= LEAST and PROSE.match(text) is not None
