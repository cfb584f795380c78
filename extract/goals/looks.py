"""What a clause looks like: what it says, where it stands, what stands before and behind it, and under which headings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from extract.goals.clauses import AIM_NOUN, Clause
from extract.goals.setting import HORIZON, OPENED, TASKS, YEARS, Path, Setting, announced, between, headed, last
from extract.goals.words import any_of, pattern

OPENERS = frozenset(" \t\u3000一二三四五六七八九十（(—0123456789第首●·")
LEADS = ("", "是", "（）", "——", "1.", "第", "·")
COUNTING = "— 一二三四五六七八九十是（）()0123456789.．、"
AIMED = re.compile(rf"{any_of('aims at')}[^，]*?(?:{AIM_NOUN}|方向)|目标{any_of('goes to')}")
AIM_WORDS = re.compile(f"{AIM_NOUN}|方向")
PURPOSE = re.compile("|".join(f"({any_of(kind)})" for kind in ("for position", "for aim", "for direction")))
AND_AIM = re.compile(r"[和与及、][^和与及、]*" + any_of("to come") + "$")
PURPOSES = ("", "position", "aim", "direction")
NOUN = re.compile(any_of("noun") + "”?$")
"""The end of a name for what an area is to become."""
NOTES = pattern("notes")


class Above(NamedTuple):
    """The headings above a clause: whether they are of a goals section (``near``: the nearest is), look back, name years, open notes, and what for."""

    section: bool
    near: bool
    review: bool
    headed_dated: bool
    notes: bool
    purpose: str


class Frame(NamedTuple):
    """What the clauses of a block share."""

    kind: str
    block: str


class Said(NamedTuple):
    """The words of a clause: its goal verb, the last place noun, change, scope and task word, what it names, how it begins and ends."""

    verb: str
    verbal: bool
    tail: str
    change: str
    changed: bool
    scope: str
    scoped: bool
    small: str
    tasklike: bool
    number: bool
    aimed: bool
    named: bool
    thing: str
    inner: int
    length: str
    end: str
    manner: str
    skip: str
    form: str


class Placed(NamedTuple):
    """Where a clause stands: in its block, its sentence and its document."""

    ordinal: str
    opening: bool
    head: bool
    first: bool
    final: bool
    lead: str
    solo: bool
    solos: str
    at: int


class Beside(NamedTuple):
    """What stands before and behind a clause: marks, detail and its numbers, tense, years, announcements and parks."""

    before: str
    after: str
    counted: bool
    long: str
    next_counted: bool
    tense: str
    aim: bool
    dated: bool
    position: str
    area: bool
    called: bool
    horizon: bool


FIELDS = (*Frame._fields, *Above._fields, *Said._fields, *Placed._fields, *Beside._fields)


class Look(NamedTuple):
    """A clause as the judges see it; ``body`` is its text."""

    frame: Frame
    above: Above
    said: Said
    placed: Placed
    beside: Beside
    body: str

    @property
    def values(self) -> tuple[object, ...]:
        """All values in the order of ``FIELDS``."""
        return self.frame + self.above + self.said + self.placed + self.beside


def looks(setting: Setting, found: Iterable[Clause]) -> Iterator[Look]:
    """Look at each clause of a document, block by block."""
    for number, inside in groupby(found, key=attrgetter("block")):
        block = setting.document.blocks[number]
        frame = Frame(setting.document.metadata.kind, block.kind)
        headings = above(block.path)
        for clause in inside:
            body = setting.document.text[clause.start : clause.end]
            opening = max(last(setting.sentences, clause.left), block.start)
            yield Look(
                frame,
                headings,
                said(setting, clause, body),
                placed(setting, clause, opening),
                beside(setting, clause, opening),
                body,
            )


@lru_cache(4096)
def above(path: Path) -> Above:
    """Read the headings above a clause."""
    headings = "／".join(path)
    section = pattern("section")
    return Above(
        section.search(headings) is not None,
        bool(path and section.search(path[-1])),
        any(map(looks_back, path)),
        YEARS.search(headings) is not None,
        NOTES.search(headings) is not None,
        purpose(path),
    )


def looks_back(heading: str) -> bool:
    """Whether a heading is of what has been or is given; one that goes on to an aim (发展基础和总体要求) is not."""
    return pattern("review").search(heading) is not None and AND_AIM.search(heading) is None


def purpose(path: Path) -> str:
    """What a section is for, by the nearest heading that tells: tasks (nothing), positions, aims or the general direction; far headings count apart."""
    for distance, heading in enumerate(reversed(path)):
        if heading == TASKS:
            return ""
        found = PURPOSE.search(heading)
        if found:
            return PURPOSES[found.lastindex or 0] + ("" if distance == 0 else " above")
    return ""


SCALE = (0, 1, 2, 3, 5, 8, 12, 16, 20, 26, 34, 45)
STEPS = [str(next((limit for limit in SCALE if n <= limit), "max")) for n in range(SCALE[-1] + 2)]


def near(n: int) -> str:
    """A number on a coarse scale."""
    return STEPS[min(n, SCALE[-1] + 1)]


def found_in(kind: str, text: str) -> str:
    """The last word of a kind in a text, or empty."""
    hits = pattern(kind).findall(text)
    return hits[-1] if hits else ""


def said(setting: Setting, clause: Clause, body: str) -> Said:
    """Read the words of a clause."""
    whole = setting.document.text[clause.left : clause.right]
    change, scope, small = found_in("change", whole), found_in("scope", body), found_in("small", body[-12:])
    return Said(
        clause.verb,
        clause.verb != "",
        found_in("place", body[-8:]),
        change,
        change != "",
        scope,
        scope != "",
        small,
        small != "",
        between(setting.numbers, clause.start, clause.end),
        aims_inside(whole),
        any(name in body for name in setting.own),
        setting.things.get(clause.end, ""),
        min(bisect_left(setting.inner, clause.end) - bisect_left(setting.inner, clause.start), 4),
        near(len(body)),
        body[-2:],
        body[:2],
        near(clause.start - clause.left),
        form(clause, change, body),
    )


def form(clause: Clause, change: str, body: str) -> str:
    """How a clause is built: with a goal's verb, a changed state, the name of what an area is to become, or otherwise."""
    if clause.verb:
        return "verb"
    return "change" if change else "noun" if NOUN.search(body) else "other"


def aims_inside(whole: str) -> bool:
    """Whether a clause names a goal as such (以…为目标); most clauses have none of the words."""
    return AIM_WORDS.search(whole) is not None and AIMED.search(whole) is not None


def placed(setting: Setting, clause: Clause, opening: int) -> Placed:
    """Read where a clause stands; ``opening`` is where its sentence begins."""
    text, block = setting.document.text, setting.document.blocks[clause.block]
    behind = text[clause.right] if clause.right < block.end else ""
    alone = clause.left in setting.alone
    return Placed(
        near(clause.ordinal) if clause.ordinal < 4 else "later",
        clause.ordinal == 0 and behind in ("。", "："),
        headed(setting.document, clause),
        not text[opening : clause.left].strip(COUNTING),
        behind in "。！",
        lead(text, opening, clause.left),
        alone,
        near(setting.solos[block.path]) if alone else "-",
        10 * clause.start // len(text),
    )


def lead(text: str, opening: int, left: int) -> str:
    """What opens the sentence of a clause, as one of ``LEADS``."""
    found = OPENED.match(text, opening, left) if opening < left and text[opening] in OPENERS else None
    return LEADS[found.lastindex or 0] if found else ""


def beside(setting: Setting, clause: Clause, opening: int) -> Beside:
    """Read what stands around a clause; ``opening`` is where its sentence begins."""
    text, block = setting.document.text, setting.document.blocks[clause.block]
    start, left, right, end = block.start, clause.left, clause.right, block.end
    stop, following = stops_behind(setting, right, end)
    past, ahead = last(setting.past, left), last(setting.ahead, left)
    at = bisect_right(setting.sections, (left, "\uffff")) - 1
    return Beside(
        text[left - 1] if left > start else "",
        text[right] if right < end else "",
        between(setting.numbers, right, stop),
        near(stop - right),
        between(setting.numbers, stop + 1, following),
        "none" if max(past, ahead) < start else "past" if past > ahead else "ahead",
        announced(setting, clause),
        last(setting.years, left) > start,
        setting.sections[at][1] if at >= 0 and setting.sections[at][0] > opening else "",
        last(setting.areas, clause.start - 1) >= max(start, clause.start - 40),
        text[clause.start - 1 : clause.start] == "“"
        or (text[clause.start - 1 : clause.start] in ("为", "是") and last(setting.aims, clause.start) == clause.start)
        or clause.end < clause.right,
        HORIZON.match(text, opening, right) is not None,
    )


def stops_behind(setting: Setting, right: int, end: int) -> tuple[int, int]:
    """Where the sentence (or its part) goes on to behind a clause, and the next one, inside the block."""
    at = bisect_left(setting.stops, right)
    stops = setting.stops[at : at + 2]
    stop = min(stops[0], end) if stops else end
    return stop, min(stops[1], end) if len(stops) > 1 else end
