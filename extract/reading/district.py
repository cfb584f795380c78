"""The territory that a document is about, from its title, its speaker, or the way it speaks of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from ontology import territories
from ontology.territories import Territory

SEEN = 60_000  # characters of a text in which names are counted
LONGEST = 14  # characters of a name
_ZONE = re.compile(
    r"([㐀-鿿]{2,12}?(?:经济技术开发区|高新技术产业开发区|经济开发区|高新区|开发区|示范区|管理区|工业园区|试验区|度假区|新区))"
)
_WHOLE = {
    "省": ("全省", "我省"),
    "市": ("全市", "我市"),
    "县": ("全县", "我县"),
    "区": ("全区", "我区"),
    "州": ("全州", "我州"),
    "旗": ("全旗", "我旗"),
    "盟": ("全盟", "我盟"),
}
_UNLISTED = re.compile(
    r"(?:\d{4}年)?(?P<above>[㐀-鿿]{2,4}市)?(?P<name>[㐀-鿿]{2,4}[县区市旗])(?=人民政府|政府工作报告|国民经济|[^，。]{2,40}(?:规划|纲要|方案|计划|报告))"
)
_COMMON = re.compile(
    "(?:城|都|超|门|夜|上|股|园|社|片|山|景|老|地|小|校|辖|灾|灌|库|商|街|特|专|保护|核心|示范|试验|功能|产业|全|我|本)[市区县]$"
)
_ENDINGS = frozenset("省市区县旗州盟镇乡道木")
WEIGHT = {"province": 1, "city": 2, "county": 4, "zone": 4, "town": 0}
"""A plan names what lies above it often, what lies below or beside it seldom."""


class District(NamedTuple):
    """A territory's name as written, and the names from the outermost down to it."""

    name: str = ""
    path: tuple[str, ...] = ()


def named_district(line: str, text: str) -> District:
    """Read the territory that ``line`` (a title, a speaker, an issuer) begins with or first names; empty for none.

    ``text`` tells which of several territories of one name is meant: the one whose superiors it names most.
    """
    found: list[Territory] = []
    at = 0
    while at < len(line):
        name = next(
            (line[at:end] for end in range(min(len(line), at + LONGEST), at + 1, -1) if _is_name(line[at:end])), ""
        )
        if name:
            found.append(replace(_best(territories.by_name(name), text, found), name=name))
            at += len(name)
        elif found:
            break
        else:
            at += 1
    zone = _ZONE.search(line)
    if zone and (not found or zone.start() <= line.find(found[-1].name) + len(found[-1].name)):
        return _zone(zone[1], found, text)
    return _district(found[-1]) if found else _unlisted(line)


def _unlisted(line: str) -> District:
    """A territory that no table has (new, renamed): what a title begins with before what a government writes."""
    found = _UNLISTED.match(line)
    if not found or _COMMON.search(found["name"]):
        return District()
    return District(found["name"], tuple(name for name in (found["above"], found["name"]) if name))


def counted_district(text: str) -> District:
    """Guess the territory that the text speaks of most, at the level at which it says 全县, 我区 or 市委.

    ``text`` need not name it in full.
    """
    start = text[:SEEN]
    counts = Counter[str]()
    for length in range(2, 12):
        counts.update(start[at : at + length] for at in range(len(start) - length + 1))
    own = {suffix: 1 + sum(counts[word] for word in words) for suffix, words in _WHOLE.items()}
    scored = (
        (_score(place, counts) * own[place.name[-1]], place) for here in _upper() for place in _called(here, counts)
    )
    best, place = max(scored, key=lambda pair: (pair[0], pair[1].code), default=(0, None))
    return _district(place) if best else District()


def _called(place: Territory, counts: Counter[str]) -> Iterator[Territory]:
    """A territory under its name, and under the one it had while it was a county, if the text may mean it."""
    short = _short(place)
    if counts[short]:
        yield place
        former = short + "县"
        if former != place.name and place in territories.by_name(former):
            yield replace(place, name=former)


def _short(place: Territory) -> str:
    return (territories.short_forms(place.name, place.level) or (place.name,))[-1]


def _score(place: Territory, counts: Counter[str]) -> int:
    """How often the text names a territory, if ever by its full name or together with the city it lies in.

    Short forms alone are words too (资源, 和平), and names of two characters are ends of words (示范县): these count only
    where no word can end before them.
    """
    short = _short(place)
    if short == place.name:
        return WEIGHT[place.level] * sum(counts[point + short] for point in "，。、；：“ \n")
    cities = [above for above in _uppers(place) if above.level == "city"]
    return (
        WEIGHT[place.level] * counts[short] if counts[place.name] or any(counts[_short(city)] for city in cities) else 0
    )


@cache
def _upper() -> tuple[Territory, ...]:
    return tuple(place for place in territories.everything() if WEIGHT[place.level] and place.name[-1] in _WHOLE)


def _is_name(name: str) -> bool:
    """Whether these characters are the full name of a territory, a present or a former one."""
    return name[-1] in _ENDINGS and any(
        name not in territories.short_forms(place.name, place.level) for place in territories.by_name(name)
    )


def _best(places: Sequence[Territory], text: str, above: Sequence[Territory]) -> Territory:
    """Of several territories of one name the one below ``above``, else the one whose superiors the text names most."""
    codes = {place.code for place in above}

    def rank(place: Territory) -> tuple[bool, int, str]:
        uppers = [*_uppers(place)]
        named = sum(text.count(_short(upper)) for upper in uppers)
        return (not any(upper.code in codes for upper in uppers), -named, place.code)

    return min(places, key=rank) if len(places) > 1 else places[0]


def _uppers(place: Territory) -> Iterator[Territory]:
    code = territories.parent(place.code)
    while code:
        upper = territories.get(code)
        if upper:
            yield upper
        code = territories.parent(code)


def _district(place: Territory | None) -> District:
    return District(place.name, (*territories.path(place.code)[:-1], place.name)) if place else District()


def _zone(name: str, above: Sequence[Territory], text: str) -> District:
    """A functional zone that no table has: below the territory it is named after, or the one written before it."""
    if above and name.startswith(above[-1].name):
        return District(name, (*territories.path(above[-1].code), name))
    for length in range(min(len(name), 5), 1, -1):
        places = territories.by_name(name[:length])
        upper = [place for place in places if place.level in ("province", "city", "county")]
        if upper:
            place = _best(upper, text, above)
            return District(name, (*territories.path(place.code), name))
    return District(name, (name,))
