"""Putting broken text together again: words of one paragraph, cells of one row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Anchors = tuple[tuple[int, int], ...]

_WORD = re.compile(r"[^ \t\r\n\f\v]+")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’…—]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text and where it came from: ``anchors`` as in ``Element.anchors`` (position in text, offset in the original)."""

    text: str
    anchors: Anchors = ()


def needs_space(before: str, after: str) -> bool:
    """Whether a blank must stand between two texts that a line break parted: not beside a Chinese character."""
    return bool(before and after) and not (_HAN.match(before[-1]) or _HAN.match(after[0]))


def join_lines(lines: Iterable[str]) -> str:
    """Join the lines of one cell or heading; a blank only between two words that are not Chinese."""
    text = ""
    for line in lines:
        words = " ".join(line.split())
        text += " " + words if needs_space(text, words) else words
    return text


def squeeze(chunks: Sequence[Piece]) -> Piece:
    """Collapse white space as a browser does, over all chunks of one paragraph.

    A line break in the source between Chinese characters leaves no blank. Chunks carry their own anchors; the result's
    anchors point from the squeezed text to the same originals.
    """
    out: list[str] = []
    anchors: list[tuple[int, int]] = []
    length, gap, last = 0, "", ""
    for chunk in chunks:
        end = 0
        for word in _WORD.finditer(chunk.text):
            gap += chunk.text[end : word.start()]
            if out and gap and ("\n" not in gap or needs_space(last, word.group())):
                out.append(" ")
                length += 1
            anchors.extend(_anchored(chunk.anchors, word.start(), word.end(), length, anchors))
            out.append(word.group())
            length, gap, last, end = length + len(word.group()), "", word.group(), word.end()
        gap += chunk.text[end:]
    return Piece("".join(out), tuple(anchors))


def _anchored(
    anchors: Anchors, start: int, end: int, at: int, known: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Anchors of ``[start, end)`` of a chunk, moved so that ``start`` becomes ``at``; none where the last known one goes on."""
    if not anchors:
        return []
    first = max(0, bisect_right(anchors, (start, 1 << 60)) - 1)
    moved = []
    for position, offset in anchors[first : bisect_right(anchors, (end - 1, 1 << 60))]:
        skip = max(0, start - position)
        moved.append((at + max(position, start) - start, offset + skip))
    if known and moved and known[-1][1] - known[-1][0] == moved[0][1] - moved[0][0]:
        moved.pop(0)
    return moved


def join_cells(cells: Sequence[Piece]) -> Piece:
    """The text of a table row, a tab between cells, with the anchors of every cell."""
    anchors: list[tuple[int, int]] = []
    length = 0
    for cell in cells:
        anchors.extend((length + position, offset) for position, offset in cell.anchors)
        length += len(cell.text) + 1
    return Piece("\t".join(cell.text for cell in cells), tuple(anchors))
