"""The territory that a text speaks of most, where neither title nor speaker names one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from extract.reading.district import WORD, District, district_of, short_form, uppers
from ontology import territories
from ontology.territories import Territory

SEEN = 60_000  # characters of a text in which names are counted
_WHOLE = {
    "省": ("全省", "我省"),
    "市": ("全市", "我市"),
    "县": ("全县", "我县"),
    "区": ("全区", "我区"),
    "州": ("全州", "我州"),
    "旗": ("全旗", "我旗"),
    "盟": ("全盟", "我盟"),
}
_REGION = "自治区"
WEIGHT = {"province": 1, "city": 2, "county": 4, "zone": 4, "town": 0}
"""A plan names what lies above it often, what lies below or beside it seldom."""
OTHERWISE = 4  # times more often a text speaks of 全县 than of 全省, which then is not what it is about
MANY = 2  # further territories of a city that a text about one of them does not name often


def counted_district(text: str) -> District:
    """Guess the territory that the text speaks of most, at the level at which it says 全县, 我区 or 市委.

    ``text`` need not name it in full. A text that names many territories of a city is about the city, one that names
    the city and only one territory in it about that one.
    """
    counts = _counts(text[:SEEN])
    own = _levels(counts)
    called = {place: _score(place, counts) for here in _upper() for place in _called(here, counts)}
    best = max(called, key=lambda place: (called[place] * own[_level(place)], place.code), default=None)
    if best is None or not called[best] or own[_level(best)] * OTHERWISE <= max(own.values()):
        return District()
    first = _first_named(text, called)
    if first:
        return district_of(first)
    weighed = {place: score // WEIGHT[place.level] for place, score in called.items() if score}
    return district_of(_city_of(best, weighed, own) or _part_of(best, weighed) or best)


def _first_named(text: str, called: Mapping[Territory, int]) -> Territory | None:
    """The territory that a text begins with in full (甲市乙区六个项目开工 with 乙区) and comes back to."""
    at, found = 0, None
    while place := next((p for p, score in called.items() if score and text.startswith(p.name, at)), None):
        at, found = at + len(place.name), place
    return found if found and called[found] >= MANY * WEIGHT[found.level] else None


def _levels(counts: Counter[str]) -> dict[str, int]:
    """How often a text speaks of all of its 省, 市, 县 …; 全区 may be said of a 自治区, and of nothing else where that is named more often."""
    own = {suffix: 1 + sum(counts[word] for word in words) for suffix, words in _WHOLE.items()}
    return own | {_REGION: own["区"], "区": 1 if counts[_REGION] >= own["区"] else own["区"]}


def _level(place: Territory) -> str:
    return _REGION if place.name.endswith(_REGION) else place.name[-1]


def _counts(text: str) -> Counter[str]:
    """How often each stretch of 2 to 11 characters occurs."""
    counts = Counter[str]()
    for length in range(2, 12):
        counts.update(text[at : at + length] for at in range(len(text) - length + 1))
    return counts


def _city_of(place: Territory, named: Mapping[Territory, int], own: Mapping[str, int]) -> Territory | None:
    """The city, where a text names many of its territories and does not speak of one of them as its own."""
    above = territories.get(territories.parent(place.code) or "")
    if above is None or place.level != "county" or above not in named or own[_level(place)] > own[_level(above)]:
        return None
    others = [count for other, count in _below(above, named) if other.code != place.code]
    many = len(others) >= MANY and sum(others) * 2 >= named[place] and named[above] >= named[place]
    return above if many else None


def _part_of(city: Territory, named: Mapping[Territory, int]) -> Territory | None:
    """The one territory of a city that a text names, nearly as often as the city itself."""
    below = [] if city.level != "city" else _below(city, named)
    return below[0][0] if len(below) == 1 and below[0][1] * 2 >= named[city] and below[0][1] > 1 else None


def _below(above: Territory, named: Mapping[Territory, int]) -> list[tuple[Territory, int]]:
    return [(place, count) for place, count in named.items() if territories.parent(place.code) == above.code]


def _called(place: Territory, counts: Counter[str]) -> Iterator[Territory]:
    """A territory under its name, and under the one it had while it was a county, if the text may mean it."""
    short = short_form(place)
    if counts[short]:
        yield place
        former = short + "县"
        if former != place.name and place in territories.by_name(former):
            yield replace(place, name=former)


def _score(place: Territory, counts: Counter[str]) -> int:
    """How often the text names a territory, if ever by its full name or together with the city it lies in.

    Short forms alone are words too (资源, 和平), and names of two characters are ends of words (示范县): these count only
    where no word can end before them.
    """
    short = short_form(place)
    if short == place.name and not WORD.fullmatch(short):
        return WEIGHT[place.level] * sum(counts[point + short] for point in "，。、；：“ \n")
    cities = {short_form(above) for above in uppers(place) if above.level == "city"} - {short}
    if WORD.fullmatch(place.name) and not any(counts[city] for city in cities):
        return 0
    if place.level != "province" and not counts[place.name] and not any(counts[city] for city in cities):
        return 0
    return WEIGHT[place.level] * (counts[short] - sum(counts[longer] for longer in _longer().get(short, ())))


@cache
def _upper() -> tuple[Territory, ...]:
    return tuple(place for place in territories.everything() if WEIGHT[place.level] and place.name[-1] in _WHOLE)


@cache
def _longer() -> dict[str, frozenset[str]]:
    """The short forms that begin with the short form of another territory (连云港 with 连云)."""
    forms = frozenset(map(short_form, _upper()))
    found: dict[str, set[str]] = {}
    for form in forms:
        for length in range(2, len(form)):
            if form[:length] in forms:
                found.setdefault(form[:length], set()).add(form)
    return {form: frozenset(longer) for form, longer in found.items()}
