"""Entities: names proposed by rules, judged by a learned tagger, gathered into things over the whole document."""

from extract.document import Document
from extract.entities.borrowed import PipelineError, with_borrowed
from extract.entities.common import only_named
from extract.entities.coordination import with_list_items, with_parallel_names
from extract.entities.counted import with_counted
from extract.entities.firms import with_firms
from extract.entities.gather import gathered
from extract.entities.judge import judged
from extract.entities.layout import with_areas
from extract.entities.lines import with_lines
from extract.entities.places import with_known_places
from extract.entities.propose import segment
from extract.entities.settled import with_settled
from extract.entities.spans import tidy
from extract.entities.tagger.features import fold
from extract.entities.tagger.model import Tagger, load
from extract.entities.tagging import tagged
from extract.entities.unlisted import with_unlisted
from extract.entities.works import with_deeds
from extract.facts import Entity

__all__ = ["PipelineError", "entities", "proposed"]


def entities(document: Document, tagger: Tagger | None = None, *, model: str = "") -> list[Entity]:
    """Return the entities of a document with their mentions, in the order of their first mention.

    ``tagger`` is the one that comes with plankg unless another is given; ``model`` names an installed spaCy pipeline
    whose names are used as well (PipelineError where there is none).
    """
    return judged(document, proposed(document, tagger, model=model))


def proposed(document: Document, tagger: Tagger | None = None, *, model: str = "") -> list[Entity]:
    """Return what ``entities`` returns before the judge: all that rules and the tagger propose, as sure as the tagger is."""
    words, district = segment(fold(document.text), document.text), document.metadata.district
    spans = with_settled(tidy(tagged(words, district, tagger or load()), words), words)
    spans = with_firms(with_unlisted(with_known_places(spans, words, district), words, district), words)
    spans = with_counted(with_parallel_names(with_list_items(spans, words), words), words)
    spans = with_areas(with_lines(with_deeds(spans, words), words), words)
    return gathered(document, with_borrowed(only_named(spans, words), document, model))
