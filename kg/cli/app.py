"""The ``plankg`` command: its sub-commands, and how everything that goes wrong is told."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from extract.threads import one_thread
from kg.cli import build, outputs, query, read, validate
from kg.cli.messages import fail

app = typer.Typer(
    help="Turn development plans into a knowledge graph whose every fact names its sentence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("build")(build.build)
app.command("query")(query.query)
app.command("read")(read.read)
app.command("pages")(outputs.pages)
app.command("neo4j")(outputs.neo4j)
app.command("validate")(validate.validate)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"plankg {version('plankg')}")
        raise typer.Exit


@app.callback()
def plankg(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Options that stand before any command."""


def main() -> None:
    """Run the command line; exit status 0 done, 1 finished but some inputs failed, 2 wrong usage or no output."""
    signal.signal(signal.SIGTERM, _stop)
    one_thread()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        fail(f"{error.filename or 'input or output'}: {error.strerror or error}")
    except Exception as error:
        fail(f"{type(error).__name__}: {error}; this is a fault of plankg, please report it", status=1)


def _stop(number: int, frame: FrameType | None) -> None:
    """Unwind on SIGTERM as on Ctrl-C, so that nothing half-made stays behind."""
    raise KeyboardInterrupt
