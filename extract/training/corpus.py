"""The annotated documents and the raw text beside the checkout, read the way a build reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extract.document import Block, Document
from extract.facts import Extraction
from extract.reading.inputs import expand, read_input
from extract.training.gold import OWN_TEST, gold_extraction, load_gold, source_path

UNWRITTEN = re.compile(r"[\s“”‘’\"'《》?？]")
ANNOTATIONS = Path(__file__).parent / "annotations"
MADE_UP = Path(__file__).parent / "made_up"
HELD_OUT = ("beijing-15th", "江西省-2026", "laishui-2021")
"""Raw texts of the documents kept for measuring: not even their words are counted."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated document: its gold file's stem and content, and what a perfect reader would extract.

    The documents of ``eval/gold`` are annotated with more care (``careful``): they decide what is said how surely.
    """

    name: str
    gold: dict[str, Any]
    extraction: Extraction
    careful: bool = True

    @property
    def document(self) -> Document:
        """The document as a build reads it."""
        return self.extraction.document


def annotated(shared: Path, own_test: bool = False) -> list[Annotated]:
    """Return the annotated documents for training, or those kept for measuring, sorted by name."""
    found = []
    for path in sorted((shared / "eval" / "gold").glob("*.json")):
        if (path.stem in OWN_TEST) == own_test:
            gold = load_gold(path)
            found.append(Annotated(path.stem, gold, gold_extraction(gold, read(source_path(gold, shared)))))
    return found


def read(path: Path) -> Document:
    """Read one file the way a build does."""
    return read_input(expand([str(path)])[0])


def stretch(document: Document, start: int, end: int) -> Document:
    """Return the part of a document between two characters as a document of its own."""
    blocks = tuple(moved(block, start) for block in document.blocks if start <= block.start and block.end <= end)
    return replace(document, text=document.text[start:end], blocks=blocks, origins=())


def moved(block: Block, start: int) -> Block:
    """Return a block whose offsets count from ``start``."""
    cells = tuple(replace(cell, start=cell.start - start, end=cell.end - start) for cell in block.cells)
    return replace(block, start=block.start - start, end=block.end - start, cells=cells)


def further(shared: Path) -> list[Annotated]:
    """Return the raw documents whose entities are annotated here by their names, sorted; ``characters`` limits to a stretch."""
    found = []
    for path in sorted(ANNOTATIONS.glob("*.json")):
        gold = completed(load_gold(path), path.name)
        document = read(source_path(gold, shared))
        document = stretch(document, *gold["characters"]) if "characters" in gold else document
        gold = all_spelt_out(gold, document.text)
        found.append(Annotated(path.stem, gold, gold_extraction(gold, document), careful=False))
    return found


def made_up(folder: Path = MADE_UP) -> list[Annotated]:
    """Return the made-up stretches of plans in ``folder`` with all that is annotated of them, sorted; their names begin with ``~``.

    They are written in ways that the corpus hardly has; those of a letter are by one hand.
    """
    found = []
    for path in sorted(folder.glob("*.json")):
        gold = identified(load_gold(path))
        document = read(path.with_suffix(".txt"))
        name = f"~{path.stem[0]}-{path.stem[1:]}"
        found.append(Annotated(name, gold, gold_extraction(gold, document), careful=False))
    return found


def identified(gold: dict[str, Any]) -> dict[str, Any]:
    """Return an annotation that calls entities by their names in the form of the others, which have ids."""
    ids = {entity["name"]: f"e{number}" for number, entity in enumerate(gold["entities"])}
    entities = [{**entity, "id": ids[entity["name"]]} for entity in gold["entities"]]
    relations = [{"s": ids[s], "p": p, "o": ids[o], "optional": optional} for s, p, o, optional in gold["relations"]]
    projects = [{**project, "entity": ids[project["entity"]]} for project in gold["projects"]]
    return {**gold, "entities": entities, "relations": relations, "projects": projects}


def spelt_out(form: str, plain: str) -> str:
    """Return a long name or goal, which an annotation gives as ``begin…end``, as ``plain`` (a text without blanks and quotes) has it.

    Where it begins at several places, the shortest is meant: a name may stand behind another that begins alike.
    """
    if "…" not in form:
        return form
    begin, end = UNWRITTEN.sub("", form).split("…")
    found = re.finditer(f"(?={re.escape(begin)}(?P<rest>.{{1,90}}?{re.escape(end)}))", plain)
    return begin + min((match["rest"] for match in found), key=len, default="…" + end)


def all_spelt_out(gold: dict[str, Any], text: str) -> dict[str, Any]:
    """Return an annotation of entities and goals with its long names and goals in full."""
    plain = UNWRITTEN.sub("", text)
    entities = [
        {**e, "name": spelt_out(e["name"], plain), "aliases": [spelt_out(a, plain) for a in e["aliases"]]}
        for e in gold["entities"]
    ]
    return {**gold, "entities": entities, "goals": [{**g, "text": spelt_out(g["text"], plain)} for g in gold["goals"]]}


def completed(gold: dict[str, Any], name: str) -> dict[str, Any]:
    """Return an annotation of entities in the form of the others: ids, and the relations, goals and numbers annotated for it.

    ``related``, ``aimed``, ``sized`` and ``counted`` tell whether relations, goals, sizes of projects and observations are
    annotated. A relation is subject, predicate, object and
    whether it is optional; its ends are names, ``Class:name`` where two classes share one; ends not annotated leave it out.
    """
    entities = [{**entity, "id": f"e{number}"} for number, entity in enumerate(gold["entities"])]
    ids: dict[str, str] = {}
    for entity in entities:
        for form in (entity["name"], *entity.get("aliases", [])):
            ids.setdefault(form, entity["id"])
            ids[f"{entity['class']}:{form}"] = entity["id"]
    rows, goals = listed("relations", name), listed("goals", name)
    sizes, figures = listed("measures", name), listed("observations", name)
    relations = [
        {"s": ids[s], "p": p, "o": ids[o], "optional": optional}
        for s, p, o, optional, *_ in rows
        if s in ids and o in ids
    ]
    projects = [project(ids[named], *row) for named, *row in sizes if named in ids]
    observations = [dict(zip(OBSERVATION, row, strict=False)) for row in figures]
    found = {"entities": entities, "relations": relations, "observations": observations, "goals": goals}
    looked = {"related": bool(rows), "aimed": bool(goals), "sized": bool(sizes), "counted": bool(figures)}
    return {**gold, **found, "projects": projects, **looked}


OBSERVATION = (
    "indicator", "district", "value", "value_max", "unit", "period", "kind", "comparator", "optional", "evidence",
)  # fmt: skip


def project(entity: str, aspect: str, value: float, unit: str, label: str, optional: bool, *_: str) -> dict[str, Any]:
    """Return one size of a project or park in the form of the gold files."""
    return {"entity": entity, aspect: [label, value, unit], "optional": optional}


def listed(kind: str, name: str) -> list[Any]:
    """Return what ``annotations/KIND/NAME`` lists under ``KIND``, nothing where there is no such file."""
    path = ANNOTATIONS / kind / name
    rows: list[Any] = load_gold(path)[kind] if path.is_file() else []
    return rows


def raw_texts(shared: Path) -> Iterator[str]:
    """Yield the text of every raw document, those kept for measuring left out, sorted by path."""
    for path in sorted((shared / "corpus").rglob("*.txt")):
        if path.stem not in HELD_OUT:
            yield read(path).text
