"""Blocks."""

from __future__ import annotations

from collections.abc import Sequence

from extract.reading.chrome import without_chrome
from extract.reading.layout import Draft
from extract.reading.lines import Line, Stretch
from extract.reading.tracked import Loss


def drafts_of(text: str, lines: Sequence[Line]) -> tuple[list[Draft], list[Loss]]:
    """One paragraph per line."""
    lines, left_out = without_chrome(text, lines)
    return [Draft("paragraph", [Stretch(line.start, line.end)]) for line in lines], left_out
