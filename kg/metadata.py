"""What is known of a document and of the plan that it is."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from extract.document import Document, Metadata
from extract.facts import Extraction
from kg.naming import Namer
from kg.terms import LABEL, TYPE, term


def document_triples(extraction: Extraction, node: NamedNode, namer: Namer) -> Iterator[Triple]:
    """Describe the file, and the plan that it holds, by what the document says about itself."""
    document = extraction.document
    yield from _file(document, node)
    for prefixed, value in _stated(document.metadata):
        yield Triple(node, term(prefixed), value)
    if namer.plan:
        plan = namer.entity(namer.plan)
        yield Triple(node, term("pk:expresses"), plan)
        for prefixed, value in _stated(document.metadata):
            yield Triple(plan, term(prefixed), value)


def _file(document: Document, node: NamedNode) -> Iterator[Triple]:
    yield Triple(node, TYPE, term("pk:Document"))
    yield Triple(node, LABEL, Literal(document.metadata.title or document.name, language="zh"))
    yield Triple(node, term("pk:fileName"), Literal(document.name))
    yield Triple(node, term("pk:sha256"), Literal(document.sha256))
    yield Triple(node, term("pk:mediaType"), Literal(document.media_type))
    yield Triple(node, term("pk:textFile"), Literal(f"text/{document.id}.txt"))
    yield Triple(node, term("pk:originMap"), Literal(f"text/{document.id}.origins.tsv"))


def _stated(metadata: Metadata) -> Iterator[tuple[str, Literal]]:
    values = (
        ("dcterms:title", metadata.title),
        ("pk:issuer", metadata.issuer),
        ("pk:documentNumber", metadata.number),
        ("pk:issued", metadata.issued),
        ("pk:period", metadata.period),
    )
    yield from ((prefixed, Literal(value)) for prefixed, value in values if value)
