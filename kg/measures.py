"""Numbers as statements: observations of indicators, sizes of projects and parks, their status and period."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from extract.facts import Extraction, Measure, Observation
from kg.concepts import indicator_iri, indicator_triples
from kg.iri import content_hash, mint
from kg.naming import Namer
from kg.statement import Statement, decimal, reified
from kg.terms import TYPE, term
from ontology.vocabulary import normalize


def observation_statements(extraction: Extraction, namer: Namer) -> Iterator[Statement]:
    """State every observation on a node of its own, and that the document's plan has the indicator."""
    for observation in extraction.observations:
        indicator = indicator_iri(observation.indicator)
        node = NamedNode(mint("observation", content_hash(extraction.document.id, *_identity(observation, namer))))
        told = (*indicator_triples(observation.indicator), *_observed(node, observation, namer))
        yield Statement(node, told, observation.evidence)
        if namer.plan:
            plan = namer.entity(namer.plan)
            yield reified(extraction.document.id, plan, term("pk:hasIndicator"), indicator, observation.evidence)


def measure_statements(extraction: Extraction, namer: Namer) -> Iterator[Statement]:
    """State every size of a project or park on a node of its own."""
    for measure in extraction.measures:
        subject = namer.entity(measure.subject)
        identity = (subject.value, measure.aspect, measure.label, *_amount_key(measure))
        node = NamedNode(mint("measure", content_hash(extraction.document.id, *identity)))
        told = [
            Triple(subject, term("pk:measure"), node),
            Triple(node, TYPE, term("pk:Measure")),
            Triple(node, term("pk:aspect"), term(f"pk:{measure.aspect}")),
            *_amount(node, measure),
        ]
        if measure.label:
            told.append(Triple(node, term("pk:measureLabel"), Literal(measure.label)))
        yield Statement(node, tuple(told), measure.evidence)


def attribute_statements(extraction: Extraction, namer: Namer) -> Iterator[Statement]:
    """State status and period of projects and parks."""
    for attribute in extraction.attributes:
        subject, predicate = namer.entity(attribute.subject), term(f"pk:{attribute.predicate}")
        yield reified(extraction.document.id, subject, predicate, Literal(attribute.value), attribute.evidence)


def _identity(observation: Observation, namer: Namer) -> tuple[str, ...]:
    district = namer.entity(observation.district).value if observation.district else ""
    indicator = indicator_iri(observation.indicator).value
    return (indicator, district, observation.kind, observation.period, observation.direction, *_amount_key(observation))


def _amount_key(fact: Observation | Measure) -> tuple[str, ...]:
    upper = "" if fact.value_max is None else decimal(fact.value_max).value
    return (decimal(fact.value).value, upper, fact.unit, fact.comparator)


def _observed(node: NamedNode, observation: Observation, namer: Namer) -> Iterator[Triple]:
    yield Triple(node, TYPE, term("pk:Observation"))
    yield Triple(node, term("pk:indicator"), indicator_iri(observation.indicator))
    yield Triple(node, term("pk:kind"), Literal(observation.kind))
    yield from _amount(node, observation)
    if observation.district:
        yield Triple(node, term("pk:district"), namer.entity(observation.district))
    if observation.period:
        yield Triple(node, term("pk:period"), Literal(observation.period))
    if observation.binding is not None:
        yield Triple(node, term("pk:binding"), Literal(observation.binding))
    if observation.direction:
        yield Triple(node, term("pk:direction"), Literal(observation.direction))


def _amount(node: NamedNode, fact: Observation | Measure) -> Iterator[Triple]:
    yield Triple(node, term("pk:value"), decimal(fact.value))
    yield Triple(node, term("pk:comparator"), Literal(fact.comparator))
    if fact.unit:
        yield Triple(node, term("pk:unit"), Literal(fact.unit))
    yield from _normalized(node, fact)
    if fact.value_max is not None:
        yield Triple(node, term("pk:valueMax"), decimal(fact.value_max))


def _normalized(node: NamedNode, fact: Observation | Measure) -> Iterator[Triple]:
    lower = normalize(fact.value, fact.unit)
    upper = None if fact.value_max is None else normalize(fact.value_max, fact.unit)
    if lower:
        yield Triple(node, term("pk:normalizedValue"), decimal(lower[0]))
        yield Triple(node, term("pk:normalizedUnit"), Literal(lower[1]))
    if upper:
        yield Triple(node, term("pk:normalizedValueMax"), decimal(upper[0]))
