"""Made-up paragraphs with their goals marked, for the goal judge."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from extract.document import Block, Document, Metadata
from ontology.tables import read_table

DATA = Path(__file__).parent / "data" / "goal_lessons.tsv"
NAME = re.compile(r"\$[a-z]+")
CHOICE = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True, slots=True)
class GoalLesson:
    """A made-up document and the stretches of its text that are goals."""

    document: Document
    goals: tuple[tuple[int, int], ...]


def goal_lessons(count: int, seed: int) -> Iterator[GoalLesson]:
    """``count`` made-up documents, each of six sections of one kind of plan."""
    table = read_table(DATA, ("headings", "text"))
    names = {name: text for name, text in table if name.startswith("$")}
    rows = [(written_out(h, names), written_out(t, names)) for h, t in table if h not in names]
    for number in range(count):
        rng = random.Random(seed * 100_003 + number)
        yield make(rng.sample(rows, 6), rng, ("outline", "report", "other")[number % 3])


def make(rows: list[tuple[str, str]], rng: random.Random, kind: str) -> GoalLesson:
    """Put sections together."""
    text = "北川县文件\n"
    blocks = [Block("title", 0, len(text) - 1, (), 0)]
    goals: list[tuple[int, int]] = []
    for headings, body in rows:
        path = tuple(choose(rng, h) for h in headings.split("／")) if headings != "-" else ()
        for level, heading in enumerate(path, 1):
            blocks.append(Block("heading", len(text), len(text) + len(heading), path[: level - 1], level))
            text += heading + "\n"
        for paragraph in choose(rng, body).split("⏎"):
            start = len(text)
            for i, piece in enumerate(re.split(r"[\[\]]", paragraph)):
                if i % 2:
                    goals.append((len(text), len(text) + len(piece)))
                text += piece
            blocks.append(Block("list_item" if paragraph.startswith("——") else "paragraph", start, len(text), path))
            text += "\n"
    document = Document(
        "lesson", "lesson", text, tuple(blocks), "", "text/plain", Metadata(district="北川县", kind=kind)
    )
    return GoalLesson(document, tuple(goals))


def written_out(template: str, names: Mapping[str, str]) -> str:
    """Put what names such as ``$region`` stand for in their place, also inside of other names."""
    while NAME.search(template):
        template = NAME.sub(lambda m: names[m.group()], template)
    return template


def choose(rng: random.Random, template: str) -> str:
    """Take one of each ``<a/b>``, from the inside out."""
    while CHOICE.search(template):
        template = CHOICE.sub(lambda m: rng.choice(m.group(1).split("/")), template)
    return template
