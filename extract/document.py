"""What the reading room hands over: a document's clean text, its blocks and the way back to the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "list_item", "table_row"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of characters of ``Document.text``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")


in_text = attrgetter("start", "end")
"""What spans are sorted by: the order that they have themselves, in less time."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row; ``start == end`` for an empty one. Merged cells are repeated."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row.

    ``start``/``end`` are characters of ``Document.text`` without the line break. ``path`` holds the texts of the
    enclosing headings, outermost first (a heading's own text is not in its path). ``level`` is 1 for the
    outermost heading, 0 for what is no heading. Rows of one table share ``table``; ``header`` marks rows
    that name columns. ``text`` between two cells of a row is a tab.
    """

    kind: BlockKind
    start: int
    end: int
    path: tuple[str, ...] = ()
    level: int = 0
    cells: tuple[Cell, ...] = ()
    table: int | None = None
    header: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text of the original that was left out, and why (page number, navigation, pinyin, …)."""

    reason: str
    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says about itself; empty where it says nothing.

    ``district`` is the territory's name as the document writes it (``中原区``), ``district_path`` the names from
    the outermost (``("河南省", "郑州市", "中原区")``) as far as the text tells. ``issued`` is an ISO date. ``period`` is
    ``"2021"`` or ``"2021-2025"``; ``kind`` is one of ``outline report plan other``.
    """

    title: str = ""
    issuer: str = ""
    number: str = ""
    issued: str = ""
    period: str = ""
    district: str = ""
    district_path: tuple[str, ...] = ()
    kind: str = "other"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a run of stored text came from: stored ``[start, end)`` lies at ``place`` from ``offset`` on.

    ``place`` names the part of the original (``""`` for a text file, ``page 3``, ``paragraph 12``,
    ``table 2 row 3 cell 1``); ``offset`` counts characters inside it. Runs are sorted and do not overlap; stored
    characters without a run were inserted (line breaks, tabs). ``box`` is (x0, top, x1, bottom) in points for PDF.
    """

    start: int
    end: int
    place: str
    offset: int
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document as every later room sees it. Offsets everywhere are characters of ``text``.

    ``changed`` counts by reason the characters that were replaced one for one (traditional, full-width, punctuation).
    """

    id: str
    name: str
    text: str
    blocks: tuple[Block, ...]
    sha256: str
    media_type: str
    metadata: Metadata = Metadata()
    origins: tuple[Origin, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    changed: tuple[tuple[str, int], ...] = ()

    def slice(self, span: Span | Block | Cell) -> str:
        """Return the text of a span, block or cell."""
        return self.text[span.start : span.end]
