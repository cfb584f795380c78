"""Leaving out what is not sure enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from extract.facts import Attribute, Entity, Extraction, Goal, Measure, Observation, Relation

Fact = TypeVar("Fact", Relation, Observation, Measure, Goal, Attribute)


def confident(extraction: Extraction, threshold: float) -> Extraction:
    """Keep the entities and facts of confidence ``threshold`` (0 to 1) and more; a fact goes with its entities."""
    if threshold <= 0:
        return extraction
    kept: set[tuple[str, str]] = {entity.key for entity in extraction.entities if entity.confidence >= threshold}
    return replace(
        extraction,
        entities=tuple(entity for entity in extraction.entities if entity.key in kept),
        relations=_sure(extraction.relations, threshold, kept),
        observations=_sure(extraction.observations, threshold, kept),
        measures=_sure(extraction.measures, threshold, kept),
        goals=_sure(extraction.goals, threshold, kept),
        attributes=_sure(extraction.attributes, threshold, kept),
    )


def _sure(facts: Iterable[Fact], threshold: float, kept: set[tuple[str, str]]) -> tuple[Fact, ...]:
    return tuple(
        fact
        for fact in facts
        if fact.evidence.confidence >= threshold and all(entity.key in kept for entity in _entities(fact))
    )


def _entities(fact: Relation | Observation | Measure | Goal | Attribute) -> list[Entity]:
    if isinstance(fact, Relation):
        return [fact.subject, fact.object]
    if isinstance(fact, Observation):
        return [fact.district] if fact.district else []
    return [fact.subject]
