"""What stands around a clause: how goal-like its neighbours are, which tells series of goals from single tasks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate
from typing import TypeVar

from extract.goals.clauses import Clause
from extract.goals.judge import likelihood
from extract.goals.looks import LEADS, PURPOSES, Look
from extract.goals.setting import Path, Setting, last
from extract.goals.words import pattern

FLOOR = -3.5
"""Clauses that score less are none whatever stands around them."""
HOPEFUL = -1.5
"""No clause that scores less has been stated for its surroundings; they need not be weighed."""
NONE = -6.0
"""The score of a neighbour that is not there; no score counts as less."""
REACHES = (120, 400, 1500)
"""How many characters before and behind a clause are looked at."""
CLASSES = ("", "District", "Park", "Industry", "Enterprise", "Project", "Plan")
MARKS = "。；：，、！"
MEANT = re.compile(r"”?\s?[：:]?\s?(?:是指|指的是|即)")
NAMES = (
    "score", "verb", "change", "place", "scope", "small", "number", "quote", "named", "thing", "inner", "aimed",
    "works", "list", "length", "again",
    "head", "ordinal", "solo", "solos", "lead", "at", "after", "meant", "aim", "tense", "area",
    "section", "near", "review", "dated", "notes", "purpose", "form", "called", "series", "depth", "outline",
    "block-best", "block-sum", "block-first", "last", "next", "last-head", "next-head",
    "path-sum", "path-share", "path-count", "path-at", "form-mean", "form-count", "form-best", "document-sum", "rank",
    *(f"before-{n}" for n in REACHES), *(f"behind-{n}" for n in REACHES), "horizon",
)  # fmt: skip
FORMS = ("verb", "change", "noun", "other")
Key = TypeVar("Key", bound=Hashable)
Form = tuple[Path, bool, bool, bool, bool]


class Company:
    """Clauses that stand together (their numbers, in order), with the sum of their chances and the two best scores."""

    def __init__(self, members: Sequence[int], scores: Sequence[float], chances: Sequence[float]) -> None:
        self.members = members
        self.sum = sum(chances[i] for i in members)
        self.best = (*nlargest(2, (scores[i] for i in members)), NONE)

    def best_other(self, score: float) -> float:
        """The best score but that of a member."""
        return self.best[1] if score == self.best[0] else self.best[0]


@dataclass(frozen=True, slots=True)
class Scored:
    """The clauses of a document in order, with what is looked up for them."""

    setting: Setting
    clauses: Sequence[Clause]
    looks: Sequence[Look]
    scores: Sequence[float]
    chances: Sequence[float]
    """How likely each is a goal by its score."""
    sums: Sequence[float]
    """The sum of the chances of all before a clause."""
    starts: Sequence[int]
    ranks: Sequence[int]
    """Places in the order of scores."""
    titles: Mapping[Path, int]
    """How many blocks of a section open with a whole short sentence."""
    heads: Sequence[int]
    """Those that open a sentence."""
    endings: Mapping[str, int]
    """How many end in the same six characters."""
    blocks: Mapping[int, Company]
    sections: Mapping[Path, Company]
    forms: Mapping[Form, Company]
    """Those of one section that are built alike."""


def surroundings(
    setting: Setting, clauses: Sequence[Clause], looks: Sequence[Look], scores: Sequence[float], least: float = FLOOR
) -> dict[int, list[float]]:
    """For each clause (its number) of at least some score, figures of itself and of what stands around it, as ``NAMES`` lists them."""
    known = scored(setting, clauses, looks, scores)
    return {
        i: [
            float(x)
            for x in (score, *of_words(known, i), *of_place(known, i), *of_neighbours(known, i), ahead(known, i))
        ]
        for i, score in enumerate(scores)
        if score >= least
    }


def ahead(known: Scored, i: int) -> bool:
    """Whether the sentence of a clause opens with a year to come."""
    return known.looks[i].beside.horizon


def scored(setting: Setting, clauses: Sequence[Clause], looks: Sequence[Look], scores: Sequence[float]) -> Scored:
    """Put together what is looked up for every clause of a document."""
    text, blocks = setting.document.text, setting.document.blocks
    chances = [likelihood(score) for score in scores]
    paths = [blocks[c.block].path for c in clauses]
    every = range(len(scores))
    hopeful = [i for i, score in enumerate(scores) if score >= FLOOR]
    return Scored(
        setting,
        clauses,
        looks,
        scores,
        chances,
        sums=[0.0, *accumulate(chances)],
        starts=[c.start for c in clauses],
        ranks=ranks(scores),
        titles=Counter(
            path for path, look in zip(paths, looks, strict=True) if look.placed.solo and look.placed.ordinal == "0"
        ),
        heads=[i for i, look in enumerate(looks) if look.placed.head],
        endings=Counter(text[max(c.start, c.right - 6) : c.right] for c in clauses),
        blocks=companies((c.block for c in clauses), every, scores, chances),
        sections=companies(paths, every, scores, chances),
        forms=companies((form(paths[i], looks[i]) for i in hopeful), hopeful, scores, chances),
    )


def companies(
    keys: Iterable[Key], members: Iterable[int], scores: Sequence[float], chances: Sequence[float]
) -> dict[Key, Company]:
    """Bring together the members that have one key."""
    found: dict[Key, list[int]] = defaultdict(list)
    for key, i in zip(keys, members, strict=True):
        found[key].append(i)
    return {key: Company(inside, scores, chances) for key, inside in found.items()}


def ranks(scores: Sequence[float]) -> list[int]:
    """The place of each score among all, the highest first."""
    found = [0] * len(scores)
    for rank, i in enumerate(sorted(range(len(scores)), key=lambda i: -scores[i])):
        found[i] = rank
    return found


def form(path: Path, look: Look) -> Form:
    """What clauses that are built alike have in common."""
    return path, look.said.verbal, look.placed.solo, look.placed.head, look.beside.after in "。：；"


def of_words(known: Scored, i: int) -> list[float]:
    """Figures of what a clause says."""
    said, body, clause = known.looks[i].said, known.looks[i].body, known.clauses[i]
    return [
        said.verbal,
        said.changed,
        said.tail != "",
        said.scoped,
        said.tasklike,
        said.number,
        "“" in body,
        said.named,
        CLASSES.index(said.thing),
        said.inner,
        said.aimed,
        pattern("works").search(body[-5:]) is not None,
        min(body.count("、"), 4),
        len(body),
        min(known.endings[known.setting.document.text[max(clause.start, clause.right - 6) : clause.right]], 4),
    ]


def of_place(known: Scored, i: int) -> list[float]:
    """Figures of where a clause stands: in its sentence, block, section and document."""
    setting, clause, (_, above, _, placed, beside, _) = known.setting, known.clauses[i], known.looks[i]
    text, path = setting.document.text, setting.document.blocks[clause.block].path
    area = last(setting.areas, clause.start - 1)
    return [
        placed.head,
        min(clause.ordinal, 8),
        placed.solo,
        setting.solos[path],
        LEADS.index(placed.lead),
        clause.start / len(text),
        MARKS.find(beside.after) if beside.after else -1,
        MEANT.match(text, clause.right) is not None,
        beside.aim,
        ("past", "none", "ahead").index(beside.tense),
        min(clause.start - area, 200) if area >= 0 else 200,
        *above[:-1],
        PURPOSES.index(above.purpose.split(" ")[0]) + ("above" in above.purpose) / 2,
        FORMS.index(known.looks[i].said.form),
        beside.called,
        known.titles[path],
        len(path),
        setting.document.metadata.kind != "report",
    ]


def of_neighbours(known: Scored, i: int) -> list[float]:
    """Figures of how likely goals stand around a clause: in its block and section, before and behind it, and built alike."""
    score, chance, look = known.scores[i], known.chances[i], known.looks[i]
    number = known.clauses[i].block
    path = known.setting.document.blocks[number].path
    block, section, alike = known.blocks[number], known.sections[path], known.forms[form(path, look)]
    others, same = len(section.members) - 1, len(alike.members) - 1
    kilo = len(known.setting.document.text) / 1000
    return [
        block.best_other(score),
        block.sum - chance,
        known.scores[block.members[0]] if block.members[0] != i else NONE,
        *next_to(known, i),
        section.sum - chance,
        (section.sum - chance) / max(others, 1),
        min(others + 1, 60),
        bisect_left(section.members, i) / (others + 1),
        (alike.sum - chance) / max(same, 1),
        same,
        alike.best_other(score),
        (known.sums[-1] - chance) / kilo,
        known.ranks[i] / kilo,
        *within_reach(known, i),
    ]


def next_to(known: Scored, i: int) -> list[float]:
    """The scores of the clauses just before and behind, and of those that open a sentence."""
    at, past = bisect_left(known.heads, i), bisect_right(known.heads, i)
    last_head = known.heads[at - 1] if at else -1
    next_head = known.heads[past] if past < len(known.heads) else -1
    return [neighbour(known, i, *pair) for pair in ((i - 1, 300), (i + 1, 300), (last_head, 600), (next_head, 600))]


def neighbour(known: Scored, i: int, other: int, gap: int) -> float:
    """The score of another clause, if there is one at most ``gap`` characters away."""
    near = 0 <= other < len(known.scores) and abs(known.starts[other] - known.starts[i]) <= gap
    return max(known.scores[other], NONE) if near else NONE


def within_reach(known: Scored, i: int) -> list[float]:
    """How many goals are likely in some characters before a clause, and behind it."""
    start, sums, starts = known.starts[i], known.sums, known.starts
    before = [sums[i] - sums[bisect_left(starts, start - reach)] for reach in REACHES]
    return before + [sums[bisect_right(starts, start + reach)] - sums[i + 1] for reach in REACHES]
