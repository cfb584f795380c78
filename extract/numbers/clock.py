"""A document's own time: the year it was made for, the years of its plan, whether it looks back on a year.

Five-year plans are counted from the first (1953–1957); the Nth runs from 1951 + 5N to 1955 + 5N (N ≥ 6).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import Literal

from extract.document import Document
from extract.numbers.words import any_of

Tense = Literal["actual", "target"]
HAN_NUMBERS = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
YEAR = r"(?:19|20)\d\d"
PLAN = re.compile(
    r"“?(?:(十[一二三四五六七八九]?)五”?(?=规划|时期|期间|末|以来|收官|开局|目标|[”，。、的和：]|$)|第(十[一二三四五六七八九]?)个五年)"
)
REVIEW = re.compile(r"(?:" + any_of("phrases", "review") + r"|主要工作(?!安排|任务|设想|思路|打算|部署))")
NEXT_SPAN = re.compile(r"(?:今后|未来|下一个|接下来)(?:的)?(?:五|5)年|(?:今后|未来)(?:一个|几年)")
AGENDA = "(?:安排|要点|打算|设想|思路|部署)"
"""What is called so plans the work of a year."""
AGENDA_TITLE = re.compile(
    rf"^(?!.*(?:总结|回顾|情况|报告(?!》)|完成)).*{YEAR}年[^，。；]{{0,12}}(?:工作|重点|目标)(?:任务|清单|重点|(?:责任)?分[工解](?:方案|表)?|{AGENDA})+(?:[》（(]|的?通知|$)"
)
DATED_TITLE = re.compile(
    rf"(?P<a>{YEAR})年?(?:-{{1,2}}|至|到)(?P<b>{YEAR})年|(?P<y>{YEAR})年(?:度)?[^，。\n]{{0,24}}(?:计划|方案|分[解工]|清单|{AGENDA})"
)
NEWS = re.compile(rf"({YEAR})(?:[-/.年]\d{{1,2}}[-/.月]\d{{1,2}})")
"""The day that a page of news is of."""
HEAD = 200
"""Characters of a page in which its day stands."""
TITLES = re.compile("《[^》]*》")
ISSUED = re.compile(rf"（({YEAR})(?:年\d{{1,2}}月|）\d+号)")
"""When a document was made: （2022年3月）, （2023）7号."""
HORIZON = re.compile(rf"到({YEAR})年")
AHEAD = re.compile(
    rf"(?:力争|争取|确保|预计|规划|展望)[^，。；\d]{{0,4}}到({YEAR})年|到({YEAR})年[底末]?，?[^，。；\d]{{0,12}}?(?:(?<![主需重必])要|力争|将|争取|确保|目标)"
)
"""A year that is yet to come: 力争到2025年, 到2025年全县要."""
HELD = re.compile(rf"({YEAR})年\s?(\d+)月\d+日，?\s?在[^。\n]{{2,40}}(?:大会|会议)")
"""The day that a report was given at a congress."""
SUMMARY = re.compile(rf"{YEAR}年[^\n。，]{{0,8}}工作(?:总结|回顾)")
PART_OF_YEAR = re.compile(r"上半年|前三季度|[一二三]季度|[1一]月?[-—～~至到]{1,2}[\d一二三四五六七八九十]+月")
"""In a report's title: it tells of the year that it is given in."""
THREE_YEARS = re.compile("三年[^，。；]{0,6}(?:行动|计划|方案)")
TASKS = re.compile(rf"({YEAR})年(?:的)?(?:政府|主要|重点)?(?:工作|任务)(?:任务|重点|{AGENDA})?(?:$|\n)", re.M)
"""The heading over the tasks of the year that a report plans, where its title has the year that it was given in."""
ACCOUNT = re.compile(
    any_of("phrases", "account")
    + r"(?:的?(?:报告|汇报))?(?:（[^）]*）)*$|”?以来(?!.*(?:规划|纲要|方案|计划|意见|办法|细则|要点)(?:（|$))",
    re.M,
)
"""In a title: the text tells what was reached, whatever plan it names."""
CONTINUED = re.compile("(?:实施|执行|完成|落实)情况|(?:实施)?(?:中期|总结)?评估")
"""Begins the second line of the title of an account, the first of which names the plan."""
TITLE_LINE, FRONT = re.compile("[^，。；！？]{1,60}"), 3
"""A line of a title, and how many lines may make one."""
YEARLY = re.compile(
    rf"政府工作报告|向大会|^各位代表|(?:做好|抓好)(?:今年|{YEAR}年)(?:的)?(?:政府|各项)?工作|^.{{0,4}}{YEAR}年(?:和今后五年)?(?:政府|主要|重点)?工作(?:任务|重点|{AGENDA})",
    re.M,
)
"""Tells in its first lines that a text is of a report of a year."""
TOLD = re.compile(rf"(?<![到至~-])({YEAR})[年·](?!以来|-)")
NEAR = 5
"""A plan looks no further than so many years ahead, a vision does."""
LATE = 11
"""The month from which on a report is made for the year to come."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the text stands in time: whether it reports or plans, the years of flows (``first``–``last``) and the year of levels."""

    tense: Tense
    first: int
    last: int
    known: bool = True

    def period(self, flow: bool) -> str:
        """Write the years of a flow (2016-2020) or of a level (2020)."""
        if not self.known:
            return ""
        return f"{self.first}-{self.last}" if flow and self.first != self.last else str(self.last)


@dataclass(frozen=True, slots=True)
class Clock:
    """The document's own time: the year it was made for, the span of its plan, whether it reports on a year.

    ``after``: how many years after the one it looks back on; news tell of their own. ``early``: given before its year began.
    ``horizon``: the first year that a text without a year of its own looks to. ``since``: the first year that an account looks
    back on, 0 where the title calls it none.
    """

    year: int
    span: tuple[int, int]
    report: bool
    after: int = 1
    early: bool = False
    horizon: int = 0
    since: int = 0

    @property
    def past(self) -> Frame:
        """What the document looks back on when it says no more."""
        if self.report:
            last = self.year - self.after
            return Frame("actual", self.since or last, last, self.year > 0)
        if self.span[0] == self.span[1]:
            return self.last_year
        return Frame("actual", self.span[0] - 5, self.span[0] - 1, self.span[0] > 0)

    @property
    def last_year(self) -> Frame:
        """The year before that of a report, a page of news or a plan of one year."""
        last = (self.year or self.span[0]) - 1
        return Frame("actual", last, last, last > 0)

    def this_year(self, frame: Frame) -> Frame:
        """The year that a text calls 今年: a report plans it, news tell of it as of all else, a report of December looks back on it."""
        if self.early and frame.tense == "actual":
            return self.past
        return self.next if self.after else replace(self.next, tense=frame.tense)

    @property
    def past_span(self) -> Frame:
        """The five years before the document's own time."""
        end = self.year - self.after if self.report else self.span[0] - 1
        return Frame("actual", end - 4, end, end > 0)

    @property
    def next(self) -> Frame:
        """What the document looks forward to when it says no more: an account to the end of its plan."""
        if self.report and self.since:
            return Frame("target", self.year, max(self.year, self.since + 4))
        if self.report:
            return Frame("target", self.year, self.year, self.year > 0)
        return Frame("target", *self.span, self.span[0] > 0)

    @property
    def next_span(self) -> Frame:
        """The five years that begin with the document's own time."""
        first = self.year if self.report else self.span[0]
        return Frame("target", first, first + 4, first > 0)


def plan_span(found: re.Match[str]) -> tuple[int, int]:
    """Return first and last year of a named five-year plan (十四 → 2021, 2025)."""
    number = 10 + HAN_NUMBERS.get((found[1] or found[2])[1:], 0)
    return 1951 + 5 * number, 1955 + 5 * number


def clock(document: Document, view: str) -> Clock:
    """Work out the document's own time from its metadata, title, headings and first lines."""
    meta = document.metadata
    years = [int(y) for y in re.findall(YEAR, meta.period)]
    opening = f"{meta.title}\n{view[:1500]}"
    headings = "\n".join(document.slice(b) for b in document.blocks if b.kind in ("title", "heading"))
    yearly = meta.kind == "report" or YEARLY.search(opening) is not None
    if AGENDA_TITLE.search(meta.title):
        return Clock(0, _plan_years(years, meta.title, opening, headings, meta.issued), False)
    day = None if yearly or years or meta.kind != "other" else _news_day(meta.title, view)
    if day:
        return Clock(day, (day, day + 4), True, 0)
    account = _account(document)
    planned = not yearly and PLAN.search(opening[:HEAD] + headings)
    if not account and (meta.kind in ("outline", "plan") or planned):
        return Clock(0, _plan_years(years, meta.title, opening, headings, meta.issued), False)
    horizon = min((int(found[1] or found[2]) for found in AHEAD.finditer(view)), default=0)
    behind = bool(account or REVIEW.search(headings[:HEAD]))
    year = years[-1] if years else _report_year(opening, headings, meta.issued, view, horizon, behind)
    year = (account and _told_most(view, account) + 1) or year
    looks_back = account or yearly or REVIEW.search(headings) or SUMMARY.search(opening[:HEAD])
    after = 1 if looks_back and not PART_OF_YEAR.search(meta.title) else 0
    if not year:
        return Clock(0, (0, 0), True, after, horizon=horizon)
    found = _report_clock(max(year, _given_in(opening)), headings, _given(meta.issued, opening), after)
    return replace(found, since=min(account or found.year, found.past.last)) if account else found


def _account(document: Document) -> int:
    """Return the first year of the five-year plan that a text gives account of by its title, 0 for other texts."""
    title = _front(document)
    named = PLAN.search(title) if ACCOUNT.search(title) else None
    return plan_span(named)[0] if named else 0


def _told_most(view: str, first: int) -> int:
    """Return the year from ``first`` on that the first half of a text tells most often, else the whole, -1 for none."""
    half = [year for year in map(int, TOLD.findall(view[: len(view) // 2])) if year >= first]
    told = Counter(half or (year for year in map(int, TOLD.findall(view)) if year >= first))
    return max(told, key=lambda year: (told[year], year), default=-1)


def _front(document: Document) -> str:
    """Return the title of a text; that of a plan with the line that goes on with it, of a text of no known kind the lines that may be one."""
    meta = document.metadata
    if meta.kind == "report":
        return meta.title
    lines = takewhile(TITLE_LINE.fullmatch, (document.slice(b) for b in document.blocks if b.kind != "heading"))
    front = list(islice(lines, FRONT))
    if meta.kind in ("outline", "plan"):
        return meta.title + next(filter(CONTINUED.match, front), "")
    return "\n".join((meta.title, *front))


def _given_in(opening: str) -> int:
    """Return the year whose tasks a report given at a congress is about, 0 where it was given late in a year or no day is told."""
    found = HELD.search(opening)
    return int(found[1]) if found and int(found[2]) < LATE else 0


def _news_day(title: str, view: str) -> int | None:
    """Return the year of the day that a page of news is of."""
    found = NEWS.search(view[:HEAD])
    planned = PLAN.search(title + view[:HEAD]) or DATED_TITLE.search(title)
    return int(found[1]) if found and not planned else None


def _given(issued: str, opening: str) -> tuple[int, int]:
    """Return year and month in which a report was given, nought where nothing tells."""
    found = re.match(rf"({YEAR})-(\d+)", issued) or re.search(rf"({YEAR})年\s?(\d+)月\d+日", opening[:HEAD])
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _report_clock(year: int, headings: str, given: tuple[int, int], after: int) -> Clock:
    """Return the time of a report: the year of its tasks is the next where a heading says so or it was given at a year's end."""
    ahead = TASKS.search(headings)
    late = given[0] if given[1] >= LATE else 0
    if year and (year == late or (ahead and int(ahead[1]) == year + 1)):
        year += 1
    return Clock(year, (year, year + 4) if year else (0, 0), True, after, early=0 < late == year - 1)


def _plan_years(years: list[int], title: str, opening: str, headings: str, issued: str) -> tuple[int, int]:
    """Return the years of a plan: those it is named for, else from the year it was made in to the one it looks to."""
    if len(years) == 2:
        return years[0], years[1]
    named = PLAN.search(title)
    dated = DATED_TITLE.search(title) or DATED_TITLE.search(TITLES.sub("", opening[:HEAD]))
    if not named and dated:
        return (int(dated["y"]),) * 2 if dated["y"] else (int(dated["a"]), int(dated["b"]))
    if named:
        return plan_span(named)
    made = ISSUED.search(opening[: len(title) + HEAD])
    start = int(issued[:4]) if issued[:4].isdigit() else int(made[1]) if made else 0
    spans = [plan_span(found) for found in PLAN.finditer(opening + headings)]
    return _towards(start, opening + headings, spans) if start or not spans else max(spans)


def _towards(start: int, text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the years from ``start`` (0: not told) to the first near year that the text looks to, else the five-year plan it lies in."""
    ends = sorted(year for year in map(int, HORIZON.findall(text)) if year >= start)
    three = THREE_YEARS.search(text) is not None
    if not start:
        return (ends[0] - 2 * three, ends[0]) if ends else (0, 0)
    if ends and ends[0] <= start + NEAR:
        return start, ends[0]
    around = [span for span in spans if span[0] <= start <= span[1]]
    return (start, start + 2) if three else max(around, default=(start, ends[0] if ends else start))


def _report_year(opening: str, headings: str, issued: str, view: str, horizon: int, behind: bool) -> int:
    """Return the year of a report or of news, 0 where nothing tells.

    Years from ``horizon`` on are yet to come; where the text looks ``behind``, its own year is the one after those that it tells of.
    """
    text = f"{opening}\n{headings}"
    for pattern, shift in (
        (rf"({YEAR})年[^\n\d]{{0,14}}政府工作报告|政府工作报告[^\n\d]{{0,6}}({YEAR})年(?!\d+月)", 0),
        (
            rf"({YEAR})年(?:和今后五年)?\s?(?:政府)?(?:主要|重点|工作)[^\n]{{0,6}}(?:任务|目标|重点|{AGENDA})|({YEAR})年重点工作",
            0,
        ),
        (rf"({YEAR})年(?:政府|的|主要)?工作(?:的)?(?:回顾|情况|总结)", 1),
    ):
        found = re.search(pattern, text)
        if found:
            return int(next(g for g in found.groups() if g)) + shift
    day = re.search(rf"({YEAR})年\s?\d+月\d+日", text) or re.match(rf"({YEAR})-", issued)
    if day:
        return int(day[1])
    told = Counter(int(y) for y in TOLD.findall(view[: max(3000, len(view) // 3)]) if not 0 < horizon <= int(y))
    often = [y for y, n in told.items() if n >= 2]
    if not told and NEXT_SPAN.search(view):
        return min(map(int, HORIZON.findall(view)), default=4) - 4
    return max(often or told) + behind if told else 0


def present(now: Clock) -> int:
    """Return the year that divides what is reached from what is wanted, 0 where nothing tells."""
    return (now.year if now.report else now.span[0]) or max(0, now.horizon - 1)
