"""Names inside names: 华新数控产业园 holds a firm, 北川区总体规划 a territory, 全县水利规划 the own one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from extract.facts import Entity
from extract.relations.scene import OWN
from extract.relations.words import stem, umbrella
from extract.territory import LEVELS, levels
from ontology.territories import by_name

HOSTS = ("Plan", "Park", "Project", "Enterprise", "District")
LONGEST = 14
AREAS = ("District", "Park")
BRANDED = 4
"""Least length of a firm's own name whose first two characters may stand for it."""
KIND_OF_FIRM = re.compile("(?:股份|有限|责任|集团|公司)+$")
YEAR = re.compile(r"\d{4}(?:[-—－~～至]\d{4})?年?度?")
"""What may stand before the areas in the name of a report: 2031年甲市乙区工作报告."""
ROAD = re.compile("大街(?!小巷)|大道|路(?![桥网由侧测演灯面衍域政况])")
"""What makes a road of the name of a firm or the short name of a territory."""
INSTITUTION = re.compile("[^（）()]{0,8}?(?:大学(?![城生])|学院|医院|小学|中学|[一二三四]院)")
"""What makes an institution of the name of a territory before it."""
REGION = "自治区"
CARRIES = re.compile("贯彻|落实|转发")
"""Words by which the name of a paper goes on to another paper."""


@dataclass(frozen=True, slots=True)
class Inside:
    """``piece``, a form or stem of entity ``inner``, stands at ``at`` in ``form``, a form of entity ``outer``.

    ``whole`` is false where a longer name of another class covers the piece; one of the same class (北川 in 北川新区规划) hides it; ``chained`` is true where the name of a
    territory follows at once (甲市乙区规划).
    """

    outer: int
    inner: int
    form: str
    piece: str
    at: int
    whole: bool
    chained: bool


def contained(entities: Sequence[Entity], own: int | None) -> Iterator[Inside]:
    """Every entity named inside another's name, once per pair; ``own`` is the document's territory."""
    index = form_index(entities)
    for outer, entity in enumerate(entities):
        if entity.cls not in HOSTS:
            continue
        seen: set[int] = set()
        for form in (entity.name, *entity.aliases):
            for found in pieces(entities, index, outer, form, own):
                if found.inner not in seen:
                    seen.add(found.inner)
                    yield found


def branded(text: str, entities: Sequence[Entity]) -> Iterator[Inside]:
    """Projects whose name begins with the brand of one firm and does not hold its name (恒穗二期生产线, 恒穗饲料); roads are only named after them."""
    firms, areas = brands(entities), {f[:2] for e in entities if e.cls in AREAS for f in (e.name, *e.aliases)}
    places = [(m.start, m.end) for e in entities if e.cls in ("Enterprise", "Project") for m in e.mentions]
    for outer, entity in enumerate(entities):
        for form in (entity.name, *entity.aliases) if entity.cls == "Project" else ():
            owners = firms.get(form[:2], set())
            if len(owners) != 1 or form[:2] in areas or ROAD.search(form) or begins_in_word(form):
                continue
            (inner,) = owners
            names = (entities[inner].name, *entities[inner].aliases)
            if not any(name in form for name in names) and only_inside(text, form[:2], places):
                yield Inside(outer, inner, form, form[:2], 0, False, False)
                break


def brands(entities: Sequence[Entity]) -> dict[str, set[int]]:
    """The first two characters of firms' names with the firms: no word, no level of government, and as much again behind them."""
    found: dict[str, set[int]] = {}
    for i, entity in enumerate(entities):
        for form in (entity.name, *entity.aliases) if entity.cls == "Enterprise" else ():
            own = KIND_OF_FIRM.sub("", form)
            if len(own) >= BRANDED and own[0] not in LEVELS | {"国"} and not begins_in_word(own):
                found.setdefault(own[:2], set()).add(i)
    return {brand: owners for brand, owners in found.items() if not by_name(brand)}


@lru_cache(maxsize=10_000)
def begins_in_word(name: str) -> bool:
    """Whether a name begins in a word of the dictionary (县城, 国家, 沙棘), so that it has no brand."""
    return len(rjieba.cut(name, False)[0]) > 1


def only_inside(text: str, brand: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a text says a brand only in the places of firms and projects (文旅产业 says the word 文旅)."""
    said = (found.start() for found in re.finditer(brand, text))
    return all(any(start <= at < end for start, end in places) for at in said)


def own_inside(text: str, entities: Sequence[Entity], own: int | None) -> Iterator[Inside]:
    """The document's own territory in names that begin with a word for it (全县…规划, 我市…方案), not right behind another's (自治区全区…规划)."""
    if own is None:
        return
    meant = levels(entities[own])
    others = [f for i, e in enumerate(entities) if e.cls == "District" and i != own for f in (e.name, *e.aliases)]
    others += [] if entities[own].name.endswith(REGION) else [REGION]
    for outer, entity in enumerate(entities):
        if entity.cls not in HOSTS or outer == own:
            continue
        begins = ((form, OWN.match(form)) for form in (entity.name, *entity.aliases))
        form, said = next(((form, said) for form, said in begins if said and said["level"] in meant), ("", None))
        if said and not stands_behind(text, entity, tuple(others)):
            yield Inside(outer, own, form, said.group(), 0, True, False)


def stands_behind(text: str, entity: Entity, names: tuple[str, ...]) -> bool:
    """Whether an entity is named right behind one of some names, marks of a title between them aside."""
    before = (text[max(0, m.start - LONGEST) : m.start].rstrip("《“") for m in entity.mentions)
    return any(words.endswith(names) for words in before)


def chained(entities: Sequence[Entity]) -> Iterator[Inside]:
    """Areas that another name puts side by side, the wider first (甲市乙区规划, 甲园区乙片区供热工程): the second holds the first."""
    index = form_index(entities)
    known: set[tuple[int, int]] = set()
    for entity in entities:
        for form in (entity.name, *entity.aliases) if entity.cls in HOSTS else ():
            for found in neighbours(entities, index, form):
                if (found.outer, found.inner) not in known:
                    known.add((found.outer, found.inner))
                    yield found


def neighbours(entities: Sequence[Entity], index: dict[str, tuple[int, ...]], form: str) -> Iterator[Inside]:
    """The pairs of areas named in full one after the other at the beginning of a form, or behind its year."""
    year = YEAR.match(form)
    form = form[year.end() :] if year else form
    for middle in range(2, min(len(form) - 1, LONGEST)):
        wider = [o for o in index.get(form[:middle], ()) if entities[o].cls in AREAS]
        for end in range(middle + 2, min(len(form), middle + LONGEST) + 1) if wider else ():
            for narrow in index.get(form[middle:end], ()):
                whole = form[middle:end] in (entities[narrow].name, *entities[narrow].aliases)
                for wide in wider:
                    if whole and narrow != wide and entities[narrow].cls in AREAS:
                        yield Inside(narrow, wide, form[:end], form[:middle], 0, True, True)


def form_index(entities: Sequence[Entity]) -> dict[str, tuple[int, ...]]:
    """Form or stem → the numbers of the entities that have it."""
    index: dict[str, list[int]] = {}
    for i, entity in enumerate(entities):
        for form in sorted({f for n in (entity.name, *entity.aliases) for f in (n, stem(n, entity.cls))}):
            if len(form) >= 2:
                index.setdefault(form, []).append(i)
    return {form: tuple(owners) for form, owners in index.items()}


def pieces(
    entities: Sequence[Entity], index: dict[str, tuple[int, ...]], outer: int, form: str, own: int | None
) -> Iterator[Inside]:
    """Names that are proper parts of a form, longest first, from the left; not who issues a paper that names a place behind 关于."""
    hits = [hit for hit in proper_parts(index, form) if outer not in hit[2]]
    areas = {at for at, _, owners in hits if any(entities[o].cls == "District" for o in owners)}
    about = form.find("关于")
    aimed = about >= 0 and max(areas, default=-1) > about
    for at, end, owners in hits:
        if aimed and end <= about and CARRIES.search(form, end, about) is None:
            continue
        wider = {entities[o].cls for a, e, os in hits if a <= at and end <= e and e - a > end - at for o in os}
        for inner in owners:
            if entities[inner].cls in wider or names_road(entities[inner], form, end):
                continue
            if inner == own or entities[outer].cls == "Plan" or not branch(entities[inner], form, at, end, areas):
                yield Inside(outer, inner, form, form[at:end], at, not wider, end in areas)


def proper_parts(index: dict[str, tuple[int, ...]], form: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Where known names stand in a form and whose they are, longest first, from the left."""
    for length in range(min(len(form) - 1, LONGEST), 1, -1):
        for at in range(len(form) - length + 1):
            owners = index.get(form[at : at + length])
            if owners:
                yield at, at + length, owners


def names_road(inner: Entity, form: str, end: int) -> bool:
    """Whether a name that ends at ``end`` only names a road there (恒盛大街, 澜江路)."""
    short = inner.cls == "Enterprise" or (inner.cls == "District" and form[end - 1] not in LEVELS | {"村", "道"})
    return short and ROAD.match(form, end) is not None


def branch(inner: Entity, form: str, at: int, end: int, areas: Iterable[int]) -> bool:
    """Whether a territory names an institution whose branch another has (甲市医院乙县院区; ``areas``: where territories begin)."""
    institution = INSTITUTION.match(form, end) if at == 0 and inner.cls == "District" else None
    return institution is not None and max(areas, default=0) >= institution.end()


def name_features(entities: Sequence[Entity], found: Inside) -> list[str]:
    """Features of a name that holds another."""
    outer, inner, form, piece, at = entities[found.outer], entities[found.inner], found.form, found.piece, found.at
    rest = form[at + len(piece) :]
    place = "start" if at == 0 else "middle" if rest else "end"
    classes = f"{outer.cls},{inner.cls}"
    full = piece in (inner.name, *inner.aliases)
    known = f"full={full},whole={found.whole},chained={found.chained}"
    broad = umbrella(inner.name) != ""
    brand = piece == inner.name[:2] and not found.whole
    return [
        "i:name",
        f"i:brand={brand}",
        f"i:{known}",
        f"i:{classes},{known}",
        f"i:{classes},{known},{place}",
        f"i:{classes},{place}",
        f"i:{classes},piece={min(len(piece), 5)},full={full}",
        f"i:{classes},broad={broad},full={full}",
        f"i:name={piece == inner.name}",
        f"i:rest={min(len(rest), 6)}",
        f"i:next={rest[:1]}",
        f"i:next2={rest[:2]}",
        f"i:tail={form[-2:]}",
        f"i:tail={form[-2:]},{inner.cls}",
        f"i:before={form[max(0, at - 1) : at]}",
    ]
