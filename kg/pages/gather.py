"""One pass over the store: every triple once, turned into what the pages show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Store

from kg.pages.model import Atlas, Evidence, Fact, Passage, Source, Thing, local
from kg.pages.nodes import PK, Node, Properties, decimal_in, is_a, text_of, texts_of
from kg.pages.quantities import read_measures, read_observations
from kg.terms import (
    ALT_LABEL,
    CONFIDENCE,
    DERIVED_FROM,
    LABEL,
    OBJECT,
    ONTOLOGY,
    PREDICATE,
    PREFIXES,
    RULE,
    SUBJECT,
    TYPE,
)

Triple = tuple[str, str, Node]
BOOKKEEPING = {RULE.value, CONFIDENCE.value}


def gather(store: Store, classes: Iterable[str]) -> Atlas:
    """Read a graph in the shape of the contract.

    ``classes`` are the local names of the classes whose members get a place in the atlas, first the one to prefer when
    something belongs to several. Nothing of the store is changed; what lacks a number or a name is left out.
    """
    nodes, ontology, graphs = _by_subject(store)
    evidence = _evidence(nodes)
    stated = _stated(nodes, evidence)
    things = dict(_things(nodes, list(classes), _superclasses(ontology)))
    things = {
        iri: replace(t, documents=tuple(sorted(graphs[iri])), mentions=_mentions(stated, iri, t))
        for iri, t in things.items()
    }
    facts = tuple(_facts(nodes, things, evidence, stated, _inverses(ontology)))
    atlas = Atlas(
        things,
        facts,
        read_observations(nodes, evidence),
        read_measures(nodes, evidence),
        dict(_sources(nodes)),
        _labels(ontology),
    )
    for fact in facts:
        atlas.outgoing.setdefault(fact.subject, []).append(fact)
        if not fact.literal:
            atlas.incoming.setdefault(fact.object, []).append(fact)
    return atlas


def _by_subject(store: Store) -> tuple[dict[str, Properties], dict[str, Properties], dict[str, set[str]]]:
    """Return the triples of the documents and of the ontology by subject, and the graphs that give a subject its class."""
    data: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    ontology: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    graphs: dict[str, set[str]] = defaultdict(set)
    for quad in store:
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
            continue
        subject, side = quad.subject.value, ontology if quad.graph_name == ONTOLOGY else data
        side[subject][quad.predicate.value].append(quad.object)
        if quad.predicate == TYPE and isinstance(quad.graph_name, NamedNode):
            graphs[subject].add(quad.graph_name.value)
    return data, ontology, graphs


def _superclasses(ontology: dict[str, Properties]) -> dict[str, set[str]]:
    parents = {iri: set(texts_of(node, NamedNode(PREFIXES["rdfs"] + "subClassOf"))) for iri, node in ontology.items()}
    return {iri: _closure(iri, parents) for iri in parents}


def _closure(iri: str, parents: dict[str, set[str]]) -> set[str]:
    found, fresh = {iri}, {iri}
    while fresh := {up for one in fresh for up in parents.get(one, ())} - found:
        found |= fresh
    return found


def _things(nodes: dict[str, Properties], order: list[str], above: dict[str, set[str]]) -> Iterator[tuple[str, Thing]]:
    for iri in sorted(nodes):
        types = {t for t in texts_of(nodes[iri], TYPE) if t.startswith(PK)}
        held = types.union(*(above.get(t, ()) for t in types))
        cls = next((c for c in order if PK + c in held), None)
        if cls is None:
            continue
        labels, others = texts_of(nodes[iri], LABEL), texts_of(nodes[iri], ALT_LABEL)
        label = max(labels, key=len, default="") or local(iri)
        aliases = tuple(sorted({*labels, *others} - {label}))
        yield (
            iri,
            Thing(
                iri,
                cls,
                label,
                aliases,
                tuple(sorted(local(t) for t in types if local(t) != cls)),
                holds=text_of(nodes[iri], "hasDocument"),
            ),
        )


def _inverses(ontology: dict[str, Properties]) -> dict[str, str]:
    """Return for each predicate the one that says the same backwards."""
    inverse = NamedNode(PREFIXES["owl"] + "inverseOf")
    pairs = [(iri, other) for iri in sorted(ontology) for other in texts_of(ontology[iri], inverse)]
    return dict(pairs) | {other: iri for iri, other in pairs}


def _evidence(nodes: dict[str, Properties]) -> dict[str, tuple[Evidence, ...]]:
    passages = {iri: _passage(node) for iri, node in nodes.items() if PK + "start" in node}
    return {
        iri: tuple(sorted(_supports(node, passages), key=_surest))
        for iri, node in nodes.items()
        if DERIVED_FROM.value in node
    }  # fmt: skip


def _surest(evidence: Evidence) -> tuple[float, Passage]:
    return -(evidence.confidence or 0), evidence.passage


def _supports(node: Properties, passages: dict[str, Passage]) -> Iterator[Evidence]:
    number = decimal_in(text_of(node, CONFIDENCE))
    rule = ", ".join(texts_of(node, RULE))
    for iri in texts_of(node, DERIVED_FROM):
        if iri in passages:
            yield Evidence(passages[iri], rule, None if number is None else float(number))


def _passage(node: Properties) -> Passage:
    start, end = (int(text_of(node, edge) or 0) for edge in ("start", "end"))
    return Passage(text_of(node, "inDocument"), start, end, text_of(node, "text"), text_of(node, "section"))


def _stated(nodes: dict[str, Properties], evidence: dict[str, tuple[Evidence, ...]]) -> dict[Triple, list[Evidence]]:
    found: dict[Triple, list[Evidence]] = defaultdict(list)
    for iri, node in nodes.items():
        if SUBJECT.value in node and OBJECT.value in node:
            triple = (text_of(node, SUBJECT), text_of(node, PREDICATE), node[OBJECT.value][0])
            found[triple].extend(evidence.get(iri, ()))
    return found


def _mentions(stated: dict[Triple, list[Evidence]], iri: str, thing: Thing) -> tuple[Evidence, ...]:
    """Return the sentences that name a thing: the evidence for its classes, in the order of the texts."""
    said = {
        e.passage: e
        for name in (thing.cls, *thing.kinds)
        for e in stated.get((iri, TYPE.value, NamedNode(PK + name)), ())
    }
    return tuple(said[passage] for passage in sorted(said))


def _facts(
    nodes: dict[str, Properties],
    things: dict[str, Thing],
    evidence: dict[str, tuple[Evidence, ...]],
    stated: dict[Triple, list[Evidence]],
    inverses: dict[str, str],
) -> Iterator[Fact]:
    found = {t: said for t, said in stated.items() if _shown(t, things)}
    for iri in things:
        for predicate, objects in nodes[iri].items():
            for value in objects:
                triple = (iri, predicate, value)
                if triple not in found and _shown(triple, things) and not _repeats(triple, inverses, stated):
                    found[triple] = list(evidence.get(value.value, ())) if isinstance(value, NamedNode) else []
    for (subject, predicate, value), said in sorted(found.items(), key=_triple):
        proof = tuple(sorted(set(said), key=_surest))
        yield Fact(subject, local(predicate), value.value, isinstance(value, Literal), proof)


def _shown(triple: Triple, things: dict[str, Thing]) -> bool:
    """Tell whether a triple is a fact for readers: plankg's own predicate, from a thing to a thing or to words."""
    subject, predicate, value = triple
    if subject not in things or not predicate.startswith(PK) or predicate in BOOKKEEPING:
        return False
    return isinstance(value, Literal) or value.value in things


def _repeats(triple: Triple, inverses: dict[str, str], stated: dict[Triple, list[Evidence]]) -> bool:
    subject, predicate, value = triple
    return predicate in inverses and (value.value, inverses[predicate], NamedNode(subject)) in stated


def _triple(item: tuple[Triple, list[Evidence]]) -> tuple[str, str, str]:
    return item[0][0], item[0][1], str(item[0][2])


def _sources(nodes: dict[str, Properties]) -> Iterator[tuple[str, Source]]:
    for iri in sorted(nodes):
        node = nodes[iri]
        if is_a(node, "Document"):
            original = text_of(node, "fileName")
            name = text_of(node, LABEL) or original or local(iri)
            file = text_of(node, "textFile") or f"text/{local(iri)}.txt"
            yield (
                iri,
                Source(
                    iri, name, file.rsplit("/", 1)[-1], original, text_of(node, "sha256"), text_of(node, "mediaType")
                ),
            )


def _labels(ontology: dict[str, Properties]) -> dict[str, tuple[str, str]]:
    """Return the Chinese and English labels of the ontology's own terms by local name."""
    found: dict[str, tuple[str, str]] = {}
    for iri in sorted(ontology):
        if iri.startswith(PK):
            by = {n.language: n.value for n in ontology[iri].get(LABEL.value, ()) if isinstance(n, Literal)}
            zh, en = by.get("zh", ""), by.get("en", "")
            found[local(iri)] = (zh or en or local(iri), en or local(iri))
    return found
