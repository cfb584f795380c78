"""Entries: stretches that describe one project, named at their head, as boxes, lists and project plans have them.

Three forms: a name and a mark (甲园：…; 甲园（占地…）; 甲园，占地…), a name alone before what is said of it (甲园。占地…), and either behind a
label (食品：甲园，…；乙厂，…). What a colon or a full stop sets apart goes on to the end of its block; what a comma does, to the end of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.document import Block, Document
from extract.numbers.place import Place, Places
from extract.numbers.view import sentences
from extract.numbers.words import any_of

LABEL = r"(?:[^，。；：、（）\d]{2,14}：)?"
NUMBER = r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]\s*|[一二三四五六七八九十]是|第[一二三四五六七八九十]+[、，]|[①-⑳]|[-*·•●◆■★☆▲]+\s*)?"
OPENS = re.compile(rf"\s*{NUMBER}{LABEL}{NUMBER}(?:" + any_of("phrases", "opens") + r"*)[“《]?")
"""What may stand before the name that an entry begins with."""
CLOSES = re.compile(r"[”》]?(?:项目|工程|建设|开发)*[”》]?(?:（[^（）]{1,16}）)?")
"""What may stand between the name and the mark behind it."""
APART = re.compile(r"\s*[：。]")
MEASURE = r"(?:项目|工程)?" + any_of("phrases", "plans size") + "*" + any_of("phrases", "measure")
GOES_ON = re.compile(rf"\s*[，（]|[ \u3000]+(?={MEASURE})")
SIZED = re.compile(rf"\s*{MEASURE}[^，。；：\d]{{0,12}}\d")
"""How a line begins that tells the sizes of what the line above names."""
WHERE = re.compile(r"(?:位于|选址(?:于|在)?|地处|坐落[于在]?|落户(?:于|在)?|入驻|毗邻|紧邻)[“《]?$")
"""What leads to the place where a project stands, whose sizes are not meant."""
TAKEN_UP = re.compile(
    r"\s*(?:该|此|本|这一)(?:项目|工程|园区?|基地|线路?|路|片区|板块)|\s*(?:项目|工程|园区|片区|板块)"
    + any_of("phrases", "goes on")
)
"""How a sentence goes on about the project that the one before names."""
PLACED = re.compile(r"\s*(?:位于|地处|坐落|包括|涵盖|东[至起到]|(?:规划)?范围)")
"""How what stands below the name of an area tells where it lies."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The project that an entry describes; ``lasting``: to the end of the block, not only of the sentence."""

    place: Place
    lasting: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may tell sizes: offsets, the projects and parks named in it, the one that it describes or takes up.

    ``topic``: whose entry it is, or part of one; ``before``: what the sentence before names, where this one takes it up.
    """

    start: int
    end: int
    here: list[Place]
    topic: Place | None = None
    before: Place | None = None


def topic_of(view: str, start: int, end: int, here: list[Place]) -> Topic | None:
    """Return what a sentence describes, if it begins as an entry does."""
    if not here or not OPENS.fullmatch(view, start, here[0].start):
        return None
    behind = closed(view, here[0].end, end)
    if APART.match(view, behind, end) or not view[behind:end].strip():
        return Topic(here[0], True)
    return Topic(here[0], False) if GOES_ON.match(view, behind, end) else None


def described(document: Document, view: str, places: Places) -> Iterator[Sentence]:
    """Yield the sentences of running text and notes, and the cells of tables, that may tell sizes."""
    above: Topic | None = None
    for block in document.blocks:
        named = places.within(block.start, block.end)
        topic = above if SIZED.match(view, block.start, block.end) else None
        last = above.place if above else None
        placed = last if PLACED.match(view, block.start, block.end) else None
        above = name_alone(view, block, named)
        if block.kind == "table_row":
            yield from _cells(block, places)
        if block.kind == "table_row" or not (named or topic or last):
            continue
        for start, end in unbroken(sentences(view, block.start, block.end), places):
            here = [p for p in places.within(start, end) if not WHERE.search(view, max(start, p.start - 6), p.start)]
            topic = topic_of(view, start, end, here) or (topic if topic and topic.lasting else None)
            before = last if TAKEN_UP.match(view, start, end) else placed
            placed = None
            if here or before or topic:
                yield Sentence(start, end, here, topic.place if topic else None, before)
            last = here[-1] if here else last


def _cells(block: Block, places: Places) -> Iterator[Sentence]:
    """Yield the cells of a row that name projects: what a name spells, or a bracket behind it tells."""
    for cell in block.cells:
        here = places.within(cell.start, cell.end)
        if here:
            yield Sentence(cell.start, cell.end, here)


def name_alone(view: str, block: Block, named: list[Place]) -> Topic | None:
    """Return what a line names, if it holds nothing but the name: boxes tell the sizes on the line below."""
    if block.kind == "table_row" or len(named) != 1 or not OPENS.fullmatch(view, block.start, named[0].start):
        return None
    rest = view[closed(view, named[0].end, block.end) : block.end]
    return None if rest.strip() else Topic(named[0], True)


def closed(view: str, end: int, stop: int) -> int:
    """Return where what belongs to a name that ends at ``end`` stops."""
    found = CLOSES.match(view, end, stop)
    return found.end() if found else end


def unbroken(found: Iterable[tuple[int, int]], places: Places) -> Iterator[tuple[int, int]]:
    """Join sentences between which a name goes on: one with a mark lost to ？."""
    begin = -1
    for start, end in found:
        begin = start if begin < 0 else begin
        if not places.over(end):
            yield begin, end
            begin = -1
