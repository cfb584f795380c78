"""Names made of a noun and its verb, and what the list in a name sums up to: 改造+危桥, 城乡基础设施建设."""

from __future__ import annotations

import re
from functools import cache

from extract.numbers.clause import head
from extract.numbers.indicator import clean, strip_lead
from extract.numbers.noun import after
from extract.numbers.words import any_of

LISTED = re.compile(r"等(?:一批|一系列|系列|\d+[个项条所处家座件])(.+)$")
DO = re.compile(r"^，?(?:大力|全面|重点|集中|陆续|累计|先后|高标准)?" + any_of("phrases", "do") + r"了?")
SPELT = 10  # characters of a name that holds no list worth leaving out
PLAIN = re.compile(any_of("phrases", "bare"))
"""Nouns that say too little without their verb: 落实资金, 带动就业."""
DOING = re.compile(any_of("phrases", "doing") + r"$")
LONG_VERB = 16  # characters of what is said of a bare noun


def done(name: str, left: str) -> str:
    """Give a plain noun the verb before it: 落实+资金."""
    if not PLAIN.fullmatch(name):
        return name
    doing = DOING.search(clean(left).rpartition(name)[0])
    return doing[0] + name if doing else name


def with_verb(noun: str, verb: str) -> str:
    """Make 项目+成功签约 into 签约项目: a bare noun needs what is said of it."""
    return re.sub(r"^(?:成功|全部|已经?|均|被|完成)+", "", verb)[:LONG_VERB] + noun if noun and len(noun) <= 3 else noun


def summed(noun: str, least: int = 4) -> str:
    """Return what a list is of: 道路、学校、卫生等城乡基础设施建设 → 城乡基础设施建设."""
    listed, _, whole = noun.rpartition("等")
    return whole if "、" in listed and len(whole) >= least else noun


def listing(name: str) -> str:
    """Return what the list in a name is of, with its verb: 改造东河桥、西河桥等危桥 → 改造危桥."""
    whole = summed(name, 2) if len(name) > SPELT else name
    whole = whole.rpartition("的")[2] if "、" in whole else whole
    lead = keep_lead().match(name) if whole != name else None
    return (lead[0] if lead else "") + strip_lead(whole) if whole != name else name


def next_work(ahead: str) -> str:
    """What the clause after 投资8.4亿元， does: its object, or the sum of its list."""
    if not (ahead.startswith("，") and DO.match(ahead)):
        return ""
    clause = head(ahead[1:])
    listed = LISTED.search(clause)
    noun = after(listed[1] if listed else strip_lead(DO.sub("", clause)))[0]
    noun = summed(re.split(r"\d", noun)[0])
    return noun if 2 <= len(noun) <= 24 else ""


@cache
def keep_lead() -> re.Pattern[str]:
    """Verbs that stay in an indicator's name (新增), anywhere."""
    return re.compile(any_of("cues", "keep"))


@cache
def keep_tail() -> re.Pattern[str]:
    """The same verbs, at the end of a phrase."""
    return re.compile(any_of("cues", "keep") + "$")
