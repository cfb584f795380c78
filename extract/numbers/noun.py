"""The noun phrase after a number, and what is said of it."""

from __future__ import annotations

import re

from extract.numbers.indicator import clean, cue, ends
from extract.numbers.words import group

QUALIFIED = re.compile(r"[^，、的]{2,8}(?:超过?|过|突破)[\d.十百千万亿]+[元人亩户吨](?:以上)?的")
"""Says of what size the things counted are: (6个)产值超千亿元的(产业集群)."""
STEP = re.compile(r"^(?:新|两个)?(?:台阶|大关)")
"""What a value passes: (迈上4000亿)台阶."""
DATE_TAIL = re.compile(r"(?<=.{2})(?:春节|元旦|国庆节?|汛期|年底|年末|月底|季度|采暖季|供暖季|\d+月(?:底|末)?)之?前$")
"""By when: (4条)道路春节前(完工)."""


def after(right: str) -> tuple[str, str]:
    """Return (noun phrase, predicate) of the text after a number and its unit; the noun is empty where a verb follows at once."""
    phrase = STEP.sub("", clean(right.lstrip("的 ")))
    qualified = QUALIFIED.match(phrase)
    if qualified:
        noun, verb = after(phrase[qualified.end() :])
        return qualified[0] + noun, verb
    found = _predicate(phrase)
    noun, verb = (phrase[: found.start()], phrase[found.start() :]) if found else (phrase, "")
    previous = None
    while noun != previous:
        previous = noun
        noun = clean(DATE_TAIL.sub("", ends("tail").sub("", noun)))
    if len(noun) > 10 and "的" in noun[1:-2] and "”" not in noun[noun.rfind("的") :]:
        noun = noun[noun.rfind("的", 0, -2) + 1 :]
    return noun, verb


def _predicate(phrase: str) -> re.Match[str] | None:
    for found in cue("predicate").finditer(phrase):
        inside_quotes = phrase.count("“", 0, found.start()) > phrase.count("”", 0, found.start())
        if not inside_quotes and not _nominal(phrase, found):
            return found
    return None


def _nominal(phrase: str, found: re.Match[str]) -> bool:
    """A verb that is part of a noun: 通过率, 竣工面积, 上市公司, 在建项目."""
    tail = phrase[found.end() : found.end() + 2]
    return (
        tail[:1] in ("率", "的")
        or tail in ("企业", "公司", "项目", "面积", "中心", "人员", "机构", "经济")
        or phrase[found.start() : found.end() + 1] in group("cues", "nominal")
    )
