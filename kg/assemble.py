"""From the extraction of one document to the quads of its named graph."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from extract.facts import Extraction
from kg.entities import entity_statements
from kg.iri import mint
from kg.measures import attribute_statements, measure_statements, observation_statements
from kg.metadata import document_triples
from kg.naming import Namer
from kg.passage import Passage, PassageFinder
from kg.relations import goal_statements, relation_statements
from kg.statement import Statement, judged, merged
from kg.terms import DERIVED_FROM, TYPE, term


def document_iri(document_id: str) -> NamedNode:
    """Return the IRI of a document, which is also the name of its graph."""
    return NamedNode(mint("document", document_id))


def assemble(extraction: Extraction) -> Iterator[Quad]:
    """Yield the quads of the named graph of ``extraction.document``, each once, in an order that only content decides."""
    graph = document_iri(extraction.document.id)
    for triple in dict.fromkeys(_triples(extraction, graph)):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _triples(extraction: Extraction, node: NamedNode) -> Iterator[Triple]:
    namer = Namer(extraction)
    finder = PassageFinder(extraction.document)
    yield from document_triples(extraction, node, namer)
    seen: set[Passage] = set()
    for statement in merged(_statements(extraction, namer)):
        yield from statement.triples
        yield from judged(statement)
        for passage in _passages(statement, finder):
            passage_node = NamedNode(mint("passage", extraction.document.id, f"{passage.start}-{passage.end}"))
            yield Triple(statement.node, DERIVED_FROM, passage_node)
            if passage not in seen:
                seen.add(passage)
                yield from _passage_triples(passage_node, passage, extraction, node)


def _statements(extraction: Extraction, namer: Namer) -> Iterator[Statement]:
    yield from entity_statements(extraction, namer)
    yield from relation_statements(extraction, namer)
    yield from observation_statements(extraction, namer)
    yield from measure_statements(extraction, namer)
    yield from attribute_statements(extraction, namer)
    yield from goal_statements(extraction, namer)


def _passages(statement: Statement, finder: PassageFinder) -> list[Passage]:
    return sorted({passage for span in statement.evidence.spans for passage in finder.find(span)})


def _passage_triples(
    node: NamedNode, passage: Passage, extraction: Extraction, document: NamedNode
) -> Iterator[Triple]:
    yield Triple(node, TYPE, term("pk:Passage"))
    yield Triple(node, term("pk:inDocument"), document)
    yield Triple(node, term("pk:start"), Literal(passage.start))
    yield Triple(node, term("pk:end"), Literal(passage.end))
    yield Triple(node, term("pk:text"), Literal(extraction.document.text[passage.start : passage.end]))
    if passage.section:
        yield Triple(node, term("pk:section"), Literal(passage.section))
    if passage.place:
        yield Triple(node, term("pk:originPlace"), Literal(passage.place))
    if passage.offset is not None:
        yield Triple(node, term("pk:originOffset"), Literal(passage.offset))
