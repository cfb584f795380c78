"""The word list of this room, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ontology.tables import read_table

DATA = Path(__file__).parent / "data"


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Kind → words, longest first."""
    found: dict[str, set[str]] = {}
    for kind, word in read_table(DATA / "words.tsv", ("kind", "word"), filled=True):
        found.setdefault(kind, set()).add(word)
    return {kind: tuple(sorted(ws, key=lambda w: (-len(w), w))) for kind, ws in found.items()}


PAIRED = {
    "change": (("degree", "shift"), ("reach", "fresh"), ("more", "trait")),
    "scope": (("abbr", "side"),),
    "place": (("role", "seat"), ("main", "post")),
}
"""Kinds whose words also come in two parts."""


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """All words of a kind as one pattern that takes the longest; where a word opens a pair, the word alone."""
    forms = set(words()[kind])
    pairs = {a + b for first, second in PAIRED.get(kind, ()) for a in words()[first] for b in words()[second]}
    return re.compile(branches(forms | {p for p in pairs if not any(p[:i] in forms for i in range(1, len(p)))}))


def any_of(kind: str) -> str:
    """All words of a kind as one group of alternatives, for a pattern of more than words."""
    return f"(?:{pattern(kind).pattern})"


def branches(forms: Iterable[str]) -> str:
    """A regular expression for words, parted by first characters so that few are tried at each place."""
    rests: dict[str, set[str]] = {}
    for form in sorted(filter(None, forms)):
        rests.setdefault(form[0], set()).add(form[1:])
    found = []
    for first, after in rests.items():
        inner = branches(after)
        found.append(re.escape(first) + (f"(?:{inner})" + "?" * ("" in after) if inner else ""))
    return "|".join(found)
