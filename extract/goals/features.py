"""What a clause looks like as features of the goal judge."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extract.document import Document
from extract.goals.clauses import Clause
from extract.goals.words import pattern

YEARS = re.compile(r"20\d\d\s?年|十[四五六]五|未来五年|今后五年|本世纪|远景")
NUMBER = re.compile(r"\d[\d.]*\s?(?:%|％|万|亿|个|家|公里|亩|项|人|元|平方|倍|户|吨|所)")
SELF = re.compile(r"[我全本](?:省|市|区|县|州|旗)")
AIM = re.compile(
    r"(?:目标|愿景|定位|蓝图|要求)[^，。；：！\n]{0,14}：|(?:目标|定位|愿景)(?:是|为|就是|如下|概括)|以下[^，。；\n]{0,8}目标"
)
SENTENCE = re.compile(r"[。！？\n]")
STOP = re.compile(r"[。；！？\n]")
SOLO = re.compile(r"[。；！\n]\s*$")
COUNTED = re.compile(
    r"\s*(?:([一二三四五六七八九十]+是)|([（(][一二三四五六七八九十\d]+[）)])|(——|—)|(\d+\s?[.．、]|[一二三四五六七八九十]+、)|([第首][一二三四五六七八九]?，)|([●·]))"
)
OPENERS = frozenset(" \t\u3000一二三四五六七八九十（(—0123456789第首●·")
LEADS = ("", "是", "（）", "——", "1.", "第", "·")
AIMED = re.compile(
    r"(?:以|锚定|立足|围绕|瞄准|对标|按照|聚焦|朝着|围绕着)[^，]*?(?:目标|定位|愿景|方向)|目标(?:迈进|奋进|前进)"
)
AIM_WORDS = ("目标", "定位", "愿景", "方向")
NOTES = re.compile(r"名词解释|注释|附件|附录|附注|名词")
MEANT = re.compile(r"”?\s?[：:]?\s?(?:是指|指的是|即)")
REACH = 12
"""Blocks that a sentence announcing goals (主要目标是：) reaches on."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all clauses of a document: its own names, its areas' mentions (start), how many blocks
    under a heading path open with a short sentence, where goals are announced and what is past or ahead is told
    (ends of the words), where sentences end, where blocks start, how many clauses of a heading path have the same ending,
    the class of what ends at a place (``things``), where parks, projects and firms start (``inner``), how many clauses of a
    heading path are whole sentences, and where those start (``alone``)."""

    document: Document
    own: tuple[str, ...]
    areas: tuple[int, ...]
    titles: dict[tuple[str, ...], int]
    aims: tuple[int, ...] = ()
    past: tuple[int, ...] = ()
    ahead: tuple[int, ...] = ()
    stops: tuple[int, ...] = ()
    blocks: tuple[int, ...] = ()
    alike: Mapping[tuple[tuple[str, ...], str], int] = field(default_factory=dict)
    things: Mapping[int, str] = field(default_factory=dict)
    inner: tuple[int, ...] = ()
    solos: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    alone: frozenset[int] = frozenset()


def starts(found: re.Pattern[str], text: str) -> tuple[int, ...]:
    """Where a pattern is found in a text (ends of its matches)."""
    return tuple(m.end() for m in found.finditer(text))


def last(places: Sequence[int], position: int) -> int:
    """The last of sorted places at or before a position, -1 where there is none."""
    at = bisect_right(places, position)
    return places[at - 1] if at else -1


def headed(setting: Setting, clause: Clause) -> bool:
    """Whether a clause opens a sentence, a part of one or a list item."""
    text, block = setting.document.text, setting.document.blocks[clause.block]
    return clause.ordinal == 0 or (
        text[max(block.start, clause.left - 1)] in "。；：！）)、— " and clause.left > block.start
    )


def announced(setting: Setting, clause: Clause) -> bool:
    """Whether a sentence before, in the same section and at most ``REACH`` blocks back, announces goals."""
    blocks = setting.document.blocks
    at = last(setting.aims, clause.left)
    number = bisect_right(setting.blocks, at - 1) - 1 if at > 0 else -1
    return number >= 0 and clause.block - number <= REACH and blocks[number].path == blocks[clause.block].path


def titles(document: Document) -> dict[tuple[str, ...], int]:
    """For each heading path how many of its blocks open with a sentence of at most 16 characters."""
    found: dict[tuple[str, ...], int] = {}
    for block in document.blocks:
        stop = document.text.find("。", block.start, min(block.start + 17, block.end))
        if block.kind != "heading" and stop > 0:
            found[block.path] = found.get(block.path, 0) + 1
    return found


@dataclass(frozen=True, slots=True)
class Above:
    """What the headings above a clause say: the words of a goals section in them, whether the nearest has one,
    whether they look back, whether they name years and whether they open notes."""

    section: tuple[str, ...]
    near: bool
    review: bool
    dated: bool
    notes: bool


@lru_cache(4096)
def above(path: tuple[str, ...]) -> Above:
    """Read the headings above a clause."""
    headings = "／".join(path)
    section = pattern("section")
    return Above(
        tuple(sorted(set(section.findall(headings)))),
        bool(path and section.search(path[-1])),
        bool(pattern("review").search(headings)),
        bool(YEARS.search(headings)),
        bool(NOTES.search(headings)),
    )


@lru_cache(2048)
def near(n: int) -> str:
    """A number on a coarse scale."""
    return next((str(limit) for limit in (0, 1, 2, 3, 5, 8, 12, 16, 20, 26, 34, 45) if n <= limit), "max")


def found_in(kind: str, text: str) -> str:
    """The last word of a kind in a text, or empty."""
    hits = pattern(kind).findall(text)
    return hits[-1] if hits else ""


def clause_features(setting: Setting, clause: Clause) -> list[str]:
    """Names of what holds for a clause, its place and its surroundings."""
    text = setting.document.text
    block = setting.document.blocks[clause.block]
    body = text[clause.start : clause.end]
    whole = text[clause.left : clause.right]
    before = text[max(block.start, clause.left - 1) : clause.left]
    after = text[clause.right : min(clause.right + 1, block.end)]
    headings = above(block.path)
    section, review = headings.section, headings.review
    tail = found_in("place", body[-8:])
    change = found_in("change", whole)
    sentence = text[max(last(setting.stops, clause.left), block.start) : clause.left]
    kind = setting.document.metadata.kind
    named = any(name in body for name in setting.own)
    place = f"{near(clause.ordinal)}" if clause.ordinal < 4 else "later"
    shape = f"{clause.verb}|{tail}"
    scope, small = found_in("scope", body), found_in("small", body[-12:])
    series = near(setting.titles.get(block.path, 0))
    opening = clause.ordinal == 0 and after in ("。", "：")
    dated = headings.dated, bool(YEARS.search(text, block.start, clause.left))
    head = headed(setting, clause)
    aim = announced(setting, clause)
    rest = STOP.search(text, clause.right, block.end)
    detail = text[clause.right : rest.start() if rest else block.end]
    past, ahead = last(setting.past, clause.left), last(setting.ahead, clause.left)
    tense = "none" if max(past, ahead) < block.start else "past" if past > ahead else "ahead"
    far = "none" if max(past, ahead) < 0 else "past" if past > ahead else "ahead"
    same = near(setting.alike.get((block.path, body[-4:]), 0)) if head else "-"
    skipped = text[clause.left : clause.start][-10:]
    verb, within, changed, verbal = clause.verb, str(bool(section)), str(bool(change)), str(bool(clause.verb))
    counted, quoted, scoped = str(bool(NUMBER.search(detail))), str("“" in body), str(bool(scope))
    found = [
        f"detail={counted},long={near(len(detail))},head={head}",
        f"detail={counted},head={head},section={within},aim={aim}",
        f"tense={tense},change={changed}",
        f"tense={tense},verb={verb}",
        f"far={far},tense={tense},section={within}",
        f"same={same},change={changed}",
        f"aim={aim},head={head},change={changed}",
        f"aim={aim},before={before},change={changed}",
        f"same={same},section={within},aim={aim}",
        *(f"skipped={skipped[i : i + 2]}" for i in range(len(skipped) - 1)),
        f"verb={verb}",
        f"tail={tail}",
        f"change={change}",
        f"shape={shape}",
        f"scope={scope}",
        f"small={small}",
        f"scope={scoped},small={bool(small)},verb={verb}",
        f"scope={scoped},tail={tail}",
        f"opening={opening},series={series}",
        f"opening={opening},series={series},section={within}",
        f"opening={opening},section={within},change={changed}",
        f"dated={dated},change={changed},verb={verbal}",
        f"dated={dated},section={within}",
        f"verb={verb},section={within}",
        f"change={changed},section={within},ordinal={place}",
        f"change={change},after={after}",
        f"kind={kind},verb={verb}",
        f"kind={kind},verb={verbal},change={changed},ordinal={place},after={after}",
        f"block={block.kind}",
        f"block={block.kind},section={within},ordinal={place}",
        f"block={block.kind},near={headings.near},verb={verbal}",
        f"review={review}",
        f"review={review},kind={kind}",
        f"depth={len(block.path)}",
        f"length={near(len(body))}",
        f"manner={text[clause.start : clause.start + 2]}",
        f"skip={near(clause.start - clause.left)}",
        f"before={before}",
        f"after={after}",
        f"before={before},after={after},verb={verbal}",
        f"ordinal={place}",
        f"number={bool(NUMBER.search(body))}",
        f"years={bool(YEARS.search(sentence))},verb={verbal}",
        f"named={named}",
        f"named={named},verb={verb}",
        f"named={named},tail={tail}",
        f"self={bool(SELF.search(body))}",
        f"quote={quoted}",
        f"quote={quoted},verb={verb}",
        f"list={min(body.count('、'), 3)}",
        f"end2={body[-2:]}",
        f"begin3={whole[:3]}",
        f"at={int(10 * clause.start / max(len(text), 1))},kind={kind}",
        f"area={area_before(setting, block.start, clause.start)},verb={verb}",
        f"position={found_in('section', sentence)},verb={verbal}",
    ]
    lead = lead_of(setting, clause)
    only = clause.left in setting.alone
    solos = near(setting.solos.get(block.path, 0)) if only else "-"
    final = after in "。！" if after else True
    first = sentence == "" or not sentence.strip("— 一二三四五六七八九十是（）()0123456789.．、")
    stop = rest.start() + 1 if rest else block.end
    following = STOP.search(text, stop, block.end)
    nexts = text[stop : following.start() if following else block.end]
    thing = setting.things.get(clause.end, "")
    inner = bisect_right(setting.inner, clause.end - 1) - bisect_right(setting.inner, clause.start - 1)
    notes = headings.notes
    found += [
        f"lead={lead},first={first},final={final},change={changed}",
        f"lead={lead},final={final},section={within},verb={verbal}",
        f"solo={only},change={changed},solos={solos}",
        f"solo={only},section={within},next={bool(NUMBER.search(nexts))}",
        f"solo={only},change={change},tense={tense}",
        f"first={first},final={final},verb={verb}",
        f"thing={thing},verb={verb}",
        f"thing={thing},tail={tail}",
        f"thing={thing},list={min(body.count('、'), 3)},inner={min(inner, 3)}",
        f"inner={min(inner, 4)},verb={verb}",
        f"aimed={aims_inside(whole)},verb={verbal}",
        f"notes={notes},verb={verbal}",
        f"meant={bool(MEANT.match(text, clause.right))}",
        f"etc={body.endswith('等')}",
    ]
    found += [f"section={s}" for s in section] or ["section="]
    found += [f"section={s},verb={verbal},ordinal={place}" for s in section]
    return [*dict.fromkeys(found), *wording(body)]


def solo(setting: Setting, clause: Clause) -> bool:
    """Whether a clause is a whole sentence, or all of a sentence before a colon."""
    text, block = setting.document.text, setting.document.blocks[clause.block]
    if clause.right < block.end and text[clause.right] not in "。：！；":
        return False
    before = text[max(last(setting.stops, clause.left), block.start) : clause.left]
    return not before or before[-1] == "；" or before.isspace() or COUNTED.fullmatch(before) is not None


def aims_inside(whole: str) -> bool:
    """Whether a clause names a goal as such (以…为目标); most clauses have none of the words."""
    return any(word in whole for word in AIM_WORDS) and AIMED.search(whole) is not None


def lead_of(setting: Setting, clause: Clause) -> str:
    """What opens the sentence of a clause, as one of ``LEADS``."""
    text, start = setting.document.text, setting.document.blocks[clause.block].start
    opening = max(last(setting.stops, clause.left), start)
    if opening < clause.left and text[opening] in OPENERS:
        found = COUNTED.match(text, opening, clause.left)
        return LEADS[found.lastindex or 0] if found else ""
    return ""


def wording(body: str) -> Iterable[str]:
    """Pairs of characters of a goal."""
    return dict.fromkeys([f"w={body[i : i + 2]}" for i in range(len(body) - 1)])


def sentence_before(text: str, start: int, position: int) -> str:
    """What stands in the sentence before a position."""
    opening = max(text.rfind(mark, start, position) for mark in "。！？\n")
    return text[max(opening, start - 1) + 1 : position]


def area_before(setting: Setting, start: int, position: int) -> bool:
    """Whether an area is named in the 40 characters before, in the same block."""
    return last(setting.areas, position - 1) >= max(start, position - 40)
