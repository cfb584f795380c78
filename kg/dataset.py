"""A finished graph, opened for reading, and the few questions that every writer of pages or files asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from kg.terms import PREFIXES, term


class NoGraphError(Exception):
    """A folder without a graph; the message is one line that names it and says what to do."""


def open_graph(out: Path) -> Store:
    """Open what ``plankg build -o out`` wrote: the database, or ``graph.trig`` in memory where there is none.

    ``out`` may also be a TriG file. Raises NoGraphError where there is neither. Nothing is written.
    """
    try:
        if (out / "store" / "CURRENT").is_file():
            return Store.read_only(str(out / "store"))
        return _loaded(out if out.is_file() else out / "graph.trig")
    except (OSError, SyntaxError) as error:
        raise NoGraphError(f"{out}: cannot be read as a graph ({error}); build it again with plankg build") from error


def _loaded(trig: Path) -> Store:
    if not trig.is_file():
        raise NoGraphError(f"{trig.parent}: no graph here; make one with plankg build INPUT -o {trig.parent}")
    store = Store()
    store.bulk_load(path=trig, format=RdfFormat.TRIG)
    return store


def select(store: Store, query: str) -> QuerySolutions:
    """Ask a SELECT over all named graphs together; ``pk:``, ``rdfs:``, ``skos:``, ``prov:`` … need no PREFIX line."""
    rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    if not isinstance(rows, QuerySolutions):
        raise ValueError("not a SELECT query")
    return rows


def objects(store: Store, subject: NamedNode, predicate: str) -> list[NamedNode | Literal]:
    """Return the values of a property (``pk:covers``) in all graphs, each once, sorted by their N-Triples form."""
    found = {quad.object for quad in store.quads_for_pattern(subject, term(predicate), None)}
    return sorted(found, key=str)  # type: ignore[arg-type]


def subjects(store: Store, predicate: str, value: NamedNode) -> list[NamedNode]:
    """Return what has ``value`` for a property in any graph, each once, sorted by IRI."""
    found = {quad.subject for quad in store.quads_for_pattern(None, term(predicate), value)}
    return sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)


def label(store: Store, node: NamedNode) -> str:
    """Return the longest Chinese ``rdfs:label``, any other where there is none, the end of the IRI failing both."""
    labels = [value for value in objects(store, node, "rdfs:label") if isinstance(value, Literal)]
    chinese = [value.value for value in labels if value.language == "zh"] or [value.value for value in labels]
    return max(chinese, key=len) if chinese else node.value.rsplit("/", 1)[-1]


def instances(store: Store, cls: str) -> Iterator[NamedNode]:
    """Yield the things of a class (``pk:Park``), sorted by IRI."""
    yield from subjects(store, "rdf:type", term(cls))
