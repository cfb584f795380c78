"""Marked sentences: ``[柳圩镇|District]``, one in another, ``[东岭|Project=东岭变电站]`` for a name in other words; ``\\n`` is a line break."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from extract.document import Block, Document, Metadata
from extract.entities.tagging import Tagged

HERE = Path(__file__).parent


class Mark(NamedTuple):
    """A marked name: ``other`` is what follows the ``=``, empty without one."""

    start: int
    end: int
    cls: str
    other: str


def read(sentence: str) -> tuple[str, list[Mark]]:
    """Return a marked sentence without its marks, and the marks."""
    text, opened, marks = "", [], []
    rest = iter(sentence.replace("\\n", "\n"))
    for c in rest:
        if c == "[":
            opened.append(len(text))
        elif c == "|":
            cls, _, other = "".join(iter(lambda: next(rest), "]")).partition("=")
            marks.append(Mark(opened.pop(), len(text), cls, other))
        else:
            text += c
    assert not opened, f"a mark is not closed: {sentence}"
    return text, sorted(marks)


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of sentences beside this file."""
    lines = [line for line in (HERE / name).read_text("utf-8").split("\n") if line and not line.startswith("# ")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def tagged(marks: list[Mark]) -> list[Tagged]:
    """Return marks as the names that a tagger would hand over."""
    return [Tagged(m.start, m.end, m.cls, 0.9, m.other) for m in marks]  # type: ignore[arg-type]


def lines(text: str) -> Iterator[Block]:
    """Yield one paragraph per line."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Block("paragraph", at, at + len(line))
        at += len(line) + 1


def document(text: str, kind: str = "other", title: str = "北汀县试写的题目") -> Document:
    """Return a document about the invented 北汀县."""
    about = Metadata(title=title, district="北汀县", district_path=("云岭省", "临溟市", "北汀县"), kind=kind)
    return Document("d", "北汀县.txt", text, tuple(lines(text)), "0" * 64, "text/plain", about)
