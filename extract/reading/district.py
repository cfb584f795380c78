"""The territory that a document is about, from its title, its speaker, or the way it speaks of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from ontology import territories
from ontology.territories import Territory

SEEN = 60_000  # characters of a text in which names are counted
LONGEST = 14  # characters of a name
_ZONE = re.compile(
    r"([㐀-鿿]{2,12}?(?:经济技术开发区|高新技术产业开发区|经济开发区|高新区|开发区|示范区|管理区|工业园区|试验区|度假区|经济区|新区))"
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
_REGION = "自治区"
_WRITES = r"(?=委|人民政府|政府工作报告|(?:\d{4}年)?国民经济|[^，。]{2,40}(?:规划|纲要|方案|计划|报告|意见|建议|决定|办法|总结|安排|要点|清单))"
_LED = r"(?:关于)?(?:加快|进一步|全面|推进|推动|支持|促进|深化)*《?(?:\d{4}年)?(?:中共)?"
_ABOVE = "(?P<above>[㐀-鿿]{2,4}?[市州盟])"
_NAME = (
    r"(?P<name>[㐀-鿿]{3,12}自治[县旗州]|[㐀-鿿]{2,6}?地区(?!域)|(?!委|自治)[㐀-鿿]{2,4}?[县区市旗]"
    r"|[㐀-鿿]{2,4}?(?:[镇乡盟州]|街道)(?=\d{4}年|党委|人民政府|办事处|国民经济|“?十[一二三四五六]五))"
)
_UNLISTED = re.compile(f"{_LED}{_ABOVE}?{_NAME}{_WRITES}")
_UNLISTED_ALONE = re.compile(f"{_LED}{_NAME}{_WRITES}")
_GOVERNED = re.compile(
    "(?P<above>(?:[㐀-鿿]{2,10}?[省市州盟区县旗])*?)"
    "(?P<name>[㐀-鿿]{3,12}自治[县旗州]|(?!自治|[本全我委])[㐀-鿿]{2,4}?[县区市旗镇乡])(?:人民政府)?"
)
_INNER = re.compile("(?P<name>[㐀-鿿]{2,4}[县区市旗])" + _WRITES)
_COMMON = re.compile(
    "(?:(?:^|[老新主古旧县内外全中心在设])城|都|超|门|夜|上|股|园|社|片|山|景|老|用地|小|校|辖|灾|灌|库|商|街|特|专|保护|核心|示范|试验|功能|产业|全|我|本"
    "|集中|集聚|聚集|度假|旅游|合作|实验|先行|自贸|生态|农业|工业|商务|开放)[市区县]$|型城市$"
    "|(?:贫困|民族|边疆|边远|沿海|[西中东]部|内陆|农村|牧|重点|周边|欠?发达|落后|库)地区$|(?:城|集|村|乡|小|重点|中心|建制|古)镇$|(?:城|美丽|数字|和美)乡$"
)
_WORD = re.compile("(?:[老新旧]?城|郊|矿|[东西南北]|[市城桥河路][东西南北中关])区|新建[县区]")
"""Names of territories that every text may have as words; they mean one where a title begins with them or the text names their city."""
_LEVELS_ABOVE = ("province", "city")
_ENDINGS = frozenset(territories.TYPES + "道木")
WEIGHT = {"province": 1, "city": 2, "county": 4, "zone": 4, "town": 0}
"""A plan names what lies above it often, what lies below or beside it seldom."""
OTHERWISE = 4  # times more often a text speaks of 全县 than of 全省, which then is not what it is about
MANY = 2  # further territories of a city that a text about one of them does not name often


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
        if name and (found or not at or not _WORD.fullmatch(name)):
            found.append(replace(_best(territories.by_name(name), text, found), name=name))
            at += len(name)
        elif found:
            break
        else:
            at += 1
    zone = _ZONE.search(line)
    if zone and (not found or zone.start() <= line.find(found[-1].name) + len(found[-1].name)):
        return _zone(zone[1], found, text)
    if not found or _is_part(found[0].name, line, text):
        return _unlisted(line)
    return _inner(found[-1], line) or _namesake(found, text) or _district(found[-1])


def _is_part(name: str, line: str, text: str) -> bool:
    """Tell whether a name of the table is only the end of the name that the line begins with (陵县 in 皋陵县).

    The text then never writes it without what stands before it.
    """
    longer = _UNLISTED.match(line)
    if not longer or longer["name"] == name or not longer["name"].endswith(name):
        return False
    if longer["above"] and territories.by_name(longer["above"]):
        return False
    before = longer["name"][: -len(name)]
    led = before in _LEADING or bool(territories.by_name(before))
    return not led and text.count(longer["name"]) >= text.count(name)


def _namesake(found: Sequence[Territory], text: str) -> District | None:
    """A town called like others elsewhere, below what is written before it; None for the only or the right one."""
    last, above = found[-1], found[:-1]
    codes = {upper.code for upper in _uppers(last)}
    if last.level != "town" or codes.intersection(place.code for place in above):
        return None
    if not above and any(_short(upper) in text for upper in _uppers(last)):
        return None
    return District(last.name, (*_district(above[-1] if above else None).path, last.name))


_LEADING = frozenset(("关于", "中共", "印发", "全国", "推进", "支持", "建设"))


def _inner(above: Territory, line: str) -> District | None:
    """A territory that no table has, written after the province or city it lies in (甲市乙区); None where none is."""
    at = line.find(above.name) + len(above.name)
    found = _INNER.match(line, at) if above.level in _LEVELS_ABOVE else None
    if not found or _COMMON.search(found["name"]):
        return None
    return District(found["name"], (*_district(above).path, found["name"]))


def _unlisted(line: str) -> District:
    """A territory that no table has (new, renamed): what a title begins with before what a government writes."""
    for pattern in (_UNLISTED, _UNLISTED_ALONE):
        found = pattern.match(line)
        if found and not _COMMON.search(found["name"]):
            above = found.groupdict().get("above")
            return District(found["name"], (above, found["name"]) if above else (found["name"],))
    return District()


def governed_district(name: str, text: str) -> District:
    """Read the territory whose congress meets or whose government speaks from ``name``, which is all that stands there.

    The last name counts, and if no table has it (new, renamed, a town) as it stands: 甲县乙镇 is 乙镇, not 甲县.
    """
    found = named_district(name, text)
    whole = _GOVERNED.fullmatch(name)
    if not whole or (found.name and found.name.endswith(whole["name"])):
        return found
    above = whole["above"]
    known = found.path if found.name and above.startswith(found.name) else ()
    between = above.removeprefix(found.name) if known else above
    return District(whole["name"], (*known, *([between] if between else []), whole["name"]))


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
        return _district(first)
    weighed = {place: score // WEIGHT[place.level] for place, score in called.items() if score}
    return _district(_city_of(best, weighed, own) or _part_of(best, weighed) or best)


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
    if short == place.name and not _WORD.fullmatch(short):
        return WEIGHT[place.level] * sum(counts[point + short] for point in "，。、；：“ \n")
    cities = {_short(above) for above in _uppers(place) if above.level == "city"} - {short}
    if _WORD.fullmatch(place.name) and not any(counts[city] for city in cities):
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
    forms = frozenset(map(_short, _upper()))
    found: dict[str, set[str]] = {}
    for form in forms:
        for length in range(2, len(form)):
            if form[:length] in forms:
                found.setdefault(form[:length], set()).add(form)
    return {form: frozenset(longer) for form, longer in found.items()}


def _is_name(name: str) -> bool:
    """Whether these characters are the full name of a territory, a present or a former one."""
    return (
        name[-1] in _ENDINGS
        and name != "街道"
        and any(name not in territories.short_forms(place.name, place.level) for place in territories.by_name(name))
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
