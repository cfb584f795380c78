"""Cuts a graph into sheets that can be read: columns of names, the facts between them, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.pages.model import Atlas, Fact

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


@dataclass(slots=True)
class _Draft:
    columns: list[list[str]]
    left_out: list[str] = field(default_factory=list)

    def fits(self, unit: Sequence[Sequence[str]]) -> bool:
        grown = (len({*have, *new}) for have, new in zip(self.columns, unit, strict=True))
        return all(size <= TALLEST for size in grown)

    def take(self, unit: Sequence[Sequence[str]]) -> None:
        for have, new in zip(self.columns, unit, strict=True):
            have.extend(iri for iri in new if iri not in have)


def cut(
    units: Iterable[Sequence[Sequence[str]]], facts: Sequence[Fact], atlas: Atlas, most: int = MOST_SHEETS
) -> list[Sheet]:
    """Pack units into sheets.

    A unit is what belongs together (an area, its industries, their enterprises) as one list of IRIs per column. Units fill a sheet
    in the order given until a column would hold more than ``TALLEST`` names; a unit that is too tall by itself loses its names with
    the fewest facts. After ``most`` sheets the rest is left out. Every sheet draws those of ``facts`` whose ends it holds.
    """
    drafts: list[_Draft] = []
    late: list[str] = []
    for unit in units:
        kept, lost = _trim(unit, atlas)
        if not drafts or not drafts[-1].fits(kept):
            if len(drafts) == most:
                late.extend(iri for column in unit for iri in column)
                continue
            drafts.append(_Draft([[] for _ in kept]))
        drafts[-1].take(kept)
        drafts[-1].left_out.extend(lost)
    drawn = {iri for draft in drafts for column in draft.columns for iri in column}
    if drafts:
        drafts[-1].left_out.extend(iri for iri in late if iri not in drawn)
    return [_sheet(draft, facts) for draft in drafts]


def _trim(unit: Sequence[Sequence[str]], atlas: Atlas) -> tuple[list[list[str]], list[str]]:
    kept: list[list[str]] = []
    lost: list[str] = []
    for column in unit:
        best = set(sorted(column, key=lambda iri: (-atlas.degree(iri), iri))[:TALLEST])
        kept.append([iri for iri in column if iri in best])
        lost.extend(iri for iri in column if iri not in best)
    return kept, lost


def _sheet(draft: _Draft, facts: Sequence[Fact]) -> Sheet:
    columns = _once(draft.columns)
    held = {iri for column in columns for iri in column}
    drawn = tuple(fact for fact in facts if fact.subject in held and fact.object in held)
    return Sheet(columns, drawn, tuple(iri for iri in dict.fromkeys(draft.left_out) if iri not in held))


def _once(columns: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Keep each IRI in the first column that holds it."""
    seen: set[str] = set()
    found = []
    for column in columns:
        found.append(tuple(iri for iri in column if iri not in seen))
        seen.update(column)
    return tuple(found)
