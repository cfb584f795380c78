"""Whose goal it is."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Document, Span
from extract.facts import Entity
from extract.goals.clauses import Clause, sentence_before


def own_plan(document: Document, entities: Sequence[Entity]) -> Entity | None:
    """The plan that the document is: called like its title, else the first named; made of the title where none is."""
    plans = sorted((e for e in entities if e.cls == "Plan"), key=lambda e: (e.mentions, e.name))
    title = "".join(document.metadata.title.split())
    for plan in plans:
        if title and any(form in title or title in form for form in (plan.name, *plan.aliases)):
            return plan
    if plans:
        return plans[0]
    return stand_in(document, title)


def stand_in(document: Document, title: str) -> Entity | None:
    """An entity for a document whose plan is not named in its text: its first block, called by the title."""
    if not document.blocks:
        return None
    first = document.blocks[0]
    name = title or "".join(document.slice(first).split())[:60]
    return Entity("Plan", name, (), (Span(first.start, first.end),), "title", 0.5)


def subject_of(document: Document, entities: Sequence[Entity], clause: Clause) -> Entity | None:
    """The park that the sentence names last before the goal (or that it is to be turned into one), if any."""
    block = document.blocks[clause.block]
    opening = clause.left - len(sentence_before(document.text, block.start, clause.left))
    turned = clause.verb in ("把", "将")
    reach = clause.end if turned else clause.start
    named = [(m.start, e.key, e) for e in entities if e.cls == "Park" for m in e.mentions if opening <= m.start < reach]
    return max(named, key=lambda n: n[:2])[2] if named else None
