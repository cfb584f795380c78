"""Relationships: stated relations with their evidence, plain links, and what leads from a thing to the passages that tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from kg.neo4j.table import Cell
from kg.neo4j.terms import is_node, local, prefixed, relationship_type
from kg.terms import CONFIDENCE, DERIVED_FROM, OBJECT, PREDICATE, RULE, STATEMENT, SUBJECT, TYPE, term

ENDS = [":START_ID(Thing)", ":END_ID(Thing)", ":TYPE"]
JUDGED = ["rule:string", "confidence:double", "document:string"]
RELATION_HEADER = [
    *ENDS,
    "statement:string",
    *JUDGED,
    "passages:string[]",
    "sentences:string[]",
    "starts:long[]",
    "ends:long[]",
]
LINK_HEADER = [*ENDS, "document:string"]
EVIDENCE_HEADER = [*ENDS, "property:string", "value:string", "statement:string", *JUDGED]


@dataclass(frozen=True, slots=True)
class Told:
    """A statement node as the store has it."""

    node: NamedNode
    subject: NamedNode
    predicate: NamedNode
    object: NamedNode | Literal
    graph: NamedNode

    @property
    def relates(self) -> bool:
        """Whether it is a relation between two nodes, rather than their class or a plain value."""
        return is_node(self.object)


def statements(store: Store) -> list[Told]:
    """Return the statement nodes, sorted by IRI."""
    found = sorted(((quad.subject, quad.graph_name) for quad in _quads(store, None, TYPE, STATEMENT)), key=str)
    return [_told(store, node, graph) for node, graph in found]


def relation_rows(store: Store, told: Iterable[Told]) -> Iterator[list[Cell]]:
    """Yield one row per stated relation, with all its passages: a relation that two documents state gives two rows."""
    for one in told:
        if one.relates:
            ends = [one.subject.value, one.object.value, relationship_type(one.predicate)]
            yield [*ends, one.node.value, *_judged(store, one.node, one.graph), *_quoted(store, one)]


def link_rows(store: Store, told: Iterable[Told]) -> Iterator[list[Cell]]:
    """Yield what joins two nodes without a statement: an observation and its indicator, a passage and its document."""
    stated = {(one.subject, one.predicate, one.object, one.graph) for one in told if one.relates}
    reifying = {SUBJECT, PREDICATE, OBJECT, DERIVED_FROM}
    rows = {
        (relationship_type(quad.predicate), quad.subject.value, quad.object.value, quad.graph_name.value)
        for quad in _quads(store)
        if is_node(quad.subject)
        and is_node(quad.object)
        and quad.predicate not in reifying
        and tuple(quad) not in stated
    }
    yield from ([start, end, kind, document] for kind, start, end, document in sorted(rows))


def evidence_rows(store: Store, told: Iterable[Told]) -> Iterator[list[Cell]]:
    """Yield what leads to passages: mentions of a thing, plain values stated of it, the source of a number or goal."""
    nodes = set()
    for one in told:
        nodes.add(one.node)
        if not one.relates:
            kind = "MENTIONED_IN" if one.predicate == TYPE else "STATED_IN"
            named = [local(prefixed(one.predicate)).removeprefix("rdf:"), _plain(one.object), one.node.value]
            for passage in _passages(store, one.node, one.graph):
                yield [one.subject.value, passage.value, kind, *named, *_judged(store, one.node, one.graph)]
    derived = {quad for quad in _quads(store, None, DERIVED_FROM) if quad.subject not in nodes}
    for quad in sorted(derived, key=str):
        row = [quad.subject.value, quad.object.value, "DERIVED_FROM", "", "", ""]
        yield [*row, *_judged(store, quad.subject, quad.graph_name)]


def _told(store: Store, node: NamedNode, graph: NamedNode) -> Told:
    subject, predicate, value = (_first(store, node, part, graph) for part in (SUBJECT, PREDICATE, OBJECT))
    return Told(node, subject, predicate, value, graph)


def _judged(store: Store, node: NamedNode, graph: NamedNode) -> list[str]:
    rules = sorted(value.value for value in _values(store, node, RULE, graph))
    confidences = [value.value for value in _values(store, node, CONFIDENCE, graph)]
    return [" | ".join(rules), max(confidences, key=float, default=""), graph.value]


def _quoted(store: Store, told: Told) -> list[Cell]:
    passages = _passages(store, told.node, told.graph)
    texts, starts, ends = (
        [_first(store, passage, term(prop), told.graph).value for passage in passages]
        for prop in ("pk:text", "pk:start", "pk:end")
    )
    return [[passage.value for passage in passages], texts, starts, ends]


def _passages(store: Store, node: NamedNode, graph: NamedNode) -> list[NamedNode]:
    return sorted(_values(store, node, DERIVED_FROM, graph), key=str)


def _plain(value: NamedNode | Literal) -> str:
    return value.value if isinstance(value, Literal) else local(prefixed(value))


def _first(store: Store, node: NamedNode, predicate: NamedNode, graph: NamedNode) -> Any:
    return _values(store, node, predicate, graph)[0]


def _values(store: Store, node: NamedNode, predicate: NamedNode, graph: NamedNode) -> list[Any]:
    return [quad.object for quad in _quads(store, node, predicate, None, graph)]


def _quads(store: Store, *pattern: NamedNode | None) -> Iterator[Any]:
    """Yield the matching quads as Any: their subjects and graphs are IRIs, for the build mints no blank nodes."""
    return store.quads_for_pattern(*(*pattern, None, None, None, None)[:4])
