"""The territory that a document is about, from its title, its speaker or the congress before which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.reading.words import any_of, words
from ontology import territories
from ontology.territories import Territory

LONGEST = 14  # characters of a name
_ZONE = re.compile(rf"([㐀-鿿]{{2,12}}?{any_of('zone type')})")
_WRITES = rf"(?=委|人民政府|政府工作报告|(?:\d{{4}}年)?国民经济|[^，。]{{2,40}}{any_of('paper')})"
_LED = rf"(?:关于)?{any_of('for a place')}*+《?(?:\d{{4}}年)?(?:中共)?"
_ABOVE = "(?P<above>[㐀-鿿]{2,4}?[市州盟])"
_NAME = (
    r"(?P<name>[㐀-鿿]{3,12}自治[县旗州]|(?!委|自治)[㐀-鿿]{2,4}?(?:[县市旗]|(?<!地)区)"
    r"|[㐀-鿿]{2,4}?(?:[镇乡盟州]|街道|地区)(?=\d{4}年|党委|地委|行署|人民政府|办事处|国民经济|“?十[一二三四五六]五))"
)
_UNLISTED = re.compile(f"{_LED}{_ABOVE}?{_NAME}{_WRITES}")
_UNLISTED_ALONE = re.compile(f"{_LED}{_NAME}{_WRITES}")
_GOVERNED = re.compile(
    "(?:中国共产党|中共|政协)?(?P<above>(?:[㐀-鿿]{2,10}?[省市州盟区县旗])*?)"
    "(?P<name>[㐀-鿿]{3,12}自治[县旗州]|(?!自治|[本全我委])[㐀-鿿]{2,4}?[县区市旗镇乡])(?:人民政府)?"
)
_INNER = re.compile("(?P<name>[㐀-鿿]{2,4}[县区市旗])" + _WRITES)
_COMMON = re.compile(
    rf"(?:(?:^|[老新主古旧县内外全中心在设])城|{any_of('no name')})[市区县]$|型城市$|{any_of('no name of town')}镇$|{any_of('no name of township')}乡$"
)
"""What ends in the level of a territory and names none (核心区, 全县, 中心镇)."""
WORD = re.compile("(?:[老新旧]?城|郊|矿|[东西南北]|[市城桥河路][东西南北中关])区|新建[县区]")
"""Names of territories that every text may have as words; they mean one where a title begins with them or the text names their city."""
_LEVELS_ABOVE = ("province", "city")
_ENDINGS = frozenset(territories.TYPES + "道木")


class District(NamedTuple):
    """A territory's name as written, and the names from the outermost down to it."""

    name: str = ""
    path: tuple[str, ...] = ()


def named_district(line: str, text: str) -> District:
    """Read the territory that ``line`` (a title, a speaker, an issuer) begins with or first names; empty for none.

    A word that is also a territory's name (东区) counts only where the line begins with it. ``text`` tells which of several
    territories of one name is meant: the one whose superiors it names most.
    """
    found: list[Territory] = []
    at = 0
    while at < len(line):
        name = next(
            (line[at:end] for end in range(min(len(line), at + LONGEST), at + 1, -1) if _is_name(line[at:end])), ""
        )
        if name and (found or not at or not WORD.fullmatch(name)):
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
    return _inner(found[-1], line) or _namesake(found, text) or district_of(found[-1])


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
    codes = {upper.code for upper in uppers(last)}
    if last.level != "town" or codes.intersection(place.code for place in above):
        return None
    if not above and any(short_form(upper) in text for upper in uppers(last)):
        return None
    return District(last.name, (*district_of(above[-1] if above else None).path, last.name))


_LEADING = frozenset(words("before a place"))


def _inner(above: Territory, line: str) -> District | None:
    """A territory that no table has, written after the province or city it lies in (甲市乙区); None where none is."""
    at = line.find(above.name) + len(above.name)
    found = _INNER.match(line, at) if above.level in _LEVELS_ABOVE else None
    if not found or _COMMON.search(found["name"]):
        return None
    return District(found["name"], (*district_of(above).path, found["name"]))


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

    The last name counts, and if no table has it (new, renamed, a town) as it stands: 甲县乙镇 is 乙镇, not 甲县. Of what stands
    before it only what the table has is in the path: other documents of the place leave the rest out, and mean the same.
    """
    found = named_district(name, text)
    whole = _GOVERNED.fullmatch(name)
    if not whole or (found.name and found.name.endswith(whole["name"])):
        return found
    known = found.path if found.name and whole["above"].startswith(found.name) else ()
    return District(whole["name"], (*known, whole["name"]))


def short_form(place: Territory) -> str:
    """Return the shortest form of a territory's name: 宜章 for 宜章县, 易县 for itself."""
    return (territories.short_forms(place.name, place.level) or (place.name,))[-1]


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
        over = [*uppers(place)]
        named = sum(text.count(short_form(upper)) for upper in over)
        return (not any(upper.code in codes for upper in over), -named, place.code)

    return min(places, key=rank) if len(places) > 1 else places[0]


def uppers(place: Territory) -> Iterator[Territory]:
    """Yield the territories that a territory belongs to, from the nearest up."""
    code = territories.parent(place.code)
    while code:
        upper = territories.get(code)
        if upper:
            yield upper
        code = territories.parent(code)


def district_of(place: Territory | None) -> District:
    """Return a territory of the table with all that it belongs to; an empty one for None."""
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
