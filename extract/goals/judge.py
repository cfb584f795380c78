"""The learned judge of goals: a logistic regression over features of clauses, and trees over its scores of what stands around."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np

from extract.goals.features import READY, Group, pairs
from extract.goals.looks import Look
from extract.goals.trees import Forest, Tree

MODEL = Path(__file__).parent / "model" / "judge.json"
ZEROS = repeat(0)
MOST = 5_000
"""Values whose weight is kept by a group of features."""


def likelihood(score: float) -> float:
    """The probability that a log-odds stands for."""
    return 1 / (1 + math.exp(-max(score, -50.0)))


@dataclass(frozen=True)
class Judge:
    """Weights by feature, in hundredths; ``trees`` add to ``share`` of that score what the surroundings tell.

    ``slope`` and ``offset`` turn the sum into a log-odds; ``threshold`` is the least confidence stated.
    """

    weights: Mapping[str, int]
    bias: float
    slope: float
    offset: float
    threshold: float
    share: float = 1.0
    trees: Sequence[Tree] = ()

    @cached_property
    def groups(self) -> tuple[tuple[Callable[[Any], Any], Sums], ...]:
        """What picks the values of each group out of a look, and what its values weigh."""
        return tuple((group.pick, Sums(group, self.weights)) for group in READY)

    @cached_property
    def pairs(self) -> dict[str, int]:
        """What pairs of characters weigh."""
        return {name[2:]: weight for name, weight in self.weights.items() if name.startswith("w=")}

    def look(self, look: Look) -> float:
        """The score of a clause: the sum of what its features weigh."""
        values = look.values
        total = sum([sums[pick(values)] for pick, sums in self.groups])
        return self.bias + (total + sum(map(self.pairs.get, pairs(look.body), ZEROS))) / 100

    def score(self, features: Iterable[str]) -> float:
        """The same score from the names of features, for training."""
        return self.bias + sum(filter(None, map(self.weights.get, features))) / 100

    @cached_property
    def forest(self) -> Forest:
        """The trees, ready to be followed."""
        return Forest(self.trees)

    def weighed(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """For each clause its score (the first figure) weighed with what the trees say of all its figures."""
        if not rows:
            return []
        figures = np.array(rows)
        return [float(x) for x in self.share * figures[:, 0] + self.forest.sums(figures)]

    def confidence(self, score: float) -> float:
        """The share of clauses with this score that are goals, as seen on documents left out."""
        return likelihood(self.slope * score + self.offset)

    def save(self, path: Path) -> None:
        """Write the model as JSON, features sorted by kind and value."""
        content = {k: getattr(self, k) for k in ("bias", "slope", "offset", "threshold", "share")}
        lines = [json.dumps({k: v})[1:-1] for k, v in content.items()]
        lines.append(
            '"weights":' + json.dumps(by_kind(self.weights), ensure_ascii=False, indent=0, separators=(",", ":"))
        )
        trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in self.trees)
        path.write_text("{" + ",\n".join([*lines, f'"trees":[\n{trees}]']) + "}\n", encoding="utf-8")


def by_kind(weights: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Weights by kind of feature and its values, sorted."""
    found: dict[str, dict[str, int]] = {}
    for name, weight in sorted(weights.items()):
        kind, _, value = name.partition("=")
        found.setdefault(kind, {})[value] = weight
    return found


class Sums(dict[Any, int]):
    """What a group of features weighs for values of its fields, added up when they are first met."""

    def __init__(self, group: Group, weights: Mapping[str, int]) -> None:
        super().__init__()
        self.group, self.weights = group, weights

    def __missing__(self, values: Any) -> int:
        if len(self) >= MOST:
            self.clear()
        total = self[values] = sum(self.weights.get(name, 0) for name in self.group.names(values))
        return total


def load(path: Path) -> Judge:
    """Read a model written by ``Judge.save``."""
    content = json.loads(path.read_text(encoding="utf-8"))
    kinds = content.pop("weights")
    return Judge({f"{kind}={value}": n for kind, values in kinds.items() for value, n in values.items()}, **content)


@cache
def default_judge() -> Judge:
    """The judge that is shipped."""
    return load(MODEL)
