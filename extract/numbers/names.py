"""Which indicator each of a run of quantities measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.numbers import indicator as naming
from extract.numbers.clause import BRIDGED, INVEST, PEOPLE, head
from extract.numbers.quantity import Quantity, quantities
from extract.numbers.words import group

OPEN_LIST = re.compile(r"等\s*$")
LISTED = re.compile(r"等(?:一批|一系列|系列|\d+[个项条所处家座件])(.+)$")
DO = re.compile(
    r"^，?(?:大力|全面|重点|集中|陆续|累计|先后|高标准)?(?:用于|实施|建设|新建改造|新建|建成|打造|完成|改造|推进|启动|开展|加强|加快|搭建|对|进行|修建|改善|扩建|新改扩建|新修|购置|安装|硬化|绿化|更新改造)了?"
)
GENERIC = re.compile(
    r"(?:年|总|年均|全年|销售)?(?:营收|营业收入|总数|总量|收入|产值|增加值|满意率|办结率|金额|总额|总面积|面积|产量|总产值|利润|税收"
    r"|纳税额|资金|从业人员|投资|人均|建筑面积|合格率|覆盖率|达标率|增幅|占比|比重|总里程|总长度|人数|数量|投资额)"
)
OWN_RATE = re.compile(
    r"(?:年度|年内|按期|按时|计划)?(?:完成|开工|竣工|投产|响应|答复|走访|化解|参保|交办|办复|回访|履约|签约|入库|回复|结案)率"
)
"""Rates that do not say of what: 响应率, 年内开工率."""
PEOPLED = frozenset(["人口", "总人口"])
SUBJECT = re.compile(
    r"([^，；。：\d]{2,28}?)(?:进一步|不断|持续|蓬勃|稳步|逐步|更加|全面|扎实|明显|显著|快速|加快|日益|日趋|大幅|加速)[^，；。\d]{2,8}$"
)
COUNTED = PEOPLE | {"个"}
NOW = re.compile(r"^(?:成功|全部|已经?|均|都|被|完成|实现)+")
COVERED = re.compile(r"(?:全覆盖|任务|工作)$")
SPELT = 10  # characters of a name that holds no list worth leaving out
LENGTHS = frozenset(["公里", "千米", "米", "延米", "万米"])
JOINED = re.compile(r"([^、和及与的]{4,})(?:和|及|与|以及)[^\d]{5,}$")
"""A noun and another that its number does not count: (27个)口袋公园和滨河路慢行步道."""
TASKS = frozenset(["目标", "全年目标", "任务", "目标任务", "计划", "预算", "全年任务"])
"""Of what a share is told without being an indicator: 完成全年目标的104%."""
AREA = re.compile(r"(?:播种|种植)?面积$")
COMPARED = re.compile(r"(?:比|较)[^，]{2,8}?(?:分别)?(?:净?增[加长]?|提高|减少|新增)了?")
PLAIN = re.compile(r"(?:资金|项目|就业|企业|人员|人数|投资|贷款)")
"""Nouns that say too little without their verb: 落实资金, 带动就业."""
DOING = re.compile(
    r"(?:落实|投入|实施|带动|安排|整合|争取|筹措|到位|发放|引进|吸引|服务|扶持|完成|拨付|下达|申请|招引|签约)$"
)
ALSO = re.compile(r"”?(?:、|和|及|与|以及)$")
EACH = re.compile(r"(?:均|分别|都|同步|双双)[^，、]{0,8}$")
AIM = re.compile(r"(?:年度|全年|年初|预期)*目标(?:为|是|值)?")
LONG_VERB = 16  # characters of what is said of a bare noun
OWNED = 14  # characters of an indicator that a generic attribute may follow


@dataclass(slots=True)
class Run:
    """Quantities with nothing but a joint between them, and the words of their clause."""

    quantities: list[Quantity]
    left: str
    right: str
    base: str
    growth: str
    following: int
    runs_on: bool
    places: list[str]

    @property
    def count(self) -> int:
        """How many values."""
        return len(self.quantities)

    @property
    def family(self) -> str:
        """The family of the first value's unit."""
        return self.quantities[0].family


@dataclass(slots=True)
class Names:
    """Names quantities; remembers the indicators of the sentence, for the values that follow without one."""

    view: str
    end: int
    topics: list[str]
    verb: str = ""
    said: str = ""
    """The words of the sentence before the clause of the run."""

    def of(self, run: Run) -> tuple[list[str], str]:
        """Return a name for each value (several names with one value are joined by ｜) and the rule that found them."""
        bare = run.left.strip()
        if self.topics and (
            BRIDGED.fullmatch(bare) or COMPARED.fullmatch(bare) or AIM.fullmatch(naming.strip_lead(naming.clean(bare)))
        ):
            return self._carried(run.count), "carried"
        if run.growth or run.family == "ratio":
            return self._growing(run)
        if run.count > 1 and run.quantities[-1].unit in COUNTED and (chain := self._chained(run)):
            return chain, "right"
        several = "分别" in run.left
        name = naming.before(run.base, whole=several)
        alike = run.count > 1 and len({q.unit for q in run.quantities}) == 1
        if several or (alike and not run.right):
            return self._several(run, name)
        if run.family == "share":
            return self._rate(run, name)
        if run.family == "money" and (invested := INVEST.search(naming.clean(run.left))):
            return self._invested(run, invested)
        return self._thing(run, name)

    def _chained(self, run: Run) -> list[str]:
        """Name the places, households and people that one thing is said of: 340户900人实现增收."""
        left = naming.clean(run.left)
        noun, verb = naming.after(run.right.removeprefix(run.places[-1]))
        if not any(run.places) and (noun or not naming.only_verbs(left or "其余")):
            return []
        doing = DOING.search(left)
        core = COVERED.sub("", noun) if len(noun) > 3 else noun + COVERED.sub("", NOW.sub("", verb))
        core = naming.strip_lead((doing[0] if doing and not noun else "") + core)
        return [core + place for place in run.places] if len(core) > 1 else []

    def _growing(self, run: Run) -> tuple[list[str], str]:
        base = re.sub(r"(?:是|为|相当于|较|比)[^，]{2,10}的?$", "", run.base) if run.family == "ratio" else run.base
        several = "分别" in run.left
        shared = run.count == 1 and EACH.search(run.left) is not None
        name = naming.before(base, whole=several or shared)
        if not name:
            return (["｜".join(self.topics[-2:])] if several and shared else self._carried(run.count)), "carried"
        if shared:
            return [self._full("｜".join(naming.coordinated(name)))], "growth"
        if run.count > 1 or several:
            return self._several(run, name)
        return [each(self._full(name))], "growth"

    def _carried(self, count: int) -> list[str]:
        """The indicators of the numbers before: as many as there are values, or the last for all of them."""
        return self.topics[-count:] if len(self.topics) >= count else self.topics[-1:] * count

    def _several(self, run: Run, name: str) -> tuple[list[str], str]:
        if not name:
            return self._carried(run.count), "carried"
        split = naming.shares(name, run.count)
        return (split, "several") if split else ([self._full(name)] * run.count, "left")

    def _full(self, name: str) -> str:
        """Give 年营收, 满意率 the thing that they belong to: the indicator before them."""
        plain = GENERIC.fullmatch(name) or OWN_RATE.fullmatch(name)
        if plain and (subject := subject_of(self.said)):
            return subject + name
        topic = self.topics[-1] if self.topics else ""
        owner = AREA.sub("", topic)
        fits = 0 < len(owner) <= OWNED and not owner.endswith((name, "率"))
        return owner + name if fits and (plain or (owner != topic and name in PEOPLED)) else name

    def _rate(self, run: Run, name: str) -> tuple[list[str], str]:
        share = naming.SHARE.match(name)
        if share and share["of"]:
            return [self._share(share)] * run.count, "share"
        if name in TASKS:
            return [""] * run.count, "left"
        noun, verb = naming.after(run.right)
        of_it = run.left.rstrip().endswith("的")
        if noun and (of_it or run.right.startswith("的") or not name or naming.only_verbs(name)):
            return [naming.before(run.left) + noun] * run.count, "right"
        if of_it and verb and name:
            return [name + verb[:10]] * run.count, "right"
        return [each(self._full(name)) if name else ""] * run.count, "left"

    def _share(self, share: re.Match[str]) -> str:
        who = naming.before(share["who"]) if share["who"] else (self.topics[-1] if self.topics else "")
        of = share["of"] + (share["word"] or "比重").removeprefix("的")
        return who + of if who else ""

    def _invested(self, run: Run, invested: re.Match[str]) -> tuple[list[str], str]:
        word = re.sub(r"(?:达到?|约|为|共计|\s)+$", "", invested[0])
        owner = naming.before(run.base[: max(0, len(run.base) - len(invested[0]))])
        if owner and not naming.only_verbs(owner) and not run.right.startswith("的"):
            return [owner + word] * run.count, "left"
        made = self._made(run, word)
        named = run.right.startswith("的") and run.right.strip() != "的"
        return [made and made + word] * run.count, "named" if named else "invested"

    def _made(self, run: Run, word: str) -> str:
        """What an investment was made for: what the clause says, the number before it, or what the next clause does."""
        ahead = self.view[run.quantities[-1].end : self.end]
        if not run.right:
            return INVEST.sub("", self.topics[-1]) if self.topics else next_work(ahead)
        listed = LISTED.search(head(ahead))
        if listed and not run.right.startswith("的"):
            return naming.after(listed[1])[0]
        if run.right.strip() == "的":
            counted = next((q for q in quantities(self.view, run.following, self.end)[:1] if q.family == "count"), None)
            return with_verb(*naming.after(head(self.view[counted.end : self.end]))) if counted else ""
        return summed(naming.after(naming.strip_lead(DO.sub("", naming.clean(run.right.lstrip("的")))))[0])

    def _thing(self, run: Run, name: str) -> tuple[list[str], str]:
        noun, verb = naming.after(run.right)
        if len(noun) > SPELT and run.family == "count" and (joined := JOINED.match(noun)):
            noun = joined[1]
        if run.runs_on:
            noun = re.sub(f"(?:{GENERIC.pattern})$", "", naming.split_growth(noun)[0]) or noun
        empty = not name or naming.only_verbs(name)
        if self._mixed(run) and noun and not empty:
            return [name, self._right(name, noun, verb, "")], "left"
        if noun and (self._stands_before(run, name, noun) or empty):
            return [self._right(name, noun, verb or self._shared(run, noun), run.left)] * run.count, "right"
        if not empty and not OPEN_LIST.search(run.left):
            if run.family == "count" or run.quantities[0].unit in LENGTHS:
                name = listing(name)
            return [done(self._full(name), run.left)] * run.count, "left"
        return [self._of_before(run, name, noun, verb)] * run.count, "carried"

    def _mixed(self, run: Run) -> bool:
        """500万元和100亩土地: the first value has its name on the left, the second on the right."""
        return (
            run.count == 2
            and len({q.unit for q in run.quantities}) == 2
            and self.view[run.quantities[0].end : run.quantities[1].start].strip() in ("和", "及")
        )

    def _stands_before(self, run: Run, name: str, noun: str) -> bool:
        """Say whether a number stands before the noun that it counts."""
        if run.quantities[-1].family == "count" or OPEN_LIST.search(run.left) or run.left.rstrip().endswith("的"):
            return True
        short = len(name) <= 5 or naming.ends_in_verb(name)
        return short and len(noun) >= 2 and not DO.match(run.right) and not run.right.startswith(("支持", "用于"))

    def _shared(self, run: Run, noun: str) -> str:
        """What is said of all members of a list, after the last: 8所高校、20个学科入选名单."""
        at = run.following
        gap = self.view[run.quantities[-1].end : at]
        if len(noun) > 3 or not ALSO.search(gap) or len(gap) > len(noun) + 4:
            return ""
        for q in quantities(self.view, at, self.end)[:4]:
            if q.start != at or q.family != "count":
                return ""
            listed = re.match(r"[^，。；、和及与\d]{1,12}?”?(?:、|和|及|与|以及)(?=\d)", self.view[q.end : self.end])
            if not listed:
                return naming.after(head(self.view[q.end : self.end]))[1]
            at = q.end + listed.end()
        return ""

    def _of_before(self, run: Run, name: str, noun: str, verb: str) -> str:
        """The name of a value whose clause has none: the thing counted before."""
        if not self.topics:
            return noun
        if run.left.strip() and not naming.strip_link(naming.clean(run.left)):
            return re.sub("^新[增建设]?", "", self.topics[-1])
        return (name or verb[:8]) + self.topics[-1] if name or verb else self.topics[-1]

    def _right(self, name: str, noun: str, verb: str, left: str) -> str:
        """Name what a number stands before; a list of names before it (东河桥、西河桥、南河桥3座危桥) says no more than its verb."""
        if OPEN_LIST.search(left):
            return with_verb(noun, verb)
        keep = _keep_tail().search(naming.clean(left))
        if len(name) > SPELT and "、" in name and len(noun) > 1 and self.verb == "":
            lead = keep_lead().match(name)
            return (lead[0] if lead else "") + noun
        if keep and (len(noun) > 2 or naming.only_verbs(name or keep[0])):
            return keep[0] + noun
        if self.verb and not left and noun:
            return self.verb + noun
        if name and (len(noun) <= 3 or len(name) <= 3) and not naming.only_verbs(name):
            return name + noun
        return with_verb(noun, verb)


def subject_of(said: str) -> str:
    """Return whom the clause before speaks of, where no number tells of it: 毛绒玩具产业蓬勃发展，(完成产值…)."""
    clause = said.rstrip("， ").rpartition("，")[2]
    found = SUBJECT.match(clause) if said.rstrip().endswith("，") else None
    return naming.strip_lead(naming.clean(found[1])) if found else ""


def done(name: str, left: str) -> str:
    """Give a plain noun the verb before it: 落实+资金."""
    if not PLAIN.fullmatch(name):
        return name
    doing = DOING.search(naming.clean(left).rpartition(name)[0])
    return doing[0] + name if doing else name


def summed(noun: str, least: int = 4) -> str:
    """Return what a list is of: 道路、学校、卫生等城乡基础设施建设 → 城乡基础设施建设."""
    listed, _, whole = noun.rpartition("等")
    return whole if "、" in listed and len(whole) >= least else noun


def listing(name: str) -> str:
    """Return what the list in a name is of, with its verb: 改造东河桥、西河桥等危桥 → 改造危桥."""
    whole = summed(name, 2) if len(name) > SPELT else name
    whole = whole.rpartition("的")[2] if "、" in whole else whole
    lead = keep_lead().match(name) if whole != name else None
    return (lead[0] if lead else "") + naming.strip_lead(whole) if whole != name else name


def next_work(ahead: str) -> str:
    """What the clause after 投资8.4亿元， does: its object, or the sum of its list."""
    if not (ahead.startswith("，") and DO.match(ahead)):
        return ""
    clause = head(ahead[1:])
    listed = LISTED.search(clause)
    noun = naming.after(listed[1] if listed else naming.strip_lead(DO.sub("", clause)))[0]
    noun = summed(re.split(r"\d", noun)[0])
    return noun if 2 <= len(noun) <= 24 else ""


def with_verb(noun: str, verb: str) -> str:
    """Make 项目+成功签约 into 签约项目: a bare noun needs what is said of it."""
    return re.sub(r"^(?:成功|全部|已经?|均|被|完成)+", "", verb)[:LONG_VERB] + noun if noun and len(noun) <= 3 else noun


def each(name: str) -> str:
    """Mark 热线解决率、群众满意率 as two names with one value."""
    pieces = [p for p in re.split(rf"、|{naming.AND}", name) if p]
    shared = len(pieces) > 1 and pieces[-1].endswith(("率", "比重", "占比", "满意度")) and "比重" not in pieces[0]
    full = naming.parts(name, len(pieces)) if shared and all(len(p) >= 2 for p in pieces) else []
    return "｜".join(full) or name


@cache
def keep_lead() -> re.Pattern[str]:
    """Verbs that stay in an indicator's name (新增), anywhere."""
    return re.compile("|".join(map(re.escape, group("cues", "keep"))))


@cache
def _keep_tail() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, group('cues', 'keep')))})$")
