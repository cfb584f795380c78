"""What two names say of each other: their classes, endings and levels, which holds the other, what the table of territories says."""

from __future__ import annotations

from functools import lru_cache

from extract.facts import Entity
from extract.relations.scale import bucket
from extract.relations.words import stem, umbrella
from ontology import territories


def joint_features(context: str, kind: tuple[str, str], match: str, own: str) -> list[str]:
    """Features of names and context together; ``match`` as in ``Candidate``, ``own`` tells which end is the own territory."""
    levels, inside = kind
    found = [f"{levels}&{context}", f"{inside}&{context}", f"{inside}&{levels}"]
    if match:
        found += [f"match={match}", f"match={match}&{context}"]
    if own:
        found += [f"o:{own}", f"o:{own}&{context}", f"o:{own}&{levels}", f"o:{own}&{inside}&{levels}"]
    return found


def subject_features(subject: Entity) -> list[str]:
    """Features of the subject's name wherever it stands."""
    s = subject.name
    found = [f"n:s2={s[-2:]}", f"n:s1={s[-1:]}", f"n:slen={bucket(len(s))}", f"n:smany={bucket(len(subject.mentions))}"]
    return [*found, f"n:s={stem(s, subject.cls)}"] if subject.cls == "Industry" else found


def object_features(obj: Entity) -> list[str]:
    """Features of the object's name wherever it stands."""
    o = obj.name
    found = [f"n:o2={o[-2:]}", f"n:o1={o[-1:]}", f"n:olen={bucket(len(o))}", f"n:omany={bucket(len(obj.mentions))}"]
    return [*found, f"n:o={stem(o, obj.cls)}"] if obj.cls == "Industry" else found


def pair_features(subject: Entity, obj: Entity) -> tuple[list[str], tuple[str, str]]:
    """Features of the two names beside each other, and their kind (levels or classes, which lies in which)."""
    s, o = subject.name, obj.name
    s_stem, o_stem = stem(s, subject.cls), stem(o, obj.cls)
    inside = "o-in-s" if o_stem in s else "s-in-o" if s_stem in o else ""
    levels = f"n:classes={subject.cls},{obj.cls}"
    holds = f"n:inside={inside}"
    found = [levels, holds]
    if obj.cls != "Industry":
        found.append(f"n:ends={s[-1:]}>{o[-1:]}")
    elif not inside:
        found.append(f"n:shared={shared(s_stem, o_stem)}")
    if subject.cls == obj.cls == "District":
        levels = f"n:table={lies(s, o)}"
        found.append(levels)
    if subject.cls == obj.cls == "Industry":
        levels = f"n:levels={umbrella(s)}>{umbrella(o)}"
        found += [levels, f"n:shorter={len(o) < len(s)}"]
        found += [f"n:end={s_stem[-2:] == o_stem[-2:]}", f"n:begin={s[:2] == o[:2]}", f"n:both={s_stem}>{o_stem}"]
    if inside == "o-in-s":
        at = s.find(o_stem)
        rest = s[at + len(o_stem) :]
        place = "0" if at == 0 else "mid" if rest else "end"
        found += [f"n:at={place}", f"n:rest={rest[:2]}", f"n:tail={rest[-2:]}"]
    return found, (levels, holds)


def shared(one: str, other: str) -> int:
    """How many pairs of neighbouring characters two names share, at most two."""
    return min(2, sum([one[i : i + 2] in other for i in range(len(one) - 1)]))


@lru_cache(maxsize=10_000)
def lies(inner: str, outer: str) -> str:
    """Whether a territory of one name lies in one of the other by the national table: ``in``, ``around``, ``apart``, or ``?``."""
    inners, outers = areas(inner), areas(outer)
    if not inners or not outers:
        return f"?{bool(inners)}{bool(outers)}"
    if any(i.startswith(o) and i != o for i in inners for o in outers):
        return "in"
    return "around" if any(o.startswith(i) and i != o for i in inners for o in outers) else "apart"


def areas(name: str) -> list[str]:
    """The codes of the territories of a name without the noughts of their level: what lies in a territory begins with its code."""
    codes = [t.code for t in territories.by_name(name)]
    return [code if len(code) > 6 else code[:6].removesuffix("00").removesuffix("00") for code in codes]
