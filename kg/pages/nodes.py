"""A node of the graph as its properties, and how values are taken out of it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from kg.terms import PREFIXES, TYPE

PK = PREFIXES["pk"]
Node = NamedNode | Literal
Properties = dict[str, list[Node]]


def texts_of(node: Properties, term: NamedNode | str) -> list[str]:
    """Return the values of a property, sorted, each once; ``term`` is a node, or the name of one of plankg's own terms."""
    key = PK + term if isinstance(term, str) else term.value
    return sorted({found.value for found in node[key]}) if key in node else []


def text_of(node: Properties, term: NamedNode | str) -> str:
    """Return the first value of a property, empty where there is none."""
    return next(iter(texts_of(node, term)), "")


def is_a(node: Properties, cls: str) -> bool:
    """Tell whether a node is stated to be of plankg's class ``cls``."""
    return any(found.value == PK + cls for found in node.get(TYPE.value, ()))


def decimal_in(text: str) -> Decimal | None:
    """Return the finite number that ``text`` is, None for what is none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
