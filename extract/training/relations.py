"""Train the judge of relations on annotated documents and made-up sentences: ``python -m extract.training.relations SHARED``.

Documents of the own test are never read. ``--leave-out`` prints what the judge is worth on documents it has not seen.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from array import array
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extract.facts import Entity
from extract.relations.candidates import candidates
from extract.relations.judge import MODEL, Judge, scores
from extract.relations.scene import make_scene
from extract.relations.structure import by_triple, trusted
from extract.training.anew import FOLDS, everything, fold_of
from extract.training.corpus import Annotated
from extract.training.entities import read_anew
from extract.training.relation_examples import (
    Example,
    Read,
    gold_examples,
    gold_ids,
    gold_reading,
    lesson_examples,
    truth,
    verdict,
)

SEEN = 3  # a feature must occur in this many examples
RIDGE = 0.15  # inverse strength of the L2 penalty
STEPS = 150  # of the solver, which then hardly gains
LESSONS = 600  # made-up documents
ANEW_WEIGHT = 0.7  # of an example between entities that a tagger found, beside 1 between annotated ones
SMALL = 0.04  # weights below this are left out
PLATEAU = 0.015  # of F1, within which the lower threshold is taken: a reader can cut what is unsure, but not add what is missing
CAREFUL_WEIGHT = 2.0  # of an example from a careful annotation
CAREFUL_SHARE = 3.0  # of an outcome there, in the calibration


@dataclass(frozen=True, slots=True)
class Table:
    """Examples by row: the numbers of their features in one run and where each row ends, whether they hold, their weights."""

    cells: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int64]
    holds: npt.NDArray[np.bool_]
    weights: npt.NDArray[np.float32]


def tabled(examples: Iterable[Example], columns: dict[str, int]) -> Table:
    """Examples as a table; ``columns`` numbers the features, new ones are added to it."""
    cells, ends, holds, weights = array("i"), array("q"), array("b"), array("f")
    for e in examples:
        cells.extend(columns.setdefault(f"{e.head}|{f}", len(columns)) for f in e.features)
        ends.append(len(cells))
        holds.append(e.holds)
        weights.append(e.weight)
    return Table(
        np.array(cells, np.int32), np.array(ends, np.int64), np.array(holds, np.bool_), np.array(weights, np.float32)
    )


def fit(tables: Sequence[Table], columns: dict[str, int]) -> Judge:
    """Learn weights by logistic regression with an L2 penalty (deterministic)."""
    from scipy.sparse import csr_matrix
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    cells = np.concatenate([t.cells for t in tables])
    lengths = np.concatenate([np.diff(t.ends, prepend=0) for t in tables])
    used = np.bincount(cells, minlength=len(columns)) >= SEEN
    names = sorted(name for name, number in columns.items() if used[number])
    place = np.zeros(len(columns), np.int64)
    place[[columns[name] for name in names]] = np.arange(len(names))
    rows = np.repeat(np.arange(len(lengths)), lengths)[used[cells]]
    marks = np.ones(len(rows), np.float32)
    matrix = csr_matrix((marks, (rows, place[cells[used[cells]]])), shape=(len(lengths), len(names)))
    model = LogisticRegression(C=RIDGE, solver="lbfgs", max_iter=STEPS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(
            matrix, np.concatenate([t.holds for t in tables]), np.concatenate([t.weights for t in tables]).astype(float)
        )
    return judge_of(dict(zip(names, model.coef_[0], strict=True)), float(model.intercept_[0]))


def judge_of(weights: dict[str, float], bias: float) -> Judge:
    """Lay learned weights out by feature and head."""
    kept = [(name.split("|", 1), round(float(weight), 3)) for name, weight in weights.items() if abs(weight) >= SMALL]
    features = {f: i for i, f in enumerate(sorted({f for (_, f), _ in kept}))}
    heads = {h: i for i, h in enumerate(sorted({h for (h, _), _ in kept}))}
    table = np.zeros((len(features), len(heads)), np.float16)
    for (h, f), weight in kept:
        table[features[f], heads[h]] = weight
    return Judge(features, heads, table.astype(np.float32), round(bias, 4), {}, 0.5)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A triple that a judge scored on a document left out, the surety of its less sure end, whether it holds, and whether the
    annotation knows both ends."""

    score: float
    end: float
    holds: bool | None
    known: bool
    predicate: str
    document: str
    careful: bool


def outcomes(judge: Judge, item: Annotated, entities: Sequence[Entity]) -> list[Outcome]:
    """The best score of every triple of a document, best first."""
    scene = make_scene(item.document, sorted(entities, key=lambda e: e.key))
    found = list(candidates(scene))
    known, ids = truth(item.gold), gold_ids(item.gold, scene.entities)
    return [
        Outcome(
            judged[0][0],
            trusted(scene.entities, triple),
            verdict(known, ids, judged[0][1]),
            bool(ids[triple[0]] and ids[triple[2]]),
            triple[1],
            item.name,
            item.careful,
        )
        for triple, judged in by_triple(found, scores(judge, scene.entities, found)).items()
    ]


def calibrated(judge: Judge, seen: Sequence[Outcome], wanted: int) -> Judge:
    """Fit confidence to what was seen on documents left out, and set the threshold: the lowest of nearly the best F1.

    ``wanted`` relations are required in the careful annotations, which alone decide the threshold: the others list more
    relations than their readers would miss.
    """
    from sklearn.linear_model import LogisticRegression

    told = [o for o in seen if o.holds is not None]
    names = sorted({o.predicate for o in told})
    rows = [[x * (o.predicate == n) for n in names for x in (o.score, o.end, 1.0)] for o in told]
    common = [[o.score, o.end, *row] for o, row in zip(told, rows, strict=True)]
    shares = [CAREFUL_SHARE if o.careful else 1.0 for o in told]
    model = LogisticRegression(C=1.0, max_iter=2000).fit(common, [bool(o.holds) for o in told], shares)
    slope, trust, *own = (float(x) for x in model.coef_[0])
    shift = float(model.intercept_[0])
    scales = {
        n: (round(slope + a, 4), round(trust + b, 4), round(shift + c, 4))
        for n, a, b, c in zip(names, own[::3], own[1::3], own[2::3], strict=True)
    }
    ready = replace(judge, scales=scales)
    options = [round(0.1 + 0.02 * i, 2) for i in range(30)]
    careful = [o for o in told if o.careful]
    worth = {x: f1(ready, careful, wanted, x) for x in options}
    return replace(ready, threshold=min(x for x in options if worth[x] >= max(worth.values()) - PLATEAU))


def f1(judge: Judge, told: Sequence[Outcome], wanted: int, threshold: float) -> float:
    """F1 of the triples whose confidence reaches a threshold, ``wanted`` being required."""
    said = [bool(o.holds) for o in told if judge.confidence(o.predicate, o.score, o.end) >= threshold]
    return 2 * sum(said) / (len(said) + wanted) if said else 0.0


def related(items: Sequence[Annotated]) -> list[Annotated]:
    """The documents whose relations are annotated."""
    return [item for item in items if item.gold.get("related", True)]


def careful(items: Sequence[Annotated]) -> list[Annotated]:
    """The documents annotated with more care."""
    return [item for item in items if item.careful]


def both_examples(item: Annotated, anew: Read) -> Iterator[Example]:
    """Examples of a document with its annotated entities, and with those that a tagger found."""
    care = CAREFUL_WEIGHT if item.careful else 1.0
    for weight, entities in ((care, gold_reading(item)), (care * ANEW_WEIGHT, anew(item))):
        for example in gold_examples(item, entities):
            yield replace(example, weight=example.weight * weight)


@dataclass(frozen=True, slots=True)
class Lessons:
    """All examples: a table per document, that of the made-up documents, and the numbers of the features."""

    by_document: dict[str, Table]
    made_up: Table
    columns: dict[str, int]

    def judge(self, left_out: Container[str] = ()) -> Judge:
        """What is learned from all documents but those left out."""
        tables = [table for name, table in self.by_document.items() if name not in left_out]
        return fit([*tables, self.made_up], self.columns)


def all_lessons(items: Sequence[Annotated], anew: Read, seed: int) -> Lessons:
    """The examples of every document and of made-up ones."""
    columns: dict[str, int] = {}
    tables = {item.name: tabled(both_examples(item, anew), columns) for item in items}
    return Lessons(tables, tabled(lesson_examples(LESSONS, seed), columns), columns)


def fold_judges(items: Sequence[Annotated], lessons: Lessons) -> list[Judge]:
    """For every fold the judge learned from the other folds, not calibrated."""
    folds = fold_of(items)
    return [lessons.judge({name for name, here in folds.items() if here == fold}) for fold in range(FOLDS)]


def left_out(items: Sequence[Annotated], read: Read, judges: Sequence[Judge]) -> list[Outcome]:
    """Judge every document, as ``read``, by the judge of its fold."""
    folds = fold_of(items)
    return [outcome for item in items for outcome in outcomes(judges[folds[item.name]], item, read(item))]


def anew_reading(shared: Path) -> Read:
    """Every document with the entities of a tagger and a judge that have not seen it."""
    found = read_anew(shared)
    return lambda item: found[item.name]


def train(shared: Path, out: Path = MODEL, seed: int = 7) -> None:
    """Train on all annotated documents but the own test and write the judge; the same bytes for the same input.

    Confidence and threshold are set on documents left out of the judge and of the tagger that found their entities.
    """
    items, anew = related(everything(shared)), anew_reading(shared)
    lessons = all_lessons(items, anew, seed)
    judge = calibrated(lessons.judge(), left_out(items, anew, fold_judges(items, lessons)), all_wanted(careful(items)))
    out.parent.mkdir(parents=True, exist_ok=True)
    judge.save(out)


def all_wanted(items: Sequence[Annotated]) -> int:
    """How many relations the annotation requires."""
    return sum(sum(truth(item.gold).wanted.values()) for item in items)


def evaluate(shared: Path, anew: bool = False, seed: int = 7) -> str:
    """Leave a fold of documents out in turn: precision, recall and F1 per relation and document, and a reliability table.

    With annotated entities, or (``anew``) those of a tagger that has not seen the document: then also over all edges.
    """
    items, found = related(everything(shared)), anew_reading(shared)
    read = found if anew else gold_reading
    seen = left_out(items, read, fold_judges(items, all_lessons(items, found, seed)))
    blank = Judge({}, {}, np.zeros((0, 0), np.float32), 0.0, {}, 0.5)
    judge = calibrated(blank, seen, all_wanted(careful(items)))
    required: Counter[str] = Counter()
    for item in items:
        ids = frozenset().union(*gold_ids(item.gold, read(item)))
        for (s, p, o), must in truth(item.gold).wanted.items():
            if must and s in ids and o in ids:
                required.update((p, item.name, "between found"))
    known = [o for o in seen if o.known]
    rows = [score_row(judge, known, key, required[key]) for key in sorted(required)]
    rows.append(score_row(judge, seen, "all edges", all_wanted(items)))
    return "\n".join([*rows, f"threshold {judge.threshold}", *reliability(judge, seen)])


def score_row(judge: Judge, seen: Sequence[Outcome], key: str, wanted: int) -> str:
    """One line of the evaluation."""
    said = [
        o
        for o in seen
        if key in (o.predicate, o.document, "between found", "all edges")
        and judge.confidence(o.predicate, o.score, o.end) >= judge.threshold
    ]
    right, wrong = sum(o.holds is True for o in said), sum(o.holds is False for o in said)
    precision, recall = right / max(right + wrong, 1), right / max(wanted, 1)
    score = 2 * right / max(right + wrong + wanted, 1)
    return (
        f"{key:26} P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}   tp {right:4} fp {wrong:4} fn {wanted - right:4}"
    )


def reliability(judge: Judge, seen: Sequence[Outcome]) -> Iterator[str]:
    """How many relations of each band of confidence hold."""
    for low in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        told = [
            o.holds
            for o in seen
            if o.holds is not None and low <= judge.confidence(o.predicate, o.score, o.end) < low + 0.1
        ]
        if told:
            yield f"confidence {low:.1f}-{low + 0.1:.1f}: {sum(map(bool, told)) / len(told):.2f} of {len(told)} hold"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m extract.training.relations", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds corpus/ and eval/")
    parser.add_argument("--leave-out", action="store_true", help="print scores of documents left out in turn")
    parser.add_argument("--anew", action="store_true", help="with --leave-out: find the entities anew, too")
    chosen = parser.parse_args()
    if chosen.leave_out:
        sys.stdout.write(evaluate(chosen.shared, chosen.anew) + "\n")
    else:
        train(chosen.shared)


if __name__ == "__main__":
    main()
