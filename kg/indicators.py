"""Indicators: the same quantity under one IRI, whatever a document calls it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.iri import mint
from kg.terms import LABEL, TYPE, term


def indicator_iri(name: str) -> NamedNode:
    """Return the IRI of the indicator that a document calls ``name``."""
    return NamedNode(mint("indicator", name))


def indicator_triples(name: str) -> Iterator[Triple]:
    """Class and names of that indicator."""
    node = indicator_iri(name)
    yield Triple(node, TYPE, term("pk:Indicator"))
    yield Triple(node, LABEL, Literal(name, language="zh"))
