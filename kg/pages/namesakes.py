"""Tells apart things of one class with one name: the 高新区 of two cities by where they lie, else by the document."""

from __future__ import annotations

from collections import Counter

from kg.pages.model import Atlas, Thing

WHERE = ("partOf", "locatedIn")


def qualifiers(atlas: Atlas) -> dict[str, str]:
    """Return for every thing that shares name and class with another what tells it apart; empty for the others."""
    counts = Counter((thing.cls, thing.label) for thing in atlas.things.values())
    return {iri: _qualifier(atlas, t) if counts[t.cls, t.label] > 1 else "" for iri, t in atlas.things.items()}


def _qualifier(atlas: Atlas, thing: Thing) -> str:
    facts = sorted(
        (f for f in atlas.outgoing.get(thing.iri, ()) if f.predicate in WHERE), key=lambda f: WHERE.index(f.predicate)
    )
    if facts:
        return atlas.label(facts[0].object)
    return next((atlas.label(document) for document in thing.documents if document in atlas.sources), "")
