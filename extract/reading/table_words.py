"""The words by which parts of tables are known (``data/table.tsv``)."""

from __future__ import annotations

import re
from functools import cache

from extract.reading.blanks import BLANK
from extract.reading.clean import DATA
from ontology.tables import read_table

ROLES = ("category", "number", "name", "unit", "attribute", "value")
_BLANKS = re.compile(f"[{BLANK}\t]+")


def bare(text: str) -> str:
    """Return ``text`` without any blanks."""
    return _BLANKS.sub("", text)


@cache
def role(heading: str) -> str:
    """Return what a column of this heading holds (one of ``ROLES``), or an empty string where the text heads no column."""
    return next((what for what in ROLES if is_a(what, heading)), "") if len(heading) <= 24 else ""


def is_a(what: str, cell: str) -> bool:
    """Whether a cell, without blanks, is of a kind of ``table.tsv``."""
    return bool(_pattern(what).fullmatch(cell))


def begins_as(what: str, cell: str) -> bool:
    """Whether a cell, without blanks, begins like a kind of ``table.tsv``."""
    return bool(_pattern(what).match(cell))


@cache
def _pattern(what: str) -> re.Pattern[str]:
    rows = read_table(DATA / "table.tsv", ("what", "pattern"))
    return re.compile("|".join(f"(?:{pattern})" for kind, pattern in rows if kind == what))
