"""Which lists of mentions may have to do with each other: those of one unit, and what was being talked about before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.relations.scene import Group, Member, Scene, Unit, gatherer
from extract.relations.words import OPENING, TITLE, any_of

NEAR = {("thing", "thing"): (4, 70), ("plan", "thing"): (3, 60), ("thing", "plan"): (3, 60), ("plan", "plan"): (3, 120)}
FAR = (9, 220)
"""How many groups further on, and how many characters, a partner may stand in the same unit."""
LAYOUT = re.compile(
    rf"一[区园城核主镇港][一二两三四五六七八九十多数]大?{any_of('part')}|[二两三四五六七八九十多][个大]{any_of('parts')}"
)
"""Words that say that an area has parts, which are then named."""
SCOPE = re.compile("范围|涵盖|涉及|覆盖")
WIDE = (20, 300)
"""The reach of a plan that says which territories are its scope, each with the province before it."""
WEAK = {"last", "previous", "before"}
"""Roles that make a topic likelier, but none alone."""
STRONG = {"lead", "colon", "head", "caption", "initial", "last", "row", "layout"}
"""Roles by which a thing may be the topic of another."""
BEYOND = re.compile(rf"(?:^|[，。；：])[^，。；：将把]*{any_of('beyond')}$|(?:^|[^循一二三四五六内外中东南西北闭])环$")
"""What stands in the clause before a territory that it is not about, but its neighbour (对接乙市，发展…); not before what is put into it (将非遗融入乙镇)."""
SILENT = {("industry", "plan"), ("plan", "industry")}


@dataclass(frozen=True, slots=True)
class Link:
    """Two groups that may be related: ``first`` before ``second`` in one unit, or ``first`` a topic of second's unit.

    ``roles`` is empty inside a unit; else it says how the topic is one: ``head`` (nearest heading that names something),
    ``above`` (a further one), ``caption`` (a bare name as a line), ``lead`` (head of the block), ``initial`` (last unit that opened with a name), ``last`` (last area or firm), ``previous``, ``sentence``,
    ``colon`` (a list left open), ``before`` (head of the block before), ``own`` (the document's territory),
    ``title`` (the document's own plan), ``row`` (an earlier cell of the row), ``layout`` (an area said to have parts).
    """

    first: Group
    second: Group
    roles: tuple[str, ...] = ()


@dataclass(slots=True)
class Talk:
    """What was being talked about: the list a colon left open, the head of the block before, names that opened a unit,
    the row of a table that has a single cell filled, names no project, and heads those below it until the next one or a heading."""

    colon: list[Group] = field(default_factory=list)
    before: list[Group] = field(default_factory=list)
    caption: list[Group] = field(default_factory=list)
    layout: list[Group] = field(default_factory=list)
    section: list[Group] = field(default_factory=list)
    initial: dict[str, Group] = field(default_factory=dict)
    last: dict[str, Group] = field(default_factory=dict)

    def hear(self, scene: Scene, unit: Unit) -> None:
        """Take note of a unit's groups by family."""
        said = LAYOUT.search(scene.document.text, unit.start, unit.end)
        if said:
            areas = [g for g in unit.groups if g.family == "thing"]
            self.layout = [g for g in areas if g.start < said.start()][-1:] or areas[:1]
        for group in reversed(unit.groups):
            if group.start - unit.start <= OPENING:
                self.initial[group.family] = group
        self.last |= {g.family: g for g in unit.groups if g.family == "thing"}

    def leave(self, scene: Scene, units: list[Unit]) -> None:
        """End a block: forget its names, keep its head, and its list if it ends with a colon."""
        heading = scene.document.blocks[units[-1].block].kind == "heading"
        if scene.text(units[-1].end - 1, units[-1].end) in "：:":
            self.colon = units[-1].groups[:1]
        elif heading:
            self.colon, self.layout, self.section = [], [], []
        self.before = [] if heading else units[0].groups[:1]
        self.caption = [] if heading else caption(scene, units) or self.caption
        self.initial, self.last = {}, {}


def caption(scene: Scene, units: list[Unit]) -> list[Group]:
    """The name that a block consists of, nearly: it heads what follows, as in a table whose cells became lines.

    What a dash adds to it (茶叶——从原料到品牌) is left aside. An entry that says itself what its name is about (甲镇：旅游业) heads nothing.
    """
    first, last = units[0], units[-1]
    dash = scene.document.text.find("——", first.start + 2, min(last.end, first.start + 30))
    end = last.end if dash < 0 else dash
    if (
        not first.groups
        or end - first.start > 30
        or last.end - end > 30
        or scene.text(last.end - 1, last.end) in "。；，"
    ):
        return []
    if "：" in scene.text(first.start, last.end - 1):
        return []
    named = [g for g in first.groups if g.end <= end]
    return named[:1] if 2 * sum(g.end - g.start for g in named) >= end - first.start else []


def same_table(scene: Scene, group: Group, unit: Unit) -> bool:
    """Whether a list stands in another row of the table that a unit stands in."""
    home, block = scene.units[group.unit].block, unit.block
    return home != block and scene.document.blocks[home].table == scene.document.blocks[block].table


def links(scene: Scene) -> Iterator[Link]:
    """All candidate links in the order of the text."""
    talk = Talk()
    for numbers in scene.by_block.values():
        units = [scene.units[n] for n in numbers]
        yield from block_links(scene, units, talk)
        talk.leave(scene, units)
    yield from title_links(scene)


def title_links(scene: Scene) -> Iterator[Link]:
    """The document's own plan, which its beginning names, with every plan named later."""
    plans = [g for unit in scene.units for g in unit.groups if g.family == "plan"]
    if plans and plans[0].start <= TITLE:
        yield from (Link(plans[0], group, ("title",)) for group in plans[1:] if group.unit != plans[0].unit)


def block_links(scene: Scene, units: list[Unit], talk: Talk) -> Iterator[Link]:
    """Links of one block's units."""
    above = heading_topics(scene, units[0].block)
    if scene.document.blocks[units[0].block].kind == "table_row":
        if len(units) == 1 and not scene.document.blocks[units[0].block].header:
            talk.section = [g for g in caption(scene, units) if scene.entities[g.members[0].entity].cls != "Project"]
        gather(above, "head", [g for g in talk.section if same_table(scene, g, units[0])])
        yield from row_links(scene, units, above)
        return
    previous: Unit | None = None
    for unit in units:
        if not unit.groups:
            continue
        yield from unit_links(scene, unit)
        topics = dict(above)
        gather(topics, "colon", talk.colon)
        gather(topics, "before", talk.before)
        gather(topics, "caption", talk.caption)
        gather(topics, "layout", talk.layout)
        gather(topics, "lead", units[0].groups[:2] if unit is not units[0] else [])
        for role in ("initial", "last"):
            for known in (talk.initial, talk.last)[role == "last"].values():
                gather(topics, role, [known])
        gather(topics, "previous", [previous.groups[0], previous.groups[-1]] if previous else [])
        if previous and previous.sentence == unit.sentence:
            gather(topics, "sentence", previous.groups[:1])
        yield from topic_links(scene, unit, topics)
        talk.hear(scene, unit)
        previous = unit


def row_links(scene: Scene, cells: list[Unit], above: Topics) -> Iterator[Link]:
    """Links of a table row's units (cells, or the sentences of one): inside each, with the headings above and with what the units before name."""
    before: list[Group] = []
    for cell in cells:
        yield from unit_links(scene, cell)
        topics = dict(above)
        gather(topics, "row", before)
        yield from topic_links(scene, cell, topics)
        before += cell.groups[:1]


Topics = dict[Group, tuple[str, ...]]


def gather(topics: Topics, role: str, groups: list[Group]) -> None:
    """Note one more role of each group."""
    for group in groups:
        if role not in topics.get(group, ()):
            topics[group] = (*topics.get(group, ()), role)


def heading_topics(scene: Scene, block: int) -> Topics:
    """Groups of the headings above: ``head`` from the nearest that names something of the family, ``above`` from others."""
    topics: Topics = {}
    known: set[str] = set()
    for heading in scene.headings[block][:5]:
        groups = [g for number in scene.by_block.get(heading, ()) for g in scene.units[number].groups[:2]]
        for group in groups:
            gather(topics, "above" if group.family in known else "head", [group])
        known |= {g.family for g in groups}
    return topics


def unit_links(scene: Scene, unit: Unit) -> Iterator[Link]:
    """Pairs of groups that stand in one unit, not too far apart."""
    for i, first in enumerate(unit.groups):
        for second in unit.groups[i + 1 :]:
            families = (first.family, second.family)
            steps, reach = reach_of(scene, first, second, families)
            near = second.order - first.order <= steps and second.start - first.end <= reach
            if near and families not in SILENT and not told_otherwise(scene, first, second):
                yield Link(first, second)


def beyond(scene: Scene, group: Group) -> bool:
    """Whether a list of territories is named as a neighbour."""
    named = all(scene.entities[m.entity].cls == "District" for m in group.members)
    before = scene.text(max(scene.units[group.unit].start, group.start - 20), group.start)
    return named and BEYOND.search(before) is not None


def told_otherwise(scene: Scene, first: Group, second: Group) -> bool:
    """Whether the words around two lists say that the second, of industries, is not the first's."""
    return second.family == "industry" and (beyond(scene, first) or gathered(scene, first, second))


def gathered(scene: Scene, first: Group, second: Group) -> bool:
    """Whether one of two lists of industries is closed by a third (发展C，壮大A、B等D): A is part of D, not of C."""
    if first.family != "industry":
        return False
    above = gatherer(scene, first), gatherer(scene, second)
    return above != (None, None) and above[0] is not second and above[1] is not first


def reach_of(scene: Scene, first: Group, second: Group, families: tuple[str, str]) -> tuple[int, int]:
    """How many groups and characters may lie between two lists of one unit."""
    if families == ("plan", "thing") and first.end < second.start and scope(scene, first, second):
        return WIDE
    return NEAR.get(families, FAR)


def scope(scene: Scene, plan: Group, areas: Group) -> bool:
    """Whether a list of territories stands behind a word for the scope of a plan."""
    named = all(scene.entities[m.entity].cls == "District" for m in areas.members)
    return named and SCOPE.search(scene.document.text, plan.end, areas.start) is not None


def topic_links(scene: Scene, unit: Unit, topics: Topics) -> Iterator[Link]:
    """Pairs of a topic and a group of the unit."""
    own = None if scene.own is None else own_group(scene, scene.own, unit)
    for group in unit.groups[:12]:
        for topic, roles in topics.items():
            if topic is group or not useful(topic, group, roles) or displaced(scene, unit, topic, group, roles):
                continue
            if group.family != "industry" or not beyond(scene, topic):
                yield Link(topic, group, roles)
        if own and (group.family == "industry" or all_districts(scene, group)):
            yield Link(own, group, ("own",))


def useful(topic: Group, group: Group, roles: tuple[str, ...]) -> bool:
    """Whether a topic can say anything of a group: a plan never, nor what is a topic only by having just been named; a thing of
    a thing only as lead or heading."""
    if "plan" in (topic.family, group.family) or WEAK.issuperset(roles):
        return False
    if topic.family == group.family == "thing":
        return not STRONG.isdisjoint(roles)
    return True


def displaced(scene: Scene, unit: Unit, topic: Group, group: Group, roles: tuple[str, ...]) -> bool:
    """Whether the entries behind a colon each name what they are about (重点产业：⏎新材料，以甲园为核心), so that what stood before
    the colon says nothing of the rest of an entry."""
    if "colon" not in roles or scene.units[topic.unit].block == unit.block:
        return False
    first = scene.units[scene.by_block[unit.block][0]].groups[:1]
    return any(
        g.family == topic.family and g is not group and g.start - scene.units[g.unit].start <= OPENING for g in first
    )


def all_districts(scene: Scene, group: Group) -> bool:
    """Whether a list names territories only, at least two, and not the document's own among them."""
    named = [m.entity for m in group.members]
    return len(named) > 1 and scene.own not in named and all(scene.entities[n].cls == "District" for n in named)


def own_group(scene: Scene, own: int, unit: Unit) -> Group:
    """The own district as a silent topic of a unit."""
    return Group(unit.start, unit.start, "thing", (Member(own, unit.start, unit.start),), unit.number, -1, {own: 0})
