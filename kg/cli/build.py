"""``plankg build``: inputs in, an output folder out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import ALLOW_PRIVATE, fail, warn
from kg.printable import plain

if TYPE_CHECKING:
    from kg.build import Result
    from kg.report import Row


class Only(StrEnum):
    """What ``--only`` may name."""

    graph = "graph"


def build(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, zips, addresses, or - .")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write; an earlier output in it is replaced.")],
    only: Annotated[Only | None, typer.Option(help="Stop after graph.trig and text/.")] = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Leave out what is less sure (0 to 1).")] = 0.0,
    jobs: Annotated[int, typer.Option(min=0, help="Processes to use; 0 for one per core.")] = 0,
    model: Annotated[str | None, typer.Option(help="An installed Chinese spaCy pipeline to use as well.")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help=ALLOW_PRIVATE)] = False,
) -> None:
    """Build the graph of INPUT... and everything made from it into a folder."""
    from kg.build import NothingBuiltError, Options
    from kg.build import build as run
    from kg.folder import OutputError, refuse_foreign
    from kg.inputs import ModelError, find_sources, require_model, standard_tools

    try:
        refuse_foreign(out)
        require_model(model)
        found = find_sources(inputs, out)
        for line in found.skipped:
            warn(line)
        options = Options(only is Only.graph, min_confidence, jobs)
        tools = standard_tools(model, allow_private=allow_private)
        result = run(found.sources, out, tools, options, unreadable=found.unreadable, progress=_shown)
    except NothingBuiltError as error:
        for line in error.errors:
            warn(line)
        fail(str(error), status=1)
    except (OutputError, ModelError) as error:
        fail(str(error))
    _tell(result, out, only)
    raise typer.Exit(1 if result.errors else 0)


def _shown(rows: Iterable[Row], total: int) -> Iterable[Row]:
    from tqdm import tqdm

    return tqdm(rows, total=total, unit="document", disable=not sys.stderr.isatty(), leave=False)


def _tell(result: Result, out: Path, only: Only | None) -> None:
    for line in result.errors:
        warn(line)
    built = [row for row in result.rows if not row.error]
    for row in built:
        if row.violations:
            warn(f"{row.name}: {len(row.violations)} statements break the shapes of the ontology (see report.json)")
        for warning in row.warnings:
            warn(f"{row.name}: {warning}")
    facts = sum(sum(row.counts.values()) for row in built)
    typer.echo(f"{plain(str(out))}: {len(built)} documents, {facts} entities and facts in {_total(result):.1f} s")
    if only is None:
        typer.echo(f"open {plain(str(out / 'html' / 'index.html'))}, or ask: plankg query --list")


def _total(result: Result) -> float:
    return sum(result.seconds.values())
