"""The numbers that Word prints before headings and list items (``第一章``, ``（一）``, ``1.2``) and keeps out of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"}
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition: the first number, its format (ST_NumberFormat of ECMA-376) and the pattern of the label."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""


class Numbering:
    """Counts list paragraphs in reading order, as Word does when it lays out the page (ECMA-376 part 1, 17.9)."""

    def __init__(self, part: etree._Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for abstract in [] if part is None else part.iter(qn("w:abstractNum")):
            levels = abstract.iterchildren(qn("w:lvl"))
            self._levels[_attribute(abstract, "abstractNumId")] = {
                int(_attribute(level, "ilvl") or 0): _level(level) for level in levels
            }
        for number in [] if part is None else part.iter(qn("w:num")):
            self._lists[_attribute(number, "numId")] = _value(number, "abstractNumId")

    def label(self, list_id: str, depth: int) -> str:
        """Return the label of the next paragraph of a list at a depth from 0; empty for bullets and unknown lists."""
        abstract = self._lists.get(list_id, "")
        levels = self._levels.get(abstract, {})
        if depth not in levels or not 0 <= depth < _LEVELS:
            return ""
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in range(depth + 1, _LEVELS):
            counts.pop(deeper, None)
        if levels[depth].form in {"bullet", "none"}:
            return ""
        return _PLACE.sub(lambda found: _shown(levels, counts, int(found.group(1)) - 1), levels[depth].pattern)


def _shown(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth, Level())
    return formatted(counts.get(depth, level.start), level.form)


def _level(element: etree._Element) -> Level:
    start = _value(element, "start")
    return Level(
        int(start) if start.isdecimal() else 1, _value(element, "numFmt") or "decimal", _value(element, "lvlText")
    )


def _value(element: etree._Element, child: str) -> str:
    found = element.find(qn(f"w:{child}"))
    return "" if found is None else _attribute(found, "val")


def _attribute(element: etree._Element, name: str) -> str:
    return element.get(qn(f"w:{name}"), "")


def formatted(number: int, form: str) -> str:
    """Write a list number in one of Word's formats; decimal for a format not known here."""
    if form in _CHINESE:
        return chinese(number)
    if form == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 0 < number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if form == "ideographTraditional" and 0 < number <= len(_STEMS):
        return _STEMS[number - 1]
    return _latin(number, form)


def _latin(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 40:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text, number = text + sign * (number // value), number % value
    return text


def chinese(number: int) -> str:
    """Write 1 to 999 in Chinese numerals as headings use them (十一, 二十, 一百零五); digits beyond."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")
