"""Clauses that may state a goal: from a goal's verb to the end of the clause, or a short title of a goals section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.document import Block, Document
from extract.goals.words import any_of, pattern

CLAUSE = re.compile(r"[^，。；：！？!?;:,\t\n—]+")
LEAD = re.compile(
    r"[\s（(]*(?:[一二三四五六七八九十\d]+(?:[、.．）)]|是)|[（(][一二三四五六七八九十\d]+[）)]|[第首][一二三四五六七八九十]|——|—|●|·)*\s*"
)
SHORTEST, LONGEST, TITLE = 4, 95, 22
AIM_NOUN = any_of("aim")
NAMED = re.compile(
    rf"“([^”“\n]{{4,60}})”(?:这一|这个|的)?[^，。；：“”\n]{{0,6}}{AIM_NOUN}|(?:定位|目标)(?:为|是|于)“?([^，。；：“”\n]{{4,}})"
    r"|以“?([^，。；：“”\n]{4,40})”?为[^，。；：“”\n]{0,6}(?:定位|愿景)"
    rf"|以“?([^，。；：“”\n]{{3,60}}{any_of('place')})”?为{any_of('of aim')}*目标(?!{any_of('aimed at')})"
)
"""What a clause names as the goal or the position (锚定“…”发展定位, 定位为…, 以…为定位, 以甲中心、乙基地为目标)."""
SOUGHT = re.compile("，?[^，。；\n]{0,6}" + any_of("seeks"))
"""Goes on behind 以…为目标 where firms are sought there or a measure is taken by it."""
AS_AIM = re.compile(
    rf"(?<!确定)(?<!提出)(?<!下达)”?(?:这一|这个|的|为){any_of('of aim')}*{AIM_NOUN}"
    rf"(?!{any_of('no aim')})(?:[^，。；：“”\n]{{0,6}}{any_of('onward')})?$"
)
"""The end of a clause that names as the goal or the position what stands before (以建设…示范区为目标, 朝着建成…的目标迈进)."""
OTHERS = re.compile(
    rf"{any_of('seize')}[^，。\n]*{any_of('occasion')}期?$"
    rf"|关于[^，。\n]*{any_of('paper')}$"
    rf"|(?:距离?|与|(?<![分脱隔远])离)[^，。\n]*{AIM_NOUN}[^，。\n]*{any_of('short of')}|距离?[^，。\n]*目标$"
    rf"|具有[^，。\n]{{0,8}}意义$|(?:提出|制定)(?:如下|以下|本)[^，。\n]{{0,6}}{any_of('own paper')}$"
    r"|(?<!定位)(?<!目标)是(?:我国|全[国省市区])[^，。\n]{0,24}(?:主|重)要"
)
"""Clauses that name an occasion, a paper by its title or why it is made, or what a place is already, or how far a goal is, are no goals whatever verbs they have inside."""
GOOD_FOR = re.compile(r"有(?<!更有)[利助]于")
"""What something is good for is no goal, unless it is said of what a goal's verb before it names (打造有利于创业的环境)."""
POSITIONS = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?" + any_of("of position") + "+定位[：:]")
"""Opens a paragraph whose first sentence says what a place is to become: 功能定位：…."""
BASIS = re.compile(any_of("rests on") + r"|[^，。；\n]*\d")
"""Begins a clause that tells what a position rests on, or has a number in it."""
PART = re.compile(any_of("part") + "$")
"""Ends a position that names no place (全省城镇带的重要组成部分)."""
LABEL = re.compile(r"(?:[一二三四五六七八九十两百千][^一二三四五六七八九十两百千]{1,3}){2,}")
"""A short name for several positions (三区一枢纽), which says nothing by itself."""
COUNTED = re.compile(r"[一二三四五六七八九十]+是$")
LEAD_IN = re.compile(
    rf"(?:{AIM_NOUN}|蓝图)[^，。；：\n]{{0,14}}：|{any_of('becomes')}(?:“[^”\n]{{2,30}}”)?(?:[，,]?即)?："
)
"""The end of a sentence's opening that announces goals (奋力打造“四地”：); they follow, in it or in the blocks behind."""
SHORT_NAME = re.compile(r"“[一二三四五六七八九十两][^”\n]{1,7}”\s?：")
"""A short name for the positions that follow it (打造“四地”：…)."""
NOT_SUBJECT = re.compile(any_of("no subject") + "$")


class Clause(NamedTuple):
    """A stretch that may be a goal (``start`` to ``end`` in the text), inside the clause from ``left`` to ``right``.

    ``verb`` is the goal verb it begins with (empty for a title or a changed state), ``ordinal`` counts the block's clauses.
    """

    start: int
    end: int
    left: int
    right: int
    verb: str
    block: int
    ordinal: int


def clauses(document: Document) -> Iterator[Clause]:
    """All stretches of a document that may be goals, in order."""
    for number, block in enumerate(document.blocks):
        if block.kind != "table_row":
            yield from block_clauses(document.text, block, number)


def block_clauses(text: str, block: Block, number: int) -> Iterator[Clause]:
    """The candidates of one block."""
    for ordinal, found in enumerate(CLAUSE.finditer(text, block.start, block.end)):
        start, right = found.span()
        if right - start < SHORTEST:
            continue
        left = LEAD.match(text, start, right).end()  # type: ignore[union-attr]
        while right > left and text[right - 1].isspace():
            right -= 1
        if not SHORTEST <= right - left <= LONGEST:
            continue
        said = stated(text, block, left, right)
        if said:
            yield Clause(said[0], said[1], left, right, said[2], number, ordinal)


def no_aim(text: str, left: int, right: int, aim: re.Match[str] | None) -> bool:
    """Whether a clause, with what it names as its aim, tells of an occasion, a paper or what is done by an aim that nothing is to become."""
    sought = aim is not None and aim.lastindex == NAMED.groups and SOUGHT.match(text, aim.end()) is not None
    return sought or OTHERS.search(text, left, right) is not None


def stated(text: str, block: Block, left: int, right: int) -> tuple[int, int, str] | None:
    """Where the candidate of a clause begins and ends, and its goal verb; nothing where the clause has none."""
    verb, aim = goal_verb(text, left, right), NAMED.search(text, left, right)
    if no_aim(text, left, right, aim) or GOOD_FOR.search(text, left, verb.start() if verb else right):
        return None
    if (
        aim
        and not goal_verb(text, *aim.span(aim.lastindex or 0))
        and not LABEL.fullmatch(aim.group(aim.lastindex or 0))
    ):
        return *aim.span(aim.lastindex or 0), ""
    as_aim = AS_AIM.search(text, verb.end() + SHORTEST, right) if verb else None
    if verb and as_aim:
        return begin(text, left, verb.start()), as_aim.start(), verb.group()
    if not verb:
        return (left, right, "") if noted(text, block, left, right) else None
    at = verb.start()
    if titled(text, block, left, at, right) or listed(text, block, left, at, right):
        return left, right, ""
    if SHORT_NAME.match(text, verb.end(), min(right + 2, block.end)):
        return None
    if right - at >= SHORTEST and not changed(text, left, at, right):
        return begin(text, left, at), right, verb.group()
    return (left, right, "") if noted(text, block, left, right) else None


def noted(text: str, block: Block, left: int, right: int) -> bool:
    """Whether a clause without a goal verb may be a goal for what it says or where it stands."""
    return (
        pattern("change").search(text, left, right) is not None
        or title(text, block, left, right)
        or position(text, left, right)
        or led_in(text, block, left)
    )


def goal_verb(text: str, left: int, right: int) -> re.Match[str] | None:
    """The first goal verb of a clause that is not part of another word (展示范围)."""
    for verb in pattern("start").finditer(text, left, right):
        if not pattern("never").match(text, verb.start(), right):
            return verb
    return None


def position(text: str, left: int, right: int) -> bool:
    """Whether a clause without a goal verb ends in what a place is to become (全国重要的物流枢纽)."""
    place = pattern("place").search(text, max(left, right - 6), right)
    return place is not None and pattern("scope").search(text, left, place.start()) is not None


def labelled(text: str, block: Block, left: int, right: int) -> bool:
    """Whether a clause is a position that its paragraph's label announces: it names a place or has a goal's verb."""
    label = POSITIONS.match(text, block.start, block.end)
    if not label or left < label.end() or "。" in text[label.end() : left] or right - left <= SHORTEST:
        return False
    place = pattern("place").search(text, max(left, right - 6), right) or PART.search(text, left, right)
    return not BASIS.match(text, left, right) and bool(place or goal_verb(text, left, right))


def led_in(text: str, block: Block, left: int) -> bool:
    """Whether a sentence's opening announces that the clauses after its colon are goals."""
    before = sentence_before(text, block.start, left)
    return "：" in before and LEAD_IN.search(text, left - len(before), left) is not None


def titled(text: str, block: Block, left: int, verb: int, right: int) -> bool:
    """Whether a title says how something becomes (产业转型率先突破), the verb being about its subject."""
    start = begin(text, left, verb)
    return (
        start - left >= SHORTEST // 2 and title(text, block, left, right) and not NOT_SUBJECT.search(text, left, start)
    )


def listed(text: str, block: Block, left: int, verb: int, right: int) -> bool:
    """Whether names of what an area is to become stand behind an announcement, a verb being part of one (产业承接基地)."""
    return begin(text, left, verb) > left and position(text, left, right) and led_in(text, block, left)


def title(text: str, block: Block, left: int, right: int) -> bool:
    """Whether a clause is a short sentence of its own, or the short opening of one that goes on after a colon."""
    before = text[max(block.start, left - 1) : left] or "。"
    after = text[right : min(right + 1, block.end)] or "。"
    opens = (
        left == block.start or before in "。；—：）)、. 　" or COUNTED.search(text, max(block.start, left - 4), left)
    )
    return right - left <= TITLE and after in "。：；" and bool(opens)


def begin(text: str, left: int, verb: int) -> int:
    """Where the goal begins: at the adverb before the verb, or at the clause's start where a verb form is part of a noun."""
    for manner in pattern("manner").finditer(text, max(left, verb - 6), verb):
        if manner.end() == verb:
            return manner.start()
    return verb


def changed(text: str, left: int, verb: int, right: int) -> bool:
    """Whether the clause says how a state changes (生态建设持续进步) rather than what is to be made."""
    change = pattern("change").search(text, left, right)
    return change is not None and verb > left and begin(text, left, verb) > left and change.end() > verb


def sentence_before(text: str, start: int, position: int) -> str:
    """What stands in the sentence before a position of a block that begins at ``start``."""
    opening = start - 1
    for mark in "。！？\n":
        opening = max(opening, text.rfind(mark, opening + 1, position))
    return text[opening + 1 : position]
