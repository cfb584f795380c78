"""Blocks."""

from __future__ import annotations

from collections.abc import Sequence

from extract.reading.layout import Draft, Stretch
from extract.reading.lines import Line
from extract.reading.tracked import Loss


def drafts_of(text: str, lines: Sequence[Line]) -> tuple[list[Draft], list[Loss]]:
    """One paragraph per line."""
    return [Draft("paragraph", [Stretch(line.start, line.end)]) for line in lines], []
