"""Patterns of what stands beside and in names, by what they tell; see ``data/signs.tsv``."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from ontology.tables import read_table

SIGNS = Path(__file__).parent / "data" / "signs.tsv"


@functools.cache
def signs() -> dict[str, list[str]]:
    """Return the patterns of every sign, in the order of the table."""
    found: dict[str, list[str]] = {}
    for told, pattern in read_table(SIGNS, ("sign", "pattern"), filled=True):
        found.setdefault(told, []).append(pattern)
    return found


@functools.cache
def any_of(sign: str) -> str:
    """Return the patterns of a sign as one group of alternatives."""
    return "(?:" + "|".join(signs()[sign]) + ")"


@functools.cache
def sign(told: str) -> re.Pattern[str]:
    """Return what matches any pattern of a sign."""
    return re.compile(any_of(told))
