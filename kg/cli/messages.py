"""Messages on the terminal: one line each, whatever the names in them hold."""

from __future__ import annotations

from typing import NoReturn

import typer

from kg.printable import plain

ALLOW_PRIVATE = "Follow a public address that redirects into a private network."
"""Help of the option that ``build`` and ``read`` share."""


def warn(message: str) -> None:
    """Write one line to standard error."""
    typer.echo(plain(message), err=True)


def fail(message: str, *, status: int = 2) -> NoReturn:
    """Write one line to standard error and end with ``status``."""
    warn(f"plankg: {message}")
    raise SystemExit(status)
