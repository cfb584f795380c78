"""The learned judge: how likely each candidate is, by weights of its features per relation and direction."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.facts import Entity
from extract.relations.candidates import Candidate, Context
from extract.relations.features import joint_features, pair_features

PLAIN = (1.0, 0.0, 0.0)
MODEL = Path(__file__).parent / "model" / "judge.npz"
Row = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Judge:
    """Weights by feature (rows) and head (columns; a head is a relation and a way), and how scores become confidence.

    ``scales`` holds slope, trust and offset per relation, which map a score and the confidence of the less sure end to
    a log-odds (Platt, 1999); ``threshold`` is the confidence from which a relation is asserted.
    """

    features: dict[str, int]
    heads: dict[str, int]
    weights: npt.NDArray[np.float32]
    bias: float
    scales: dict[str, tuple[float, float, float]]
    threshold: float

    def total(self, features: Iterable[str]) -> Row:
        """Summed weights of features, one number per head."""
        known = [row for row in map(self.features.get, features) if row is not None]
        summed: Row = self.weights[known].sum(axis=0)
        return summed

    def confidence(self, predicate: str, score: float, end: float = 1.0) -> float:
        """The share of relations with this score and this surety of the less sure end that hold, by documents left out."""
        slope, trust, offset = self.scales.get(predicate, PLAIN)
        return float(1 / (1 + np.exp(-(slope * score + trust * end + offset))))

    def save(self, path: Path) -> None:
        """Write the model, the same bytes for the same weights."""
        header = {
            "features": list(self.features),
            "heads": list(self.heads),
            "bias": self.bias,
            "scales": self.scales,
            "threshold": self.threshold,
        }
        weights = io.BytesIO()
        np.save(weights, self.weights.astype(np.float16))
        header_bytes = zlib.compress(json.dumps(header, ensure_ascii=False).encode(), 9)
        weights_bytes = zlib.compress(weights.getvalue(), 9)
        np.savez(path, header=np.frombuffer(header_bytes, np.uint8), weights=np.frombuffer(weights_bytes, np.uint8))


def load(path: Path) -> Judge:
    """Read a model written by ``Judge.save``."""
    with np.load(path) as packed:
        header: dict[str, Any] = json.loads(zlib.decompress(packed["header"].tobytes()))
        weights = np.load(io.BytesIO(zlib.decompress(packed["weights"].tobytes())))
    return Judge(
        {f: i for i, f in enumerate(header["features"])},
        {h: i for i, h in enumerate(header["heads"])},
        weights.astype(np.float32),
        header["bias"],
        {predicate: tuple(scale) for predicate, scale in header["scales"].items()},
        header["threshold"],
    )


@cache
def default_judge() -> Judge:
    """The judge that is shipped."""
    return load(MODEL)


def head(candidate: Candidate) -> str:
    """The head that judges a candidate."""
    return candidate.predicate + candidate.way


def scores(judge: Judge, entities: Sequence[Entity], candidates: Sequence[Candidate]) -> list[float]:
    """A score per candidate: its context's weights, its names' and those of both together."""
    contexts: dict[int, Row] = {}
    pairs: dict[tuple[int, int], tuple[Row, tuple[str, str]]] = {}
    found = []
    for candidate in candidates:
        context = context_row(judge, contexts, candidate.context)
        row, kind = pair_row(judge, pairs, entities, candidate)
        column = judge.heads.get(head(candidate))
        if column is None:
            found.append(-20.0)
            continue
        joint = (judge.features.get(f) for f in joint_features(candidate.context.key, kind, candidate.match))
        extra = sum(float(judge.weights[i, column]) for i in joint if i is not None)
        found.append(judge.bias + float(context[column]) + float(row[column]) + extra)
    return found


def context_row(judge: Judge, cache_: dict[int, Row], context: Context) -> Row:
    """The weights of a context, summed once."""
    known = cache_.get(id(context))
    if known is None:
        known = cache_[id(context)] = judge.total(context.features)
    return known


def pair_row(
    judge: Judge,
    cache_: dict[tuple[int, int], tuple[Row, tuple[str, str]]],
    entities: Sequence[Entity],
    found: Candidate,
) -> tuple[Row, tuple[str, str]]:
    """The weights of two names, summed once, and their kind for joint features."""
    key = (found.subject, found.object)
    known = cache_.get(key)
    if known is None:
        features, kind = pair_features(entities[found.subject], entities[found.object])
        known = cache_[key] = (judge.total(features), kind)
    return known
