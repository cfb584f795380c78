"""The learned judge: how likely each candidate is, by weights of its features per relation and direction."""

from __future__ import annotations

import io
import json
import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, chain
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
MARGIN = 1e-6
"""What rounding may make of a score."""
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

    def known(self, features: Iterable[str]) -> list[int]:
        """The numbers of the features that have weights, behind that of a row of noughts."""
        return [len(self.features), *[row for row in map(self.features.get, features) if row is not None]]

    def totals(self, found: Sequence[list[int]]) -> Rows:
        """Summed weights of each set of features, given by number: a row per set, a column per head."""
        rows = [np.zeros((0, len(self.heads)), np.float32)]
        for i in range(0, len(found), PORTION):
            portion = found[i : i + PORTION]
            rows.append(np.add.reduceat(self.padded[list(chain.from_iterable(portion))], starts(portion)))
        return np.concatenate(rows)

    @cached_property
    def padded(self) -> Rows:
        """The weights with a last row of noughts."""
        return np.concatenate([self.weights, np.zeros((1, len(self.heads)), np.float32)])

    def confidence(self, predicate: str, score: float, end: float = 1.0) -> float:
        """The share of relations with this score and this surety of the less sure end that hold, by documents left out."""
        slope, trust, offset = self.scales.get(predicate, PLAIN)
        return 1 / (1 + math.exp(-(slope * score + trust * end + offset)))

    def hopes(self, predicate: str) -> float:
        """The score below which a relation is never asserted, whatever its ends: confidence grows with the score."""
        slope, trust, offset = self.scales.get(predicate, PLAIN)
        return (math.log(self.threshold / (1 - self.threshold)) - offset - max(trust, 0.0)) / slope - MARGIN

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
    if not candidates or not judge.heads:
        return [NEVER] * len(candidates)
    subjects, predicates, objects, ways, contexts, _ = map(list, zip(*candidates, strict=True))
    numbers = {context: number for number, context in enumerate(dict.fromkeys(contexts))}
    places = np.array([numbers[context] for context in contexts])
    heads = np.array([judge.heads.get(p + w, -1) for p, w in zip(predicates, ways, strict=True)])
    rows, keys = of_contexts(judge, numbers)
    found = (
        rows[places, heads]
        + judge.totals([judge.known(subject_features(e)) for e in entities])[subjects, heads]
        + judge.totals([judge.known(object_features(e)) for e in entities])[objects, heads]
        + np.float32(judge.bias)
    )
    found[heads < 0] = NEVER
    hopeful = np.flatnonzero(found > HOPELESS)
    told = [(candidates[i], keys[places[i]]) for i in hopeful.tolist()]
    found[hopeful] += together(judge, entities, told, heads[hopeful])
    sums: list[float] = found.tolist()
    return sums


def of_contexts(judge: Judge, contexts: Iterable[Context]) -> tuple[Rows, list[str]]:
    """The summed weights of each context (a row per context, a column per head), and what stands for it in joint features.

    Features are looked up as soon as they are made, while they are at hand.
    """
    keys: list[str] = []
    known: list[list[int]] = []
    numbers: dict[int, int] = {}
    places: list[list[int]] = []
    for context in contexts:
        own, *shared = context.parts
        keys.append(context.key(own))
        places.append([len(known)])
        known.append(judge.known(own))
        for part in shared:
            if id(part) not in numbers:
                numbers[id(part)] = len(known)
                known.append(judge.known(part))
            places[-1].append(numbers[id(part)])
    rows: Rows = np.add.reduceat(judge.totals(known)[list(chain.from_iterable(places))], starts(places))
    return rows, keys


def starts(sets: Sequence[list[int]]) -> list[int]:
    """Where each of some sets starts when they stand one behind the other."""
    return [0, *accumulate(map(len, sets[:-1]))]


def together(
    judge: Judge, entities: Sequence[Entity], told: Sequence[tuple[Candidate, str]], heads: npt.NDArray[np.int64]
) -> Rows:
    """The weights of each candidate's two names beside each other, and of these with what stands for the context; many share both."""
    pairs: dict[tuple[int, int], tuple[int, tuple[str, str]]] = {}
    of_pairs: list[list[int]] = []
    joint: dict[tuple[int, str, tuple[str, str], str, str], int] = {}
    places: list[tuple[int, int]] = []
    for (c, key), column in zip(told, heads.tolist(), strict=True):
        pair = pairs.get((c.subject, c.object))
        if pair is None:
            features, kind = pair_features(entities[c.subject], entities[c.object])
            pair = pairs[c.subject, c.object] = (len(of_pairs), kind)
            of_pairs.append(judge.known(features))
        places.append((pair[0], joint.setdefault((column, key, pair[1], c.match, c.own), len(joint))))
    if not places:
        return np.zeros(0, np.float32)
    known = [judge.known(joint_features(key, kind, match, own)) for _, key, kind, match, own in joint]
    columns = np.repeat([column for column, *_ in joint], [*map(len, known)])
    of_joint = np.add.reduceat(judge.padded[list(chain.from_iterable(known)), columns], starts(known))
    pair_rows, joint_rows = np.array(places).T
    summed: Rows = judge.totals(of_pairs)[pair_rows, heads] + of_joint[joint_rows]
    return summed
