"""Stated goals: clauses with a goal's verb or title are proposed, a learned judge decides by them and what stands around, subject and period are added."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Document, Span
from extract.facts import Entity, Evidence, Goal
from extract.goals.around import HOPEFUL, surroundings
from extract.goals.clauses import Clause, clauses, labelled
from extract.goals.holder import own_plan, subject_of
from extract.goals.judge import Judge, default_judge
from extract.goals.looks import looks
from extract.goals.period import period_of
from extract.goals.setting import setting_of

__all__ = ["goals"]

LABELLED = 0.8
"""How sure a position is that its paragraph's label announces."""


def goals(document: Document, entities: Sequence[Entity], judge: Judge | None = None) -> list[Goal]:
    """Find the goals that a document states, each once, in the order of the text.

    Takes the document and its entities (for whose goal it is: a park that the sentence is about, else the document's plan).
    Texts are clauses of the document without blanks, at most 95 characters; ``confidence`` is the share of such goals
    that hold in annotated documents left out of training.
    """
    judge = judge or default_judge()
    plan = own_plan(document, entities)
    if plan is None:
        return []
    found = list(clauses(document))
    setting = setting_of(document, entities, found)
    stated: dict[str, Goal] = {}
    seen = list(looks(setting, found))
    scores = [judge.look(look) for look in seen]
    hopeful = surroundings(setting, found, seen, scores, HOPEFUL)
    for number, weighed in zip(hopeful, judge.weighed([*hopeful.values()]), strict=True):
        clause, confidence = found[number], judge.confidence(weighed)
        if confidence >= judge.threshold:
            goal = state(setting.document, entities, plan, clause, confidence)
            if goal.text not in stated or stated[goal.text].evidence.confidence < confidence:
                stated[goal.text] = goal
    for clause in found:
        if labelled(document.text, document.blocks[clause.block], clause.left, clause.right):
            goal = state(setting.document, entities, plan, clause._replace(start=clause.left), LABELLED)
            stated.setdefault(goal.text, goal)
    return sorted(stated.values(), key=lambda g: g.evidence.spans)


def state(document: Document, entities: Sequence[Entity], plan: Entity, clause: Clause, confidence: float) -> Goal:
    """A goal from a clause."""
    span = Span(clause.start, clause.end)
    text = "".join(document.slice(span).split())
    rule = f"goal-{'verb' if clause.verb else 'title'}"
    subject = subject_of(document, entities, clause) or plan
    return Goal(text, subject, Evidence((span,), rule, round(confidence, 4)), period_of(document, clause))
