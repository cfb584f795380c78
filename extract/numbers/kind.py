"""What kind of statement a value makes: a level or its growth, reached or wanted, or a comparison."""

from __future__ import annotations

import re

from extract.facts import ObservationKind
from extract.numbers.clock import Frame, Tense
from extract.numbers.indicator import falls, has
from extract.numbers.quantity import Quantity
from extract.numbers.words import any_of

COMPARISON = re.compile(r"同比|比|较|环比|相比")
STATE = re.compile(any_of("phrases", "state") + "$")
FLOWING = re.compile(r"累计|完成|五年|共[发投引减]|新[增建修栽植辟铺架购添办（]")
REACHED = re.compile(r"(?:达到?|为|[至到]|保持在?|稳定在?|控制在|突破|超过)\s*$")
STOCK = re.compile("(?:现有|现存|现共有)[^，。；]*$")
SPENT = re.compile(any_of("phrases", "flows"))
COUNTED_UP = re.compile(r"(?:比|较)(?!.*新增)[^，]{2,8}?(?:分别)?(?:净?增[加长]?|提高|减少|多|少)了?")
"""A comparison and nothing else stands before a number: 比2020年增加(5家)."""
RATE_NAMES = re.compile(r"(?:增速|增幅|涨幅|(?<!自然)增长率|增长速度|降幅|下降率|降低率|涨跌幅)$")


def tense(frame: Frame, local: Frame) -> Tense:
    """Decide whether a value is reached or wanted: the sentence's own time wins over that of its section."""
    return local.tense if local.tense != frame.tense else frame.tense


def kind(quantity: Quantity, growth: str, indicator: str, lead: str, when: Tense) -> ObservationKind:
    """Return the kind of an observation; ``growth`` is the growth word before the number, ``lead`` the clause before it."""
    if quantity.family == "ratio":
        return "ratio"
    if quantity.family == "share" and indicator.endswith("恢复比例"):
        return "ratio"
    if COUNTED_UP.fullmatch(lead.strip()) and quantity.family in ("count", "money", "measure"):
        return "ratio"
    if quantity.family == "share" and (growth or RATE_NAMES.search(indicator)):
        return "growth_actual" if when == "actual" else "growth_target"
    if growth and (COMPARISON.search(lead) or not indicator):
        return "ratio"
    return when


def direction(growth: str, indicator: str) -> str:
    """Return 下降 where a positive value means a fall."""
    return "下降" if growth in falls() or re.search(r"降幅|下降率|降低率", indicator) else ""


def is_flow(before: str, indicator: str, right: str, inherited: bool) -> bool:
    """Say whether a value counts over a period (新增, 累计, 完成) rather than holding at its end (达到, 率, 总量).

    ``before`` is the clause before the number, ``right`` what follows it; ``inherited`` is the answer for the number before in a list.
    """
    indicator = indicator.replace("建成区", "")
    if STATE.search(indicator) or STOCK.search(before):
        return False
    if REACHED.search(before) and not SPENT.search(indicator) and not FLOWING.search(before):
        return False
    if FLOWING.search(before) or has("flow", indicator):
        return True
    if has("level", indicator[-4:]):
        return False
    return inherited or has("flow", before) or has("flow", right)
