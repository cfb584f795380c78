"""A parsed web page as blocks in reading order, each with what is known of its surroundings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from extract.reading.formats.emphasis import bold_level
from extract.reading.formats.furniture import markers_of
from extract.reading.formats.html_source import SourceMap
from extract.reading.formats.html_table import data_tables, table_rows
from extract.reading.formats.html_tags import BLOCKS, CONTAINERS, HEADINGS, UNSEEN
from extract.reading.formats.joining import Piece, join_cells, squeeze

PageBlockKind = Literal["heading", "paragraph", "row", "hidden"]
_NOTE_MARK = re.compile(r"\s*[\[［【(（〔]?\s*(?:\d{1,3}|[①-⑳]|[*※]+)\s*[\]］】)）〕]?\s*")
_DEEPEST = 20  # markers kept, from the outermost


@dataclass(frozen=True, slots=True)
class Marker:
    """An element whose tag, class or style says that it is no main text, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class PageBlock:
    """One block of a page: its text, the element it stands in (by number, in document order) and its surroundings.

    ``linked`` counts the characters inside links; ``markers`` are the enclosing elements that claim to be no main text,
    outermost first; ``Page.parents`` leads further up.
    """

    kind: PageBlockKind
    piece: Piece
    node: int
    linked: int = 0
    markers: tuple[Marker, ...] = ()
    level: int = 0
    cells: tuple[str, ...] = ()
    table: int | None = None

    @property
    def text(self) -> str:
        """The block's text."""
        return self.piece.text


@dataclass(slots=True)
class Page:
    """Blocks in reading order; for each element's number that of its parent (-1 for the root); which elements are containers.

    Elements are numbered in document order, so an element and all inside it are one run of numbers.
    """

    blocks: list[PageBlock] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    containers: list[int] = field(default_factory=list)


def walk(root: etree._Element, source: SourceMap) -> Page:
    """Turn a tree into blocks without recursion, so that depth costs nothing but memory."""
    return _Walker(root, source).walk()


@dataclass(slots=True)
class _Open:
    """The block being collected."""

    chunks: list[Piece] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    level: int = 0


class _Walker:
    def __init__(self, root: etree._Element, source: SourceMap) -> None:
        self._root, self._source = root, source
        self._page = Page()
        self._stack: list[int] = [-1]
        self._markers: list[tuple[Marker, ...]] = [()]
        self._open = _Open()
        self._links = self._bolds = self._level = self._tables = 0
        self._data = data_tables(root)

    def walk(self) -> Page:
        events = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if not self._enter(element):
                    events.skip_subtree()
            else:
                self._leave(element)
        self._flush()
        return self._page

    def _enter(self, element: etree._Element) -> bool:
        """Open an element; False when its content has been dealt with."""
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        if tag == "br":
            self._line_break()
        self._push(element)
        self._links += tag == "a"
        self._bolds += _is_bold(element)
        self._level = HEADINGS.get(tag, self._level)
        if tag in UNSEEN:
            self._unseen(element, "page head" if tag == "head" else "script")
            return False
        if tag == "sup" and self._is_note_mark(element):
            self._unseen(element, "note mark")
            return False
        if element in self._data:
            self._table(element)
            return False
        self._add(element.text)
        return True

    def _leave(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        self._links -= tag == "a"
        self._bolds -= _is_bold(element)
        if tag in HEADINGS:
            self._level = 0
        self._stack.pop()
        self._markers.pop()
        self._add(element.tail)

    def _push(self, element: etree._Element) -> None:
        number = len(self._page.parents)
        self._page.parents.append(self._stack[-1])
        if element.tag in CONTAINERS:
            self._page.containers.append(number)
        self._stack.append(number)
        reason = markers_of(element)
        outer = self._markers[-1]
        self._markers.append((*outer, Marker(number, reason)) if reason and len(outer) < _DEEPEST else outer)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self._open.chunks.append(self._source.locate(text))
        visible = len(text.strip())
        self._open.linked += visible if self._links else 0
        self._open.bold += visible if self._bolds else 0
        self._open.level = self._level

    def _line_break(self) -> None:
        """A ``<br>`` parts paragraphs; inside a heading it only wraps the line."""
        if self._level:
            self._open.chunks.append(Piece("\n"))
        else:
            self._flush()

    def _flush(self) -> None:
        """Close the block being collected."""
        block, self._open = self._open, _Open()
        piece = squeeze(block.chunks)
        if not piece.text.isspace() and piece.text:
            level = block.level or bold_level(piece.text, block.bold)
            kind: PageBlockKind = "heading" if level else "paragraph"
            self._page.blocks.append(PageBlock(kind, piece, self._stack[-1], block.linked, self._markers[-1], level))

    def _is_note_mark(self, element: etree._Element) -> bool:
        """A raised number behind a Chinese character leads to a note; behind a letter or digit it is an exponent."""
        before = next((chunk.text[-1] for chunk in reversed(self._open.chunks) if chunk.text), "")
        return (
            bool(before) and not before.isascii() and bool(_NOTE_MARK.fullmatch("".join(map(str, element.itertext()))))
        )

    def _unseen(self, element: etree._Element, reason: str) -> None:
        piece = squeeze([self._source.locate(str(text)) for text in element.itertext()])
        if piece.text:
            marker = Marker(self._stack[-1], reason)
            self._page.blocks.append(PageBlock("hidden", piece, self._stack[-1], 0, (marker,)))

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        for row in table_rows(table, self._source):
            self._page.blocks.append(self._row(row))

    def _row(self, row: Piece | list[Piece]) -> PageBlock:
        if isinstance(row, Piece):
            return PageBlock("paragraph", row, self._stack[-1], 0, self._markers[-1])
        cells = tuple(cell.text for cell in row)
        return PageBlock("row", join_cells(row), self._stack[-1], 0, self._markers[-1], 0, cells, self._tables)


def _is_bold(element: etree._Element) -> bool:
    if element.tag in {"b", "strong"}:
        return True
    style = element.get("style", "").replace(" ", "").lower()
    return "font-weight:bold" in style or "font-weight:7" in style
