"""Rules propose: spans of text that look like names, each with the class it suggests and the rule that says so.

Every proposal is only a hint: its marks are features of the tagger, its spans are candidates for the judge.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ahocorasick_rs

from extract.entities.tagger.features import Cut, cut
from ontology.tables import read_table

DATA = Path(__file__).parent / "data"
EDGES = frozenset("，。；：！？、,;:!?\n\t—…·|/＝=“(《[ ")
CLOSING = {"”": "“", ")": "(", "》": "《", "]": "["}
LONGEST = 30


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that a rule takes for a name of class ``cls``; ``rule`` is ``firm``, ``soft``, ``quote``, ``place`` or ``industry``."""

    start: int
    end: int
    cls: str
    rule: str


@dataclass(frozen=True, slots=True)
class Segmented:
    """Folded text as it is cut into words: ``begins[i]`` is the start of the word that character ``i`` belongs to.

    ``written`` is the text before it was folded, of which names are made.
    """

    text: str
    cut: Cut
    begins: tuple[int, ...]
    written: str


@functools.cache
def heads() -> dict[str, tuple[str, str]]:
    """The type nouns with class and strength."""
    return {
        head: (cls, strength) for head, cls, strength in read_table(DATA / "heads.tsv", ("head", "class", "strength"))
    }


@functools.cache
def stops() -> frozenset[str]:
    """The words before which a name begins."""
    return frozenset(word for (word,) in read_table(DATA / "stops.tsv", ("word",)))


@functools.cache
def head_finder() -> ahocorasick_rs.AhoCorasick:
    """The automaton of the type nouns, longest first."""
    return ahocorasick_rs.AhoCorasick(sorted(heads()), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


@functools.cache
def kinds() -> tuple[tuple[str, str], ...]:
    """Class and strength of the type nouns, by the number that ``head_finder`` gives them."""
    return tuple(heads()[noun] for noun in sorted(heads()))


@functools.lru_cache(maxsize=1)
def heads_in(text: str) -> tuple[tuple[int, int, int], ...]:
    """The type nouns of a whole text as (number, start, end); remembered, since two steps ask for the same text."""
    return tuple(head_finder().find_matches_as_indexes(text))


RUN = re.compile(r"(?:[^,;。:\s“”]+|“[^“”]{1,6}”)+")
"""What a list cannot reach beyond."""


@functools.lru_cache(maxsize=1)
def runs_of_lists(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches (start, end) of a whole text that may hold a list; remembered, since several steps look for lists."""
    return tuple(run.span() for run in RUN.finditer(text) if "、" in run[0])


class Lists:
    """Finds lists by their ``items`` and by what ends them, which is looked for first; both match inside a list only."""

    def __init__(self, items: str, end: str) -> None:
        self.whole, self.end = re.compile(items + end), re.compile(end)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the lists of a whole text."""
        for start, end in runs_of_lists(text):
            if self.end.search(text, start, end):
                yield from self.whole.finditer(text, start, end)


def rare(pattern: re.Pattern[str], needed: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what a slow pattern finds in ``text``, which lies in one line and takes what is ``needed`` in that line."""
    for line in lines_with(needed, text):
        yield from pattern.finditer(text, *line)


def lines_with(needed: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines (start, end) of a text that hold what is ``needed``."""
    end = -1
    for found in needed.finditer(text):
        if found.start() > end:
            start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
            end = end if end >= 0 else len(text)
            yield start, end


def segment(folded: str, written: str = "") -> Segmented:
    """Cut folded text into words with rjieba; ``written`` is the text before it was folded."""
    import rjieba

    parted = cut(rjieba.tag(folded))
    return Segmented(folded, parted, tuple(parted.begins[parted.index].tolist()), written or folded)


def is_begin(words: Segmented, at: int) -> bool:
    """Tell whether a word begins at ``at``."""
    return words.begins[at] == at


def left_edge(words: Segmented, head: int) -> int:
    """Walk left from a type noun at ``head`` to where its name begins; ``head`` itself where nothing belongs to it."""
    text, begins, before = words.text, words.begins, stops()
    at, floor = head, max(0, head - LONGEST)
    while at > floor:
        last = text[at - 1]
        if last in CLOSING:
            opened = text.rfind(CLOSING[last], floor, at - 1)
            if opened < 0 or "\n" in text[opened:at]:
                return at
            at = opened
            continue
        start = begins[at - 1]
        if last in EDGES or text[start:at] in before:
            return at
        at = start
    return at


def by_heads(words: Segmented) -> Iterator[Proposal]:
    """Names that end in a type noun, as far left as no stop word stands."""
    for index, start, end in heads_in(words.text):
        cls, strength = kinds()[index]
        left = left_edge(words, start)
        if left < start:
            yield Proposal(left, end, cls, strength)


QUOTED = re.compile(r"《([^《》\n]{2,80})》|“([^“”\n]{2,30})”")


def by_quotes(folded: str) -> Iterator[Proposal]:
    """What stands in book-title marks or quotation marks."""
    for found in QUOTED.finditer(folded):
        group = found.lastindex or 1
        yield Proposal(*found.span(group), "Plan" if group == 1 else "Project", "title" if group == 1 else "quote")
