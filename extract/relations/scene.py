"""A document as relations see it: units of text, the lists of mentions in them, and what is being talked about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from extract import territory
from extract.document import Block, Document, Span
from extract.facts import Entity
from extract.joints import JOINTS
from extract.relations import stand_ins
from extract.relations.words import any_of, columns, cue_pattern, umbrella

UNIT = re.compile(r"[^。！？；!?;\t\n]+[。！？；!?;]?")
"""A unit ends with a full stop or a semicolon, or at the edge of a table cell."""
LINK = re.compile(
    r"[”’\"》）)]*(?:[（(][^（）()，。；]{1,14}[）)])?\d{0,2}[”’\"》]*"
    r"(?:、[^，。；：、“”《》]{1,12}){0,2}(?:[、和及与/]|以及|、以及|、和|及其)[“‘\"《（(]*"
    r"|[”’]?》(?:[（(][^（）()，。；]{1,14}[）)])?《[“‘]?|”“"
)
"""What may stand between two coordinated names; up to two names that nobody found may stand there too, and marks alone join quoted ones."""
OWN = re.compile(territory.MEANT)
GATHERED = re.compile(rf"[”’\"》]*(?:等|为{any_of('such as')}的)[一二两三四五六七八九十\d+个大类]{{0,5}}[“‘\"]?")
"""What stands between a list of industries and the one that gathers them (A、B等三大C, 以A、B为代表的C)."""
BRANCHES = ("1", "3")
"""The levels of umbrellas that are branches of trade."""
FAMILIES = {"Industry": "industry", "Plan": "plan"}


@dataclass(frozen=True, slots=True)
class Member:
    """One mention in a list: the entity's number and its characters in the text."""

    entity: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Coordinated mentions of one family (A、B和C), in one unit; ``order`` counts the unit's groups from 0, ``places`` tells at which
    place of the list each entity first stands."""

    start: int
    end: int
    family: str
    members: tuple[Member, ...]
    unit: int
    order: int
    places: dict[int, int]


@dataclass(slots=True)
class Unit:
    """A stretch between sentence ends inside a block, with its groups and cue words (start, word)."""

    start: int
    end: int
    block: int
    number: int
    sentence: int
    groups: list[Group] = field(default_factory=list)
    cues: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """The units of a document in order, and for each block the numbers of the heading blocks above it, nearest first;
    ``memory`` keeps what was made once of a list (what, unit, order) or of a column (``column``, table, index)."""

    document: Document
    entities: tuple[Entity, ...]
    units: tuple[Unit, ...]
    headings: tuple[tuple[int, ...], ...]
    by_block: dict[int, tuple[int, ...]]
    own: int | None
    memory: dict[tuple[str, int, int], list[str]] = field(default_factory=dict, compare=False, repr=False)

    def text(self, start: int, end: int) -> str:
        """The document's characters from ``start`` to ``end``."""
        return self.document.text[start:end]


def family(entity: Entity) -> str:
    """Industries and plans are listed among themselves; areas, projects and firms mix."""
    return FAMILIES.get(entity.cls, "thing")


def headings_above(blocks: Sequence[Block]) -> tuple[tuple[int, ...], ...]:
    """For each block the numbers of the headings it stands under, nearest first."""
    stack: list[tuple[int, int]] = []
    above = []
    for i, block in enumerate(blocks):
        if block.kind in ("heading", "title"):
            level = block.level or 1
            while stack and stack[-1][0] >= level:
                stack.pop()
        above.append(tuple(number for _, number in reversed(stack)))
        if block.kind == "heading":
            stack.append((level, i))
    return tuple(above)


def number_of(entity: Entity | None, entities: Sequence[Entity]) -> int | None:
    """The place of one of some entities, None for none."""
    return next((i for i, e in enumerate(entities) if e is entity), None)


def all_mentions(text: str, entities: Sequence[Entity], own: int | None) -> list[Member]:
    """Mentions in order without overlaps (the longer wins), 我县 and 全区 standing for the own district if it is one of that level."""
    found = [Member(i, m.start, m.end) for i, e in enumerate(entities) for m in e.mentions]
    found = list(unchained(text, entities, found))
    if own is not None:
        meant = territory.levels(entities[own])
        found += [Member(own, m.start(), m.end()) for m in OWN.finditer(text) if m["level"] in meant]
    return apart(found)


def unchained(text: str, entities: Sequence[Entity], found: Sequence[Member]) -> Iterator[Member]:
    """Mentions; where the first territory of a list is named with the one that holds it (甲市乙区、丙县), that one and the rest."""
    wider = {f: i for i, e in enumerate(entities) if e.cls == "District" for f in (e.name, *e.aliases)}
    for member in found:
        name = text[member.start : member.end]
        listed = entities[member.entity].cls == "District" and text[member.end : member.end + 1] in JOINTS
        heads = (middle for middle in range(len(name) - 2, 1, -1) if listed and name[:middle] in wider)
        middle = next((m for m in heads if name[m - 1] in territory.LEVELS and wider[name[:m]] != member.entity), 0)
        if middle:
            yield Member(wider[name[:middle]], member.start, member.start + middle)
        yield Member(member.entity, member.start + middle, member.end)


def apart(found: Iterable[Member]) -> list[Member]:
    """Mentions in order without overlaps, the longer one of two kept."""
    kept: list[Member] = []
    for member in sorted(found, key=lambda m: (m.start, -m.end, m.entity)):
        if not kept or member.start >= kept[-1].end:
            kept.append(member)
        elif member.end - member.start > kept[-1].end - kept[-1].start:
            kept[-1] = member
    return kept


def with_stand_ins(
    document: Document,
    entities: Sequence[Entity],
    headings: Sequence[Sequence[int]],
    units: Sequence[Unit],
    own: int | None,
) -> list[Member]:
    """All mentions, and what 该区, 园区 or 本规划 stands for; a plan found under the name 本规划 gives way to the document's own."""
    mentions = all_mentions(document.text, entities, own)
    starts = [unit.start for unit in units]
    named = [stand_ins.Named(m.entity, m.start, m.end) for m in mentions]
    meant = [Member(*m) for m in stand_ins.meant(document, entities, named, headings, starts, own)]
    places = {(m.start, m.end) for m in meant}
    return apart([*(m for m in mentions if (m.start, m.end) not in places), *meant])


def make_units(document: Document) -> list[Unit]:
    """Cut every block at sentence ends."""
    units: list[Unit] = []
    sentence = 0
    for number, block in enumerate(document.blocks):
        sentence += 1
        for found in UNIT.finditer(document.text, block.start, block.end):
            units.append(Unit(found.start(), found.end(), number, len(units), sentence))
            sentence += found.group()[-1] not in "；;"
    return units


def fill_units(document: Document, entities: Sequence[Entity], units: list[Unit], mentions: list[Member]) -> None:
    """Put groups and cue words into the units that have mentions."""
    starts = [m.start for m in mentions]
    pattern = cue_pattern()
    for unit in units:
        inside = mentions[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]
        if inside:
            unit.groups = list(make_groups(document.text, entities, inside, unit.number))
            unit.cues = [(c.start(), c.group()) for c in pattern.finditer(document.text, unit.start, unit.end)]


def make_groups(text: str, entities: Sequence[Entity], mentions: Sequence[Member], unit: int) -> Iterator[Group]:
    """Join mentions of one family that only list marks separate; an industry that gathers those before it joins none behind."""
    run: list[Member] = []
    order = 0
    closing = False
    for number, member in enumerate(mentions):
        if run and (
            closing or crossed(text, entities, mentions, number) or not joined(text, entities, run[-1], member)
        ):
            yield as_group(entities, run, unit, order)
            closing = gathers(text, entities, run[-1], member)
            run, order = [], order + 1
        run.append(member)
    if run:
        yield as_group(entities, run, unit, order)


def crossed(text: str, entities: Sequence[Entity], mentions: Sequence[Member], number: int) -> bool:
    """Whether a mention begins an item of its own, as 丙县 of 甲县乙镇、丙县丁镇: it leads to a territory as the one before follows its own."""
    before, behind = mentions[max(0, number - 2) : number + 1], mentions[number : number + 2]
    return follows(text, entities, before[:2]) and follows(text, entities, behind)


def follows(text: str, entities: Sequence[Entity], pair: Sequence[Member]) -> bool:
    """Whether two mentions are of territories, the second right behind the first (甲县乙镇)."""
    districts = len(pair) == 2 and all(entities[m.entity].cls == "District" for m in pair)
    return districts and pair[0].end == pair[1].start


def joined(text: str, entities: Sequence[Entity], left: Member, right: Member) -> bool:
    """Whether two neighbouring mentions belong to one list."""
    if family(entities[left.entity]) != family(entities[right.entity]) or not 0 < right.start - left.end < 40:
        return False
    link = LINK.fullmatch(text, left.end, right.start)
    return link is not None and not (
        link.group().endswith("/") and differ(entities[left.entity], entities[right.entity])
    )


def differ(left: Entity, right: Entity) -> bool:
    """Whether a stroke between two names divides the fields of an entry (甲项目/乙公司): they are of different kinds, not both areas."""
    areas = {"District", "Park"}
    return left.cls != right.cls and not {left.cls, right.cls} <= areas


def gathers(text: str, entities: Sequence[Entity], left: Member, right: Member) -> bool:
    """Whether the second of two neighbouring mentions is an industry that gathers those before it (C of A、B等C)."""
    industries = family(entities[left.entity]) == family(entities[right.entity]) == "industry"
    return industries and GATHERED.fullmatch(text, left.end, right.start) is not None


def gatherer(scene: Scene, group: Group) -> Group | None:
    """The branch that closes a list of industries (C of A、B等C); none that only tells how they are (新兴产业, 林下经济)."""
    for after in scene.units[group.unit].groups[group.order + 1 : group.order + 2]:
        last, first = group.members[-1], after.members[0]
        if gathers(scene.document.text, scene.entities, last, first):
            return after if umbrella(scene.entities[first.entity].name) in BRANCHES else None
    return None


def as_group(entities: Sequence[Entity], run: list[Member], unit: int, order: int) -> Group:
    """A run of mentions as a group."""
    places: dict[int, int] = {}
    for place, member in enumerate(run):
        places.setdefault(member.entity, place)
    return Group(run[0].start, run[-1].end, family(entities[run[0].entity]), tuple(run), unit, order, places)


def make_scene(document: Document, entities: Sequence[Entity]) -> Scene:
    """Read a document's entities into a scene."""
    own = number_of(territory.own_district(document, entities), entities)
    units = make_units(document)
    headings = headings_above(document.blocks)
    fill_units(document, entities, units, with_stand_ins(document, entities, headings, units, own))
    by_block: dict[int, list[int]] = {}
    for unit in units:
        by_block.setdefault(unit.block, []).append(unit.number)
    return Scene(
        document,
        tuple(entities),
        tuple(units),
        headings,
        {b: tuple(numbers) for b, numbers in by_block.items()},
        own,
    )


def column(scene: Scene, unit: Unit) -> str:
    """The class of the column that a cell of a table stands in, ``row`` where its heading is not known."""
    block = scene.document.blocks[unit.block]
    index = next((i for i, cell in enumerate(block.cells) if cell.start <= unit.start < cell.end), -1)
    key = ("column", -1 if block.table is None else block.table, index)
    if key not in scene.memory:
        scene.memory[key] = [heading_class(scene, unit.block, index)]
    return scene.memory[key][0]


def heading_class(scene: Scene, number: int, index: int) -> str:
    """The class of the heading above the cell with this index in a row."""
    blocks = scene.document.blocks
    rows = list(takewhile(lambda b: b.table == blocks[number].table, reversed(blocks[: number + 1])))
    heading = next((row for row in rows if row.header), rows[-1])
    if not 0 <= index < len(heading.cells):
        return "row"
    text = scene.text(heading.cells[index].start, heading.cells[index].end)
    return next((kind for word, kind in columns() if word in text), "row")


def span_of(unit: Unit) -> Span:
    """The unit's characters as a span."""
    return Span(unit.start, unit.end)
