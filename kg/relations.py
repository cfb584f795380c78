"""Relations between entities, and goals, as statements."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, Triple

from extract.facts import Extraction
from kg.naming import Namer
from kg.statement import Statement, reified
from kg.terms import LABEL, TYPE, term


def relation_statements(extraction: Extraction, namer: Namer) -> Iterator[Statement]:
    """State every relation between two entities; what names one thing twice relates nothing."""
    for relation in extraction.relations:
        subject, value = namer.entity(relation.subject), namer.entity(relation.object)
        if subject != value:
            yield reified(extraction.document.id, subject, term(f"pk:{relation.predicate}"), value, relation.evidence)


def goal_statements(extraction: Extraction, namer: Namer) -> Iterator[Statement]:
    """State every goal, on a node of its own, and whose goal it is."""
    for goal in extraction.goals:
        node = namer.goal(goal.text)
        told = [Triple(node, TYPE, term("pk:Goal")), Triple(node, LABEL, Literal(goal.text, language="zh"))]
        if goal.period:
            told.append(Triple(node, term("pk:period"), Literal(goal.period)))
        yield Statement(node, tuple(told), goal.evidence)
        yield reified(extraction.document.id, namer.entity(goal.subject), term("pk:hasGoal"), node, goal.evidence)
