"""Where a list of mentions stands: the cue words beside it, the clause and unit that it opens, the names before it."""

from __future__ import annotations

from bisect import bisect_left

from extract.relations.scene import Group, Scene, Unit
from extract.relations.words import OPENING, cue_classes

LOOK_BACK = 10
"""So many units may lie between a list and the last area named before it."""
LABEL = 24
"""A colon so near to a unit's beginning ends its label."""


def last_cue(unit: Unit, position: int) -> str:
    """The last cue word that ends before ``position``, within 25 characters."""
    for number in range(bisect_left(unit.cues, (position, "")) - 1, -1, -1):
        at, word = unit.cues[number]
        if at + len(word) <= position:
            return word if position - at <= 25 else ""
    return ""


def first_cue(unit: Unit, position: int) -> str:
    """The first cue word from ``position`` on, within 8 characters."""
    number = bisect_left(unit.cues, (position, ""))
    at, word = unit.cues[number] if number < len(unit.cues) else (position + 9, "")
    return word if at - position <= 8 else ""


def cue_class(word: str) -> str:
    """The class of a cue word, empty for none."""
    return cue_classes().get(word, "")


def first_class(scene: Scene, group: Group) -> str:
    """The class of the first name of a list."""
    return scene.entities[group.members[0].entity].cls


def clause_start(scene: Scene, unit: Unit, group: Group) -> str:
    """Whether a list opens its unit (``open``), a clause (``clause``), is a label before a colon (``label``) or none of these."""
    if group.start - unit.start <= 3:
        return "open"
    if scene.text(group.end, group.end + 1) == "：":
        return "label"
    before = scene.text(group.start - 2, group.start).rstrip("“《（")
    return "clause" if before[-1:] in tuple("，：；:,—") else ""


def clause_subject(scene: Scene, unit: Unit, group: Group) -> Group | None:
    """The last area, project or firm before a list that begins the unit or a clause: what the clauses since are about."""
    before = (g for g in reversed(unit.groups[: group.order]) if g.family == "thing")
    return next((g for g in before if clause_start(scene, unit, g)), None)


def before_part(scene: Scene, unit: Unit, group: Group) -> str:
    """``whole`` for an area that another follows at once (甲市 of 甲市乙区), ``part`` for one that stands so behind another, else empty."""
    if group.family != "thing":
        return ""
    nearby = [g for g in unit.groups[max(0, group.order - 1) : group.order + 2] if g.family == "thing"]
    if group.end in [g.start for g in nearby]:
        return "whole"
    return "part" if group.start in [g.end for g in nearby] else ""


def label_class(scene: Scene, unit: Unit, group: Group) -> str:
    """What a unit puts before its colon where a list stands behind it: the class of the last name there (枫林园区：), else the last
    cue word (主导产业：), else ``bare`` for words that say neither; empty for no colon."""
    colon = scene.text(unit.start, min(unit.start + LABEL, group.start)).find("：")
    if colon < 0:
        return ""
    end = unit.start + colon
    named = [g for g in unit.groups if g.end <= end]
    return first_class(scene, named[-1]) if named else last_cue(unit, end) or "bare"


def heir(scene: Scene, unit: Unit, a: Group, b: Group) -> str:
    """The classes of a list and of the last area, project or firm between it and another, and how the clause goes on after that."""
    between = [g for g in unit.groups[a.order + 1 : b.order] if g.family == "thing"]
    if a.family != "thing" or not between:
        return ""
    last = between[-1]
    tail = scene.text(last.end, min(last.end + 3, b.start))
    return f"{first_class(scene, a)}>{first_class(scene, last)}{'，' if '，' in tail else ''}"


def opener(scene: Scene, unit: Unit, group: Group) -> str:
    """The class of the name that opens a unit, ``self`` where that is the list itself, or empty."""
    if not unit.groups or unit.groups[0].start - unit.start > OPENING:
        return ""
    first = unit.groups[0]
    return "self" if first is group else scene.entities[first.members[0].entity].cls


def leader(scene: Scene, unit: Unit, group: Group) -> str:
    """The class of the name that opens the unit's block, as in ``opener``."""
    return opener(scene, scene.units[scene.by_block[unit.block][0]], group)


def last_area(scene: Scene, unit: Unit, group: Group) -> str:
    """Whether the last territory or park named before a list is the document's own (``own``) or another (``other``), with the place
    where: in the list's ``unit``, its ``block``, or ``before``; empty where the units shortly before name none."""
    for number in range(unit.number, max(-1, unit.number - LOOK_BACK), -1):
        earlier = scene.units[number]
        named = [g for g in earlier.groups if g.end <= group.start and first_class(scene, g) in ("District", "Park")]
        if named:
            place = "unit" if earlier is unit else "block" if earlier.block == unit.block else "before"
            return f"{place},{'own' if any(m.entity == scene.own for m in named[-1].members) else 'other'}"
    return ""
