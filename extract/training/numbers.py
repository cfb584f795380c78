"""Train the judge of the numbers room: ``python -m extract.training.numbers SHARED`` writes ``extract/numbers/data/judge.json``.

Documents of the own test are never read. ``--leave-out`` prints what the judge is worth on documents it has not seen.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extract.document import Document
from extract.numbers import judge
from extract.numbers.observe import drafts
from extract.numbers.period import clock
from extract.numbers.prose import Draft
from extract.numbers.view import normalised
from extract.training.corpus import annotated, further
from extract.training.gold import gold_entities

SEEN = 3  # a feature must occur in this many drafts
RIDGE = 2.0  # strength of the L2 penalty
BIN = 60  # drafts of a step of the calibration


@dataclass(frozen=True, slots=True)
class Example:
    """One draft as features: whether it is an observation, and whether it is right in name, kind and period too (None: unclear)."""

    features: tuple[str, ...]
    label: bool | None
    document: str
    right: bool | None = None


def plain(name: str) -> str:
    """A name without blanks and punctuation."""
    return re.sub(r"[\s\"'“”‘’《》()（）\[\]·,，、。:：;；\-—_*]", "", name).lower()


def alike(a: str, b: str) -> bool:
    """Two indicator names mean the same: one holds the other, or they share two fifths of their pairs of characters."""
    short, long = sorted((plain(a), plain(b)), key=len)
    if len(short) >= 2 and short in long and len(short) / len(long) >= 0.3:
        return True
    x, y = ({s[i : i + 2] for i in range(max(1, len(s) - 1))} for s in (short, long))
    return bool(short) and len(x & y) / len(x | y) >= 0.4


def verdict(draft: Draft, rows: Sequence[dict[str, Any]]) -> tuple[bool | None, bool | None]:
    """Say whether a draft is an annotated observation and whether all of it is right; None where the annotation is unclear.

    An optional observation is unclear both ways; a value annotated under another name is an observation, but not right.
    """
    value, unit = float(draft.quantity.value), _unit(draft.quantity.unit)
    same = [o for o in rows if float(o["value"]) == value and _unit(o["unit"]) == unit]
    near = [o for o in same if alike(o["indicator"], draft.indicator)]
    required = [o for o in near if not o.get("optional")]
    if not required:
        return (None, None) if near else (None, False) if same else (False, False)
    return True, any(o["kind"] == draft.kind and _period(o, draft) for o in required)


def _period(row: dict[str, Any], draft: Draft) -> bool:
    given = row.get("period") or ""
    ends_alike = "target" in draft.kind and given[-4:] == draft.period[-4:]
    return not given or given == draft.period or ends_alike


def _unit(unit: str | None) -> str:
    return plain(unit or "").replace("个百分点", "百分点").replace("平米", "平方米")


def examples(document: Document, gold: dict[str, Any], name: str) -> list[Example]:
    """Examples of what to keep, with and without the document's entities."""
    view = normalised(document.text)
    proposed = [draft for _, draft in drafts(document, view, clock(document, view))]
    rows = [o for o in gold["observations"] if o.get("value") is not None]
    keep = []
    for where in (judge.mentions(tuple(gold_entities(gold, document.text).values())), judge.mentions(())):
        for draft in proposed:
            label, right = verdict(draft, rows)
            keep.append(Example(tuple(judge.features(draft, view, where)), label, name, right))
    return keep


def fitted(rows: Sequence[Example]) -> dict[str, float]:
    """Fit a logistic regression with an L2 penalty; equal rows give equal weights."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    rows = [row for row in rows if row.label is not None]
    counts = Counter(f for row in rows for f in set(row.features))
    names = sorted(f for f, n in counts.items() if n >= SEEN)
    index = {f: i for i, f in enumerate(names)}
    cells = [(r, index[f]) for r, row in enumerate(rows) for f in sorted(set(row.features)) if f in index]
    matrix = csr_matrix((np.ones(len(cells)), tuple(zip(*cells, strict=True))), shape=(len(rows), len(names)))
    sign = np.array([1.0 if row.label else -1.0 for row in rows])
    penalty = np.array([0.01 if f == "bias" else RIDGE for f in names])

    def loss(w: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        margin = sign * (matrix @ w)
        gradient = matrix.T @ (-sign / (1 + np.exp(np.clip(margin, -30, 30)))) + penalty * w
        return float(np.logaddexp(0, -margin).sum() + (penalty * w * w).sum() / 2), gradient

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {f: round(float(w), 3) for f, w in zip(names, best, strict=True) if abs(w) >= 0.02}


def documents(shared: Path) -> Iterator[tuple[str, Document, dict[str, Any]]]:
    """Yield name, document and annotation of everything whose observations are annotated, the own test left out."""
    for item in [*annotated(shared), *(item for item in further(shared) if item.gold["counted"])]:
        yield item.name, item.document, item.gold


def left_out(rows: Sequence[Example]) -> list[tuple[float, Example]]:
    """Score every example by a model that has not seen its document."""
    out = []
    for name in sorted({r.document for r in rows}):
        model = fitted([r for r in rows if r.document != name])
        out += [(judge.probability(r.features, model), r) for r in rows if r.document == name]
    return out


def calibrated(scored: Sequence[tuple[float, Example]]) -> list[list[float]]:
    """Return (probability, share right) steps that never fall, by pooling neighbours (isotonic regression) in bins of ``BIN``."""
    known = sorted((p, bool(r.right)) for p, r in scored if r.right is not None and p >= judge.KEEP)
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
    rows = gathered(documents(wanted.shared))
    scored = left_out(rows)
    sys.stdout.write(report(scored) + "\n")
    if not wanted.leave_out:
        write(fitted(rows), calibrated(scored))
    return 0


def gathered(found: Iterable[tuple[str, Document, dict[str, Any]]]) -> list[Example]:
    """Collect the examples of all documents."""
    return [example for name, document, gold in found for example in examples(document, gold, name)]


def write(weights: dict[str, float], steps: list[list[float]]) -> None:
    """Write weights and calibration, sorted, so that equal training gives an equal file."""
    text = json.dumps({"calibration": steps, "keep": weights}, ensure_ascii=False, indent=0, sort_keys=True)
    judge.WEIGHTS.write_text(text + "\n", encoding="utf-8")


def report(scored: Sequence[tuple[float, Example]]) -> str:
    """Say how often the judge is right on documents that it has not seen."""
    known = [(p, r.label) for p, r in scored if r.label is not None]
    right = sum((p >= judge.KEEP) == label for p, label in known)
    return f"drafts judged right on documents left out: {right} of {len(known)}"


if __name__ == "__main__":
    sys.exit(main())
