"""Documents read by taggers that have not seen them: what the judges of entities and relations learn from."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

from extract.entities import proposed
from extract.entities.tagger.model import Tagger
from extract.facts import Entity
from extract.training import clusters, tagger
from extract.training.corpus import Annotated, annotated, further, made_up, raw_texts

FOLDS = 3
"""Parts of the documents that are left out in turn."""


@functools.cache
def everything(shared: Path) -> tuple[Annotated, ...]:
    """Return all annotated documents but the own test, read once; the made-up ones come last."""
    return (*annotated(shared), *further(shared), *made_up())


def fold_of(items: Iterable[Annotated]) -> dict[str, int]:
    """Document → fold; documents of one place, which the name begins with, stay together since they are alike."""
    names = sorted(item.name for item in items)
    places = sorted({name.split("-")[0] for name in names}, key=lambda place: (place.startswith("~"), place))
    return {name: places.index(name.split("-")[0]) % FOLDS for name in names}


@functools.cache
def taggers(shared: Path) -> tuple[Tagger, ...]:
    """Train a tagger for every fold, on the documents of the others; takes long."""
    groups, items = clusters.learn(raw_texts(shared)), everything(shared)
    folds = fold_of(items)
    return tuple(tagger.train([i for i in items if folds[i.name] != fold], groups) for fold in range(FOLDS))


@functools.cache
def proposals(shared: Path) -> dict[str, list[Entity]]:
    """Return for every document the entities that the tagger of its fold proposes."""
    items = everything(shared)
    folds = fold_of(items)
    return {item.name: proposed(item.document, taggers(shared)[folds[item.name]]) for item in items}
