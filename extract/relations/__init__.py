"""Relations between the entities of a document: rules propose pairs, a learned judge decides, structure tidies."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Document, in_text
from extract.facts import Entity, Relation
from extract.relations.candidates import candidates
from extract.relations.judge import Judge, default_judge, scores
from extract.relations.scene import make_scene
from extract.relations.structure import accepted, by_triple, hopeful, relate, without_circles

__all__ = ["relations"]


def relations(document: Document, entities: Sequence[Entity], judge: Judge | None = None) -> list[Relation]:
    """Find what the text says of pairs of its entities.

    Takes a document and its entities with their mentions (offsets in ``document.text``), in any order; ``judge`` defaults to
    the shipped one. Returns relations between those entities, in the order of their evidence; ``confidence`` is the
    share of such relations that hold in annotated documents left out of training.
    """
    judge = judge or default_judge()
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    found = list(candidates(scene))
    judged = by_triple(*hopeful(judge, found, scores(judge, scene.entities, found)))
    sure = without_circles(accepted(judge, scene.entities, judged))
    return sorted(
        relate(scene.entities, judge, judged, sure),
        key=lambda r: ([*map(in_text, r.evidence.spans)], r.subject.key, r.predicate, r.object.key),
    )
