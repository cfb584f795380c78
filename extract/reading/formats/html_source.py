"""Where the text of a parsed web page stood in its source."""

from __future__ import annotations

import html
import re
from bisect import bisect_right

from extract.reading.formats.joining import Piece

_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|<(script|style|textarea|title|xmp)\b[^>]*>(.*?)(?:</\1\s*>|\Z)|</?[a-zA-Z!?][^>]*(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_WINDOW = 20_000  # characters searched ahead for a piece of text
_PROBE = 8


class SourceMap:
    """Finds, in reading order, the pieces of text that a parser hands out.

    The parser (libxml2) keeps only line numbers, so the source is split into markup and text a second time, entities are
    resolved, and each piece is looked for from the end of the last one on. Offsets are characters of the decoded page.
    A piece that the parser changed in another way than by entities gets a single anchor or none: its offset is then near
    or missing, never made up for a different stretch of the page.
    """

    def __init__(self, source: str) -> None:
        self._starts: list[int] = []
        self._offsets: list[int] = []
        self._length = 0
        parts: list[str] = []
        end = 0
        for match in _MARKUP.finditer(source):
            self._take(source, end, match.start(), parts)
            if match.group(1):
                self._run(source[match.start(2) : match.end(2)], match.start(2), parts)
            end = match.end()
        self._take(source, end, len(source), parts)
        self._flat = "".join(parts)
        self._cursor = 0

    def _take(self, source: str, start: int, end: int, parts: list[str]) -> None:
        """Add source text between two tags, resolving its entities."""
        for match in _ENTITY.finditer(source, start, end):
            self._run(source[start : match.start()], start, parts)
            self._run(html.unescape(match.group()), match.start(), parts)
            start = match.end()
        self._run(source[start:end], start, parts)

    def _run(self, text: str, offset: int, parts: list[str]) -> None:
        if text:
            self._starts.append(self._length)
            self._offsets.append(offset)
            self._length += len(text)
            parts.append(text)

    def locate(self, text: str) -> Piece:
        """Return a piece of parsed text with its anchors; call it in document order for every piece."""
        if not text or text.isspace():
            return Piece(text)
        found = self._flat.find(text, self._cursor, self._cursor + _WINDOW + len(text))
        if found >= 0:
            self._cursor = found + len(text)
            return Piece(text, self._anchors(found, len(text)))
        return self._near(text)

    def _near(self, text: str) -> Piece:
        lead = len(text) - len(text.lstrip())
        found = self._flat.find(text[lead : lead + _PROBE], self._cursor, self._cursor + _WINDOW)
        if found < 0:
            return Piece(text)
        self._cursor = found + _PROBE
        return Piece(text, ((lead, self._anchors(found, 1)[0][1]),))

    def _anchors(self, start: int, length: int) -> tuple[tuple[int, int], ...]:
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, start + length - 1)
        anchors = []
        for index in range(first, last):
            skip = max(0, start - self._starts[index])
            anchors.append((self._starts[index] + skip - start, self._offsets[index] + skip))
        return tuple(anchors)
