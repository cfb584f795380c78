"""Indicators, industries and units: the tables that find a name are the tables that resolve it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import Protocol, TypeVar

from ontology import FOLDER
from ontology.tables import TableError, read_table

VOCAB = FOLDER / "vocab"
MULTIPLES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}  # fmt: skip
MOST_DIGITS = 60
DIGITS = 12
"""Significant digits of a normalised value that no decimal writes exactly (1 亩 is 2000/3 m2)."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured: ``unit`` is the symbol of the normalised unit, ``kind`` of what sort (money, people, share …)."""

    label: str
    alternatives: tuple[str, ...]
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Industry:
    """A line of business: ``broader`` are labels of this table, ``code`` is of GB/T 4754-2017 (C36) or empty."""

    label: str
    alternatives: tuple[str, ...]
    broader: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise known all over the country."""

    label: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: one is ``factor`` of the ``normalized`` unit (CNY, m2, person, 1 …); ``qudt`` its name there or empty."""

    label: str
    alternatives: tuple[str, ...]
    factor: Fraction
    normalized: str
    kind: str
    qudt: str = ""


class _Named(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def alternatives(self) -> tuple[str, ...]: ...


Entry = TypeVar("Entry", bound=_Named)


@cache
def indicators() -> tuple[Indicator, ...]:
    """Return the indicators in the order of ``indicators.tsv``."""
    rows = read_table(VOCAB / "indicators.tsv", ("label", "alternatives", "unit", "kind"))
    return tuple(Indicator(label, _list(others), unit, kind) for label, others, unit, kind in rows)


@cache
def industries() -> tuple[Industry, ...]:
    """Return the industries in the order of ``industries.tsv``: GB/T 4754 first, then those of plans."""
    rows = read_table(VOCAB / "industries.tsv", ("label", "alternatives", "broader", "code"))
    return tuple(Industry(label, _list(others), _list(broader), code) for label, others, broader, code in rows)


@cache
def enterprises() -> tuple[Enterprise, ...]:
    """Return the enterprises of national weight in the order of ``enterprises.tsv``."""
    rows = read_table(VOCAB / "enterprises.tsv", ("label", "alternatives"))
    return tuple(Enterprise(label, _list(others)) for label, others in rows)


@cache
def units() -> tuple[Unit, ...]:
    """Return the units in the order of ``units.tsv``; other multiples and rates are made by ``unit``."""
    rows = read_table(VOCAB / "units.tsv", ("name", "alternatives", "factor", "normalized", "kind", "qudt"))
    return tuple(Unit(name, _list(others), Fraction(factor), *rest) for name, others, factor, *rest in rows)


def indicator(name: str) -> Indicator | None:
    """Return the indicator that is called ``name``, by its usual or another name."""
    return _indicator_index().get(name)


def industry(name: str) -> Industry | None:
    """Return the industry that is called ``name``, with or without 产业 or 行业 at the end."""
    index = _industry_index()
    return index.get(name) or index.get(name.removesuffix("产业").removesuffix("行业")) or index.get(name + "产业")


@cache
def unit(name: str) -> Unit | None:
    """Return the unit written ``name``: of the table, a multiple (``千万平方米``) or a rate (``万元/亩``); None for no unit."""
    bare = name.removeprefix("个") or name
    return _unit_index().get(name) or _unit_index().get(bare) or _multiple(bare) or _rate(name)


def normalize(value: Decimal, name: str) -> tuple[Decimal, str] | None:
    """Return ``value`` in the normalised unit of ``name`` and that unit's symbol: 709.3 亿元 is (70930000000, ``CNY``).

    Exact where a decimal can be, else 12 significant digits. None for an unknown unit.
    """
    found = unit(name)
    if found is None:
        return None
    exact = Fraction(value) * found.factor
    with localcontext() as context:
        context.prec = DIGITS if _endless(exact.denominator) else MOST_DIGITS
        return Decimal(exact.numerator) / Decimal(exact.denominator), found.normalized


def _endless(denominator: int) -> bool:
    """Tell whether a fraction with this denominator (in lowest terms) has no finite decimal."""
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator != 1


def _multiple(name: str) -> Unit | None:
    for length in (2, 1):
        base = _unit_index().get(name[length:])
        if base and name[:length] in MULTIPLES:
            return Unit(name, (), base.factor * MULTIPLES[name[:length]], base.normalized, base.kind)
    return None


def _rate(name: str) -> Unit | None:
    above, slash, below = name.partition("/")
    over, under = (unit(above), unit(below)) if above and below else (None, None)
    if not (slash and over and under):
        return None
    return Unit(name, (), over.factor / under.factor, f"{over.normalized}/{under.normalized}", "rate")


@cache
def _indicator_index() -> dict[str, Indicator]:
    return _index(indicators(), "indicators.tsv")


@cache
def _industry_index() -> dict[str, Industry]:
    return _index(industries(), "industries.tsv")


@cache
def _unit_index() -> dict[str, Unit]:
    return _index(units(), "units.tsv")


def _index(entries: Iterable[Entry], file: str) -> dict[str, Entry]:
    index: dict[str, Entry] = {}
    for entry in entries:
        for name in (entry.label, *entry.alternatives):
            if name in index:
                raise TableError(f"{VOCAB / file}: {name} names both {index[name].label} and {entry.label}")
            index[name] = entry
    return index


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
