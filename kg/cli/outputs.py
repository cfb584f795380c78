"""``plankg pages`` and ``plankg neo4j``: making one output again from a finished graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.messages import fail
from kg.printable import plain

Out = Annotated[Path, typer.Argument(metavar="OUT", help="Folder that plankg build wrote.")]


def pages(out: Out) -> None:
    """Write the pages of a graph again, into OUT/html."""
    _write(out, "html")


def neo4j(out: Out) -> None:
    """Write the Neo4j import files of a graph again, into OUT/neo4j."""
    _write(out, "neo4j")


def _write(out: Path, name: str) -> None:
    from kg.dataset import NoGraphError, open_graph
    from kg.outputs import WRITERS

    try:
        WRITERS[name](open_graph(out), out)
    except NoGraphError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{out / name}: cannot be written ({error.strerror or error})")
    typer.echo(plain(str(out / name)))
