"""Running heads, feet and page numbers of a PDF: what stands at the same edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.reading.formats.pdf_lines import Line

_EDGE = 0.12  # share of the page's height, above and below, where heads and feet stand
_DEEP = 3  # lines at an edge that are looked at
_SHARE = 0.3  # share of the pages on which a head or foot comes back
_NUMBER = re.compile(
    r"[-—–－·•\s]*(?:第\s*)?(?:\d{1,4}|[ivxlcIVXLC]{1,7}|[〇一二三四五六七八九十百]{1,6})(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–－·•\s]*"
)
_DIGITS = re.compile(r"\d+|[〇一二三四五六七八九十百]+|\s+")


def furniture(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[dict[int, str]]:
    """Return for each page which of its lines (by index) are a running head, a page foot or a page number.

    ``pages`` holds each page's height in points and its lines. A page number is a number alone at an edge; a head or foot is a
    line that stands at the edge of at least three pages (or half of two) in the same words, numbers apart.
    """
    edges = [dict(_edge_lines(height, lines)) for height, lines in pages]
    seen = Counter(key for page in edges for key in {(side, _form(text)) for side, text in page.values()})
    needed = max(2, min(3, len(pages)), _SHARE * len(pages) if len(pages) < 20 else 3)
    return [
        {index: reason for index, (side, text) in page.items() if (reason := _reason(side, text, seen, needed))}
        for page in edges
    ]


def _edge_lines(height: float, lines: Sequence[Line]) -> Iterator[tuple[int, tuple[str, str]]]:
    order = sorted(range(len(lines)), key=lambda index: lines[index].box[1])
    for index in order[:_DEEP]:
        if lines[index].box[3] < _EDGE * height:
            yield index, ("running head", lines[index].text)
    for index in order[-_DEEP:]:
        if lines[index].box[1] > (1 - _EDGE) * height:
            yield index, ("page foot", lines[index].text)


def _form(text: str) -> str:
    return _DIGITS.sub("#", text)


def _reason(side: str, text: str, seen: Counter[tuple[str, str]], needed: float) -> str:
    if _NUMBER.fullmatch(text):
        return "page number"
    return side if seen[side, _form(text)] >= needed else ""
