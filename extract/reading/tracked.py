"""Text that knows, for every character, where in the original it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import NamedTuple


class Run(NamedTuple):
    """``text[start:end)`` came, character for character, from the original at ``origin``."""

    start: int
    end: int
    origin: int


class Edit(NamedTuple):
    """Put ``new`` for ``text[start:end)``; what falls away, or changes, is noted under ``reason``."""

    start: int
    end: int
    new: str
    reason: str


class Loss(NamedTuple):
    """Characters ``[start, end)`` of the original that are in the text no more, and why."""

    start: int
    end: int
    reason: str


class Piece(NamedTuple):
    """``text[start:end)`` of an older text, put into a newer one behind ``before`` (which comes from nowhere)."""

    before: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tracked:
    """A text, the runs that lead back to its original, and what was lost on the way.

    Runs are sorted and disjoint on both sides; runs and losses together cover the original exactly once. ``changes``
    counts by reason the characters that were replaced one for one.
    """

    text: str
    runs: tuple[Run, ...]
    losses: tuple[Loss, ...] = ()
    changes: dict[str, int] = field(default_factory=dict)


def track(text: str) -> Tracked:
    """Begin with an original text."""
    return Tracked(text, (Run(0, len(text), 0),) if text else ())


def clip(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """The parts of ``runs`` that lie in ``[start, end)``; ``runs`` sorted."""
    at = max(bisect_right(runs, start, key=_start) - 1, 0)
    while at < len(runs) and runs[at].start < end:
        run = runs[at]
        left, right = max(run.start, start), min(run.end, end)
        if left < right:
            yield Run(left, right, run.origin + left - run.start)
        at += 1


def _start(run: Run) -> int:
    return run.start


def edited(tracked: Tracked, edits: Sequence[Edit]) -> Tracked:
    """Apply edits, sorted and disjoint.

    The first characters of ``new`` stand for the first of the old; what the old has more is lost, what the new has
    more is inserted and comes from nowhere.
    """
    if not edits:
        return tracked
    text, changes = tracked.text, dict(tracked.changes)
    parts: list[str] = []
    stretches: list[tuple[int, int, int]] = []
    here = there = 0
    for edit in edits:
        kept = min(len(edit.new), edit.end - edit.start)
        stretches += ((here, edit.start + kept, there - here), (edit.start + kept, edit.end, 0))
        parts += (text[here : edit.start], edit.new)
        there += edit.start - here + len(edit.new)
        here = edit.end
        changes[edit.reason] = changes.get(edit.reason, 0) + kept
    stretches.append((here, len(text), there - here))
    parts.append(text[here:])
    clipped = list(_clipped(tracked.runs, stretches))
    runs = [run for found in clipped[::2] for run in found]
    losses = (
        Loss(origin, origin + end - start, edit.reason)
        for edit, found in zip(edits, clipped[1::2], strict=True)
        for start, end, origin in found
    )
    return Tracked("".join(parts), _joined(runs), (*tracked.losses, *losses), changes)


def _clipped(runs: Sequence[Run], stretches: Iterable[tuple[int, int, int]]) -> Iterator[list[Run]]:
    """The parts of ``runs`` in each ``[start, end)``, moved by its third number; stretches sorted and disjoint."""
    at = 0
    for start, end, by in stretches:
        found: list[Run] = []
        while at < len(runs) and runs[at].start < end:
            first, last, origin = runs[at]
            left, right = first if first > start else start, last if last < end else end
            if left < right:
                found.append(Run(left + by, right + by, origin + left - first))
            if last > end:
                break
            at += 1
        yield found


def _moved(runs: Sequence[Run], start: int, end: int, by: int) -> Iterator[Run]:
    return (Run(run.start + by, run.end + by, run.origin) for run in clip(runs, start, end))


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Make one of neighbours that continue each other on both sides."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and last.end == run.start and last.origin + last.end - last.start == run.origin:
            merged[-1] = Run(last.start, run.end, last.origin)
        else:
            merged.append(run)
    return tuple(merged)


def substituted(tracked: Tracked, pattern: re.Pattern[str], new: str, reason: str) -> Tracked:
    """Replace every match of ``pattern`` by ``new``; where the pattern has groups, only these are replaced."""
    edits = [
        Edit(start, end, new, reason)
        for found in pattern.finditer(tracked.text)
        for start, end in (map(found.span, range(1, pattern.groups + 1)) if pattern.groups else [found.span()])
        if start < end
    ]
    return edited(tracked, edits)


def respelled(tracked: Tracked, text: str, count: int, reason: str) -> Tracked:
    """Put ``text``, of the same length, for the whole text; ``count`` characters of it are new."""
    if not count:
        return tracked
    return replace(tracked, text=text, changes=tracked.changes | {reason: tracked.changes.get(reason, 0) + count})


def shift(edits: Sequence[Edit]) -> Callable[[int], int]:
    """Where a position of the text before ``edits`` lies in the text after them."""
    starts = [edit.start for edit in edits]
    totals = list(accumulate(len(edit.new) - (edit.end - edit.start) for edit in edits))

    def moved(position: int) -> int:
        at = bisect_right(starts, position) - 1
        if at < 0:
            return position
        edit = edits[at]
        if position >= edit.end:
            return position + totals[at]
        before = totals[at - 1] if at else 0
        return edit.start + before + min(position - edit.start, len(edit.new))

    return moved


def selected(tracked: Tracked, pieces: Sequence[Piece], reasons: Sequence[Loss]) -> Tracked:
    """Write out pieces of a text, in any order; the rest of it is lost.

    ``reasons`` (characters of this text, sorted, disjoint) tells why; what none of them covers is ``blank`` or ``layout``.
    """
    parts: list[str] = []
    runs: list[Run] = []
    there = 0
    for piece in pieces:
        parts += (piece.before, tracked.text[piece.start : piece.end])
        there += len(piece.before)
        runs += _moved(tracked.runs, piece.start, piece.end, there - piece.start)
        there += piece.end - piece.start
    gaps = list(_uncovered(pieces, reasons, len(tracked.text)))
    losses = [
        Loss(run.origin, run.origin + run.end - run.start, reason)
        for (start, end, why), found in zip(gaps, _clipped(tracked.runs, ((*gap[:2], 0) for gap in gaps)), strict=True)
        for reason in [why or ("layout" if tracked.text[start:end].strip() else "blank")]
        for run in found
    ]
    return Tracked("".join(parts), _joined(runs), tracked.losses + tuple(losses), tracked.changes)


def _uncovered(pieces: Sequence[Piece], reasons: Sequence[Loss], length: int) -> Iterator[Loss]:
    """What lies in no piece, cut where the reason changes."""
    here, at = 0, 0
    for start, end in [*sorted((piece.start, piece.end) for piece in pieces), (length, length)]:
        while here < start:
            while at < len(reasons) and reasons[at].end <= here:
                at += 1
            within = at < len(reasons) and reasons[at].start <= here
            stop = reasons[at].end if within else reasons[at].start if at < len(reasons) else start
            yield Loss(here, min(stop, start), reasons[at].reason if within else "")
            here = min(stop, start)
        here = max(here, end)
