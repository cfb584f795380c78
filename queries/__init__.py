"""Questions as SPARQL files: listing them, reading the question out of the first comment, setting parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal

QueryKind = Literal["select", "ask", "construct", "violation"]

_FOLDER = Path(__file__).parent
_PARAMETER = re.compile(r'VALUES \?(?P<name>\w+) \{ (?P<value>"[^"\\\n]*"|-?\d+(?:\.\d+)?) \}')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


class QueryError(ValueError):
    """A question that does not exist or a parameter that it does not have; the message is one line."""


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL query: its name, the question in Chinese and English, its text, its parameters with their defaults."""

    name: str
    text: str
    zh: str
    en: str
    parameters: Mapping[str, str]

    @property
    def kind(self) -> QueryKind:
        """What the name says that it is: ``ask-…``, ``construct-…``, ``violation-…`` (passes when empty), else ``select``."""
        head = self.name.partition("-")[0]
        return head if head in ("ask", "construct", "violation") else "select"  # type: ignore[return-value]


def parse(name: str, text: str) -> Query:
    """Read a query text; its first two comment lines are the question in Chinese and in English.

    A parameter is a block ``VALUES ?name { "default" }`` or ``VALUES ?name { 0.5 }`` with one value.
    """
    comments = re.match(r"(?:#[^\n]*\n)*", text)
    lines = [line.lstrip("# ") for line in (comments.group() if comments else "").split("\n") if line]
    zh, en = (*lines, "", "")[:2]
    parameters = {found["name"]: found["value"].strip('"') for found in _PARAMETER.finditer(text)}
    return Query(name, text, zh, en, parameters)


def list_queries() -> list[Query]:
    """Return the questions that come with plankg, sorted by name."""
    return [parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.rq"))]


def load(name: str) -> Query:
    """Return the question called ``name``, or the only one whose name begins so; QueryError for another."""
    begun = [query for query in list_queries() if query.name.startswith(name)]
    found = [query for query in begun if query.name == name] or begun
    if len(found) != 1:
        raise QueryError(
            f"{name}: {'more than one' if found else 'no'} question of that name; plankg query --list shows them"
        )
    return found[0]


def bind(query: Query, values: Mapping[str, str]) -> str:
    """Return the query's text with its parameters set to ``values``.

    Text becomes one escaped string literal, a number must be one: whatever a value holds, it stays a value. QueryError for
    an unknown parameter or a number that is none.
    """
    for name in values:
        if name not in query.parameters:
            known = ", ".join(query.parameters) or "none"
            raise QueryError(f"{query.name} has no parameter {name}; it has: {known}")

    def replaced(found: re.Match[str]) -> str:
        name, default = found["name"], found["value"]
        literal = _literal(name, values[name], text=default[0] == '"') if name in values else default
        return f"VALUES ?{name} {{ {literal} }}"

    return _PARAMETER.sub(replaced, query.text)


def _literal(name: str, value: str, *, text: bool) -> str:
    if text:
        return '"' + "".join(_ESCAPES.get(char, char) for char in value) + '"'
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise QueryError(f"parameter {name} must be a number, not {value!r}") from None
    if not number.is_finite():
        raise QueryError(f"parameter {name} must be a number, not {value!r}")
    return format(number, "f")
