"""The ontology's SHACL shapes, run over the graph of a document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import pyshacl
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import RDF, SH, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.term import Node

from kg.terms import PREFIXES

STRING = PREFIXES["xsd"] + "string"


def violations(quads: Iterable[Quad]) -> list[str]:
    """Return ``node: message`` for everything in one document's graph that breaks a shape, sorted; empty if all is well."""
    _, results, _ = pyshacl.validate(_rdflib(quads), shacl_graph=_shapes(), inference="none", inplace=True)
    return sorted({_line(results, result) for result in results.subjects(RDF.type, SH.ValidationResult)})


def _line(results: Graph, result: Node) -> str:
    node, message = results.value(result, SH.focusNode), results.value(result, SH.resultMessage)
    return f"{node}: {message}"


@cache
def _shapes() -> Graph:
    return Graph().parse(data=(files("ontology") / "shapes.ttl").read_bytes(), format="turtle")


def _rdflib(quads: Iterable[Quad]) -> Graph:
    graph = Graph(bind_namespaces="none")
    known: dict[object, Node] = {}
    for quad in quads:
        triple = (quad.subject, quad.predicate, quad.object)
        for term in triple:
            if term not in known:
                known[term] = _term(term)
        graph.add(tuple(known[term] for term in triple))  # type: ignore[arg-type]
    return graph


def _term(term: object) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"neither an IRI nor a literal: {term}")
    if term.language:
        return RdfLiteral(term.value, lang=term.language)
    datatype = term.datatype.value
    return RdfLiteral(term.value) if datatype == STRING else RdfLiteral(term.value, datatype=URIRef(datatype))
