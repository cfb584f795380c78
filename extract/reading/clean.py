"""Character noise: what stands inside a line but was never written by the plan's authors."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

from extract.reading.mojibake import realigned
from extract.reading.tracked import Edit, Tracked, edited, respelled, substituted
from extract.reading.traditional import simplified
from ontology.tables import read_table

BREAK = "\x0b"
"""A line break inside one element of the source."""
HAN = "㐀-鿿豈-﫿\U00020000-\U0003134f〇"
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
DATA = Path(__file__).parent / "data"
GLOSSED = 10  # syllables with a tone mark that make a document one with pinyin

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_PINYIN = re.compile(rf"(?<=[{HAN}])[ \xa0]?[(（](?=[a-zü]{{0,6}}[{TONED}])[a-zü{TONED}]{{1,7}}[)）]")
_TONELESS = re.compile(rf"(?<=[{HAN}])[(（](?!k?m[)）]|[kg]g?[)）]|ha[)）]|t[)）])[a-zü]{{1,6}}[)）]")
_STRAY = re.compile(rf"\??[(（]?(?=[a-zü]{{0,6}}[{TONED}])[a-zü{TONED}]{{1,7}}[)）]")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％＜＞＝＋]|．(?:(?<=[0-9０-９].)|(?=[0-9０-９]))")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_POINT = re.compile(
    rf"[,;:!?](?:(?<=[{HAN}”》）%].)(?![0-9/]*[.:,]\d)|(?<=[{HAN}”》）%] .)|(?= ?[{HAN}“《]))"
    rf"|\((?:(?=[{HAN}“《])|(?<=[{HAN}”》].))|\)(?:(?=[{HAN}“《，。、；：])|(?<=[{HAN}”》].))"
)
_BRACKETS = re.compile(r"\([^()\n\t\x0b]{0,80}\)")
_CHINESE = re.compile(f"[{HAN}“”《》，。、；：]")
_CHINESE_POINT = str.maketrans(",;:!?()", "，；：！？（）")


def cleaned(tracked: Tracked) -> Tracked:
    """Remove the noise inside lines.

    ``tracked`` holds one source element per line (``\\n``), breaks inside an element as ``BREAK``; so does the result. Blanks are
    left alone, for columns may depend on them.
    """
    tracked = _without_pinyin(_without_entities(tracked))
    tracked = simplified(realigned(tracked))
    for reason, sign, pattern, new in _noise():
        if sign in tracked.text:
            tracked = substituted(tracked, pattern, new, reason)
    tracked = respelled(tracked, *_WIDE.subn(_narrow, tracked.text), "full-width")
    tracked = respelled(tracked, *_BRACKETS.subn(_chinese_brackets, tracked.text), "punctuation")
    return respelled(tracked, *_POINT.subn(_chinese_point, tracked.text), "punctuation")


def _without_entities(tracked: Tracked) -> Tracked:
    if "&" not in tracked.text:
        return tracked
    found = ((match, html.unescape(match[0])) for match in _ENTITY.finditer(tracked.text))
    return edited(tracked, [Edit(*match.span(), char, "entity") for match, char in found if char != match[0]])


def _without_pinyin(tracked: Tracked) -> Tracked:
    glossed = substituted(tracked, _PINYIN, "", "pinyin")
    if len(glossed.losses) - len(tracked.losses) < GLOSSED:
        return glossed
    return substituted(substituted(realigned(glossed), _TONELESS, "", "pinyin"), _STRAY, "", "pinyin")


def _narrow(match: re.Match[str]) -> str:
    return match[0].translate(_NARROW)


def _chinese_brackets(match: re.Match[str]) -> str:
    """Brackets in, before or behind Chinese text are Chinese brackets, both of them."""
    text, start, end = match.string, *match.span()
    around = text[max(start - 2, 0) : start].strip(" ")[-1:] + text[end : end + 1]
    return f"（{match[0][1:-1]}）" if _CHINESE.search(match[0]) or _CHINESE.search(around) else match[0]


def _chinese_point(match: re.Match[str]) -> str:
    return match[0].translate(_CHINESE_POINT)


@cache
def _noise() -> tuple[tuple[str, str, re.Pattern[str], str], ...]:
    rows = read_table(DATA / "noise.tsv", ("reason", "sign", "pattern", "new"))
    filled = ((reason, sign, pattern.replace("{han}", HAN), new) for reason, sign, pattern, new in rows)
    return tuple(
        (reason, sign, re.compile(pattern), new.replace("\\x0b", BREAK)) for reason, sign, pattern, new in filled
    )
