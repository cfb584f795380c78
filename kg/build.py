"""The whole road: inputs to a finished output folder."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from kg.dataset import open_graph
from kg.duplicates import join_plans
from kg.folder import MARK, replacing
from kg.outputs import WRITERS
from kg.pool import run
from kg.report import Row, report_json
from kg.store import write_store
from kg.trig import ontology_lines, shard_lines, write_trig
from kg.worker import Job, Tools

Progress = Callable[[Iterable[Row], int], Iterable[Row]]


class NothingBuiltError(Exception):
    """Not one input could be built; ``errors`` holds a line for each."""

    def __init__(self, errors: list[str]):
        super().__init__("nothing was built; the earlier output, if any, is untouched")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Source:
    """An input for ``Tools.read`` and its name for messages; ``size`` in bytes, so that the largest begin first."""

    value: object
    name: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: ``only_graph`` stops after graph.trig and text/; ``jobs`` processes, 0 for one per core."""

    only_graph: bool = False
    min_confidence: float = 0.0
    jobs: int = 0


@dataclass(slots=True)
class Result:
    """A finished build: its rows in the order of document ids, failures last; near-duplicate documents as groups of ids."""

    rows: list[Row]
    duplicates: list[tuple[str, ...]]
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def errors(self) -> list[str]:
        """One line for every input that could not be built."""
        return [row.error for row in self.rows if row.error]


def build(
    sources: Sequence[Source],
    out: Path,
    tools: Tools,
    options: Options | None = None,
    *,
    unreadable: Sequence[str] = (),
    progress: Progress = lambda rows, total: rows,
) -> Result:
    """Build ``sources`` into the folder ``out``, which is replaced only when all is done.

    ``unreadable`` are messages about inputs that could not even be opened; they go into the report. Raises NothingBuiltError
    when no input could be built and OutputError when ``out`` cannot be written.
    """
    options = options or Options()
    with replacing(out) as staging:
        shards = staging / ".shards"
        shards.mkdir()
        start = time.perf_counter()
        ordered = sorted(sources, key=lambda source: (-source.size, source.name))
        jobs = [Job(s.value, s.name, shards / f"{n:06}", options.min_confidence) for n, s in enumerate(ordered)]
        counted = progress(run(jobs, tools, options.jobs or _cores()), len(jobs))
        rows = list(counted)
        result = Result(_ordered([*rows, *(Row("", error=line) for line in unreadable)]), [])
        result.seconds["documents"] = time.perf_counter() - start
        _finish(staging, result, tools, options)
    return result


def _cores() -> int:
    """Cores that this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def _ordered(rows: list[Row]) -> list[Row]:
    """Sort by document id, failures last; of files with the same content the first by name stays, the others are noted in it."""
    failed = sorted((row for row in rows if row.error), key=lambda row: (row.name, row.error))
    kept: dict[str, Row] = {}
    for row in sorted((row for row in rows if not row.error), key=lambda row: (row.id, row.name)):
        first = kept.setdefault(row.id, row)
        if first is not row:
            first.warnings.append(f"{row.name} has the same content and was not built again")
    return [*kept.values(), *failed]


def _finish(staging: Path, result: Result, tools: Tools, options: Options) -> None:
    built = [row for row in result.rows if not row.error]
    if not built:
        raise NothingBuiltError(result.errors)
    with _timed(result, "graph"):
        _store_texts(staging / "text", built)
        shards = {row.id: Path(f"{row.shard}.nq") for row in built}
        result.duplicates = _near_duplicates(staging / "text", built, tools)
        join_plans(shards, result.duplicates)
        with (staging / "graph.trig").open("w", encoding="utf-8", newline="\n") as stream:
            write_trig(stream, chain([ontology_lines()], map(shard_lines, shards.values())))
    shutil.rmtree(staging / ".shards")
    if not options.only_graph:
        _write_outputs(staging, result)
    (staging / MARK).write_text(report_json(result.rows, result.duplicates, result.seconds), encoding="utf-8")


def _store_texts(folder: Path, built: list[Row]) -> None:
    folder.mkdir()
    for row in built:
        Path(f"{row.shard}.txt").rename(folder / f"{row.id}.txt")
        Path(f"{row.shard}.tsv").rename(folder / f"{row.id}.origins.tsv")


def _near_duplicates(folder: Path, built: list[Row], tools: Tools) -> list[tuple[str, ...]]:
    if len(built) < 2:
        return []
    texts = {row.id: (folder / f"{row.id}.txt").read_text(encoding="utf-8") for row in built}
    return sorted(tuple(sorted(group)) for group in tools.duplicates(texts))


def _write_outputs(staging: Path, result: Result) -> None:
    with _timed(result, "store"):
        write_store(staging / "graph.trig", staging / "store")
    store = open_graph(staging)
    for name, write in WRITERS.items():
        with _timed(result, name):
            write(store, staging)


@contextmanager
def _timed(result: Result, stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    result.seconds[stage] = time.perf_counter() - start
