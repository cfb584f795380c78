"""What is made of a finished graph, by the name of its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Store


def _html(store: Store, out: Path) -> None:
    from kg.pages import write_pages

    write_pages(store, out / "html", texts=out / "text")


def _neo4j(store: Store, out: Path) -> None:
    from kg.neo4j import write_neo4j

    write_neo4j(store, out / "neo4j")


WRITERS: dict[str, Callable[[Store, Path], None]] = {"html": _html, "neo4j": _neo4j}
"""Folder below the output → what fills it from the store and the output's other folders."""
