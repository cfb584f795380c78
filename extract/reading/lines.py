"""Physical lines of the cleaned text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.reading.blanks import BLANK
from extract.reading.clean import BREAK
from extract.reading.source import Element

_TRIM = BLANK + "\t"


class Line(NamedTuple):
    """Characters ``[start, end)`` of the cleaned text without blanks at its ends, and the element it belongs to.

    ``gap``: an empty line stood before it. ``indent``: it began with blanks.
    """

    start: int
    end: int
    element: Element
    gap: bool = False
    indent: bool = False


def lines_of(text: str, elements: Sequence[Element]) -> list[Line]:
    """Cut the cleaned text (one element per ``\\n``) into lines; empty ones are noted as the next line's ``gap``."""
    return list(_lines(text, elements))


def _lines(text: str, elements: Sequence[Element]) -> Iterator[Line]:
    position, gap, expected = 0, False, 0
    for whole, element in zip(text.split("\n"), elements, strict=True):
        gap = gap or element.place == "" and element.offset > expected + 1
        expected = element.offset + len(element.text)
        for part in whole.split(BREAK):
            left = part.lstrip(_TRIM) if element.kind != "row" else part
            bare = left.rstrip(_TRIM) if element.kind != "row" else part
            start = position + len(part) - len(left)
            if bare or element.kind == "row":
                yield Line(start, start + len(bare), element, gap, start > position)
            gap = not bare
            position += len(part) + 1
