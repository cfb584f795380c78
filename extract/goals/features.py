"""Features of the judge of single clauses: which fields of a look count together, and pairs of characters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from operator import itemgetter

from extract.goals.looks import FIELDS, Look

GROUPS = (
    ("verb tail", "thing tail", "named tail", "named", "thing verb"),
    ("scope", "small", "number"),
    ("scoped tasklike verb", "inner verb", "area verb"),
    ("change", "change after", "tense changed"),
    ("position verbal", "aimed verbal", "notes verbal", "block near verbal", "review"),
    ("opening section changed", "headed_dated dated section", "solo section next_counted", "ordinal"),
    ("lead first final changed", "solo changed solos", "counted long head", "aim head changed", "aim before changed"),
    ("length", "kind at", "skip"),
    ("purpose form solo", "purpose form lead solo", "purpose solo next_counted", "purpose form solos"),
    ("aim form solo", "aim form first", "aim form solos"),
    ("called form purpose", "called verb"),
    ("horizon form purpose", "horizon form kind ordinal"),
    ("manner",),
    ("end",),
)
"""Fields that count together; those of a group are looked up at once, since they take few values in all."""


class Group:
    """Some of the fields, and the features that they make."""

    def __init__(self, templates: tuple[str, ...]) -> None:
        fields = sorted({field for template in templates for field in template.split()}, key=FIELDS.index)
        self.pick = itemgetter(*map(FIELDS.index, fields))
        """Takes the group's values (the value alone where it is one) out of all values of a look."""
        self.single = len(fields) == 1
        self.templates = [(f"{t}=", [fields.index(field) for field in t.split()]) for t in templates]

    def names(self, values: tuple[object, ...]) -> list[str]:
        """The features that hold for the group's values."""
        known = (values,) if self.single else values
        return [name + "|".join(str(known[i]) for i in places) for name, places in self.templates]


READY = tuple(map(Group, GROUPS))


def pairs(body: str) -> set[str]:
    """Neighbouring characters of a clause."""
    return set(map(str.__add__, body, body[1:]))


def features(look: Look) -> Iterator[str]:
    """Names of all that holds for a clause."""
    values = look.values
    yield from chain.from_iterable(group.names(group.pick(values)) for group in READY)
    yield from sorted(f"w={pair}" for pair in pairs(look.body))
