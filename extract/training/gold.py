"""Annotated documents as extractions: the annotation's names are found in the text, every occurrence a mention."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.document import Document, Span
from extract.facts import Entity, Evidence, Extraction, Goal, Measure, Observation, Relation

ASPECTS = {"investment": "investment", "floor_area": "floorArea", "land_area": "landArea", "capacity": "capacity"}
UNCOMPARED = re.compile(r"[\s\"'“”‘’《》<>〈〉()\[\]{}·•,，、。:：;；\-—–_*]")
BETWEEN = "[ \t\n?？“”‘’\"'《》]{0,2}"
OWN_TEST = ("beijing-goals", "beijing-industry", "laishui-2021", "jiangxi-2026")
"""Documents kept for measuring only: never read, never trained on."""


def compared(name: str) -> str:
    """Return a name as names are compared: half-width, lower case, without blanks and marks."""
    return UNCOMPARED.sub("", unicodedata.normalize("NFKC", name).lower())


def source_path(gold: dict[str, Any], shared: Path) -> Path:
    """Return the text file that a gold file annotates, below ``shared`` (the folder of ``corpus`` and ``eval``)."""
    roots = (shared / "eval", shared / "eval/docs", shared / "corpus", shared / "corpus/seeds")
    names = (f"{gold['source']}.txt", gold["source"])
    found = [root / name for root in roots for name in names if (root / name).is_file()]
    if not found:
        raise FileNotFoundError(f"no text for {gold['source']} below {shared}")
    return found[0]


def load_gold(path: Path) -> dict[str, Any]:
    """Read one gold file (``GUIDELINES.md`` says what its fields mean)."""
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def find_all(text: str, form: str) -> Iterator[Span]:
    """Every occurrence of ``form`` in ``text``; blanks and quotation marks may stand between its characters."""
    pattern = BETWEEN.join(map(re.escape, form.replace(" ", "")))
    if pattern:
        for found in re.finditer(pattern, text):
            yield Span(*found.span())


def longest_first(candidates: Iterable[tuple[Span, int]]) -> list[tuple[Span, int]]:
    """Keep the longest of overlapping candidates (span, owner); ties to the leftmost."""
    taken: list[tuple[Span, int]] = []
    used: set[int] = set()
    for span, owner in sorted(candidates, key=lambda c: (c[0].start - c[0].end, c[0].start, c[1])):
        if used.isdisjoint(range(span.start, span.end)):
            used.update(range(span.start, span.end))
            taken.append((span, owner))
    return sorted(taken)


def gold_entities(gold: dict[str, Any], text: str) -> dict[str, Entity]:
    """Entities by their gold id, with the mentions where their forms stand in ``text``; those not found are left out.

    A name that stands only inside other names is mentioned there, any other only where it stands by itself.
    """
    rows = [e for e in gold["entities"] if e["class"] != "Goal" and e["class"] != "Indicator"]
    forms = [(form, i) for i, e in enumerate(rows) for form in [e["name"], *e.get("aliases", [])]]
    spans = [(span, i) for form, i in forms if len(form) > 1 for span in find_all(text, form)]
    mentions: dict[int, list[Span]] = {}
    for span, i in longest_first(spans):
        mentions.setdefault(i, []).append(span)
    free = set(mentions)
    for span, i in longest_first((span, i) for span, i in spans if i not in free):
        mentions.setdefault(i, []).append(span)
    return {
        rows[i].get("id", f"e{i}"): Entity(
            rows[i]["class"],
            rows[i]["name"],
            tuple(rows[i].get("aliases", [])),
            tuple(found),
            "gold",
            0.5 if rows[i].get("optional") else 1.0,
            also=tuple(rows[i].get("also", [])),
        )
        for i, found in mentions.items()
    }


def evidence_of(item: dict[str, Any], text: str, fallback: Span) -> Evidence:
    """The place of an annotation's evidence quote in ``text``, or ``fallback`` where the quote is not found."""
    quote = str(item.get("evidence") or item.get("text") or "")
    return Evidence((next(find_all(text, quote), fallback),), "gold", 1.0)


def gold_extraction(gold: dict[str, Any], document: Document) -> Extraction:
    """Turn an annotation into the extraction that a perfect reader would make of ``document``."""
    text = document.text
    by_id = gold_entities(gold, text)
    first = Span(0, 1)
    by_name = {form: e for e in by_id.values() for form in (e.name, *e.aliases)}
    plans = [e for e in by_id.values() if e.cls == "Plan"]
    relations = [
        Relation(by_id[r["s"]], r["p"], by_id[r["o"]], evidence_of(r, text, by_id[r["s"]].mentions[0]))
        for r in gold["relations"]
        if r["s"] in by_id and r["o"] in by_id
    ]
    observations = [
        Observation(
            o["indicator"],
            Decimal(str(o["value"])),
            o.get("unit") or "",
            o["kind"],
            evidence_of(o, text, first),
            o.get("period") or "",
            Decimal(str(o["value_max"])) if o.get("value_max") is not None else None,
            o.get("comparator") or "=",
            by_name.get(o.get("district") or ""),
        )
        for o in gold["observations"]
        if o.get("value") is not None
    ]
    goals = [
        Goal(g["text"], plans[0], evidence_of(g, text, first), g.get("period") or "") for g in gold["goals"] if plans
    ]
    return Extraction(
        document,
        tuple(by_id.values()),
        tuple(relations),
        tuple(observations),
        tuple(gold_measures(gold, by_id, text)),
        tuple(goals),
    )


def gold_measures(gold: dict[str, Any], by_id: dict[str, Entity], text: str) -> Iterator[Measure]:
    """The measures of the annotated projects whose entity stands in the text."""
    for project in gold.get("projects", []):
        for key, aspect in ASPECTS.items():
            value = project.get(key)
            for quantity in value if value and isinstance(value[0], list) else [value] if value else []:
                if project["entity"] in by_id:
                    entity = by_id[project["entity"]]
                    label = quantity[0] if len(quantity) == 3 else ""
                    yield Measure(
                        entity,
                        aspect,  # type: ignore[arg-type]
                        Decimal(str(quantity[-2])),
                        quantity[-1] or "",
                        evidence_of(project, text, entity.mentions[0]),
                        label,
                    )
