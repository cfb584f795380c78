"""The door between file formats and cleaning: a file as a list of elements in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ElementKind = Literal["line", "paragraph", "heading", "row", "boilerplate"]


class UnreadableError(Exception):
    """An input that cannot become text; the message is one line that names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of a file in reading order.

    ``line``: one physical line that may break inside a paragraph or a word (txt, PDF). ``paragraph``: whole. ``heading``: marked
    as such by the format, with ``level`` from 1 (7 on a paragraph: short and all in bold). ``row``: one table row, its ``cells`` (merged ones repeated); ``table`` numbers
    the tables. ``boilerplate``: left out, with its ``reason``. ``place`` names the part of the original (``""`` for a text file
    or a web page, ``page 3``, ``paragraph 12``, ``table 2 row 3``) and ``offset`` the character in it where ``text`` begins;
    where text and original do not run in step (entities, tags), ``anchors`` lists (position in text, offset in the original).
    ``continues`` tells of a line whether the page's layout joins it to the line before; None where it does not tell.
    """

    kind: ElementKind
    text: str
    place: str = ""
    offset: int = 0
    anchors: tuple[tuple[int, int], ...] = ()
    level: int = 0
    cells: tuple[str, ...] = ()
    table: int | None = None
    reason: str = ""
    box: tuple[float, float, float, float] | None = None
    continues: bool | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name, media type, SHA-256 of its bytes (hex), its elements, and what a reader should be told."""

    name: str
    media_type: str
    sha256: str
    elements: tuple[Element, ...]
    title: str = ""
    warnings: tuple[str, ...] = ()
