"""Paragraphs put together again from lines that were broken to fit a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from extract.reading.clean import HAN
from extract.reading.lines import Line, Stretch, cells_of
from extract.reading.markers import marker_of

END = "。！？!?"
MAYBE_END = "；：;:”’）)》】…"
_ASCII = re.compile(r"[\x00-\x7f]")
_OPEN, _CLOSE = "“‘（《【", "”’）》】"
_GOES_ON = re.compile(r"[，、。；：！？）》”’】%％]")
_UNIT = r"\s?(?:[%％]|[百千万亿]{0,2}(?:元|吨|亩|人|户|家|个(?!月)|条|座|台|标箱|公里|公顷|平方|立方|千瓦))"
_AMOUNT, _BROKEN = re.compile(rf"\d[\d.,]*{_UNIT}"), re.compile(rf"\d\n{_UNIT}")
_ASKS = re.compile(r"[，。；].*[一-龥]$")
"""A number with its unit at the head of a line or broken in two, and a sentence that breaks off before one."""
_ENOUGH = 8  # lines by which a page width can be told
_WIDEST = 64  # characters of a page width
_WORD = 6  # characters on either side of a break in which a word is looked for
_REST = 4  # characters of a heading broken within its last word that the next line may have
_HAN_ONLY = re.compile(f"[{HAN}]+")
_PROSE = re.compile("[，、。；《]")
SLACK = 3  # characters by which a full line may be short of the page width
_HALF = 30  # characters of a line that cannot be a heading


@dataclass(slots=True)
class Paragraph:
    """The lines of one paragraph; ``level`` where the format calls it a heading, ``filled`` the width of its last line.

    ``glue`` stands between the lines: nothing, for they were broken anywhere, or a blank behind the first line of a heading.
    """

    text: str
    stretches: list[Stretch]
    lines: list[Line] = field(default_factory=list)
    level: int = 0
    filled: float = 0
    glue: str = ""

    @property
    def kind(self) -> str:
        """The kind of the source's element."""
        return self.lines[0].element.kind


def page_width(text: str, lines: Iterable[Line]) -> float:
    """The width in Chinese characters at which most lines are broken; 0 where lines are as long as their paragraphs."""
    lines = [line for line in lines if line.element.kind == "line" and line.end - line.start > 7]
    if len(lines) < _ENOUGH:
        return 0
    widths = [width(text, line) for line in lines]
    widest = sorted(widths)[int(len(widths) * 0.9)]
    full = [line for line, length in zip(lines, widths, strict=True) if widest - 4 <= length <= widest + 3]
    cut = sum(1 for line in full if text[line.end - 1] not in END + MAYBE_END)
    return widest if widest <= _WIDEST and len(full) > 0.45 * len(lines) and cut > 0.5 * len(full) else 0


def width(text: str, line: Line) -> float:
    """The width of a line in Chinese characters; Latin letters and digits count half."""
    length = line.end - line.start
    return length if length > 2 * _WIDEST else length - len(_ASCII.findall(text, line.start, line.end)) / 2


def paragraphs_of(text: str, lines: Sequence[Line], page: float) -> Iterator[Paragraph]:
    """Join the lines of each paragraph; ``page`` is the width at which lines are broken, 0 if they are not."""
    current: Paragraph | None = None
    for line in lines:
        stretches = [cell for cell in cells_of(text, line) if cell.start < cell.end]
        own = text[stretches[0].start : stretches[-1].end]
        glue = " " if current and page and _is_subtitle(current, own, page) else ""
        if current and (glue or _goes_on(current, own, line, page)):
            current.text += glue + own
            current.glue = current.glue or glue
            current.stretches += stretches
            current.lines.append(line)
            current.filled = width(text, line) + (current.filled if current.filled < page - SLACK else 0)
        else:
            if current:
                yield current
            level = line.element.level if line.element.kind == "heading" else 0
            current = Paragraph(own, stretches, [line], level, width(text, line) if page else 0)
    if current:
        yield current


def _goes_on(before: Paragraph, own: str, line: Line, page: float) -> bool:
    """Whether a line continues the paragraph before it."""
    if before.kind != "line" or line.element.kind != "line" or line.element.continues is False:
        return False
    if line.element.continues and not (
        marker_of(own) and (marker_of(before.text) or before.text[-1] in END + MAYBE_END)
    ):
        return True
    if before.text[-1] in END:
        return False
    if marker_of(own) or (page and line.indent and not before.lines[-1].indent):
        return False
    if _is_open(before.text) or _GOES_ON.match(own):
        return not _is_verse(before, own)
    if _is_broken(before.text, own):
        return True
    if page:
        return _fills(before, page)
    return _is_cut(before.text) and (len(own) > _HALF or own[-1] in END + "；")


def _is_subtitle(before: Paragraph, own: str, page: float) -> bool:
    """Whether a line is the second half of the title of a part or chapter: both short, and no sentence."""
    marker = marker_of(before.text)
    if not marker or marker.style not in ("part", "chapter") or len(before.lines) > 1 or marker_of(own):
        return False
    return (
        before.filled < page * 0.6
        and len(own) < page * 0.8
        and not _PROSE.search(before.text + own[-1])
        and "。" not in own
    )


def _is_heading(text: str) -> bool:
    """Whether a text is short, marked and no sentence, as headings of two parts are: （一）抓招商，强项目."""
    return len(text) <= _HALF and "。" not in text and marker_of(text) is not None


def _is_open(text: str) -> bool:
    """Whether a text ends in the middle: on a comma, or inside quotation marks or brackets opened on its last line."""
    if text[-1] in "，、,（(《“":
        return True
    tail = text[-120:]
    return any(tail.rfind(left) > tail.rfind(right) for left, right in zip(_OPEN, _CLOSE, strict=True))


def _is_broken(text: str, own: str) -> bool:
    """Whether a line ends within an amount or a word, or before an amount that it asks for."""
    asks = _ASKS.search(text[-_HALF:]) and not _is_heading(text)
    if (asks and _AMOUNT.match(own)) or _BROKEN.match(f"{text[-1]}\n{own[:8]}"):
        return True
    return _is_in_a_word(text, own)


def _is_in_a_word(text: str, own: str) -> bool:
    """Whether a line ends within a word of the dictionary that its two characters next to the break are no words without: 产业体|系.

    Headings end in adjectives and go on with no more than their last characters; what has 上 for its end (会议上) is whole.
    """
    if not _HAN_ONLY.fullmatch(text[-1] + own[0]) or text[0] in "—-" or (_is_heading(text) and len(own) > _REST):
        return False
    (last, kind), (first, _) = _words(text[-_WORD:])[-1], _words(own[:_WORD])[0]
    if len(last) > 1 or len(first) > 1 or kind[0] in "adf":
        return False
    ends = accumulate(len(word) for word, _ in _words(text[-_WORD:] + own[:_WORD]))
    return len(text[-_WORD:]) not in ends


def _words(text: str) -> list[tuple[str, str]]:
    """The words of a stretch by the dictionary, each with its part of speech."""
    import rjieba

    return rjieba.tag(text, False)


def _is_verse(before: Paragraph, own: str) -> bool:
    """Two short lines of one length, as in verse."""
    return len(before.text) == len(own) <= 16


def _fills(before: Paragraph, page: float) -> bool:
    """Whether the last line reaches the page's right edge; prose may fall shorter than a marked heading does."""
    if before.text[-1] in MAYBE_END:
        return before.filled >= page - SLACK + 1
    return before.filled >= (page - SLACK if marker_of(before.text) and not _PROSE.search(before.text) else page * 0.8)


def _is_cut(text: str) -> bool:
    """Whether a line without page width ends in the middle of a sentence: it has sentences, and no end.

    A marked line of clauses only is a long heading.
    """
    return (
        len(text) > _HALF
        and not (marker_of(text) and "。" not in text)
        and text[-1] not in MAYBE_END
        and bool(re.search("[，。；]", text))
        and bool(re.match(f"[{HAN}A-Za-z0-9%]", text[-1]))
    )
