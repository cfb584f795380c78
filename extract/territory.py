"""Whose document it is: the territory that it is made for, and the words (我县, 全区) that mean this one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.document import Document
from extract.facts import Entity
from ontology import territories

LEVELS = frozenset(territories.TYPES)
WHOLE = rf"[我全本](?:自治)?(?P<level>[{territories.TYPES}])"
"""The document's own territory, by its level: 全县, 我市, 全县域."""
MEANT = rf"{WHOLE}(?!域)"
"""The same as a name of it, not as what an area is like (全县域)."""
OPENING = 3000
"""Characters in which a text tells whose government reports."""
TITLED = 400
"""Characters in which a text names the plan that it is."""
FRONT = 200
"""Characters in which a text names whom it is about."""
COUNTIES = "县区旗"
PART = re.compile("(?:新|开发|高新|示范|试验|园|港|城|垦|管理|度假|片|景)区$")
"""What lies in a territory or beside it."""
TOWN = re.compile("(?:[镇乡]|街道)$")
PAPER = re.compile(r"[^，。]*(?:报告|规划|纲要|方案|计划|总结|意见|要点|通知|简介|概况|介绍|情况|思路)(?![一-龥》])")
"""The title of a paper, which belongs to the territory that opens it; a headline tells of that one only."""


def own_district(document: Document, entities: Sequence[Entity]) -> Entity | None:
    """Return the territory that a document is made for: what its metadata name, else what it tells of itself; None for none."""
    districts = [e for e in entities if e.cls == "District"]
    name = document.metadata.district
    if name and (told_in_front(document, name) or not said_level(document.text)):
        return next(by_metadata(document, districts, name), None) or next(planned(entities, districts), None)
    lines = document.text[:TITLED].partition("。")[0].rpartition("\n")[0]
    ways = (
        planned(entities, districts, len(lines)),
        (e for e in districts if governs(e, document.text[:OPENING])),
        planned(entities, districts),
        of_its_level(document, districts),
    )
    told = next((found for way in ways if (found := list(way))), [])
    return max(told, key=lambda e: (len(e.mentions), -e.mentions[0].start), default=None)


def told_in_front(document: Document, name: str) -> bool:
    """Say whether title, issuer or first lines tell the territory of the metadata, which else was only guessed from its names."""
    meta = document.metadata
    front = f"{meta.title}{meta.issuer}{document.text[:FRONT].partition('。')[0]}"
    return meta.title != "" or any(form in front for form in same_place(name))


def said_level(text: str) -> str:
    """Return the level of which a text says most often 全… or 我…, empty for none."""
    return next(iter(said_levels(text)), "")


def said_levels(text: str) -> dict[str, int]:
    """Return how often a text says 全… or 我… of each level, that said most often first."""
    return dict(Counter(found["level"] for found in re.finditer(WHOLE, text)).most_common())


def of_its_level(document: Document, districts: Sequence[Entity]) -> Sequence[Entity]:
    """Return the territories of the level at which a text says 全县 or 我区, else those of counties, else all.

    A text that says 全省 is of a province, or where it names none of the next level if it says so at least half as often.
    """
    said = said_levels(document.text)
    level = next(iter(said), "")
    if level == "省":
        provinces = [e for e in districts if e.name.endswith("省")]
        level = next((other for other in list(said)[1:2] if 2 * said[other] >= said["省"]), "")
        if provinces or not level:
            return provinces
    whole = [e for e in districts if not PART.search(e.name)]
    one_town = sum(TOWN.search(e.name) is not None for e in whole) == 1
    fit = (
        [e for e in whole if level and e.name.endswith(level)],
        [e for e in districts if level and e.name.endswith(level)],
        [e for e in whole if one_town or e.name.endswith(tuple(COUNTIES))],
    )
    return next(filter(None, fit), districts)


def by_metadata(document: Document, districts: Sequence[Entity], name: str) -> Iterator[Entity]:
    """Yield the territories that ``name`` of the metadata may mean, the likeliest first: a town behind it, that very name, its short forms.

    What opens a paper's title comes before both where the title does not hold the name, unless it is what the territory belongs to.
    """
    title = document.metadata.title or document.text.lstrip().partition("\n")[0]
    called = same_place(name)
    over = above(document)
    known = sorted((e for e in districts if not called.isdisjoint(forms(e))), key=lambda e: e.name != name)
    opens = [e for e in districts if PAPER.match(title) and title.startswith(forms(e))]
    other = [e for e in opens if over.isdisjoint(forms(e))]
    yield from (e for e in districts if any(f"{form}{e.name}" in title for form in called) and TOWN.search(e.name))
    yield from (*known, *other, *opens) if any(form in title for form in called) else (*other, *known, *opens)


def planned(entities: Sequence[Entity], districts: Sequence[Entity], end: int = TITLED) -> Iterator[Entity]:
    """Yield the territories in the names of the plans that a text names before ``end``, those named most first."""
    plans = " ".join(e.name for e in entities if e.cls == "Plan" and e.mentions[0].start < end)
    inside = (e for e in districts if any(form in plans for form in forms(e)))
    yield from sorted(inside, key=lambda e: -len(e.mentions))


def governs(district: Entity, opening: str) -> bool:
    """Say whether a text opens with the government or the five-year plan of a territory."""
    return re.search(rf"{re.escape(district.name)}(?:(?:人民)?政府|(?:20..年)?国民经济)", opening) is not None


def forms(entity: Entity) -> tuple[str, ...]:
    """Return every name of an entity."""
    return (entity.name, *entity.aliases)


def same_place(name: str) -> frozenset[str]:
    """Return the names that a territory goes by: the one given, and by the national table that in full and its short forms."""
    found = territories.by_name(name)[:1]
    return frozenset((name, *(form for t in found for form in (t.name, *territories.short_forms(t.name, t.level)))))


def above(document: Document) -> set[str]:
    """Return the names of the document's territory and of those that it belongs to, long and short."""
    path = document.metadata.district_path
    return {
        form for name in path for level in territories.LEVELS for form in (name, *territories.short_forms(name, level))
    }


def levels(own: Entity | None) -> frozenset[str]:
    """Return the last characters that 我县 or 全市 may have where they mean this territory or park.

    The full name tells it, an alias only where that does not (新乡市 is no 乡); any level goes for a territory whose names tell none.
    """
    if own is None:
        return LEVELS
    longer = sorted(forms(own), key=lambda form: form[:-1] != own.name)
    told = next((form[-1] for form in longer if form[-1] in LEVELS), "")
    return frozenset(told) or (LEVELS if own.cls == "District" else frozenset())
