"""What reading made of a file, at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from extract.document import Block, Document

SHOWN = 20  # texts of one reason that an outline quotes


def outline_of(document: Document) -> Iterator[str]:
    """Yield lines: what the document says about itself, its headings and tables in order, then what was left out or changed, and how much."""
    yield from _stated(document)
    for table, group in groupby(document.blocks, key=lambda block: block.table):
        blocks = list(group)
        yield from _headings(document, blocks) if table is None else _table(document, blocks)
    yield from _left_out(document)
    for reason, count in document.changed:
        yield f"changed, {reason}: {count:,} characters"
    for warning in document.warnings:
        yield f"warning: {warning}"


def _left_out(document: Document) -> Iterator[str]:
    """For each reason how much was left out, and what, each text once."""
    reasons: dict[str, Counter[str]] = {}
    for dropped in document.dropped:
        reasons.setdefault(dropped.reason, Counter())[dropped.text] += 1
    for reason, texts in sorted(reasons.items()):
        characters = sum(len(text) * count for text, count in texts.items())
        yield f"left out, {reason}: {texts.total():,} times, {characters:,} characters"
        shown = [text for text in texts if text.strip()][:SHOWN]
        yield from (f"  {_short(text)}{_times(texts[text])}" for text in shown)
        if more := sum(1 for text in texts if text.strip()) - len(shown):
            yield f"  … and {more:,} more"


def _times(count: int) -> str:
    return f" ({count:,} times)" if count > 1 else ""


def _stated(document: Document) -> Iterator[str]:
    stated = document.metadata
    district = "/".join(stated.district_path) or stated.district
    values = (stated.title, stated.issuer, stated.number, stated.issued, stated.period, district)
    yield f"{document.name}: {len(document.text)} characters, {len(document.blocks)} blocks"
    for name, value in zip(("title", "issuer", "number", "issued", "period", "district"), values, strict=True):
        if value:
            yield f"{name}: {value}"


def _headings(document: Document, blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind in ("title", "heading"):
            yield "  " * max(0, block.level - 1) + _short(document.slice(block))


def _table(document: Document, rows: list[Block]) -> Iterator[str]:
    depth, columns = len(rows[0].path), max(len(row.cells) for row in rows)
    yield "  " * depth + f"[table of {len(rows)} rows, {columns} columns: {_short(document.slice(rows[0]))}]"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:60]}… ({len(flat)} characters)"
