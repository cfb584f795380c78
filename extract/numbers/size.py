"""Which size belongs to which project: the rules answer, and near by numbers and names without an answer are proposed too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extract.facts import Aspect
from extract.numbers.clause import bounds
from extract.numbers.entry import Sentence
from extract.numbers.place import Place
from extract.numbers.quantity import Quantity, quantities
from extract.numbers.view import has_number
from extract.numbers.words import any_of

ABOUT = any_of("phrases", "about")
EXPECTED = any_of("phrases", "expected")
INVESTED = re.compile(any_of("phrases", "cost") + rf"(?:额|规模|总额)?(?:{ABOUT}|共计|近|超过?|\s)*$")
LAND = re.compile(
    rf"(?<!核心区)(?<!启动区)(?<!建成区)(?:(?:占地|(?<![业住商绿水])用地|征地|供地|流转土地|土地)(?:总?面积)?|规划(?:总?面积|用地)?|总面积)(?:{ABOUT}|共计?|\s)*$"
)
AREA = re.compile(rf"(?:^|[，（：；])面积(?:{ABOUT}|\s)*$")
"""Nothing says which area: of land, where its unit is one of land."""
FLOOR = re.compile(rf"建筑(?:总?面积|规模)(?:{ABOUT}|\s)*$")
SIZED = re.compile(
    r"(?P<label>年"
    + any_of("phrases", "yearly")
    + r"[^，。；、]{0,8}?|日"
    + any_of("phrases", "by day")
    + r"[^，。；、]{0,6}?|"
    + any_of("phrases", "provided")
    + "?"
    + any_of("phrases", "place")
    + "|"
    + any_of("phrases", "served how")
    + "?"
    + any_of("phrases", "served")
    + "面积|"
    + any_of("phrases", "capacity")
    + rf")(?:{EXPECTED}|{ABOUT}|\s)*$"
)
EARNED = re.compile(rf"(?P<label>年?(?:均|度)?{any_of('phrases', 'earned')})(?:{EXPECTED}|{ABOUT}|实现|超过?|近|\s)*$")
"""Money that a project is to bring, not to cost: a capacity."""
SPENT = re.compile(any_of("phrases", "spent") + r"(?:投资|资金)[^，。；]{0,6}$")
"""What a territory spends: no cost of one thing."""
TO_NEW = any_of("phrases", "raised") + "(?:到|至|为)"
RAISED = re.compile(rf"[由从][\d.]+[^\d，。；、]{{1,6}}{TO_NEW}$")
"""What stands between the word for a size and its new value: 由1万吨提高到."""
FORMER = re.compile(TO_NEW)
TREATED = re.compile(any_of("phrases", "treated") + r"(?:工程|项目)?$")
"""Ends of the names of works on what is counted right before them: 3万户厕所改造工程."""
TREATABLE = frozenset("户处套栋座家")  # 个, 项 and 条 rather count the works themselves
OWN_SUM = re.compile(r"”?(?:项目|工程|建设)?" + any_of("phrases", "so far") + r"*(?:完成)?总?投资")
"""A name goes on to its own sum: 、X项目完成投资."""
NOTED = re.compile(r"”?(?:工程|行动)?[:：]")
POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
JOIN = re.compile(r"(?:" + any_of("phrases", "join") + r"|\s)*")
SIZE_ONLY = re.compile(r"(?:[\d.]+万?(?:公里|平方米|平米|亩|米|千伏|兆瓦)的?“?)|[^\d]*")
CHAIN = re.compile(r"(?:[、，][^\d，。；、]{0,10}[\d.]+[^\d，。；、]{1,8}?){1,3}的“?")
"""Further sizes of the same project: 、占地450亩、建筑面积6万平方米的."""
CLOSE = re.compile(rf"[^，]{{0,6}}，?[^，]{{0,2}}(?:{ABOUT}|\s)*")
NEXT = re.compile(r"，" + any_of("phrases", "next") + r"+“?")
NEVER = re.compile(r"(?!)")
COUNTED = re.compile(r"的?\s*(?:等)?\s*\d+\s*[个项条所处家座件]")
GROUPED = re.compile(r"等\s*(?:\d+|[一二两三四五六七八九十]+)[个项条所处家座件]|等一?批|等一系列")
SQUARE = re.compile(r"平方米|平米|㎡|m2|m²")
LONG = re.compile(r"公里|千米|米$")
OPENED = re.compile(r"[”》]?(?:项目|工程|建设|开发)*[”》]?（")
UNSIZED = ("share", "ratio", "time")
"""Families of units that no size has."""
NEAR = 60  # characters between a number and a name that it may belong to


@dataclass(frozen=True, slots=True)
class Size:
    """A number as the size of a place: what of it is measured, how a capacity is called, and the rule that says so.

    ``rule`` is ``near`` where none does, ``other`` where one gives the number to another place, ``bracket`` where it stands in the
    bracket behind the name, ``topic`` where the sentence describes the place, ``carried`` where it takes up the place of the one
    before, ``spelt`` where the name itself spells the number. ``sentence`` holds the offsets of the sentence; ``rank`` counts the places between the two;
    ``alone``: the sentence names no other place.
    """

    place: Place
    quantity: Quantity
    aspect: Aspect
    label: str
    rule: str
    sentence: tuple[int, int]
    rank: int = 0
    alone: bool = False


def proposals(view: str, sentence: Sentence) -> Iterator[Size]:
    """Yield what the numbers of a sentence may measure, in every aspect that the unit allows.

    First come the answers of the rules, then the project that the sentence describes, the places near each number, and the one
    before that the sentence takes up.
    """
    start, end, here = sentence.start, sentence.end, sentence.here
    alone = len({place.entity.key for place in here}) == 1
    for q in quantities(view, start, end) if has_number(view, start, end) else ():
        if (
            q.family in UNSIZED
            or q.unit == "期"
            or bounds(view, q, end)
            or _former(view, q)
            or SPENT.search(view, max(start, q.start - 16), q.start)
        ):
            continue
        if not q.han or _named(view, start, q, here):
            for size in _of_number(view, sentence, q):
                for aspect in dict.fromkeys((size.aspect, *other_aspects(view, start, q))):
                    yield replace(size, aspect=aspect, alone=alone)


def _former(view: str, q: Quantity) -> bool:
    """Whether a number is what a size has been before: 由1万吨提高到."""
    return view[q.start - 1 : q.start] in ("由", "从") and FORMER.match(view, q.end) is not None


def _named(view: str, start: int, q: Quantity, here: Iterable[Place]) -> bool:
    """Whether a number in Chinese numerals is a size: in a name (百万吨乙烯项目) or by the word before it (占地一千亩)."""
    if q.value < 100 or q.family != "measure":
        return False
    inside = any(p.start <= q.number and q.stop <= p.end for p in here)
    return inside or aspect_of(view, start, q)[0] is not None


def _of_number(view: str, sentence: Sentence, q: Quantity) -> Iterator[Size]:
    """Yield the places that one number may belong to, each with the likeliest aspect."""
    start, end, here = sentence.start, sentence.end, sentence.here
    ruled = list(_ruled(view, start, end, q, here))
    yield from ruled
    taken = {size.place.entity.key for size in ruled}
    aspect, label = aspect_of(view, start, q)
    usual = aspect or usual_aspect(q)
    for rule, rank, place in _unruled(view, sentence, q, bool(ruled)):
        if place.entity.key not in taken and not (usual == "investment" and _spent_else(view, end, q, place)):
            taken.add(place.entity.key)
            yield Size(place, q, usual, label, rule, (start, end), rank)


def _unruled(view: str, sentence: Sentence, q: Quantity, ruled: bool) -> Iterator[tuple[str, int, Place]]:
    """Yield the places that a number may belong to beside those that the rules name: how it comes to each, and its rank."""
    here, topic, before = sentence.here, sentence.topic, sentence.before
    if topic and topic.end <= q.start:
        yield (
            ("bracket" if _bracketed(view, topic, q) else "topic"),
            sum(topic.end < p.start < q.start for p in here),
            topic,
        )
    for rank, place in _near(q, here):
        yield ("bracket" if _bracketed(view, place, q) else "other" if ruled else "near"), rank, place
    if before and not ruled and (not here or here[0].start > q.start):
        yield "carried", 0, before


def _bracketed(view: str, place: Place, q: Quantity) -> bool:
    """Whether a number stands in the bracket that opens right behind a name."""
    opened = OPENED.match(view, place.end, q.start)
    return opened is not None and "）" not in view[opened.end() : q.start]


def _spent_else(view: str, end: int, q: Quantity, place: Place) -> bool:
    """Whether money before a name is spent on something else: on a group that the name begins, or before the next sum or the name's own."""
    if place.start < q.end:
        return False
    apart = view[q.end : q.end + 1] != "的"
    group = apart and (GROUPED.match(view, place.end, end) or OWN_SUM.match(view, place.end, end))
    return bool(group) or "投资" in view[q.end : place.start]


def other_aspects(view: str, start: int, q: Quantity) -> tuple[Aspect, ...]:
    """What a number may measure besides the usual: areas are land, floor, or what a work has brought about (绿化35万平方米)."""
    if aspect_of(view, start, q)[0]:
        return ()
    if SQUARE.search(q.unit):
        return ("floorArea", "capacity", "landArea")
    if q.unit == "亩":
        return ("landArea",)
    return ("landArea", "capacity") if _wide(q.unit) else ()


def _near(q: Quantity, here: list[Place]) -> Iterator[tuple[int, Place]]:
    """Yield the places that a number may be of: the one that holds it, else two on each side, near enough."""
    holding = [p for p in here if p.start <= q.number and q.stop <= p.end]
    if holding:
        yield 0, holding[0]
        return
    bare = q.family == "count"
    reach = 24 if bare else NEAR
    behind = [p for p in here if p.end <= q.start and q.start - p.end <= reach]
    ahead = [p for p in here if p.start >= q.end and p.start - q.end <= (4 if bare else NEAR)]
    yield from enumerate(reversed(behind[-2:]))
    yield from enumerate(ahead[:2])


def usual_aspect(q: Quantity) -> Aspect:
    """What a number measures where no word says it: by its unit."""
    if q.family == "money":
        return "investment"
    if SQUARE.search(q.unit):
        return "floorArea"
    return "landArea" if _wide(q.unit) else "capacity"


def _wide(unit: str) -> bool:
    """Whether a unit is one of land."""
    return unit[-1:] in "亩顷" or unit.endswith(("平方公里", "km2", "km²"))


def _ruled(view: str, start: int, end: int, q: Quantity, here: list[Place]) -> Iterator[Size]:
    """Yield what the rules say of one number."""
    where = (start, end)
    inside = next((p for p in here if p.start <= q.number and q.stop <= p.end), None)
    if inside:
        if q.family == "measure" or (q.family == "count" and q.unit[:1] in ("万", "亿")):
            label = view[q.stop : inside.end].strip("的”") or "规模"
            aspect: Aspect = "landArea" if _wide(q.unit) else "capacity"
            yield Size(inside, q, aspect, label, "inside", where)
        return
    said, label = aspect_of(view, start, q)
    if said:
        for rank, (place, rule) in enumerate(targets(view, start, end, q, here, said)):
            yield Size(place, q, said, label, rule, where, rank)
    elif spelt := _spelt(view, q, here):
        yield Size(spelt, q, "capacity", _counted(view, q), "spelt", where)
    elif beside := _directly_after(view, q, here):
        yield from _sized(beside, q, view[q.end : q.end + 1] == "的", where)


def _spelt(view: str, q: Quantity, here: list[Place]) -> Place | None:
    """The programme that a note explains, where its name spells the number: “十百千”：建设10个…、100个…."""
    place = here[0] if here else None
    if place is None or q.han or place.end > q.start or not NOTED.match(view, place.end):
        return None
    numerals = re.match("[十百千万]{2,}", place.entity.name)
    return place if numerals and q.value in {POWERS[c] for c in numerals[0]} else None


def _counted(view: str, q: Quantity) -> str:
    """What stands behind a count, as the label of a capacity."""
    return re.split("[，。；、目]", view[q.end : q.end + 12])[0]


def _sized(place: Place, q: Quantity, of: bool, where: tuple[int, int]) -> Iterator[Size]:
    """7.4公里的大道, 120亩产业园, 5亿元的水厂: a size that stands right beside the name."""
    if q.family == "money" and of:
        yield Size(place, q, "investment", "", "sized", where)
    elif q.family == "measure" or (not of and q.unit[-1:] in TREATABLE and TREATED.search(place.entity.name)):
        yield Size(place, q, usual_aspect(q), "长度" if LONG.search(q.unit) else "", "sized", where)


def aspect_of(view: str, start: int, q: Quantity) -> tuple[Aspect | None, str]:
    """What a number measures by the words before it, with the label of a capacity."""
    before = view[max(start, q.start - 16) : q.start]
    raised = RAISED.search(before)
    before = before[: raised.start()] if raised else before
    if q.family == "money" or (q.unit in ("万", "亿") and INVESTED.search(before)):
        earned = EARNED.search(before)
        return ("capacity", earned["label"]) if earned else ("investment" if INVESTED.search(before) else None, "")
    if FLOOR.search(before):
        return "floorArea", ""
    if (LAND.search(before) and (_wide(q.unit) or q.unit[-1:] in "里米方")) or (_wide(q.unit) and AREA.search(before)):
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
        spent = aspect == "investment" and ahead and _spent_else(view, end, q, ahead[0])
        if ahead and not spent and _leads(view, q.end, ahead[0], clause_end):
            return [(p, "ahead") for p in _joined(view, ahead)]
    return [(p, "behind") for p in _behind(view, start, q, here, aspect)]


def _leads(view: str, start: int, place: Place, clause_end: int) -> bool:
    """Say whether the words from a number on lead to a mention: 的, a verb, or a verb of the next clause."""
    if JOIN.fullmatch(view, start, place.start) or NEXT.fullmatch(view, start, place.start):
        return True
    if CHAIN.fullmatch(view, start, place.start):
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
