"""What extraction is worth on places left out of everything it learns: the whole way, scored by the scorer.

For every fold of places a set of models is trained on the others; the taggers are those that ``make train`` keeps. Thresholds and
calibrations are common to all folds, since they are set on what the folds leave out. Called alone, ``python tests/bench/left_out.py
FILE`` also writes every fact missed and every one too many to FILE, a row each: what was learned, part, document, fact.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rdflib import Dataset, Graph
from scorer import SHARED, load_scorer

from extract.facts import Entity, Extraction
from extract.goals import goals
from extract.goals.judge import Judge as GoalJudge
from extract.numbers import measure, measures, not_sizes, observations, observe, tone
from extract.relations import relations
from extract.relations.judge import Judge as RelationJudge
from extract.training import goals as goal_training
from extract.training import numbers as number_training
from extract.training import relations as relation_training
from extract.training import tones
from extract.training.anew import FOLDS, KEPT, everything, fold_of
from extract.training.corpus import Annotated
from extract.training.entities import read_anew
from extract.training.numbers import RIDGE, Example, Weights
from kg.assemble import assemble
from kg.trig import sorted_lines

NOT_ASKED = {
    "related": ("relations",),
    "counted": ("observation",),
    "sized": ("project attributes",),
    "aimed": ("goals",),
}
"""What an annotation that lacks a part is not scored for, by the beginnings of the score table's rows."""
ROWS = (
    "entities/MICRO", "relations/MICRO", "relations, ends found", "observations lenient", "observations strict",
    "observation details", "project attributes", "goals",
)  # fmt: skip


@dataclass(frozen=True)
class Models:
    """What has not seen the document that is to be read."""

    relations: RelationJudge
    goals: GoalJudge
    numbers: dict[str, Weights]
    sizes: Weights
    tone: Weights


def left_out(errors: Path | None = None) -> None:
    """Print the pooled score table of the careful annotations and of the further ones; write what is wrong to ``errors``."""
    missing = [str(path) for path in KEPT if not path.exists()]
    if missing:
        print(f"not there: {', '.join(missing)} (make train keeps them): nothing to read with")
        return
    items, found, scorer = everything(SHARED), read_anew(SHARED), load_scorer()
    models = dict(trained(items, found))
    wrong: list[str] = []
    for title, careful in (("careful annotations", True), ("further ones", False)):
        pooled: dict[str, list[Any]] = {}
        chosen = [item for item in items if item.careful == careful and not item.name.startswith("~")]
        for item in chosen:
            for row, tally in scored(item, found[item.name], models[item.name], scorer).items():
                pooled.setdefault(row, []).append(tally)
                wrong += told(item, row, tally)
        print(f"-- {title}: {len(chosen)} documents")
        for row in ROWS:
            r = scorer.micro(pooled[row]).row()
            print(f"{row:24} P {r['p']:.3f}  R {r['r']:.3f}  F1 {r['f1']:.3f}", flush=True)
    if errors:
        errors.write_text("\n".join(wrong) + "\n", encoding="utf-8")


def told(item: Annotated, row: str, tally: Any) -> Iterator[str]:
    """Yield a line for each fact of a row that is missed or too many; ids of the annotation become names."""
    if row.endswith("MICRO"):
        return
    names = {entity["id"]: entity["name"] for entity in item.gold["entities"]}
    for fault, facts in (("missed", tally.missed), ("too many", tally.extra)):
        for fact in facts:
            plain = re.sub(r"'(e\d+)'", lambda found: names.get(found[1], found[1]), str(fact))
            yield "\t".join((fault, row, item.name, plain.replace("\n", " ")))


def scored(item: Annotated, entities: list[Entity], models: Models, scorer: Any) -> dict[str, Any]:
    """Return the tallies of the rows that the annotation of a document answers."""
    with patch.object(scorer, "read_graph", lambda *_: graph(read(item, entities, models))):
        rows = scorer.flatten(scorer.score(None, item.gold))
    skipped = tuple(begin for part, begins in NOT_ASKED.items() if not item.gold.get(part, True) for begin in begins)
    return {row: tally for row, tally in rows.items() if not row.startswith(skipped or "-")}


def read(item: Annotated, entities: list[Entity], models: Models) -> Extraction:
    """Read a document, whose entities are given, with ``models``."""
    document = item.document
    with ExitStack() as stack:
        stack.enter_context(patch.object(observe, "weights", lambda part="keep": models.numbers[part]))
        stack.enter_context(patch.object(measure, "weights", lambda: models.sizes))
        stack.enter_context(patch.object(tone, "weights", lambda: models.tone))
        sizes, attributes = measures(document, entities)
        numbers = not_sizes(observations(document, entities), sizes)
        said = relations(document, entities, models.relations)
        aims = goals(document, entities, models.goals)
    return Extraction(
        document, tuple(entities), tuple(said), tuple(numbers), tuple(sizes), tuple(aims), tuple(attributes)
    )


def graph(extraction: Extraction) -> Graph:
    """Return the triples of the graph of one document."""
    quads, triples = Dataset(default_union=True), Graph()
    quads.parse(data="\n".join(sorted_lines(list(assemble(extraction)))), format="nquads")
    for s, p, o, _ in quads.quads():
        triples.add((s, p, o))
    return triples


def trained(items: Sequence[Annotated], found: dict[str, list[Entity]]) -> Iterator[tuple[str, Models]]:
    """Yield for every document the models that have not seen its place."""
    folds, related, aims = fold_of(items), relation_judges(items, found), goal_judges(items)
    numbers, places = number_training.lessons(SHARED), {name.split("-")[0]: fold for name, fold in folds.items()}
    toned = fitted([row for one in numbers for row in tones.examples(one)], tones.RIDGE, places)
    flows = fitted([row for one in numbers for row in number_training.flow_examples(one)], RIDGE["flow"], places)
    drafts = [row for one in numbers for row in number_training.keep_examples(one, flows[places[one.place]])]
    kept = fitted(drafts, RIDGE["keep"], places)
    sizes = fitted(number_training.sizing(SHARED), RIDGE["size"], places)
    for item in items:
        fold = folds[item.name]
        figures = {"keep": kept[fold], "flow": flows[fold]}
        yield item.name, Models(related[fold], aims(item.name), figures, sizes[fold], toned[fold])


def fitted(rows: Sequence[Example], ridge: float, places: dict[str, int]) -> list[Weights]:
    """Return for every fold the weights learned from the other places; what is of no place is seen by all."""
    return [
        number_training.fitted([row for row in rows if places.get(row.place) != fold], ridge) for fold in range(FOLDS)
    ]


def relation_judges(items: Sequence[Annotated], found: dict[str, list[Entity]]) -> list[RelationJudge]:
    """Return the judge of relations of every fold."""
    chosen = relation_training.related(items)

    def anew(item: Annotated) -> list[Entity]:
        return found[item.name]

    judges = relation_training.fold_judges(chosen, relation_training.all_lessons(chosen, anew, 7))
    seen = relation_training.left_out(chosen, anew, judges)
    ready = relation_training.calibrated(
        judges[0], seen, relation_training.all_wanted(relation_training.careful(chosen))
    )
    return [replace(judge, scales=ready.scales, threshold=ready.threshold) for judge in judges]


def goal_judges(items: Sequence[Annotated]) -> Callable[[str], GoalJudge]:
    """Return what tells the judge of goals of a document; their folds are others, six groups of places."""
    chosen = goal_training.aimed(SHARED)
    known = goal_training.lessons(chosen, goal_training.gold_reading)
    judges = goal_training.fold_judges(known)
    seen, _ = goal_training.left_out(known, judges)
    ready = goal_training.calibrated(judges[0], seen, goal_training.needed(chosen), known.careful)
    fit = {k: replace(j, slope=ready.slope, offset=ready.offset, threshold=ready.threshold) for k, j in judges.items()}
    return lambda name: fit[known.fold.get(name, 0)]


if __name__ == "__main__":
    left_out(Path(sys.argv[1]) if sys.argv[1:] else None)
