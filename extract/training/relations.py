"""Train the judge of relations on annotated documents and made-up sentences: ``python -m extract.training.relations SHARED``.

Documents of the own test are never read. ``--leave-out`` prints what the judge is worth on documents it has not seen.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from extract.facts import Entity
from extract.relations.candidates import candidates
from extract.relations.judge import MODEL, Judge, scores
from extract.relations.scene import make_scene
from extract.relations.structure import by_triple, trusted
from extract.training.corpus import Annotated, annotated, further, raw_texts
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

SEEN = 2  # a feature must occur in this many examples
RIDGE = 0.3  # inverse strength of the L2 penalty
LESSONS = 600  # made-up documents
ANEW_WEIGHT = 0.7  # of an example between entities that a tagger found, beside 1 between annotated ones
SMALL = 0.02  # weights below this are left out


def fit(examples: Iterable[Example]) -> Judge:
    """Learn weights by logistic regression with an L2 penalty (deterministic)."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    used = [e for e in examples if e.holds is not None and e.weight > 0]
    seen = Counter(f"{e.head}|{f}" for e in used for f in set(e.features))
    columns = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= SEEN))}
    rows = [[columns[k] for f in e.features if (k := f"{e.head}|{f}") in columns] for e in used]
    ends = np.cumsum([0, *map(len, rows)])
    cells = np.concatenate([np.array(r, dtype=np.int64) for r in rows])
    matrix = csr_matrix((np.ones(len(cells), np.float32), cells, ends), shape=(len(rows), len(columns)))
    model = LogisticRegression(C=RIDGE, solver="liblinear", max_iter=300, random_state=0)
    model.fit(matrix, [bool(e.holds) for e in used], sample_weight=[e.weight for e in used])
    return judge_of(columns, model.coef_[0], float(model.intercept_[0]))


def judge_of(columns: dict[str, int], weights: Any, bias: float) -> Judge:
    """Lay learned weights out by feature and head."""
    kept = [
        (name.split("|", 1), round(float(weights[i]), 3)) for name, i in columns.items() if abs(weights[i]) >= SMALL
    ]
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
        )
        for triple, judged in by_triple(found, scores(judge, scene.entities, found)).items()
    ]


def calibrated(judge: Judge, seen: Sequence[Outcome], wanted: int) -> Judge:
    """Fit confidence to what was seen on documents left out, and set the threshold of the best F1."""
    from sklearn.linear_model import LogisticRegression

    told = [o for o in seen if o.holds is not None]
    names = sorted({o.predicate for o in told})
    rows = [[x * (o.predicate == n) for n in names for x in (o.score, o.end, 1.0)] for o in told]
    common = [[o.score, o.end, *row] for o, row in zip(told, rows, strict=True)]
    model = LogisticRegression(C=1.0, max_iter=2000).fit(common, [bool(o.holds) for o in told])
    slope, trust, *own = (float(x) for x in model.coef_[0])
    shift = float(model.intercept_[0])
    scales = {
        n: (round(slope + a, 4), round(trust + b, 4), round(shift + c, 4))
        for n, a, b, c in zip(names, own[::3], own[1::3], own[2::3], strict=True)
    }
    ready = replace(judge, scales=scales)
    options = [round(0.1 + 0.02 * i, 2) for i in range(30)]
    best = max(options, key=lambda x: (f1(ready, told, wanted, x), -x))
    return replace(ready, threshold=best)


def f1(judge: Judge, told: Sequence[Outcome], wanted: int, threshold: float) -> float:
    """F1 of the triples whose confidence reaches a threshold, ``wanted`` being required."""
    said = [bool(o.holds) for o in told if judge.confidence(o.predicate, o.score, o.end) >= threshold]
    return 2 * sum(said) / (len(said) + wanted) if said else 0.0


def extra_examples(shared: Path, seed: int) -> list[Example]:
    """Examples beside the documents of the annotation: further annotated documents, and made-up ones."""
    related = [item for item in further(shared) if item.gold["related"]]
    return [*(e for item in related for e in gold_examples(item, gold_reading(item))), *lesson_examples(LESSONS, seed)]


def both_examples(item: Annotated, anew: Read) -> list[Example]:
    """Examples of a document with its annotated entities, and with those that a tagger found."""
    found = (replace(e, weight=e.weight * ANEW_WEIGHT) for e in gold_examples(item, anew(item)))
    return [*gold_examples(item, gold_reading(item)), *found]


def left_out(items: Sequence[Annotated], read: Read, anew: Read, extra: Sequence[Example]) -> list[Outcome]:
    """Judge every document, as ``read``, by the others and ``extra``."""
    examples = {item.name: both_examples(item, anew) for item in items}
    seen: list[Outcome] = []
    for item in items:
        judge = fit([*(e for name, es in examples.items() if name != item.name for e in es), *extra])
        seen += outcomes(judge, item, read(item))
    return seen


def read_anew(shared: Path, items: Sequence[Annotated], folds: int = 3) -> Read:
    """Read every document with a tagger that has not seen it (nor the other documents of its fold)."""
    from extract.entities import entities
    from extract.training import clusters, tagger

    groups = clusters.learn(raw_texts(shared))
    more = further(shared)
    found: dict[str, list[Entity]] = {}
    for fold in range(folds):
        others = [item for i, item in enumerate(items) if i % folds != fold]
        learned = tagger.train([*others, *more], groups)
        found |= {item.name: entities(item.document, learned) for item in items[fold::folds]}
    return lambda item: found[item.name]


def train(shared: Path, out: Path = MODEL, seed: int = 7) -> None:
    """Train on all annotated documents but the own test and write the judge; the same bytes for the same input.

    Confidence and threshold are set on documents left out of the judge and of the tagger that found their entities.
    """
    items = annotated(shared)
    extra, anew = extra_examples(shared, seed), read_anew(shared, items)
    seen = left_out(items, anew, anew, extra)
    examples = [e for item in items for e in both_examples(item, anew)]
    judge = calibrated(fit([*examples, *extra]), seen, all_wanted(items))
    out.parent.mkdir(parents=True, exist_ok=True)
    judge.save(out)


def all_wanted(items: Sequence[Annotated]) -> int:
    """How many relations the annotation requires."""
    return sum(sum(truth(item.gold).wanted.values()) for item in items)


def evaluate(shared: Path, anew: bool = False, seed: int = 7) -> str:
    """Leave one document out in turn: precision, recall and F1 per relation and document, and a reliability table.

    With annotated entities, or (``anew``) those of a tagger that has not seen the document: then also over all edges.
    """
    items = annotated(shared)
    found = read_anew(shared, items)
    read = found if anew else gold_reading
    seen = left_out(items, read, found, extra_examples(shared, seed))
    judge = calibrated(Judge({}, {}, np.zeros((0, 0), np.float32), 0.0, {}, 0.5), seen, all_wanted(items))
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
