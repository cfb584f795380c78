"""The learned judge of goals: a logistic regression over features of clauses, and trees over its scores of what stands around."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MODEL = Path(__file__).parent / "model" / "judge.json"
Tree = Sequence[Sequence[float]]
"""Nodes: figure, limit, node where the figure is at most the limit, node where it is more; a leaf has its value only."""


def likelihood(score: float) -> float:
    """The probability that a log-odds stands for."""
    return 1 / (1 + math.exp(-max(score, -50.0)))


@dataclass(frozen=True)
class Judge:
    """Weights by feature; ``trees`` add to ``share`` of that score what the surroundings tell.

    ``slope`` and ``offset`` turn the sum into a log-odds; ``threshold`` is the least confidence stated.
    """

    weights: dict[str, float]
    bias: float
    slope: float
    offset: float
    threshold: float
    share: float = 1.0
    trees: Sequence[Tree] = ()

    def score(self, features: Iterable[str]) -> float:
        """Summed weights."""
        return self.bias + sum(filter(None, map(self.weights.get, features)))

    def weighed(self, figures: Sequence[float]) -> float:
        """The score (the first figure) weighed with what the trees say of all figures."""
        return self.share * figures[0] + sum(leaf(tree, figures) for tree in self.trees)

    def confidence(self, score: float) -> float:
        """The share of clauses with this score that are goals, as seen on documents left out."""
        return likelihood(self.slope * score + self.offset)

    def save(self, path: Path) -> None:
        """Write the model as JSON, features sorted."""
        content = {k: getattr(self, k) for k in ("bias", "slope", "offset", "threshold", "share")}
        lines = [json.dumps({k: v}, ensure_ascii=False)[1:-1] for k, v in content.items()]
        lines.append('"weights":' + json.dumps(dict(sorted(self.weights.items())), ensure_ascii=False, indent=0))
        trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in self.trees)
        path.write_text("{" + ",\n".join([*lines, f'"trees":[\n{trees}]']) + "}\n", encoding="utf-8")


def leaf(tree: Tree, figures: Sequence[float]) -> float:
    """The value that a tree gives to figures."""
    node = tree[0]
    while len(node) > 1:
        figure, limit, least, more = node
        node = tree[least if figures[figure] <= limit else more]  # type: ignore[call-overload]
    return node[0]


def load(path: Path) -> Judge:
    """Read a model written by ``Judge.save``."""
    return Judge(**json.loads(path.read_text(encoding="utf-8")))


@cache
def default_judge() -> Judge:
    """The judge that is shipped."""
    return load(MODEL)
