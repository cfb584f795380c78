"""Everything that can be found wrong in a finished graph."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Store

from kg.dataset import select
from kg.shacl import violations
from kg.terms import ONTOLOGY
from queries import bind, list_queries


def findings(store: Store) -> Iterator[str]:
    """Yield a line for every broken shape, graph by graph, then for every row of the ``violation-`` questions."""
    graphs = sorted((g for g in store.named_graphs() if isinstance(g, NamedNode)), key=lambda graph: graph.value)
    for graph in graphs:
        if graph != ONTOLOGY:
            yield from violations(store.quads_for_pattern(None, None, None, graph))
    for query in list_queries():
        if query.kind == "violation":
            for row in select(store, bind(query, {})):
                yield f"{query.name}: " + " | ".join("" if value is None else _text(value) for value in row)


def _text(value: object) -> str:
    return str(getattr(value, "value", value))
