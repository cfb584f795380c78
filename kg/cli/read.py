"""``plankg read``: what the program sees of a file."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.messages import ALLOW_PRIVATE, warn
from kg.printable import plain


def read(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file, folder, zip, address, or - .")],
    outline: Annotated[
        bool, typer.Option("--outline", help="Headings, tables and what was left out, instead of the text.")
    ] = False,
    allow_private: Annotated[bool, typer.Option("--allow-private", help=ALLOW_PRIVATE)] = False,
) -> None:
    """Print the text of FILE as a build would store it."""
    from extract.reading.source import UnreadableError
    from kg.inputs import find_sources, standard_tools
    from kg.outline import outline_of

    sources, errors, _ = find_sources([file])
    tools = standard_tools(allow_private=allow_private)
    for source in sources:
        try:
            document = tools.read(source.value)
        except UnreadableError as error:
            errors.append(str(error))
            continue
        _print("\n".join(outline_of(document)) if outline else document.text)
    for line in errors:
        warn(line)
    raise typer.Exit(1 if errors else 0)


def _print(text: str) -> None:
    """Print text exactly; on a terminal without the characters that would steer it."""
    if sys.stdout.isatty():
        text = "\n".join("\t".join(plain(cell) for cell in line.split("\t")) for line in text.split("\n"))
    typer.echo(text, nl=not text.endswith("\n"))
