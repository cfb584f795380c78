"""False blanks: those that layout and converters put inside words, names and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.reading.clean import HAN
from extract.reading.tracked import Edit

BLANK = " \xa0\u1680\u2000-\u200a\u202f\u205f\u3000\x85"
_NUMERALS = "〇零○一二三四五六七八九十百千"
_RUN = re.compile(f"[{BLANK}]+")
_HAN = re.compile(f"[{HAN}]")
_MIXED = re.compile(r"[0-9A-Za-z+%‰℃.,~≤≥<>-]")
_POINTS = frozenset("—→，。、；：？！（）《》“”‘’【】\n\t\x0b")
_MARKER = re.compile(
    rf"(?:^|\n)(?:第[{_NUMERALS}\d]+(?:[编篇章节]|部分)|[{_NUMERALS}\d]+部分|专栏[{_NUMERALS}\d—–-]*|附?[件图表][{_NUMERALS}\d]+|[（(]?(?:[{_NUMERALS}]+[）).、]|[\d.]+[）).、]?)|[#>*•·-]+)$"
)
_SPLIT = re.compile(
    rf"(?<=[{HAN}，。；、（{BLANK}])(?<![\d.][{BLANK}])\d[\d.]*(?:[{BLANK}]+[\d.]+)+(?=[{BLANK}]*[{HAN}%‰])"
)
_OFTEN = 3  # numbers with a blank inside in a text that has them broken; a single one may be two numbers
_MEASURED = frozenset("年月日时个家项条件名万亿％人户公平")


def false_blanks(text: str) -> Iterator[Edit]:
    """The edits that take false blanks out of ``text``, one block per line, and write every other one as a single space.

    A blank is false beside Chinese punctuation, between numerals, between Chinese and digits or Latin letters, and between
    characters set apart one by one; behind the number of a heading and between two words it is true.
    """
    broken = _in_numbers(text)
    for found in _RUN.finditer(text):
        start, end = found.span()
        new = " " if start not in broken and _is_true(text, start, end) else ""
        if new != found[0]:
            yield Edit(start, end, new, "blank")


def _in_numbers(text: str) -> frozenset[int]:
    """Where blanks stand inside numbers (201 1年), if the text has many such."""
    numbers = [found for found in _SPLIT.finditer(text) if sum(len(part) > 3 for part in found[0].split()) < 2]
    if len(numbers) < _OFTEN:
        return frozenset()
    return frozenset(blank.start() for number in numbers for blank in _RUN.finditer(text, *number.span()))


def _is_true(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    if left in _POINTS or (right in _POINTS and (left not in "编篇章节分" or right in "\n\t")):
        return False
    if _MARKER.search(text, max(start - 12, 0), start) and not (left.isdigit() and right in _MEASURED):
        return True
    return not _is_word(text, start, end, left, right)


def _is_word(text: str, start: int, end: int, left: str, right: str) -> bool:
    """Whether what stands left and right of a blank belongs to one word, name or number."""
    if left in _NUMERALS and right in _NUMERALS + "年月日":
        return True
    if left in "<>≤≥" and right.isdigit():
        return True
    if not (_HAN.match(left) and _HAN.match(right)):
        return (
            bool((_HAN.match(left) and _MIXED.match(right)) or (_MIXED.match(left) and _HAN.match(right)))
            or right in "%‰℃"
        )
    return not (_HAN.match(text[start - 2 : start - 1]) or _HAN.match(text[end + 1 : end + 2]))
