"""Breaks names into lines for drawings, where nothing else wraps Chinese text."""

from __future__ import annotations

import unicodedata
from math import ceil

CLOSING = tuple("，、。；：！？）》”’」』】")


def width(text: str) -> float:
    """Return the width of a text in ems: 1 for an East Asian wide character, 0.55 for others."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.55 for char in text)


def lines(text: str, ems: float, most: int) -> list[str]:
    """Cut ``text`` into at most ``most`` lines of ``ems``, of about equal length; what does not fit ends in an ellipsis."""
    rest = " ".join(text.split())
    needed = ceil(width(rest) / ems)
    if 1 < needed <= most:
        ems = min(ems, ceil(width(rest) / needed) + 1)
    found: list[str] = []
    while rest and len(found) < most:
        head = _hung(fitting(rest, ems), rest)
        found.append(head)
        rest = rest[len(head) :].lstrip()
    if rest:
        found[-1] = fitting(found[-1], ems - 1) + "…"
    return found or [""]


def _hung(head: str, text: str) -> str:
    """Add to a line the closing mark that would begin the next one."""
    return text[: len(head) + 1] if text[len(head) : len(head) + 1] in CLOSING else head


def fitting(text: str, ems: float) -> str:
    """Return the longest beginning of ``text`` that is at most ``ems`` wide, one character at least."""
    room = ems
    for at, char in enumerate(text):
        room -= width(char)
        if room < 0:
            return text[: max(at, 1)]
    return text
