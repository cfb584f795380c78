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
from typing import Any

import numpy as np

from extract.facts import Entity
from extract.goals.around import surroundings
from extract.goals.clauses import Clause, clauses
from extract.goals.features import features
from extract.goals.judge import MODEL, Judge
from extract.goals.looks import Look, looks
from extract.goals.setting import Setting, setting_of
from extract.training.corpus import Annotated, annotated, further, made_up
from extract.training.goal_lessons import goal_lessons

SEEN = 3  # a feature must occur in this many clauses
RIDGE = 0.5  # inverse strength of the L2 penalty
OPEN = 0.14  # weight of a clause that the annotation leaves open, taken for a goal
WORDING = 1.4  # value of a pair of characters as a feature, beside 1 for all others: they are held back less
SLIGHT = 0.04  # weights below are left out of the model
FOLDS = 6  # of groups of documents
LESSONS = 600  # made-up documents
LESSON_WEIGHT = 0.3  # of a made-up clause, beside 1 for an annotated one
SEED = 7
CAREFUL = 2.0  # weight of a clause of the carefully annotated documents where surroundings are learned
DEFINING = 3  # how often the carefully annotated documents count where the threshold is chosen
PLATEAU = 0.003  # of F1, within which the lower threshold is taken
SHARE = 0.4  # of the clause's own score in the sum with what the surroundings tell
COMMITTEES = (0, 1)  # seeds
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
    for clause, look in zip(proposed, looks(setting, proposed), strict=True):
        text = item.document.text[clause.start : clause.end]
        here = pairs(text)
        meets = frozenset(i for i, (_, p) in enumerate(wanted) if alike(here, p))
        required = {i for i in meets if not wanted[i][0]}
        holds = True if required else None if meets else False
        found.append(Example(tuple(features(look)), holds, text, meets, item.name))
    return found


def lesson_examples(count: int, seed: int) -> list[Example]:
    """Examples of made-up documents."""
    found = []
    for lesson in goal_lessons(count, seed):
        proposed = list(clauses(lesson.document))
        setting = setting_of(lesson.document, [], proposed)
        wanted = [(a, b, pairs(lesson.document.text[a:b])) for a, b in lesson.goals]
        for clause, look in zip(proposed, looks(setting, proposed), strict=True):
            text = lesson.document.text[clause.start : clause.end]
            here = [p for a, b, p in wanted if clause.left < b and a < clause.right]
            holds = any(alike(pairs(text), p) for p in here)
            found.append(Example(tuple(features(look)), holds, text, frozenset(), ""))
    return found


def fit(used: Sequence[Example]) -> Judge:
    """Learn weights by logistic regression with an L2 penalty; goals left open count little, as goals."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen = Counter(f for e in used for f in set(e.features))
    columns = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= SEEN))}
    rows = [[columns[f] for f in dict.fromkeys(e.features) if f in columns] for e in used]
    ends = np.cumsum([0, *map(len, rows)])
    places = np.concatenate([np.array(r, dtype=np.int64) for r in rows])
    value = np.array([WORDING if f.startswith("w=") else 1.0 for f in columns])
    matrix = csr_matrix((value[places], places, ends), shape=(len(rows), len(columns)))
    model = LogisticRegression(C=RIDGE, solver="liblinear", max_iter=300, random_state=0)
    weights = [OPEN if e.holds is None else 1.0 if e.document else LESSON_WEIGHT for e in used]
    model.fit(matrix, [e.holds is not False for e in used], sample_weight=weights)
    weight = model.coef_[0] * value
    learned = {f: round(100 * float(weight[i])) for f, i in columns.items() if abs(weight[i]) >= SLIGHT}
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


@dataclass(frozen=True, slots=True)
class Lessons:
    """All documents' clauses: their examples, what surroundings are read from, the fold of each document, the careful ones."""

    examples: dict[str, list[Example]]
    places: dict[str, tuple[Setting, list[Clause], list[Look]]]
    fold: dict[str, int]
    careful: frozenset[str]
    made_up: list[Example]


Row = tuple[list[float], Example]
Scored = tuple[float, Example]


def lessons(items: Sequence[Annotated], read: Read) -> Lessons:
    """Read all documents."""
    by_name = {item.name: examples(item, read(item)) for item in items}
    places = {}
    for item in items:
        proposed = list(clauses(item.document))
        setting = setting_of(item.document, read(item), proposed)
        places[item.name] = setting, proposed, list(looks(setting, proposed))
    careful = frozenset(item.name for item in items if item.careful)
    return Lessons(by_name, places, folds(items), careful, lesson_examples(LESSONS, SEED))


def first_judge(known: Lessons, out: set[int]) -> Judge:
    """The judge of clauses by themselves, learned from the documents of all folds but some."""
    seen = [e for name, es in known.examples.items() if known.fold[name] not in out for e in es]
    return fit([*seen, *known.made_up])


def rows(known: Lessons, judge: Judge, fold: int) -> list[Row]:
    """Clauses of a fold with figures of their surroundings, by a judge of single clauses."""
    found = []
    for name, es in known.examples.items():
        if known.fold[name] == fold:
            scores = [judge.score(e.features) for e in es]
            figures = surroundings(*known.places[name], scores)
            found += [(row, es[i]) for i, row in figures.items()]
    return found


def second_judge(known: Lessons, judge: Judge, used: Sequence[Row]) -> Judge:
    """Add to a judge of single clauses trees over their surroundings, which are boosted on clauses it has not seen."""
    from sklearn.ensemble import GradientBoostingClassifier

    figures = np.array([row for row, _ in used])
    holds = np.array([e.holds is not False for _, e in used])
    weights = [(CAREFUL if e.document in known.careful else 1.0) * (0.1 if e.holds is None else 1.0) for _, e in used]
    trees = []
    for seed in COMMITTEES:
        model = GradientBoostingClassifier(
            n_estimators=100, learning_rate=0.06, max_depth=3, min_samples_leaf=20, subsample=0.6, max_features=0.4,
            random_state=seed,
        ).fit(figures, holds, sample_weight=weights)  # fmt: skip
        step = (1 - SHARE) * model.learning_rate / len(COMMITTEES)
        trees += [written(stage[0].tree_, step) for stage in model.estimators_]
    return replace(judge, share=SHARE, trees=trees)


def written(tree: Any, step: float) -> list[list[float]]:
    """A tree as the judge reads it; limits are rounded, values take the step of boosting in."""
    nodes: list[list[float]] = []
    for i in range(tree.node_count):
        if tree.children_left[i] < 0:
            nodes.append([round(float(tree.value[i][0][0]) * step, 4)])
        else:
            limit = round(float(tree.threshold[i]), 4)
            nodes.append([int(tree.feature[i]), limit, int(tree.children_left[i]), int(tree.children_right[i])])
    return nodes


def fold_judges(known: Lessons) -> dict[int, Judge]:
    """For every fold the judge learned from the other folds, not calibrated.

    The trees of a fold learn from scores of judges that have seen neither that fold nor the clauses they score.
    """
    every = sorted(set(known.fold.values()))
    pairs = {(a, b): first_judge(known, {a, b}) for a in every for b in every if a < b}
    others = {k: [row for j in every if j != k for row in rows(known, pairs[min(j, k), max(j, k)], j)] for k in every}
    return {k: second_judge(known, first_judge(known, {k}), others[k]) for k in every}


def left_out(known: Lessons, judges: dict[int, Judge]) -> tuple[list[Scored], list[Row]]:
    """Scores of all clauses by the judges of their folds, and rows to learn the final trees from."""
    scored, seen = [], []
    for k, judge in judges.items():
        here = rows(known, judge, k)
        seen += here
        weighed = judge.weighed([row for row, _ in here])
        scored += [(s, e) for s, (_, e) in zip(weighed, here, strict=True)]
    return scored, seen


def needed(items: Sequence[Annotated]) -> dict[str, set[int]]:
    """The required goals of each document."""
    return {item.name: {i for i, g in enumerate(item.gold["goals"]) if not g.get("optional")} for item in items}


def score(hit: int, wrong: int, missed: int) -> float:
    """F1."""
    return 2 * hit / max(2 * hit + wrong + missed, 1)


def calibrated(judge: Judge, scored: Sequence[Scored], required: dict[str, set[int]], careful: frozenset[str]) -> Judge:
    """Fit confidence to clauses left out that the annotation decides, and set the lowest threshold of nearly the best F1, the careful documents counted more often."""
    from sklearn.linear_model import LogisticRegression

    told = [(s, e) for s, e in scored if e.holds is not None]
    model = LogisticRegression(C=1e6).fit([[s] for s, _ in told], [bool(e.holds) for _, e in told])
    ready = replace(judge, slope=round(float(model.coef_[0][0]), 4), offset=round(float(model.intercept_[0]), 4))
    parts = []
    for chosen, times in ((careful, DEFINING), (required.keys() - careful, 1)):
        inside = [x for x in scored if x[1].document in chosen]
        parts.append((inside, {name: required[name] for name in chosen if name in required}, times))

    def reached(threshold: float) -> float:
        found = [np.array(counts(inside, threshold, wanted)) * times for inside, wanted, times in parts]
        return score(*(int(n) for n in sum(found[1:], found[0])))

    worth = {option: reached(option) for option in sorted({round(-4 + 0.1 * i, 1) for i in range(80)})}
    lowest = min(option for option, f1 in worth.items() if f1 >= max(worth.values()) - PLATEAU)
    return replace(ready, threshold=round(ready.confidence(lowest), 4))


def train(shared: Path, out: Path = MODEL) -> None:
    """Train on all annotated documents but the own test and write the judge."""
    items = aimed(shared)
    known = lessons(items, gold_reading)
    scored, seen = left_out(known, fold_judges(known))
    judge = second_judge(known, first_judge(known, set()), seen)
    out.parent.mkdir(parents=True, exist_ok=True)
    calibrated(judge, scored, needed(items), known.careful).save(out)


def aimed(shared: Path) -> list[Annotated]:
    """Return the documents whose goals are annotated, the own test left out."""
    return [*annotated(shared), *(item for item in further(shared) if item.gold["aimed"]), *made_up()]


def evaluate(shared: Path, read: Read = gold_reading) -> str:
    """Leave groups of documents out in turn: goals hit, too many and missed per document, and all of them."""
    items = aimed(shared)
    known, required = lessons(items, read), needed(items)
    scored, _ = left_out(known, fold_judges(known))
    judge = calibrated(Judge({}, 0.0, 1.0, 0.0, 0.5), scored, required, known.careful)
    ready = [(judge.confidence(s), e) for s, e in scored]
    lines = []
    groups = {**{n: {n} for n in required}, "all": {*required}}
    groups |= {"careful": {*known.careful}, "others": required.keys() - known.careful}
    for name, members in groups.items():
        part = {k: v for k, v in required.items() if k in members}
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
