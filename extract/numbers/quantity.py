"""Numbers with their units: what stands in the text as a value, how it is limited, where it begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from extract.facts import Comparator
from extract.numbers.words import group, table

MULTIPLIER = "百万亿|百亿亿|万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![米克瓦伏升])|百"
HAN_DIGITS = "〇零一二两三四五六七八九十百千万亿半"
DIGIT, HAN_DIGIT = re.compile(r"\d"), re.compile(f"[{HAN_DIGITS}]")
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
HAN_COUNTERS = frozenset("个家条座所处项件名户栋场")
POWERS = {"百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "十": 10}


def any_limit(side: str) -> str:
    """The words that limit a number, on one side of it, as a pattern."""
    return "|".join(map(re.escape, group("limits", side)))


RISEN = r"(?:缩小|下降|降低|降|提高|提升|上升|增加|扩大|优化|调整)[至到为]"
BARE_VALUE = rf"{ARABIC}(?![\d.]|\s?(?:%|个|年|,|-|亿|万|元|倍|版|型|代|号))"
LESS = rf"(?!(?:{any_limit('after')})?的[一-龥])(?:\s?[:：∶]\s?1(?![\d.]))?(?:{any_limit('after')})?"
INDEX_VALUE = re.compile(
    rf"(?:指数|系数|容积率|倍差|(?:扩展|扩张)倍数|(?<=[入之值])比(?:值)?)(?:均值|分别)?(?:为|是|由|从|达到?|控制在|{RISEN})?\s?"
    rf"(?P<one>(?:(?:{any_limit('before')})\s?)?(?P<n>{BARE_VALUE}){LESS})(?:{RISEN}\s?(?P<other>(?P<n2>{BARE_VALUE}){LESS}))?"
)
"""Values without a unit: 综合指数为4.85, 城乡收入比缩小到1.9(:1), 利用系数由0.52提高到0.56; none that tells which is meant: 容积率不低于1.2的工业项目."""
YEARS = re.compile(
    rf"(?<=年限)(?:分别)?(?:达到?|为|是|由|从|(?:提高|增加|提升|延长)[到至]|超过|稳定在)?\s?({ARABIC})\s?(年)(?![\d年])"
)
"""Years of schooling: 平均受教育年限提高到11.3年."""
OF_ONE = re.compile(r"\s?[:：∶]1(?![\d.])")
DENSE = re.compile(r"每(百?平方(?:公里|千米))(?:达到?|为)?$")
EACH = re.compile(r"每(亩|公斤|千克|斤|吨|平方米|立方米|公顷|千瓦时|度)(?:达到?|约|为|补贴|补助|奖励)?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One value with its unit.

    ``start``/``end`` are offsets of the whole expression with its limits (突破1.1万余亩); ``number``/``stop`` those of the number and unit
    alone. ``family`` is the unit's (count, money, share, measure, time, ratio). ``han`` marks Chinese numerals.
    """

    start: int
    number: int
    stop: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    family: str
    comparator: Comparator
    han: bool


@cache
def families() -> dict[str, str]:
    """Return the family of each unit."""
    return {row[0]: row[1] for row in table("units")}


@cache
def _units(kinds: tuple[str, ...] = ()) -> str:
    """The units of some families (all where none is named) as a pattern, each without the letters that make it another word."""
    rows = sorted((r for r in table("units") if not kinds or r[1] in kinds), key=lambda r: (-len(r[0]), r[0]))
    return "|".join(re.escape(r[0]) + ("" if r[2] == "-" else f"(?![{r[2]}])") for r in rows)


@cache
def _limits(side: str) -> str:
    guards = {"约": "(?<![签节集履预条合公制])", "近": "(?<![附最邻])", "超": "(?<![赶])"}
    return "|".join(guards.get(w, "") + re.escape(w) for w in group("limits", side))


@cache
def _sign() -> dict[str, str]:
    return {row[0]: row[2] for row in table("limits")}


@cache
def arabic_pattern() -> re.Pattern[str]:
    """Compile the pattern of 3.5万亩, 1—2家, 5%-5.5%, 不低于98%, 50多万人, 28万人民."""
    unit = rf"(?:{_units()})(?:/(?:{_units()}))?"
    number = rf"(?P<neg>(?:(?<![\w.%）-])|(?<=[长速幅]))[-−])?(?P<n>{ARABIC})(?P<few>[余多几])?\s?(?P<m>{MULTIPLIER})?(?P<few2>[余多])?"
    upper = rf"(?:(?:{unit})?\s?(?:-{{1,2}}|~|至|到)\s?(?P<n2>{ARABIC})(?P<m2>{MULTIPLIER})?)?"
    return re.compile(
        rf"(?P<pre>(?:{_limits('before')})\s?)?(?:(?<![A-Za-z\d.第])|(?<=GDP))(?P<core>{number}\s?{upper}\s?"
        rf"(?:(?P<u>{unit})|(?=(?:(?:和|、|与|，){ARABIC}){{1,3}}(?P<m3>{MULTIPLIER})?(?P<u3>亿元|万元|元|%|家|个工作日|个百分点|个|万亩|公里|天))|(?P<bare>(?<=[万亿])(?!\d)|大(?=[^\d，。]))))(?P<few3>[余多](?![元]))?(?P<post>\s?(?:{_limits('after')}))?"
    )


@cache
def han_pattern() -> re.Pattern[str]:
    """Compile the pattern of quantities in Chinese numerals (两条, 近千万人次, 百亿元, 三成)."""
    unit = _units(("count", "money", "measure")) + "|成(?!立)|%"
    number = rf"(?P<n>数?[{HAN_DIGITS}]+)(?P<few>[余多几])?"
    return re.compile(
        rf"(?P<pre>(?:{_limits('before')})\s?)?(?<![第{HAN_DIGITS}\d.])(?P<core>{number}(?P<u>{unit}|级|(?<=[万亿])(?=斤|人)))"
        rf"(?P<post>\s?(?:{_limits('after')}))?"
    )


def han_value(written: str) -> Decimal | None:
    """Read a Chinese numeral (两, 三百, 千万, 半); None where it is none."""
    if written == "半":
        return Decimal("0.5")
    if set(written) <= set("十百千万亿"):
        written = "一" + written
    import cn2an

    try:
        return Decimal(str(cn2an.cn2an(written.replace("两", "二").replace("〇", "零"), "smart")))
    except (ValueError, KeyError, InvalidOperation):  # cn2an raises KeyError on 十十三
        return None


def split_han(written: str, unit: str) -> tuple[Decimal, str] | None:
    """Read 三百亿+元 as (300, 亿元), 千万+人次 as (1000, 万人次), 两+条 as (2, 条)."""
    for big in ("万亿", "亿", "万"):
        if written.endswith(big):
            head = written[: -len(big)]
            value = han_value(head) if head else Decimal(1)
            return (value, big + unit) if value is not None else None
    value = han_value(written)
    return (value, unit) if value is not None else None


def comparator(before: str, few: str, after: str) -> Comparator:
    """Return the sign of the limits around a number (不低于 >=, 余 >, 左右 ~)."""
    for word in (after.strip(), before.strip()):
        if word and _sign().get(word):
            return _sign()[word]  # type: ignore[return-value]
    return ">" if few else "="


@lru_cache(maxsize=4096)
def quantities(view: str, start: int, end: int) -> tuple[Quantity, ...]:
    """Return the quantities of ``view[start:end]`` (a normalised text) in order, none overlapping."""
    arabic = arabic_pattern().finditer(view, start, end) if DIGIT.search(view, start, end) else ()
    found = [q for m in arabic if (q := _arabic(m)) is not None]
    taken = [(q.start, q.end) for q in found]
    for m in han_pattern().finditer(view, start, end) if HAN_DIGIT.search(view, start, end) else ():
        q = None if _quoted(view, start, m.start()) else _han(m)
        if q is not None and all(q.end <= s or q.start >= e for s, e in taken):
            found.append(q)
    for m in YEARS.finditer(view, start, end):
        found.append(
            Quantity(m.start(1), m.start(1), m.end(2), m.end(2), decimal(m[1]), None, "年", "time", "=", False)
        )
    for m in INDEX_VALUE.finditer(view, start, end):
        found += [q for q in _bare(m) if all(q.stop <= s or q.number >= e for s, e in taken)]
    return tuple(sorted((_per(view, q) for q in found), key=lambda q: q.start))


def _bare(m: re.Match[str]) -> Iterator[Quantity]:
    """Yield the value without a unit, and that which it rises or falls to."""
    for whole, number in (("one", "n"), ("other", "n2")):
        if m[whole]:
            (start, end), (at, stop) = m.span(whole), m.span(number)
            behind = m.string[stop:end]
            sign = comparator(m.string[start:at], "", OF_ONE.sub("", behind, count=1))
            yield Quantity(start, at, stop, end, decimal(m[number]), None, "", "share", sign, False)


def _per(view: str, q: Quantity) -> Quantity:
    """Give a price the size that it is for (每亩120万元: 万元/亩), a length the area (每平方公里5公里), a proportion its whole (1.9:1)."""
    if q.unit == "" and OF_ONE.match(view, q.stop):
        return replace(q, unit=":1")
    if "/" in q.unit:
        return q
    if q.unit in ("公里", "千米", "人") and (dense := DENSE.search(view, max(0, q.start - 8), q.start)):
        return replace(q, unit=f"{q.unit}/{dense[1]}")
    if q.family != "money":
        return q
    each = EACH.search(view, max(0, q.start - 8), q.start)
    return replace(q, unit=f"{q.unit}/{each[1]}") if each else q


def _quoted(view: str, start: int, place: int) -> bool:
    """Say whether ``place`` lies between quotation marks that open in the sentence: “五个一”."""
    return view.rfind("“", start, place) > view.rfind("”", start, place) or view.rfind("《", start, place) > view.rfind(
        "》", start, place
    )


def decimal(written: str) -> Decimal:
    """Read an Arabic number with or without thousands separators."""
    return Decimal(written.replace(",", ""))


def _arabic(m: re.Match[str]) -> Quantity | None:
    g = m.groupdict("")
    value, unit = decimal(g["n"]), g["u"] or g["u3"]
    multiplier = g["m"] or g["m3"]
    top = decimal(g["n2"]) if g["n2"] else None
    if g["m2"]:
        multiplier = multiplier or g["m2"]
    if multiplier in ("百", "千"):
        value, multiplier = value * POWERS[multiplier], ""
    if g["neg"]:
        value = -value
    if (top is not None and top <= value) or (unit == "成" and value > 10):
        return None
    bare = not unit
    family = families().get(unit, families().get(unit.split("/")[0], "count")) if unit else "count"
    unit = multiplier + unit if not (bare and not multiplier) else "个"
    few = g["few"] + g["few2"] + g["few3"]
    end = m.end()
    return Quantity(
        m.start(),
        m.start("n"),
        m.end("core"),
        end,
        value,
        top,
        unit,
        family,
        comparator(g["pre"], few, g["post"]),
        False,
    )


def _han(m: re.Match[str]) -> Quantity | None:
    g = m.groupdict("")
    written = g["n"]
    if g["u"] == "成":
        value = han_value(written)
        return None if value is None or value > 10 else _quantity(m, value * 10, "%", "share")
    if g["u"] == "级" or written.startswith("数") or written in ("一", "半"):
        return None
    if written in ("千", "百") and not g["post"]:
        return None
    small = len(written) == 1 and written not in "万亿"
    if small and families().get(g["u"]) != "money" and g["u"] not in HAN_COUNTERS:
        return None
    if written == "万" and not g["pre"]:
        return None
    read = split_han(written, g["u"])
    return None if read is None else _quantity(m, read[0], read[1], families().get(g["u"], "count"))


def _quantity(m: re.Match[str], value: Decimal, unit: str, family: str) -> Quantity:
    g = m.groupdict("")
    sign = comparator(g["pre"], g["few"], g["post"])
    return Quantity(m.start(), m.start("n"), m.end("core"), m.end(), value, None, unit, family, sign, True)
