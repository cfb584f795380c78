"""Whether confidences mean something: of the facts said with a confidence in a bin, the share that annotators also say."""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from rdflib import RDF, Graph, URIRef
from scorer import SHARED, build_graph

from extract.training.gold import load_gold, source_path

BINS = 10
KINDS = ("entity", "relation", "observation", "measure", "goal")
Judged = tuple[str, float, bool]


@dataclass
class Annotated:
    """A built document beside its annotation: the graph, what the scorer reads from it, and which entity is which."""

    scorer: ModuleType
    graph: Graph
    gold: dict[str, Any]

    def __post_init__(self) -> None:
        self.entities, self.relations, *_ = self.scorer.system(self.graph)
        _, self.ids = self.scorer.score_entities(self.gold, self.entities)
        self.by_id = {entity["id"]: entity for entity in self.gold["entities"]}


def reliability(golds: list[Path], scorer: ModuleType) -> None:
    """Build every annotated document and print the table of its judged facts, a row per tenth of confidence."""
    facts: list[Judged] = []
    for path in golds:
        gold = load_gold(path)
        with tempfile.TemporaryDirectory() as out:
            trig = build_graph(source_path(gold, SHARED), Path(out) / "out")
            facts += judged(Annotated(scorer, scorer.read_graph(trig), gold))
    print("\n".join(table(facts)))


def judged(document: Annotated) -> Iterator[Judged]:
    """Yield (kind, confidence, right) of every fact that the annotation can judge; what it calls optional is left out."""
    g, pk = document.graph, document.scorer.PK
    for node, confidence in g.subject_objects(pk.confidence):
        kind, right = _verdict(document, node)
        if kind and right is not None:
            yield kind, float(confidence), right


def _verdict(document: Annotated, node: URIRef) -> tuple[str, bool | None]:
    g, pk = document.graph, document.scorer.PK
    if (node, RDF.type, pk.Observation) in g:
        return "observation", _observation(document, node)
    if (node, RDF.type, pk.Goal) in g:
        return "goal", _goal(document, node)
    owner = g.value(predicate=pk.measure, object=node)
    if owner is not None:
        return "measure", _measure(document, owner, node)
    subject, predicate, value = (g.value(node, part) for part in (RDF.subject, RDF.predicate, RDF.object))
    if predicate == RDF.type and subject in document.entities:
        return "entity", _entity(document, subject)
    name = str(predicate).removeprefix(str(pk))
    if name in document.scorer.RELATIONS:
        return "relation", _relation(document, subject, name, value)
    return "", None


def _entity(document: Annotated, node: URIRef) -> bool | None:
    classes = document.entities[node]["classes"]
    found = [document.by_id[i] for i in document.ids.get(node, ())]
    same = [entity for entity in found if classes & {entity["class"], *entity.get("also", [])}]
    return _unless_optional(same)


def _relation(document: Annotated, subject: URIRef, name: str, value: URIRef) -> bool | None:
    ends = [(s, o) for s in document.ids.get(subject, ()) for o in document.ids.get(value, ())]
    said = [r for r in document.gold["relations"] if r["p"] == name and (r["s"], r["o"]) in ends]
    if not said and (_entailed(document, name, ends) or any(_optional_end(document, pair) for pair in ends)):
        return None
    return _unless_optional(said)


def _entailed(document: Annotated, name: str, ends: list[tuple[str, str]]) -> bool:
    group = next((group for group in (("partOf", "locatedIn"), ("subIndustryOf",)) if name in group), ())
    edges = {(r["s"], r["o"]) for r in document.gold["relations"] if r["p"] in group}
    return bool(document.scorer.closure(edges) & set(ends))


def _optional_end(document: Annotated, pair: tuple[str, str]) -> bool:
    return any(document.by_id[end].get("optional") for end in pair)


def _observation(document: Annotated, node: URIRef) -> bool | None:
    scorer, g = document.scorer, document.graph
    value, unit, kind, period, indicator = (
        g.value(node, scorer.PK[name]) for name in ("value", "unit", "kind", "period", "indicator")
    )
    names = [str(name) for p in (scorer.RDFS.label, scorer.SKOS.altLabel) for name in g.objects(indicator, p)]
    said = {"kind": str(kind or ""), "period": str(period or "")}
    same = [
        gold
        for gold in document.gold["observations"]
        if scorer.number(gold["value"]) == scorer.number(value)
        and scorer.unit(gold.get("unit")) == scorer.unit(str(unit or ""))
        and any(scorer.same_indicator(gold["indicator"], name) for name in names)
    ]
    full = [gold for gold in same if gold.get("kind") == said["kind"] and scorer.same_period(gold, said)]
    return _unless_optional(full or [gold for gold in same if gold.get("optional")])


def _measure(document: Annotated, owner: URIRef, node: URIRef) -> bool | None:
    scorer, g = document.scorer, document.graph
    aspect = str(g.value(node, scorer.PK.aspect)).rsplit("#", 1)[-1]
    said = (
        aspect,
        scorer.number(g.value(node, scorer.PK.value)),
        scorer.unit(str(g.value(node, scorer.PK.unit) or "")),
    )
    projects = [p for p in document.gold.get("projects", []) if p["entity"] in document.ids.get(owner, ())]
    same = [p | {"optional": _free(document, p)} for p in projects if said in set(_sizes(scorer, p))]
    return _unless_optional(same)


def _free(document: Annotated, project: dict[str, Any]) -> bool:
    return bool(project.get("optional") or document.by_id[project["entity"]].get("optional"))


def _sizes(scorer: ModuleType, project: dict[str, Any]) -> Iterator[tuple[str, float | None, str]]:
    for key, aspect in zip(("investment", "floor_area", "land_area", "capacity"), scorer.ASPECTS, strict=True):
        stated = project.get(key) or []
        for size in stated if stated and isinstance(stated[0], list) else [stated] if stated else []:
            yield aspect, scorer.number(size[-2]), scorer.unit(size[-1])


def _goal(document: Annotated, node: URIRef) -> bool | None:
    scorer = document.scorer
    said = [str(label) for label in document.graph.objects(node, scorer.RDFS.label)]
    same = [
        gold for gold in document.gold.get("goals", []) if any(_overlap(scorer, gold["text"], s) >= 0.7 for s in said)
    ]
    return _unless_optional(same)


def _overlap(scorer: ModuleType, a: str, b: str) -> float:
    x, y = scorer.bigrams(a), scorer.bigrams(b)
    return len(x & y) / min(len(x), len(y))


def _unless_optional(found: list[dict[str, Any]]) -> bool | None:
    """Right where a required item is among ``found``, wrong where nothing is, undecided where only optional ones are."""
    if not found:
        return False
    return True if any(not item.get("optional") for item in found) else None


def table(facts: Iterable[Judged]) -> Iterator[str]:
    """Yield the lines of the reliability table: per bin the facts, the share right, and both for every kind."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    for fact in facts:
        bins[min(int(fact[1] * BINS), BINS - 1)].append(fact)
    yield f"{'confidence':12} {'facts':>6} {'right':>6}   " + "".join(f"{kind:>18}" for kind in KINDS)
    for bin_ in sorted(bins, reverse=True):
        per_kind = "".join(f"{_share([f for f in bins[bin_] if f[0] == kind]):>18}" for kind in KINDS)
        rows = bins[bin_]
        yield f"{bin_ / BINS:.1f} – {(bin_ + 1) / BINS:.1f}    {len(rows):6} {_right(rows):6.0%}   {per_kind}"
    every = [fact for rows in bins.values() for fact in rows]
    if every:
        off = sum(len(rows) * abs(_right(rows) - sum(f[1] for f in rows) / len(rows)) for rows in bins.values())
        yield f"calibration error {off / len(every):.3f} (mean distance of confidence and share right)"


def _right(rows: list[Judged]) -> float:
    return sum(right for _, _, right in rows) / len(rows)


def _share(rows: list[Judged]) -> str:
    return f"{_right(rows):.0%} of {len(rows)}" if rows else "-"
