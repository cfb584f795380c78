"""Which printed lines of a PDF go on with the paragraph or heading before, told by margins, indents and sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.reading.formats.pdf_lines import Line

_SAME_SIZE = 0.12  # by which share line heights of one paragraph may differ
_INDENT = (1.2, 4.5)  # em by which the first line of a paragraph is indented
_EDGE = 1.6  # em by which a full line may end short of the right margin
_UNBROKEN = re.compile(
    r"[（(《“‘]*(?:[A-Za-z0-9.,%％/-]+|.)[，。；：、）)》”’]*"
)  # what cannot be parted at a line's end
_LEADING = 1.45  # of the usual distance from line to line: more is a gap between paragraphs
_CENTRED = 1.0  # em by which a centred line may be off the middle
_WRAPPED = 0.6  # share of the text's width that the first line of a wrapped heading fills at least
_COLUMNS = 0.2  # share of lines beginning right of the middle from which on a page has columns
_OUTLIERS = 12  # one line in so many may stand out over a margin (hanging punctuation)
_FEWEST = 6  # lines by which margins can be told


@dataclass(frozen=True, slots=True)
class _Page:
    """Margins of one page's text, and the usual distance from line to line, in points."""

    left: float
    right: float
    leading: float
    height: float

    @property
    def width(self) -> float:
        return self.right - self.left


def continuations(pages: Sequence[Sequence[Line]]) -> list[list[bool | None]]:
    """Return for each line of each page whether it continues the line before (across pages too); None where the layout does not tell.

    ``pages`` hold the lines of the running text only: no heads, feet or tables.
    """
    heights = [_height(line) for page in pages for line in page]
    told: list[list[bool | None]] = []
    before: Line | None = None
    for lines in pages:
        page = _margins(lines, median(heights)) if heights else None
        told.append([])
        for index, line in enumerate(lines):
            told[-1].append(_continues(before, line, page, index == 0) if before else None)
            before = line
    return told


def _height(line: Line) -> float:
    return line.box[3] - line.box[1]


def _margins(lines: Sequence[Line], height: float) -> _Page | None:
    body = [line for line in lines if abs(_height(line) - height) <= _SAME_SIZE * height]
    if len(body) < _FEWEST:
        return None
    outliers = len(body) // _OUTLIERS
    left = sorted(line.box[0] for line in body)[outliers]
    right = sorted(line.box[2] for line in body)[-1 - outliers]
    beyond = sum(line.box[0] > (left + right) / 2 for line in body)
    if beyond > _COLUMNS * len(body):
        return None
    return _Page(left, right, median(_steps(body)) or height, height)


def _steps(lines: Sequence[Line]) -> Iterator[float]:
    yield from (abs(after.box[1] - line.box[1]) for line, after in pairwise(lines))


def _continues(before: Line, line: Line, page: _Page | None, first: bool) -> bool | None:
    em = _height(line)
    if abs(_height(before) - em) > _SAME_SIZE * em:
        return False
    if page is None:
        return None
    if not first and line.box[1] - before.box[1] > _LEADING * page.leading * max(1.0, em / page.height):
        return False
    if _is_centred(before, page) and _is_centred(line, page):
        return before.box[2] - before.box[0] >= _WRAPPED * page.width
    if not _is_full(before, line, page):
        return False
    if em > (1 + _SAME_SIZE) * page.height:
        return True
    indent = (line.box[0] - page.left) / em
    if _INDENT[0] <= indent <= _INDENT[1]:
        return False
    return True if indent < _INDENT[0] else None


def _is_full(before: Line, line: Line, page: _Page) -> bool:
    """Whether what the next line begins with would not have found room."""
    em = _height(line)
    first = _UNBROKEN.match(line.text)
    room = max(_EDGE, sum(0.5 if char.isascii() else 1.0 for char in first.group()) if first else 0) * em
    return before.box[2] > page.right - room


def _is_centred(line: Line, page: _Page) -> bool:
    """In the middle and short of both margins."""
    em = _height(line)
    left, right = line.box[0] - page.left, page.right - line.box[2]
    return left > em / 2 and right > em / 2 and abs(left - right) < 2 * _CENTRED * em
