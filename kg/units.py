"""Values in base units, by the unit table of the ontology."""

from __future__ import annotations

from decimal import Decimal

from ontology.vocabulary import normalize


def normalized(value: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """Return ``value`` in the base unit of ``unit`` (7093 亿元 gives 709300000000, ``CNY``), None for an unknown unit."""
    return normalize(value, unit)
