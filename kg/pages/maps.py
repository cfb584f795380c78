"""The maps of the atlas: which facts each draws, in which columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.pages.model import Atlas, Fact
from kg.pages.sheets import Sheet, cut

NEAR, FAR = 18, 24
"""Names in the second and third column of the map of one thing."""
EGO_FROM = 6
"""Facts that a thing must have to get a map of its own."""
EGO_MOST = 60
DEEPEST = 8
"""Columns of the tree of industries."""
FEW = 4
"""Names that the overview takes from one column of what belongs together."""

Units = Iterator[list[list[str]]]
Links = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Map:
    """``name`` is its key in the words; ``heads`` names the class or the word over each column.

    With ``overview`` the first sheet shows a little of everything, and the sheets after it show all.
    """

    name: str
    heads: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    centre: str = ""
    overview: bool = False


def draw_maps(atlas: Atlas, facts: Sequence[Fact], most: int) -> list[Map]:
    """Return the four maps of ``facts``, at most ``most`` sheets each; a map without a sheet says that there is nothing to draw."""
    return [_map(kind, atlas, facts, most) for kind in KINDS]


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    heads: tuple[str, ...]
    select: Callable[[Atlas, Sequence[Fact]], list[Fact]]
    units: Callable[[Atlas, Sequence[Fact]], Units]


def _map(kind: _Kind, atlas: Atlas, facts: Sequence[Fact], most: int) -> Map:
    chosen = kind.select(atlas, [fact for fact in facts if not fact.literal])
    units = list(kind.units(atlas, chosen))
    sheets = cut(units, chosen, most)
    if not kind.heads:
        return Map(kind.name, (), tuple(replace(sheet, columns=_stripped(sheet.columns)) for sheet in sheets))
    first = cut([[column[:FEW] for column in unit] for unit in units], chosen, 1) if len(sheets) > 1 else []
    return Map(
        kind.name, kind.heads, (*(replace(sheet, left_out=()) for sheet in first), *sheets), overview=bool(first)
    )


def _stripped(columns: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    used = [at for at, column in enumerate(columns) if column]
    return columns[: max(used) + 1]


def _forward(atlas: Atlas, facts: Iterable[Fact]) -> Links:
    """Return the objects of each subject, those with most facts first."""
    return _links(atlas, ((fact.subject, fact.object) for fact in facts))


def _backward(atlas: Atlas, facts: Iterable[Fact]) -> Links:
    """Return the subjects of each object, those with most facts first."""
    return _links(atlas, ((fact.object, fact.subject) for fact in facts))


def _links(atlas: Atlas, pairs: Iterable[tuple[str, str]]) -> Links:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return {one: sorted(others, key=lambda iri: (-atlas.degree(iri), iri)) for one, others in found.items()}


def _ranked(links: Links, atlas: Atlas) -> list[str]:
    return sorted(links, key=lambda iri: (-len(links[iri]), atlas.label(iri), iri))


def _class(atlas: Atlas, iri: str) -> str:
    return atlas.things[iri].cls


def _chain(atlas: Atlas, facts: Sequence[Fact]) -> Units:
    """One unit per area; industries that only enterprises name come last."""
    develops = _forward(atlas, (f for f in facts if f.predicate == "develops" and _class(atlas, f.subject) == "Park"))
    firms = _backward(atlas, (f for f in facts if f.predicate == "operatesIn"))
    chains = {park: [i for i in found if i in firms] for park, found in develops.items()}
    for park in sorted(develops, key=lambda iri: (-len(chains[iri]), -len(develops[iri]), atlas.label(iri), iri)):
        industries = sorted(develops[park], key=lambda iri: -len(firms.get(iri, ())))
        yield [[park], industries, [firm for industry in industries for firm in firms.get(industry, [])]]
    shown = {industry for industries in develops.values() for industry in industries}
    for industry in _ranked(firms, atlas):
        if industry not in shown:
            yield [[], [industry], firms[industry]]


def _goals(atlas: Atlas, facts: Sequence[Fact]) -> Units:
    goals = _forward(atlas, (f for f in facts if f.predicate == "hasGoal"))
    indicators = _forward(atlas, (f for f in facts if f.predicate == "hasIndicator"))
    for holder in _ranked(_forward(atlas, facts), atlas):
        yield [goals.get(holder, []), [holder], indicators.get(holder, [])]


def _projects(atlas: Atlas, facts: Sequence[Fact]) -> Units:
    """One unit per place: its projects and who undertakes them; projects without a place come last."""
    project = {f.subject for f in facts if _class(atlas, f.subject) == "Project"}
    holds = _backward(atlas, (f for f in facts if f.predicate == "locatedIn" and f.subject in project))
    doers = _forward(atlas, (f for f in facts if f.predicate == "undertakenBy"))
    for place in _ranked(holds, atlas):
        own = doers.get(place, [])
        yield [[place], holds[place], [*own, *(firm for one in holds[place] for firm in doers.get(one, []))]]
    placed = {one for inside in holds.values() for one in inside}
    for one in _ranked(doers, atlas):
        if one in project and one not in placed:
            yield [[], [one], doers[one]]


def _industries(atlas: Atlas, facts: Sequence[Fact]) -> Units:
    """One unit per root with everything below it, each name as deep as the longest way down to it; circles are cut open."""
    below = _backward(atlas, facts)
    children = {child for kids in below.values() for child in kids}
    roots = _ranked({iri: kids for iri, kids in below.items() if iri not in children}, atlas)
    depths: dict[str, int] = {}
    for root in (*roots, *sorted(below)):
        if root not in depths:
            _sink(root, below, depths, (root,))
            roots = roots if root in roots else [*roots, root]
    deepest = max(depths.values(), default=0) + 1
    for root in roots:
        tree = _under(root, below)
        yield [[iri for iri in tree if depths.get(iri) == depth] for depth in range(deepest)]


def _sink(iri: str, below: Links, depths: dict[str, int], path: tuple[str, ...]) -> None:
    if depths.get(iri, -1) < len(path) - 1 < DEEPEST:
        depths[iri] = len(path) - 1
        for kid in below.get(iri, []):
            if kid not in path:
                _sink(kid, below, depths, (*path, kid))


def _under(root: str, below: Links) -> list[str]:
    found = {root: None}
    fresh = [root]
    while fresh:
        fresh = [kid for iri in fresh for kid in below.get(iri, []) if kid not in found]
        found.update(dict.fromkeys(fresh))
    return list(found)


def _of(*predicates: str) -> Callable[[Atlas, Sequence[Fact]], list[Fact]]:
    return lambda atlas, facts: [fact for fact in facts if fact.predicate in predicates]


def _of_projects(atlas: Atlas, facts: Sequence[Fact]) -> list[Fact]:
    placed = [f for f in facts if f.predicate == "locatedIn" and _class(atlas, f.subject) == "Project"]
    return placed + [f for f in facts if f.predicate == "undertakenBy"]


def _direct(atlas: Atlas, facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts of the tree without those that only shorten a way of two others; the relation is transitive."""
    chosen = [fact for fact in facts if fact.predicate == "subIndustryOf" and fact.subject != fact.object]
    above: dict[str, set[str]] = defaultdict(set)
    for fact in chosen:
        above[fact.subject].add(fact.object)
    return [
        f for f in chosen if not any(f.object in above.get(up, ()) for up in above[f.subject] - {f.object, f.subject})
    ]


KINDS = (
    _Kind("chain", ("Park", "Industry", "Enterprise"), _of("develops", "operatesIn"), _chain),
    _Kind("goals", ("Goal", "Plan", "Indicator"), _of("hasGoal", "hasIndicator"), _goals),
    _Kind("projects", ("Park", "Project", "Enterprise"), _of_projects, _projects),
    _Kind("industries", (), _direct, _industries),
)


def draw_ego(atlas: Atlas, centre: str) -> Map:
    """Return the map of one thing: itself, its neighbours, and theirs; of both those with most facts."""
    near, near_lost = _nearest(atlas, [centre], {centre}, NEAR)
    far, _ = _nearest(atlas, near, {centre, *near}, FAR)
    columns = {centre: 0, **dict.fromkeys(near, 1), **dict.fromkeys(far, 2)}
    facts = (f for iri in columns for f in atlas.outgoing.get(iri, ()) if not f.literal and f.object in columns)
    between = tuple(f for f in facts if columns[f.subject] != columns[f.object])
    sheet = Sheet(((centre,), tuple(near), tuple(far)), between, tuple(near_lost))
    return Map("ego", ("step.0", "step.1", "step.2"), (sheet,), centre)


def _nearest(atlas: Atlas, start: Sequence[str], seen: set[str], most: int) -> tuple[list[str], list[str]]:
    """Return the neighbours of ``start`` outside ``seen``: ``most`` of them by turns over the classes, and the others."""
    found: dict[str, list[str]] = defaultdict(list)
    for iri in sorted({other for one in start for other in neighbours(atlas, one)} - seen):
        found[_class(atlas, iri)].append(iri)
    ranked = [sorted(group, key=lambda iri: (-atlas.degree(iri), iri)) for _, group in sorted(found.items())]
    turns = sorted((at, place, iri) for place, group in enumerate(ranked) for at, iri in enumerate(group))
    kept = sorted(turns[:most], key=lambda turn: (turn[1], turn[0]))
    return [iri for *_, iri in kept], [iri for *_, iri in turns[most:]]


def neighbours(atlas: Atlas, iri: str) -> Iterator[str]:
    """Yield the things that share a fact with ``iri``; some more than once."""
    yield from (fact.object for fact in atlas.outgoing.get(iri, ()) if not fact.literal)
    yield from (fact.subject for fact in atlas.incoming.get(iri, ()))


def important(atlas: Atlas) -> list[str]:
    """Return the things that get a map of their own, those with most facts first."""
    worth = [iri for iri in atlas.things if len(set(neighbours(atlas, iri))) >= EGO_FROM]
    return sorted(worth, key=lambda iri: (-atlas.degree(iri), iri))[:EGO_MOST]
