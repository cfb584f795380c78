"""A document's stored text as pages: headings, shaded sentences that say facts, names that lead to their pages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from kg.pages.headings import levels
from kg.pages.model import Passage

PART = 80_000
"""Characters from which on a page of a long document ends at the next heading."""
OVERDUE = 20_000
"""Characters after which it ends without one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its first character, its end, its text, its level when it is a heading (else 0)."""

    start: int
    end: int
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A line ready to show: ``cells`` of a table row, or one cell of flowing text."""

    kind: str
    anchor: str
    cells: tuple[Markup, ...]
    level: int = 0


def read_lines(text: str, sections: Iterable[str]) -> list[Line]:
    """Cut a text into its lines; ``sections`` are the heading paths of its passages."""
    bodies = text.split("\n")
    found = levels(sections, bodies)
    lines, at = [], 0
    for body in bodies:
        lines.append(Line(at, at + len(body), body, found.get(body.strip(), 0)))
        at += len(body) + 1
    return lines


def cut_parts(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut a long document into parts of about ``PART`` characters, before a heading where there is one."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        size = line.start - parts[-1][0].start if parts[-1] else 0
        if size > PART + OVERDUE or (size > PART and 0 < line.level <= 2):
            parts.append([])
        parts[-1].append(line)
    return parts


class Names:
    """Finds names in running text, the longest from the left; indexed by their first two characters."""

    def __init__(self, names: Iterable[tuple[str, str, str]]):
        """``names`` are (name, link, class); of equal names the first counts. Single characters are not looked for."""
        self.index: dict[str, list[tuple[str, str, str]]] = {}
        seen: set[str] = set()
        for name, link, cls in names:
            if len(name) > 1 and name not in seen:
                seen.add(name)
                self.index.setdefault(name[:2], []).append((name, link, cls))
        for found in self.index.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def link(self, text: str) -> Markup:
        """Return ``text`` escaped, its names as links."""
        pieces, done, at = [], 0, 0
        while at < len(text) - 1:
            entry = next((e for e in self.index.get(text[at : at + 2], ()) if text.startswith(e[0], at)), None)
            if entry is None:
                at += 1
                continue
            pieces.append(
                f'{escape(text[done:at])}<a class="n {entry[2]}" href="../{escape(entry[1])}">{escape(entry[0])}</a>'
            )
            at = done = at + len(entry[0])
        pieces.append(str(escape(text[done:])))
        return Markup("".join(pieces))


class Setter:
    """Sets lines in type: marks passages by their offsets and links names."""

    def __init__(self, passages: Iterable[Passage], telling: set[int], names: Names):
        """``telling`` holds the first characters of the passages that say facts; these are shaded."""
        self.passages = sorted({(p.start, p.end) for p in passages})
        self.starts = [start for start, _ in self.passages]
        self.longest = max((end - start for start, end in self.passages), default=0)
        self.telling, self.names = telling, names
        self.placed: set[int] = set()

    def set(self, lines: Sequence[Line]) -> Iterator[Piece]:
        """Yield a piece for every line that is not blank."""
        for line in lines:
            if not line.text.strip():
                continue
            kind = "heading" if line.level else "row" if "\t" in line.text else "paragraph"
            cells = tuple(self._cell(start, text) for start, text in _cells(line))
            yield Piece(kind, f"h{line.start}" if line.level else "", cells, line.level)

    def _cell(self, at: int, text: str) -> Markup:
        end = at + len(text)
        over = self._over(at, end)
        if not over:
            return self.names.link(text)
        cuts = sorted({at, end, *(c for span in over for c in span if at < c < end)})
        return Markup("").join(
            self._segment(start, stop, text[start - at : stop - at], over) for start, stop in pairwise(cuts)
        )

    def _over(self, at: int, end: int) -> list[tuple[int, int]]:
        first = bisect_left(self.starts, at - self.longest)
        last = bisect_right(self.starts, max(at, end - 1))
        return [span for span in self.passages[first:last] if span[1] > at and span[0] < max(end, at + 1)]

    def _segment(self, start: int, stop: int, text: str, over: list[tuple[int, int]]) -> Markup:
        covering = [a for a, b in over if a <= start and b >= stop]
        body = self.names.link(text)
        if not covering:
            return body
        said = [a for a in covering if a in self.telling]
        here = (said or covering)[-1]
        name = f' id="c{start}"' if start in covering else ""
        self.placed.update({start} & set(covering))
        tag = "mark" if said else "span"
        return Markup(f'<{tag}{name} data-s="{here}">{body}</{tag}>')


def _cells(line: Line) -> Iterator[tuple[int, str]]:
    at = line.start
    for text in line.text.split("\t"):
        yield at, text
        at += len(text) + 1
