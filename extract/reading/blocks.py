"""Blocks."""

from __future__ import annotations

from collections.abc import Sequence

from extract.reading.chrome import without_chrome
from extract.reading.layout import Draft
from extract.reading.lines import Line, Stretch
from extract.reading.tables import Table, with_tables
from extract.reading.tracked import Loss


def drafts_of(text: str, lines: Sequence[Line]) -> tuple[list[Draft], list[Loss]]:
    """One paragraph per line."""
    lines, left_out = without_chrome(text, lines)
    drafts = []
    t = 0
    for part in with_tables(text, lines):
        if isinstance(part, Table):
            drafts += [Draft("table_row", cells=row.cells, table=t, header=row.header) for row in part.rows]
            t += 1
        else:
            drafts.append(Draft("paragraph", [Stretch(part.start, part.end)]))
    return drafts, left_out
