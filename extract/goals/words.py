"""The word list of this room, read once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from extract.relations.words import read_table

DATA = Path(__file__).parent / "data"


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Kind → words, longest first."""
    found: dict[str, set[str]] = {}
    for kind, word in read_table(DATA / "words.tsv"):
        found.setdefault(kind, set()).add(word)
    return {kind: tuple(sorted(ws, key=lambda w: (-len(w), w))) for kind, ws in found.items()}


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """All words of a kind as one pattern, longest first."""
    return re.compile("|".join(map(re.escape, words()[kind])))
