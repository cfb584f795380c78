"""Word lists of the numbers room, as sets and groups."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ontology.tables import read_table

DATA = Path(__file__).parent / "data"
COLUMNS = {
    "cues": ("word", "role"),
    "dropped": ("word", "place"),
    "heads": ("word", "role"),
    "limits": ("word", "side", "sign"),
    "measured": ("word", "role"),
    "phrases": ("word", "role"),
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


@cache
def any_of(name: str, *kinds: str) -> str:
    """Return a regular expression for the words of a list that are of some kinds, longest first."""
    words = {word for kind in kinds for word in group(name, kind)}
    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) + ")"
