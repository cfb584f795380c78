"""What the page of one thing shows: its facts by relation, each with its sentences, its figures and sizes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from kg.pages.addresses import Addresses
from kg.pages.model import Atlas, Evidence, Fact, Measure, Observation, Thing
from kg.pages.numbers import Chart, charts, written
from kg.pages.sketch import Sketch, sketch
from kg.pages.words import Pair, Words

FULL = 20
"""Facts of one relation that are shown with their sentences; the others are shown by name only."""
SENTENCES = 3
MENTIONS = 60
"""Sentences naming a thing that are linked per document, and documents so listed."""
CHARTS = 6
FIGURES = 400


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with the names in it marked, its link into the document, and what the graph knows about the reading."""

    text: Markup
    href: str
    document: str
    section: str
    rule: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A fact seen from one of its ends: the other end, and the sentences; ``more`` counts those not shown."""

    label: str
    cls: str
    href: str
    said: tuple[Said, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """All facts of a relation in one direction: ``rows`` in full, ``brief`` by name."""

    name: Pair
    rows: tuple[Row, ...]
    brief: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One observation as a row of the table; ``label``/``href`` name the other end (the place, or the indicator)."""

    label: str
    href: str
    cls: str
    period: str
    value: str
    kind: str
    binding: bool | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything shown about a thing."""

    thing: Thing
    anchor: str
    groups: tuple[Group, ...]
    figures: tuple[Figure, ...]
    figures_left: int
    measures: tuple[tuple[Measure, str, tuple[Said, ...]], ...]
    charts: tuple[Chart, ...]
    sketch: Sketch | None
    mentions: tuple[tuple[str, tuple[tuple[str, str], ...], int], ...]
    quotes: tuple[Said, ...]
    degree: int = 0
    documents: tuple[tuple[str, str], ...] = ()


@dataclass
class Clerk:
    """Writes entries; holds the figures and sizes by thing, gathered once."""

    atlas: Atlas
    addresses: Addresses
    words: Words
    figures: dict[str, list[Observation]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[str, list[Measure]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for observation in self.atlas.observations:
            for iri in dict.fromkeys((observation.indicator, observation.place)):
                self.figures[iri].append(observation)
        for measure in self.atlas.measures:
            self.sizes[measure.subject].append(measure)

    def entry(self, thing: Thing, with_sketch: bool) -> Entry:
        """Return the entry of ``thing``; the sketch of its neighbours only where asked for."""
        observations = _ranked(self.figures.get(thing.iri, []), thing)
        groups = tuple(self._groups(thing))
        return Entry(
            thing,
            self.addresses.things[thing.iri].partition("#")[2],
            groups,
            tuple(self._figure(o, thing) for o in observations[:FIGURES]),
            max(0, len(observations) - FIGURES),
            tuple(self._measure(m, thing) for m in self.sizes.get(thing.iri, ())),
            tuple(self._charts(observations, thing)),
            sketch(self.atlas, self.addresses, self.words, thing.iri) if with_sketch else None,
            tuple(self._mentions(thing)),
            self._quotes(thing) if not groups else (),
            self.atlas.degree(thing.iri),
            tuple(
                (self.atlas.label(d), self.addresses.document(d)) for d in thing.documents if d in self.atlas.sources
            ),
        )

    def _groups(self, thing: Thing) -> Iterable[Group]:
        for facts, backwards in ((self.atlas.outgoing, False), (self.atlas.incoming, True)):
            by_name: dict[str, list[Fact]] = defaultdict(list)
            for fact in facts.get(thing.iri, ()):
                by_name[fact.predicate].append(fact)
            for name in sorted(by_name, key=self.words.rank):
                yield self._group(by_name[name], name, backwards, thing)

    def _group(self, facts: list[Fact], name: str, backwards: bool, thing: Thing) -> Group:
        ranked = sorted(facts, key=lambda f: (-self.atlas.degree(_end(f, backwards)), _end(f, backwards)))
        full = tuple(self._row(fact, backwards, thing) for fact in ranked[:FULL])
        brief = tuple(self._row(fact, backwards, thing, brief=True) for fact in ranked[FULL:])
        return Group(self.words.predicate(name, backwards), full, brief)

    def _row(self, fact: Fact, backwards: bool, thing: Thing, brief: bool = False) -> Row:
        end = _end(fact, backwards)
        other = None if fact.literal else self.atlas.things[end]
        forms = _forms(thing, other)
        said = () if brief else tuple(self.said(e, forms) for e in fact.evidence[:SENTENCES])
        more = max(0, len(fact.evidence) - SENTENCES)
        if other is None:
            return Row(fact.object, "", "", said, more)
        return Row(other.label, other.cls, self.addresses.things[end], said, more)

    def said(self, evidence: Evidence, forms: Sequence[str] = ()) -> Said:
        """Return a piece of evidence ready to show, with ``forms`` marked in its sentence."""
        passage = evidence.passage
        document = self.atlas.label(passage.document)
        return Said(
            marked(passage.text, forms),
            self.addresses.passage(passage),
            document,
            passage.section,
            evidence.rule,
            evidence.confidence,
        )

    def _figure(self, observation: Observation, thing: Thing) -> Figure:
        end = _far(observation, thing)
        other = self.atlas.things.get(end)
        value = written(observation.quantity, observation.direction)
        forms = (
            *_forms(other, None),
            f"{observation.quantity.value:f}{observation.quantity.unit}",
            f"{observation.quantity.value:f}",
        )
        return Figure(
            other.label if other else "",
            self.addresses.things.get(end, ""),
            other.cls if other else "",
            observation.period,
            value,
            observation.kind,
            observation.binding,
            tuple(self.said(e, forms) for e in observation.evidence[:1]),
        )

    def _measure(self, measure: Measure, thing: Thing) -> tuple[Measure, str, tuple[Said, ...]]:
        value = f"{measure.quantity.value:f}"
        forms = (*_forms(thing, None), value + measure.quantity.unit, value)
        return measure, written(measure.quantity), tuple(self.said(e, forms) for e in measure.evidence[:1])

    def _charts(self, observations: Sequence[Observation], thing: Thing) -> list[Chart]:
        titles = {}
        for o in observations:
            end = _far(o, thing)
            titles[o.indicator, o.place] = self.atlas.label(end) if end else ""
        return charts(observations, titles)[:CHARTS]

    def _mentions(self, thing: Thing) -> Iterable[tuple[str, tuple[tuple[str, str], ...], int]]:
        by_document: dict[str, list[Evidence]] = defaultdict(list)
        for evidence in thing.mentions:
            by_document[evidence.passage.document].append(evidence)
        for document, found in list(by_document.items())[:MENTIONS]:
            links = tuple((self.addresses.passage(e.passage), e.passage.section) for e in found[:MENTIONS])
            yield self.atlas.label(document), links, len(found) - len(links)

    def _quotes(self, thing: Thing) -> tuple[Said, ...]:
        return tuple(self.said(e, _forms(thing, None)) for e in thing.mentions[:SENTENCES])


def _ranked(observations: list[Observation], thing: Thing) -> list[Observation]:
    """Put together what is about the same indicator or place, those observed most often first, each by period."""
    counts = Counter(_far(o, thing) for o in observations)
    return sorted(observations, key=lambda o: (-counts[_far(o, thing)], _far(o, thing), o.period, o.kind, o.iri))


def _far(observation: Observation, thing: Thing) -> str:
    return observation.place if observation.indicator == thing.iri else observation.indicator


def _end(fact: Fact, backwards: bool) -> str:
    return fact.subject if backwards else fact.object


def _forms(thing: Thing | None, other: Thing | None) -> tuple[str, ...]:
    return tuple(form for one in (thing, other) if one for form in (one.label, *one.aliases))


def marked(text: str, forms: Sequence[str]) -> Markup:
    """Return ``text`` escaped, with the first occurrence of each of ``forms`` inside a ``b``; the longest win where they overlap."""
    spans: list[tuple[int, int]] = []
    for form in sorted({form for form in forms if form}, key=lambda form: (-len(form), form)):
        at = text.find(form)
        if at >= 0 and all(at >= end or at + len(form) <= start for start, end in spans):
            spans.append((at, at + len(form)))
    pieces, done = [], 0
    for start, end in sorted(spans):
        pieces.append(f"{escape(text[done:start])}<b>{escape(text[start:end])}</b>")
        done = end
    return Markup("".join([*pieces, escape(text[done:])]))
