"""Candidate relations: a link or a name read as one relation between one subject and one object."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extract.document import Span
from extract.facts import Entity, RelationName
from extract.relations.contract import readings
from extract.relations.features import link_parts
from extract.relations.names import Inside, branded, chained, contained, name_features, own_inside
from extract.relations.propose import Link, links
from extract.relations.scene import Group, Scene, span_of

PATTERNS = (
    "row",
    "layout",
    "head",
    "caption",
    "colon",
    "lead",
    "initial",
    "sentence",
    "last",
    "previous",
    "before",
    "above",
    "title",
    "own",
)


@dataclass(frozen=True)
class Context:
    """What candidates of one link or name share: its features, its evidence and the name of its pattern."""

    scene: Scene
    link: Link | None
    name: Inside | None = None

    @cached_property
    def parts(self) -> tuple[list[str], ...]:
        """Feature names that all candidates of this context share; other contexts may share parts of them."""
        if self.link:
            return link_parts(self.scene, self.link)
        assert self.name is not None
        return (name_features(self.scene.entities, self.name),)

    @property
    def features(self) -> list[str]:
        """All feature names of the context."""
        return [feature for part in self.parts for feature in part]

    @property
    def key(self) -> str:
        """The feature that stands for the context in joint features: the course of the gap, the roles, or a name."""
        return self.parts[0][1 if self.link and not self.link.roles else 0]

    @property
    def pattern(self) -> str:
        """How the pair was found: by name, in a sentence or list, or from which kind of topic."""
        if not self.link:
            return "name"
        lists = len(self.link.first.members) > 1 or len(self.link.second.members) > 1
        return next((r for r in PATTERNS if r in self.link.roles), "list" if lists else "sentence")

    @property
    def place(self) -> Span:
        """The unit of the second list."""
        assert self.link is not None
        return span_of(self.scene.units[self.link.second.unit])

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the text says so: the unit and that of its topic, or for a name its first mention."""
        if self.link:
            units = {self.link.second.unit, self.link.first.unit}
            return tuple(span_of(self.scene.units[n]) for n in sorted(units))
        assert self.name is not None
        return self.scene.entities[self.name.outer].mentions[:1]


class Candidate(NamedTuple):
    """Subject and object by number; ``way`` is ``>`` when the subject stands first, ``<`` when the object
    does, ``n`` for names; ``match`` says for two lists of one length whether these two have the same place (A、B…对应…C、D), else for a list
    of the same unit whether its member is the ``last`` before the other list, as B of A、B（C、D、E）, or an ``inner`` one."""

    subject: int
    predicate: RelationName
    object: int
    way: str
    context: Context
    match: str = ""

    @property
    def own(self) -> str:
        """Which end is the document's own territory: ``subject``, ``object``, or empty."""
        own = self.context.scene.own
        return "subject" if self.subject == own else "object" if self.object == own else ""


def candidates(scene: Scene) -> Iterator[Candidate]:
    """All candidates of a document, in the order of the text, names last."""
    for link in links(scene):
        context = Context(scene, link)
        yield from read_link(scene.entities, link, context)
    entities, own = scene.entities, scene.own
    own_names = own_inside(scene.document.text, entities, own)
    for found in (*contained(entities, own), *branded(scene.document.text, entities), *chained(entities), *own_names):
        context = Context(scene, None, found)
        for predicate in readings(scene.entities[found.outer], scene.entities[found.inner]):
            yield Candidate(found.outer, predicate, found.inner, "n", context)


def read_link(entities: Sequence[Entity], link: Link, context: Context) -> Iterator[Candidate]:
    """Every member of the first list with every member of the second, in both directions."""
    firsts, seconds = numbered(link.first), numbered(link.second)
    match = matcher(context.scene, link, len(firsts), len(seconds))
    for a, i in firsts.items():
        for b, j in seconds.items():
            if a == b:
                continue
            told = match(i, j)
            for predicate in readings(entities[a], entities[b]):
                yield Candidate(a, predicate, b, ">", context, told)
            for predicate in readings(entities[b], entities[a]):
                yield Candidate(b, predicate, a, "<", context, told)


def matcher(scene: Scene, link: Link, first: int, second: int) -> Callable[[int, int], str]:
    """What to tell of the places of two members in lists of ``first`` and ``second`` names, as in ``Candidate.match``."""
    bracket = scene.text(link.first.end, link.first.end + 1) in ("（", "(")
    if first == second > 1 and not bracket:
        return lambda i, j: "same" if i == j else "other"
    if first > 1 and not link.roles:
        return lambda i, _: "last" if i == first - 1 else "inner"
    return lambda _i, _j: ""


def numbered(group: Group) -> dict[int, int]:
    """The entities of a list with their places in it."""
    places: dict[int, int] = {}
    for place, member in enumerate(group.members):
        places.setdefault(member.entity, place)
    return places
