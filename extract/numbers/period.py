"""When a number holds: the years that its sentence names, and the words that point to the document's own time."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.numbers.clock import NEXT_SPAN, PLAN, YEAR, Clock, Frame, Tense, plan_span, present
from extract.numbers.words import any_of

CLAUSE_END = re.compile(r"[；。]")
PAST_SPAN = re.compile(
    r"过去(?:的)?五年|五年来|五年间|这五年|(?:本届|上届)政府.{0,8}(?:任期|以来)|任期内|过去(?:的)?几年"
)
PAST_YEAR = re.compile(r"过去(?:的)?一年|一年来|这一年|去年|上年|刚刚过去的(?!五年)")
FIVE_YEARS = re.compile(r"(?<![一-龥])(?:这)?[五5]年(?=累计|共|新|净增|接待|完成|建成|实施|投入)|五年累计")
"""Counts over the five years that the text speaks of, behind or ahead."""
SOME_YEARS = re.compile(
    r"(?<![第隔])(?P<count>[两二三四])年(?:来(?!首)|间|累计|共(?![建享同]))(?!.*(?:[全当本今去]年|年内))"
)
"""The last few years, where the sentence does not turn to one: 三年累计, 两年来."""
PART_OF_PLAN = re.compile("”?(?P<which>[前后])(?P<count>[一两二三四])年")
"""The first or last years of a five-year plan, behind its name: “十四五”前三年."""
COUNTS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
SO_FAR = re.compile(r"今年(?:以来|1-\d{1,2}月(?!底)|前[\d一-十]+个月|前三季度)")
"""A part of the year that is over when the text is written."""
AT_PRESENT = re.compile(
    r"(?:(?<![项节题科栏曲剧条数比较])目前(?![的后]|规划|[^，。；]*基础上)，?|(?<![实表])现已)(?=(?:[^，。；]|，其中)*$)"
)
"""Holds to the end of its clause; no 在目前…基础上."""
THING = rf"(?:(?!{any_of('phrases', 'planned')})[^，。；的\d])"
COUNTER = rf"(?:{any_of('phrases', 'counter')}|[张台辆人亩]|平方公里)"
STOCK = re.compile(
    rf"(?:^|[，。；])(?:(?![对将把用在以按]){THING}{{0,10}}(?:[省市县区镇乡州旗村园]|基地|中心|目前))?{any_of('phrases', 'stock')}"
    rf"{THING}{{1,24}}(?:\d[\d.]*[余多]?万?{COUNTER}(?:、|，其中){THING}{{1,24}})*$"
)
"""Tells in its own clause how many there are already, where such a number ends it: 园区现有企业(27家)，其中规上企业(9家)，."""
COUNTED = re.compile(rf"[^\d，。；]{{0,3}}\d[\d.,]*[余多]?万?{COUNTER}(?=[，。；、（]|$)")
STILL_WANTED = re.compile(r"确保|力争|争取(?=今年)|(?<![虚模])拟|目前[^，。；]{0,4}(?:正(?!常)|谋划)")
"""Makes a clause with 今年以来 or 目前 one on what is to come: 确保今年前三季度, 目前正谋划."""
THIS_YEAR = re.compile(r"今年|本年度|新的一年")
BASE = re.compile(r"(?:恢复[到至]|比|较|与|同|是|为|由|从|相比|(?:相当|高|低|优|大|小|多|少|早|晚|强)于|以|超)$")
BASE_AFTER = re.compile(
    r"\s*年?(?:末|底)?(?:以前|之前|前建|相比|的?\s*[\d.]+\s*倍|的?基础|增加|增长(?!到)|提高(?!到)|下降(?!到)|相比|的?水平|翻)"
)
SINCE = re.compile("[^，。；\\d]{0,8}以来")
"""Holds, amid what is wanted, no further than to the next comma."""
SO_LONG = re.compile("”?以来")
EXPLICIT = re.compile(rf"(?P<a>{YEAR})年?\s?(?:-{{1,2}}|~|至|到)\s?(?P<b>{YEAR})年?|(?P<y>{YEAR})(?:年|(?=末|底))")
ASIDE = re.compile(rf"《[^》]*》|（(?!(?:{YEAR}|[-~至到年月日底末前初度\d])*）)[^（）]*）")
"""Years that tell of a document's title or stand in a note, not of the value: 《三年行动(2024-2026年)》, (2018年获批省级开发区)."""
REACHED_FROM = re.compile(rf"[由从]“?(?:{YEAR}年|十[一二三四五]?五)[^；。]*[到至为](?:了)?$")
OWN_CLAUSE = re.compile(r"”?(?:时期|期间)?(?:年均|平均每年)[^，；。]*[，；。]")
"""What a five-year plan is named for, where only its own clause speaks of it: “十四五”年均增长6.3%."""


def local_frame(view: str, start: int, position: int, frame: Frame, now: Clock) -> Frame:
    """Return the frame at ``position`` of a sentence that begins at ``start``: its own year words win over ``frame``."""
    before = ASIDE.sub(lambda found: "　" * len(found[0]), view[start:position])
    there = frame.tense == "target" and STOCK.search(before) and COUNTED.match(view, position)
    best, place = _of_years(before, now.past if there else frame, frame, now)
    return _relative(before, *_of_plans(before, best, place, frame, now), now)


def _of_years(before: str, best: Frame, frame: Frame, now: Clock) -> tuple[Frame, int]:
    """Return the frame of the last year that a sentence names, and where; ``best`` and -1 where it names none."""
    place = -1
    for found in EXPLICIT.finditer(before):
        if _is_base(before, found) or _compared(before, found):
            continue
        first, last = (int(found["y"]),) * 2 if found["y"] else (int(found["a"]), int(found["b"]))
        since = found["y"] and SINCE.match(before, found.end())
        if since and frame.tense == "target" and "，" in before[since.end() :].removeprefix("，"):
            continue
        best, place = Frame(_tense(last, before[: found.start()], frame, now), first, last), found.start()
        if since:
            best = _since(first, frame, now)
    return best, place


def _of_plans(before: str, best: Frame, place: int, frame: Frame, now: Clock) -> tuple[Frame, int]:
    """Return the frame of the last five-year plan that a sentence names behind ``place``, and where; else ``best`` and ``place``."""
    for found in PLAN.finditer(before):
        if found.start() <= place or _is_base(before, found) or OWN_CLAUSE.match(before, found.end()):
            continue
        first, last = plan_span(found)
        tail = before[found.end() : found.end() + 3]
        some = PART_OF_PLAN.match(before, found.end())
        if some:
            count = COUNTS[some["count"]]
            first, last = (first, first + count - 1) if some["which"] == "前" else (last - count + 1, last)
            tense: Tense = "actual" if last < present(now) else frame.tense
            best, place = Frame(tense, first, last), found.start()
        elif SO_LONG.match(tail) and 0 < first < present(now):
            best, place = _since(first, frame, now), found.start()
        elif "规划" not in tail and "目标" not in tail:
            tense = "actual" if last < present(now) else "target" if first >= present(now) > 0 else frame.tense
            best, place = Frame(tense, last if "末" in tail else first, last), found.start()
    return best, place


def _since(first: int, frame: Frame, now: Clock) -> Frame:
    """Return the frame of what came about from a year on until now: 2019年以来."""
    last = frame.last if frame.tense == "actual" else now.past.last
    return Frame("actual", first, max(first, last))


def _relative(before: str, best: Frame, place: int, now: Clock) -> Frame:
    for pattern, frame in ((PAST_SPAN, now.past_span), (NEXT_SPAN, now.next_span)):
        found = pattern.search(before)
        if found and found.start() > place and not _is_base(before, found):
            if best.last - best.first >= 2 and best.tense == frame.tense:
                continue
            best, place = frame, found.start()
    counted = next((m for m in FIVE_YEARS.finditer(before) if m.start() > place), None)
    if counted and best.last == best.first and not CLAUSE_END.search(before, counted.end()):
        best, place = now.past_span if best.tense == "actual" else now.next_span, counted.start()
    for pattern, frame in ((PAST_YEAR, now.last_year), (THIS_YEAR, now.this_year(best))):
        found = pattern.search(before)
        if (
            now.report
            and found
            and found.start() > place
            and not _is_base(before, found)
            and best.last - best.first < 2
        ):
            best, place = frame, found.start()
    return _held(before, _some_years(before, best, place), place, now)


def _some_years(before: str, best: Frame, place: int) -> Frame:
    """Return the frame of the last few years that a part of a sentence tells of: 三年累计."""
    found = next((m for m in SOME_YEARS.finditer(before) if m.start() > place), None)
    if found is None or best.tense != "actual" or not best.known or CLAUSE_END.search(before, found.end()):
        return best
    return replace(best, first=best.last + 1 - COUNTS[found["count"]])


def _held(before: str, best: Frame, place: int, now: Clock) -> Frame:
    """Return the frame of what has come true amid what is wanted: 目前, 今年前三季度."""
    if best.tense == "actual":
        return best
    for pattern in (SO_FAR, AT_PRESENT):
        found = pattern.search(before, max(place, 0))
        if found:
            clause = max(before.rfind(mark, 0, found.start()) for mark in "，。；") + 1
            if STILL_WANTED.search(before, clause):
                return best
            return now.past if pattern is AT_PRESENT else replace(best, tense="actual")
    return best


def _is_base(before: str, found: re.Match[str]) -> bool:
    head = before[max(0, found.start() - 3) : found.start()].rstrip("“ ")
    return BASE.search(head) is not None or BASE_AFTER.match(before, found.end()) is not None


def _compared(before: str, found: re.Match[str]) -> bool:
    """Whether a year only ends a comparison in a part of the sentence that is over: 由2016年的2亿元增加到2021年的3亿元；."""
    part = before.find("；", found.end())
    return part > 0 and REACHED_FROM.search(before, before.rfind("；", 0, found.start()) + 1, found.start()) is not None


def _tense(last: int, head: str, frame: Frame, now: Clock) -> Tense:
    if not present(now):
        return "target" if head.endswith(("到", "至")) else frame.tense
    if last > present(now) or (last == present(now) and not now.after and head.endswith(("到", "至"))):
        return "target"
    if last < present(now):
        return "actual"
    return frame.tense
