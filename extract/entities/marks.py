"""What rules and national vocabularies say of each character, as numbers that the tagger learns to trust or not."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from extract.entities.propose import Proposal, Segmented, by_heads, by_quotes
from extract.entities.tagger.labels import CLASSES
from ontology import territories, vocabulary

Marks = npt.NDArray[np.uint32]
LONGEST = ahocorasick_rs.MatchKind.LeftmostLongest
PLACE_MARKS = 2
"""Columns of marks that come from the table of territories."""
SHORT = 10
"""Added to the code of a territory's level for its short forms."""


@functools.cache
def place_codes() -> dict[str, int]:
    """Every national territory name with the code of its level; towns by full name only."""
    codes: dict[str, int] = {}
    for territory in territories.everything():
        level = territories.LEVELS.index(territory.level) + 1
        codes.setdefault(territory.name, level)
        if territory.level != "town":
            for short in territories.short_forms(territory.name, territory.level):
                codes.setdefault(short, level + SHORT)
    return codes


@functools.cache
def industry_names() -> frozenset[str]:
    """Every industry name of the vocabulary of at least two characters."""
    names = (name for industry in vocabulary.industries() for name in (industry.label, *industry.alternatives))
    return frozenset(name for name in names if len(name) > 1)


class Finder:
    """Finds the longest of many names; ``codes`` says what each stands for."""

    def __init__(self, codes: dict[str, int]) -> None:
        self.names = sorted(codes)
        self.codes = codes
        self.automaton = ahocorasick_rs.AhoCorasick(self.names, matchkind=LONGEST) if codes else None

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield (start, end, code) of the names in ``text``, left to right, not overlapping."""
        if self.automaton is not None:
            for index, start, end in self.automaton.find_matches_as_indexes(text):
                yield start, end, self.codes[self.names[index]]


@functools.cache
def place_finder() -> Finder:
    """The finder of national territories."""
    return Finder(place_codes())


@functools.cache
def line_finder() -> Finder:
    """The finder of industries (1) and of enterprises known all over the country (2)."""
    firms = (name for firm in vocabulary.enterprises() for name in (firm.label, *firm.alternatives))
    return Finder(dict.fromkeys(firms, 2) | dict.fromkeys(industry_names(), 1))


@functools.lru_cache(maxsize=64)
def own_finder(district: str) -> Finder:
    """The finder of what lies in a document's own district, villages' and towns' short forms too."""
    codes: dict[str, int] = {}
    for home in territories.by_name(district)[:1] if district else ():
        for inner in territories.below(home.code):
            for short in territories.short_forms(inner.name, inner.level):
                codes.setdefault(short, 2)
            codes[inner.name] = 1
    return Finder({name: code for name, code in codes.items() if len(name) > 1})


def spread(length: int, found: Iterable[tuple[int, int, int]]) -> Marks:
    """Return per character 4 × code + 1 at the begin, 2 inside and 3 at the end of what was found; later ones win."""
    starts, ends, codes = np.array([*found], dtype=np.int64).reshape(-1, 3).T
    lengths = ends - starts
    behind = np.cumsum(lengths)
    values = np.repeat(codes * 4 + 2, lengths)
    values[behind - lengths] -= 1
    values[behind - 1] = codes * 4 + 3
    marks = np.zeros(length, dtype=np.uint32)
    marks[np.repeat(ends - behind, lengths) + np.arange(len(values))] = values
    return marks


def proposed(length: int, proposals: Iterable[Proposal], rules: dict[str, int]) -> Marks:
    """Spread proposals of the given rules, the shorter over the longer; the code tells rule and class."""
    chosen = sorted((p for p in proposals if p.rule in rules), key=lambda p: (p.start - p.end, p.start))
    return spread(length, ((p.start, p.end, rules[p.rule] + CLASSES.index(p.cls)) for p in chosen))


def marks(words: Segmented, district: str) -> Marks:
    """Return the (n, 6) marks of a segmented text whose document is about ``district`` (``""`` if unknown)."""
    text = words.text
    heads, quotes = list(by_heads(words)), list(by_quotes(text))
    columns = (
        spread(len(text), place_finder().find(text)),
        spread(len(text), own_finder(district).find(text)),
        spread(len(text), line_finder().find(text)),
        proposed(len(text), heads, {"firm": 1}),
        proposed(len(text), heads, {"soft": 1}),
        proposed(len(text), quotes, {"title": 1, "quote": 11}),
    )
    return np.stack(columns).T
