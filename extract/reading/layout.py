"""From lines of cleaned text to a document: drafts of blocks name what they are made of, the rest is left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.document import Block, BlockKind, Cell, Dropped, Origin
from extract.reading.blanks import false_blanks
from extract.reading.lines import Stretch
from extract.reading.source import Element
from extract.reading.tracked import Loss, Piece, Run, Tracked, edited, selected, shift


@dataclass(slots=True)
class Draft:
    """A block to be: its lines, or the stretches of each cell, joined by ``glue``, or a blank between Latin letters or digits."""

    kind: BlockKind
    lines: list[Stretch] = field(default_factory=list)
    level: int = 0
    path: tuple[int, ...] = ()
    cells: list[list[Stretch]] = field(default_factory=list)
    table: int | None = None
    header: bool = False
    glue: str = ""


def written(tracked: Tracked, drafts: Sequence[Draft], left_out: Sequence[Loss]) -> tuple[Tracked, tuple[Block, ...]]:
    """Write the drafts one below the other and return the text with its way back, and the blocks.

    ``left_out`` says why other stretches are not in the document. ``Draft.path`` holds the indexes of the enclosing headings.
    """
    pieces: list[Piece] = []
    shapes: list[list[Cell]] = []
    here = 0
    for draft in drafts:
        shapes.append([])
        for stretches in draft.cells or [draft.lines]:
            separator = "\t" if shapes[-1] else "\n" if pieces else ""
            new = list(_pieces(tracked.text, stretches, separator, draft.glue))
            pieces += new
            end = here + sum(len(piece.before) + piece.end - piece.start for piece in new)
            shapes[-1].append(Cell(here + len(separator), end))
            here = end
    chosen = selected(tracked, pieces, left_out)
    edits = list(false_blanks(chosen.text))
    final, moved = edited(chosen, edits), shift(edits)
    cells = [[Cell(moved(cell.start), moved(cell.end)) for cell in shape] for shape in shapes] if edits else shapes
    return final, tuple(_block(final.text, drafts, cells, index) for index in range(len(drafts)))


def _block(text: str, drafts: Sequence[Draft], cells: Sequence[Sequence[Cell]], index: int) -> Block:
    draft = drafts[index]
    path = tuple(text[cells[at][0].start : cells[at][-1].end] for at in draft.path)
    row = tuple(cells[index]) if draft.cells else ()
    return Block(
        draft.kind, cells[index][0].start, cells[index][-1].end, path, draft.level, row, draft.table, draft.header
    )


def _pieces(text: str, stretches: Sequence[Stretch], separator: str, glue: str) -> Iterator[Piece]:
    last = ""
    if not stretches:
        yield Piece(separator, 0, 0)
    for stretch in stretches:
        apart = last.isascii() and last.isalnum() and text[stretch.start].isascii() and text[stretch.start].isalnum()
        yield Piece(" " if apart else glue if last else separator, stretch.start, stretch.end)
        last = text[stretch.end - 1]


def origins(runs: Sequence[Run], elements: Sequence[Element], starts: Sequence[int]) -> tuple[Origin, ...]:
    """Say of each run where it lies in the file; ``starts`` is where each element begins in the joined original."""
    made: list[Origin] = []
    for run in runs:
        for start, end, place, offset, box in _placed(run.origin, run.origin + run.end - run.start, elements, starts):
            by = run.start - run.origin
            made.append(Origin(start + by, end + by, place, offset, box))
    return tuple(made)


def drops(
    losses: Sequence[Loss], original: str, elements: Sequence[Element], starts: Sequence[int]
) -> tuple[Dropped, ...]:
    """Every lost stretch with its text and its place in the file, in the file's order; neighbours lost alike are one."""
    made: list[Dropped] = []
    last = (-1, "")
    for loss in sorted(losses):
        for start, end, place, offset, _ in _placed(loss.start, loss.end, elements, starts):
            if _is_seam(original[start:end], elements[bisect_right(starts, start) - 1]):
                continue
            if last == (start, loss.reason):
                made[-1] = replace(made[-1], text=made[-1].text + original[start:end])
            else:
                made.append(Dropped(loss.reason, original[start:end], f"{place} offset {offset}".strip()))
            last = (end, loss.reason)
    return tuple(made)


def _is_seam(text: str, element: Element) -> bool:
    """Whether this is no text of the file but a tab between the cells that a format gave."""
    return element.kind == "row" and not text.strip("\t")


Placed = tuple[int, int, str, int, tuple[float, float, float, float] | None]


def _placed(start: int, end: int, elements: Sequence[Element], starts: Sequence[int]) -> Iterator[Placed]:
    """Cut ``[start, end)`` of the joined original at the borders of elements and anchors, and place each part."""
    at = bisect_right(starts, start) - 1
    while start < end:
        element, base = elements[at], starts[at]
        stop = min(end, starts[at + 1] - 1) if at + 1 < len(starts) else end
        for left, right, offset in _anchored(element, start - base, stop - base):
            yield base + left, base + right, element.place, offset, element.box
        at += 1
        start = max(stop, starts[at]) if at < len(starts) else end


def _anchored(element: Element, left: int, right: int) -> Iterator[tuple[int, int, int]]:
    if not element.anchors:
        if left < right:
            yield left, right, element.offset + left
        return
    anchors = element.anchors
    positions = [position for position, _ in anchors]
    while left < right:
        at = max(bisect_right(positions, left) - 1, 0)
        stop = min(right, positions[at + 1]) if at + 1 < len(positions) else right
        yield left, stop, anchors[at][1] + left - positions[at]
        left = stop
