"""The IRIs that the graph is written with: plankg's own namespace and the published vocabularies beside it."""

from __future__ import annotations

from pyoxigraph import NamedNode

PREFIXES = {
    "pk": "https://w3id.org/plankg/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
}
"""Prefixes of the written TriG and of every query, in the order of the file's head."""


def term(prefixed: str) -> NamedNode:
    """Return the node of a prefixed name such as ``pk:covers``; KeyError for an unknown prefix."""
    prefix, _, local = prefixed.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


TYPE = term("rdf:type")
STATEMENT = term("rdf:Statement")
SUBJECT = term("rdf:subject")
PREDICATE = term("rdf:predicate")
OBJECT = term("rdf:object")
LABEL = term("rdfs:label")
ALT_LABEL = term("skos:altLabel")
DERIVED_FROM = term("prov:wasDerivedFrom")
RULE = term("pk:rule")
CONFIDENCE = term("pk:confidence")
DECIMAL = term("xsd:decimal")
ONTOLOGY = NamedNode("https://w3id.org/plankg/ontology")
"""The named graph that holds the ontology."""
