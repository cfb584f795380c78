"""Two lists of one unit: the words and marks between and around them, as feature names."""

from __future__ import annotations

from typing import NamedTuple

from extract.relations.propose import LAYOUT, scope
from extract.relations.scale import bucket
from extract.relations.scene import Group, Scene, Unit
from extract.relations.stands import (
    before_part,
    clause_start,
    clause_subject,
    cue_class,
    first_class,
    first_cue,
    heir,
    label_class,
    last_cue,
)
from extract.relations.words import cue_classes

LETTERS = {
    "develop": "D", "main": "M", "role": "R", "list": "L", "place": "P", "build": "B", "firm": "F", "made": "Q", "noun": "N", "neg": "X",
}  # fmt: skip
MARKS = (("，", ","), ("：", ":"), ("、", "、"), ("（", "("), ("“", "“"), ("的", "的"))


class Gap(NamedTuple):
    """What lies between two lists of one unit and right around them; counts are words of a coarse scale."""

    text: str
    cues: list[str]
    """The cue words in it, in order."""
    last: str
    """The last of them, empty for none."""
    classes: list[str]
    """Their classes, each once."""
    kinds: str
    """The same in one word."""
    course: str
    """The outline of it, see ``outline``."""
    commas: int
    few: str
    """The same up to two."""
    same: str
    """How many lists of the second one's family lie in it."""
    rival: str
    """How many of the first one's."""
    before: str
    """The last cue word before the first list."""
    right: str
    """The characters behind the second list."""
    shape: str
    """The families of both."""


class Opening(NamedTuple):
    """How the first of two lists stands in its unit: which clause it begins, whether what follows is about it, whether it opens the unit."""

    begins: str
    subject: str
    opens: str


def unit_features(scene: Scene, a: Group, b: Group, unit: Unit) -> list[str]:
    """Features of two lists in one unit, ``a`` before ``b``."""
    gap, opening = gap_of(scene, a, b, unit), opening_of(scene, a, b, unit)
    before_class = cue_class(gap.before)
    return [
        "unit",
        *course_features(gap, opening),
        *clause_features(gap, opening),
        f"course2={gap.course[:2]}~{gap.course[-2:]},before={before_class}",
        f"before={before_class},commas={gap.few},same={gap.same}",
        *gap_features(gap),
        *cue_features(gap),
        *side_features(scene, unit, a, gap),
        f"after={first_cue(unit, b.end)}",
        *opening_features(gap, opening),
        *size_features(a, b, gap),
        f"classes={gap.kinds}",
        f"classes={gap.kinds},commas={gap.few}",
        f"shape={gap.shape},{gap.same},{gap.rival}",
        *label_features(label=label_class(scene, unit, b), before=before_class, first=first_class(scene, a)),
        *between_features(heir(scene, unit, a, b), gap, opening),
        *whole_features(f"{before_part(scene, unit, a)}>{before_part(scene, unit, b)}", gap),
        *reach_features(scene, unit, a, b, gap),
        *(f"g={word}" for word in dict.fromkeys(gap.cues)),
        *(f"c={kind}" for kind in gap.classes),
        *(f"g0={word}" for word in (() if gap.commas else dict.fromkeys(gap.cues))),
    ]


def gap_of(scene: Scene, a: Group, b: Group, unit: Unit) -> Gap:
    """Read what lies between two lists of a unit."""
    text = scene.text(a.end, b.start)
    within = [(at, word) for at, word in unit.cues if a.end <= at and at + len(word) <= b.start]
    families = [g.family for g in unit.groups[a.order + 1 : b.order]]
    cues = [word for _, word in within]
    classes = sorted({cue_classes()[word] for word in cues})
    commas = text.count("，") + text.count(",")
    return Gap(
        text,
        cues=cues,
        last=cues[-1] if cues else "",
        classes=classes,
        kinds="+".join(classes),
        course=outline(text, a.end, within),
        commas=commas,
        few=str(min(commas, 2)),
        same=bucket(families.count(b.family)),
        rival=bucket(families.count(a.family)),
        before=last_cue(unit, a.start),
        right=scene.text(b.end, min(b.end + 4, unit.end)),
        shape=f"{a.family}-{b.family}",
    )


def opening_of(scene: Scene, a: Group, b: Group, unit: Unit) -> Opening:
    """Read how the first of two lists stands in their unit."""
    subject = "" if a.family != "thing" else "yes" if a is clause_subject(scene, unit, b) else "no"
    return Opening(clause_start(scene, unit, a), subject, "open" if a.start - unit.start <= 3 else "")


def course_features(gap: Gap, opening: Opening) -> tuple[str, ...]:
    """The course of the gap, and with it what stands around; the first stands for the link where names and context meet."""
    course = f"course={gap.course}"
    return (
        course,
        f"course3={gap.course[:3]}",
        f"{course},open={opening.opens}",
        f"{course},same={gap.same},rival={gap.rival}",
        f"{course},right={gap.right[:1]}",
        f"{course},begins={opening.begins}",
    )


def clause_features(gap: Gap, opening: Opening) -> tuple[str, ...]:
    """Which clause the first list begins, and whether it is what the clauses since are about."""
    begins, subject = f"begins={opening.begins}", f"subject={opening.subject}"
    return (
        begins,
        f"{begins},commas={gap.few},same={gap.same}",
        f"{begins},last={gap.last}",
        subject,
        f"{subject},last={gap.last}",
        f"{subject},classes={gap.kinds}",
        f"{subject},commas={gap.few},same={gap.same}",
    )


def gap_features(gap: Gap) -> tuple[str, ...]:
    """How long the gap is, what lies in it, and its first and last characters."""
    text = gap.text
    return (
        f"len={bucket(len(text))}",
        f"commas={min(gap.commas, 4)}",
        f"same={gap.same}",
        f"rival={gap.rival}",
        f"same={gap.same},rival={gap.rival},commas={gap.few}",
        f"gap={text}" if len(text) <= 8 else "gap=long",
        f"gap1={text[:1]}",
        f"gap2={text[:2]}",
        f"gap3={text[:3]}",
        f"pag1={text[-1:]}",
        f"pag2={text[-2:]}",
        f"pag3={text[-3:]}",
        f"gap1={text[:1]},pag2={text[-2:]}",
    )


def cue_features(gap: Gap) -> tuple[str, ...]:
    """The first and last cue word of the gap and the one before it."""
    return (
        f"last={gap.last}",
        f"last={gap.last},commas={gap.few}",
        f"first={gap.cues[0] if gap.cues else ''}",
        f"before={gap.before}",
        f"before={gap.before},gap1={gap.text[:1]}",
        f"before={gap.before},last={gap.last}",
    )


def side_features(scene: Scene, unit: Unit, a: Group, gap: Gap) -> tuple[str, ...]:
    """The characters before the first list and behind the second."""
    near = scene.text(max(unit.start, a.start - 2), a.start)
    right = gap.right
    return (
        f"near={near}",
        f"near1={near[-1:]},gap1={gap.text[:1]}",
        f"right1={right[:1]}",
        f"right2={right[:2]}",
        f"right3={right[:3]}",
        f"right2={right[:2]},gap2={gap.text[:2]}",
    )


def opening_features(gap: Gap, opening: Opening) -> tuple[str, ...]:
    """Whether the first list opens the unit."""
    opens = f"open={opening.opens}"
    return (opens, f"{opens},last={gap.last}", f"{opens},commas={min(gap.commas, 3)},same={gap.same}")


def size_features(a: Group, b: Group, gap: Gap) -> tuple[str, ...]:
    """How many names the lists have."""
    sizes = f"{min(len(a.members), 3)},{min(len(b.members), 3)}"
    return (f"sizes={sizes}", f"sizes={sizes},gap1={gap.text[:1]}")


def label_features(*, label: str, before: str, first: str) -> tuple[str, ...]:
    """What stands before a colon, with the classes of the cue before the first list and of its first name."""
    return (f"label={label}", f"label={label},before={before},{first}")


def between_features(between: str, gap: Gap, opening: Opening) -> tuple[str, ...]:
    """What else is named between the lists."""
    return (
        f"between={between}",
        f"between={between},last={gap.last}",
        f"between={between},subject={opening.subject},commas={gap.few}",
    )


def whole_features(whole: str, gap: Gap) -> tuple[str, ...]:
    """Which of the lists are named together with what they are part of."""
    return (f"whole={whole}", f"whole={whole},{gap.shape}", f"whole={whole},last={gap.last}")


def reach_features(scene: Scene, unit: Unit, a: Group, b: Group, gap: Gap) -> list[str]:
    """Whether the gap says that an area has parts, or what a plan is for."""
    found = ["layout", f"layout,{gap.shape}"] if LAYOUT.search(gap.text) else []
    if a.family == "plan" and scope(scene, a, b):
        found += ["scope", f"scope,{before_part(scene, unit, b)}"]
    return found


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
