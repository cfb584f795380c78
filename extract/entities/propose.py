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
import numpy as np

from ontology.tables import read_table

DATA = Path(__file__).parent / "data"
PUNCTUATION = frozenset("，。；：！？、,;:!?\n\t—…·|/＝=")
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
    """Folded text with its words and their tags: ``begins[i]`` is the start of the word that character ``i`` belongs to.

    ``written`` is the text before it was folded, of which names are made.
    """

    text: str
    pairs: tuple[tuple[str, str], ...]
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


def segment(folded: str, written: str = "") -> Segmented:
    """Cut folded text into words with rjieba; ``written`` is the text before it was folded."""
    import rjieba

    pairs = tuple(rjieba.tag(folded))
    lengths = np.array([len(word) for word, _ in pairs], dtype=np.int64)
    begins = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return Segmented(folded, pairs, tuple(begins.tolist()), written or folded)


def is_begin(words: Segmented, at: int) -> bool:
    """Tell whether a word begins at ``at``."""
    return words.begins[at] == at


def left_edge(words: Segmented, head: int) -> int:
    """Walk left from a type noun at ``head`` to where its name begins; ``head`` itself where nothing belongs to it."""
    text, at = words.text, head
    floor = max(0, head - LONGEST)
    while at > floor:
        last = text[at - 1]
        if last in CLOSING:
            opened = text.rfind(CLOSING[last], floor, at - 1)
            if opened < 0 or "\n" in text[opened:at]:
                return at
            at = opened
            continue
        if last in PUNCTUATION or last in "“(《[ ":
            return at
        start = words.begins[at - 1]
        if text[start:at] in stops():
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
