"""Observations of running text: each quantity of a sentence with the indicator that it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extract.facts import ObservationKind
from extract.numbers import indicator as naming
from extract.numbers.kind import direction, is_flow, kind, tense
from extract.numbers.period import Clock, Frame, local_frame
from extract.numbers.quantity import Quantity, quantities

CLAUSE = re.compile(r"[，：；。]")
JOINT = re.compile(r"\s*(?:、|和|及|与|以及|、共|共|共计)?\s*")
OPEN_LIST = re.compile(r"等\s*$")
INVEST = re.compile(
    r"(?:总投资|完成投资|计划投资|预计投资|投资额?|投入|总投资额|计划总投资|投资规模)(?:达到?|约|为|共计)?\s*$"
)
DO = re.compile(r"^，?(?:用于|实施|建设|新建改造|新建|建成|打造|完成|改造|推进|启动|开展|加强|加快|搭建|对)了?")
MODIFIER = re.compile(
    r"\s*(?:级|的?(?:以上)?[^，。、；：的\d]{0,8}?(?:项目|企业|集群|产业|强镇|村|镇|园区|公司|强县|工程))"
)
BRIDGE = r"(?:提高|提升|增长|增加|跃升|上升|扩大|攀升|下降|降低|降|减少|缩小|压缩|缩短|优化|调整|增|升|扩容|拓展|发展|回落|压减)(?:到|至|为)"
QUALIFIED = re.compile(
    r"\s*(?:及?以[上下])的?(?=[\u4e00-\u9fff])(?![，。、；])(?!(?:力争|确保|目标|水平|增长|投资|资金))"
)
STOPPED = re.compile(rf"^\s*(?:[，、。；：（）]|和|及|与|以及|并|{BRIDGE}|$)")
BRIDGED = re.compile(rf"{BRIDGE}(?:20\d\d年的?|目前的?|现在的?)?\s*")
GENERIC = re.compile(
    r"(?:年|总|年均|全年|销售)?(?:营收|营业收入|总数|总量|收入|产值|增加值|满意率|办结率|金额|总额|总面积|面积|产量|总产值|利润|税收|纳税额|资金|从业人员|投资|人均|建筑面积|合格率|覆盖率|达标率|建筑面积|增幅|占比|比重|总里程|总长度|人数|数量|投资额)"
)
LISTED = re.compile(r"等(?:一批|一系列|系列|\d+[个项条所处家座件])(.+)$")
AIM = re.compile(r"(?:年度|全年|年初|预期)*目标(?:为|是|值)?")
FROM = re.compile(r"(?:由|从)(?:[^，。]{0,12}的)?\s*$")


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
    sentence: tuple[int, int] = (0, 0)
    name_rank: int = 0
    flow: bool = False


@dataclass(slots=True)
class Reader:
    """Reads one sentence; remembers the indicators of the number before, for the growth that follows.

    ``whole`` is where the sentence begins that this part (cut at ；) belongs to: the years that it names hold on.
    """

    view: str
    start: int
    end: int
    frame: Frame
    now: Clock
    topics: list[str]
    whole: int
    verb: str = ""
    flowed: bool = False
    listed: bool = False

    def drafts(self) -> Iterator[Draft]:
        """Yield an observation for each quantity that has an indicator."""
        found = [
            q
            for q in quantities(self.view, self.start, self.end)
            if not self._modifies(q) and not _dropped(self.view, q)
        ]
        place = self.start
        for run in runs(found, self.view):
            following = next((q.start for q in found if q.start >= run[-1].end), self.end)
            consumed = 0
            for consumed, draft in self._run(run, place, following):
                yield draft
            place = run[-1].end + consumed

    def _modifies(self, q: Quantity) -> bool:
        """A size that names things rather than measures them: 亿元以上项目, 万吨级码头, 5亿元产业项目."""
        tail = self.view[q.end : min(q.end + 14, self.end)]
        if tail.startswith("级") and q.family != "share":
            return True
        if q.family in ("money", "measure", "time") and QUALIFIED.match(self.view, q.stop):
            return True
        if q.family != "money" or MODIFIER.match(tail) is None:
            return False
        before = _clause_tail(self.view[max(self.start, q.start - 24) : q.start])
        name = naming.before(before)
        return INVEST.search(before) is None and (not name or naming.only_verbs(name))

    def _run(self, run: list[Quantity], place: int, following: int) -> Iterator[tuple[int, Draft]]:
        gap = self.view[place : run[0].start]
        left, right = _clause_tail(gap), self._right_text(run[-1].end, following)
        clause_at = len(gap) - len(left)
        if not gap[:clause_at].strip("、") and left.startswith("、") and place > self.start:
            left, self.listed = left[1:], True
        elif clause_at or place == self.start:
            self.verb, self.listed = "", False
        else:
            self.listed = False
        base, growth = self._split(run[0], left)
        names, rule = self._names(run, base, growth, left, right, following)
        self._remember_verb(left)
        begin = place + clause_at
        for quantity, name in zip(run, names, strict=False):
            for rank, single in enumerate(name.split("｜") if name else []):
                yield (
                    len(right) if rule == "right" and not self._reaches(run[-1].end, right, following) else 0,
                    self._draft(quantity, single, rule, begin, left, right, growth, rank),
                )
        kept = [n for name in names if name for n in name.split("｜")]
        if kept:
            self.topics[:] = [t for t in self.topics if t not in kept][-6:] + kept

    def _split(self, q: Quantity, left: str) -> tuple[str, str]:
        """Split off the growth word before a rate; 人均增收2400元 and 改造提升6万亩 keep theirs."""
        whole = naming.clean(left)
        base, growth = naming.split_growth(whole)
        if not growth or q.family in ("share", "ratio"):
            return base, growth
        plain = growth in ("增收", "净增", "增") or not base or naming.only_verbs(base)
        compared = re.search(r"同比|较|比上?|环比", left) is not None
        return (
            (whole, "")
            if q.family == "count" or plain and not compared and (base or growth == "增收")
            else (base, growth)
        )

    def _right_text(self, start: int, following: int) -> str:
        text = self.view[start:following]
        if STOPPED.match(text):
            return ""
        text = _clause_head(text)
        return text.split("、")[0] if start + len(text) == following and following < self.end else text

    def _reaches(self, start: int, right: str, following: int) -> bool:
        """Say whether the words after a number run on into the next one: 17个重点产业增加值增长5.3%."""
        return bool(right) and start + len(right) == following < self.end

    def _remember_verb(self, left: str) -> None:
        found = _keep_lead().match(naming.strip_lead(naming.clean(left)))
        if found:
            self.verb = found[0]

    def _draft(
        self, q: Quantity, name: str, rule: str, begin: int, left: str, right: str, growth: str, rank: int
    ) -> Draft:
        local = local_frame(self.view, self.whole, q.start, self.frame, self.now)
        if (
            growth
            and "年均" in left
            and local.first == local.last
            and self.frame.first != self.frame.last
            and local.tense == self.frame.tense
        ):
            local = self.frame
        when = tense(self.frame, left, local)
        what = kind(q, growth, name, left, when)
        if AIM.search(left):
            what = "growth_target" if q.family == "share" and "率" not in name else "target"
        if FROM.search(left) and when == "actual":
            local = replace(local, last=local.first - 1 if local.first != local.last else local.last - 1, first=0)
            flow = False
        else:
            limit = self.view[q.start : q.number]
            flow = bool(growth) or is_flow(self.verb + left + limit, name, right, self.flowed and self.listed)
            if rule == "invested" and not right:
                flow = self.flowed
        self.flowed = flow
        end = q.end + len(right.rstrip("，。；：、 ")) if rule in ("right", "invested") else q.end
        return Draft(
            q,
            name,
            what,
            local.period(flow),
            direction(growth, name),
            rule,
            begin,
            end,
            left,
            right,
            growth,
            local,
            (self.start, self.end),
            rank,
            flow,
        )

    def _names(
        self, run: list[Quantity], base: str, growth: str, left: str, right: str, following: int
    ) -> tuple[list[str], str]:
        if BRIDGED.fullmatch(left.strip()) and self.topics:
            return self._carried(len(run), left), "carried"
        if AIM.fullmatch(naming.strip_lead(naming.clean(left))) and self.topics:
            return self.topics[-1:] * len(run), "carried"
        if growth or run[0].family == "ratio":
            return self._growth(run, base, left)
        name = naming.before(base, whole="分别" in left)
        if "分别" in left or len(run) > 1 and len({q.unit for q in run}) == 1 and not right:
            return self._several(run, name, left)
        share = naming.SHARE.match(name) if run[0].family == "share" else None
        if share and share["of"]:
            return [self._share(share)] * len(run), "share"
        if run[0].family == "money" and (invested := INVEST.search(naming.clean(left))):
            return self._invested(run, base, invested, right, following)
        return self._either(run, name, left, right)

    def _growth(self, run: list[Quantity], base: str, left: str) -> tuple[list[str], str]:
        name = naming.before(
            re.sub(r"(?:是|为|相当于|较|比)[^，]{2,10}的?$", "", base) if run[0].family == "ratio" else base,
            whole="分别" in left,
        )
        if not name:
            return self._carried(len(run), left), "carried"
        if len(run) > 1 or "分别" in left:
            return self._several(run, name, left)
        return [_each(self._full(name))], "growth"

    def _carried(self, count: int, left: str) -> list[str]:
        """The indicators of the numbers before: as many as there are values, or the last for all of them."""
        if len(self.topics) >= count > 1 or (count == 1 and self.topics):
            return self.topics[-count:]
        return self.topics[-1:] * count

    def _several(self, run: list[Quantity], name: str, left: str) -> tuple[list[str], str]:
        if not name:
            return self._carried(len(run), left), "carried"
        split = naming.parts(name, len(run))
        return (split, "several") if split else ([self._full(name)] * len(run), "left")

    def _share(self, share: re.Match[str]) -> str:
        who = naming.before(share["who"]) if share["who"] else (self.topics[-1] if self.topics else "")
        of = share["of"] + (share["word"] or "比重").removeprefix("的")
        return who + of if who else ""

    def _full(self, name: str) -> str:
        """Give 年营收, 满意率 the thing that they belong to: the indicator before them."""
        if (
            GENERIC.fullmatch(name)
            and self.topics
            and len(self.topics[-1]) <= 14
            and not self.topics[-1].endswith(name)
        ):
            return self.topics[-1] + name
        return name

    def _invested(
        self, run: list[Quantity], base: str, invested: re.Match[str], right: str, following: int
    ) -> tuple[list[str], str]:
        head = naming.before(base[: max(0, len(base) - len(invested[0]))])
        word = re.sub(r"(?:达到?|约|为|共计|\s)+$", "", invested[0])
        if head and not naming.only_verbs(head) and not right.startswith("的"):
            return [head + word] * len(run), "left"
        if not right:
            return [self._paid_for(run, word)] * len(run), "invested"
        listed = LISTED.search(_clause_head(self.view[run[-1].end : self.end]))
        if listed and not right.startswith("的"):
            noun, _ = naming.after(listed[1])
            return [noun + word if noun else ""] * len(run), "invested"
        ahead = next((q for q in quantities(self.view, following, self.end)[:1] if q.family == "count"), None)
        if right.strip() == "的" and ahead:
            noun, verb = naming.after(_clause_head(self.view[ahead.end : self.end]))
            return [_with_verb(noun, verb) + word if noun else ""] * len(run), "invested"
        noun, _ = naming.after(naming.strip_lead(DO.sub("", naming.clean(right.lstrip("的")))))
        return [noun + word if noun else ""] * len(run), "named" if right.startswith("的") else "invested"

    def _paid_for(self, run: list[Quantity], word: str) -> str:
        """What an investment without an object was made for: the number before it, or what the next clause does."""
        if self.topics:
            return INVEST.sub("", self.topics[-1]) + word
        ahead = self.view[run[-1].end : self.end]
        doing = ahead.startswith("，") and DO.match(ahead) is not None
        listed = LISTED.search(_clause_head(ahead[1:])) if doing else None
        noun = (
            naming.after(listed[1])[0]
            if listed
            else naming.after(naming.strip_lead(DO.sub("", _clause_head(ahead[1:]))))[0]
            if doing
            else ""
        )
        return noun + word if 2 <= len(noun) <= 24 else ""

    def _either(self, run: list[Quantity], name: str, left: str, right: str) -> tuple[list[str], str]:
        noun, verb = naming.after(right)
        if (
            len(run) == 2
            and noun
            and name
            and not naming.only_verbs(name)
            and run[0].unit != run[1].unit
            and self.view[run[0].end : run[1].start].strip() in ("和", "及")
        ):
            return [name, self._right(name, noun, verb, "")], "left"
        family = run[-1].family
        bare = naming.only_verbs(name) if name else True
        if family == "share":
            if noun and (left.rstrip().endswith("的") or right.startswith("的") or bare):
                return [naming.before(left) + noun] * len(run), "right"
            return [_each(self._full(name)) if name else ""] * len(run), "left"
        short = len(name) <= 5 and len(noun) >= 2 and not DO.match(right) and not re.match("支持|用于", right)
        if noun and (family == "count" or bare or short or OPEN_LIST.search(left) or left.rstrip().endswith("的")):
            return [self._right(name, noun, verb, left)] * len(run), "right"
        if not bare and not OPEN_LIST.search(left):
            return [self._full(name)] * len(run), "left"
        if self.topics and naming.strip_link(naming.clean(left)) == "" and left.strip():
            return [re.sub("^新[增建设]?", "", self.topics[-1])] * len(run), "carried"
        if self.topics and (verb or name):
            return [(name or verb[:8]) + self.topics[-1]] * len(run), "carried"
        return [self.topics[-1]] * len(run) if self.topics and not noun else [noun] * len(run), "carried"

    def _right(self, name: str, noun: str, verb: str, left: str) -> str:
        keep = _keep_tail().search(naming.clean(left))
        if keep and not OPEN_LIST.search(left) and (len(noun) > 2 or naming.only_verbs(name or keep[0])):
            return keep[0] + noun
        if self.verb and left == "" and noun:
            return self.verb + noun
        if name and (len(noun) <= 3 or len(name) <= 3) and not naming.only_verbs(name) and not OPEN_LIST.search(left):
            return name + noun
        return _with_verb(noun, verb)


@cache
def _keep_lead() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, naming.group("cues", "keep"))))


@cache
def _keep_tail() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, naming.group('cues', 'keep')))})$")


@cache
def _drop_words() -> re.Pattern[str]:
    return re.compile(r"[”“]?(?:" + "|".join(map(re.escape, naming.group("dropped", "after"))) + ")")


def _dropped(view: str, q: Quantity) -> bool:
    """Say whether a number counts a slogan's points or a meeting: 八个方面, 十一次全会."""
    return _drop_words().match(view, q.end) is not None


def _clause_tail(text: str) -> str:
    """Return what of ``text`` belongs to the clause that ends it: after the last comma or open bracket."""
    tail = CLAUSE.split(text)[-1]
    depth = 0
    for i in range(len(tail) - 1, -1, -1):
        depth += (tail[i] == "）") - (tail[i] == "（")
        if depth < 0:
            return tail[i + 1 :]
    return tail[tail.rfind("）") + 1 :] if depth > 0 else tail


def _clause_head(text: str) -> str:
    """Return what of ``text`` belongs to the clause that begins it: up to the first comma or closing bracket of another."""
    head = CLAUSE.split(text)[0]
    depth = 0
    for i, char in enumerate(head):
        depth += (char == "（") - (char == "）")
        if depth < 0:
            return head[:i]
    return head[: head.find("（")] if depth > 0 else head


def _with_verb(noun: str, verb: str) -> str:
    """Make 项目+成功签约 into 签约项目: a bare noun needs what is said of it."""
    return re.sub(r"^(?:成功|全部|已经?|均|被|完成)+", "", verb)[:8] + noun if len(noun) <= 3 and verb else noun


def _each(name: str) -> str:
    """Mark 热线解决率、群众满意率 as two names with one value."""
    pieces = [p for p in re.split(r"、|和|及|与", name) if p]
    if (
        len(pieces) > 1
        and pieces[-1].endswith(("率", "比重", "占比", "满意度"))
        and all(len(p) >= 2 for p in pieces)
        and "比重" not in pieces[0]
    ):
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
