"""Clauses that may state a goal: from a goal's verb to the end of the clause, or a short title of a goals section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.document import Block, Document
from extract.goals.words import pattern

CLAUSE = re.compile(r"[^，。；：！？!?;:,\t\n—]+")
LEAD = re.compile(
    r"[\s（(]*(?:[一二三四五六七八九十\d]+(?:[、.．）)]|是)|[（(][一二三四五六七八九十\d]+[）)]|[第首][一二三四五六七八九十]|——|—|●|·)*\s*"
)
SHORTEST, LONGEST, TITLE = 4, 95, 22


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
        verb = goal_verb(text, left, right)
        if verb and right - verb.start() >= SHORTEST and not changed(text, left, verb.start(), right):
            yield Clause(begin(text, left, verb.start()), right, left, right, verb.group(), number, ordinal)
        elif (
            pattern("change").search(text, left, right)
            or title(text, block, left, right)
            or position(text, left, right)
        ):
            yield Clause(left, right, left, right, "", number, ordinal)


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


def title(text: str, block: Block, left: int, right: int) -> bool:
    """Whether a clause is a short sentence of its own, or the short opening of one that goes on after a colon."""
    before = text[max(block.start, left - 1) : left] or "。"
    after = text[right : min(right + 1, block.end)] or "。"
    return right - left <= TITLE and after in "。：；" and (left == block.start or before in "。；—：）)、. 　")


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
    opening = max(text.rfind(mark, start, position) for mark in "。！？\n")
    return text[max(opening, start - 1) + 1 : position]
