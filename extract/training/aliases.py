"""Train the judge of pairs on annotated names: forms of one annotated thing against forms of two (``python -m extract.training SHARED aliases``)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extract.entities.alias import MODEL
from extract.entities.gather import occurrences, scene
from extract.entities.logistic import Judge
from extract.entities.merge import Form
from extract.entities.names import norm
from extract.entities.pairs import Thing, features
from extract.training.anew import everything
from extract.training.corpus import Annotated
from extract.training.entities import Example, fit
from extract.training.gold import find_all, gold_entities

THRESHOLD = 0.6
"""From here on two pairs of three that taggers find in documents left out are one thing for the annotators; lower
gains a little more F1 but joins what differs."""


def annotated_forms(item: Annotated) -> dict[Form, str]:
    """Return the names of a document's annotation that stand in its text, with the annotated thing of each."""
    found: dict[str, tuple[Form, str]] = {}
    for identity, entity in gold_entities(item.gold, item.document.text).items():
        for name in (entity.name, *entity.aliases):
            span = next(find_all(item.document.text, name), None)
            if span and len(norm(name)) > 1:
                found.setdefault(norm(name), (Form(name, entity.cls, [span], 1.0), identity))
    return dict(found.values())


def examples(item: Annotated) -> list[Example]:
    """Return the pairs of a document's annotated names that rules leave apart, and whether the annotation has them together."""
    owners = annotated_forms(item)
    forms = list(owners)
    seen = scene(item.document, forms, occurrences(item.document.text, forms))

    def things(thing: Thing) -> set[str]:
        return {owners[form] for form in thing.forms}

    return [
        Example(features(seen, pair), not things(pair.first).isdisjoint(things(pair.second))) for pair in seen.pairs
    ]


def learned(items: Iterable[Annotated]) -> Judge:
    """Learn the judge from annotated documents."""
    return Judge(fit([example for item in items for example in examples(item)]).weights, THRESHOLD)


def train(shared: Path, out: Path = MODEL) -> None:
    """Train the judge and write it."""
    learned(everything(shared)).save(out)
