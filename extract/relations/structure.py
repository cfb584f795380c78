"""From judged candidates to relations: one per pair, no circles, evidence from every place that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.document import Span, in_text
from extract.facts import Entity, Evidence, Relation, RelationName
from extract.relations.candidates import Candidate
from extract.relations.contract import ENDS
from extract.relations.judge import Judge

LOST = 4.0
"""What a topic loses when another partner is likelier."""
PLACES = 3
"""How many passages one relation cites at most."""
ORDERED = ("partOf", "subIndustryOf", "locatedIn", "basedOn")
PLACE: dict[RelationName, RelationName] = {"partOf": "locatedIn", "locatedIn": "partOf"}
Triple = tuple[int, RelationName, int]
Judged = list[tuple[float, Candidate]]
Slot = tuple[int, int, RelationName, str]
Place = tuple[int, int]
"""Where a list begins and ends; the own territory as a silent topic begins and ends at the unit's first character."""


def contest(candidates: Sequence[Candidate], scores: Sequence[float]) -> list[bool]:
    """Which candidates stay: a topic stays for a mention only if no other partner of that mention, in the same part, is likelier."""
    best: dict[Slot, tuple[float, Place]] = {}
    for candidate, score in zip(candidates, scores, strict=True):
        for slot, partner in sides(candidate):
            if slot not in best or best[slot] < (score, partner):
                best[slot] = (score, partner)
    return [stays(candidate, best) for candidate in candidates]


def sides(candidate: Candidate) -> list[tuple[Slot, Place]]:
    """The mentions of a candidate as (where, entity, relation, part), each with where its partner stands."""
    link = candidate.context.link
    if link is None:
        return []
    first, second = (link.first.start, link.first.end), (link.second.start, link.second.end)
    front, back = (
        (candidate.subject, candidate.object) if candidate.way == ">" else (candidate.object, candidate.subject)
    )
    parts = "so" if candidate.way == ">" else "os"
    back_side = ((second[0], back, candidate.predicate, parts[1]), first)
    if link.roles:
        return [back_side]
    return [((first[0], front, candidate.predicate, parts[0]), second), back_side]


def stays(candidate: Candidate, best: dict[Slot, tuple[float, Place]]) -> bool:
    """Whether a candidate is no topic, or the likeliest partner of its mention."""
    link = candidate.context.link
    if link is None or not link.roles:
        return True
    ((slot, partner),) = sides(candidate)
    return best[slot][1] == partner


def hopeful(
    judge: Judge, candidates: Sequence[Candidate], scores: Sequence[float]
) -> tuple[list[Candidate], list[float]]:
    """The candidates that the threshold does not rule out, with their scores; the others decide nothing."""
    least = {predicate: judge.hopes(predicate) for predicate in ENDS}
    kept = [(c, s) for c, s in zip(candidates, scores, strict=True) if s >= least[c.predicate]]
    return [c for c, _ in kept], [s for _, s in kept]


def by_triple(candidates: Sequence[Candidate], scores: Sequence[float]) -> dict[Triple, Judged]:
    """The candidates of each triple, best first."""
    found: dict[Triple, Judged] = {}
    for candidate, score, kept in zip(candidates, scores, contest(candidates, scores), strict=True):
        score = score if kept else score - LOST
        found.setdefault((candidate.subject, candidate.predicate, candidate.object), []).append((score, candidate))
    for judged in found.values():
        judged.sort(key=lambda j: -j[0])
    return found


def trusted(entities: Sequence[Entity], triple: Triple) -> float:
    """How sure it is that both ends are what they are taken for."""
    return min(entities[triple[0]].confidence, entities[triple[2]].confidence)


def accepted(judge: Judge, entities: Sequence[Entity], found: dict[Triple, Judged]) -> dict[Triple, float]:
    """The confidence of every triple that reaches the threshold."""
    sure = {t: judge.confidence(t[1], judged[0][0], trusted(entities, t)) for t, judged in found.items()}
    return {t: c for t, c in sure.items() if c >= judge.threshold}


def without_circles(sure: dict[Triple, float]) -> dict[Triple, float]:
    """Of two relations that exclude each other (A in B and B in A; part of and located in), the surer."""
    return {t: c for t, c in sure.items() if all((sure.get(r, -1.0), r) <= (c, t) for r in rivals(t))}


def rivals(triple: Triple) -> Iterator[Triple]:
    """The triples that cannot hold beside one."""
    subject, predicate, obj = triple
    if predicate in ORDERED:
        yield obj, predicate, subject
    if predicate in PLACE:
        yield subject, PLACE[predicate], obj


def relate(
    entities: Sequence[Entity], judge: Judge, found: dict[Triple, Judged], sure: dict[Triple, float]
) -> Iterator[Relation]:
    """Relations with their evidence."""
    for triple, confidence in sure.items():
        judged = [
            j for j in found[triple] if judge.confidence(triple[1], j[0], trusted(entities, triple)) >= judge.threshold
        ] or found[triple][:1]
        best = judged[0][1]
        spans: set[Span] = {span for _, candidate in judged[:PLACES] for span in candidate.context.spans}
        evidence = Evidence(
            tuple(sorted(spans, key=in_text)), f"{best.context.pattern}-{triple[1]}", round(confidence, 4)
        )
        yield Relation(entities[triple[0]], triple[1], entities[triple[2]], evidence)
