"""Several indicators in one phrase: the subjects of 分别, names that share a head, names that share a value."""

from __future__ import annotations

import re

from extract.numbers.indicator import clean, strip_lead
from extract.numbers.words import any_of, group

AND = r"和(?!谐|美)|与|以及|(?<![普涉以])及(?![时格第])"
"""Joins names; no 及 of 普及率."""
GROUPED = re.compile(r"[二两三四五六七八九十](?:大|条|个|类|种)[^、]{0,4}(?:产业|产业链|链|领域|行业|集群)$")
SUMMED = re.compile(
    rf"(?P<list>[^，]+?(?:、|和|与|及)[^，]+?)[二两三四五六七八九十](?:大|条|个|类|项|种|家|户)(?P<kind>[^、\d]*?)(?P<owned>{any_of('heads', 'head')})?$"
)
"""A list, how many it names and what of them is measured: 汽车、化工、食品三条链产值."""
TOGETHER = re.compile(r"、.*(?:等[^率、]{2,}|[二两三四五六七八九十](?:大|条|类|个|种)[^率、]{2,})(?:占比|比重)$")
SAID = re.compile(
    r"(?:^|[，；：])(?P<list>[^，；：]+、[^，；：]+?)[二两三四五六七八九十](?:项|个|大|条|类)[^，；：]*(?:，[^，；：]*)?$"
)
PASSES = re.compile(r"^(?:突破|超过?)")
OF_WHOLE = re.compile(r"(.{2,}?" + any_of("phrases", "whole") + r")(占[^占]{2,}(?:比重|比例|的?比))$")
"""What measures are a share of, told once after the last: (服务业和)工业增加值 + 占地区生产总值比重."""
WHOSE = ("工业", "企业", "产业", "服务业", "制造业", "园区", "开发区")


def shares(subject: str, count: int) -> list[str]:
    """Split the subject of 分别 and what follows it into ``count`` indicators: A、B两大产业分别实现产值 → A产值, B产值."""
    summed = SUMMED.match(subject)
    if summed and "分别" not in subject:
        listed = parts(summed["list"], count)
        if listed:
            return [name + summed["kind"].removesuffix("指标") + (summed["owned"] or "") for name in listed]
    owners, _, owned = subject.partition("分别")
    owned = strip_lead(PASSES.sub("", clean(owned)))
    if not owners or not owned:
        return parts(subject, count)
    return [owner + owned for owner in parts(GROUPED.sub("", clean(owners)), count)]


def listed_before(said: str, count: int) -> list[str]:
    """Return the ``count`` indicators that the clause before lists: 产值、利税、税收三项指标翻一番，(分别达到…)."""
    found = SAID.search(said.rstrip("， "))
    return parts(strip_lead(clean(found["list"])), count) if found else []


def coordinated(subject: str) -> list[str]:
    """Split what has one value in common: A、B和C均增长 → A, B, C; one name where nothing is coordinated."""
    count = len(re.split(rf"、|{AND}", subject))
    count = 2 if count == 1 and "城乡" in subject else count
    found = parts(subject, count)
    return found if all(len(name) > 1 for name in found) and found else [subject]


def parts(subject: str, count: int) -> list[str]:
    """Split the subject of 分别 into ``count`` indicators (城乡居民收入 → 城镇居民收入, 农村居民收入); empty where it does not split."""
    if count == 1:
        return [subject]
    for joint in (r"、|，", rf"、|{AND}|，"):
        pieces = [p for p in re.split(joint, subject) if p]
        if len(pieces) == count:
            return _completed(pieces, "、" not in subject)
    for pair, names in (("城乡", ("城镇", "农村")), ("城镇和农村", ("城镇", "农村")), ("省市", ("省", "市"))):
        if pair in subject and count == 2:
            return [subject.replace(pair, name, 1) for name in names]
    expanded = [
        e
        for p in pieces
        for e in ([p.replace("城乡", "城镇", 1), p.replace("城乡", "农村", 1)] if "城乡" in p else [p])
    ]
    if len(expanded) == count:
        return _completed(expanded, False)
    if len(pieces) > count:
        return _completed(pieces[-count:], False)
    return []


def _completed(pieces: list[str], paired: bool) -> list[str]:
    """Give each piece the head that it shares with the last; of a pair joined by 和 (``paired``) the second the first's modifier."""
    whole = OF_WHOLE.match(pieces[-1])
    if whole and not any("占" in piece for piece in pieces[:-1]):
        return [piece + whole[2] for piece in _completed([*pieces[:-1], whole[1]], paired)]
    last = pieces[-1]
    head = next((h for h in group("heads", "head") if last.endswith(h)), "")
    out = []
    for at, piece in enumerate(pieces[:-1]):
        nearer = next((h for p in pieces[at + 1 :] for h in group("heads", "head") if p.endswith(h)), head)
        if (
            nearer != head
            and (len(piece) > 3 or nearer in group("heads", "bulk"))
            and not any(piece.endswith(h) for h in group("heads", "head"))
        ):
            piece += nearer
        elif head and not any(piece.endswith(h) for h in group("heads", "head")):
            piece += (
                last[len(piece) :].removeprefix(piece[-1])
                if len(piece) <= 3 and len(piece) + len(head) < len(last)
                else head
            )
        out.append(piece)
    first = pieces[0]
    whose = next((first[: -len(h)] for h in group("heads", "head") if first.endswith(h)), "")
    if whose.endswith(WHOSE) and all(p in group("heads", "head") for p in pieces[1:]):
        return [first, *(whose + p for p in pieces[1:])]
    shared = next(
        (first[: -len(h)] for h in group("heads", "head") if first.endswith(h) and len(first) > len(h) + 1), ""
    )
    if shared and last == head and paired:
        out.append(shared + last)
    else:
        out.append(last)
    return out


def each(name: str) -> str:
    """Mark 热线解决率、群众满意率 as two names with one value; what a list sums up to (三大产业占比, 等农产品占比) is one."""
    if TOGETHER.search(name):
        return name
    pieces = [p for p in re.split(rf"、|{AND}", name) if p]
    shared = len(pieces) > 1 and pieces[-1].endswith(("率", "比重", "占比", "满意度")) and "比重" not in pieces[0]
    full = parts(name, len(pieces)) if shared and all(len(p) >= 2 for p in pieces) else []
    return "｜".join(full) or name
