"""Which territory a name means in a document: paths from the province down, by the national table and the document's own place."""

from __future__ import annotations

import re
from functools import cache

from extract.document import Metadata
from ontology import territories
from ontology.territories import Territory

Path = tuple[str, ...]
NATION = "中国"
_NATIONAL = re.compile(r"国家|全国|中华人民共和国|中国|国务院|中共中央|党中央|.*(?<![办方做])法$")
_MACRO = re.compile(r".*(?:京津冀|城市群|经济圈|都市圈|经济带|经济区|大湾区|三角洲?|流域)")


def home_path(metadata: Metadata) -> Path:
    """Return the path of the territory that a document is about, completed by the national table where that is sure."""
    stated = metadata.district_path or ((metadata.district,) if metadata.district else ())
    if not stated:
        return ()
    return resolve(stated[-1], stated[:-1]) or stated


def resolve(name: str, near: Path = ()) -> Path:
    """Return the path of the territory ``name``, empty where the national table does not know it or leaves a choice.

    Of several, the one that shares most with ``near`` is meant; a town or street only where it lies in ``near``.
    ``name`` may begin with the territories above (``河南省郑州市中原区``).
    """
    return _nearest(_paths(name), near) or _compound(name, near)


def district_path(name: str, home: Path, upper: Path = ()) -> Path:
    """Return the path of a district mentioned in a document about ``home``.

    ``upper`` is the path of what the document says it is part of. What the national table does not know lies below ``upper`` or ``home``,
    so that the 高新区 of two cities stay two; regions above the provinces stand alone.
    """
    if home and name in home:
        return home[: home.index(name) + 1]
    known = resolve(name, upper or home)
    if known or _MACRO.fullmatch(name):
        return known or (name,)
    return (*(upper or _named_after(name) or home), name)


def _named_after(name: str) -> Path:
    """Return the province or city that a zone's name begins with (武汉某某新区), empty where there is none."""
    if not name.endswith("区"):
        return ()
    heads = (resolve(name[:length]) for length in range(len(name) - 1, 1, -1))
    return next((path for path in heads if path and len(path) < 3), ())


def plan_path(name: str, home: Path) -> Path:
    """Return the territory that a plan's name begins with, ``("中国",)`` for a national one, else ``home``."""
    bare = name.strip('《〈“"》〉”')
    if _NATIONAL.match(bare):
        return (NATION,)
    heads = (resolve(bare[:length], home) for length in range(min(len(bare), 20), 2, -1))
    return next((path for path in heads if path), home)


def code_of(path: Path) -> str:
    """Return the code of the territory with this whole path, empty where the national table has none."""
    return next((territory.code for territory, known in _paths(path[-1]) if known == path), "") if path else ""


@cache
def _paths(name: str) -> tuple[tuple[Territory, Path], ...]:
    found = [territory for territory in territories.by_name(name) if _called(territory, name)]
    upper = found[0].level if found else "province"
    meant = [territory for territory in found if territory.name == name or territory.level == upper]
    return tuple((territory, territories.path(territory.code)) for territory in meant)


def _called(territory: Territory, name: str) -> bool:
    """Tell whether ``name`` is the full name, or above the towns the short one (武汉), of a territory; former names are none."""
    short = territory.level != "town" and name in territories.short_forms(territory.name, territory.level)
    return territory.name == name or short


def _shared(path: Path, near: Path) -> int:
    return sum(1 for name in path if name in near)


def _nearest(candidates: tuple[tuple[Territory, Path], ...], near: Path) -> Path:
    scored = [(_shared(path, near), path) for territory, path in candidates if _plausible(territory, path, near)]
    best = max((score for score, _ in scored), default=0)
    chosen = [path for score, path in scored if score == best]
    return chosen[0] if len(chosen) == 1 else ()


def _plausible(territory: Territory, path: Path, near: Path) -> bool:
    return territory.level != "town" or (bool(near) and _shared(path[:-1], near) == len(near))


def _compound(name: str, near: Path) -> Path:
    for cut in range(2, len(name) - 1):
        above = _nearest(_paths(name[:cut]), near)
        below = resolve(name[cut:], above) if above else ()
        if below[: len(above)] == above and len(below) > len(above):
            return below
    return ()
