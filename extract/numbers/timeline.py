"""Time frames carried down a document's headings and from paragraph to paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Block, Document
from extract.numbers.period import Clock, Frame, heading_frame, opening_frame

GLOSSARY = re.compile(r"名词解释|注释|附件|名词说明|缩略语")
NOTE_LINE = re.compile(
    r"^\s*(?:\d+[.、．]?)?\s*[\[【〔（]?[^\]】〕，。]{1,20}[\]】〕]\s*(?:即|指|是|：)|^\s*[\[【]\d+[\]】]"
)


def framed(document: Document, view: str, now: Clock) -> Iterator[tuple[Block, Frame]]:
    """Yield the blocks that speak for the document with the time frame that holds at each."""
    frames = Frames(now)
    glossary = False
    for block in document.blocks:
        own = view[block.start : block.end]
        glossary = glossary or (len(own) < 12 and GLOSSARY.search(own) is not None and block.start > len(view) // 2)
        if not glossary and not NOTE_LINE.match(own):
            yield block, frames.at(block, heading_text(document, block), own)


class Frames:
    """Carries time frames down a document's headings and from paragraph to paragraph."""

    def __init__(self, now: Clock):
        self.now = now
        self.seen: dict[tuple[str, ...], Frame] = {}
        self.base = now.past if now.report else now.next
        self.looked_ahead = False

    def at(self, block: Block, path: tuple[str, ...], text: str) -> Frame:
        """Return the frame of ``block``; call with the blocks in order. ``text`` is the block's normalised text."""
        frame = self.base
        for depth in range(1, len(path) + 1):
            key = path[:depth]
            if key not in self.seen:
                self.seen[key] = self._enter(path[depth - 1], frame)
            frame = self.seen[key]
        if block.kind not in ("paragraph", "list_item"):
            return frame
        moved = opening_frame(text, self.now, frame)
        if moved != frame and not (self.looked_ahead and moved.tense == "actual" and frame.tense == "target"):
            self._move(path, moved)
            return moved
        return frame

    def _move(self, path: tuple[str, ...], frame: Frame) -> None:
        if path:
            self.seen[path] = frame
        else:
            self.base = frame

    def _enter(self, heading: str, outer: Frame) -> Frame:
        frame = heading_frame(heading, self.now, outer)
        if frame.tense == "target" and frame != outer:
            self.looked_ahead = True
            if self.base.tense == "actual":
                self.base = self.now.next
        return frame


def heading_text(document: Document, block: Block) -> tuple[str, ...]:
    """The headings above a block, and its own text if it is one."""
    own = (document.slice(block),) if block.kind in ("heading", "title") else ()
    return (*block.path, *own)
