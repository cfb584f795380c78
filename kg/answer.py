"""Answers of a graph as text: a table for the eye, CSV, JSON or Markdown for programs."""

from __future__ import annotations

import csv
import html
import io
import unicodedata
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg.iri import BASE
from kg.printable import plain
from kg.terms import PREFIXES

Rows = list[list[Any]]
WIDEST = 60
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBERS = tuple(f"{PREFIXES['xsd']}{name}" for name in ("decimal", "integer", "double", "float"))


def answer(store: Store, query: str, style: str) -> str:
    """Ask ``query`` over all named graphs together and return the answer in ``style`` (a key of ``STYLES`` or ``json``).

    A CONSTRUCT gives sorted N-Triples in every style, an ASK true or false, JSON is the W3C's SPARQL results format. Raises
    SyntaxError for what is not a query.
    """
    result = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    if isinstance(result, QueryTriples):
        lines = (serialize(result, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8").split("\n")
        return "".join(f"{line}\n" for line in sorted(set(lines)) if line)
    if style == "json":
        return (result.serialize(format=QueryResultsFormat.JSON) or b"").decode("utf-8") + "\n"
    if isinstance(result, QueryBoolean):
        return f"{str(bool(result)).lower()}\n"
    return STYLES[style]([variable.value for variable in result.variables], _rows(result))


def _rows(result: QuerySolutions) -> Rows:
    return [list(solution) for solution in result]


def _value(term: Any) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def _shown(term: Any) -> str:
    text = _value(term)
    if isinstance(term, NamedNode):
        text = text.removeprefix(BASE)
        for prefix, namespace in PREFIXES.items():
            text = text.replace(namespace, f"{prefix}:") if text.startswith(namespace) else text
    return plain(text.replace("\n", " ").replace("\t", " "))


def table(columns: Sequence[str], rows: Rows) -> str:
    """Aligned columns; Chinese characters count as two, long cells are cut at 60."""
    cells = [list(columns), *([_cut(_shown(term)) for term in row] for row in rows)]
    widths = [max(_width(row[at]) for row in cells) for at in range(len(columns))]
    lines = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)) for row in cells
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "".join(f"{line.rstrip()}\n" for line in (*lines, f"({len(rows)} rows)"))


def csv_text(columns: Sequence[str], rows: Rows) -> str:
    """CSV (RFC 4180); a text that a spreadsheet would run as a formula is led by an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([_safe(term) for term in row] for row in rows)
    return stream.getvalue()


def markdown(columns: Sequence[str], rows: Rows) -> str:
    """A Markdown table; signs that Markdown or HTML would act on are escaped."""
    lines = [columns, ["---"] * len(columns), *([_marked(term) for term in row] for row in rows)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


STYLES: dict[str, Callable[[Sequence[str], Rows], str]] = {"table": table, "csv": csv_text, "md": markdown}


def _safe(term: Any) -> str:
    text = _value(term)
    number = isinstance(term, Literal) and term.datatype.value in NUMBERS
    return f"'{text}" if text.startswith(FORMULA) and not number else text


def _marked(term: Any) -> str:
    text = html.escape(_shown(term), quote=False)
    return "".join(f"\\{char}" if char in "\\|`*_[]~" else char for char in text)


def _cut(text: str) -> str:
    if _width(text) <= WIDEST:
        return text
    ends = accumulate(_width(char) for char in text)
    return text[: sum(1 for end in ends if end < WIDEST)] + "…"


def _width(text: str) -> int:
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text
    )
