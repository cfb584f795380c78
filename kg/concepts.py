"""Indicators and industries: one IRI for a concept of the national vocabularies, whatever a document calls it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.iri import mint
from kg.terms import ALT_LABEL, LABEL, TYPE, term
from ontology import vocabulary


def industry_name(name: str) -> str:
    """Return the usual name of the industry called ``name``; a name that the vocabulary does not know stays."""
    known = vocabulary.industry(name)
    return known.label if known else name


def industry_code(name: str) -> str:
    """Return the code of an industry in GB/T 4754-2017 (``C36``), of section and division the latter; empty for none."""
    known = vocabulary.industry(name)
    return known.code.split(" ")[-1] if known else ""


def indicator_name(name: str) -> str:
    """Return the usual name of the indicator called ``name``; a name that the vocabulary does not know stays."""
    known = vocabulary.indicator(name)
    return known.label if known else name


def indicator_iri(name: str) -> NamedNode:
    """Return the IRI of the indicator that a document calls ``name``."""
    return NamedNode(mint("indicator", indicator_name(name)))


def indicator_triples(name: str) -> Iterator[Triple]:
    """Class and names of that indicator: its usual name, and as another one what the document says."""
    node, usual = indicator_iri(name), indicator_name(name)
    yield Triple(node, TYPE, term("pk:Indicator"))
    yield Triple(node, LABEL, Literal(usual, language="zh"))
    if name != usual:
        yield Triple(node, ALT_LABEL, Literal(name, language="zh"))
