"""Observations of running text: each quantity of a sentence with the indicator that it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.facts import ObservationKind
from extract.numbers import indicator as naming
from extract.numbers.kind import direction, is_flow, kind, tense
from extract.numbers.period import Clock, Frame, local_frame
from extract.numbers.quantity import Quantity, quantities

CLAUSE = re.compile(r"[，：；。（）]")
JOINT = re.compile(r"\s*(?:、|，|和|及|与|以及|、共|共|共计|，共)?\s*")
OPEN_LIST = re.compile(r"等\s*$")
INVEST = re.compile(r"(?:总投资|完成投资|计划投资|预计投资|投资额?|投入|总投资额|计划总投资|投资规模)(?:达到?|约|为)?\s*$")
DO = re.compile(r"^(?:，)?(?:，?用于|实施|建设|新建|建成|打造|完成|改造|新建改造|推进|启动|开展|对|加强|加快|搭建|启动)")


@dataclass(frozen=True, slots=True)
class Draft:
    """An observation before its district and confidence are known; offsets are of the document's text."""

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
    han: bool = False


@dataclass(slots=True)
class Reader:
    """Reads one sentence; remembers the indicators of the number before, for the growth that follows."""

    view: str
    start: int
    end: int
    frame: Frame
    now: Clock
    topics: list[str]

    def drafts(self) -> Iterator[Draft]:
        """Yield an observation for each quantity that has an indicator."""
        found = quantities(self.view, self.start, self.end)
        place = self.start
        for run in runs(found, self.view):
            following = next((q.start for q in found if q.start >= run[-1].end), self.end)
            yield from self._run(run, place, following)
            place = run[-1].end

    def _run(self, run: list[Quantity], place: int, following: int) -> Iterator[Draft]:
        gap = self.view[place : run[0].start]
        clause_at = max((m.end() for m in CLAUSE.finditer(gap)), default=0)
        left, right = gap[clause_at:], CLAUSE.split(self.view[run[-1].end : following])[0]
        wide = gap if place == self.start else ""
        base, growth = naming.split_growth(naming.clean(left)) if run[0].family != "count" else (naming.clean(left), "")
        names, rule = self._names(run, base, growth, left, right, following)
        begin = place + clause_at
        for quantity, name in zip(run, names, strict=False):
            if name:
                end = quantity.end if rule in ("left", "growth", "carried", "share") else quantity.end + len(right.rstrip("，。；：、"))
                for single in name.split("｜"):
                    yield self._draft(quantity, single, rule, begin, end, left, right, growth, wide)
        kept = [n.split("｜")[0] for n in names if n]
        if kept:
            self.topics[:] = kept

    def _draft(self, q: Quantity, name: str, rule: str, begin: int, end: int, left: str, right: str, growth: str, wide: str) -> Draft:
        local = local_frame(self.view, self.start, q.start, self.frame, self.now)
        when = tense(self.frame, left, local)
        what = kind(q, growth, name, left, when)
        if wide.endswith("目标") or re.search(r"（(?:年度|全年|年初)?(?:预期)?目标", self.view[max(self.start, q.start - 12) : q.start]):
            what = "growth_target" if q.family == "share" else "target"
        flow = bool(growth) or is_flow(self.view[max(self.start, begin - 0) : q.start], name)
        return Draft(q, name, what, local.period(flow), direction(growth, name), rule, begin, end, left, right, growth, local, q.han)

    def _names(self, run: list[Quantity], base: str, growth: str, left: str, right: str, following: int) -> tuple[list[str], str]:
        if growth:
            return self._growth(run, base, left)
        if run[0].family == "ratio":
            return self._growth(run, base, left)
        name = naming.before(base)
        if "分别" in left or len(run) > 1 and len({q.unit for q in run}) == 1:
            return self._several(run, name, left)
        share = naming.SHARE.match(name) if run[0].family == "share" else None
        if share and share["of"]:
            return [self._share(share)] * len(run), "share"
        if run[0].family == "money" and (invested := INVEST.search(naming.clean(left))):
            return self._invested(run, base, invested, right, following)
        return self._either(run, name, left, right)

    def _growth(self, run: list[Quantity], base: str, left: str) -> tuple[list[str], str]:
        name = naming.before(base)
        if not name:
            topics = self.topics if len(self.topics) == len(run) else [self.topics[-1]] * len(run) if self.topics else []
            return topics, "carried"
        if len(run) > 1 or "分别" in left:
            return self._several(run, name, left)
        return [_each(name)], "growth"

    def _several(self, run: list[Quantity], name: str, left: str) -> tuple[list[str], str]:
        if not name:
            return (list(self.topics), "carried") if len(self.topics) == len(run) else ([], "carried")
        split = naming.parts(name, len(run))
        return (split, "several") if split else ([name] * len(run), "left")

    def _share(self, share: re.Match[str]) -> str:
        who = naming.before(share["who"]) if share["who"] else (self.topics[-1] if self.topics else "")
        of = share["of"] + (share["word"] or "比重").removeprefix("的")
        return who + of if who else ""

    def _invested(self, run: list[Quantity], base: str, invested: re.Match[str], right: str, following: int) -> tuple[list[str], str]:
        head = naming.before(base[: invested.start()])
        word = invested[0].strip()
        if head and not right.startswith("的"):
            return [head + word] * len(run), "left"
        ahead = quantities(self.view, following, self.end)[:1] if right.strip() in ("的", "") else []
        if ahead and ahead[0].start == following and ahead[0].family == "count":
            rest = CLAUSE.split(self.view[ahead[0].end : self.end])[0]
            noun, verb = naming.after(rest)
            return [(_with_verb(noun, verb) + word) if noun else ""] * len(run), "invested"
        noun, _ = naming.after(naming.strip_lead(DO.sub("", naming.clean(right.lstrip("的")))))
        return [noun + word if noun else (self.topics[-1] + word if self.topics else "")] * len(run), "invested"

    def _either(self, run: list[Quantity], name: str, left: str, right: str) -> tuple[list[str], str]:
        noun, verb = naming.after(right)
        family = run[-1].family
        if family == "share":
            if left.rstrip().endswith("的") or right.startswith("的") or not name:
                return [naming.before(left) + noun] * len(run), "right"
            return [_each(name)] * len(run), "left"
        if noun and (family == "count" or not name or OPEN_LIST.search(left) or left.rstrip().endswith("的")):
            return [self._right(name, noun, verb, left)] * len(run), "right"
        if name and not OPEN_LIST.search(left):
            return [name] * len(run), "left"
        if verb and self.topics:
            return [self.topics[-1] + verb] * len(run), "carried"
        return [self.topics[-1]] * len(run) if self.topics and not noun else [noun] * len(run), "carried"

    def _right(self, name: str, noun: str, verb: str, left: str) -> str:
        if OPEN_LIST.search(left):
            return _with_verb(noun, verb)
        keep = re.search(f"(?:{'|'.join(naming.group('cues', 'keep'))})$", naming.clean(left))
        if keep:
            return keep[0] + noun
        return _with_verb(noun, verb)


def _with_verb(noun: str, verb: str) -> str:
    """Make 项目+成功签约 into 签约项目: a bare noun needs what is said of it."""
    return verb.removeprefix("成功").removeprefix("全部").removeprefix("已")[:8] + noun if len(noun) <= 2 and verb else noun


def _each(name: str) -> str:
    """Mark 热线解决率、群众满意率 as two names with one value."""
    pieces = re.split(r"、|和|及|与", name)
    if len(pieces) > 1 and pieces[-1].endswith(("率", "度", "比重", "占比")) and all(len(p) >= 2 for p in pieces):
        full = naming.parts(name, len(pieces))
        return "｜".join(full) if full else name
    return name


def runs(found: list[Quantity], view: str) -> Iterator[list[Quantity]]:
    """Group quantities with nothing but a joint between them (37812元、14236元)."""
    group: list[Quantity] = []
    for quantity in found:
        if group and JOINT.fullmatch(view, group[-1].end, quantity.start):
            group.append(quantity)
            continue
        if group:
            yield group
        group = [quantity]
    if group:
        yield group
