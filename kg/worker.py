"""The work on one input, done in a process of its own: read, extract, assemble, check, write a shard."""

from __future__ import annotations

import csv
import gc
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from extract.document import Document
from extract.facts import Extraction
from extract.reading.source import UnreadableError
from kg.assemble import assemble
from kg.confidence import confident
from kg.report import Row, counted, left_out
from kg.trig import sorted_lines

Check = Callable[[Iterable[Quad]], list[str]]
FindDuplicates = Callable[[Mapping[str, str]], Sequence[tuple[str, ...]]]
YOUNG = 50_000
"""New objects before Python looks for garbage in circles: documents leave next to none, and each look walks the models."""


def _nothing(quads: Iterable[Quad]) -> list[str]:
    return []


def _none(texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    return []


@dataclass(frozen=True, slots=True)
class Tools:
    """The stages of a build, as functions that a new process can import.

    ``check`` takes the quads of a document and returns a line for every violation; ``duplicates`` takes texts by
    document id and returns groups of ids whose texts are nearly the same.
    """

    read: Callable[[Any], Document]
    extract: Callable[[Document], Extraction]
    check: Check = _nothing
    duplicates: FindDuplicates = _none


@dataclass(frozen=True, slots=True)
class Job:
    """One input: what ``Tools.read`` takes, its name for messages, and the path that its shard's files begin with."""

    source: Any
    name: str
    shard: Path
    min_confidence: float = 0.0


def collect_seldom() -> None:
    """Make Python look for garbage in circles seldom; for a process that builds documents."""
    gc.set_threshold(YOUNG)


def work(job: Job, tools: Tools) -> Row:
    """Build one input into ``<shard>.nq``, ``<shard>.txt`` and ``<shard>.tsv``; what goes wrong with it is told in the row.

    Raises OSError where the shard cannot be written: that concerns all inputs.
    """
    row = Row(job.name, str(job.shard))
    try:
        document, lines = _built(job, tools, row)
    except Exception as error:
        row.error = _reason(job.name, error)
        return row
    _write(job.shard, document, lines)
    return row


def _built(job: Job, tools: Tools, row: Row) -> tuple[Document, list[str]]:
    clock = _Clock(row.seconds)
    document = tools.read(job.source)
    row.name, row.id, row.media_type = document.name, document.id, document.media_type
    row.title, row.characters, row.warnings = document.metadata.title, len(document.text), list(document.warnings)
    clock.lap("read")
    extraction = confident(tools.extract(document), job.min_confidence)
    row.counts, row.dropped, row.changed = counted(extraction), left_out(extraction), dict(document.changed)
    clock.lap("extract")
    quads = list(assemble(extraction))
    lines = sorted_lines(quads)
    clock.lap("assemble")
    row.violations = tools.check(quads)
    clock.lap("check")
    return document, lines


def _write(shard: Path, document: Document, lines: list[str]) -> None:
    shard.with_suffix(".nq").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    shard.with_suffix(".txt").write_text(document.text, encoding="utf-8", newline="")
    with shard.with_suffix(".tsv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, delimiter="\t", lineterminator="\n")
        rows.writerow(("start", "end", "place", "offset", "box"))
        for origin in document.origins:
            box = " ".join(f"{edge:g}" for edge in origin.box or ())
            rows.writerow((origin.start, origin.end, origin.place, origin.offset, box))


def _reason(name: str, error: Exception) -> str:
    if isinstance(error, UnreadableError):
        return str(error)
    kind = type(error).__name__
    return f"{name}: could not be built ({kind}: {error}); the others are; please report this file"


class _Clock:
    """Writes the wall-clock seconds since the lap before into ``seconds``."""

    def __init__(self, seconds: dict[str, float]):
        self.seconds, self.last = seconds, time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage], self.last = round(now - self.last, 3), now
