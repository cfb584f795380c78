"""Observations of running text: each quantity of a sentence with the indicator that it measures."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from extract.facts import ObservationKind
from extract.numbers import indicator as naming
from extract.numbers.clause import (
    BRIDGE,
    INVEST,
    MODIFIER,
    after,
    bounds,
    chained,
    counts_slogan,
    place_of,
    qualifies,
    runs,
    sums_up,
    tail,
)
from extract.numbers.clock import Clock, Frame
from extract.numbers.kind import direction, is_flow, kind, tense
from extract.numbers.names import AIM, Names, Run
from extract.numbers.owner import label
from extract.numbers.period import local_frame
from extract.numbers.quantity import Quantity, quantities
from extract.numbers.words import any_of
from extract.numbers.works import keep_lead

NAMES_DIRECTLY = re.compile(r"的?(?:工业|产业|重大|大)?(?:企业|项目)")
ONE_WORK = re.compile(r"(?:该|此|本)(?:项目|工程|厂|基地)")
"""What is told of one work that the text has named is no indicator."""
NOTED = re.compile(r"（[^（）]*）")
"""Explains the value before it: 1个(（云岭开发区）)、省级5个."""
SPENT = re.compile(r"(?:仅|只|不)用时?了?$")
"""How long one work took is no indicator: 从签约到开工仅用(90天)."""
APART = re.compile(r"(?<![差间株行焦])(?:距离?|相距)[^，]{1,30}$")
"""How far one place lies from another is no indicator: 距县城12公里、省城130公里."""
SINCE = re.compile(r"年均|(?:比|较)“?(?:十[一二三四五六]?五|20\d\d年)")
RANKED = re.compile(r"(?<![目年之此以日月])[前后]$|" + any_of("phrases", "placed") + "了?$")
EXCEEDS = re.compile(r"(?:过|超|上|达|突破)$")
COUNTED = re.compile(r"[个家条][^，。、；\d]{2,8}$")
YEARLY = re.compile(r"同比|(?:比|较)(?:上年|去年|上一年)")
"""Compares with the year before: the value is of one year, even where several are told of."""
NEXT_YEARLY = re.compile(r"[（，、]?(?:同比|(?:比|较)(?:上年|去年|上一年))")
BASE_YEAR = re.compile(r"(?:与|比|较|是|同)((?:19|20)\d\d)年")
RISES = re.compile(rf"，?(?:分别)?{BRIDGE}")
AWARDED = re.compile(any_of("phrases", "awarded"))
FUND = re.compile(r"的?[^，、。；：的\d]{0,14}?(?:基金|资金|贷款|债券|补助|补贴)(?![^，。；、]{0,8}(?:项目|企业|工程))")
HOW_MANY = re.compile(r"\d[个家条]$")
"""What is counted is of this size: 2个(10亿元产业项目)."""
PASSING = re.compile(r"分别(?:突破|超过?)[^，、的\d]{2,10}$")
"""A limit with the name between it and its values: 分别突破产值(30亿元、20亿元)."""
PLANNED = re.compile(r"(?:.{0,6}[内年底月]|.{0,4}季度)?计划完成(?!率|情况)")
"""What heads a clause on an amount still to be done, even where the text tells of what was: 年内计划完成投资(9亿元)."""
FROM = re.compile(r"(?:由|从)(?:((?:19|20)\d\d)年[底末]?)?(?:[^，。]{0,12}的)?(?:每(?:亩|公斤|斤|吨|平方米))?\s*$")


@dataclass(frozen=True, slots=True)
class Draft:
    """An observation before its district and confidence are known.

    ``start``/``end`` span indicator and value; ``left``, ``right`` are the words of the clause around the value, ``growth`` the
    growth word, ``sentence`` the offsets of the sentence, ``rank`` counts the indicators that share one value.
    """

    quantity: Quantity
    indicator: str
    kind: ObservationKind
    period: str
    direction: str
    rule: str
    start: int
    end: int
    left: str
    right: str
    growth: str
    frame: Frame
    sentence: tuple[int, int]
    rank: int = 0


class Reader:
    """Reads one sentence.

    ``topics`` are the indicators named so far; ``whole`` is where the sentence begins that this part (cut at ；) belongs to: the
    years that it names hold on.
    """

    def __init__(
        self, view: str, start: int, end: int, frame: Frame, now: Clock, topics: list[str], whole: int
    ) -> None:
        self.view, self.start, self.end = view, start, end
        self.frame, self.now, self.whole = frame, now, whole
        self.names = Names(view, end, topics, label=label(view, start))
        self.flowed = False
        self.listed = False

    def drafts(self) -> Iterator[Draft]:
        """Yield an observation for each quantity that has an indicator."""
        found = [q for q in quantities(self.view, self.start, self.end) if self._measures(q)]
        place = self.start
        for run in chained(list(runs(found, self.view)), self.view, self.end):
            following = next((q.start for q in found if q.start >= run[-1].end), self.end)
            noted = NOTED.match(self.view, place, run[0].start) if place > self.start else None
            place = yield from self._run(run, noted.end() if noted else place, following)

    def _measures(self, q: Quantity) -> bool:
        """Say whether a quantity measures something: not 八个方面, 万吨级码头, 亿元以上项目, 5亿元产业项目, 前10位."""
        near = self.view[max(self.start, q.start - 12) : q.start]
        if self._only_names(q) or self._is_told_of(q, near):
            return False
        if q.family != "money" or MODIFIER.match(self.view, q.end, min(q.end + 14, self.end)) is None:
            return True
        if FUND.match(self.view, q.end, self.end):
            return True
        if HOW_MANY.search(near) and not self.view.startswith("的", q.end):
            return False
        exceeds = q.comparator != "=" or EXCEEDS.search(near) is not None
        if exceeds and COUNTED.search(near) and self.view.startswith("的", q.end):
            return False
        if exceeds and NAMES_DIRECTLY.match(self.view, q.end, self.end):
            return False
        before = tail(self.view[max(self.start, q.start - 24) : q.start])
        name = naming.before(before)
        return INVEST.search(before) is not None or bool(name and not naming.only_verbs(name))

    def _only_names(self, q: Quantity) -> bool:
        return counts_slogan(self.view, q) or qualifies(self.view, q, self.end) or sums_up(self.view, q)

    def _is_told_of(self, q: Quantity, near: str) -> bool:
        """Say whether a number only tells a rank, how long a work took, how often an honour came or how many the people are."""
        if RANKED.search(near) and ((q.family == "share" and near[-1] in "前后") or q.unit in ("位", "名")):
            return True
        if q.family == "time" and SPENT.search(near):
            return True
        if bounds(self.view, q, self.end):
            return True
        if q.unit in ("公里", "千米") and APART.search(tail(self.view[self.start : q.start])):
            return True
        if q.unit == "次":
            return AWARDED.match(self.view, q.end, self.end) is not None
        return q.unit.endswith("人") and self.view.startswith("民", q.stop)

    def _run(self, found: list[Quantity], place: int, following: int) -> Generator[Draft, None, int]:
        """Yield the drafts of a run; return where the words of the next one may begin."""
        gap = self.view[place : found[0].start]
        left, right = tail(gap), after(self.view, found[-1].end, following, self.end)
        begin = found[0].start - len(left)
        left = self._continue(gap, left, place)
        found = same_limits(found, left)
        base, growth = split(found[0], left)
        runs_on = bool(right) and found[-1].end + len(right) == following < self.end
        run = Run(found, left, right, base, growth, following, runs_on, [place_of(self.view, q) for q in found])
        self.names.said = self.view[self.start : begin]
        names, rule = self.names.of(run)
        names = ["" if ONE_WORK.match(name) else name for name in names]
        lead = keep_lead().match(naming.strip_lead(naming.clean(left)))
        self.names.verb = lead[0] if lead else self.names.verb
        for quantity, name in zip(found, names, strict=False):
            for rank, single in enumerate(name.split("｜") if name else []):
                yield self._draft(quantity, single, "carried" if rule == "gained" else rule, begin, run, rank)
        if rule != "gained":
            self._remember([n for name in names if name for n in name.split("｜")])
            self.names.units |= {n: q.unit for q, name in zip(found, names, strict=False) for n in name.split("｜")}
        return found[-1].end + (len(right) if rule == "right" and not runs_on else 0)

    def _continue(self, gap: str, left: str, place: int) -> str:
        """Note whether a run goes on with the list before it (、) or begins a clause of its own."""
        self.listed = len(gap) == len(left) and left.startswith("、") and place > self.start
        if self.listed:
            return left[1:]
        if len(gap) > len(left) or place == self.start:
            self.names.verb = ""
        return left

    def _remember(self, kept: list[str]) -> None:
        if kept:
            topics = self.names.topics
            topics[:] = [t for t in topics if t not in kept][-6:] + kept

    def _draft(self, q: Quantity, name: str, rule: str, begin: int, run: Run, rank: int) -> Draft:
        local = self._frame(q, run)
        what = kind(q, run.growth, name, run.left, tense(self.frame, local))
        if AIM.search(run.left) or (q.family not in ("share", "ratio") and PLANNED.match(run.left)):
            what = "growth_target" if q.family == "share" and "率" not in name else "target"
        limit = self.view[q.start : q.number]
        flow = bool(run.growth) or is_flow(
            self.names.verb + run.left + limit,
            name,
            run.right,
            self.flowed and (self.listed or run.left.strip() == "的"),
        )
        if rule == "invested" and not run.right:
            flow = self.flowed or not self.names.topics
        based = FROM.search(run.left)
        if based and (local.tense == "actual" or self._rises(q)):
            local, flow = replace(local, last=self._since(based, local, q), first=0, tense="actual"), False
            what = "actual" if what == "target" else what
        self.flowed = flow
        end = q.end + len(run.right.rstrip("，。；：、 ")) if rule in ("right", "invested") else q.end
        fall = direction(run.growth, name)
        return Draft(
            q,
            name,
            what,
            local.period(flow),
            fall,
            rule,
            begin,
            end,
            run.left,
            run.right,
            run.growth,
            local,
            (self.start, self.end),
            rank,
        )

    def _since(self, based: re.Match[str], local: Frame, q: Quantity) -> int:
        """The year of the value that another grew from: its own, the one compared with before, or that before the frame."""
        if based[1]:
            return int(based[1])
        compared = BASE_YEAR.findall(self.view, self.whole, q.start)
        if compared and int(compared[-1]) < local.last:
            return int(compared[-1])
        if local.first != local.last:
            return local.first - 1
        planned = not self.now.report and local.last == self.now.span[1]
        return self.now.span[0] - 1 if planned else local.last - 1

    def _rises(self, q: Quantity) -> bool:
        """Say whether the value is what another is to grow from: 由18元提高到32元."""
        return RISES.match(self.view, q.end, self.end) is not None

    def _frame(self, q: Quantity, run: Run) -> Frame:
        local = local_frame(self.view, self.whole, q.start, self.frame, self.now)
        if local.first < local.last and (YEARLY.search(run.left) or NEXT_YEARLY.match(self.view, q.end, self.end)):
            return replace(local, first=local.last)
        since = BASE_YEAR.search(run.left) if run.growth else None
        if since and local.first == local.last and int(since[1]) < local.last - 1:
            return replace(local, first=int(since[1]) + 1)
        yearly = run.growth and SINCE.search(run.left) and local.first == local.last
        if yearly and self.frame.first != self.frame.last and local.tense == self.frame.tense:
            return replace(self.frame, last=local.last) if self.frame.first < local.last else self.frame
        return local


def same_limits(found: list[Quantity], left: str) -> list[Quantity]:
    """Give coordinated values the limit that stands before the first: 分别超70%、60%, 至少建成2个."""
    first = found[0]
    sign = first.comparator if first.start < first.number else "="
    if "至少" in left:
        sign = ">="
    elif sign == "=" and PASSING.search(left):
        sign = ">"
    elif "分别" in left and found[-1].comparator == "~" and found[-1].end > found[-1].stop:
        sign = "~"
    return [replace(q, comparator=sign) if q.comparator == "=" else q for q in found] if sign != "=" else found


def split(q: Quantity, left: str) -> tuple[str, str]:
    """Split off the growth word before a rate; 人均增收2400元 and 改造提升6万亩 keep theirs."""
    whole = naming.clean(left)
    if q.family == "count":
        return whole, ""
    base, growth = naming.split_growth(whole)
    if not growth or q.family in ("share", "ratio"):
        return base, growth
    compared = re.search(r"同比|较|比上?|环比", left) is not None
    plain = growth in ("增收", "净增", "增") or not base or naming.only_verbs(base)
    return (whole, "") if plain and not compared and (base or growth == "增收") else (base, growth)
