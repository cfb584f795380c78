"""What a link between two lists looks like, as feature names; the judge gives each a weight per relation and direction."""

from __future__ import annotations

from collections.abc import Callable

from extract.relations.gaps import unit_features
from extract.relations.propose import Link, caption
from extract.relations.scale import bucket
from extract.relations.scene import Group, Scene, Unit, column
from extract.relations.stands import cue_class, first_class, first_cue, label_class, last_area, last_cue, leader, opener


def link_parts(scene: Scene, link: Link) -> tuple[list[str], ...]:
    """Features of the two lists and what stands around them; the same for all their members. Links share their parts."""
    unit = scene.units[link.second.unit]
    if not link.roles:
        return (unit_features(scene, link.first, link.second, unit),)
    parts = (topic_features(scene, link, unit), remembered(scene, "group", link.second, group_features))
    own = link.roles == ("own",)
    return parts if own else (*parts, remembered(scene, "topic", link.first, head_features))


def remembered(scene: Scene, kind: str, group: Group, features: Callable[[Scene, Group], list[str]]) -> list[str]:
    """The features of a list in one part, made once."""
    key = (kind, group.unit, group.order)
    if key not in scene.memory:
        scene.memory[key] = features(scene, group)
    return scene.memory[key]


def topic_features(scene: Scene, link: Link, unit: Unit) -> list[str]:
    """Features of a list and a topic that stands outside its unit."""
    a, b = link.first, link.second
    home = scene.units[a.unit]
    before, before_class, after_class, opening, same, rivals, any_rival = stand(scene, b, unit, a.family)
    roles = "+".join(link.roles)
    distance = bucket(unit.number - home.number)
    found = [
        f"t:{roles}",
        f"t:{roles},rivals={rivals},any={any_rival}",
        f"t:{roles},same={same}",
        f"t:{roles},distance={distance}",
        f"t:{roles},before={before}",
        f"t:{roles},open={opening}",
        f"t:distance={distance}",
        f"t:before={before_class},{roles},any={any_rival}",
        f"t:after={after_class},{roles}",
        f"t:before={before},any={any_rival}",
        f"t:rivals={rivals}",
        f"t:any={any_rival}",
    ]
    label = label_class(scene, unit, b)
    found += [
        f"t:label={label}",
        f"t:label={label},{roles}",
        f"t:label={label},before={before_class},{first_class(scene, a)}",
    ]
    for place, cls in (("opener", opener(scene, unit, b)), ("lead", leader(scene, unit, b))):
        found += [f"t:{place}={cls},{roles}", f"t:{place}={cls},before={before_class}"]
    found += [f"t:{role}" for role in link.roles]
    found += [f"t:{role},any={any_rival}" for role in link.roles]
    found += [f"t:{role},before={before}" for role in link.roles]
    found += role_features(scene, link, unit, home)
    if link.roles == ("own",):
        return found + own_features(last_area(scene, unit, b), before_class, opening)
    return [
        *found,
        f"t:head={last_cue(home, a.start)},before={before}",
        f"t:alone={len(home.groups) == 1},{roles}",
        f"t:sameblock={home.block == unit.block}",
    ]


def role_features(scene: Scene, link: Link, unit: Unit, home: Unit) -> list[str]:
    """Features of a caption above that others stand beside, and of the columns of a row."""
    found: list[str] = []
    families = f"{link.first.family}-{link.second.family}"
    if "caption" in link.roles:
        also = caption(scene, [scene.units[n] for n in scene.by_block[unit.block]]) != []
        found += [f"t:caption,also={also}", f"t:caption,also={also},{families}"]
    if "row" in link.roles:
        pair = f"{column(scene, home)}>{column(scene, unit)}"
        found += [f"t:columns={pair}", f"t:columns={pair},{families}"]
    return found


def own_features(about: str, before: str, opening: str) -> list[str]:
    """Features of the document's own territory as a topic, by the area named last before the list."""
    return [f"t:own,about={about}", f"t:own,about={about},before={before}", f"t:own,about={about},{opening}"]


def stand(scene: Scene, group: Group, unit: Unit, family: str) -> list[str]:
    """How a list stands in its unit for topics of a family: cue before with its class, class of the cue after, whether it opens
    the unit, how many lists of its family stand before, how many of the topics', whether any of these is in the unit."""
    key = (family, group.unit, group.order)
    if key not in scene.memory:
        before = last_cue(unit, group.start)
        opening = "open" if group.start - unit.start <= 6 else ""
        earlier = [g.family for g in unit.groups[: group.order]]
        rivals = any(g.family == family for g in unit.groups if g is not group)
        counts = [bucket(earlier.count(group.family)), bucket(earlier.count(family)), str(rivals)]
        scene.memory[key] = [before, cue_class(before), cue_class(first_cue(unit, group.end)), opening, *counts]
    return scene.memory[key]


def group_features(scene: Scene, group: Group) -> list[str]:
    """Features of a list whatever its topic."""
    unit = scene.units[group.unit]
    before = last_cue(unit, group.start)
    right = scene.text(group.end, min(group.end + 2, unit.end))
    size = min(len(group.members), 3)
    return [
        f"t:before={before}",
        f"t:before={cue_class(before)},right={right[:1]}",
        f"t:before={before},right={right[:1]}",
        f"t:near={scene.text(max(unit.start, group.start - 2), group.start)}",
        f"t:right1={right[:1]}",
        f"t:right2={right}",
        f"t:after={first_cue(unit, group.end)}",
        f"t:same={bucket(sum(g.family == group.family for g in unit.groups[: group.order]))}",
        f"t:kind={scene.document.blocks[unit.block].kind}",
        f"t:size={size}",
        f"t:size={size},before={before}",
        f"t:open={'open' if group.start - unit.start <= 6 else ''}",
    ]


def head_features(scene: Scene, topic: Group) -> list[str]:
    """Features of a topic, whatever it is one of."""
    home = scene.units[topic.unit]
    tail = scene.text(topic.end, min(topic.end + 2, home.end))
    return [
        f"t:tail={tail[:1]}",
        f"t:tail={tail}",
        f"t:head={last_cue(home, topic.start)}",
        f"t:alone={len(home.groups) == 1}",
        f"t:homelen={bucket(home.end - home.start)}",
        f"t:asize={min(len(topic.members), 3)}",
        f"t:aorder={min(topic.order, 3)}",
        f"t:aopen={topic.start - home.start <= 6}",
    ]
