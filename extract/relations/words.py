"""The word lists of this room, read once."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from ontology.tables import read_table

DATA = Path(__file__).parent / "data"
TITLE = 60
"""So near to the beginning a document names itself."""
OPENING = 8
"""A name that starts within so many characters opens its unit."""


@cache
def cue_classes() -> dict[str, str]:
    """Cue word → class."""
    return {word: kind for kind, word in read_table(DATA / "cues.tsv", ("class", "word"), filled=True)}


@cache
def cue_pattern() -> re.Pattern[str]:
    """All cue words, longest first, by their first character."""
    rests: dict[str, list[str]] = {}
    for word in sorted(cue_classes(), key=lambda w: (-len(w), w)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(words)})" for first, words in sorted(rests.items())))


@cache
def umbrellas() -> tuple[tuple[str, str], ...]:
    """(stem, level) of industries that gather others, longest stem first."""
    rows = read_table(DATA / "umbrellas.tsv", ("level", "stem"), filled=True)
    return tuple(sorted(((stem, level) for level, stem in rows), key=lambda r: (-len(r[0]), r)))


@lru_cache(maxsize=10_000)
def umbrella(name: str) -> str:
    """The level of an industry that gathers others, or empty."""
    return next((level for ending, level in umbrellas() if name.endswith(ending)), "")


@cache
def endings() -> dict[str, tuple[str, ...]]:
    """Class → name endings, longest first."""
    found: dict[str, list[str]] = {}
    for kind, ending in read_table(DATA / "stems.tsv", ("class", "ending"), filled=True):
        found.setdefault(kind, []).append(ending)
    return {kind: tuple(sorted(words, key=lambda w: (-len(w), w))) for kind, words in found.items()}


@lru_cache(maxsize=10_000)
def stem(name: str, kind: str) -> str:
    """``name`` without its ending, if at least two characters stay."""
    for ending in endings().get(kind, ()):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name[: -len(ending)]
    return name


@cache
def columns() -> tuple[tuple[str, str], ...]:
    """(word, class) of column headings, in the order in which they are tried."""
    return tuple((word, kind) for kind, word in read_table(DATA / "columns.tsv", ("class", "word"), filled=True))


@cache
def any_of(kind: str) -> str:
    """The words of a kind in ``words.tsv`` as one group of alternatives, longest first."""
    words = [word for told, word in read_table(DATA / "words.tsv", ("kind", "word"), filled=True) if told == kind]
    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) + ")"


@cache
def stand_ins() -> dict[str, tuple[str, str]]:
    """Word that stands for a thing → (class of the thing, where it may stand)."""
    return {
        word: (kind, where)
        for kind, word, where in read_table(DATA / "stand_ins.tsv", ("class", "word", "where"), filled=True)
    }
