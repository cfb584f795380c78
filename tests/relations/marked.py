"""Marked sentences: ``[北川区|D]重点发展[人工智能|I]``; a line is a paragraph, ``# `` before it makes it a heading, ``## `` a lower one."""

from __future__ import annotations

import re

from extract.document import Block, Document, Metadata, Span
from extract.facts import Entity, EntityClass

CLASSES: dict[str, EntityClass] = {
    "D": "District",
    "P": "Park",
    "I": "Industry",
    "E": "Enterprise",
    "J": "Project",
    "L": "Plan",
}
MARK = re.compile(r"\[([^\[\]|]+)\|([DPIEJL])(?:=([^\[\]]+))?\]")


def read(marked: str, district: str = "", kind: str = "other") -> tuple[Document, list[Entity]]:
    """A document and its entities; ``[short|D=full]`` is another form of ``full``, ``{name|D}`` at the end one without a mark."""
    text, mentions, blocks, path = "", {}, [], []
    for line in marked.strip().split("\n"):
        level = len(line) - len(line.lstrip("#"))
        start = len(text)
        text, at = text, 0
        line = line.lstrip("#").lstrip()
        for mark in MARK.finditer(line):
            text += line[at : mark.start()]
            name, cls, full = mark.group(1), CLASSES[mark.group(2)], mark.group(3)
            mentions.setdefault((cls, full or name), []).append((name, Span(len(text), len(text) + len(name))))
            text += name
            at = mark.end()
        text += line[at:]
        path = path[: level - 1] if level else path
        blocks.append(Block("heading" if level else "paragraph", start, len(text), tuple(path), level))
        path = [*path, text[start:]] if level else path
        text += "\n"
    entities = [
        Entity(
            cls,
            name,
            tuple(sorted({form for form, _ in found} - {name})),
            tuple(span for _, span in found),
            "marked",
            1.0,
        )
        for (cls, name), found in mentions.items()
    ]
    metadata = Metadata(district=district, kind=kind)
    return Document("marked", "marked", text, tuple(blocks), "", "text/plain", metadata), entities
