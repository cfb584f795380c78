"""Entities: names proposed by rules, judged by a learned tagger, gathered into things over the whole document."""

from extract.document import Document
from extract.entities.gather import gathered
from extract.entities.tagger.model import load
from extract.entities.tagging import tagged
from extract.facts import Entity

__all__ = ["entities"]


def entities(document: Document) -> list[Entity]:
    """Return the entities of a document with their mentions, in the order of their first mention."""
    spans = tagged(document.text, document.metadata.district, load())
    return gathered(document, spans)
