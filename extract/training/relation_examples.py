"""Examples for the judge of relations: candidates of annotated and made-up documents, and whether they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extract.document import Document
from extract.facts import Entity
from extract.relations.candidates import Candidate, candidates
from extract.relations.judge import head
from extract.relations.pairs import joint_features, object_features, pair_features, subject_features
from extract.relations.scene import make_scene
from extract.training.corpus import Annotated
from extract.training.gold import compared, find_all
from extract.training.lessons import lessons

LESSON_WEIGHT = 1.0  # of a made-up example, beside 1 for an annotated one
UNSETTLED_WEIGHT = 0.3  # of a pair that nobody relates, one end of which the annotation leaves open
PLACE = ("partOf", "locatedIn")
Triple = tuple[str, str, str]
Read = Callable[[Annotated], Sequence[Entity]]


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate with its features, whether it holds, and its weight."""

    head: str
    features: tuple[str, ...]
    holds: bool
    weight: float


@dataclass(frozen=True)
class Truth:
    """What an annotation settles: triples of gold ids wanted (required or not), what follows from them, optional ids."""

    wanted: dict[Triple, bool]
    entailed: frozenset[Triple]
    optional: frozenset[str]

    def holds(self, triple: Triple) -> bool | None:
        """True or false where the annotation decides, else None."""
        if self.wanted.get(triple):
            return True
        subject, _, obj = triple
        return None if self.related(triple) or subject in self.optional or obj in self.optional else False

    def related(self, triple: Triple) -> bool:
        """Whether the annotation gives a triple, required or not, or it follows from what it gives."""
        subject, predicate, obj = triple
        kind = "place" if predicate in PLACE else predicate
        return triple in self.wanted or (subject, kind, obj) in self.entailed


def closure(edges: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The transitive closure of a relation."""
    out, grew = set(edges), True
    while grew:
        more = {(a, d) for a, b in out for c, d in out if b == c} - out
        grew = bool(more)
        out |= more
    return out


def truth(gold: dict[str, Any]) -> Truth:
    """Read what an annotation says of relations."""
    wanted = {(r["s"], r["p"], r["o"]): not r.get("optional") for r in gold["relations"]}
    entailed = set()
    for kind, group in (("place", PLACE), ("subIndustryOf", ("subIndustryOf",))):
        entailed |= {(s, kind, o) for s, o in closure({(s, o) for s, p, o in wanted if p in group})}
    return Truth(wanted, frozenset(entailed), frozenset(e["id"] for e in gold["entities"] if e.get("optional")))


def gold_ids(gold: dict[str, Any], entities: Sequence[Entity]) -> list[frozenset[str]]:
    """For each entity the gold ids that share a form with it."""
    owners: dict[str, set[str]] = {}
    for item in gold["entities"]:
        for form in (item["name"], *item.get("aliases", [])):
            owners.setdefault(compared(form), set()).add(item["id"])
    return [frozenset(i for form in (e.name, *e.aliases) for i in owners.get(compared(form), ())) for e in entities]


def verdict(known: Truth, ids: Sequence[frozenset[str]], candidate: Candidate) -> bool | None:
    """Whether a candidate holds by the annotation; ends that the annotation does not know make it false."""
    verdicts = [known.holds(t) for t in triples(ids, candidate)]
    return True if True in verdicts else None if None in verdicts else False


def triples(ids: Sequence[frozenset[str]], candidate: Candidate) -> list[Triple]:
    """The triples of gold ids that a candidate may stand for."""
    return [(s, candidate.predicate, o) for s in ids[candidate.subject] for o in ids[candidate.object]]


def with_nested(gold: dict[str, Any], document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """Add annotated entities that stand only inside the names of others, and forget which are optional."""
    found = [replace(e, confidence=1.0) for e in entities]
    have = {e.key for e in found}
    for item in gold["entities"]:
        if item["class"] in ("Goal", "Indicator") or (item["class"], item["name"]) in have:
            continue
        forms = (item["name"], *item.get("aliases", []))
        spans = sorted({m for form in forms if len(form) > 1 for m in find_all(document.text, form)})
        if spans:
            found.append(Entity(item["class"], item["name"], forms[1:], tuple(spans), "gold", 1.0))
    return found


def gold_reading(item: Annotated) -> list[Entity]:
    """The annotated entities, as a perfect reader would find them."""
    return with_nested(item.gold, item.document, item.extraction.entities)


def all_features(entities: Sequence[Entity], candidate: Candidate) -> tuple[str, ...]:
    """Everything the judge looks at in a candidate."""
    subject, obj = entities[candidate.subject], entities[candidate.object]
    names, kind = pair_features(subject, obj)
    context = candidate.context.features
    joint = joint_features(candidate.context.key(context), kind, candidate.match, candidate.own)
    return (*context, *subject_features(subject), *object_features(obj), *names, *joint)


def gold_examples(item: Annotated, entities: Sequence[Entity]) -> Iterator[Example]:
    """Examples of an annotated document: of a relation that holds, the places its evidence quote points at; none of optional ones."""
    scene = make_scene(item.document, sorted(entities, key=lambda e: e.key))
    known, ids = truth(item.gold), gold_ids(item.gold, scene.entities)
    quotes: dict[Triple, list[Any]] = {}
    for r in item.gold["relations"]:
        spans = list(find_all(item.document.text, str(r.get("evidence") or "")))
        quotes.setdefault((r["s"], r["p"], r["o"]), []).extend(spans)
    found = list(candidates(scene))
    quoted = [at_quote(quotes, ids, c) for c in found]
    held = {(c.subject, c.predicate, c.object) for c, q in zip(found, quoted, strict=True) if q}
    count = Counter((c.subject, c.predicate, c.object) for c in found)
    for candidate, q in zip(found, quoted, strict=True):
        triple = (candidate.subject, candidate.predicate, candidate.object)
        holds, weight = verdict(known, ids, candidate), 1.0
        if holds:
            weight = float(q) if triple in held else 1 / count[triple]
        elif holds is None and not any(map(known.related, triples(ids, candidate))):
            holds, weight = False, UNSETTLED_WEIGHT
        if holds is not None and weight > 0:
            yield Example(head(candidate), all_features(scene.entities, candidate), holds, weight)


def at_quote(quotes: dict[Triple, list[Any]], ids: Sequence[frozenset[str]], candidate: Candidate) -> bool:
    """Whether the annotation's evidence for this relation lies where the candidate stands."""
    if candidate.way == "n":
        return True
    span = candidate.context.place
    found = (q for t in triples(ids, candidate) for q in quotes.get(t, ()))
    return any(q.start < span.end and span.start < q.end for q in found)


def lesson_examples(count: int, seed: int) -> Iterator[Example]:
    """Examples of made-up documents; pairs that no sentence settles are left out."""
    for lesson in lessons(count, seed):
        scene = make_scene(lesson.document, sorted(lesson.entities, key=lambda e: e.key))
        entailed = {
            (s, kind, o)
            for kind, group in (("place", PLACE), ("subIndustryOf", ("subIndustryOf",)))
            for s, o in closure({(str(s), str(o)) for s, p, o in lesson.holds if p in group})
        }
        for c in candidates(scene):
            s, o = scene.entities[c.subject].key, scene.entities[c.object].key
            kind = "place" if c.predicate in PLACE else c.predicate
            holds = (s, c.predicate, o) in lesson.holds
            if holds or ((s, o) in lesson.settled and (str(s), kind, str(o)) not in entailed):
                yield Example(head(c), all_features(scene.entities, c), holds, LESSON_WEIGHT)
