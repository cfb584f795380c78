"""The small drawing of a thing and its neighbours on its own page: names that others say of it left, what it says right."""

from __future__ import annotations

from dataclasses import dataclass

from kg.pages.addresses import Addresses
from kg.pages.lettering import lines
from kg.pages.model import Atlas, Fact
from kg.pages.words import Pair, Words

SIDE = 7
ROW, WIDE, BOX, MIDDLE = 34, 700, 190, 150
TOP = 14


@dataclass(frozen=True, slots=True)
class Mark:
    """A neighbour: its box's upper left corner, name, class, link, the relation and where the line to it bends."""

    x: int
    y: int
    text: str
    cls: str
    href: str
    relation: Pair
    left: bool


@dataclass(frozen=True, slots=True)
class Sketch:
    """A drawing ``height`` pixels tall; ``text`` is the name in the middle, ``left_out`` counts the neighbours not drawn."""

    text: tuple[str, ...]
    cls: str
    marks: tuple[Mark, ...]
    height: int
    left_out: int


def sketch(atlas: Atlas, addresses: Addresses, words: Words, iri: str) -> Sketch | None:
    """Draw the neighbours of a thing, by turns over the relations and those with most facts first; None without neighbours."""
    right = _distinct([fact for fact in atlas.outgoing.get(iri, ()) if not fact.literal], iri)
    left = _distinct(atlas.incoming.get(iri, []), iri)
    if not right and not left:
        return None
    sides = [(_by_turns(atlas, facts, other), facts) for facts, other in ((left, True), (right, False))]
    rows = max(len(shown) for shown, _ in sides)
    marks: list[Mark] = []
    for (shown, _), is_left in zip(sides, (True, False), strict=True):
        first = TOP + (rows - len(shown)) * ROW // 2
        marks.extend(_mark(atlas, addresses, words, fact, first + at * ROW, is_left) for at, fact in enumerate(shown))
    thing = atlas.things[iri]
    left_out = sum(len(facts) - len(shown) for shown, facts in sides)
    return Sketch(tuple(lines(thing.label, 9, 2)), thing.cls, tuple(marks), max(rows, 2) * ROW + 2 * TOP, left_out)


def _distinct(facts: list[Fact], iri: str) -> list[Fact]:
    return [fact for fact in dict.fromkeys(facts) if fact.subject != fact.object]


def _by_turns(atlas: Atlas, facts: list[Fact], backwards: bool) -> list[Fact]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.predicate, []).append(fact)
    turns: list[tuple[int, str, Fact]] = []
    for name, group in groups.items():
        ranked = sorted(group, key=lambda f: (-atlas.degree(_other(f, backwards)), _other(f, backwards)))
        turns.extend((at, name, fact) for at, fact in enumerate(ranked))
    chosen = sorted(turns, key=lambda turn: turn[:2])[:SIDE]
    return [fact for _, _, fact in sorted(chosen, key=lambda turn: (turn[1], turn[0]))]


def _other(fact: Fact, backwards: bool) -> str:
    return fact.subject if backwards else fact.object


def _mark(atlas: Atlas, addresses: Addresses, words: Words, fact: Fact, y: int, left: bool) -> Mark:
    other = atlas.things[_other(fact, left)]
    text = lines(other.label, 11, 1)[0]
    relation = words.predicate(fact.predicate)
    return Mark(0 if left else WIDE - BOX, y, text, other.cls, addresses.things[other.iri], relation, left)
