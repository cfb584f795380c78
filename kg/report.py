"""What a build has to say about itself: one row per document, and the sum of them as JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from extract.facts import Extraction


@dataclass(slots=True)
class Row:
    """One input after the build.

    ``error`` is one line that names it, or empty; ``seconds`` are wall-clock per stage; ``shard`` is the path that its files
    begin with while the build runs.
    """

    name: str
    shard: str = ""
    id: str = ""
    title: str = ""
    media_type: str = ""
    characters: int = 0
    error: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def counted(extraction: Extraction) -> dict[str, int]:
    """Count an extraction: entities by class, relations by property, and the other facts; sorted by name."""
    counts: Counter[str] = Counter(entity.cls for entity in extraction.entities)
    counts.update(relation.predicate for relation in extraction.relations)
    counts.update({"Observation": len(extraction.observations), "measure": len(extraction.measures)})
    counts.update({"Goal": len(extraction.goals), "attribute": len(extraction.attributes)})
    return dict(sorted(counts.items()))


def left_out(extraction: Extraction) -> dict[str, int]:
    """Count the characters that reading left out, by reason."""
    counts: Counter[str] = Counter()
    for dropped in extraction.document.dropped:
        counts[dropped.reason] += len(dropped.text)
    return dict(sorted(counts.items()))


def report_json(rows: list[Row], duplicates: list[tuple[str, ...]], seconds: dict[str, float]) -> str:
    """Return the text of ``report.json``: totals, documents, failures, near-duplicates; only ``seconds`` differ from run to run."""
    totals: Counter[str] = Counter()
    for row in rows:
        totals.update(row.counts)
    built = [row for row in rows if not row.error]
    content: dict[str, Any] = {
        "counts": {"documents": len(built), **dict(sorted(totals.items()))},
        "documents": [_described(row) for row in built],
        "failed": [{"name": row.name, "error": row.error} for row in rows if row.error],
        "near_duplicates": [list(group) for group in duplicates],
        "warnings": [f"{row.name}: {warning}" for row in built for warning in (*row.warnings, *row.violations)],
        "seconds": {stage: round(value, 3) for stage, value in seconds.items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _described(row: Row) -> dict[str, Any]:
    described = asdict(row)
    del described["error"], described["shard"]
    return described
