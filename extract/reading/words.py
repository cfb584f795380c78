"""The words by which titles, headings and the front of a document are known (``data/words.tsv``)."""

from __future__ import annotations

import re
from functools import cache

from extract.reading.clean import DATA
from ontology.tables import read_table


@cache
def words(kind: str) -> tuple[str, ...]:
    """Return the words of a kind, in the order of the table."""
    return tuple(word for told, word in read_table(DATA / "words.tsv", ("kind", "word"), filled=True) if told == kind)


@cache
def any_of(kind: str) -> str:
    """Return the words of a kind as one group of alternatives, in the order of the table."""
    return "(?:" + "|".join(map(re.escape, words(kind))) + ")"
