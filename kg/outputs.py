"""What is made of a finished graph, by name of its folder."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from pyoxigraph import Store

WRITERS = {"html": ("kg.pages", "write_pages"), "neo4j": ("kg.neo4j", "write_neo4j")}
"""Folder below the output → module and function that fills it from a store."""


def write_output(name: str, store: Store, folder: Path) -> None:
    """Fill ``folder`` with the output called ``name`` (``html``, ``neo4j``); KeyError for another."""
    module, function = WRITERS[name]
    writer = getattr(import_module(module), function, None) if find_spec(module) else None
    if writer:
        writer(store, folder)
