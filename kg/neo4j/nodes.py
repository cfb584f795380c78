"""Nodes: one file for the entities, one for observations and measures, one each for documents and passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from kg.neo4j.table import Cell
from kg.neo4j.terms import CLASS_FILES, is_node, local, prefixed
from kg.terms import ALT_LABEL, CONFIDENCE, LABEL, ONTOLOGY, RULE, TYPE, term
from ontology import superclasses
from ontology.tables import read_table

Values = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A property of the graph, its name in Neo4j and its type there; ``many`` for an array."""

    property: str
    header: str
    many: bool


@cache
def columns(file: str) -> tuple[Column, ...]:
    """Return the columns of a node file, as ``columns.tsv`` has them."""
    rows = read_table(Path(__file__).parent / "columns.tsv", ("file", "property", "column", "type"))
    return tuple(Column(prop, f"{name}:{kind}", kind.endswith("[]")) for of, prop, name, kind in rows if of == file)


def header(file: str) -> list[str]:
    """Return the header of a node file: id, labels, its columns, and ``more`` for whatever has no column."""
    return ["iri:ID(Thing)", ":LABEL", *(column.header for column in columns(file)), "more:string[]"]


def members(store: Store, file: str) -> list[NamedNode]:
    """Return the nodes that belong in a file, sorted by IRI; what is of several classes stands in the first file only."""
    found: dict[str, NamedNode] = {}
    for cls, of in CLASS_FILES.items():
        if of == file:
            found |= {node.value: node for node in _instances(store, cls)}
    return [found[iri] for iri in sorted(found)]


def node_rows(store: Store, file: str, nodes: Iterable[NamedNode]) -> Iterator[list[Cell]]:
    """Yield the rows of a node file."""
    for node in nodes:
        values = _values(store, node)
        labels = _labels(values.pop("rdf:type", []))
        cells, more = _cells(file, values)
        yield [node.value, labels, *cells, more]


def _instances(store: Store, cls: str) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, TYPE, term(f"pk:{cls}"), None):
        if isinstance(quad.subject, NamedNode) and quad.graph_name != ONTOLOGY:
            yield quad.subject


def _labels(classes: list[str]) -> list[str]:
    """Every class of a node and every class above, and ``Thing``, so that one constraint holds for all."""
    own = [name.removeprefix("pk:") for name in classes if name.startswith("pk:")]
    return sorted({"Thing", *own, *(upper for name in own for upper in superclasses(name))})


def _values(store: Store, node: NamedNode) -> Values:
    """The literals of a node, and the IRIs that are no nodes, by prefixed property; names as one fullest form and the others."""
    found: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(node, None, None, None):
        if quad.predicate not in (RULE, CONFIDENCE) and not is_node(quad.object):
            found.setdefault(prefixed(quad.predicate), set()).add(_text(quad.object))
    values = {name: sorted(texts) for name, texts in found.items()}
    names = sorted(values.get(prefixed(LABEL), []), key=lambda name: (-len(name), name))
    if names:
        others = {*names[1:], *values.get(prefixed(ALT_LABEL), [])} - {names[0]}
        values |= {prefixed(LABEL): names[:1], prefixed(ALT_LABEL): sorted(others)}
    return values


def _text(value: object) -> str:
    if isinstance(value, NamedNode):
        return prefixed(value)
    if not isinstance(value, Literal):
        raise TypeError(f"neither an IRI nor a literal: {value}")
    return value.value


def _cells(file: str, values: Values) -> tuple[list[Cell], list[str]]:
    """Put the values under their columns; what has no column, or too many values for it, comes back as ``property=value``."""
    cells: list[Cell] = []
    for column in columns(file):
        found = [local(text) for text in values.get(column.property, [])]
        kept = found if column.many else found[:1]
        cells.append(kept if column.many else "".join(kept))
        values[column.property] = found[len(kept) :]
    return cells, [f"{name}={text}" for name in sorted(values) for text in values[name]]
