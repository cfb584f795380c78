"""The text as the patterns want it: same length as the original, so that offsets stay true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

FULL_WIDTH = {ord("０") + i: str(i) for i in range(10)} | {ord("Ａ") + i: chr(ord("A") + i) for i in range(26)}
PUNCTUATION = {
    "％": "%",
    "．": ".",
    "；": "；",
    ";": "；",
    "(": "（",
    ")": "）",
    "〔": "（",
    "〕": "）",
    "【": "（",
    "】": "）",
    "!": "！",
    "?": "？",
    "～": "~",
}
DASHES = dict.fromkeys("—–－―‐‑-", "-")
HAN_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")
HAN_COLON = re.compile(r"(?<!\d):|:(?!\d)")
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
SAME_BELOW = re.compile(r"（[^（）\n]{0,12}下同）")
"""Says how the values are told, in the middle of a clause: 地区生产总值（预计数，下同）."""
NUMERAL = re.compile(r"[\d一二两三四五六七八九十百千半]|[超近破][万亿]|数[十百千万]")


FORMS = {**{chr(k): v for k, v in FULL_WIDTH.items()}, **PUNCTUATION, **DASHES}
OTHER_FORM = re.compile(f"[{re.escape(''.join(FORMS))}]")


@lru_cache(maxsize=2)
def normalised(text: str) -> str:
    """Return ``text`` with digits and punctuation in one form; every character keeps its offset."""
    view = HAN_COLON.sub("：", HAN_COMMA.sub("，", OTHER_FORM.sub(lambda found: FORMS[found[0]], text)))
    return SAME_BELOW.sub(lambda found: " " * len(found[0]), view) if "下同" in view else view


def sentences(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``view[start:end]`` as offsets, cut at 。！？；."""
    for found in SENTENCE.finditer(view, start, end):
        yield found.span()


def has_number(view: str, start: int, end: int) -> bool:
    """Say whether a quantity can stand in ``view[start:end]`` at all."""
    return NUMERAL.search(view, start, end) is not None
