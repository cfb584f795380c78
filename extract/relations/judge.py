"""The learned judge: how likely each candidate is, by weights of its features per relation and direction."""

from __future__ import annotations

import io
import json
import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.facts import Entity
from extract.relations.candidates import Candidate, Context
from extract.relations.pairs import joint_features, object_features, pair_features, subject_features

PLAIN = (1.0, 0.0, 0.0)
MODEL = Path(__file__).parent / "model" / "judge.npz"
NEVER = -20.0
"""The score of what the judge has never seen."""
HOPELESS = -4.5
"""A score below which no two names have been seen to reach the threshold together."""
PORTION = 1000
"""So many sets of features are summed at a time."""
Rows = npt.NDArray[np.float32]


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

    def totals(self, found: Iterable[Iterable[str]]) -> Rows:
        """Summed weights of each set of features: a row per set, a column per head."""
        known, starts = self.known(found)
        if not starts:
            return np.zeros((0, len(self.heads)), np.float32)
        step, ends = PORTION, [*starts, len(known)]
        rows = [
            np.add.reduceat(
                self.padded[known[ends[i] : ends[min(i + step, len(starts))]]],
                np.array(starts[i : i + step]) - starts[i],
            )
            for i in range(0, len(starts), step)
        ]
        return np.concatenate(rows)

    def known(self, found: Iterable[Iterable[str]]) -> tuple[list[int], list[int]]:
        """The numbers of the features that have weights, after a row of noughts for each set, and where each set starts."""
        rows: list[int] = []
        starts: list[int] = []
        nought = len(self.features)
        number = self.features.get
        for features in found:
            starts.append(len(rows))
            rows.append(nought)
            rows += [row for row in map(number, features) if row is not None]
        return rows, starts

    @cached_property
    def padded(self) -> Rows:
        """The weights with a last row of noughts."""
        return np.concatenate([self.weights, np.zeros((1, len(self.heads)), np.float32)])

    def confidence(self, predicate: str, score: float, end: float = 1.0) -> float:
        """The share of relations with this score and this surety of the less sure end that hold, by documents left out."""
        slope, trust, offset = self.scales.get(predicate, PLAIN)
        return 1 / (1 + math.exp(-(slope * score + trust * end + offset)))

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
    """A score per candidate: its context's weights, its names' and those of both together; ``NEVER`` for heads not learned.

    Where the context and either name alone leave no hope, the names are not looked at together.
    """
    contexts = {id(c.context): c.context for c in candidates}
    numbers = {key: i for i, key in enumerate(contexts)}
    places = np.array([numbers[id(c.context)] for c in candidates], np.int64)
    subjects = np.array([c.subject for c in candidates], np.int64)
    objects = np.array([c.object for c in candidates], np.int64)
    heads = np.array([judge.heads.get(head(c), -1) for c in candidates], np.int64)
    if not len(heads) or not len(judge.heads):
        return [NEVER] * len(candidates)
    found = (
        of_contexts(judge, contexts.values())[places, heads]
        + judge.totals(map(subject_features, entities))[subjects, heads]
        + judge.totals(map(object_features, entities))[objects, heads]
        + np.float32(judge.bias)
    )
    found[heads < 0] = NEVER
    hopeful = np.flatnonzero(found > HOPELESS)
    found[hopeful] += together(judge, entities, [candidates[i] for i in hopeful.tolist()], heads[hopeful])
    sums: list[float] = found.tolist()
    return sums


def of_contexts(judge: Judge, contexts: Iterable[Context]) -> Rows:
    """The summed weights of each context: a row per context, a column per head."""
    contexts = list(contexts)
    parts = {id(part): part for c in contexts for part in c.parts}
    numbers = {key: i for i, key in enumerate(parts)}
    summed = judge.totals(parts.values())
    starts = np.cumsum([0, *(len(c.parts) for c in contexts[:-1])])
    rows: Rows = np.add.reduceat(summed[[numbers[id(part)] for c in contexts for part in c.parts]], starts)
    return rows


def together(
    judge: Judge, entities: Sequence[Entity], candidates: Sequence[Candidate], heads: npt.NDArray[np.int64]
) -> Rows:
    """The weights of each candidate's two names beside each other, and of these with the context."""
    pairs: dict[tuple[int, int], tuple[int, tuple[str, str]]] = {}
    of_pairs: list[list[str]] = []
    joint: list[list[str]] = []
    places: list[int] = []
    for c in candidates:
        pair = pairs.get((c.subject, c.object))
        if pair is None:
            features, kind = pair_features(entities[c.subject], entities[c.object])
            pair = pairs[c.subject, c.object] = (len(of_pairs), kind)
            of_pairs.append(features)
        places.append(pair[0])
        joint.append(joint_features(c.context.key, pair[1], c.match, c.own))
    if not places:
        return np.zeros(0, np.float32)
    known, starts = judge.known(joint)
    columns = np.repeat(heads, np.diff([*starts, len(known)]))
    summed: Rows = judge.totals(of_pairs)[places, heads] + np.add.reduceat(judge.padded[known, columns], starts)
    return summed
