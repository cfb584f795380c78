"""Tagged spans made tidy: no words before the name, lists cut into their items, works that follow a road taken in."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.entities.propose import Segmented, heads, is_begin
from extract.entities.signs import any_of, sign
from extract.entities.tagging import Tagged
from extract.facts import EntityClass
from ontology import territories

COUNTED = re.compile(r"(?:[一二两三四五六七八九十百0]+|多|数|若干)[个条项家座处所批](?=.{3})")
OUTER_LIST = re.compile(r"[、]")
LIST_MARK = re.compile("、|[和及与](?=[一二三四五六七八九十]期)")
JOINED = re.compile(r"[和及与]")
WORKS = re.compile(any_of("work on road") + r"{1,5}")
WORKS_END = re.compile(any_of("work on road") + "$")
ROAD = frozenset("路街道桥河渠")
TASKS = ("工程", "项目", "行动", "建设", "改造")
"""What names of works end in that tell what is done."""
WHOLE = ("工程", "项目", "行动")
"""What the names of works end in that need nothing more."""
THING = re.compile("道路|便道|管网|片区")
"""What is at many sites, of which works beside another site are told."""
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
GENERAL = re.compile(
    "第[一二三四五六七八九十]批|[一二两三四五六七八九十]大(?P<sites>(?:[㐀-鿿]{2})?" + any_of("counted site") + ")$"
)
SEVERAL = re.compile(
    "[㐀-鿿]{0,8}?(?P<count>[0-9两二三四五六七八九十])[大个](?P<sites>[㐀-鿿]{0,8}?" + any_of("several sites") + ")$"
)
"""How many sites there are, said within a name (甲县五大乙片区)."""
TIMES = re.compile("(?:建设)?[0-9]+(?:[.][0-9]+)?(?:[个处座亩片]|万亩)")
"""What is told of sites in general: how many there are."""
NOTICE = "的通知"
"""What follows the name of a plan in the notice that issues it."""
LED = ("Enterprise", "Park")
"""Classes whose names seldom begin with a verb."""
SPLIT: tuple[EntityClass, ...] = ("Enterprise", "Park", "Project")
BETWEEN = re.compile(any_of("between names"))
"""Verbs that part two names which the tagger took for one."""
MADE = re.compile(r"(?:加快|着力|高标准|重点)?" + any_of("set up"))
"""Verbs that part two names of which each ends in a type noun."""
BY_MEANS = re.compile(r"(?<=.{3})以(?=[^,。;以]{2,24}为)")
"""What a name is done with begins: 甲产业以乙公司为链主."""
WITH_HEADS = ("Park", "Project")
"""Classes whose names end in a type noun as a rule."""
ENUMERATOR = re.compile(r"\([0-9]{1,2}\)|[①-⑳]")
JOINED_LINES = re.compile("及其下游|[和及与]")
PHASE = re.compile("[一二三四五六七八九十]期")
PHASE_END = re.compile("(?P<number>[一二三四五六七八九十])(?:期|期工程|期项目)?$")
SHARED = re.compile(any_of("shared line"))
"""What is said of the line of business before it, and none alone."""
ALONG = re.compile("(?:协同|联动|互动|深度融合|融合发展)")
"""What a sentence says of two lines of business."""
SHORTEST, SHORTEST_NAME = 2, 4
LEADS_TO_PLACE = re.compile(f"(?P<lead>{any_of('within')}|{any_of('beside territory')})(?P<place>[㐀-鿿]{{2,}})")
"""Words before a territory that the tagger took for its begin; those of one character only where the text has the name without them."""
PARTS_PLACE = re.compile(any_of("within") + "(?=.{2})")
WITHIN = re.compile(
    rf"(?P<outer>[㐀-鿿]{{1,9}}(?:[{territories.COUNTY}{territories.TOWN}]|街道))(?P<inner>[㐀-鿿]{{1,6}}(?:[市县旗镇乡村]|街道|社区|(?<![新发港保园范作验城市山])区)(?<!乡村|城镇|城乡))"
)
"""A territory named together with what it lies in; functional zones are one name with their town."""


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


def without_means(span: Tagged, text: str) -> Iterator[Tagged]:
    """Yield the names before and behind 以 where a sentence goes on 以…为…, else the span itself."""
    found = BY_MEANS.search(text, span.start, min(len(text), span.end + 24)) if span.cls != "Plan" else None
    if not found or found.end() > span.end - SHORTEST or found.start() - span.start < SHORTEST:
        yield span
        return
    before = head_class(text[span.start : found.start()]) or (span.cls if span.cls not in WITH_HEADS else None)
    behind = head_class(text[found.end() : span.end])
    if before:
        yield replace(span, end=found.start(), cls=before)
    if behind:
        yield replace(span, start=found.end(), cls=behind)


def without_verbs(span: Tagged, text: str) -> Iterator[Tagged]:
    """Yield the names on either side of a verb that no name holds (甲公司落户乙产业园 gives both), else the span itself."""
    found = parting(span, text) if span.cls in SPLIT else None
    if not found:
        yield span
        return
    left = replace(span, end=found.start())
    yield replace(left, cls=head_class(text[left.start : left.end]) or "Enterprise")
    yield from without_verbs(replace(span, start=found.end()), text)


def parting(span: Tagged, text: str) -> re.Match[str] | None:
    """Return the verb that parts a span into two names."""
    made = MADE.search(text, span.start + 4, span.end - 3) if span.cls in LED else None
    if made and ends_in_head(text[span.start : made.start()]) and ends_in_head(text[made.end() : span.end]):
        return made
    return BETWEEN.search(text, span.start + 2, span.end - 2)


def territories_of(span: Tagged, text: str) -> Iterator[Tagged]:
    """Yield the territories of a span that names one inside another (甲镇乙村 gives both), else the span itself."""
    if span.cls != "District" or span.name:
        yield span
        return
    span = led_to(span, text)
    parted = PARTS_PLACE.search(text, span.start + SHORTEST, span.end)
    if parted:
        yield replace(span, end=parted.start())
        yield from territories_of(replace(span, start=parted.end()), text)
        return
    found = WITHIN.fullmatch(text, span.start, span.end)
    if found and is_territory(found["outer"]) and not territories.by_name(found[0]):
        yield from territories_of(replace(span, end=found.end("outer")), text)
        yield replace(span, start=found.start("inner"))
    else:
        yield span


def led_to(span: Tagged, text: str) -> Tagged:
    """Cut off a territory what leads to it (东连, 位于), unless the table knows the whole as a name."""
    name = text[span.start : span.end]
    found = LEADS_TO_PLACE.fullmatch(name)
    if not found or territories.by_name(name):
        return span
    place = found["place"]
    apart = len(found["lead"]) > 1 or bool(territories.by_name(place)) or text.count(place) > text.count(name)
    return replace(span, start=span.start + len(found["lead"])) if apart else span


def is_territory(name: str) -> bool:
    """Tell whether a name that ends like a territory's can be one: long enough, or in the national table."""
    return len(name) > 2 or bool(territories.by_name(name))


@functools.cache
def longest_head() -> int:
    """How many characters the longest type noun has."""
    return max(map(len, heads()))


def last_heads(name: str) -> Iterator[str]:
    """Yield the type nouns that a name ends in, the longest first."""
    for start in range(max(0, len(name) - longest_head()), len(name)):
        if name[start:] in heads():
            yield name[start:]


def ends_in_head(name: str) -> bool:
    """Tell whether a name ends in a type noun."""
    return next(last_heads(name), "") != ""


def head_class(name: str) -> EntityClass | None:
    """Return the class of a type noun that a name ends in, the first of ``SPLIT``."""
    found = {heads()[head][0] for head in last_heads(name)}
    return next((cls for cls in SPLIT if cls in found), None)


def enumerated(span: Tagged, text: str) -> Iterator[Tagged]:
    """Yield the names of a span that runs over the numbers of a list (甲路建设（2）乙路改造), else the span itself."""
    at = span.start
    for mark in ENUMERATOR.finditer(text, span.start, span.end):
        if mark.start() - at >= SHORTEST:
            yield replace(span, start=at, end=mark.start())
        at = mark.end()
    if span.end - at >= SHORTEST:
        yield replace(span, start=at) if at > span.start else span


def shared_tail(item: str, last: str) -> str:
    """Return what ``item`` shares with the last item of its list: what follows the part of ``last`` that answers to it.

    潴龙河 and 孝义河治理工程 share 治理工程 (after the same character), 东岭 and 西岗输变电工程 share 输变电工程 (after as many); 道路改造工程 names no site.
    """
    if THING.match(last):
        return ""
    at = last.find(item[-1], 1)
    cut = at + 1 if 0 < at < len(last) - 1 else len(item)
    tail = last[cut:]
    return tail if ends_in_head(tail) else ""


def phased(parts: Sequence[str]) -> list[str]:
    """Return the full names of the phases of one work (甲一期、二期工程, 甲二、三期工程), ``""`` for what is none."""
    names = [""] * len(parts)
    for number, (before, part) in enumerate(pairwise(parts)):
        first, later = PHASE_END.search(names[number] or before), PHASE.match(part)
        if first and later and first.start() >= SHORTEST:
            stem = (names[number] or before)[: first.start()]
            names[number] = f"{stem}{first['number']}期{part[later.end() :]}"
            names[number + 1] = stem + part
    return names


def items(span: Tagged, words: Segmented) -> Iterator[Tagged]:
    """Yield the names of a span that lists several: A、B公园 gives A公园 (said in parts) and B公园; 甲路绿化、亮化工程 is one work."""
    text = words.text
    name = text[span.start : span.end]
    if span.cls == "Plan" or any(mark in name for mark in "“”《》()") or not OUTER_LIST.search(name):
        yield from joined(span, text)
        return
    parts = LIST_MARK.split(words.written[span.start : span.end])
    if span.cls == "Project" and is_one_work(parts):
        yield span
        return
    names = phased(parts)
    at = span.start
    for part, full in zip(parts, names, strict=True):
        if len(part) >= SHORTEST:
            tail = (
                ""
                if part == parts[-1] or ends_in_head(part) or span.cls == "Industry"
                else shared_tail(part, parts[-1])
            )
            whole = full or (part + tail if tail else "")
            yield from joined(replace(span, start=at, end=at + len(part), name=whole), text)
        at += len(part) + 1


def is_one_work(parts: Sequence[str]) -> bool:
    """Tell whether the parts of a list are what is done to one road or site (甲路绿化、亮化工程), none beside it (甲中学、道路改造工程)."""
    beside = THING.match(parts[1]) and parts[0][-1] not in ROAD and not WORKS_END.search(parts[0])
    return all(WORKS.fullmatch(part) for part in parts[1:]) and not beside


def joined(span: Tagged, text: str) -> Iterator[Tagged]:
    """Yield the two names of a span such as 杭州路和富春路, else the span itself (甲河整治及生态修复工程 is one work)."""
    if span.cls == "Industry" and not span.name:
        yield from together(span, text)
        return
    found = None if span.cls == "Plan" or span.name else JOINED.search(text, span.start + 2, span.end - 2)
    if found and both_named(text[span.start : found.start()], text[found.end() : span.end], span.cls):
        yield replace(span, end=found.start())
        yield from joined(replace(span, start=found.end()), text)
    else:
        yield span


def both_named(left: str, right: str, cls: EntityClass) -> bool:
    """Tell whether what 和 joins are two names: each ends in a type noun, and the second is not only what else is done to the first."""
    return ends_in_head(left) and ends_in_head(right) and not (cls == "Project" and is_task(left, right))


def is_task(left: str, right: str) -> bool:
    """Tell whether ``right`` is a task told by common words, which belongs to the site of ``left`` (甲河整治, 生态修复工程)."""
    done = right.endswith(TASKS) and sign("deed").search(right) is not None
    return done and not left.endswith(WHOLE) and is_common(right)


@functools.lru_cache(maxsize=10_000)
def is_common(item: str) -> bool:
    """Tell whether an item is made of common words only, all of them in the dictionary."""
    import rjieba

    return all(
        len(word) > 1 and tag[:1] in "nvabdm" and tag[1:] not in ("r", "rt", "s", "z", "t")
        for word, tag in rjieba.tag(item, False)
    )


def together(span: Tagged, text: str) -> Iterator[Tagged]:
    """Yield the two lines of business of a span that a sentence joins (甲与乙协同发展; 丙、甲及乙等产业), else the span itself."""
    found = JOINED_LINES.search(text, span.start + 2, span.end - 1)
    right = text[found.end() : span.end] if found else ""
    last = found and text[span.start - 1 : span.start] == "、" and found[0] != "与" and text.startswith("等", span.end)
    apart = last and not SHARED.match(right)
    if found and len(right) >= SHORTEST and (apart or ALONG.match(text, span.end) or found[0] == "及其下游"):
        yield replace(span, end=found.start())
        yield replace(span, start=found.end())
    else:
        yield span


def with_works(span: Tagged, text: str) -> Tagged:
    """Extend the name of a road, bridge or river by the works that follow it at once (改造提升)."""
    follows = WORKS.match(text, span.end) if span.cls == "Project" and text[span.end - 1] in ROAD else None
    return replace(span, end=follows.end()) if follows else span


def tidy(tagged: Iterable[Tagged], words: Segmented) -> list[Tagged]:
    """Return tagged spans trimmed, cut into items and extended, in the order of the text."""
    text = words.text
    spans = list(tagged)
    places = {text[span.start : span.end] for span in spans if span.cls in ("District", "Park")}
    works = [text[span.start : span.end] for span in spans if span.cls == "Project"]
    apart = (part for span in spans for item in enumerated(span, text) for part in without_means(item, text))
    whole = (without_former(part, text, places) for span in apart for part in territories_of(span, text))
    parts = (of_kind(trimmed(part, text), text, works) for span in whole for part in without_verbs(span, text))
    named = (part for part in parts if not (part.cls == "Park" and is_general(words, part.start, part.end)))
    return [with_works(item, text) for part in named for item in items(part, words)]


def is_general(words: Segmented, start: int, end: int) -> bool:
    """Tell whether a stretch counts sites instead of naming one: 八大景区, 第二批示范园区, 花椒基地3处 (五大连池 is one word)."""
    text, found = words.text, GENERAL.match(words.text, start, end)
    counted = found and (not found["sites"] or is_begin(words, found.start("sites")))
    return (
        bool(counted)
        or is_several(words, start, end)
        or (text.endswith("基地", start, end) and bool(TIMES.match(text, end)))
    )


def is_several(words: Segmented, start: int, end: int) -> bool:
    """Tell whether a stretch counts sites within it; a number inside a word or of something else (三个庄产业园) is part of a name."""
    several = SEVERAL.match(words.text, start, end)
    if several is None or not is_begin(words, several.start("count")):
        return False
    sites = several.start("sites")
    return is_begin(words, sites) and not is_begin(words, sites + 1)


def of_kind(span: Tagged, text: str, works: Sequence[str]) -> Tagged:
    """Take a single facility (甲机场, 乙博物馆), which is no area, for a work, unless it is where another of the ``works`` is done (甲机场扩建)."""
    if span.cls != "Park" or span.name or not sign("facility").search(text, span.start, span.end):
        return span
    name = text[span.start : span.end]
    return span if any(name in work and name != work for work in works) else replace(span, cls="Project")
