"""How names of the graph become names of Neo4j."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from kg.iri import BASE
from kg.terms import PREFIXES

CLASS_FILES = {
    "District": "entities",
    "Park": "entities",
    "Industry": "entities",
    "Enterprise": "entities",
    "Project": "entities",
    "Plan": "entities",
    "Goal": "entities",
    "Indicator": "entities",
    "Observation": "numbers",
    "Measure": "numbers",
    "Document": "documents",
    "Passage": "passages",
}
"""Class → the node file that holds its members."""


def is_node(value: object) -> bool:
    """Tell whether a term is a thing of the graph, which becomes a node; other IRIs are values."""
    return isinstance(value, NamedNode) and value.value.startswith(BASE)


def prefixed(node: NamedNode) -> str:
    """Return ``pk:covers`` for its IRI, the IRI itself where no prefix fits."""
    for prefix, namespace in PREFIXES.items():
        if node.value.startswith(namespace):
            return f"{prefix}:{node.value.removeprefix(namespace)}"
    return node.value


def local(text: str) -> str:
    """Return ``investment`` for ``pk:investment``, any other text as it is."""
    return text.removeprefix("pk:")


def relationship_type(predicate: NamedNode) -> str:
    """Return the type of a relationship: ``LOCATED_IN`` for ``pk:locatedIn``."""
    name = re.split(r"[:/#]", prefixed(predicate))[-1]
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()
