"""The first page: what the graph holds, its maps, documents and districts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kg.pages.addresses import Addresses, weights
from kg.pages.mapbook import Link, MapBook, Series, plate_of
from kg.pages.maps import neighbours
from kg.pages.model import Atlas
from kg.pages.namesakes import qualifiers
from kg.pages.render import Press
from kg.pages.words import Style

TOP = 5
EGOS = 24
DISTRICTS = 24
COVER = 560


def write_index(press: Press, atlas: Atlas, addresses: Addresses, styles: dict[str, Style], maps: MapBook) -> None:
    """Write ``index.html``."""
    press.page(
        "index.html",
        "index.html",
        sums=_sums(atlas),
        classes=_classes(atlas, styles, maps),
        maps=[_cover(series, atlas) for series in maps.whole],
        egos=[Link(atlas.label(iri), maps.egos[iri], atlas.things[iri].cls) for iri in maps.centres[:EGOS]],
        documents=_documents(atlas, addresses, maps),
        districts=_districts(atlas, styles, maps),
    )


def _sums(atlas: Atlas) -> list[tuple[int, str]]:
    passages = {
        e.passage
        for group in (atlas.facts, atlas.observations, atlas.measures)
        for item in group
        for e in item.evidence
    }
    return [
        (len(atlas.sources), "documents"),
        (len(atlas.things), "things.count"),
        (len(atlas.facts), "facts.count"),
        (len(atlas.observations), "observations"),
        (len(passages), "passages.count"),
    ]


def _classes(atlas: Atlas, styles: dict[str, Style], maps: MapBook) -> list[dict[str, Any]]:
    members: dict[str, list[str]] = {cls: [] for cls in styles}
    for iri, thing in atlas.things.items():
        members[thing.cls].append(iri)
    weight = weights(atlas)
    most = max(map(len, members.values()), default=0) or 1
    return [
        {
            "style": styles[cls],
            "count": len(found),
            "share": round(100 * len(found) / most, 1),
            "top": [maps.link(iri) for iri in sorted(found, key=lambda iri: (-weight[iri], iri))[:TOP]],
        }
        for cls, found in members.items()
    ]


def _cover(series: Series, atlas: Atlas) -> dict[str, Any]:
    found = plate_of(series, atlas)
    boxes = found[1].boxes if found else {}
    return {
        "name": series.name,
        "href": series.href,
        "count": len(series.map.sheets),
        "plate": found[1] if found else None,
        "tall": min(COVER, found[1].height) if found else 0,
        "lines": [(boxes[f.subject], boxes[f.object]) for f in found[1].facts] if found else [],
    }


def _documents(atlas: Atlas, addresses: Addresses, maps: MapBook) -> list[dict[str, Any]]:
    things = Counter(document for thing in atlas.things.values() for document in thing.documents)
    facts = Counter(d for fact in atlas.facts for d in {e.passage.document for e in fact.evidence})
    figures = Counter(d for o in atlas.observations for d in {e.passage.document for e in o.evidence})
    return [
        {
            "name": source.name,
            "file": source.file_name,
            "href": addresses.document(iri),
            "maps": maps.documents.get(iri, []),
            "things": things[iri],
            "facts": facts[iri],
            "figures": figures[iri],
        }
        for iri, source in sorted(atlas.sources.items(), key=lambda item: (item[1].name, item[0]))
    ]


def _districts(atlas: Atlas, styles: dict[str, Style], maps: MapBook) -> list[dict[str, Any]]:
    weight, where = weights(atlas), qualifiers(atlas)
    figures = Counter(observation.place for observation in atlas.observations)
    districts = [iri for iri, thing in atlas.things.items() if thing.cls == "District"]
    found = []
    for iri in sorted(districts, key=lambda iri: (-weight[iri], atlas.label(iri), iri))[:DISTRICTS]:
        counts = Counter(atlas.things[other].cls for other in set(neighbours(atlas, iri)))
        link = maps.link(iri)
        shown = [{"style": styles[cls], "count": counts[cls]} for cls in styles if counts[cls]]
        found.append({"link": link, "where": where[iri], "counts": shown, "figures": figures[iri]})
    return found
