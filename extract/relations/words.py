"""The word lists of this room, read once."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


class WordListError(ValueError):
    """A line of a word list that does not have its columns; the message is ``file:line: what is wrong``."""


def read_table(path: Path) -> list[tuple[str, str]]:
    """Read a two-column TSV with ``#`` comments.

    Raises:
        WordListError: at a line without exactly two filled columns.
    """
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        columns = line.split("\t")
        if len(columns) != 2 or not all(c.strip() for c in columns):
            raise WordListError(f"{path.name}:{number}: two filled columns wanted, found {line!r}")
        rows.append((columns[0], columns[1]))
    return rows


@cache
def cue_classes() -> dict[str, str]:
    """Cue word → class."""
    return {word: kind for kind, word in read_table(DATA / "cues.tsv")}


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
    return tuple(
        sorted(((stem, level) for level, stem in read_table(DATA / "umbrellas.tsv")), key=lambda r: (-len(r[0]), r))
    )


@cache
def endings() -> dict[str, tuple[str, ...]]:
    """Class → name endings, longest first."""
    found: dict[str, list[str]] = {}
    for kind, ending in read_table(DATA / "stems.tsv"):
        found.setdefault(kind, []).append(ending)
    return {kind: tuple(sorted(words, key=lambda w: (-len(w), w))) for kind, words in found.items()}


@lru_cache(maxsize=10_000)
def stem(name: str, kind: str) -> str:
    """``name`` without its ending, if at least two characters stay."""
    for ending in endings().get(kind, ()):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name[: -len(ending)]
    return name
