"""What the judge looks up for the clauses of a document, put together once: where words stand, and how its sections are built."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.document import Document
from extract.facts import Entity
from extract.goals.clauses import AIM_NOUN, LEAD_IN, Clause
from extract.goals.words import any_of, pattern

YEARS = re.compile(r"20\d\d\s?年|十[四五六]五|未来五年|今后五年|本世纪|远景")
NUMBER = re.compile(r"\d[\d.]*\s?" + any_of("unit"))
AIM = re.compile(
    rf"(?:{AIM_NOUN}|蓝图|要求)[^，。；：！\n]{{0,14}}：|{AIM_NOUN}(?:[，,]?就?是|为|如下|概括)|以下[^，。；\n]{{0,8}}目标"
)
STOP = re.compile(r"[。；！？\n]")
OPENED = re.compile(
    r"\s*(?:([一二三四五六七八九十]+是)|([（(][一二三四五六七八九十\d]+[）)])|(——|—)|(\d+\s?[.．、]|[一二三四五六七八九十]+、)|([第首][一二三四五六七八九]?，)|([●·]))"
)
"""What stands before a sentence that is counted or listed; each kind is a group."""
HORIZON = re.compile(
    r"[^，。；：\n]{0,6}?(?:[到至]\s?(?:20\d\d\s?年|二〇[〇一二三四五六七八九]{2}年|“?十[三四五六七八]五|规划期末|本世纪)"
    r"|(?:展望|放眼|面向)[^，。；：\n]{0,4}年|(?:今后|未来|再[过用经]|[经通]过)[^，。；：\n]{0,6}年)"
)
"""What opens a sentence that tells by when (到2030年, 展望2035年, 今后五年)."""
MARKER = re.compile(
    r"\s*(?:([（(][一二三四五六七八九十]+[）)])|([（(]?\d+[）)])|([一二三四五六七八九十]+、)|(\d+\s?[.．、]))\s*"
)
"""What stands before a counted paragraph; each kind is a group."""
RUN_IN = re.compile(rf"\s*([^，。；：\n]{{0,18}}{any_of('title')})\s*(?:[。：\n—]|$)")
"""A heading that stands at the beginning of its paragraph (（二）发展目标。到2030年，…)."""
TASKS_FOLLOW = re.compile(
    r"(?:实现|完成|达到|围绕|锚定)[^，。；：\n]{0,14}(?:目标|要求)[，,]"
    rf"[^。；：\n]{{0,30}}{any_of('task')}[^。；：\n]{{0,20}}[：。]?\s*$"
)
"""The end of a block behind which the tasks stand that lead to the goals before (实现上述目标，要抓好以下工作：)."""
TASKS = "重点任务"
REACH = 12
"""Blocks that a sentence announcing goals (主要目标是：) reaches on."""
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all clauses of a document; places in its text are sorted."""

    document: Document
    own: tuple[str, ...]
    """Names of the document's own area."""
    areas: Sequence[int]
    """Where parks are named."""
    inner: Sequence[int]
    """Where parks, projects and firms are named."""
    things: Mapping[int, str]
    """The class of the entity that ends at a place."""
    blocks: Sequence[int]
    """Where blocks start."""
    stops: Sequence[int]
    """Where sentences and their parts end (。；！？)."""
    sentences: Sequence[int]
    """Where sentences start."""
    aims: Sequence[int]
    """Where announcements of goals end."""
    past: Sequence[int]
    """Where words of what has been done end."""
    ahead: Sequence[int]
    """Where words of what is to come end."""
    years: Sequence[int]
    """Where years and periods end."""
    numbers: Sequence[int]
    """Where counts and shares start."""
    sections: Sequence[tuple[int, str]]
    """Where words of a goals section end, and the words."""
    alone: frozenset[int]
    """Where clauses start that are whole sentences."""
    solos: Mapping[Path, int]
    """How many clauses of a heading path are whole sentences."""


def setting_of(document: Document, entities: Sequence[Entity], found: Sequence[Clause]) -> Setting:
    """Look up a document, its entities and candidate clauses."""
    document = under_run_in_headings(document)
    text, blocks = document.text, document.blocks
    known = document.metadata.district
    stops = [m.start() for m in STOP.finditer(text)]
    sentences = [at + 1 for at in stops if text[at] != "；"]
    whole = [c for c in found if solo(document, c, sentences)]
    return Setting(
        document,
        own=tuple(sorted({known, known[:-1] if len(known) > 2 else known} - {""})),
        areas=named(entities, ("Park",)),
        inner=named(entities, ("Park", "Project", "Enterprise")),
        things=things(entities),
        blocks=[b.start for b in blocks],
        stops=stops,
        sentences=sentences,
        aims=sorted({*ends(AIM, text), *ends(LEAD_IN, text)}),
        past=ends(pattern("past"), text),
        ahead=ends(pattern("ahead"), text),
        years=ends(YEARS, text),
        numbers=[m.start() for m in NUMBER.finditer(text)],
        sections=[(m.end(), m.group()) for m in pattern("section").finditer(text)],
        alone=frozenset(c.left for c in whole),
        solos=Counter(blocks[c.block].path for c in whole),
    )


def under_run_in_headings(document: Document) -> Document:
    """A document whose blocks stand also under headings that open a counted paragraph, up to the next that is counted alike.

    What follows a sentence that announces the tasks behind the goals stands under a heading of tasks.
    """
    text, blocks = document.text, []
    path: Path = ()
    above: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.kind == "heading" or block.path != path:
            path, above = block.path, []
        own: Path = ()
        if block.kind in ("paragraph", "list_item"):
            marker = MARKER.match(text, block.start, block.end)
            title = RUN_IN.match(text, marker.end() if marker else block.start, block.end)
            if marker:
                above = before_kind(above, marker.lastindex or 0)
                above += [(marker.lastindex or 0, title.group(1))] if title else []
            elif title and text[title.end() - 1] == "。":
                own = (title.group(1),)
        blocks.append(replace(block, path=(*path, *(heading for _, heading in above), *own)) if above or own else block)
        if TASKS_FOLLOW.search(text, max(block.start, block.end - 80), block.end):
            above = [*above, (0, TASKS)]
    return replace(document, blocks=tuple(blocks))


def before_kind(above: list[tuple[int, str]], kind: int) -> list[tuple[int, str]]:
    """The headings outside of the first that is counted in some way; all where none is."""
    kinds = [k for k, _ in above]
    return above[: kinds.index(kind)] if kind in kinds else above


def named(entities: Iterable[Entity], classes: Sequence[str]) -> list[int]:
    """Where entities of some classes are named."""
    return sorted(m.start for e in entities if e.cls in classes for m in e.mentions)


def ends(found: re.Pattern[str], text: str) -> list[int]:
    """Where matches of a pattern end."""
    return [m.end() for m in found.finditer(text)]


def last(places: Sequence[int], position: int) -> int:
    """The last of sorted places at or before a position, -1 where there is none."""
    at = bisect_right(places, position)
    return places[at - 1] if at else -1


def between(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of sorted places is from ``start`` on and before ``end``."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def things(entities: Iterable[Entity]) -> dict[int, str]:
    """The class of the entity that ends at a place; plans are left out."""
    found: dict[int, str] = {}
    for e in entities:
        if e.cls != "Plan":
            for m in e.mentions:
                found.setdefault(m.end, e.cls)
    return found


def headed(document: Document, clause: Clause) -> bool:
    """Whether a clause opens a sentence, a part of one or a list item."""
    start, left = document.blocks[clause.block].start, clause.left
    return clause.ordinal == 0 or (left > start and document.text[left - 1] in "。；：！）)、— ")


def solo(document: Document, clause: Clause, sentences: Sequence[int]) -> bool:
    """Whether a clause is a whole sentence, or all of a sentence before a colon."""
    text, block = document.text, document.blocks[clause.block]
    if clause.right < block.end and text[clause.right] not in "。：！；":
        return False
    before = text[max(last(sentences, clause.left), block.start) : clause.left]
    return not before or before[-1] == "；" or before.isspace() or OPENED.fullmatch(before) is not None


def announced(setting: Setting, clause: Clause) -> bool:
    """Whether a sentence before, in the same section and at most ``REACH`` blocks back, announces goals."""
    blocks = setting.document.blocks
    at = last(setting.aims, clause.left)
    number = bisect_right(setting.blocks, at - 1) - 1 if at > 0 else -1
    return number >= 0 and clause.block - number <= REACH and blocks[number].path == blocks[clause.block].path
