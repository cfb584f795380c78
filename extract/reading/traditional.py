"""Traditional characters to simplified ones (OpenCC, configuration t2s)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extract.reading.tracked import Tracked, respelled

ENOUGH = 8  # different traditional characters that make a document traditional; fewer are names (昇, 堃, 濛)
SHARE = 0.03  # of a line's characters
_WEARING = re.compile(
    "(?<![显卓昭巨名土论专原编译合拙])著(?![名作称录述书者文])"
)  # 著力: OpenCC leaves this 著 to the region
_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))


def simplified(tracked: Tracked) -> Tracked:
    """Write a traditional document in simplified characters, line by line; a simplified one stays as it is."""
    found = traditional_characters() & set(tracked.text)
    if len(found) < ENOUGH:
        return tracked
    searched = re.compile(f"[{''.join(sorted(found))}]")
    parts = re.split(r"([\n\x0b]+)", tracked.text)
    text = "".join(_line(part, searched) for part in parts)
    return respelled(tracked, text, sum(map(str.__ne__, text, tracked.text)), "traditional")


def _line(line: str, searched: re.Pattern[str]) -> str:
    count = sum(1 for _ in searched.finditer(line))
    return _WEARING.sub("着", simplify(line)) if count and count >= SHARE * len(line) else line


def simplify(text: str) -> str:
    """Return ``text`` in simplified characters, of the same length."""
    converted: str = _converter().convert(text)
    return converted if len(converted) == len(text) else "".join(_single().get(char, char) for char in text)


@cache
def traditional_characters() -> frozenset[str]:
    """Every character that has another simplified form."""
    return frozenset(_single())


@cache
def _single() -> dict[str, str]:
    characters = [chr(code) for first, last in _RANGES for code in range(first, last)]
    forms = _converter().convert("\n".join(characters)).split("\n")
    return {char: form for char, form in zip(characters, forms, strict=True) if char != form and len(form) == 1}


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
