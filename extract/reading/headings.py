"""Which paragraphs are headings, and at which level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.reading.clean import HAN
from extract.reading.markers import Marker, marker_of
from extract.reading.paragraphs import Paragraph
from extract.reading.words import any_of

ORDER = ("part", "chapter", "section", "han", "han_bracket", "number", "bracket", "circle", "box", "plain")
"""The usual nesting of styles; a document that nests them otherwise is believed."""
ALWAYS = frozenset({"part", "chapter", "section", "han", "han_bracket", "box"})
"""Styles that head something even where their section has no body."""
LONGEST = 50  # characters of a marked heading
SHORT = 32  # characters of a heading without marker
PROSE = 20  # characters of a paragraph that a heading without marker needs below it
_SENTENCE = re.compile(r"[。；！？;!?]")
_ITEMS = ("bullet", "number", "bracket", "circle", "ordinal")
_PAUSES = re.compile(r"[，,]")
_HAN = re.compile(f"[{HAN}]")
_FRONT = re.compile(
    r"[※*【\[（(]*(?:(?:前|序|引|绪)\s*[言论]|导\s*言|后\s*记|附\s*[件录]\s*[\d一二三四五六七八九十]*(?:[:：]?\s*[^《。，]{2,24})?"
    r"|(?:有关|部分|相关)?(?:名词|用语|术语)?(?:解释|注\s*释|说明|释义)|结束语|结\s*语|总\s*则|附\s*则)[※*】\]）):：]*"
)
_NO_HEADING = re.compile(
    rf".*(?:{any_of('hearer')}|各位.{{0,10}})[：！:!，]?$|.*(?:20|19)\d\d年\d{{1,2}}月(?:\d{{1,2}}日)?.*|.*[〔\[]20\d\d[〕\]].*|[\d\s.,，%—-]+$"
    rf"|{any_of('writer')}.*|.*{any_of('office')}\s?[\S]{{1,4}}(?:\s\S{{1,3}})?$|.*{any_of('signature')}$"
    r"|[（(].*[）)]$|.*[，、：:]$|“[^”]*”?"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's style and number, and the length of its marker."""

    style: str
    number: int = 0
    marker: int = 0


def headings_of(paragraphs: Sequence[Paragraph | None], begin: int) -> list[Heading | None]:
    """Tell of each paragraph whether it is a heading; None in ``paragraphs`` stands for a table.

    Paragraphs before ``begin`` are the document's front, where only marked ones count.
    """
    markers = [marker_of(part.text) if part else None for part in paragraphs]
    found = [_marked(part, marker) if part else None for part, marker in zip(paragraphs, markers, strict=True)]
    lists = _list_styles(found, markers)
    found = [None if heading and heading.style in lists else heading for heading in found]
    for index in range(begin, len(paragraphs)):
        if found[index] is None and markers[index] is None and _is_plain(paragraphs, markers, index):
            found[index] = Heading("plain")
    return found


def _marked(part: Paragraph, marker: Marker | None) -> Heading | None:
    if part.level and not _FRONT.fullmatch(part.text):
        numbered = marker is not None and marker.style in ORDER
        return Heading(marker.style, marker.number) if marker and numbered else Heading(f"hash{part.level}")
    if marker is None:
        return Heading("front") if _FRONT.fullmatch(part.text) else None
    if marker.style.startswith("hash"):
        return Heading(marker.style, 0, marker.end)
    rest = part.text[marker.end :].strip()
    if marker.style not in ORDER or not _is_short(rest, marker.style):
        return None
    return Heading(marker.style, marker.number)


def _is_short(rest: str, style: str) -> bool:
    """Whether what stands behind a marker can be a heading: short, one clause for small styles, no sentence inside."""
    if not rest and style not in ("part", "chapter", "section", "box"):
        return False
    if style in ("part", "chapter", "section"):
        return len(rest) <= LONGEST + 10 and not _SENTENCE.search(rest[:-1])
    pauses = len(_PAUSES.findall(rest))
    few = 2 if style in ALWAYS else 1
    longest = LONGEST if style in ALWAYS else SHORT
    return (
        len(rest) <= longest and pauses <= few and not _SENTENCE.search(rest) and not rest.endswith(("，", ",", "、"))
    )


def _list_styles(found: Sequence[Heading | None], markers: Sequence[Marker | None]) -> set[str]:
    """Small styles whose short paragraphs stand one below the other, without text between: items of lists."""
    alone, followed = Counter[str](), Counter[str]()
    for index, heading in enumerate(found):
        if heading and heading.style in ORDER and heading.style not in ALWAYS:
            after = markers[index + 1] if index + 1 < len(markers) else None
            (alone if after and after.style == heading.style else followed)[heading.style] += 1
    return {style for style in alone if alone[style] >= followed[style]}


def _is_plain(paragraphs: Sequence[Paragraph | None], markers: Sequence[Marker | None], index: int) -> bool:
    """Whether an unmarked line heads what follows: short, no sentence, no name or date, and prose or a list below it."""
    part, before = paragraphs[index], paragraphs[index - 1] if index else None
    if part is None or len(part.lines) > 2 or (part.kind == "paragraph" and len(part.text) > SHORT):
        return False
    text = part.text
    if not 4 <= len(text) <= SHORT or _SENTENCE.search(text) or _NO_HEADING.fullmatch(text) or not _HAN.search(text):
        return False
    if before is not None and before.text[-1] in "，、：:":
        return False
    return _has_body(paragraphs, markers, index)


def _has_body(paragraphs: Sequence[Paragraph | None], markers: Sequence[Marker | None], index: int) -> bool:
    for after in range(index + 1, min(index + 3, len(paragraphs))):
        part, marker = paragraphs[after], markers[after]
        if part is None:
            return False
        if len(part.text) >= PROSE and _SENTENCE.search(part.text):
            return True
        if marker:
            return marker.style in _ITEMS and not part.level
        if len(part.text) > SHORT:
            return False
    return False


def levels_of(headings: Sequence[Heading | None]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Give each paragraph its level (0 for no heading) and the indexes of the headings it stands under."""
    order = _order(headings)
    stack: list[tuple[int, int]] = []  # (rank, index)
    for index, heading in enumerate(headings):
        if heading is None:
            yield 0, tuple(at for _, at in stack)
            continue
        rank = order.get(heading.style, 0)
        while stack and stack[-1][0] >= rank:
            stack.pop()
        yield len(stack) + 1, tuple(at for _, at in stack)
        stack.append((rank, index))


def _order(headings: Sequence[Heading | None]) -> dict[str, int]:
    """The rank of each style of the document, from outermost.

    The usual order, save where a style more often begins (with its number 1) under another than the other way round.
    """
    under = Counter[tuple[str, str]]()
    last: Heading | None = None
    for heading in headings:
        if heading:
            if last and last.style != heading.style and heading.number == 1:
                under[last.style, heading.style] += 1
            last = heading
    usual = [*(f"hash{level}" for level in range(1, 7)), *ORDER]
    ranks: list[str] = []
    for style in [style for style in usual if any(heading and heading.style == style for heading in headings)]:
        at = len(ranks)
        while at and style != "plain" and under[style, ranks[at - 1]] > under[ranks[at - 1], style]:
            at -= 1
        ranks.insert(at, style)
    return {"front": 0} | {style: rank for rank, style in enumerate(ranks)}
