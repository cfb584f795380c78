"""Where a tagged name begins and ends: no words before it, nothing that befalls it behind."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from extract.entities.nouns import SPLIT, ends_in_head
from extract.entities.signs import any_of
from extract.entities.tagging import Tagged
from extract.facts import EntityClass
from ontology import territories

COUNTED = re.compile(r"(?:[一二两三四五六七八九十百0]+|多|数|若干)[个条项家座处所批](?=.{3})")
WORKS = re.compile(any_of("work on road") + r"{1,5}")
ROAD = frozenset("路街道桥河渠")
LEADING = re.compile(any_of("before firm or park") + r"(?=.{4})")
MARKED = re.compile(r"(?:[^】]{0,10}】|[◆◇●■□★▲※☆▪◎]+)")
"""A mark of an item of a list, and a heading in brackets before it."""
HERE = "该[省市县区州旗镇乡]|[园区县市]内"
BEFORE_WORKS = re.compile(f"(?:{HERE}|{any_of('before works')})(?=.{{4}})|设(?=[^施计备立区置定]{{1,4}}站$)")
BEFORE_SITES = re.compile(f"(?:{HERE}|{any_of('before site')})(?=.{{4}})")
FORMER = "原"
"""What stands before a name that a place had."""
COUNT_OF = re.compile(
    r"(?<!第)(?:[一二两三四五六七八九十0-9]+(?:[个只座项处条家]|大(?=景区|园区|组团|片区)))[㐀-鿿]{0,2}(?:项目|工程|景区|园区|组团|片区|平台)$"
)
"""The number of a list that ends in the name."""
AMOUNT = re.compile(r"\([^()]*[0-9][^()]*" + any_of("unit in brackets") + r"\)$")
"""A size in brackets behind a name."""
DONE = re.compile(r"(?:[0-9]号机组|主桥)?(?:盛大|正式|顺利)?" + any_of("befalls work") + r"$|(?<=[建造设修治])工作$")
"""What befalls a work, behind its name."""
OPENED = re.compile(r"(?:正式|顺利|盛大)?" + any_of("befalls park") + r"$")
"""What befalls a park, behind its name."""
BRACKET = re.compile(r"\([^()]*\)$")
NOTICE = "的通知"
"""What follows the name of a plan in the notice that issues it."""
LED = ("Enterprise", "Park")
"""Classes whose names seldom begin with a verb."""
SHORTEST, SHORTEST_NAME = 2, 4
WHERE = re.compile(r"\((?:[㐀-鿿]{1,4}(?:[镇乡村县旗]|街道)|城[东南西北]|[在新拟]建|国家级|[省市县]级)\)$")
"""The territory that a park is in, its state or its level, in brackets behind its name; a part of it belongs to the name (甲园（北区））."""
ROUTE = re.compile(r"\([㐀-鿿]{2,5}(?:[-—–][㐀-鿿]{2,5}){2,}\)$")
"""The places that a line runs through, in brackets behind its name."""


def trimmed(span: Tagged, text: str) -> Tagged:
    """Cut off a span what stands before the name and behind it."""
    start = begin_of(span, text)
    end = end_of(span.cls, text, start, span.end)
    return span if (start, end) == (span.start, span.end) else replace(span, start=start, end=end)


def begin_of(span: Tagged, text: str) -> int:
    """Return where a name begins: behind counting words, and behind verbs before firms and parks."""
    start = span.start
    first = (MARKED, BEFORE_SITES) if span.cls == "Park" else (MARKED, BEFORE_WORKS) if span.cls in SPLIT else ()
    for pattern in (*first, LEADING, COUNTED) if span.cls in LED else (*first, COUNTED):
        found = pattern.match(text, start, span.end)
        start = found.end() if found else start
    return start


def without_former(span: Tagged, text: str, places: Collection[str]) -> Tagged:
    """Cut 原 off a park where a known territory or one of the document's ``places`` follows, or a bracket opens before it (原料 is a word)."""
    start = span.start + len(FORMER)
    if span.cls != "Park" or not text.startswith(FORMER, span.start):
        return span
    ends = range(start + SHORTEST, span.end + 1)
    known = text[span.start - 1 : span.start] == "(" or any(
        text[start:end] in places or territories.by_name(text[start:end]) for end in ends
    )
    return replace(span, start=start) if known else span


def end_of(cls: EntityClass, text: str, start: int, end: int) -> int:
    """Return where a name ends: before the notice of a plan, what befalls a park, an unmatched bracket."""
    if cls == "Plan" and text.endswith(NOTICE, start, end):
        end -= len(NOTICE)
    befell = OPENED.search(text[start:end]) if cls == "Park" else None
    if befell and ends_in_head(BRACKET.sub("", text[start : start + befell.start()])):
        end = start + befell.start()
    for tail in (COUNT_OF, AMOUNT, ROUTE, DONE) if cls in ("Park", "Project") else ():
        more = tail.search(text[start:end])
        end = start + more.start() if more and more.start() >= SHORTEST_NAME else end
    where = WHERE.search(text, start, end) if cls == "Park" else None
    if where and where.start() > start + 1:
        end = where.start()
    opened = text.find("(", start, end)
    return opened if opened > start + 1 and ")" not in text[opened:end] else end


def with_works(span: Tagged, text: str) -> Tagged:
    """Extend the name of a road, bridge or river by the works that follow it at once (改造提升)."""
    follows = WORKS.match(text, span.end) if span.cls == "Project" and text[span.end - 1] in ROAD else None
    return replace(span, end=follows.end()) if follows else span
