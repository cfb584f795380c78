"""Sizes, status and period of named projects and parks: investment, floor and land area, capacity."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.document import Document, Span
from extract.facts import Aspect, Attribute, Entity, Evidence, Measure, Observation
from extract.numbers.period import Clock, Frame, clock, local_frame
from extract.numbers.project_table import table_measures
from extract.numbers.quantity import Quantity, quantities
from extract.numbers.timeline import framed
from extract.numbers.view import has_number, normalised, sentences
from extract.numbers.words import group

INVESTED = re.compile(r"(?:投资|投入|资金|造价)(?:额|规模|总额)?(?:达到?|约|为|共计|近|超过?|\s)*$")
LAND = re.compile(r"(?:(?:占地|用地)(?:总?面积)?|规划(?:总?面积)?|总面积)(?:达到?|约|为|\s)*$")
FLOOR = re.compile(r"建筑(?:总)?面积(?:达到?|约|为|\s)*$|建筑规模(?:达到?|约|为|\s)*$")
SIZED = re.compile(
    r"(?P<label>年(?:加工|处理|生产|产|出栏|供|发电|处置|消化|吞吐|接待|屠宰)[^，。；、]{0,8}?|日(?:处理|供|产)[^，。；、]{0,6}?|(?:新增|设置|提供|设计|拥有)?(?:床位|学位|泊位|停车位|车位|座位|工位|机柜)"
    r"|(?:总)?装机(?:容量|规模)?|(?:总)?库容|全长|总长度?|线路长度?|(?:总)?里程|总规模|设计(?:能力|规模)|处理能力|供热能力|储能规模)(?:达到?|约|为|\s)*$"
)
JOIN = re.compile(r"(?:的|建设|新建|实施|打造|完成|建成|改造|推进|启动|用于|了|加快|全面|“|、|，|\s)*")
TRAIL = re.compile(r"(?:”|》|项目|工程|建设|改造|计划|预计|（|，|、|：|\s|已|将|其中|年|内|完成|总|累计|达|约|共)*")
SIZE_ONLY = re.compile(r"(?:[\d.]+万?(?:公里|平方米|平米|亩|米|千伏|兆瓦)的?“?)|[^\d]*")
CLOSE = re.compile(r"[^，]{0,6}，?[^，]{0,2}(?:达到?|约|为|\s)*")
NEXT = re.compile(
    r"，(?:用于|全面|高标准|实施|建设|新建|改扩建|扩建|建成|打造|完成|改造|推进|启动|开展|加快|继续|对|了)+“?"
)
NEVER = re.compile(r"(?!)")
COUNTED = re.compile(r"的?\s*(?:等)?\s*\d+\s*[个项条所处家座件]")
GROUPED = re.compile(r"等\s*(?:\d+|[一二两三四五六七八九十]+)[个项条所处家座件]|等一?批|等一系列")
SQUARE = re.compile(r"平方米|平米|㎡")
LONG = re.compile(r"公里|千米|米$")
TIMED = re.compile(r"(?:年内|今年|年底|年末|月底|\d+月|去年|20\d\d年|季度|上半年|下半年)")


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a project or park."""

    start: int
    end: int
    entity: Entity


class Places:
    """The mentions of projects and parks in the order of the text."""

    def __init__(self, entities: Iterable[Entity]):
        found = (
            Place(m.start, m.end, e) for e in entities if {e.cls, *e.also} & {"Project", "Park"} for m in e.mentions
        )
        self.all = sorted(found, key=lambda p: (p.start, -p.end, p.entity.cls != "Project", p.entity.name))
        self.starts = [p.start for p in self.all]

    def within(self, start: int, end: int) -> list[Place]:
        """Mentions that lie in ``[start, end)``; of nested ones the longest."""
        found: list[Place] = []
        for place in self.all[bisect_left(self.starts, start) : bisect_right(self.starts, end - 1)]:
            if place.end <= end and (not found or place.start >= found[-1].end):
                found.append(place)
        return found


def measures(
    document: Document, entities: Sequence[Entity], observations: Sequence[Observation] = ()
) -> tuple[list[Measure], list[Attribute]]:
    """Return the sizes of the projects and parks among ``entities``, and what the text says of their status and period."""
    view = normalised(document.text)
    now = clock(document, view)
    places = Places(entities)
    sizes: list[Measure] = []
    attributes: list[Attribute] = []
    for block, frame in framed(document, view, now):
        if block.kind == "table_row":
            continue
        for start, end in sentences(view, block.start, block.end):
            here = places.within(start, end)
            if not here:
                continue
            if has_number(view, start, end):
                sizes += sentence_measures(view, start, end, here)
            attributes += states(view, start, end, here, frame, now)
    sizes += table_measures(document, entities)
    return once(sizes), list({(a.subject.key, a.predicate, a.value): a for a in reversed(attributes)}.values())[::-1]


def once(found: Iterable[Measure]) -> list[Measure]:
    """Keep the first of equal sizes of one entity."""
    kept: dict[tuple[object, ...], Measure] = {}
    for m in found:
        kept.setdefault((m.subject.key, m.aspect, m.value, m.unit), m)
    return sorted(
        kept.values(), key=lambda m: (m.evidence.spans[0].start, m.evidence.spans[0].end, m.subject.key, m.aspect)
    )


def sentence_measures(view: str, start: int, end: int, here: list[Place]) -> Iterator[Measure]:
    """Yield the sizes that one sentence gives to the projects in it."""
    for q in quantities(view, start, end):
        inside = next((p for p in here if p.start <= q.number and q.stop <= p.end), None)
        if inside:
            if (not q.han and q.family == "measure") or (not q.han and q.family == "count" and q.unit[:1] == "万"):
                yield _measure(inside, "capacity", q, view[q.stop : inside.end].strip("的”") or "规模", "inside", 0.8)
            continue
        aspect, label = aspect_of(view, start, q)
        if aspect:
            for place, rule in targets(view, start, end, q, here, aspect):
                yield _measure(place, aspect, q, label, rule, 0.85 if rule == "ahead" else 0.7)
        elif place_after := _directly_after(view, q, here):
            yield from _sized(place_after, q, view[q.end : q.end + 1] == "的")


def _sized(place: Place, q: Quantity, of: bool) -> Iterator[Measure]:
    """7.4公里的大道, 120亩产业园, 5亿元的水厂: a size that stands right beside the name."""
    if q.family == "money" and of:
        yield _measure(place, "investment", q, "", "sized", 0.7)
    elif q.family == "measure":
        aspect: Aspect = "floorArea" if SQUARE.search(q.unit) else "capacity"
        if aspect == "capacity" and not LONG.search(q.unit) and q.unit[-1] in "亩顷里":
            aspect = "landArea"
        yield _measure(place, aspect, q, "长度" if LONG.search(q.unit) else "", "sized", 0.7)


def aspect_of(view: str, start: int, q: Quantity) -> tuple[Aspect | None, str]:
    """What a number measures by the words before it, with the label of a capacity."""
    before = view[max(start, q.start - 16) : q.start]
    if q.family == "money":
        return ("investment" if INVESTED.search(before) else None), ""
    if FLOOR.search(before):
        return "floorArea", ""
    if LAND.search(before) and q.unit[-1:] in "亩顷里米方":
        return "landArea", ""
    sized = SIZED.search(before)
    return ("capacity", sized["label"]) if sized and q.family in ("count", "measure") else (None, "")


def targets(view: str, start: int, end: int, q: Quantity, here: list[Place], aspect: Aspect) -> list[tuple[Place, str]]:
    """The projects that a number belongs to: those named right after it, or the last one named before it."""
    clause_end = min((i for i in (view.find(c, q.end, end) for c in "，。；") if i >= 0), default=end)
    if COUNTED.match(view, q.end) or (aspect == "investment" and GROUPED.search(view, q.end, clause_end)):
        return []
    if aspect != "capacity" or _directly_after(view, q, here):
        ahead = [p for p in here if p.start >= q.end]
        if ahead and _leads(view, q.end, ahead[0], clause_end):
            return [(p, "ahead") for p in _joined(view, ahead)]
    return [(p, "behind") for p in _behind(view, start, q, here, aspect)]


def _leads(view: str, start: int, place: Place, clause_end: int) -> bool:
    """Say whether the words from a number on lead to a mention: 的, a verb, or a verb of the next clause."""
    if JOIN.fullmatch(view, start, place.start) or NEXT.fullmatch(view, start, place.start):
        return True
    return place.end <= clause_end and SIZE_ONLY.fullmatch(view, start, place.start) is not None


def _joined(view: str, ahead: list[Place]) -> list[Place]:
    out = [ahead[0]]
    for place in ahead[1:]:
        if not re.fullmatch(r"”?(?:、|和|及|与|以及)“?", view[out[-1].end : place.start]):
            break
        out.append(place)
    return out


def _behind(view: str, start: int, q: Quantity, here: list[Place], aspect: Aspect) -> list[Place]:
    behind = [p for p in here if p.end <= q.start]
    if (
        not behind
        or view[q.end : q.end + 1] == "的"
        or (aspect == "investment" and re.match(r"\s*(?:实施|建设|新建|完成了?|打造|用于)", view[q.end : q.end + 8]))
    ):
        return []
    between = view[behind[-1].end : q.start]
    sized = {"capacity": SIZED, "landArea": LAND, "floorArea": FLOOR}.get(aspect, NEVER).search(between)
    if sized and not CLOSE.fullmatch(between[: sized.start()]):
        return []
    near = len(between) <= (24 if aspect != "investment" else 18) and not re.search(r"[。；]|等", between)
    return (
        behind[-1:]
        if near and between.count("，") <= (2 if aspect == "capacity" else 1) and not re.search(r"\d+[个项家]", between)
        else []
    )


def _directly_after(view: str, q: Quantity, here: list[Place]) -> Place | None:
    """The project that a size stands right beside: behind its name (环路7公里, 电站（120万千瓦）) or before it."""
    for place in here:
        if place.end <= q.start and q.family == "measure":
            between = view[place.end : q.start]
            if between == "（" or (LONG.search(q.unit) and between in ("", "项目", "工程")):
                return place
    return next((p for p in here if 0 <= p.start - q.end <= 2 and re.fullmatch(r"的?“?", view[q.end : p.start])), None)


def _measure(place: Place, aspect: Aspect, q: Quantity, label: str, rule: str, sure: float) -> Measure:
    span = Span(min(place.start, q.start), max(place.end, q.end))
    return Measure(
        place.entity,
        aspect,
        q.value,
        q.unit,
        Evidence((span,), f"numbers.measure.{rule}", sure),
        label,
        q.comparator,
        q.value_max,
    )


def states(view: str, start: int, end: int, here: list[Place], frame: Frame, now: Clock) -> Iterator[Attribute]:
    """Yield what is said of the status of each project, and the year that the sentence names for it."""
    for place in here:
        if "Project" not in (place.entity.cls, *place.entity.also):
            continue
        stop = min((j for j in (view.find(c, place.end, end) for c in "，。；") if j >= 0), default=end)
        said = next(((m, status) for status, m in _statuses(view, place.end, stop)), None)
        if said is None or (
            frame.tense == "target" and said[1] not in ("在建", "前期") and "已" not in view[place.end : stop]
        ):
            continue
        span = Span(place.start, said[0].end())
        yield Attribute(place.entity, "status", said[1], Evidence((span,), "numbers.status", 0.75))
        if TIMED.search(view, start, stop):
            period = local_frame(view, start, place.start, frame, now).period(False)
            if period:
                yield Attribute(place.entity, "period", period, Evidence((Span(start, stop),), "numbers.period", 0.7))


def _statuses(view: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    for status in ("投产", "建成", "开工", "在建", "签约", "前期"):
        found = re.compile("|".join(map(re.escape, group("status", status)))).search(view, start, end)
        if found and not re.search("力争|争取|谋划|推动|尽快", view[max(start - 12, 0) : found.start()]):
            yield status, found
