"""Which classes each relation may join, and the ways a pair of mentions may be read."""

from __future__ import annotations

import re

from extract.facts import Entity, EntityClass, RelationName

ENDS: dict[RelationName, tuple[tuple[EntityClass, EntityClass], ...]] = {
    "covers": (("Plan", "District"),),
    "basedOn": (("Plan", "Plan"),),
    "partOf": (("District", "District"), ("Park", "Park")),
    "locatedIn": tuple((s, o) for s in ("Park", "Project", "Enterprise") for o in ("District", "Park")),
    "develops": (("District", "Industry"), ("Park", "Industry")),
    "operatesIn": (("Enterprise", "Industry"),),
    "undertakenBy": (("Project", "Enterprise"), ("Park", "Enterprise")),
    "inIndustry": (("Project", "Industry"),),
    "subIndustryOf": (("Industry", "Industry"),),
}
"""Subject and object classes of every relation, as the vocabulary declares them."""

READINGS: dict[tuple[EntityClass, EntityClass], tuple[RelationName, ...]] = {}
for _predicate, _pairs in ENDS.items():
    for _pair in _pairs:
        READINGS[_pair] = (*READINGS.get(_pair, ()), _predicate)


COUNTY = re.compile("..[县旗市]$|^.[^社新园景]区$")
NO_HOLDER = re.compile("..(?:[县旗镇乡村]|街道|苏木)$")
"""Names of territories that hold no county."""


def readings(subject: Entity, obj: Entity) -> tuple[RelationName, ...]:
    """The relations that may hold from ``subject`` to ``obj`` by their classes; ``also`` counts where these allow none, and no county lies in another or a town."""
    if subject.cls == obj.cls == "District" and COUNTY.search(subject.name) and NO_HOLDER.search(obj.name):
        return ()
    own = READINGS.get((subject.cls, obj.cls), ())
    if own or not (subject.also or obj.also):
        return own
    pairs = {(s, o) for s in (subject.cls, *subject.also) for o in (obj.cls, *obj.also)}
    found = {p for pair in pairs for p in READINGS.get(pair, ())}
    return tuple(p for p in ENDS if p in found)
