"""A logistic regression over named features, as both judges of this room are: weights in a JSON file, a threshold beside them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights by feature; what is less likely than ``threshold`` is not taken for true."""

    weights: Mapping[str, float]
    threshold: float

    def confidence(self, features: Iterable[str]) -> float:
        """How likely that is of which these features hold, by documents left out."""
        return 1 / (1 + math.exp(-sum(map(self.weights.get, features, repeat(0.0)))))

    def save(self, path: Path) -> None:
        """Write the judge, weights sorted, so that equal training gives an equal file."""
        content = {"threshold": self.threshold, "weights": dict(sorted(self.weights.items()))}
        path.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def load(path: Path) -> Judge:
    """Read a judge written by ``Judge.save``."""
    loaded = json.loads(path.read_text(encoding="utf-8"))
    return Judge(loaded["weights"], loaded["threshold"])


def bucket(n: float, limits: Sequence[float]) -> str:
    """A number on a coarse scale."""
    return str(next((limit for limit in limits if n <= limit), "max"))
