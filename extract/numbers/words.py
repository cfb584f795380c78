"""Word lists of the numbers room: tab-separated files with a comment that says what the columns mean."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


class WordListError(ValueError):
    """A line of a word list that cannot be used; the message begins with file:line."""


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``data/<name>.tsv`` without comment and header lines.

    Raises ``WordListError`` where a row has another number of columns than the header or an empty first column.
    """
    text = (files("extract.numbers") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    return parse(text, f"{name}.tsv")


def parse(text: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Split the text of a word list into rows; ``name`` stands in error messages."""
    lines = [(i, line) for i, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    width = len(lines[0][1].split("\t")) if lines else 0
    rows = []
    for i, line in lines[1:]:
        row = tuple(line.split("\t"))
        if len(row) != width or not row[0]:
            raise WordListError(f"{name}:{i}: {width} columns expected, the first not empty")
        rows.append(row)
    return tuple(rows)


@cache
def group(name: str, kind: str) -> tuple[str, ...]:
    """Return the words of a list whose second column is ``kind``, longest first."""
    return tuple(sorted((r[0] for r in table(name) if r[1] == kind), key=lambda w: (-len(w), w)))
