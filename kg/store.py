"""The embedded database: written once by the build, opened read-only afterwards."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, Store


def write_store(trig: Path, folder: Path) -> None:
    """Load a TriG file into a new Oxigraph database in ``folder`` without keeping it in memory."""
    store = Store(folder)
    store.bulk_load(path=trig, format=RdfFormat.TRIG)
    store.flush()
