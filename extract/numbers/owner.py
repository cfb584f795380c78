"""The thing that a plain attribute belongs to: 年营收, 满意率 of what was counted before."""

from __future__ import annotations

import re

from extract.numbers.indicator import clean, strip_lead
from extract.numbers.words import any_of, group

GENERIC = re.compile(
    r"(?:年|总|年均|全年|销售|累计)?(?:"
    + any_of("phrases", "generic")
    + r"|总产(?!值|量)|(?:签约|合同|协议)(?:投资)?(?:总)?额|(?:总|全)?长度?)"
)
OWN_RATE = re.compile(r"(?:年度|年内|按期|按时|计划)?" + any_of("phrases", "rated") + r"率")
"""Rates that do not say of what: 响应率, 年内开工率."""
PEOPLED = frozenset(["人口", "总人口"])
SUBJECT = re.compile(r"([^，；。：\d]{2,28}?)" + any_of("phrases", "manner") + r"[^，；。\d]{2,8}$")
WENT = re.compile(r"(?:^|[，；：、])([^，；：、\d]{2,14}?)" + any_of("phrases", "went") + r"[^，；：]{2,10}，$")
AREA = re.compile(r"(?:播种|种植)?面积$")
MADE = re.compile(r"(?:年|总|全年)?(?:总?产值|营收|(?:主营业务|营业|销售)收入|增加值)")
LABEL = re.compile(
    r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.、．]\s*|[●▲■◆★·]\s*)?(?:做[大强优]|加快|推进|大力|发展|培育|壮大)*"
    r"([^，。：；、\s\d“”]{1,9}?(?:产业集群|产业|业|经济))(?:[。：]|方面|要(?!素))"
)
"""What a paragraph or sentence says at its head that it is about: 机械制造业。…, 特种纸产业要…."""
WHOLE = group("phrases", "of any")
"""What is told of any measure."""
MEASURED = re.compile(
    r"(?:实现|新增|年|总)*(?:(?:主营业务|营业|销售|综合|财政)?(?:总?收入)|营收|(?:增加|总?产|生产总)值|销售额|零售额|总额|总量|利润|利税|税收|税金|产[量能]|用地|总?投资)(?:总?额)?$"
)
"""What a topic measures, of which no other measure is told: 工业产值(、税收)."""
NEW = re.compile(r"^(?:新[一-龥]|净增)(?=.{2})")
SIZE = re.compile(
    r"(?:[\d.]*[百千万十]*[亿万]+元(?:及?以[上下])?|[一-龥]{0,4}(?:超过?|过)[\d.]*[百千十]*[亿万]+元|(?:国家|世界|[省市县区州盟旗部])级|[1-5一二三四五]?A级|[百千]亿级)"
)
LEVEL = re.compile(rf"(?:{SIZE.pattern}|亿元)(?:及?以上)?")
KIND = re.compile(r"^(?P<lead>新?(?:引进|签约|开工|培育|增)?).*?(?P<noun>" + any_of("phrases", "in size") + ")$")
"""What of a name holds for a part of another size: 引进(三类)项目."""
YIELDED = frozenset(["总产", "总产量", "产量", "单产"])
TERRITORY = re.compile(
    r"(?:[全辖]?[省市县区州镇乡]域?|土地|国土|地域|行政|区域|总)?(?:土地|国土|区划|总)?$|.*(?:乡镇|镇|乡|街道|村|社区|[县市]区|县|盟|旗)$"
)
"""What lends no name to the area or people that stand beside it: 土地面积(、人口), 12个乡镇(、总面积)."""
OWNED = 14  # characters of an indicator that a generic attribute may follow


def label(view: str, start: int) -> str:
    """Return the line of business that the sentence at ``start``, or its paragraph, is about."""
    for begin in (start, view.rfind("\n", 0, start) + 1):
        if found := LABEL.match(view, begin):
            return found[1]
    return ""


def subject_of(said: str) -> str:
    """Return whom the clause before speaks of, where no number tells of it: 毛绒玩具产业蓬勃发展，(完成产值…)."""
    clause = said.rstrip("， ").rpartition("，")[2]
    found = SUBJECT.match(clause) if said.rstrip().endswith("，") else None
    return strip_lead(clean(found[1])) if found else ""


def told_before(said: str) -> str:
    """Return whose value follows where the clause before only says how it went: 粮食总产实现“七连丰”，(达到50万吨)."""
    found = WENT.search(said)
    return strip_lead(clean(found[1])) if found else ""


def owned(name: str, topics: list[str], said: str) -> str:
    """Give 年营收, 满意率 the thing that they belong to: the subject of the clause before (``said``), or the last of ``topics``."""
    plain = GENERIC.fullmatch(name) or OWN_RATE.fullmatch(name)
    if plain and (subject := subject_of(said)):
        return subject + name
    sown = next((t for t in reversed(topics) if t.endswith("面积")), "") if name in YIELDED else ""
    if name in YIELDED and not sown:
        return name
    topic = sown or (topics[-1] if topics else "")
    owner = NEW.sub("", AREA.sub("", topic)) if name.startswith("累计") else AREA.sub("", topic)
    if (name in PEOPLED or name in ("总面积", "面积")) and TERRITORY.fullmatch(owner):
        return name
    owner = owner if name.endswith(WHOLE) else MEASURED.sub("", owner)
    fits = 0 < len(owner) <= OWNED and not owner.endswith((name, "率"))
    return owner + name if fits and (plain or (owner != topic and name in PEOPLED)) else name


def part_of(name: str, topic: str, above: bool) -> str:
    """Name the part of ``topic`` that is of a size or level: 省级 + 市级以上龙头企业 → 省级龙头企业; empty where ``name`` is none.

    ``above``: the size is the least of what is counted (10亿元以上3个).
    """
    if not topic or not SIZE.fullmatch(name):
        return ""
    size = name + "以上" * (above and not name.endswith("以上"))
    if LEVEL.search(topic):
        return LEVEL.sub(size, topic, count=1)
    kind = KIND.search(topic) if "亿" in name else None
    return kind["lead"] + size + kind["noun"] if kind else size + topic
