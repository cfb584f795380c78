"""Stated goals: clauses with a goal's verb or title are proposed, a learned judge decides by them and what stands around, subject and period are added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.document import Document, Span
from extract.facts import Entity, Evidence, Goal
from extract.goals.around import HOPEFUL, surroundings
from extract.goals.clauses import Clause, clauses
from extract.goals.features import AIM, SENTENCE, Setting, clause_features, headed, solo, starts, titles
from extract.goals.holder import own_plan, subject_of
from extract.goals.judge import Judge, default_judge
from extract.goals.period import period_of
from extract.goals.words import pattern

__all__ = ["goals"]


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
    scores = [judge.score(clause_features(setting, clause)) for clause in found]
    for number, figures in surroundings(setting, found, scores, HOPEFUL).items():
        clause, confidence = found[number], judge.confidence(judge.weighed(figures))
        if confidence >= judge.threshold:
            goal = state(document, entities, plan, clause, confidence)
            if goal.text not in stated or stated[goal.text].evidence.confidence < confidence:
                stated[goal.text] = goal
    return sorted(stated.values(), key=lambda g: g.evidence.spans)


def setting_of(document: Document, entities: Sequence[Entity], found: Sequence[Clause]) -> Setting:
    """What the judge must know of the whole document, its entities and candidate clauses."""
    known = document.metadata.district
    names = {known, known[:-1] if len(known) > 2 else known} - {""}
    areas = sorted(m.start for e in entities if e.cls == "Park" for m in e.mentions)
    text = document.text
    setting = Setting(
        document,
        tuple(sorted(names)),
        tuple(areas),
        titles(document),
        aims=starts(AIM, text),
        past=starts(pattern("past"), text),
        ahead=starts(pattern("ahead"), text),
        stops=starts(SENTENCE, text),
        blocks=tuple(b.start for b in document.blocks),
    )
    things: dict[int, str] = {}
    for e in entities:
        for m in e.mentions:
            if e.cls != "Plan":
                things.setdefault(m.end, e.cls)
    inner = sorted(m.start for e in entities if e.cls in ("Park", "Project", "Enterprise") for m in e.mentions)
    whole = [c for c in found if solo(setting, c)]
    solos = Counter(document.blocks[c.block].path for c in whole)
    return replace(
        setting,
        alike=series(setting, found),
        things=things,
        inner=tuple(inner),
        solos=solos,
        alone=frozenset(c.left for c in whole),
    )


def series(setting: Setting, found: Sequence[Clause]) -> Counter[tuple[tuple[str, ...], str]]:
    """How many clauses that open a sentence end alike, by heading path and last four characters."""
    document = setting.document
    return Counter(
        (document.blocks[c.block].path, document.text[max(c.start, c.right - 4) : c.right])
        for c in found
        if headed(setting, c)
    )


def state(document: Document, entities: Sequence[Entity], plan: Entity, clause: Clause, confidence: float) -> Goal:
    """A goal from a clause."""
    span = Span(clause.start, clause.end)
    text = "".join(document.slice(span).split())
    rule = f"goal-{'verb' if clause.verb else 'title'}"
    subject = subject_of(document, entities, clause) or plan
    return Goal(text, subject, Evidence((span,), rule, round(confidence, 4)), period_of(document, clause))
