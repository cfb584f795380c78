"""Cuts a graph into sheets that can be read: columns of names, the facts between them, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.pages.model import Fact

Unit = Sequence[Sequence[str]]

TALLEST = 24
"""Names in one column of a sheet."""
MOST_SHEETS = 12
"""Sheets of one map; what would come after them is listed by name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing: ``columns`` of IRIs from left to right, the facts drawn between them, the IRIs not drawn."""

    columns: tuple[tuple[str, ...], ...]
    facts: tuple[Fact, ...]
    left_out: tuple[str, ...] = ()

    def members(self) -> list[str]:
        """Return every IRI drawn, column by column."""
        return [iri for column in self.columns for iri in column]


def cut(units: Iterable[Unit], facts: Sequence[Fact], most: int = MOST_SHEETS) -> list[Sheet]:
    """Pack units into sheets.

    A unit is what belongs together (an area, its industries, their enterprises) as one list of IRIs per column. Units fill a sheet
    in the order given until a column would hold more than ``TALLEST`` names; a unit too tall for one sheet goes on over several. Every
    sheet draws those of ``facts`` whose ends it holds, and no name without one. What ``most`` sheets do not show is left out, as the
    last sheet says.
    """
    whole = list(units)
    drafts: list[list[list[str]]] = []
    for unit in (piece for one in whole for piece in _pieces(one)):
        if drafts and _fits(drafts[-1], unit):
            drafts[-1] = [list(dict.fromkeys([*have, *new])) for have, new in zip(drafts[-1], unit, strict=True)]
        elif len(drafts) < most:
            drafts.append([list(column) for column in unit])
    sheets = [sheet for draft in drafts if (sheet := _sheet(draft, facts)).facts]
    drawn = {iri for sheet in sheets for iri in sheet.members()}
    left_out = tuple(dict.fromkeys(iri for unit in whole for column in unit for iri in column if iri not in drawn))
    return [*sheets[:-1], replace(sheets[-1], left_out=left_out)] if sheets else []


def _pieces(unit: Unit) -> Iterator[Unit]:
    """Cut the columns of a unit that are too tall; the others are repeated beside each piece."""
    for at in range(0, max(map(len, unit), default=0), TALLEST):
        yield [column[at : at + TALLEST] if len(column) > TALLEST else column for column in unit]


def _fits(draft: list[list[str]], unit: Unit) -> bool:
    return all(len({*have, *new}) <= TALLEST for have, new in zip(draft, unit, strict=True))


def _sheet(draft: list[list[str]], facts: Sequence[Fact]) -> Sheet:
    held = {iri for column in draft for iri in column}
    drawn = tuple(fact for fact in facts if fact.subject in held and fact.object in held)
    linked = {end for fact in drawn for end in (fact.subject, fact.object)}
    return Sheet(_once(draft, linked), drawn)


def _once(columns: list[list[str]], linked: set[str]) -> tuple[tuple[str, ...], ...]:
    """Keep the linked names, each in the first column that holds it."""
    seen: set[str] = set()
    found = []
    for column in columns:
        found.append(tuple(iri for iri in column if iri in linked and iri not in seen))
        seen.update(column)
    return tuple(found)
