"""What stands around a clause: how goal-like its neighbours are, which tells series of goals from single tasks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extract.goals.clauses import Clause
from extract.goals.features import (
    AIMED,
    LEADS,
    MEANT,
    NUMBER,
    Setting,
    above,
    announced,
    headed,
    last,
    lead_of,
)  # fmt: skip
from extract.goals.judge import likelihood
from extract.goals.words import pattern

FLOOR = -3.5
"""Clauses that score less are none whatever stands around them."""
HOPEFUL = -1.0
"""No clause that scores less has been stated for its surroundings; they need not be weighed."""
NONE = -6.0
"""The score of a neighbour that is not there; no score counts as less."""
REACHES = (120, 400, 1500)
"""How many characters before and behind a clause are looked at."""
CLASSES = ("", "District", "Park", "Industry", "Enterprise", "Project", "Plan")
MARKS = "。；：，、！"
NAMES = (
    "score", "verb", "change", "place", "works", "scope", "small", "number", "quote", "list", "length", "area",
    "named", "head", "ordinal", "after", "section", "near", "review", "dated", "aim", "depth", "outline", "at",
    "tense", "again", "solo", "lead", "thing", "inner", "aimed", "notes", "meant", "solos",
    "block-best", "block-sum", "block-first", "last", "next", "last-head", "next-head",
    "path-sum", "path-share", "path-count", "path-at", "form-mean", "form-count", "form-best", "document-sum", "rank",
    *(f"before-{n}" for n in REACHES), *(f"behind-{n}" for n in REACHES),
)  # fmt: skip
Form = tuple[tuple[str, ...], bool, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Scored:
    """The clauses of a document in order with their scores; ``sums`` adds up how likely those before each are goals.

    ``ranks`` orders them by score; ``in_block``, ``in_path`` and ``in_form`` list the clauses of a block, of a heading path, and
    those under one heading path that are built alike; ``heads`` lists those that open a sentence.
    """

    setting: Setting
    clauses: Sequence[Clause]
    scores: Sequence[float]
    chances: Sequence[float]
    sums: Sequence[float]
    starts: Sequence[int]
    ranks: Sequence[int]
    heads: Sequence[int]
    in_block: dict[int, list[int]]
    in_path: dict[tuple[str, ...], list[int]]
    in_form: dict[Form, list[int]]
    form: dict[int, Form]


def surroundings(
    setting: Setting, clauses: Sequence[Clause], scores: Sequence[float], least: float = FLOOR
) -> dict[int, list[float]]:
    """For each clause (its number) of at least some score, figures of itself and of what stands around it, as ``NAMES`` lists them."""
    known = scored(setting, clauses, scores)
    return {
        i: [float(x) for x in (*of_itself(known, i), *of_neighbours(known, i))]
        for i in known.form
        if scores[i] >= least
    }


def scored(setting: Setting, clauses: Sequence[Clause], scores: Sequence[float]) -> Scored:
    """Put together what is looked up for every clause of a document."""
    blocks = setting.document.blocks
    chances, sums = [likelihood(s) for s in scores], [0.0]
    in_block: dict[int, list[int]] = defaultdict(list)
    in_path: dict[tuple[str, ...], list[int]] = defaultdict(list)
    in_form: dict[Form, list[int]] = defaultdict(list)
    form: dict[int, Form] = {}
    heads = []
    for i, clause in enumerate(clauses):
        path = blocks[clause.block].path
        sums.append(sums[-1] + chances[i])
        in_block[clause.block].append(i)
        in_path[path].append(i)
        head = headed(setting, clause)
        if head:
            heads.append(i)
        if scores[i] >= FLOOR:
            form[i] = (path, bool(clause.verb), clause.left in setting.alone, head, after(setting, clause) in "。：；")
            in_form[form[i]].append(i)
    ranks = [0] * len(scores)
    for rank, i in enumerate(sorted(range(len(scores)), key=lambda i: -scores[i])):
        ranks[i] = rank
    starts = [c.start for c in clauses]
    return Scored(
        setting, clauses, scores, chances, sums, starts, ranks, heads, in_block, in_path, in_form, form
    )  # fmt: skip


def after(setting: Setting, clause: Clause) -> str:
    """The mark behind a clause, empty at the end of its block."""
    return setting.document.text[clause.right : min(clause.right + 1, setting.document.blocks[clause.block].end)]


def of_itself(known: Scored, i: int) -> list[float]:
    """Figures of a clause: its score, words, form and place."""
    setting, clause = known.setting, known.clauses[i]
    text, block = setting.document.text, setting.document.blocks[clause.block]
    body = text[clause.start : clause.end]
    headings = above(block.path)
    past, ahead = last(setting.past, clause.left), last(setting.ahead, clause.left)
    area = last(setting.areas, clause.start - 1)
    behind = after(setting, clause)
    head, alone = known.form[i][3], known.form[i][2]
    return [
        known.scores[i],
        bool(clause.verb),
        bool(pattern("change").search(text, clause.left, clause.right)),
        bool(pattern("place").search(body[-8:])),
        bool(pattern("works").search(body[-5:])),
        bool(pattern("scope").search(body)),
        bool(pattern("small").search(body[-12:])),
        bool(NUMBER.search(body)),
        "“" in body,
        min(body.count("、"), 4),
        len(body),
        min(clause.start - area, 200) if area >= 0 else 200,
        any(name in body for name in setting.own),
        head,
        min(clause.ordinal, 8),
        MARKS.find(behind) if behind else -1,
        bool(headings.section),
        headings.near,
        headings.review,
        headings.dated,
        announced(setting, clause),
        len(block.path),
        setting.document.metadata.kind != "report",
        clause.start / max(len(text), 1),
        0 if max(past, ahead) < block.start else -1 if past > ahead else 1,
        min(text.count(text[max(clause.start, clause.right - 6) : clause.right]), 4),
        alone,
        LEADS.index(lead_of(setting, clause)),
        CLASSES.index(setting.things.get(clause.end, "")),
        bisect_right(setting.inner, clause.end - 1) - bisect_right(setting.inner, clause.start - 1),
        bool(AIMED.search(text[clause.left : clause.right])),
        headings.notes,
        bool(MEANT.match(text, clause.right)),
        setting.solos.get(block.path, 0),
    ]


def of_neighbours(known: Scored, i: int) -> list[float]:
    """Figures of what stands around a clause: in its block and section, before and behind it, and where it is built alike."""
    clause, chance, scores = known.clauses[i], known.chances[i], known.scores
    path = known.setting.document.blocks[clause.block].path
    block, section = known.in_block[clause.block], known.in_path[path]
    others = [j for j in block if j != i]
    alike = [j for j in known.in_form[known.form[i]] if j != i]
    in_section = sum(known.chances[j] for j in section) - chance
    at, past = bisect_left(known.heads, i), bisect_right(known.heads, i)
    last_head = known.heads[at - 1] if at else -1
    next_head = known.heads[past] if past < len(known.heads) else -1
    kilo = len(known.setting.document.text) / 1000
    start, sums, starts = known.starts[i], known.sums, known.starts
    return [
        max((scores[j] for j in others), default=NONE),
        sum(known.chances[j] for j in others),
        scores[block[0]] if block[0] != i else NONE,
        neighbour(known, i - 1, start, 300),
        neighbour(known, i + 1, start, 300),
        neighbour(known, last_head, start, 600),
        neighbour(known, next_head, start, 600),
        in_section,
        in_section / max(len(section) - 1, 1),
        min(len(section), 60),
        bisect_left(section, i) / len(section),
        sum(known.chances[j] for j in alike) / len(alike) if alike else 0.0,
        len(alike),
        max((scores[j] for j in alike), default=NONE),
        (sums[-1] - chance) / kilo,
        known.ranks[i] / kilo,
        *(sums[i] - sums[bisect_left(starts, start - reach)] for reach in REACHES),
        *(sums[bisect_right(starts, start + reach)] - sums[i + 1] for reach in REACHES),
    ]


def neighbour(known: Scored, i: int, start: int, gap: int) -> float:
    """The score of a clause, if there is one at most ``gap`` characters from ``start``."""
    near = 0 <= i < len(known.scores) and abs(known.starts[i] - start) <= gap
    return max(known.scores[i], NONE) if near else NONE
