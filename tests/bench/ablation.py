"""What each layer of entity extraction is worth: rules alone, the learned tagger alone, both.

The tagger learns from the documents of ``extract/training/annotations``; the scores are on those of ``../shared/eval``, which it
has not seen, the own test apart. The judge of entities is left aside, for it has learned from both.
"""

import functools
from collections.abc import Callable
from types import ModuleType

import numpy as np
from scorer import SHARED, load_scorer

from extract.document import Document
from extract.entities import marks as marking
from extract.entities import proposed, tagging
from extract.entities.coordination import with_list_items, with_parallel_names
from extract.entities.gather import gathered
from extract.entities.places import with_known_places
from extract.entities.propose import Segmented, by_heads, segment
from extract.entities.settled import with_settled
from extract.entities.spans import tidy
from extract.entities.tagger.features import fold
from extract.entities.tagger.model import Tagger
from extract.entities.tagging import Tagged
from extract.facts import Entity
from extract.training import clusters
from extract.training.corpus import Annotated, annotated, further, raw_texts
from extract.training.tagger import train

Layer = Callable[[Document], list[Entity]]


def ablation() -> None:
    """Print the entity scores of the three layers, with and without the own test."""
    scorer, lessons = load_scorer(), further(SHARED)
    groups = clusters.learn(raw_texts(SHARED))
    both = train(lessons, groups)
    with_marks = marking.marks
    tagging.marks = unmarked
    alone = train(lessons, groups)
    layers = {"model alone": by_model(alone)}
    rows = {name: scored(layer, scorer) for name, layer in layers.items()}
    tagging.marks = with_marks
    rows |= {name: scored(layer, scorer) for name, layer in {"rules alone": by_rules, "both": by_both(both)}.items()}
    for name in ("rules alone", "model alone", "both"):
        print(f"{name:12} {rows[name]}", flush=True)


def scored(layer: Layer, scorer: ModuleType) -> str:
    """Return precision, recall and F1 of a layer on the documents left out and on the own test."""
    return "   ".join(
        f"{title}: {total(layer, annotated(SHARED, own), scorer)}"
        for title, own in (("left out", False), ("own test", True))
    )


def total(layer: Layer, items: list[Annotated], scorer: ModuleType) -> str:
    """Pool the tallies of ``items``."""
    tallies = [tally for item in items for tally in tallied(layer(item.document), item, scorer).values()]
    row = scorer.micro(tallies).row()
    return f"P {row['p']:.3f} R {row['r']:.3f} F1 {row['f1']:.3f}"


def tallied(entities: list[Entity], item: Annotated, scorer: ModuleType) -> dict[str, object]:
    """Score the entities of one document."""
    system = {
        str(number): {
            "classes": {entity.cls},
            "names": {scorer.norm(name) for name in (entity.name, *entity.aliases)},
            "label": entity.name,
        }
        for number, entity in enumerate(entities)
    }
    return scorer.score_entities(item.gold, system)[0]


def unmarked(words: Segmented, district: str) -> np.ndarray:
    """Marks that say nothing."""
    return np.zeros((len(words.text), 6), dtype=np.uint32)


def by_rules(document: Document) -> list[Entity]:
    """Every firm type noun with what stands before it, and what writing and the national tables settle."""
    words = segment(fold(document.text))
    firm = [Tagged(p.start, p.end, p.cls, 0.5) for p in by_heads(words) if p.rule == "firm"]
    return finished(document, words, with_settled(tidy(firm, words), words))


def by_model(tagger: Tagger) -> Layer:
    """The tagger as it is, without rules before or after it."""

    def layer(document: Document) -> list[Entity]:
        words = segment(fold(document.text))
        return gathered(document, tagging.tagged(words, document.metadata.district, tagger))

    return layer


def by_both(tagger: Tagger) -> Layer:
    """The tagger with the rules, as in a build before the judge of entities."""
    return functools.partial(proposed, tagger=tagger)


def finished(document: Document, words: Segmented, spans: list[Tagged]) -> list[Entity]:
    """Add places, shared type nouns and shared works, and gather."""
    known = with_known_places(spans, words, document.metadata.district)
    return gathered(document, with_parallel_names(with_list_items(known, words), words))
