"""The territories of China: official names, GB/T 2260 codes, what lies in what.

Source: china-division 2.7.0, made from the statistics bureau's codes of June 2023 (see NOTICE), with the two counties of
December 2024. Codes have 6 digits (GB/T 2260) for provinces, cities and counties and 9 (GB/T 10114) for towns and streets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ontology.tables import read_table

TerritoryLevel = Literal["province", "city", "county", "zone", "town"]

LEVELS: tuple[TerritoryLevel, ...] = ("province", "city", "county", "zone", "town")
PROVINCE, PREFECTURE, COUNTY, TOWN = "省", "州盟", "市县区旗", "镇乡"
"""The characters that the names of territories end in, by their level; 市 and 区 stand for higher levels too."""
TYPES = PROVINCE + PREFECTURE + COUNTY + TOWN
"""All of them; 街道 and 苏木 are told by both their characters."""
VOCAB = Path(__file__).parent / "vocab"
ETHNIC = (
    "维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|乌孜别克|塔塔尔|俄罗斯|蒙古|朝鲜|赫哲|达斡尔|鄂温克|鄂伦春|东乡|撒拉|保安|裕固|哈尼|傈僳|拉祜|纳西|景颇|布朗|"
    "阿昌|普米|德昂|独龙|基诺|门巴|珞巴|布依|仡佬|仫佬|毛南|土家|高山|藏|回|满|土|羌|彝|白|傣|佤|怒|苗|侗|水|壮|瑶|京|黎|畲"
)
NATIONS = rf"(?:各族|(?:(?:{ETHNIC})族)+|蒙古|回|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯)"
SUFFIX: dict[TerritoryLevel, re.Pattern[str]] = {
    "province": re.compile(r"(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市)$"),
    "city": re.compile(rf"(?:{NATIONS}*自治州|地区|盟|市)$"),
    "county": re.compile(
        rf"(?:(?<=..){NATIONS}+自治[县旗]|族?自治[县旗]|新区|林区|矿区|特区|区|县|市|(?<![左右前后中])旗)$"
    ),
    "zone": re.compile(r"(?!)"),
    "town": re.compile(rf"(?:{NATIONS}?[镇乡]|街道|苏木|地区)$"),
}


@dataclass(frozen=True, slots=True, order=True)
class Territory:
    """One territory: ``code`` (6 or 9 digits), official ``name`` and ``level``."""

    code: str
    name: str
    level: TerritoryLevel


def level_of(code: str) -> TerritoryLevel:
    """Tell the level that a 6- or 9-digit code stands for; ``zone`` is a functional zone of county rank."""
    if len(code) == 9:
        return "town"
    if code[2:] == "0000":
        return "province"
    if code[4:] == "00":
        return "city"
    return "zone" if code[4] == "7" else "county"


def short_forms(name: str, level: TerritoryLevel) -> tuple[str, ...]:
    """Return the forms of an official name without its type word, longest first; empty where nothing may be cut.

    恩施土家族苗族自治州 gives 恩施州 and 恩施, 中原区 gives 中原; 赵县 gives nothing, for one character names no place.
    """
    found = SUFFIX[level].search(name)
    if not found or found.start() < 2:
        return ()
    stem, cut = name[: found.start()], found.group()
    return (stem + cut[-1], stem) if len(cut) > 2 and cut[-1] in "州县旗镇乡" else (stem,)


def get(code: str) -> Territory | None:
    """Return the territory of a code, or None where the table has no such code."""
    name = _names().get(code)
    return None if name is None else Territory(code, name, level_of(code))


def by_name(name: str, level: TerritoryLevel | None = None) -> tuple[Territory, ...]:
    """Return the territories called ``name``, sorted from the highest level down, then by code.

    Full names are preferred; failing these, short forms (中原 for 中原区); failing these, former names (徐水县 gives 徐水区).
    ``level`` leaves out the others. Empty where nothing has that name.
    """
    for index in (_full_index, _short_index, _former_index):
        codes = index().get(name)
        if not codes:
            continue
        found = [Territory(code, _names()[code], level_of(code)) for code in codes]
        chosen = [territory for territory in found if level in (None, territory.level)]
        if chosen:
            return tuple(sorted(chosen, key=lambda territory: (LEVELS.index(territory.level), territory.code)))
    return ()


def parent(code: str) -> str:
    """Return the code of the next territory above, ``""`` for a province."""
    above = (code[:6], code[:4] + "00", code[:2] + "0000")
    return next((other for other in above if other != code and other in _names()), "")


def path(code: str) -> tuple[str, ...]:
    """Return the names from the province down to the territory itself: ``("河南省", "郑州市", "中原区")``."""
    upper = parent(code)
    return (*path(upper), _names()[code]) if upper else (_names()[code],)


def below(code: str, level: TerritoryLevel | None = None) -> tuple[Territory, ...]:
    """Return everything that lies in a territory (of one ``level`` if given), sorted by code, itself not included."""
    prefix = {"province": code[:2], "city": code[:4]}.get(level_of(code), code[:6])
    codes = _sorted_codes() if len(code) == 6 else ()
    stretch = codes[bisect_left(codes, prefix) : bisect_left(codes, prefix + "a")]
    found = (Territory(other, _names()[other], level_of(other)) for other in stretch if other != code)
    return tuple(territory for territory in found if level in (None, territory.level))


def everything() -> tuple[Territory, ...]:
    """Return all territories, sorted by code."""
    return tuple(Territory(code, _names()[code], level_of(code)) for code in _sorted_codes())


@cache
def names(level: TerritoryLevel) -> frozenset[str]:
    """Return the official names of one level."""
    return frozenset(name for code, name in _names().items() if level_of(code) == level)


@cache
def _names() -> dict[str, str]:
    return dict(read_table(VOCAB / "territories.tsv", ("code", "name")))  # type: ignore[arg-type]


@cache
def _sorted_codes() -> tuple[str, ...]:
    return tuple(sorted(_names()))


@cache
def _full_index() -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for code, name in _names().items():
        index.setdefault(name, []).append(code)
    return index


@cache
def _short_index() -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for code, name in _names().items():
        for form in short_forms(name, level_of(code)):
            index.setdefault(form, []).append(code)
    return index


@cache
def _former_index() -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for former, code, _year in read_table(VOCAB / "territory-changes.tsv", ("former", "code", "year")):
        index.setdefault(former, []).append(code)
    return index
