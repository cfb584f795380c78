"""All map sheets: of the whole graph, of each document, of single things; where they are, and their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.pages.addresses import Addresses, document_name, short
from kg.pages.drawing import Draughtsman, lay_out
from kg.pages.maps import Map, draw_ego, draw_maps, important
from kg.pages.model import Atlas, Fact
from kg.pages.render import Press
from kg.pages.sheets import MOST_SHEETS, Sheet
from kg.pages.words import Pair, Style, Words

DOCUMENT_SHEETS = 3
HEADS = {"goals": ("Goal", "head.holder", "Indicator"), "projects": ("head.place", "Project", "Enterprise")}


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads somewhere; ``cls`` is empty for what is no thing."""

    label: str
    href: str
    cls: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The sheets of a map under one address: ``stem-2.html`` is the second, ``stem.html`` the first."""

    stem: str
    map: Map
    about: Link | None = None

    def address(self, number: int) -> str:
        """Return the page of a sheet, counted from 1."""
        return f"{self.stem}{f'-{number}' if number > 1 else ''}.html"

    @property
    def name(self) -> str:
        """The key of the map in the words."""
        return self.map.name

    @property
    def href(self) -> str:
        """The page of the first sheet."""
        return self.address(1)


class MapBook:
    """Plans every sheet at once, so that pages written before the maps can link to them."""

    def __init__(self, atlas: Atlas, addresses: Addresses, styles: dict[str, Style], words: Words):
        self.atlas, self.addresses, self.styles, self.words = atlas, addresses, styles, words
        self.whole = [Series(f"m/{m.name}", m) for m in draw_maps(atlas, atlas.facts, MOST_SHEETS)]
        self.documents = self._by_document() if len(atlas.sources) > 1 else {}
        self.centres = important(atlas)
        self.egos = {iri: f"m/e{short(iri)}.html" for iri in self.centres}
        self.draughtsman = Draughtsman(atlas, addresses, styles, words, self.egos)
        self.sheets = 0
        self.left_out = 0

    def _by_document(self) -> dict[str, list[Series]]:
        facts: dict[str, list[Fact]] = {iri: [] for iri in self.atlas.sources}
        for fact in self.atlas.facts:
            for iri in {e.passage.document for e in fact.evidence} & facts.keys():
                facts[iri].append(fact)
        return {iri: self._of_document(iri, found) for iri, found in facts.items()}

    def _of_document(self, iri: str, facts: Sequence[Fact]) -> list[Series]:
        about = Link(self.atlas.label(iri), self.addresses.document(iri))
        drawn = draw_maps(self.atlas, facts, DOCUMENT_SHEETS)
        return [Series(f"m/{document_name(iri)}-{m.name}", m, about) for m in drawn if m.sheets]

    def write(self, press: Press) -> None:
        """Write every sheet."""
        for series in [*self.whole, *(s for found in self.documents.values() for s in found)]:
            self._write(press, series)
        for iri in self.centres:
            about = Link(self.atlas.label(iri), self.addresses.things[iri])
            self._write(press, Series(self.egos[iri].removesuffix(".html"), draw_ego(self.atlas, iri), about))

    def _write(self, press: Press, series: Series) -> None:
        sheets = series.map.sheets
        if not sheets:
            press.page(
                series.href, "map.html", **self._context(series, 1), drawing=None, legend=[], left=[], more=0, facts=[]
            )
        for number, sheet in enumerate(sheets, 1):
            plate = lay_out(sheet, self.atlas)
            drawing = self.draughtsman.draw(
                plate, self._heads(series.map, len(plate.middles)), named=series.name == "ego"
            )
            shown = {box.thing.cls for box in plate.boxes.values()}
            press.page(
                series.address(number),
                "map.html",
                **self._context(series, number),
                drawing=drawing,
                legend=[style for cls, style in self.styles.items() if cls in shown],
                left=[self.link(iri) for iri in sheet.left_out],
                more=len(sheets[-1].left_out),
                facts=[self._row(fact) for fact in sheet.facts],
            )
            self.sheets += 1
            self.left_out += len(sheet.left_out) if series in self.whole else 0

    def _context(self, series: Series, number: int) -> dict[str, Any]:
        title = self.words.pairs[series.name]
        if series.name == "ego":
            title = (
                f"{self.atlas.label(series.map.centre)} · {title[0]}",
                f"{self.atlas.label(series.map.centre)} · {title[1]}",
            )
        count = len(series.map.sheets)
        return {
            "name": series.name,
            "title": title,
            "about": series.about,
            "overview": series.map.overview,
            "number": number,
            "count": count,
            "address": series.address,
        }

    def _heads(self, drawn: Map, columns: int) -> Sequence[Pair]:
        if drawn.name == "industries":
            zh, en = self.words.pairs["depth"]
            return [(f"{at} {zh}", f"{en} {at}") for at in range(1, columns + 1)]
        return [self._head(key) for key in HEADS.get(drawn.name, drawn.heads)]

    def _head(self, key: str) -> Pair:
        return (self.styles[key].zh, self.styles[key].en) if key in self.styles else self.words.pairs[key]

    def link(self, iri: str) -> Link:
        """Return the link to a thing."""
        thing = self.atlas.things[iri]
        return Link(thing.label, self.addresses.things[iri], thing.cls)

    def _row(self, fact: Fact) -> dict[str, Any]:
        href = self.addresses.passage(fact.evidence[0].passage) if fact.evidence else ""
        name = self.words.predicate(fact.predicate)
        return {"subject": self.link(fact.subject), "name": name, "object": self.link(fact.object), "href": href}


def plate_of(series: Series, atlas: Atlas) -> tuple[Sheet, Any] | None:
    """Return the first sheet of a map and its layout; None for a map without sheets."""
    first = series.map.sheets[:1]
    return (first[0], lay_out(first[0], atlas)) if first else None
