"""Entities as statements: what class they are, under which names, in which sentences."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from extract.facts import Entity, Evidence, Extraction
from kg.naming import Namer
from kg.statement import Statement, reified
from kg.terms import ALT_LABEL, LABEL, TYPE, term


def entity_statements(extraction: Extraction, namer: Namer) -> Iterator[Statement]:
    """State class and names of every entity; its mentions are the evidence."""
    groups: dict[NamedNode, list[Entity]] = {}
    for entity in extraction.entities:
        groups.setdefault(namer.entity(entity), []).append(entity)
    for node, entities in groups.items():
        names = (*_names(node, entities, namer), *_code(node, entities[0], namer))
        for entity in entities:
            above = Triple(node, TYPE, term(f"pk:{entity.cls}"))
            for cls in (entity.subclass or entity.cls, *entity.also):
                stated = reified(extraction.document.id, node, TYPE, term(f"pk:{cls}"), _evidence(entity))
                yield Statement(stated.node, (*stated.triples, above, *names), stated.evidence)


def _code(node: NamedNode, entity: Entity, namer: Namer) -> Iterator[Triple]:
    coded = namer.code(entity)
    if coded:
        yield Triple(node, term(coded[0]), Literal(coded[1]))


def _evidence(entity: Entity) -> Evidence:
    return Evidence(entity.mentions, entity.rule, entity.confidence)


def _names(node: NamedNode, entities: list[Entity], namer: Namer) -> Iterator[Triple]:
    forms = {form for entity in entities for form in (entity.name, *entity.aliases)}
    label = max((namer.label(entity) for entity in entities), key=lambda name: (len(name), name))
    yield Triple(node, LABEL, Literal(label, language="zh"))
    for form in sorted(forms - {label}):
        yield Triple(node, ALT_LABEL, Literal(form, language="zh"))
