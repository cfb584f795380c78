"""Evidence spans as passages: the sentences of the stored text that hold them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Block, Document, Origin, Span

_SENTENCE = re.compile(r"[^。！？；!?;\n]*(?:[。！？；!?;\n]+[”’」』）)》]*|$)")


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Sentences ``[start, end)`` of a document's text, the headings above them and their place in the original file.

    ``section`` holds the headings from the outermost, joined by `` / ``; ``place`` (``page 3``) and ``offset`` say where the
    passage begins in the original, ``offset`` is None where it was not read from there.
    """

    start: int
    end: int
    section: str = ""
    place: str = ""
    offset: int | None = None


def sentences(document: Document) -> list[tuple[int, int, Block]]:
    """Cut the blocks into sentences ``(start, end, block)`` in the order of the text; a table row stays whole."""
    return [(start, end, block) for block in document.blocks for start, end in _cut(document.text, block)]


def _cut(text: str, block: Block) -> Iterator[tuple[int, int]]:
    if block.kind == "table_row":
        yield block.start, block.end
        return
    for found in _SENTENCE.finditer(text, block.start, block.end):
        body = found.group()
        if body.strip():
            start = found.start() + len(body) - len(body.lstrip())
            yield start, found.start() + len(body.rstrip())


class PassageFinder:
    """Finds the passages of spans of one document; sentences are cut once."""

    def __init__(self, document: Document):
        self.document = document
        self.sentences = sorted(sentences(document), key=lambda s: (s[0], s[1]))
        self.starts = [start for start, _, _ in self.sentences]
        self.origins = document.origins
        self.origin_starts = [origin.start for origin in document.origins]

    def find(self, span: Span) -> list[Passage]:
        """Return the passages that hold ``span``: its sentences, one passage per block; the span itself outside of blocks."""
        runs: dict[int, list[tuple[int, int, Block]]] = {}
        for sentence in self._touched(span):
            runs.setdefault(sentence[2].start, []).append(sentence)
        found = [self._passage(run[0][0], run[-1][1], run[0][2]) for run in runs.values()]
        return found or [self._passage(span.start, min(span.end, len(self.document.text)), None)]

    def _touched(self, span: Span) -> Iterator[tuple[int, int, Block]]:
        first = max(0, bisect_right(self.starts, span.start) - 1)
        for sentence in self.sentences[first:]:
            if sentence[0] >= span.end:
                return
            if sentence[1] > span.start:
                yield sentence

    def _passage(self, start: int, end: int, block: Block | None) -> Passage:
        section = " / ".join(block.path) if block else ""
        origin = self._origin(start)
        if origin is None:
            return Passage(start, end, section)
        return Passage(start, end, section, origin.place, origin.offset + start - origin.start)

    def _origin(self, start: int) -> Origin | None:
        at = bisect_right(self.origin_starts, start) - 1
        origin = self.origins[at] if at >= 0 else None
        return origin if origin and origin.start <= start < origin.end else None
