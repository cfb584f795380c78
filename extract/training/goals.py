"""Train the judge of goals: ``python -m extract.training.goals SHARED``; ``--leave-out`` scores groups of documents left out in turn."""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from extract.facts import Entity
from extract.goals import setting_of
from extract.goals.clauses import clauses
from extract.goals.features import clause_features
from extract.goals.judge import MODEL, Judge
from extract.training.corpus import Annotated, annotated, further
from extract.training.goal_lessons import goal_lessons

SEEN = 3  # a feature must occur in this many clauses
RIDGE = 0.5  # inverse strength of the L2 penalty
OPEN = 0.25  # weight of a clause that the annotation leaves open, taken for a goal
SLIGHT = 0.04  # weights below are left out of the model
FOLDS = 10  # of groups of documents
LESSONS = 200  # made-up documents
LESSON_WEIGHT = 0.3  # of a made-up clause, beside 1 for an annotated one
SEED = 7
ALIKE = 0.7  # share of the shorter one's pairs of characters that two texts of one goal have in common
Read = Callable[[Annotated], Sequence[Entity]]


@dataclass(frozen=True, slots=True)
class Example:
    """A clause with its features; ``holds`` is None where the annotation leaves it open; ``meets`` lists the goals it states."""

    features: tuple[str, ...]
    holds: bool | None
    text: str
    meets: frozenset[int]
    document: str


def pairs(text: str) -> set[str]:
    """Neighbouring characters of a text without blanks and marks."""
    plain = re.sub(
        r"[\s\"'“”‘’《》<>〈〉()\[\]{}·•,，、。:：;；\-—–_*]", "", unicodedata.normalize("NFKC", text).lower()
    )
    return {plain[i : i + 2] for i in range(max(1, len(plain) - 1))}


def alike(a: set[str], b: set[str]) -> bool:
    """Whether two texts state one goal."""
    return len(a & b) / min(len(a), len(b)) >= ALIKE


def gold_reading(item: Annotated) -> Sequence[Entity]:
    """The annotated entities."""
    return item.extraction.entities


def examples(item: Annotated, entities: Sequence[Entity]) -> list[Example]:
    """Every candidate clause of a document."""
    proposed = list(clauses(item.document))
    setting = setting_of(item.document, entities, proposed)
    wanted = [(bool(g.get("optional")), pairs(g["text"])) for g in item.gold["goals"]]
    found = []
    for clause in proposed:
        text = item.document.text[clause.start : clause.end]
        here = pairs(text)
        meets = frozenset(i for i, (_, p) in enumerate(wanted) if alike(here, p))
        required = {i for i in meets if not wanted[i][0]}
        holds = True if required else None if meets else False
        found.append(Example(tuple(clause_features(setting, clause)), holds, text, meets, item.name))
    return found


def lesson_examples(count: int, seed: int) -> list[Example]:
    """Examples of made-up documents."""
    found = []
    for lesson in goal_lessons(count, seed):
        proposed = list(clauses(lesson.document))
        setting = setting_of(lesson.document, [], proposed)
        wanted = [(a, b, pairs(lesson.document.text[a:b])) for a, b in lesson.goals]
        for clause in proposed:
            text = lesson.document.text[clause.start : clause.end]
            here = [p for a, b, p in wanted if clause.left < b and a < clause.right]
            holds = any(alike(pairs(text), p) for p in here)
            found.append(Example(tuple(clause_features(setting, clause)), holds, text, frozenset(), ""))
    return found


def fit(used: Sequence[Example]) -> Judge:
    """Learn weights by logistic regression with an L2 penalty; goals left open count half as goals."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen = Counter(f for e in used for f in set(e.features))
    columns = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= SEEN))}
    rows = [[columns[f] for f in dict.fromkeys(e.features) if f in columns] for e in used]
    ends = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix(
        (np.ones(ends[-1]), np.concatenate([np.array(r, dtype=np.int64) for r in rows]), ends),
        shape=(len(rows), len(columns)),
    )
    model = LogisticRegression(C=RIDGE, solver="liblinear", max_iter=300, random_state=0)
    weights = [OPEN if e.holds is None else 1.0 if e.document else LESSON_WEIGHT for e in used]
    model.fit(matrix, [e.holds is not False for e in used], sample_weight=weights)
    learned = {f: round(float(model.coef_[0][i]), 2) for f, i in columns.items() if abs(model.coef_[0][i]) >= SLIGHT}
    return Judge(learned, round(float(model.intercept_[0]), 4), 1.0, 0.0, 0.5)


def counts(
    scored: Sequence[tuple[float, Example]], threshold: float, required: dict[str, set[int]]
) -> tuple[int, int, int]:
    """Goals hit, statements that meet none, goals missed, at a threshold; equal texts of a document count once."""
    said = {(e.document, e.text): e for s, e in scored if s >= threshold}
    hit = {(e.document, i) for e in said.values() for i in e.meets if i in required[e.document]}
    wrong = sum(not e.meets for e in said.values())
    return len(hit), wrong, sum(map(len, required.values())) - len(hit)


def group(name: str) -> str:
    """The county, city or province of a document: documents of one are alike and left out together."""
    known = name.split("-")[0]
    return {"上海市": "shanghai", "广东省": "guangzhou"}.get(known, known)


def folds(items: Sequence[Annotated]) -> dict[str, int]:
    """The fold of every document: groups, the longest first, go to the fold that has the least text."""
    sizes: Counter[str] = Counter()
    for item in items:
        sizes[group(item.name)] += len(item.document.text)
    loads, fold = [0] * FOLDS, {}
    for place, size in sorted(sizes.items(), key=lambda s: (-s[1], s[0])):
        fold[place] = loads.index(min(loads))
        loads[fold[place]] += size
    return {item.name: fold[group(item.name)] for item in items}


def left_out(items: Sequence[Annotated], read: Read) -> tuple[list[tuple[float, Example]], dict[str, set[int]]]:
    """Scores of all clauses by judges that have not seen their document's group; the required goals of each document."""
    by_name = {item.name: examples(item, read(item)) for item in items}
    made_up = lesson_examples(LESSONS, SEED)
    fold = folds(items)
    scored = []
    for k in sorted(set(fold.values())):
        judge = fit([*(e for name, es in by_name.items() if fold[name] != k for e in es), *made_up])
        scored += [(judge.score(e.features), e) for name, es in by_name.items() if fold[name] == k for e in es]
    required = {item.name: {i for i, g in enumerate(item.gold["goals"]) if not g.get("optional")} for item in items}
    return scored, required


def score(hit: int, wrong: int, missed: int) -> float:
    """F1."""
    return 2 * hit / max(2 * hit + wrong + missed, 1)


def calibrated(judge: Judge, scored: Sequence[tuple[float, Example]], required: dict[str, set[int]]) -> Judge:
    """Fit confidence to clauses left out, and set the threshold of the best F1."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e6).fit([[s] for s, _ in scored], [e.holds is not False for _, e in scored])
    ready = replace(judge, slope=round(float(model.coef_[0][0]), 4), offset=round(float(model.intercept_[0]), 4))
    options = sorted({round(-4 + 0.1 * i, 1) for i in range(80)})
    best = max(options, key=lambda t: score(*counts(scored, t, required)))
    return replace(ready, threshold=round(ready.confidence(best), 4))


def train(shared: Path, out: Path = MODEL) -> None:
    """Train on all annotated documents but the own test and write the judge."""
    items = aimed(shared)
    scored, required = left_out(items, gold_reading)
    judge = fit([*(e for item in items for e in examples(item, gold_reading(item))), *lesson_examples(LESSONS, SEED)])
    out.parent.mkdir(parents=True, exist_ok=True)
    calibrated(judge, scored, required).save(out)


def aimed(shared: Path) -> list[Annotated]:
    """Return the documents whose goals are annotated, the own test left out."""
    return [*annotated(shared), *(item for item in further(shared) if item.gold["aimed"])]


def evaluate(shared: Path, read: Read = gold_reading) -> str:
    """Leave groups of documents out in turn: goals hit, too many and missed per document, and all of them."""
    items = aimed(shared)
    scored, required = left_out(items, read)
    judge = calibrated(Judge({}, 0.0, 1.0, 0.0, 0.5), scored, required)
    ready = [(judge.confidence(s), e) for s, e in scored]
    lines = []
    for name in [*required, "all"]:
        part = {k: v for k, v in required.items() if name in (k, "all")}
        hit, wrong, missed = counts([x for x in ready if x[1].document in part], judge.threshold, part)
        lines.append(f"{name:26} F1 {score(hit, wrong, missed):.3f}   tp {hit:3} fp {wrong:3} fn {missed:3}")
    return "\n".join([*lines, f"threshold {judge.threshold}"])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m extract.training.goals", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds corpus/ and eval/")
    parser.add_argument("--leave-out", action="store_true", help="print scores of documents left out in turn")
    chosen = parser.parse_args()
    if chosen.leave_out:
        sys.stdout.write(evaluate(chosen.shared) + "\n")
    else:
        train(chosen.shared)


if __name__ == "__main__":
    main()
