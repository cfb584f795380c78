"""Small documents to read numbers from, all about invented places."""

from __future__ import annotations

import pytest

from extract.document import Block, Cell, Document, Metadata

REPORT = Metadata("云岭县2022年政府工作报告", period="2022", district="云岭县", kind="report")
PLAN = Metadata("云岭县国民经济和社会发展第十四个五年规划纲要", period="2021-2025", district="云岭县", kind="outline")
WHERE = {
    "回顾": (REPORT, "一、2021年工作回顾"),
    "安排": (REPORT, "二、2022年工作安排"),
    "五年": (PLAN, "第一章 “十三五”发展成就"),
    "目标": (PLAN, "第二章 “十四五”发展目标"),
}


def document(lines: list[str | list[str]], metadata: Metadata = REPORT, headings: int = 0) -> Document:
    """A document of one block per line, the first ``headings`` of them headings; a list of texts is a table row."""
    text, blocks, path = "", [], ()
    for i, line in enumerate(lines):
        start = len(text)
        written = line if isinstance(line, str) else "\t".join(line)
        text += written + "\n"
        if isinstance(line, str):
            blocks.append(
                Block(
                    "heading" if i < headings else "paragraph",
                    start,
                    start + len(written),
                    path,
                    1 if i < headings else 0,
                )
            )
            path = (written,) if i < headings else path
            continue
        cells, at = [], start
        for cell in line:
            cells.append(Cell(at, at + len(cell)))
            at += len(cell) + 1
        blocks.append(Block("table_row", start, start + len(written), path, 0, tuple(cells), 0))
    return Document("d", "云岭县.txt", text, tuple(blocks), "0" * 64, "text/plain", metadata)


@pytest.fixture
def make():
    """Build a document of lines."""
    return document


@pytest.fixture
def at():
    """Build a document whose only paragraph stands in a review or an outlook (see ``sentences.tsv``)."""

    def build(where: str, sentence: str) -> Document:
        metadata, heading = WHERE[where]
        return document([heading, sentence], metadata, 1)

    return build
