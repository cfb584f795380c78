"""What one document says, each piece with the node that carries its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from extract.facts import Evidence
from kg.iri import content_hash, mint
from kg.terms import CONFIDENCE, DECIMAL, OBJECT, PREDICATE, RULE, STATEMENT, SUBJECT, TYPE

Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Statement:
    """Triples that hold because ``evidence`` says so; ``node`` is where rule, confidence and passages are written."""

    node: NamedNode
    triples: tuple[Triple, ...]
    evidence: Evidence


def reified(document: str, subject: NamedNode, predicate: NamedNode, value: Term, evidence: Evidence) -> Statement:
    """State ``subject predicate value`` and describe that as an ``rdf:Statement`` of ``document`` (its id)."""
    node = NamedNode(mint("statement", content_hash(document, subject.value, predicate.value, str(value))))
    told = (
        Triple(subject, predicate, value),
        Triple(node, TYPE, STATEMENT),
        Triple(node, SUBJECT, subject),
        Triple(node, PREDICATE, predicate),
        Triple(node, OBJECT, value),
    )
    return Statement(node, told, evidence)


def merged(statements: Iterable[Statement]) -> list[Statement]:
    """Make what is stated twice one statement with all the spans, under the surest rule; first come, first served."""
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(statement.node.value, []).append(statement)
    return [_joined(group) for group in groups.values()]


def judged(statement: Statement) -> Iterator[Triple]:
    """Rule and confidence of a statement, as triples of its node."""
    yield Triple(statement.node, RULE, Literal(statement.evidence.rule))
    yield Triple(statement.node, CONFIDENCE, decimal(Decimal(str(round(statement.evidence.confidence, 3)))))


def decimal(value: Decimal) -> Literal:
    """Write a number as xsd:decimal: no exponent, no superfluous zeros, so that every store keeps it as it is."""
    plain = format(value, "f")
    shortest = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return Literal("0" if shortest in ("-0", "") else shortest, datatype=DECIMAL)


def _joined(group: list[Statement]) -> Statement:
    if len(group) == 1:
        return group[0]
    surest = max(group, key=lambda statement: (statement.evidence.confidence, statement.evidence.rule)).evidence
    spans = tuple(sorted({span for statement in group for span in statement.evidence.spans}))
    triples = tuple(dict.fromkeys(triple for statement in group for triple in statement.triples))
    return Statement(group[0].node, triples, Evidence(spans, surest.rule, surest.confidence))
