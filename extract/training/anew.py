"""Documents read by taggers that have not seen them: what the judges of entities and relations learn from."""

from __future__ import annotations

import functools
import multiprocessing
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from extract.entities import proposed
from extract.entities.tagger.model import FILE, Tagger, load, save
from extract.facts import Entity
from extract.training import clusters, tagger
from extract.training.corpus import Annotated, annotated, further, made_up, raw_texts

FOLDS = 3
"""Parts of the documents that are left out in turn."""
KEPT = tuple(Path(__file__).resolve().parents[2] / "build" / "training" / f"tagger{fold}.npz" for fold in range(FOLDS))
"""The taggers of the folds, which stay for the parts that learn from what they find."""


@functools.cache
def everything(shared: Path) -> tuple[Annotated, ...]:
    """Return all annotated documents but the own test, read once; the made-up ones come last."""
    return (*annotated(shared), *further(shared), *made_up())


def fold_of(items: Iterable[Annotated]) -> dict[str, int]:
    """Document → fold; documents of one place, which the name begins with, stay together since they are alike."""
    names = sorted(item.name for item in items)
    places = sorted({name.split("-")[0] for name in names}, key=lambda place: (place.startswith("~"), place))
    return {name: places.index(name.split("-")[0]) % FOLDS for name in names}


def train_taggers(shared: Path) -> None:
    """Train the shipped tagger on everything, and one for every fold on the documents of the others; takes long.

    As many at once as the machine has processors; the same bytes however many.
    """
    KEPT[0].parent.mkdir(parents=True, exist_ok=True)
    tasks = [(shared, fold, path) for fold, path in enumerate(KEPT)]
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(FOLDS + 1, os.cpu_count() or 1), mp_context=fresh) as pool:
        for done in [pool.submit(train_tagger, *task) for task in ((shared, None, FILE), *tasks)]:
            done.result()


def train_tagger(shared: Path, left_out: int | None, out: Path) -> None:
    """Train a tagger on all documents but those of the fold ``left_out`` and write it."""
    items = everything(shared)
    folds = fold_of(items)
    seen = [item for item in items if folds[item.name] != left_out]
    save(tagger.train(seen, clusters.learn(raw_texts(shared))), out)


@functools.cache
def taggers() -> tuple[Tagger, ...]:
    """Return the tagger of every fold. Raises FileNotFoundError where none was trained."""
    for path in KEPT:
        if not path.exists():
            raise FileNotFoundError(f"{path}: not trained yet; train the part 'tagger' first")
    return tuple(load(path) for path in KEPT)


@functools.cache
def proposals(shared: Path) -> dict[str, list[Entity]]:
    """Return for every document the entities that the tagger of its fold proposes."""
    items = everything(shared)
    folds = fold_of(items)
    return {item.name: proposed(item.document, taggers()[folds[item.name]]) for item in items}
