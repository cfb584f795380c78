"""Documents with nearly the same text: two documents of one plan."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

from kg.assemble import document_iri
from kg.terms import ALT_LABEL, LABEL, term
from kg.trig import quad_parts, shard_lines

EXPRESSES = str(term("pk:expresses"))
NEAR_DUPLICATE = str(term("pk:nearDuplicateOf"))


def join_plans(shards: dict[str, Path], groups: Sequence[Sequence[str]]) -> None:
    """Note near-duplicates in their shards and give them one plan: that of the document with the smallest id.

    ``shards`` maps document ids to their N-Quads files, ``groups`` are the ids of documents with nearly the same text. A label
    that differs becomes an alternative one.
    """
    for first, *others in map(sorted, groups):
        plan = _plan(shards[first])
        for other in others:
            old = _plan(shards[other])
            _rewrite(shards[other], old, plan or old)
        for one, two in permutations((first, *others), 2):
            node = document_iri(one)
            _append(shards[one], f"{node} {NEAR_DUPLICATE} {document_iri(two)} {node} .")


def _plan(shard: Path) -> str:
    parts = map(quad_parts, shard_lines(shard))
    return next((value for _, predicate, value, _ in parts if predicate == EXPRESSES), "")


def _rewrite(shard: Path, old: str, new: str) -> None:
    if old != new:
        lines = shard_lines(shard)
        _save(shard, [_renamed(line, old, new) for line in lines])


def _renamed(line: str, old: str, new: str) -> str:
    subject, predicate, value, graph = quad_parts(line)
    if subject == old and predicate == str(LABEL):
        predicate = str(ALT_LABEL)
    subject, value = (new if node == old else node for node in (subject, value))
    return f"{subject} {predicate} {value} {graph} ."


def _append(shard: Path, line: str) -> None:
    _save(shard, [*shard_lines(shard), line])


def _save(shard: Path, lines: list[str]) -> None:
    shard.write_text("".join(f"{line}\n" for line in sorted(set(lines))), encoding="utf-8", newline="\n")
