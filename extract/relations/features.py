"""What a link between two lists looks like, as feature names; the judge gives each a weight per relation and direction."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache

from extract.facts import Entity
from extract.relations.propose import LAYOUT, Link, caption, scope
from extract.relations.scene import Group, Scene, Unit, column
from extract.relations.words import OPENING, cue_classes, stem, umbrellas
from ontology import territories

LOOK_BACK = 10
"""So many units may lie between a list and the last area named before it."""
LABEL = 24
"""A colon so near to a unit's beginning ends its label."""
LIMITS = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
SCALE = [str(next(limit for limit in LIMITS if n <= limit)) for n in range(LIMITS[-1] + 1)]


def bucket(n: int) -> str:
    """A number, not negative, on a coarse scale."""
    return SCALE[n] if n <= LIMITS[-1] else "max"


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


LETTERS = {
    "develop": "D", "main": "M", "role": "R", "list": "L", "place": "P", "build": "B", "firm": "F", "made": "Q", "noun": "N", "neg": "X",
}  # fmt: skip
MARKS = (("，", ","), ("：", ":"), ("、", "、"), ("（", "("), ("“", "“"), ("的", "的"))


def outline(text: str, start: int, cues: list[tuple[int, str]]) -> str:
    """The course of a gap: a letter per cue class, marks, and a dot for other words; at most eight signs."""
    signs: list[str] = []
    at = 0
    for place, word in [*cues, (start + len(text), "")]:
        rest = text[at : place - start]
        if rest:
            marks = [sign for mark, sign in MARKS if mark in rest]
            signs += marks or ["."]
        if word:
            signs.append(LETTERS[cue_classes()[word]])
        at = place - start + len(word)
    return "".join(signs[:8])


def unit_features(scene: Scene, a: Group, b: Group, unit: Unit) -> list[str]:
    """Features of two lists in one unit, ``a`` before ``b``."""
    gap = scene.text(a.end, b.start)
    within = [(at, word) for at, word in unit.cues if a.end <= at and at + len(word) <= b.start]
    cues = [word for _, word in within]
    course = outline(gap, a.end, within)
    classes = sorted({cue_classes()[w] for w in cues})
    before = last_cue(unit, a.start)
    last = cues[-1] if cues else ""
    commas = gap.count("，") + gap.count(",")
    families = [g.family for g in unit.groups[a.order + 1 : b.order]]
    same = bucket(families.count(b.family))
    rival = bucket(families.count(a.family))
    right = scene.text(b.end, min(b.end + 4, unit.end))
    begins = clause_start(scene, unit, a)
    subject = "" if a.family != "thing" else "yes" if a is clause_subject(scene, unit, b) else "no"
    opening = "open" if a.start - unit.start <= 3 else ""
    near = scene.text(max(unit.start, a.start - 2), a.start)
    shape = f"{a.family}-{b.family}"
    whole = f"{before_part(scene, unit, a)}>{before_part(scene, unit, b)}"
    label, between = label_class(scene, unit, b), heir(scene, unit, a, b)
    before_class, few, kinds = cue_class(before), str(min(commas, 2)), "+".join(classes)
    sizes = f"{min(len(a.members), 3)},{min(len(b.members), 3)}"
    gap1, gap2, pag2, right1, right2 = gap[:1], gap[:2], gap[-2:], right[:1], right[:2]
    found = [
        "unit",
        f"course={course}",
        f"course3={course[:3]}",
        f"course={course},open={opening}",
        f"course={course},same={same},rival={rival}",
        f"course={course},right={right1}",
        f"course={course},begins={begins}",
        f"begins={begins}",
        f"begins={begins},commas={few},same={same}",
        f"begins={begins},last={last}",
        f"subject={subject}",
        f"subject={subject},last={last}",
        f"subject={subject},classes={kinds}",
        f"subject={subject},commas={few},same={same}",
        f"course2={course[:2]}~{course[-2:]},before={before_class}",
        f"before={before_class},commas={few},same={same}",
        f"len={bucket(len(gap))}",
        f"commas={min(commas, 4)}",
        f"same={same}",
        f"rival={rival}",
        f"same={same},rival={rival},commas={few}",
        f"gap={gap}" if len(gap) <= 8 else "gap=long",
        f"gap1={gap1}",
        f"gap2={gap2}",
        f"gap3={gap[:3]}",
        f"pag1={gap[-1:]}",
        f"pag2={pag2}",
        f"pag3={gap[-3:]}",
        f"gap1={gap1},pag2={pag2}",
        f"last={last}",
        f"last={last},commas={few}",
        f"first={cues[0] if cues else ''}",
        f"before={before}",
        f"before={before},gap1={gap1}",
        f"before={before},last={last}",
        f"near={near}",
        f"near1={near[-1:]},gap1={gap1}",
        f"right1={right1}",
        f"right2={right2}",
        f"right3={right[:3]}",
        f"right2={right2},gap2={gap2}",
        f"after={first_cue(unit, b.end)}",
        f"open={opening}",
        f"open={opening},last={last}",
        f"open={opening},commas={min(commas, 3)},same={same}",
        f"sizes={sizes}",
        f"sizes={sizes},gap1={gap1}",
        f"classes={kinds}",
        f"classes={kinds},commas={few}",
        f"shape={shape},{same},{rival}",
        f"label={label}",
        f"label={label},before={before_class},{first_class(scene, a)}",
        f"between={between}",
        f"between={between},last={last}",
        f"between={between},subject={subject},commas={few}",
        f"whole={whole}",
        f"whole={whole},{shape}",
        f"whole={whole},last={last}",
    ]
    if LAYOUT.search(gap):
        found += ["layout", f"layout,{shape}"]
    if a.family == "plan" and scope(scene, a, b):
        prefix = before_part(scene, unit, b)
        found += ["scope", f"scope,{prefix}"]
    found += [f"g={w}" for w in dict.fromkeys(cues)]
    found += [f"c={c}" for c in classes]
    if commas == 0:
        found += [f"g0={w}" for w in dict.fromkeys(cues)]
    return found


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
    if "caption" in link.roles:
        also = caption(scene, [scene.units[n] for n in scene.by_block[unit.block]]) != []
        found += [f"t:caption,also={also}", f"t:caption,also={also},{a.family}-{b.family}"]
    if "row" in link.roles:
        pair = f"{column(scene, home)}>{column(scene, unit)}"
        found += [f"t:columns={pair}", f"t:columns={pair},{a.family}-{b.family}"]
    if link.roles == ("own",):
        about = last_area(scene, unit, b)
        found += [
            f"t:own,about={about}",
            f"t:own,about={about},before={before_class}",
            f"t:own,about={about},{opening}",
        ]
    else:
        found += [
            f"t:head={last_cue(home, a.start)},before={before}",
            f"t:alone={len(home.groups) == 1},{roles}",
            f"t:sameblock={home.block == unit.block}",
        ]
    return found


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
    nearby = unit.groups[max(0, group.order - 1) : group.order + 2]
    if any(g.start == group.end and g.family == "thing" for g in nearby):
        return "whole"
    return "part" if any(g.end == group.start and g.family == "thing" for g in nearby) else ""


def first_class(scene: Scene, group: Group) -> str:
    """The class of the first name of a list."""
    return scene.entities[group.members[0].entity].cls


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


def leader(scene: Scene, unit: Unit, group: Group) -> str:
    """The class of the name that opens the unit's block, as in ``opener``."""
    return opener(scene, scene.units[scene.by_block[unit.block][0]], group)


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


@lru_cache(maxsize=10_000)
def umbrella(name: str) -> str:
    """The level of an industry that gathers others, or empty."""
    return next((level for ending, level in umbrellas() if name.endswith(ending)), "")


def shared(one: str, other: str) -> int:
    """How many pairs of neighbouring characters two names share, at most two."""
    return min(2, sum(one[i : i + 2] in other for i in range(len(one) - 1)))


@lru_cache(maxsize=10_000)
def lies(inner: str, outer: str) -> str:
    """Whether a territory of one name lies in one of the other by the national table: ``in``, ``around``, ``apart``, or ``?``."""
    inners, outers = areas(inner), areas(outer)
    if not inners or not outers:
        return f"?{bool(inners)}{bool(outers)}"
    if any(i.startswith(o) and i != o for i in inners for o in outers):
        return "in"
    return "around" if any(o.startswith(i) and i != o for i in inners for o in outers) else "apart"


def areas(name: str) -> list[str]:
    """The codes of the territories of a name without the noughts of their level: what lies in a territory begins with its code."""
    codes = [t.code for t in territories.by_name(name)]
    return [code if len(code) > 6 else code[:6].removesuffix("00").removesuffix("00") for code in codes]


def joint_features(context: str, kind: tuple[str, str], match: str, own: str) -> list[str]:
    """Features of names and context together; ``match`` as in ``Candidate``, ``own`` tells which end is the own territory."""
    levels, inside = kind
    found = [f"{levels}&{context}", f"{inside}&{context}", f"{inside}&{levels}"]
    if match:
        found += [f"match={match}", f"match={match}&{context}"]
    if own:
        found += [f"o:{own}", f"o:{own}&{context}", f"o:{own}&{levels}", f"o:{own}&{inside}&{levels}"]
    return found


def subject_features(subject: Entity) -> list[str]:
    """Features of the subject's name wherever it stands."""
    s = subject.name
    found = [f"n:s2={s[-2:]}", f"n:s1={s[-1:]}", f"n:slen={bucket(len(s))}", f"n:smany={bucket(len(subject.mentions))}"]
    return [*found, f"n:s={stem(s, subject.cls)}"] if subject.cls == "Industry" else found


def object_features(obj: Entity) -> list[str]:
    """Features of the object's name wherever it stands."""
    o = obj.name
    found = [f"n:o2={o[-2:]}", f"n:o1={o[-1:]}", f"n:olen={bucket(len(o))}", f"n:omany={bucket(len(obj.mentions))}"]
    return [*found, f"n:o={stem(o, obj.cls)}"] if obj.cls == "Industry" else found


def pair_features(subject: Entity, obj: Entity) -> tuple[list[str], tuple[str, str]]:
    """Features of the two names beside each other, and their kind (levels or classes, which lies in which)."""
    s, o = subject.name, obj.name
    s_stem, o_stem = stem(s, subject.cls), stem(o, obj.cls)
    inside = "o-in-s" if o_stem in s else "s-in-o" if s_stem in o else ""
    levels = f"n:classes={subject.cls},{obj.cls}"
    holds = f"n:inside={inside}"
    found = [levels, holds]
    if obj.cls != "Industry":
        found.append(f"n:ends={s[-1:]}>{o[-1:]}")
    elif not inside:
        found.append(f"n:shared={shared(s_stem, o_stem)}")
    if subject.cls == obj.cls == "District":
        levels = f"n:table={lies(s, o)}"
        found.append(levels)
    if subject.cls == obj.cls == "Industry":
        levels = f"n:levels={umbrella(s)}>{umbrella(o)}"
        found += [levels, f"n:shorter={len(o) < len(s)}"]
        found += [f"n:end={s_stem[-2:] == o_stem[-2:]}", f"n:begin={s[:2] == o[:2]}", f"n:both={s_stem}>{o_stem}"]
    if inside == "o-in-s":
        at = s.find(o_stem)
        rest = s[at + len(o_stem) :]
        place = "0" if at == 0 else "mid" if rest else "end"
        found += [f"n:at={place}", f"n:rest={rest[:2]}", f"n:tail={rest[-2:]}"]
    return found, (levels, holds)
