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
            yield block, frames.at(block, own)


class Frames:
    """Carries the time frame from heading to heading and from paragraph to paragraph, in the order of the text."""

    def __init__(self, now: Clock) -> None:
        self.now = now
        self.current = now.past if now.report else now.next
        self.level = 0
        self.looked_ahead = False

    def at(self, block: Block, text: str) -> Frame:
        """Return the frame of ``block``; call with the blocks in order. ``text`` is the block's normalised text."""
        if block.kind == "heading" and "工作报告" not in text:
            self._set(
                heading_frame(text, self.now, self.current, self.looked_ahead, block.level > self.level), block.level
            )
        elif block.kind in ("paragraph", "list_item"):
            frame = opening_frame(text, self.now, self.current)
            if not (self.looked_ahead and frame.tense == "actual" and self.current.tense == "target"):
                self._set(frame, self.level)
        return self.current

    def _set(self, frame: Frame, level: int) -> None:
        if frame != self.current:
            self.current, self.level = frame, level
            self.looked_ahead = self.looked_ahead or frame.tense == "target"
