"""The numbers and signs that headings and list items begin with."""

from __future__ import annotations

import re
from typing import NamedTuple

_HAN_NUMBER = "〇零一二三四五六七八九十百"
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

STYLES = (
    ("part", rf"第[{_HAN_NUMBER}\d]{{1,4}}(?:[编篇]|部分)"),
    ("chapter", rf"第[{_HAN_NUMBER}\d]{{1,4}}章"),
    ("section", rf"第[{_HAN_NUMBER}\d]{{1,4}}节"),
    ("article", rf"第[{_HAN_NUMBER}\d]{{1,4}}条"),
    ("box", r"专栏\s*[\d一二三四五六七八九十]*(?:[-—–－.]\d+)?\s*[:：]?|附?[图表]\s*\d+(?:[-—–－.]\d+)?\s*[:：]?"),
    ("han", rf"[{_HAN_NUMBER}]{{1,3}}\s*(?:、|[．.](?!\d))"),
    ("han_bracket", rf"[（(]\s*[{_HAN_NUMBER}]{{1,3}}\s*[）)]"),
    ("ordinal", rf"[{_HAN_NUMBER}]{{1,3}}是|第[{_HAN_NUMBER}]{{1,3}}[，,、]"),
    (
        "decimal",
        r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?(?=\s|[^\d.%％\s]{2})(?![万亿个项倍元年])(?!\s+(?:[万亿]{1,2}[元吨亩人千标立平次户美]|公里|平方|公顷|立方|吨|千瓦))",
    ),
    ("number", r"\d{1,3}\s*(?:、|[．.](?!\d))"),
    ("bracket", r"[（(]\s*\d{1,3}\s*[）)]|\d{1,3}[）)]"),
    ("circle", r"[①-⑳㈠-㈩⑴-⒇❶-❿]"),
    ("note", r"[\[［〔]\d{1,3}[\]］〕]"),
    ("bullet", r"[-*+•●■◆▪▲·○□◇★☆➢➤]\s+|[•●■◆▪▲◇★➢➤]|——|--(?=\S)"),
)
_MARKER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in STYLES))
_HASH = re.compile(r"(#{1,6})\s+")
_FIRST = re.compile(rf"[第专附图表{_HAN_NUMBER}（(\d①-⑳㈠-㈩⑴-⒇❶-❿\[［〔\-*+•●■◆▪▲·○□◇★☆➢➤—#]")


class Marker(NamedTuple):
    """A marker at the beginning of a text: its style, its number (0 where it has none) and where it ends."""

    style: str
    number: int
    end: int


def marker_of(text: str) -> Marker | None:
    """Return the marker that a text begins with, None where it has none."""
    if not _FIRST.match(text):
        return None
    if hashes := _HASH.match(text):
        return Marker(f"hash{len(hashes[1])}", 0, hashes.end())
    found = _MARKER.match(text)
    return Marker(found.lastgroup or "", number_of(found[0]), found.end()) if found else None


def number_of(marker: str) -> int:
    """Return the number that a marker names: 第十二章 gives 12, （3） gives 3; 0 for none."""
    if digits := re.search(r"\d+", marker):
        return int(digits[0])
    if "①" <= marker[0] <= "⑳":
        return ord(marker[0]) - ord("①") + 1
    total, last = 0, 0
    for char in marker:
        if char == "十":
            total, last = total + (last or 1) * 10, 0
        elif char == "百":
            total, last = total + (last or 1) * 100, 0
        elif char in _DIGITS:
            last = _DIGITS[char]
    return total + last
