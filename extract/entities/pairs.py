"""Pairs of things of a document whose names are alike, and what may tell whether the two are one."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from extract.document import Span, in_text
from extract.entities.logistic import bucket
from extract.entities.merge import Form
from extract.entities.names import core, leads_in
from ontology import territories, vocabulary

SENTENCE_END = re.compile(r"[。！？；\n]")
LIST_MARK = re.compile(r"[、和与及/]")
NUMBER = re.compile(r"[0-9]+|[一二三四五六七八九十]+(?=[期段号批轮标线])")
SIDE_BY_SIDE = frozenset({"、", "和", "及", "与", "以及", "，"})
LEAST_OF_SHORTER, LEAST_OF_LONGER = 0.75, 0.2
"""Of the characters of the shorter and the longer name so many must stand in the other."""
NEAR = 30
"""Names in one sentence with fewer characters between them are near each other."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Two names without what both begin (``before``) and end with (``after``): what is left of either."""

    before: str
    short: str
    long: str
    after: str

    @property
    def where(self) -> str:
        """Which of the parts there are."""
        return f"{bool(self.before):d}{bool(self.after):d}{bool(self.short):d}"


def cut(short: str, long: str) -> Cut:
    """Strip what two names have in common at either end."""
    most = min(len(short), len(long))
    front = next((i for i in range(most) if short[i] != long[i]), most)
    back = next((i for i in range(most - front) if short[-1 - i] != long[-1 - i]), most - front)
    end = len(short) - back
    return Cut(short[:front], short[front:end], long[front : len(long) - back], short[end:])


def inserted(short: str, long: str) -> str | None:
    """Return what the longer name has more where the shorter one's characters stand in it in order, else None."""
    at, more = 0, []
    for character in long:
        if at < len(short) and character == short[at]:
            at += 1
        else:
            more.append(character)
    return "".join(more) if at == len(short) else None


def bare(form: Form) -> str:
    """Return the name of a form as two are compared: without an ending that does not matter, unless that cuts a word (农业)."""
    short = core(form.name, form.cls)
    return form.key if form.key == f"{short}业" else short


@dataclass(eq=False, slots=True)
class Thing:
    """Forms that rules bring together: their class, their names as compared and where they stand."""

    forms: Sequence[Form]
    cls: str
    names: tuple[str, ...]
    spans: list[Span] = field(default_factory=list)
    sentences: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two things and the two of their names that are most alike; the first has the shorter one."""

    first: Thing
    second: Thing
    short: str
    long: str
    cut: Cut


class Scene:
    """The things of one document, for questions about two of them."""

    def __init__(
        self, text: str, parts: Iterable[Sequence[Form]], everywhere: Mapping[str, list[Span]], places: Sequence[str]
    ) -> None:
        self.text, self.places, self.everywhere = text, tuple(places), everywhere
        self.things = [Thing(part, part[0].cls, tuple(sorted({bare(form) for form in part}))) for part in parts]
        self.pairs = list(alike(self.things))
        self.joined = self.names_by_class()
        self.ends = [found.end() for found in SENTENCE_END.finditer(text)] if self.pairs else []
        for thing in {thing for pair in self.pairs for thing in (pair.first, pair.second)}:
            self.place(thing)

    def names_by_class(self) -> dict[str, str]:
        """Return the names of all things of a class, joined."""
        names: dict[str, list[str]] = defaultdict(list)
        for thing in self.things:
            names[thing.cls] += thing.names
        return {cls: "\n".join(found) for cls, found in names.items()}

    def place(self, thing: Thing) -> None:
        """Find where a thing stands and in which sentences."""
        spans = {span for form in thing.forms for span in (self.everywhere.get(form.name) or form.spans)}
        thing.spans = sorted(spans, key=in_text)
        thing.sentences = frozenset(bisect_right(self.ends, span.start) for span in thing.spans)


def alike(things: Sequence[Thing]) -> Iterator[Pair]:
    """Yield the pairs of things of a class whose names are alike."""
    by_class: dict[str, list[int]] = defaultdict(list)
    for number, thing in enumerate(things):
        by_class[thing.cls].append(number)
    for numbers in by_class.values():
        best: dict[tuple[int, int], tuple[int, str, str, int, int]] = {}
        for a, b, short, long in alike_names(things, numbers):
            found = (len(long) - len(short), short, long, a, b)
            key = (min(a, b), max(a, b))
            best[key] = min(found, best.get(key, found))
        for _, short, long, a, b in best.values():
            yield Pair(things[a], things[b], short, long, cut(short, long))


def alike_names(things: Sequence[Thing], numbers: Iterable[int]) -> Iterator[tuple[int, int, str, str]]:
    """Yield the numbers of two things with a name each of which the longer has most characters of the shorter."""
    names = sorted(((name, n) for n in numbers for name in things[n].names), key=lambda x: (len(x[0]), x))
    letters = [frozenset(name) for name, _ in names]
    holding: dict[str, list[int]] = defaultdict(list)
    for index, characters in enumerate(letters):
        for character in characters:
            holding[character].append(index)
    for i, (short, a) in enumerate(names):
        least = max(2, math.ceil(LEAST_OF_SHORTER * len(letters[i])))
        for j in longer(i, letters[i], least, holding):
            long, b = names[j]
            shared = len(letters[i] & letters[j])
            if a != b and shared >= least and shared >= LEAST_OF_LONGER * len(letters[j]):
                yield a, b, short, long


def longer(index: int, letters: frozenset[str], least: int, holding: Mapping[str, list[int]]) -> set[int]:
    """Return the later names that may have ``least`` of these characters: those with one of the rarest, of which they can lack few."""
    rarest = sorted(letters, key=lambda character: len(holding[character]))[: len(letters) - least + 1]
    return {j for character in rarest for j in holding[character] if j > index}


def features(scene: Scene, pair: Pair) -> list[str]:
    """Return the names of what holds for a pair."""
    return [*compared(pair), *said(scene, pair), *among(scene, pair), *standing(scene, pair)]


def compared(pair: Pair) -> Iterator[str]:
    """What the two names have in common, and what one has more."""
    cls, parts, short, long = pair.first.cls, pair.cut, pair.short, pair.long
    more = inserted(short, long)
    ordered, where = more is not None, parts.where
    size = bucket(len(parts.long), (0, 1, 2, 3, 4, 6, 9))
    yield from ("bias", f"short={bucket(len(short), (2, 3, 4, 5, 6, 8, 10, 14))}&{cls}")
    yield from (f"cut&{cls}&{where}&{ordered:d}", f"cut={size}&{where}&{cls}", f"tail={short[-2:]}&{where}")
    if parts.short:
        common = (len(parts.before) + len(parts.after)) / len(short)
        yield f"swap={parts.short}~{parts.long}"
        yield f"swap={bucket(len(parts.short), (1, 2, 3, 5))}~{size}&{ordered:d}"
        yield f"common={bucket(common, (0, 0.3, 0.5, 0.7, 0.9))}&{ordered:d}"
        yield f"letters={sorted(short) == sorted(long):d}&initials={long[::2] == short:d}"
    else:
        yield from (f"in={parts.long}&{where}", f"in={parts.long}&{cls}&{where}")
        yield from (f"end={parts.long[-2:]}&{where}", f"end1={parts.long[-1:]}&{where}&{cls}")
    yield from (f"char={character}&{cls}" for character in sorted(set(more or "")))


def said(scene: Scene, pair: Pair) -> Iterator[str]:
    """What sort of words one name has more; what numbers and tables say of the two."""
    cls, more, where = pair.first.cls, pair.cut.long, pair.cut.where
    yield from (f"kind={kind}&{where}" for kind in kinds(scene.places, more))
    if NUMBER.findall(pair.short) != NUMBER.findall(pair.long):
        yield from (f"numbers&{cls}", f"numbers&{where}")
    labels = {industry(pair.short), industry(pair.long)} if cls == "Industry" else {""}
    if "" not in labels:
        yield f"industries={len(labels)}"


@cache
def industry(name: str) -> str:
    """Return what the national table calls an industry, ``""`` where it does not know the name."""
    found = vocabulary.industry(name)
    return found.label if found else ""


def kinds(places: tuple[str, ...], text: str) -> Iterator[str]:
    """What sort of words a part of a name is."""
    if text in places:
        yield "own place"
    elif text.startswith(places):
        yield "own place begins"
    if territories.by_name(text):
        yield "territory"
    if text in leads_in():
        yield "lead"
    for kind, characters in KINDS.items():
        if not characters.isdisjoint(text):
            yield kind


KINDS = {
    "digit": frozenset("0123456789"),
    "numeral": frozenset("一二三四五六七八九十"),
    "direction": frozenset("东南西北中"),
}


def among(scene: Scene, pair: Pair) -> Iterator[str]:
    """How many names of the class hold the shorter one: it may mean any of them."""
    cls, short = pair.first.cls, pair.short
    holders = bucket(scene.joined[cls].count(short), (1, 2, 3, 4, 6, 9))
    yield from (f"holders={holders}", f"holders={holders}&{cls}&{bucket(len(short), (2, 3, 4, 6))}")


def standing(scene: Scene, pair: Pair) -> Iterator[str]:
    """Where the two stand: in one sentence or not, the shorter or the longer name first."""
    a, b, cls, where = pair.first, pair.second, pair.first.cls, pair.cut.where
    shared = not a.sentences.isdisjoint(b.sentences)
    yield f"longer first={a.spans[0] > b.spans[0]:d}&{cls}&once={len(b.spans) == 1:d}"
    yield f"together={shared:d}&{where}&{cls}"
    if shared:
        yield from sorted(set(beside(scene.text, pair)))


def beside(text: str, pair: Pair) -> Iterator[str]:
    """What stands between the two where they are near each other."""
    marked = sorted([*((span, 0) for span in pair.first.spans), *((span, 1) for span in pair.second.spans)])
    for (first, x), (second, y) in pairwise(marked):
        between = text[first.end : second.start]
        if x != y and len(between) < NEAR and not SENTENCE_END.search(between):
            yield "beside=" + link(between)


def link(between: str) -> str:
    """Name what joins two names in a sentence."""
    if between in SIDE_BY_SIDE:
        return "list"
    if between[:1] in ("(", "（"):
        return "bracket"
    return "far list" if LIST_MARK.search(between) and "，" not in between else "near"
