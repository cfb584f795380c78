"""Physical lines of the cleaned text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.reading.clean import BREAK
from extract.reading.source import Element

_EDGES = " \t\r\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x85"


class Stretch(NamedTuple):
    """Characters ``[start, end)`` of the cleaned text."""

    start: int
    end: int


class Line(NamedTuple):
    """Characters ``[start, end)`` of the cleaned text without blanks at its ends, and the element it belongs to.

    ``gap``: an empty line stood before it. ``indent``: it began with blanks. Where tabs make columns they are kept.
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
        gap = gap or (element.place == "" and element.offset > expected + 1)
        expected = element.offset + len(element.text)
        for part in whole.split(BREAK):
            bare = part.strip(_EDGES)
            if bare:
                start = position + part.index(bare[0])
                tabular = "\t" in bare or part.endswith("\t\t") or element.kind == "row"
                stretch = (position, position + len(part)) if tabular else (start, start + len(bare))
                yield Line(*stretch, element, gap, start > position)
            gap = not bare
            position += len(part) + 1


def cells_of(text: str, line: Stretch | Line) -> list[Stretch]:
    """Cut a line at its tabs; each cell without blanks at its ends, an empty one where its tab stands."""
    return split(text, line.start, line.end, "\t")


def split(text: str, start: int, end: int, separator: str) -> list[Stretch]:
    """Cut ``text[start:end)`` at ``separator`` and trim the parts."""
    parts, here = [], start
    for part in text[start:end].split(separator):
        bare = part.strip(_EDGES)
        left = here + (part.index(bare[0]) if bare else 0)
        parts.append(Stretch(left, left + len(bare)))
        here += len(part) + len(separator)
    return parts
