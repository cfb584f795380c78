"""The thing that a plain attribute belongs to: 年营收, 满意率 of what was counted before."""

from __future__ import annotations

import re

from extract.numbers.indicator import clean, strip_lead

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
AREA = re.compile(r"(?:播种|种植)?面积$")
OWNED = 14  # characters of an indicator that a generic attribute may follow


def subject_of(said: str) -> str:
    """Return whom the clause before speaks of, where no number tells of it: 毛绒玩具产业蓬勃发展，(完成产值…)."""
    clause = said.rstrip("， ").rpartition("，")[2]
    found = SUBJECT.match(clause) if said.rstrip().endswith("，") else None
    return strip_lead(clean(found[1])) if found else ""


def owned(name: str, topics: list[str], said: str) -> str:
    """Give 年营收, 满意率 the thing that they belong to: the subject of the clause before (``said``), or the last of ``topics``."""
    plain = GENERIC.fullmatch(name) or OWN_RATE.fullmatch(name)
    if plain and (subject := subject_of(said)):
        return subject + name
    topic = topics[-1] if topics else ""
    owner = AREA.sub("", topic)
    fits = 0 < len(owner) <= OWNED and not owner.endswith((name, "率"))
    return owner + name if fits and (plain or (owner != topic and name in PEOPLED)) else name
