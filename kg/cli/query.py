"""``plankg query``: questions to a graph."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import fail

if TYPE_CHECKING:
    from queries import Query


class Format(StrEnum):
    """What ``--format`` may name."""

    table = "table"
    csv = "csv"
    json = "json"
    md = "md"


def query(
    name: Annotated[
        str, typer.Argument(metavar="NAME|FILE|-", help="A question's name, a .rq file, - for stdin.")
    ] = "",
    graph: Annotated[Path, typer.Option("--graph", "-g", help="Folder that plankg build wrote.")] = Path("out"),
    style: Annotated[Format, typer.Option("--format", "-f", help="How to write the rows.")] = Format.table,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", metavar="K=V", help="Set a parameter.")] = None,
    show: Annotated[bool, typer.Option("--list", help="List the questions that come with plankg.")] = False,
) -> None:
    """Ask a graph one of the questions that come with plankg, or your own SPARQL."""
    if show:
        return _list()
    if not name:
        fail("which question? give a name, a file or -; plankg query --list shows the names")
    from kg.answer import answer
    from kg.dataset import NoGraphError, open_graph
    from queries import QueryError, bind

    try:
        text = bind(_find(name), _parameters(param or []))
        typer.echo(answer(open_graph(graph), text, style.value), nl=False)
    except (NoGraphError, QueryError) as error:
        fail(str(error))
    except SyntaxError as error:
        fail(f"{name}: not a SPARQL query that can be answered: {str(error.msg or error)[:160]}")


def _find(name: str) -> Query:
    from queries import load, parse

    if name == "-":
        return parse("-", sys.stdin.read())
    path = Path(name)
    if path.suffix in (".rq", ".sparql") or path.is_file():
        return parse(name, _read(path))
    return load(name)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        fail(f"{path}: not UTF-8 text; save the query as UTF-8")


def _parameters(pairs: list[str]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            fail(f"--param {pair}: write it as name=value")
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}


def _list() -> None:
    from queries import list_queries

    for known in list_queries():
        parameters = "".join(f" [{name}={value}]" for name, value in known.parameters.items())
        typer.echo(f"{known.name}{parameters}\n    {known.zh}\n    {known.en}")
