"""Runs of GBK text that were read one byte out of step.

Where a converter lost one byte of a double-byte text, every following pair is cut in the wrong place until a byte below 0x80
brings the reader back into step. Encoding such a run again, without its first byte, gives the text back.
"""

from __future__ import annotations

import re
from functools import cache

from extract.reading.tracked import Edit, Tracked, edited
from extract.reading.traditional import simplify

REACH = 24  # characters that one run may have
_TONED = "a-züāáǎàēéěèīíǐìōóǒòūúǔù"
_MARK = re.compile(rf"\?(?:[{_TONED}]{{1,7}}\))?(?=[?;!,:]?[^\x00-\x7f])|(?=[^\x00-\x7f][\u2500-\u257f])")
_FULL_STOP = "。"


def realigned(tracked: Tracked) -> Tracked:
    """Put runs of shifted GBK back into step; what stands for the lost byte is dropped."""
    edits: list[Edit] = []
    for mark in _MARK.finditer(tracked.text):
        if not edits or mark.start() >= edits[-1].end:
            edits += _repair(tracked.text, mark)
    return edited(tracked, edits)


def _repair(text: str, mark: re.Match[str]) -> list[Edit]:
    """The edits for the run after ``mark``, none if it does not come out as common Chinese."""
    start = mark.end()
    stop = _end_of_run(text, start)
    run = text[start:stop]
    mended = _bytes(run)[1:].decode("gb18030", "replace")
    if not stop or not _is_common(mended) or _is_common(run):
        return []
    lost = [Edit(*mark.span(), _FULL_STOP if text[start] in "?;!,:" else "", "lost character")] if mark[0] else []
    return [*lost, Edit(start, stop, mended, "shifted bytes")]


def _bytes(run: str) -> bytes:
    """A run as the bytes it was; ASCII punctuation in front was full-width before."""
    first = bytes((0xA3, ord(run[0]) + 0x80)) if run[:1].isascii() and run else b""
    return first + b"".join(b"\x80" if char == "€" else char.encode("gb18030") for char in run[len(first) // 2 :])


def _end_of_run(text: str, start: int) -> int:
    """Behind the single byte that brings the run back into step, 0 if there is none within reach."""
    for at in range(start + 1, min(start + REACH, len(text))):
        if text[at] == "€" or "@" <= text[at] <= "~":
            return at + 1 if all(len(_bytes(char)) == 2 for char in text[start + 1 : at]) else 0
        if text[at].isascii():
            return 0
    return 0


def _is_common(run: str) -> bool:
    return len(run) > 1 and all(char in _common() for char in simplify(run))


@cache
def _common() -> frozenset[str]:
    """Characters of GB 2312-80 level 1 (rows 16 to 55) and the punctuation of Chinese prose."""
    rows = (bytes((0xA0 + row, 0xA0 + cell)) for row in range(16, 56) for cell in range(1, 95))
    return frozenset("".join(row.decode("gb2312", "ignore") for row in rows) + "，。、；：？！（）“”《》—…")
