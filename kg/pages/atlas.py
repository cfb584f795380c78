"""Writes the atlas of a graph: an index, maps, a page for every thing, and the documents with their sentences marked."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.pages.addresses import assign
from kg.pages.documents import Library
from kg.pages.entries import Clerk
from kg.pages.gather import gather
from kg.pages.index import write_index
from kg.pages.lookup import search_script
from kg.pages.mapbook import MapBook
from kg.pages.render import Press
from kg.pages.things import write_lists, write_things
from kg.pages.words import Words, load_styles


@dataclass(frozen=True, slots=True)
class PagesReport:
    """What was written: pages, things, their pages, map sheets, bytes; names no map sheet has room for; documents without text."""

    pages: int
    things: int
    sheets: int
    bytes: int
    left_out: int
    without_text: tuple[str, ...]


def write_pages(store: Store, folder: Path, *, texts: Path) -> PagesReport:
    """Write the atlas of ``store`` into ``folder``; open ``folder/index.html`` from disk, no network or server is needed.

    ``store`` is a graph in the shape of the contract and is only read; ``texts`` holds the stored text of each document under the
    file name that ``pk:textFile`` gives it. Equal graphs give equal bytes. An atlas already in ``folder`` is replaced only when the new one
    is whole. Raises OSError where the folder cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as work:
        fresh = Path(work) / "fresh"
        report = _write(store, fresh, texts)
        if folder.exists():
            folder.rename(Path(work) / "old")
        shutil.move(fresh, folder)
    return report


def _write(store: Store, folder: Path, texts: Path) -> PagesReport:
    styles = load_styles()
    atlas = gather(store, styles)
    words = Words(atlas.labels)
    addresses = assign(atlas)
    press = Press(folder, words, styles)
    library = Library(atlas, addresses, texts)
    maps = MapBook(atlas, addresses, styles, words)
    clerk = Clerk(atlas, addresses, words)
    write_things(press, clerk, maps.egos)
    write_lists(press, clerk)
    maps.write(press)
    library.write(press, styles, words, maps)
    write_index(press, atlas, addresses, styles, maps)
    press.write("a/search.js", search_script(atlas, addresses, styles))
    press.assets()
    return PagesReport(
        press.pages, len(atlas.things), maps.sheets, press.bytes, maps.left_out, tuple(library.without_text)
    )  # fmt: skip
