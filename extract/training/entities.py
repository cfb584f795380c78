"""Train the judge of entities on what taggers propose in documents that they have not seen: ``python -m extract.training.entities SHARED``."""

from __future__ import annotations

import functools
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extract.entities.judge import MODEL, features, judged
from extract.entities.logistic import Judge
from extract.facts import Entity
from extract.training.anew import everything, fold_of, proposals
from extract.training.gold import compared

SEEN = 4  # a feature must occur in this many examples
RIDGE = 0.2  # inverse strength of the L2 penalty
SMALL = 0.02  # weights below this are left out
PLATEAU = 0.002  # of F1, within which the lower threshold is taken: a reader can cut what is unsure, but not add what is missing


@dataclass(frozen=True, slots=True)
class Example:
    """A proposed entity with its features and whether annotators write it down (None: optional)."""

    features: list[str]
    holds: bool | None


def verdicts(entities: Sequence[Entity], gold: dict[str, Any]) -> list[bool | None]:
    """Say of each entity whether the annotation has it under its class, each annotated entity counting once."""
    names = [{compared(name) for name in (e.name, *e.aliases)} for e in entities]
    index: dict[str, set[int]] = {}
    for number, forms in enumerate(names):
        for form in forms:
            index.setdefault(form, set()).add(number)
    found: list[bool | None] = [False] * len(entities)
    taken: set[int] = set()
    for row in sorted(gold["entities"], key=lambda row: bool(row.get("optional"))):
        forms = {compared(form) for form in (row["name"], *row.get("aliases", []))}
        classes = {row["class"], *row.get("also", [])}
        hits = {number for form in forms for number in index.get(form, ())} - taken
        fit = sorted(
            (n for n in hits if entities[n].cls in classes), key=lambda n: (-len(names[n] & forms), entities[n].name)
        )
        for number in fit:
            found[number] = None if row.get("optional") else number == fit[0]
        taken |= set(fit)
    return found


@functools.cache
def examples(shared: Path) -> dict[str, list[Example]]:
    """Return the examples of every document."""
    found = {}
    for item in everything(shared):
        entities = proposals(shared)[item.name]
        told = zip(features(item.document, entities), verdicts(entities, item.gold), strict=True)
        found[item.name] = [Example(names, holds) for names, holds in told]
    return found


def fit(used: Sequence[Example]) -> Judge:
    """Learn weights by logistic regression with an L2 penalty (deterministic)."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    told = [e for e in used if e.holds is not None]
    seen = Counter(f for e in told for f in set(e.features))
    columns = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= SEEN))}
    rows = [[columns[f] for f in dict.fromkeys(e.features) if f in columns] for e in told]
    ends = np.cumsum([0, *map(len, rows)])
    cells = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
    matrix = csr_matrix((np.ones(len(cells)), cells, ends), shape=(len(rows), len(columns)))
    model = LogisticRegression(C=RIDGE, solver="liblinear", max_iter=300, random_state=0)
    model.fit(matrix, [bool(e.holds) for e in told])
    weights = {f: round(float(model.coef_[0][i]), 3) for f, i in columns.items() if abs(model.coef_[0][i]) >= SMALL}
    weights["bias"] = round(weights.get("bias", 0.0) + float(model.intercept_[0]), 3)
    return Judge(weights, 0.0)


def fold_judges(shared: Path) -> dict[str, Judge]:
    """Return for every document a judge that has learned from the other folds only."""
    every = examples(shared)
    folds = fold_of(everything(shared))
    by_fold = {
        fold: fit([e for name, es in every.items() if folds[name] != fold for e in es]) for fold in set(folds.values())
    }
    return {name: by_fold[fold] for name, fold in folds.items()}


def best_threshold(shared: Path, judges: dict[str, Judge]) -> float:
    """Return the lowest confidence that gives nearly the best F1 on documents left out."""
    told = [(judges[name].confidence(e.features), e.holds) for name, es in examples(shared).items() for e in es]
    wanted = sum(not row.get("optional") for item in everything(shared) for row in item.gold["entities"])

    def f1(least: float) -> float:
        said = [holds for sure, holds in told if sure >= least and holds is not None]
        return 2 * sum(said) / (len(said) + wanted)

    worth = {least: f1(least) for least in (round(0.02 * step, 2) for step in range(35))}
    return min(least for least in worth if worth[least] >= max(worth.values()) - PLATEAU)


def train(shared: Path, out: Path = MODEL) -> None:
    """Train the judge and write it; its threshold is chosen on documents left out."""
    judges = fold_judges(shared)
    threshold = best_threshold(shared, judges)
    learned = fit([e for es in examples(shared).values() for e in es])
    Judge(learned.weights, threshold).save(out)


def read_anew(shared: Path) -> dict[str, list[Entity]]:
    """Return the entities of every document as a tagger and a judge read it that have not seen it."""
    judges = fold_judges(shared)
    threshold = best_threshold(shared, judges)
    return {
        item.name: judged(item.document, proposals(shared)[item.name], Judge(judges[item.name].weights, threshold))
        for item in everything(shared)
    }


if __name__ == "__main__":
    train(Path(sys.argv[1]))
