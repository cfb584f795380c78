"""The learned judge of goals: a logistic regression over features of clauses."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MODEL = Path(__file__).parent / "model" / "judge.json"


@dataclass(frozen=True)
class Judge:
    """Weights by feature; ``slope`` and ``offset`` turn a score into a log-odds; ``threshold`` is the least confidence stated."""

    weights: dict[str, float]
    bias: float
    slope: float
    offset: float
    threshold: float

    def score(self, features: Iterable[str]) -> float:
        """Summed weights."""
        return self.bias + sum(filter(None, map(self.weights.get, features)))

    def confidence(self, score: float) -> float:
        """The share of clauses with this score that are goals, as seen on documents left out."""
        return 1 / (1 + math.exp(-(self.slope * score + self.offset)))

    def save(self, path: Path) -> None:
        """Write the model as JSON, features sorted."""
        content = {k: getattr(self, k) for k in ("bias", "slope", "offset", "threshold")}
        content["weights"] = dict(sorted(self.weights.items()))
        path.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def load(path: Path) -> Judge:
    """Read a model written by ``Judge.save``."""
    return Judge(**json.loads(path.read_text(encoding="utf-8")))


@cache
def default_judge() -> Judge:
    """The judge that is shipped."""
    return load(MODEL)
