"""Characters of a PDF page put together to lines by where they stand."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.reading.formats.joining import needs_space

if TYPE_CHECKING:
    import pypdfium2

Box = tuple[float, float, float, float]

_WORD_GAP = 0.25  # em between two words that are not Chinese
_BLANK_GAP = 1.0  # em between characters that leaves a blank
_COLUMN_GAP = 2.0  # em that leaves a tab: two columns, or a tab stop
_JUMPS = 3  # times that the order of a page may go back up before it is sorted from top to bottom
_SHARED = 0.3  # of the smaller character's height that two characters of one line have in common
_SMALL, _RAISED = 0.8, 0.1  # of the line's height: a note's mark is smaller than the first and raised by the second
_NOTHING = {0xFFFE, 0xFFFF}


@dataclass(frozen=True, slots=True)
class Char:
    """A printed character and its box (x0, top, x1, bottom) in points from the upper left corner of the page."""

    text: str
    box: Box

    @property
    def height(self) -> float:
        """Height in points."""
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line with its box; ``marks`` are the raised numbers of notes taken out of its words."""

    text: str
    box: Box
    marks: str = ""


def page_chars(page: pypdfium2.PdfPage) -> list[Char]:
    """Return the characters of a page in the order of its content, without the blanks that PDFium makes up."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    place = _placement(page)
    chars = []
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
        if code >= 32 and code not in _NOTHING and pdfium.FPDFText_IsGenerated(text_page.raw, index) != 1:
            chars.append(Char(chr(code), place(*text_page.get_charbox(index, loose=True))))
    text_page.close()
    return paired(chars)


def paired(chars: Iterable[Char]) -> list[Char]:
    """Join the two halves (UTF-16 surrogates) of a rare character."""
    joined: list[Char] = []
    for char in chars:
        if "\udc00" <= char.text <= "\udfff" and joined and "\ud800" <= joined[-1].text <= "\udbff":
            pair = (joined.pop().text + char.text).encode("utf-16-le", "surrogatepass")
            joined.append(Char(pair.decode("utf-16-le"), char.box))
        elif "\ud800" <= char.text <= "\udfff":
            joined.append(Char(char.text if char.text < "\udc00" else "\ufffd", char.box))
        else:
            joined.append(char)
    return [char if not "\ud800" <= char.text <= "\udfff" else Char("\ufffd", char.box) for char in joined]


def _placement(page: pypdfium2.PdfPage) -> Callable[[float, float, float, float], Box]:
    """How a box in PDF's own coordinates (upwards, before rotation) lies on the page as it is shown."""
    x0, y0, x1, y1 = page.get_mediabox()
    turns: dict[int, Callable[[float, float, float, float], Box]] = {
        0: lambda left, low, right, high: (left - x0, y1 - high, right - x0, y1 - low),
        90: lambda left, low, right, high: (low - y0, left - x0, high - y0, right - x0),
        180: lambda left, low, right, high: (x1 - right, low - y0, x1 - left, high - y0),
        270: lambda left, low, right, high: (y1 - high, x1 - right, y1 - low, x1 - left),
    }
    return turns[page.get_rotation() % 360]


def lines_of(chars: Sequence[Char], *, note_marks: bool = True) -> list[Line]:
    """Put characters together to lines, in the order of the content unless that jumps about.

    ``note_marks`` false leaves the raised numbers of notes where they stand.
    """
    groups: list[list[Char]] = []
    for char in chars:
        if groups and _goes_on(groups[-1], char):
            groups[-1].append(char)
        elif not char.text.isspace():
            groups.append([char])
    lines = [line for line in (_line(group, note_marks) for group in groups) if line.text]
    jumps = sum(after.box[3] < before.box[1] for before, after in itertools.pairwise(lines))
    return sorted(lines, key=lambda line: (round(line.box[1]), line.box[0])) if jumps > _JUMPS else lines


def _goes_on(group: Sequence[Char], char: Char) -> bool:
    last = next((c for c in reversed(group) if not c.text.isspace()), group[-1])
    shared = min(char.box[3], last.box[3]) - max(char.box[1], last.box[1])
    return shared > _SHARED * min(char.height, last.height) and char.box[0] > group[-1].box[2] - 0.6 * max(
        char.height, last.height
    )


def _line(group: Sequence[Char], note_marks: bool) -> Line:
    text, marks, right = "", "", group[0].box[0]
    size = max(char.height for char in group)
    for char in group:
        if note_marks and _is_note_mark(char, size, group, text):
            marks += char.text
        else:
            text += _gap(char.box[0] - right, char.height or 1.0, text, char.text) + char.text
        right = char.box[2]
    return Line(text.strip(" "), _around([char.box for char in group if not char.text.isspace()]), marks)


def _is_note_mark(char: Char, size: float, group: Sequence[Char], before: str) -> bool:
    """A small raised digit behind a Chinese character; behind a letter or digit it is an exponent."""
    if not before or before[-1].isascii() or char.height >= _SMALL * size:
        return False
    full = next((other for other in group if other.height == size), char)
    raised = char.middle < full.middle - _RAISED * size
    return raised and (char.text.isdecimal() or char.text in "[]①②③④⑤⑥⑦⑧⑨⑩")


def _gap(width: float, em: float, before: str, after: str) -> str:
    if not before.strip() or before[-1].isspace() or after.isspace():
        return ""
    if width > _COLUMN_GAP * em:
        return "\t"
    wanted = _WORD_GAP if needs_space(before, after) else _BLANK_GAP
    return " " if width > wanted * em else ""


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
