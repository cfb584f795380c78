"""Two lists of one unit: the words and marks between and around them, as feature names."""

from __future__ import annotations

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


def unit_features(scene: Scene, a: Group, b: Group, unit: Unit) -> list[str]:
    """Features of two lists in one unit, ``a`` before ``b``."""
    gap = scene.text(a.end, b.start)
    within = [(at, word) for at, word in unit.cues if a.end <= at and at + len(word) <= b.start]
    cues = [word for _, word in within]
    course, classes = outline(gap, a.end, within), sorted({cue_classes()[word] for word in cues})
    kinds, last, before = "+".join(classes), cues[-1] if cues else "", last_cue(unit, a.start)
    commas = gap.count("，") + gap.count(",")
    few = str(min(commas, 2))
    families = [g.family for g in unit.groups[a.order + 1 : b.order]]
    same, rival = bucket(families.count(b.family)), bucket(families.count(a.family))
    right = scene.text(b.end, min(b.end + 4, unit.end))
    subject = "" if a.family != "thing" else "yes" if a is clause_subject(scene, unit, b) else "no"
    begins, opening = clause_start(scene, unit, a), "open" if a.start - unit.start <= 3 else ""
    shape, before_class = f"{a.family}-{b.family}", cue_class(before)
    return [
        "unit",
        *course_features(course, opening, same, rival, right[:1], begins),
        *clause_features(begins, subject, last, kinds, few, same),
        f"course2={course[:2]}~{course[-2:]},before={before_class}",
        f"before={before_class},commas={few},same={same}",
        *gap_features(gap, commas, same, rival, few),
        *cue_features(cues, last, before, gap[:1], few),
        *side_features(scene, unit, a, right, gap),
        f"after={first_cue(unit, b.end)}",
        f"open={opening}",
        f"open={opening},last={last}",
        f"open={opening},commas={min(commas, 3)},same={same}",
        *size_features(a, b, gap[:1]),
        f"classes={kinds}",
        f"classes={kinds},commas={few}",
        f"shape={shape},{same},{rival}",
        *label_features(label_class(scene, unit, b), before_class, first_class(scene, a)),
        *between_features(heir(scene, unit, a, b), last, subject, few),
        *whole_features(before_part(scene, unit, a), before_part(scene, unit, b), shape, last),
        *reach_features(scene, unit, a, b, gap, shape),
        *(f"g={word}" for word in dict.fromkeys(cues)),
        *(f"c={kind}" for kind in classes),
        *(f"g0={word}" for word in (() if commas else dict.fromkeys(cues))),
    ]


def course_features(course: str, opening: str, same: str, rival: str, right: str, begins: str) -> tuple[str, ...]:
    """The course of the gap, and with it what stands around; the first stands for the link where names and context meet."""
    return (
        f"course={course}",
        f"course3={course[:3]}",
        f"course={course},open={opening}",
        f"course={course},same={same},rival={rival}",
        f"course={course},right={right}",
        f"course={course},begins={begins}",
    )


def clause_features(begins: str, subject: str, last: str, kinds: str, few: str, same: str) -> tuple[str, ...]:
    """Which clause the first list begins, and whether it is what the clauses since are about."""
    return (
        f"begins={begins}",
        f"begins={begins},commas={few},same={same}",
        f"begins={begins},last={last}",
        f"subject={subject}",
        f"subject={subject},last={last}",
        f"subject={subject},classes={kinds}",
        f"subject={subject},commas={few},same={same}",
    )


def gap_features(gap: str, commas: int, same: str, rival: str, few: str) -> tuple[str, ...]:
    """How long the gap is, what lies in it, and its first and last characters."""
    return (
        f"len={bucket(len(gap))}",
        f"commas={min(commas, 4)}",
        f"same={same}",
        f"rival={rival}",
        f"same={same},rival={rival},commas={few}",
        f"gap={gap}" if len(gap) <= 8 else "gap=long",
        f"gap1={gap[:1]}",
        f"gap2={gap[:2]}",
        f"gap3={gap[:3]}",
        f"pag1={gap[-1:]}",
        f"pag2={gap[-2:]}",
        f"pag3={gap[-3:]}",
        f"gap1={gap[:1]},pag2={gap[-2:]}",
    )


def cue_features(cues: list[str], last: str, before: str, gap: str, few: str) -> tuple[str, ...]:
    """The first and last cue word of the gap and the one before it."""
    return (
        f"last={last}",
        f"last={last},commas={few}",
        f"first={cues[0] if cues else ''}",
        f"before={before}",
        f"before={before},gap1={gap}",
        f"before={before},last={last}",
    )


def side_features(scene: Scene, unit: Unit, a: Group, right: str, gap: str) -> tuple[str, ...]:
    """The characters before the first list and behind the second."""
    near = scene.text(max(unit.start, a.start - 2), a.start)
    return (
        f"near={near}",
        f"near1={near[-1:]},gap1={gap[:1]}",
        f"right1={right[:1]}",
        f"right2={right[:2]}",
        f"right3={right[:3]}",
        f"right2={right[:2]},gap2={gap[:2]}",
    )


def size_features(a: Group, b: Group, gap: str) -> tuple[str, ...]:
    """How many names the lists have."""
    sizes = f"{min(len(a.members), 3)},{min(len(b.members), 3)}"
    return (f"sizes={sizes}", f"sizes={sizes},gap1={gap}")


def label_features(label: str, before: str, first: str) -> tuple[str, ...]:
    """What stands before a colon."""
    return (f"label={label}", f"label={label},before={before},{first}")


def between_features(between: str, last: str, subject: str, few: str) -> tuple[str, ...]:
    """What else is named between the lists."""
    return (f"between={between}", f"between={between},last={last}", f"between={between},subject={subject},commas={few}")


def whole_features(first: str, second: str, shape: str, last: str) -> tuple[str, ...]:
    """Which of the lists are named together with what they are part of."""
    whole = f"{first}>{second}"
    return (f"whole={whole}", f"whole={whole},{shape}", f"whole={whole},last={last}")


def reach_features(scene: Scene, unit: Unit, a: Group, b: Group, gap: str, shape: str) -> list[str]:
    """Whether the gap says that an area has parts, or what a plan is for."""
    found = ["layout", f"layout,{shape}"] if LAYOUT.search(gap) else []
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
