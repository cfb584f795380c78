"""What 该区, 园区 or 本规划 stands for: the thing of that kind that was talked about last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from extract.document import Document
from extract.facts import Entity
from extract.joints import JOINTS
from extract.relations.words import OPENING, TITLE, any_of, stand_ins

OWN_PLAN = re.compile(rf"本{any_of('of paper')}?{any_of('paper')}|(?<![间中])规划(?=的?(?:区域)?范围(?!内))")
SINCE = "(?:[^。！？；，\n]{0,8}[年月来末底前时后外此]，)?"
"""What may stand before a word that begins a sentence: 目前，园区….; 自设立以来，园区…."""
WHOLE = "(?![区域场级])"
"""What makes another word of a stand-in: 该区域, 该县级."""
NOT_ALONE = f"(?!{any_of('not alone')})"
ZONE = re.compile(rf"(?:{any_of('zone')}区|{any_of('area')})(?:（.*）)?$")
"""Names of areas that may be called 园区, territories too."""
SITES = re.compile(any_of("site") + "$")
"""Areas that may not."""
KINDS = {"高新区": "高新", "经开区": "经开区|经济(?:技术)?开发区", "开发区": "开发区|经开区|高新区"}
"""What the name of an area called so holds, where it need not end in the word."""


class Named(NamedTuple):
    """A mention: the entity's number and its characters."""

    entity: int
    start: int
    end: int


@cache
def pattern() -> re.Pattern[str]:
    """All stand-ins, the longest word first."""
    words = sorted(stand_ins(), key=lambda w: (-len(w), w))
    alone = "|".join(w for w in words if stand_ins()[w][1] == "open")
    inside = "|".join(w for w in words if stand_ins()[w][1] == "inside")
    this = "|".join(w for w in words if stand_ins()[w][1] != "inside")
    return re.compile(
        rf"该(?P<this>(?>{this})){WHOLE}|(?<![^。！？；\n]){SINCE}(?P<open>(?>{alone})){WHOLE}{NOT_ALONE}|(?<=[，。；：])(?P<inside>{inside})"
    )


def fits(entity: Entity, word: str) -> bool:
    """Whether an entity may be called ``word``."""
    cls, where = stand_ins()[word]
    if cls in ("Project", "Enterprise"):
        return entity.cls == cls
    if cls == "District":
        return entity.cls == "District" and entity.name.endswith(word)
    if entity.cls not in ("Park", "District"):
        return False
    if where == "inside" or word == "园区":
        return ZONE.search(entity.name) is not None and SITES.search(entity.name) is None
    return entity.name.endswith(word) or re.search(KINDS.get(word, "$^"), entity.name) is not None


def meant(
    document: Document,
    entities: Sequence[Entity],
    named: Sequence[Named],
    headings: Sequence[Sequence[int]],
    starts: Sequence[int],
    own: int | None,
) -> Iterator[Named]:
    """The stand-ins whose thing is known, as mentions of it.

    ``named`` are the mentions in order, ``headings`` for each block the headings above, nearest first, ``starts`` where sentences begin.
    """
    at = [m.start for m in named]
    blocks = [block.start for block in document.blocks]

    def within(start: int, end: int) -> Sequence[Named]:
        return named[bisect_left(at, start) : bisect_left(at, end)]

    title = list(takewhile(lambda m: m.start <= TITLE, named))
    for found in pattern().finditer(document.text):
        word = found[found.lastgroup or 0]
        number = bisect_right(blocks, found.start()) - 1
        if number < 0:
            continue
        before = within(blocks[number], found.start())
        thing = last_named(document.text, entities, before, starts, word)
        if thing is None:
            above = (document.blocks[heading] for heading in headings[number])
            thing = first_fit(entities, (m.entity for b in above for m in within(b.start, b.end)), word)
        if thing is None and stand_ins()[word][0] in ("Park", "District"):
            thing = first_fit(entities, [*([] if own is None else [own]), *(m.entity for m in title)], word)
        if thing is not None:
            yield Named(thing, max(found.start(), found.start("open")), found.end())
    yield from own_plan(document.text, entities, title)


def first_fit(entities: Sequence[Entity], numbers: Iterable[int], word: str) -> int | None:
    """The first of some entities, by number, that may be called ``word``."""
    return next((number for number in numbers if fits(entities[number], word)), None)


def last_named(
    text: str, entities: Sequence[Entity], before: Sequence[Named], starts: Sequence[int], word: str
) -> int | None:
    """The last fitting thing that opened a sentence of the paragraph, else the last that stood alone."""
    alone: int | None = None
    for m in reversed(before):
        listed = text[m.start - 1 : m.start] in JOINTS or text[m.end : m.end + 1] in JOINTS
        if listed or not fits(entities[m.entity], word):
            continue
        if m.start - starts[bisect_right(starts, m.start) - 1] <= OPENING:
            return m.entity
        alone = m.entity if alone is None else alone
    return alone


def own_plan(text: str, entities: Sequence[Entity], title: Sequence[Named]) -> Iterator[Named]:
    """本规划, and what has a 规划范围, as a mention of the plan of the title."""
    plan = next((m.entity for m in title if entities[m.entity].cls == "Plan"), None)
    if plan is not None:
        yield from (Named(plan, m.start(), m.end()) for m in OWN_PLAN.finditer(text))
