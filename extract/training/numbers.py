"""Train the judge of the numbers room: ``python -m extract.training.numbers SHARED`` writes ``extract/numbers/data/judge.json``.

Two decisions are learned: which drafts are observations (``keep``), and which values of several years count over them all (``flow``).
Documents of the own test are never read. ``--leave-out`` prints what both are worth on places they have not seen: documents of one
county or city are alike, so they are left out together.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extract.document import Block, Document
from extract.facts import Entity
from extract.numbers import flow, judge, size_judge
from extract.numbers.clock import Clock, clock
from extract.numbers.measure import proposed_sizes
from extract.numbers.observe import drafts, proposed
from extract.numbers.place import Places
from extract.numbers.prose import Draft
from extract.numbers.view import normalised
from extract.training.corpus import annotated, further, made_up
from extract.training.gold import ASPECTS, compared, find_all, gold_entities
from ontology.tables import read_table

SENTENCES = Path(__file__).parent / "data" / "size_sentences.tsv"
SEEN = 3  # a feature must occur in this many drafts
RIDGE = {"keep": 2.0, "flow": 1.0, "size": 3.0}  # strength of the L2 penalty
Weights = dict[str, float]
VAGUE = frozenset({"rule=near", "rule=other", "rule=carried"})
BIN = 60  # drafts of a step of the calibration


@dataclass(frozen=True, slots=True)
class Example:
    """One decision as features, with the right answer (None: unclear) and the place that its document is of.

    Of a draft, ``right`` says whether it is right in name, kind and period too.
    """

    features: tuple[str, ...]
    label: bool | None
    place: str
    right: bool | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated document: the place that it is of, its normalised text and clock, its observations and mentions."""

    place: str
    document: Document
    view: str
    now: Clock
    rows: tuple[dict[str, Any], ...]
    where: judge.Mentions


def alike(a: str, b: str) -> bool:
    """Two indicator names mean the same: one holds the other, or they share two fifths of their pairs of characters."""
    short, long = sorted((compared(a), compared(b)), key=len)
    if len(short) >= 2 and short in long and len(short) / len(long) >= 0.3:
        return True
    x, y = ({s[i : i + 2] for i in range(max(1, len(s) - 1))} for s in (short, long))
    return bool(short) and len(x & y) / len(x | y) >= 0.4


def verdict(draft: Draft, rows: Sequence[dict[str, Any]]) -> tuple[bool | None, bool | None]:
    """Say whether a draft is an annotated observation and whether all of it is right; None where the annotation is unclear.

    An optional observation is unclear both ways; a value annotated under another name is an observation, but not right.
    """
    same = same_value(draft, rows)
    near = [o for o in same if alike(o["indicator"], draft.indicator)]
    required = [o for o in near if not o.get("optional")]
    if not required:
        return (None, None) if near else (None, False) if same else (False, False)
    return True, any(o["kind"] == draft.kind and _period(o, draft) for o in required)


def same_value(draft: Draft, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The annotated observations with the value and unit of a draft."""
    value, unit = float(draft.quantity.value), _unit(draft.quantity.unit)
    return [o for o in rows if float(o["value"]) == value and _unit(o["unit"]) == unit]


def _period(row: dict[str, Any], draft: Draft) -> bool:
    given = row.get("period") or ""
    ends_alike = "target" in draft.kind and given[-4:] == draft.period[-4:]
    return not given or given == draft.period or ends_alike


def _unit(unit: str | None) -> str:
    return compared(unit or "").replace("个百分点", "百分点").replace("平米", "平方米")


def lessons(shared: Path) -> list[Lesson]:
    """Return everything whose observations are annotated, the own test left out."""
    found = [*annotated(shared), *(item for item in further(shared) if item.gold["counted"]), *made_up()]
    return [lesson(item.name, item.document, item.gold) for item in found]


def lesson(name: str, document: Document, gold: dict[str, Any]) -> Lesson:
    """Make an annotated document a lesson; its place is the beginning of its name (``place-year``)."""
    view = normalised(document.text)
    rows = tuple(o for o in gold["observations"] if o.get("value") is not None)
    where = judge.mentions(tuple(gold_entities(gold, document.text).values()))
    return Lesson(name.split("-")[0], document, view, clock(document, view), rows, where)


def flow_examples(one: Lesson) -> Iterator[Example]:
    """Yield the values of several years whose annotated period is either all of them or the last."""
    for _, sentence in proposed(one.document, one.view, one.now):
        last = ""
        for draft in sentence:
            told = {o.get("period") for o in same_value(draft, one.rows) if alike(o["indicator"], draft.indicator)}
            spread = [told == {draft.frame.period(flowing)} for flowing in (True, False)]
            if flow.is_open(draft) and any(spread):
                yield Example(tuple(flow.features(draft, last)), spread[0], one.place)
            last = flow.answer(draft)


def keep_examples(one: Lesson, flows: Weights) -> list[Example]:
    """Examples of what to keep, with and without the document's entities; ``flows`` settle the periods."""
    found = [draft for _, draft in drafts(one.document, one.view, one.now, flows)]
    return [
        Example(tuple(judge.features(draft, one.view, where)), label, one.place, right)
        for where in (one.where, judge.mentions(()))
        for draft, (label, right) in ((draft, verdict(draft, one.rows)) for draft in found)
    ]


def fitted(rows: Sequence[Example], ridge: float) -> Weights:
    """Fit a logistic regression with an L2 penalty of strength ``ridge``; equal rows give equal weights."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    rows = [row for row in rows if row.label is not None]
    counts = Counter(f for row in rows for f in set(row.features))
    names = sorted(f for f, n in counts.items() if n >= SEEN)
    index = {f: i for i, f in enumerate(names)}
    cells = [(r, index[f]) for r, row in enumerate(rows) for f in sorted(set(row.features)) if f in index]
    matrix = csr_matrix((np.ones(len(cells)), tuple(zip(*cells, strict=True))), shape=(len(rows), len(names)))
    sign = np.array([1.0 if row.label else -1.0 for row in rows])
    penalty = np.array([0.01 if f == "bias" else ridge for f in names])

    def loss(w: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        margin = sign * (matrix @ w)
        gradient = matrix.T @ (-sign / (1 + np.exp(np.clip(margin, -30, 30)))) + penalty * w
        return float(np.logaddexp(0, -margin).sum() + (penalty * w * w).sum() / 2), gradient

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {f: round(float(w), 3) for f, w in zip(names, best, strict=True) if abs(w) >= 0.02}


def left_out(rows: Sequence[Example], ridge: float) -> dict[str, Weights]:
    """For each place, the weights learned from the others."""
    places = sorted({r.place for r in rows})
    return {place: fitted([r for r in rows if r.place != place], ridge) for place in places}


def scored(rows: Sequence[Example], unseen: dict[str, Weights]) -> list[tuple[float, Example]]:
    """Score every example by the weights that have not seen its place."""
    return [(judge.probability(r.features, unseen[r.place]), r) for r in rows]


def calibrated(tried: Sequence[tuple[float, Example]]) -> list[list[float]]:
    """Return (probability, share right) steps that never fall, by pooling neighbours (isotonic regression) in bins of ``BIN``."""
    known = sorted((p, bool(r.right)) for p, r in tried if r.right is not None and p >= judge.KEEP)
    bins = [known[i : i + BIN] for i in range(0, len(known), BIN)]
    pools: list[list[tuple[float, bool]]] = []
    for one in bins:
        pools.append(list(one))
        while len(pools) > 1 and _share(pools[-2]) >= _share(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return [[round(sum(p for p, _ in pool) / len(pool), 4), round(_share(pool), 3)] for pool in pools]


def _share(pool: Sequence[tuple[float, bool]]) -> float:
    return sum(right for _, right in pool) / len(pool)


def main(argv: Sequence[str] | None = None) -> int:
    """Train on ``SHARED`` and write the weights, or evaluate with ``--leave-out``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--leave-out", action="store_true")
    wanted = parser.parse_args(argv)
    found = lessons(wanted.shared)
    flows = [example for one in found for example in flow_examples(one)]
    unseen = left_out(flows, RIDGE["flow"])
    whole = fitted(flows, RIDGE["flow"])
    keeps = [example for one in found for example in keep_examples(one, unseen.get(one.place, whole))]
    tried = scored(keeps, left_out(keeps, RIDGE["keep"]))
    sys.stdout.write(
        report("drafts", tried, judge.KEEP) + report("values of several years", scored(flows, unseen), 0.5)
    )
    sizes = sizing(wanted.shared)
    sized = scored(sizes, left_out(sizes, RIDGE["size"]))
    sys.stdout.write(report("sizes of projects", sized, size_judge.KEEP))
    if not wanted.leave_out:
        write_weights(size_judge.WEIGHTS, fitted(sizes, RIDGE["size"]))
        write({"keep": fitted(keeps, RIDGE["keep"]), "flow": whole}, calibrated(tried))
    return 0


def sizing(shared: Path) -> list[Example]:
    """Return the examples of everything whose sizes of projects are annotated, the own test left out."""
    found = [*annotated(shared), *(item for item in further(shared) if item.gold["sized"])]
    told = [example for item in found for example in size_examples(item.name, item.document, item.gold)]
    return [*told, *described_sizes(), *made_up_sizes()]


def described_sizes() -> list[Example]:
    """Return the examples of the made-up stretches; of numbers that only stand near a name real plans decide."""
    told = (example for item in made_up() for example in size_examples(item.name, item.document, item.gold))
    return [example for example in told if VAGUE.isdisjoint(example.features)]


def made_up_sizes() -> Iterator[Example]:
    """Yield the examples of the made-up sentences: plain ones that the annotated documents have few of."""
    for marked, sizes in read_table(SENTENCES, ("sentence", "sizes")):
        sentence = re.sub("[【】]", "", marked)
        places = Places(
            Entity("Project", name, (), tuple(find_all(sentence, name)), "made up", 1.0)
            for name in sorted(set(re.findall("【(.+?)】", marked)))
        )
        right = [] if sizes == "-" else sizes.split(" | ")
        document = Document("made up", "made up", sentence, (Block("paragraph", 0, len(sentence)),), "", "text/plain")
        for size in proposed_sizes(document, sentence, places):
            q = size.quantity
            label = f"{size.place.entity.name} {size.aspect} {q.value} {q.unit}" in right
            yield Example(tuple(size_judge.features(size, sentence)), label, "made up")


def size_examples(name: str, document: Document, gold: dict[str, Any]) -> Iterator[Example]:
    """Yield the proposed sizes of an annotated document: right where the annotation gives it to that very project."""
    view = normalised(document.text)
    by_id = gold_entities(gold, document.text)
    told = {row[:-1]: row[-1] for row in told_sizes(gold)}
    ids = {(entity.cls, entity.name): key for key, entity in by_id.items()}
    for size in proposed_sizes(document, view, Places(by_id.values())):
        owner = ids[size.place.entity.cls, size.place.entity.name]
        optional = told.get((owner, size.aspect, float(size.quantity.value), _unit(size.quantity.unit)))
        label = None if optional else optional is not None
        yield Example(tuple(size_judge.features(size, view)), label, name.split("-")[0])


def told_sizes(gold: dict[str, Any]) -> Iterator[tuple[str, str, float, str, bool]]:
    """Yield the annotated sizes: project, aspect, value, unit, and whether it may be left out."""
    spare = {entity["id"] for entity in gold["entities"] if entity.get("optional")}
    for project in gold.get("projects", []):
        for key, aspect in ASPECTS.items():
            told = project.get(key)
            for *_, value, unit in told if told and isinstance(told[0], list) else [told] if told else []:
                optional = bool(project.get("optional")) or project["entity"] in spare
                yield project["entity"], aspect, float(value or 0), _unit(unit), optional


def write_weights(path: Path, weights: Weights) -> None:
    """Write weights, sorted."""
    path.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def write(weights: dict[str, Weights], steps: list[list[float]]) -> None:
    """Write weights and calibration, sorted, so that equal training gives an equal file."""
    text = json.dumps({"calibration": steps, **weights}, ensure_ascii=False, indent=0, sort_keys=True)
    judge.WEIGHTS.write_text(text + "\n", encoding="utf-8")


def report(what: str, tried: Sequence[tuple[float, Example]], threshold: float) -> str:
    """Say how often a judge is right on places that it has not seen."""
    known = [(p, r.label) for p, r in tried if r.label is not None]
    right = sum((p >= threshold) == label for p, label in known)
    return f"{what} judged right on places left out: {right} of {len(known)}\n"


if __name__ == "__main__":
    sys.exit(main())
