"""``plankg validate``: the shapes and the violation queries, run over a finished graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.messages import fail
from kg.printable import plain


def validate(out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that plankg build wrote.")]) -> None:
    """Check a graph against the ontology's shapes and for contradictions; exit status 1 if something is found."""
    from kg.dataset import NoGraphError, open_graph
    from kg.validation import findings

    try:
        found = list(findings(open_graph(out)))
    except NoGraphError as error:
        fail(str(error))
    for line in found:
        typer.echo(plain(line))
    typer.echo(f"{plain(str(out))}: {len(found) or 'no'} findings")
    raise typer.Exit(1 if found else 0)
