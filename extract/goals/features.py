"""What a clause looks like as features of the goal judge."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.document import Document
from extract.goals.clauses import Clause
from extract.goals.words import pattern

YEARS = re.compile(r"到?\s?20\d\d\s?年|“?十[四五六]五”?|未来五年|今后五年|本世纪|远景")
NUMBER = re.compile(r"\d[\d.]*\s?(?:%|％|万|亿|个|家|公里|亩|项|人|元|平方|倍|户|吨|所)")
SELF = re.compile(r"[我全本](?:省|市|区|县|州|旗)")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all clauses of a document: its own names, its areas' mentions (start),
    and how many blocks under a heading path open with a short sentence."""

    document: Document
    own: tuple[str, ...]
    areas: tuple[int, ...]
    titles: dict[tuple[str, ...], int]


def titles(document: Document) -> dict[tuple[str, ...], int]:
    """For each heading path how many of its blocks open with a sentence of at most 16 characters."""
    found: dict[tuple[str, ...], int] = {}
    for block in document.blocks:
        stop = document.text.find("。", block.start, min(block.start + 17, block.end))
        if block.kind != "heading" and stop > 0:
            found[block.path] = found.get(block.path, 0) + 1
    return found


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
    headings = "／".join(block.path)
    section = sorted(set(pattern("section").findall(headings)))
    review = bool(pattern("review").search(headings))
    nearest = block.path[-1] if block.path else ""
    tail = found_in("place", body[-8:])
    change = found_in("change", whole)
    sentence = sentence_before(text, block.start, clause.left)
    kind = setting.document.metadata.kind
    named = any(name in body for name in setting.own)
    place = f"{near(clause.ordinal)}" if clause.ordinal < 4 else "later"
    shape = f"{clause.verb}|{tail}"
    scope, small = found_in("scope", body), found_in("small", body[-12:])
    series = near(setting.titles.get(block.path, 0))
    opening = clause.ordinal == 0 and after in ("。", "：")
    dated = bool(YEARS.search(headings)), bool(YEARS.search(text, block.start, clause.left))
    found = [
        f"verb={clause.verb}",
        f"tail={tail}",
        f"change={change}",
        f"shape={shape}",
        f"scope={scope}",
        f"small={small}",
        f"scope={bool(scope)},small={bool(small)},verb={clause.verb}",
        f"scope={bool(scope)},tail={tail}",
        f"opening={opening},series={series}",
        f"opening={opening},series={series},section={bool(section)}",
        f"opening={opening},section={bool(section)},change={bool(change)}",
        f"dated={dated},change={bool(change)},verb={bool(clause.verb)}",
        f"dated={dated},section={bool(section)}",
        f"verb={clause.verb},section={bool(section)}",
        f"change={bool(change)},section={bool(section)},ordinal={place}",
        f"change={change},after={after}",
        f"kind={kind},verb={clause.verb}",
        f"kind={kind},verb={bool(clause.verb)},change={bool(change)},ordinal={place},after={after}",
        f"block={block.kind}",
        f"block={block.kind},section={bool(section)},ordinal={place}",
        f"block={block.kind},near={bool(pattern('section').search(nearest))},verb={bool(clause.verb)}",
        f"review={review}",
        f"review={review},kind={kind}",
        f"depth={len(block.path)}",
        f"length={near(len(body))}",
        f"manner={text[clause.start : clause.start + 2]}",
        f"skip={near(clause.start - clause.left)}",
        f"before={before}",
        f"after={after}",
        f"before={before},after={after},verb={bool(clause.verb)}",
        f"ordinal={place}",
        f"number={bool(NUMBER.search(body))}",
        f"years={bool(YEARS.search(sentence))},verb={bool(clause.verb)}",
        f"named={named}",
        f"named={named},verb={clause.verb}",
        f"named={named},tail={tail}",
        f"self={bool(SELF.search(body))}",
        f"quote={'“' in body}",
        f"quote={'“' in body},verb={clause.verb}",
        f"list={min(body.count('、'), 3)}",
        f"end2={body[-2:]}",
        f"end3={body[-3:]}",
        f"begin4={body[:4]}",
        f"begin3={whole[:3]}",
        f"at={int(10 * clause.start / max(len(text), 1))},kind={kind}",
        f"area={area_before(setting, block.start, clause.start)},verb={clause.verb}",
        f"position={found_in('section', sentence)},verb={bool(clause.verb)}",
    ]
    found += [f"section={s}" for s in section] or ["section="]
    found += [f"section={s},verb={bool(clause.verb)},ordinal={place}" for s in section]
    return [*found, *wording(body)]


def wording(body: str) -> Iterable[str]:
    """Pairs of characters of a goal."""
    return sorted({f"w={body[i : i + 2]}" for i in range(len(body) - 1)})


def sentence_before(text: str, start: int, position: int) -> str:
    """What stands in the sentence before a position."""
    opening = max(text.rfind(mark, start, position) for mark in "。！？\n")
    return text[max(opening, start - 1) + 1 : position]


def area_before(setting: Setting, start: int, position: int) -> bool:
    """Whether an area is named in the 40 characters before, in the same block."""
    return any(max(start, position - 40) <= at < position for at in setting.areas)
