"""Clauses: what of a sentence belongs to a number, to its left and to its right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.numbers.quantity import Quantity
from extract.numbers.words import any_of

CLAUSE = re.compile(r"[，：；。…]")
JOINT = re.compile(r"\s*(?:、|和|及|与|以及|、共|共|共计)?\s*(?:每[人户亩]每[年月天])?")
LISTED = re.compile(r"(?<!^[国省市县区])、")
"""Parts a list; (136个)市、区重大项目 are of both levels."""
PLACE = re.compile(any_of("phrases", "kind of village") + r"?村(?![民庄级])|" + any_of("phrases", "counted place"))
PEOPLE = frozenset(["户", "人", "名", "万户", "万人", "万名"])
BRIDGE = any_of("phrases", "bridge") + r"(?:到|至|为)"
BRIDGED = re.compile(
    rf"(?:分别)?{BRIDGE}(?:(?:19|20)\d\d年[底末]?的?|“?十[一二三四五六]?五”?期?末的?|目前的?|现在的?)?(?:每(?:[人户亩斤吨]|公斤|平方米))?\s*"
)
STOPPED = re.compile(rf"^\s*(?:[，、。；：（）…]|和(?![美谐平顺睦])|及(?!时)|与|以及|并(?![购网])|(?:分别)?{BRIDGE}|$)")
QUALIFIED = re.compile(
    r"\s*(?:及?以[上下])的?(?=[\u4e00-\u9fff])(?![，。、；])(?!" + any_of("phrases", "no thing") + ")"
)
COUNTED = r"\s*" + any_of("phrases", "how many") + r"*\s?\d+(?:[-~]\d+)?[余多]?" + any_of("phrases", "counter")
CLASSED = re.compile(
    r"(?:或[\d.]+[百千万亿]*[美欧日]?元)?(?:及?以上)?的?(?!"
    + any_of("phrases", "no class")
    + r")[一-龥“”]{1,10}?"
    + COUNTED
)
"""What a size that is gone beyond names, and how many they are: (税收超亿元)楼宇6幢."""
CLASS_ALONE = re.compile(r"\s*及?以[上下]的?(?:项目|企业)?" + COUNTED)
"""The same of things named before: 其中(10亿元)以上41个."""
PASSED = re.compile(r"(?:过|超过?|突破|逾|元或)$")
MODIFIER = re.compile(
    rf"\s*(?:级|的?(?:以上)?[^，。、；：的\d]{{0,8}}?(?:{any_of('phrases', 'of size')}|园区?(?![林艺])))"
)
SHARED_OUT = re.compile(r"[^，。；：、\d]{0,14}(?:分别|均|双双)")
VOLTS = frozenset(["伏", "万伏", "千伏", "kV", "KV", "kv"])
VOLTAGE = re.compile(r"[\u4e00-\u9fff]{0,4}?" + any_of("phrases", "volt"))
"""What a tension names: 110千伏变电站."""
INVEST = re.compile(any_of("phrases", "sum") + rf"(?:{any_of('phrases', 'about')}|共计)?\s*$")
WITHIN = re.compile(r"(?:[^，。；、\d]{0,10}(?:距离|半径)|范围|[^，。；、\d]{0,8}范围(?=之?内的?(?:房屋|搬迁)))之?内")
YIELDS = re.compile(any_of("phrases", "ready") + r"[^，。；]{0,4}后[^。；]*$|可[年日实新][^。；]*$")
"""Stands before what one work is to bring: 达产后年产值(3亿元)."""


def tail(text: str) -> str:
    """Return what of ``text`` belongs to the clause that ends it: after the last comma or open bracket."""
    last = CLAUSE.split(text)[-1]
    depth = 0
    for i in range(len(last) - 1, -1, -1):
        depth += (last[i] == "）") - (last[i] == "（")
        if depth < 0:
            return last[i + 1 :]
    return last[last.rfind("）") + 1 :] if depth > 0 else last


def head(text: str) -> str:
    """Return what of ``text`` belongs to the clause that begins it: up to the first comma or closing bracket of another."""
    first = CLAUSE.split(text)[0]
    depth = 0
    for i, char in enumerate(first):
        depth += (char == "（") - (char == "）")
        if depth < 0:
            return first[:i]
    return first[: first.find("（")] if depth > 0 else first


def after(view: str, start: int, following: int, end: int) -> str:
    """Return the words that follow a number up to the next one: its noun, if the number stands before it."""
    text = view[start:following]
    if STOPPED.match(text):
        return ""
    text = head(text)
    return LISTED.split(text)[0] if start + len(text) == following < end else text


def runs(found: list[Quantity], view: str) -> Iterator[list[Quantity]]:
    """Group quantities with nothing but a joint between them (37812元、14236元)."""
    group_: list[Quantity] = []
    for quantity in found:
        if group_ and not JOINT.fullmatch(view, group_[-1].end, quantity.start):
            yield group_
            group_ = []
        group_.append(quantity)
    if group_:
        yield group_


def chained(found: list[list[Quantity]], view: str, end: int) -> list[list[Quantity]]:
    """Join runs that count places, households and people of one thing: 带动12个村、340户、900人增收."""
    joined: list[list[Quantity]] = []
    following = end
    for run in reversed(found):
        if joined and _counts_same(run[-1], joined[-1][0], view) and after(view, joined[-1][-1].end, following, end):
            joined[-1] = run + joined[-1]
            continue
        following = joined[-1][0].start if joined else end
        joined.append(run)
    return joined[::-1]


def _counts_same(one: Quantity, other: Quantity, view: str) -> bool:
    gap = PLACE.match(view, one.end, other.start) if one.unit == "个" else None
    if gap is None or not JOINT.fullmatch(view, gap.end(), other.start):
        return False
    return other.unit in PEOPLE or (other.unit == "个" and PLACE.match(view, other.end) is not None)


def place_of(view: str, q: Quantity) -> str:
    """Return the word for a place that a number counts, if nothing else names it: 12个村."""
    found = PLACE.match(view, q.end) if q.unit == "个" else None
    return found[0] if found else ""


@cache
def _drop_words() -> re.Pattern[str]:
    return re.compile(r"[”“]?(?!工作[站室组队专点坊台人员])" + any_of("dropped", "after"))


def sums_up(view: str, q: Quantity) -> bool:
    """Say whether a number only sums up the list before it: 汽车、化工、食品三条(链产值分别达到…)."""
    if not q.han or q.family != "count" or not 2 <= q.value <= 9:
        return False
    before = tail(view[max(0, q.start - 60) : q.start].rpartition("\n")[2])
    lengths = {before.count("、") + 1, len(re.split(r"[、和与及]", before))}
    return int(q.value) in lengths and SHARED_OUT.match(view, q.end) is not None


def counts_slogan(view: str, q: Quantity) -> bool:
    """Say whether a number counts a slogan's points or a meeting: 八个方面, 十一次全会."""
    return _drop_words().match(view, q.end) is not None


def _classes(view: str, q: Quantity, end: int) -> bool:
    """Say whether a sum divides what is counted after it: 超亿元楼宇6幢, 10亿元以上3个, 亿元项目60个."""
    if CLASS_ALONE.match(view, q.stop, end):
        return True
    bare = q.han and q.value == 1
    beyond = q.comparator in (">", ">=") or PASSED.search(view[max(0, q.start - 2) : q.start]) is not None
    return (bare or beyond) and CLASSED.match(view, q.stop, end) is not None


def bounds(view: str, q: Quantity, end: int) -> bool:
    """Say whether a length only bounds a place: 500米安全防护距离内."""
    return q.unit.endswith(("米", "公里")) and WITHIN.match(view, q.stop, end) is not None


def qualifies(view: str, q: Quantity, end: int) -> bool:
    """Say whether a size names things rather than measures them: 万吨级码头, 20户以上自然村."""
    if q.family != "share" and view.startswith("级", q.end, end):
        return True
    if q.unit in VOLTS and VOLTAGE.match(view, q.end, end):
        return True
    if q.family == "money" and _classes(view, q, end):
        return True
    sized = q.family in ("money", "measure", "time") or q.unit in ("户", "人")
    return sized and QUALIFIED.match(view, q.stop) is not None
