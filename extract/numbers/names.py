"""Which indicator each of a run of quantities measures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.numbers import indicator as naming
from extract.numbers.clause import BRIDGED, INVEST, PEOPLE, head
from extract.numbers.coordinated import coordinated, each, listed_before, shares
from extract.numbers.noun import after
from extract.numbers.owner import GENERIC, MADE, owned, part_of, told_before
from extract.numbers.quantity import Quantity, quantities
from extract.numbers.words import any_of
from extract.numbers.works import (
    DO,
    DOING,
    LISTED,
    SPELT,
    done,
    keep_lead,
    keep_tail,
    listing,
    next_work,
    summed,
    with_verb,
)

LISTED_LONG = 24  # characters of a name whose list is left out where it says of what it is (等传统产业产值)
VAGUE = re.compile(any_of("phrases", "vague"))
OPEN_LIST = re.compile(r"等\s*$")
COUNTED = PEOPLE | {"个"}
NOW = re.compile(r"^" + any_of("phrases", "reached") + r"+")
COVERED = re.compile(r"(?:全覆盖|任务|工作)$")
LENGTHS = frozenset(["公里", "千米", "米", "延米", "万米"])
JOINED = re.compile(r"([^、和及与的]{4,})(?:和|及|与|以及)[^\d]{5,}$")
"""A noun and another that its number does not count: (27个)口袋公园和滨河路慢行步道."""
DONE = re.compile(r"^(?:.{2,8}?(?:全年|累计))?新?" + any_of("phrases", "deed") + r"(?=.{2})")
"""What was done to things of which another deed is told: (落地) + 新签约项目."""
EACH_ONE = re.compile(r"(?:、|和|与|及).*各$")
"""One value of several things: 观景台、停车场各(1处)."""
OF_EACH = re.compile(r"^(?:分别|各)")
TASKS = frozenset(["目标", "全年目标", "任务", "目标任务", "计划", "预算", "全年任务"])
"""Of what a share is told without being an indicator: 完成全年目标的104%."""
COMPARED = re.compile(r"(?:比|较)[^，]{2,8}?(?:分别)?(?:净?增[加长]?|提高|减少|新增|多|少)了?")
BESIDE = re.compile(r"(?:[增降]幅|增速)?" + any_of("phrases", "beside") + r"[^，\d]{2,10}")
"""Measures against the whole, which says nothing of its own: 快于全省(1.2个百分点)."""
BACK = re.compile(r"(?:已)?(?:分别)?(?:已)?恢复[到至](?:(?:19|20)\d\d年|疫情前|上年)(?:同期)?(?:水平)?的?")
"""Compares what was told before with an earlier year: (收入2亿元，)恢复到2019年的(71%)."""
GAINED = re.compile(r"(?:[三五35]年|期间|全年)?(?:累计|共|再)?净增加?")
"""Nothing but a gain stands before a number: 五年净增(12家)."""
ON = re.compile(r"(?:已|现已|目前)?(?:达到?|增至|升至)了?")
STEP = re.compile(r"(?:力争|确保|成功)?" + any_of("phrases", "step") + r"(?:了)?")
REACHES = re.compile(r"(?:惠及|覆盖|受益|受惠)")
PEOPLE_OF = {"户": "户数", "人": "人口", "名": "人数"}
ALSO = re.compile(r"”?(?:、|和|及|与|以及)$")
EACH = re.compile(r"(?:均|分别|都|同步|双双)[^，、]{0,8}$")
AIM = re.compile(r"(?:年度|全年|年初|预期)*目标(?!企业|客户|客商|公司|市场|责任)(?:为|是|值)?")


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
    units: dict[str, str] = field(default_factory=dict)
    label: str = ""
    """What the paragraph or sentence is about: 机械制造业。…."""
    said: str = ""
    """The words of the sentence before the clause of the run."""

    def of(self, run: Run) -> tuple[list[str], str]:
        """Return a name for each value (several names with one value are joined by ｜) and the rule that found them."""
        bare = run.left.strip()
        if self.topics and (
            BRIDGED.fullmatch(bare) or COMPARED.fullmatch(bare) or AIM.fullmatch(naming.strip_lead(naming.clean(bare)))
        ):
            return self._carried(run.count), "carried"
        if self.topics and (carried := self._gained(run, bare)):
            return carried
        if run.growth or run.family == "ratio":
            return self._growing(run)
        if run.count > 1 and run.quantities[-1].unit in COUNTED and (chain := self._chained(run)):
            return chain, "right"
        several = "分别" in run.left
        name = naming.before(run.base, whole=several)
        alike = run.count > 1 and len({q.unit for q in run.quantities}) == 1
        if (several and not self._listed_whole(run)) or (not run.right and (alike or self._listed(run, name))):
            return self._several(run, name)
        if run.family == "share":
            return self._rate(run, name)
        if run.family == "money" and (invested := INVEST.search(naming.clean(run.left))):
            return self._invested(run, invested)
        return self._thing(run, name)

    def _listed_whole(self, run: Run) -> bool:
        """Whether a number sums up the list before it: 分别建成甲、乙、丙等3个(园区)."""
        return run.count == 1 and OPEN_LIST.search(run.left) is not None and bool(after(run.right)[0])

    def _listed(self, run: Run, name: str) -> bool:
        """Whether values of several units have as many names: 肉牛、生猪、禽类发展到12万头、70万头、300万只."""
        return run.count > 2 and name.count("、") == run.count - 1

    def _gained(self, run: Run, bare: str) -> tuple[list[str], str] | None:
        """Name what only a verb stands before: 净增71户, 达到76%, 跨上300亿元台阶, 惠及3万户."""
        quantity, topic = run.quantities[0], self._counted(run.quantities[0].unit)
        if GAINED.fullmatch(bare):
            return [topic + "净增"] * run.count, "gained"
        if run.family == "share" and BACK.fullmatch(bare):
            return [name + "恢复比例" for name in self._carried(run.count)], "gained"
        if (
            run.family == "share"
            and ON.fullmatch(naming.DATE_LEAD.sub("", bare, count=1))
            and self.units.get(topic) in ("%", "个百分点", "百分点")
        ):
            return [topic] * run.count, "carried"
        if STEP.fullmatch(bare) and run.right.startswith(("台阶", "大关")):
            return [topic] * run.count, "carried"
        if REACHES.fullmatch(bare) and not after(run.right)[0] and quantity.unit[-1:] in PEOPLE_OF:
            work = INVEST.sub("", self.topics[-1])
            return [work + bare[:2] + PEOPLE_OF[quantity.unit[-1]]] * run.count, "gained"
        return None

    def _counted(self, unit: str) -> str:
        """The last indicator of this unit, or the last of all."""
        return next((t for t in reversed(self.topics) if self.units.get(t) == unit), self.topics[-1])

    def _chained(self, run: Run) -> list[str]:
        """Name the places, households and people that one thing is said of: 340户900人实现增收."""
        left = naming.clean(run.left)
        noun, verb = after(run.right.removeprefix(run.places[-1]))
        if not any(run.places) and (noun or not naming.only_verbs(left or "其余")):
            return []
        doing = DOING.search(left)
        core = COVERED.sub("", noun) if len(noun) > 3 else noun + COVERED.sub("", NOW.sub("", verb))
        core = naming.strip_lead((doing[0] if doing and not noun else "") + core)
        return [core + place for place in run.places] if len(core) > 1 else []

    def _growing(self, run: Run) -> tuple[list[str], str]:
        if run.family == "ratio" and BESIDE.fullmatch(run.left.strip()):
            return [""] * run.count, "left"
        base = re.sub(r"(?:是|为|相当于|较|比)[^，]{2,10}的?$", "", run.base) if run.family == "ratio" else run.base
        several = "分别" in run.left
        shared = run.count == 1 and EACH.search(run.left) is not None
        name = naming.before(base, whole=several or shared)
        if not name:
            return (["｜".join(self.topics[-2:])] if several and shared else self._carried(run.count)), "carried"
        if shared:
            return [self._owned("｜".join(coordinated(name)))], "growth"
        if run.count > 1 or several:
            return self._several(run, name)
        return [each(self._owned(name))], "growth"

    def _carried(self, count: int) -> list[str]:
        """The indicators of the numbers before: as many as there are values, or the last for all of them."""
        return self.topics[-count:] if len(self.topics) >= count else self.topics[-1:] * count

    def _several(self, run: Run, name: str) -> tuple[list[str], str]:
        if not name:
            listed = listed_before(self.said, run.count) if len(self.topics) < run.count else []
            return listed or self._carried(run.count), "carried"
        share = naming.SHARE.match(OF_EACH.sub("", naming.clean(run.left))) if run.family == "share" else None
        if share and not share["who"] and len(self.topics) >= run.count:
            return [
                t + share["of"] + (share["word"] or "比重").removeprefix("的") for t in self._carried(run.count)
            ], "share"
        split = shares(name, run.count)
        return (split, "several") if split else ([self._owned(name)] * run.count, "left")

    def _owned(self, name: str) -> str:
        found = owned(name, self.topics, self.said)
        return self.label + name if found == name and MADE.fullmatch(name) else found

    def _rate(self, run: Run, name: str) -> tuple[list[str], str]:
        share = naming.SHARE.match(name)
        if share and share["of"] and not share["who"] and EACH.search(run.left) and len(self.topics) > 1:
            of = share["of"] + (share["word"] or "比重").removeprefix("的")
            return ["｜".join(topic + of for topic in self.topics[-2:])], "share"
        if share and share["of"]:
            return [self._share(share)] * run.count, "share"
        if name in TASKS:
            return [""] * run.count, "left"
        noun, verb = after(run.right)
        of_it = run.left.rstrip().endswith("的")
        if noun and (of_it or run.right.startswith("的") or not name or naming.only_verbs(name)):
            return [naming.before(run.left) + noun] * run.count, "right"
        if of_it and verb and name:
            return [name + verb[:10]] * run.count, "right"
        return [each(self._owned(name)) if name else ""] * run.count, "left"

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
            return after(listed[1])[0]
        if run.right.strip() == "的":
            counted = next((q for q in quantities(self.view, run.following, self.end)[:1] if q.family == "count"), None)
            return with_verb(*after(head(self.view[counted.end : self.end]))) if counted else ""
        return summed(after(naming.strip_lead(DO.sub("", naming.clean(run.right.lstrip("的")))))[0])

    def _thing(self, run: Run, name: str) -> tuple[list[str], str]:
        noun, verb = after(run.right)
        if len(noun) > SPELT and run.family == "count" and (joined := JOINED.match(noun)):
            noun = joined[1]
        if run.runs_on:
            noun = re.sub(f"(?:{GENERIC.pattern})$", "", naming.split_growth(noun)[0]) or noun
        empty = not name or naming.only_verbs(name)
        if self._mixed(run) and noun and not empty:
            return [name, self._right(name, noun, verb, "")], "left"
        if noun and (self._stands_before(run, name, noun) or empty):
            return [self._right(name, noun, verb or self._shared(run, noun), run.left)] * run.count, "right"
        if (
            self.topics
            and not noun
            and (part := part_of(name, self._counted(run.quantities[0].unit), "以上" in run.left))
        ):
            return [part] * run.count, "left"
        if not empty and not OPEN_LIST.search(run.left):
            return [self._told(run, name)] * run.count, "left"
        return [self._of_before(run, name, noun, verb)] * run.count, "carried"

    def _told(self, run: Run, name: str) -> str:
        """The name before a value, with its owner; several where each of them has it."""
        if run.family == "count" or run.quantities[0].unit in LENGTHS:
            name = listing(name)
        elif len(name) > LISTED_LONG and not VAGUE.match(name.rpartition("等")[2]):
            name = summed(name)
        if EACH_ONE.search(run.left) and run.family == "count":
            return "｜".join(coordinated(name))
        return done(self._owned(name), run.left)

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
                return after(head(self.view[q.end : self.end]))[1]
            at = q.end + listed.end()
        return ""

    def _of_before(self, run: Run, name: str, noun: str, verb: str) -> str:
        """The name of a value whose clause has none: the thing counted before."""
        if not self.topics:
            return noun or (told_before(self.said) if not name else "")
        if not name and not noun and not run.left.startswith("、") and (told := told_before(self.said)):
            return told
        if run.left.strip() and not naming.strip_link(naming.clean(run.left)):
            return re.sub("^新[增建设]?", "", self.topics[-1])
        topic = self._counted(run.quantities[0].unit)
        return (name or verb[:8]) + DONE.sub("", topic) if name or verb else self.topics[-1]

    def _right(self, name: str, noun: str, verb: str, left: str) -> str:
        """Name what a number stands before; a list of names before it (东河桥、西河桥、南河桥3座危桥) says no more than its verb."""
        if OPEN_LIST.search(left):
            return with_verb(noun, verb)
        keep = keep_tail().search(naming.clean(left))
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
