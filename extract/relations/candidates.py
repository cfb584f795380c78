"""Candidate relations: a link or a name read as one relation between one subject and one object."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extract.document import Span
from extract.facts import RelationName
from extract.relations.contract import readings
from extract.relations.features import link_parts
from extract.relations.names import Inside, branded, chained, contained, name_features, own_inside
from extract.relations.propose import Link, links
from extract.relations.scene import Scene, span_of

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


@dataclass(frozen=True, eq=False, slots=True)
class Context:
    """What candidates of one link or name share: its features, its evidence and the name of its pattern."""

    scene: Scene
    link: Link | None
    name: Inside | None = None

    @property
    def parts(self) -> tuple[list[str], ...]:
        """Feature names that all candidates of this context share: its own, and lists that it shares with other contexts."""
        if self.link:
            return link_parts(self.scene, self.link)
        assert self.name is not None
        return (name_features(self.scene.entities, self.name),)

    @property
    def features(self) -> list[str]:
        """All feature names of the context, its own first."""
        return [feature for part in self.parts for feature in part]

    def key(self, own: list[str]) -> str:
        """Which of its own features stands for the context in joint features: the course of the gap, the roles, or a name."""
        return own[1 if self.link and not self.link.roles else 0]

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
        yield from read_link(scene, link)
    entities, own = scene.entities, scene.own
    own_names = own_inside(scene.document.text, entities, own)
    for name in (*contained(entities, own), *branded(scene.document.text, entities), *chained(entities), *own_names):
        context = Context(scene, None, name)
        for predicate in readings(entities[name.outer], entities[name.inner]):
            yield Candidate(name.outer, predicate, name.inner, "n", context)


def read_link(scene: Scene, link: Link) -> Iterator[Candidate]:
    """Every member of the first list with every member of the second, in both directions."""
    entities, context = scene.entities, None
    match = matcher(scene, link, len(link.first.places), len(link.second.places))
    for a, i in link.first.places.items():
        for b, j in link.second.places.items():
            forth, back = readings(entities[a], entities[b]), readings(entities[b], entities[a])
            if a == b or not (forth or back):
                continue
            context = context or Context(scene, link)
            told = match(i, j)
            for predicate in forth:
                yield Candidate(a, predicate, b, ">", context, told)
            for predicate in back:
                yield Candidate(b, predicate, a, "<", context, told)


def matcher(scene: Scene, link: Link, first: int, second: int) -> Callable[[int, int], str]:
    """What to tell of the places of two members in lists of ``first`` and ``second`` names, as in ``Candidate.match``."""
    bracket = scene.text(link.first.end, link.first.end + 1) in ("（", "(")
    if first == second > 1 and not bracket:
        return lambda i, j: "same" if i == j else "other"
    if first > 1 and not link.roles:
        return lambda i, _: "last" if i == first - 1 else "inner"
    return lambda _i, _j: ""
