"""Word lists of the numbers room, as sets and groups."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ontology.tables import read_table

DATA = Path(__file__).parent / "data"
COLUMNS = {
    "cues": ("word", "role"),
    "dropped": ("word", "place"),
    "heads": ("word", "role"),
    "limits": ("word", "side", "sign"),
    "status": ("word", "status"),
    "trim": ("word", "side", "unless"),
    "units": ("unit", "family", "unless"),
}


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``data/<name>.tsv``; raises ``ontology.tables.TableError`` (file:line) for a bad one."""
    return tuple(read_table(DATA / f"{name}.tsv", COLUMNS[name]))


@cache
def group(name: str, kind: str) -> tuple[str, ...]:
    """Return the words of a list whose second column is ``kind``, longest first."""
    return tuple(sorted((row[0] for row in table(name) if row[1] == kind), key=lambda w: (-len(w), w)))
