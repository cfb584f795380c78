"""Train the judge of the numbers room: ``python -m extract.training.numbers SHARED`` writes ``extract/numbers/data/judge.json``.

Documents of the own test are never read. ``--leave-out`` prints what the judge is worth on documents it has not seen.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
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
from extract.training.gold import OWN_TEST, gold_entities, load_gold, source_path

SEEN = 3  # a feature must occur in this many drafts
RIDGE = 1.0  # strength of the L2 penalty


@dataclass(frozen=True, slots=True)
class Example:
    """One draft as features with what it should be; ``weight`` 0 leaves it out."""

    features: tuple[str, ...]
    label: bool
    document: str


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


def verdict(draft: Draft, rows: Sequence[dict[str, Any]]) -> dict[str, Any] | str | None:
    """The annotated observation that a draft finds; ``unclear`` for optional ones or where only the name differs."""
    same = [
        o
        for o in rows
        if float(o["value"]) == float(draft.quantity.value) and _unit(o["unit"]) == _unit(draft.quantity.unit)
    ]
    near = [o for o in same if alike(o["indicator"], draft.indicator)]
    required = [o for o in near if not o.get("optional")]
    if required:
        return next((o for o in required if o["kind"] == draft.kind), required[0])
    return "unclear" if near or same else None


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
            found = verdict(draft, rows)
            if found == "unclear":
                continue
            keep.append(Example(tuple(judge.features(draft, view, where)), found is not None, name))
    return keep


def fitted(rows: Sequence[Example]) -> dict[str, float]:
    """Fit a logistic regression with an L2 penalty; equal rows give equal weights."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

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


def documents(shared: Path, read: Any) -> Iterable[tuple[str, Document, dict[str, Any]]]:
    """Yield name, document and annotation of everything annotated but the own test, by name."""
    for path in sorted((shared / "eval" / "gold").glob("*.json")):
        if path.stem not in OWN_TEST:
            gold = load_gold(path)
            yield path.stem, read(source_path(gold, shared)), gold


def left_out(rows: Sequence[Example]) -> list[tuple[float, bool]]:
    """Score every example by a model that has not seen its document."""
    out = []
    for name in sorted({r.document for r in rows}):
        model = fitted([r for r in rows if r.document != name])
        out += [(judge.probability(r.features, model), r.label) for r in rows if r.document == name]
    return out


def main(argv: Sequence[str] | None = None) -> int:
    """Train on ``SHARED`` and write the weights, or evaluate with ``--leave-out``."""
    from extract.reading import read_text

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--leave-out", action="store_true")
    wanted = parser.parse_args(argv)
    rows = gathered(documents(wanted.shared, read_text))
    if wanted.leave_out:
        sys.stdout.write(report(left_out(rows)) + "\n")
    else:
        write({"keep": fitted(rows)})
    return 0


def gathered(found: Iterable[tuple[str, Document, dict[str, Any]]]) -> list[Example]:
    """Collect the examples of all documents."""
    return [example for name, document, gold in found for example in examples(document, gold, name)]


def write(models: dict[str, dict[str, float]]) -> None:
    """Write the weights, sorted, so that equal training gives an equal file."""
    judge.WEIGHTS.write_text(json.dumps(models, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def report(scored: Sequence[tuple[float, bool]]) -> str:
    """Say how often the judge is right, and how its probabilities hold."""
    right = sum((p >= 0.5) == label for p, label in scored)
    bins = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8, 0.9):
        high = {0.8: 0.9, 0.9: 1.01}.get(low, low + 0.2)
        inside = [label for p, label in scored if low <= p < high]
        bins.append(f"{low:.1f}: {sum(inside)}/{len(inside)}")
    return f"right {right}/{len(scored)}  true by probability {'  '.join(bins)}"


if __name__ == "__main__":
    sys.exit(main())
