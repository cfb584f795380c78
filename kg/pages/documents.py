"""Pages of the documents: the stored text with every passage at its place, so that each fact's sentence is seen in context."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.pages.addresses import Addresses
from kg.pages.mapbook import MapBook
from kg.pages.model import Atlas, Evidence, Passage, Source, Thing
from kg.pages.numbers import written
from kg.pages.reading import Line, Names, Setter, cut_parts, read_lines
from kg.pages.render import Press
from kg.pages.words import Style, Words

Telling = list[tuple[str, str, tuple[str, str], str, str]]
MOST_TOLD = 40


class Library:
    """Reads the stored texts once, and fixes where the pages of long ones begin."""

    def __init__(self, atlas: Atlas, addresses: Addresses, texts: Path):
        self.atlas, self.addresses = atlas, addresses
        self.things: dict[str, list[Thing]] = defaultdict(list)
        self.plans: dict[str, str] = {}
        for thing in atlas.things.values():
            for document in thing.documents:
                self.things[document].append(thing)
            if thing.holds and thing.cls == "Plan":
                self.plans.setdefault(thing.holds, thing.iri)
        self.passages: dict[str, set[Passage]] = defaultdict(set)
        for evidence in _all_evidence(atlas):
            self.passages[evidence.passage.document].add(evidence.passage)
        self.parts: dict[str, list[list[Line]]] = {}
        self.without_text: list[str] = []
        for iri, source in atlas.sources.items():
            text = _stored(texts / source.text_file)
            if text is None:
                self.without_text.append(source.name)
                continue
            lines = read_lines(text, (p.section for p in self.passages[iri] if p.section))
            self.parts[iri] = cut_parts(lines)
            addresses.parts[iri] = [part[0].start for part in self.parts[iri]]

    def write(self, press: Press, styles: dict[str, Style], words: Words, maps: MapBook) -> None:
        """Write the pages of every document."""
        told = self._told(words)
        for iri, source in self.atlas.sources.items():
            context = self._context(iri, source, styles, maps)
            parts = self.parts.get(iri)
            if parts is None:
                missing = sorted({p.start for p in self.passages[iri]})
                press.page(
                    self.addresses.document(iri),
                    "document.html",
                    **context,
                    pieces=None,
                    missing=missing,
                    number=1,
                    said={},
                )
                continue
            setter = Setter(self.passages[iri], set(told[iri]), Names(self._names(iri)))
            for number, part in enumerate(parts, 1):
                pieces = list(setter.set(part))
                missing = self._missing(iri, number, setter)
                said = {str(at): told[iri][at][:MOST_TOLD] for at in sorted(told[iri]) if self._part(iri, at) == number}
                address = self.addresses.document(iri, number - 1)
                press.page(
                    address, "document.html", **context, pieces=pieces, missing=missing, number=number, said=said
                )

    def _part(self, iri: str, at: int) -> int:
        return sum(1 for start in self.addresses.parts[iri][1:] if start <= at) + 1

    def _missing(self, iri: str, number: int, setter: Setter) -> list[int]:
        """Return the passages of a page whose first character is not in a line of it; they get their anchor at its head."""
        return sorted({p.start for p in self.passages[iri] if self._part(iri, p.start) == number} - setter.placed)

    def _context(self, iri: str, source: Source, styles: dict[str, Style], maps: MapBook) -> dict[str, Any]:
        counts = Counter(thing.cls for thing in self.things[iri])
        parts = self.parts.get(iri, [])
        return {
            "source": source,
            "plan": maps.link(self.plans[iri]) if iri in self.plans else None,
            "classes": [{"style": styles[cls], "count": counts[cls]} for cls in styles if counts[cls]],
            "maps": maps.documents.get(iri, []),
            "length": parts[-1][-1].end if parts else 0,
            "outline": [
                self._outlined(iri, line) for part in parts for line in part if line.level and line.text.strip()
            ],
            "count": len(parts),
            "address": lambda number: self.addresses.document(iri, number - 1),
        }

    def _outlined(self, iri: str, line: Line) -> tuple[int, str, str]:
        page = self.addresses.document(iri, self._part(iri, line.start) - 1).removeprefix("d/")
        return min(line.level, 4), line.text.strip(), f"{page}#h{line.start}"

    def _names(self, iri: str) -> Iterator[tuple[str, str, str]]:
        for thing in self.things[iri]:
            if thing.cls != "Goal":
                for name in (thing.label, *thing.aliases):
                    yield name, self.addresses.things[thing.iri], thing.cls

    def _told(self, words: Words) -> dict[str, dict[int, Telling]]:
        """Return what each passage says, by document and first character: subject, its link, relation, object, its link."""
        found: dict[str, dict[int, Telling]] = defaultdict(lambda: defaultdict(list))
        for evidence, told in self._tellings(words):
            found[evidence.passage.document][evidence.passage.start].append(told)
        return found

    def _tellings(self, words: Words) -> Iterator[tuple[Evidence, tuple[str, str, tuple[str, str], str, str]]]:
        label, link = self.atlas.label, self.addresses.things
        for fact in self.atlas.facts:
            end = (fact.object, "") if fact.literal else (label(fact.object), link[fact.object])
            for e in fact.evidence:
                yield e, (label(fact.subject), link[fact.subject], words.predicate(fact.predicate), *end)
        for o in self.atlas.observations:
            value = " ".join(filter(None, (o.period, written(o.quantity, o.direction))))
            place = (label(o.place), link.get(o.place, "")) if o.place else ("", "")
            for e in o.evidence:
                yield e, (label(o.indicator), link.get(o.indicator, ""), (value, value), *place)
        for m in self.atlas.measures:
            name = words.pairs.get(m.aspect, (m.aspect, m.aspect))
            for e in m.evidence:
                yield e, (label(m.subject), link.get(m.subject, ""), name, written(m.quantity), "")


def _all_evidence(atlas: Atlas) -> Iterator[Evidence]:
    for group in (atlas.facts, atlas.observations, atlas.measures):
        for item in group:
            yield from item.evidence
    for thing in atlas.things.values():
        yield from thing.mentions


def _stored(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None
