"""Lists cut into their items, each with the head that it shares with the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.entities.bounds import ROAD, SHORTEST, WORKS
from extract.entities.nouns import ends_in_head, is_common
from extract.entities.propose import Segmented
from extract.entities.signs import any_of, sign
from extract.entities.tagging import Tagged
from extract.facts import EntityClass

OUTER_LIST = re.compile(r"[、]")
LIST_MARK = re.compile("、|[和及与](?=[一二三四五六七八九十]期)")
JOINED = re.compile(r"[和及与]")
WORKS_END = re.compile(any_of("work on road") + "$")
TASKS = ("工程", "项目", "行动", "建设", "改造")
"""What names of works end in that tell what is done."""
WHOLE = ("工程", "项目", "行动")
"""What the names of works end in that need nothing more."""
THING = re.compile("道路|便道|管网|片区")
"""What is at many sites, of which works beside another site are told."""
JOINED_LINES = re.compile("及其下游|[和及与]")
PHASE = re.compile("[一二三四五六七八九十]期")
PHASE_END = re.compile("(?P<number>[一二三四五六七八九十])(?:期|期工程|期项目)?$")
SHARED = re.compile(any_of("shared line"))
"""What is said of the line of business before it, and none alone."""
ALONG = re.compile("(?:协同|联动|互动|深度融合|融合发展)")
"""What a sentence says of two lines of business."""


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
