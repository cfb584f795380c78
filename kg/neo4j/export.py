"""The import folder: node files, relationship files, what to run."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

from pyoxigraph import Store

from kg.neo4j import relationships
from kg.neo4j.nodes import header, members, node_rows
from kg.neo4j.table import Cell, write_table
from kg.neo4j.terms import CLASS_FILES

NODE_FILES = tuple(dict.fromkeys(CLASS_FILES.values()))


def write_neo4j(store: Store, folder: Path) -> None:
    """Write the graph of ``store`` into ``folder`` for ``neo4j-admin database import full``, in place of what is there.

    Files: one CSV per kind of node and of relationship, a README with the command line, Cypher for constraints and indexes and
    example queries. Same graph, same bytes. The folder is replaced as a whole; OSError where it cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as staging:
        new = Path(staging) / "new"
        new.mkdir()
        _write_tables(store, new)
        _copy_static(new)
        if folder.exists():
            folder.rename(Path(staging) / "old")
        new.rename(folder)


def _write_tables(store: Store, folder: Path) -> None:
    told = relationships.statements(store)
    ends: set[str] = set()
    for name, head, rows in (
        ("relations", relationships.RELATION_HEADER, relationships.relation_rows(store, told)),
        ("links", relationships.LINK_HEADER, relationships.link_rows(store, told)),
        ("evidence", relationships.EVIDENCE_HEADER, relationships.evidence_rows(store, told)),
    ):
        write_table(folder / f"{name}.csv", head, _noting_ends(rows, ends))
    _write_nodes(store, folder, ends)


def _write_nodes(store: Store, folder: Path, ends: set[str]) -> None:
    """Write the node files; what a relationship leads to without being of any class becomes a bare ``Thing``."""
    known: set[str] = set()
    groups = {}
    for name in NODE_FILES:
        groups[name] = [node for node in members(store, name) if node.value not in known]
        known |= {node.value for node in groups[name]}
    for name, nodes in groups.items():
        bare = [[iri, ["Thing"]] for iri in sorted(ends - known)] if name == NODE_FILES[0] else []
        width = len(header(name))
        padded = [[*row, *[""] * (width - len(row))] for row in bare]
        write_table(folder / f"{name}.csv", header(name), [*node_rows(store, name, nodes), *padded])


def _noting_ends(rows: Iterable[list[Cell]], ends: set[str]) -> Iterator[list[Cell]]:
    for row in rows:
        ends |= {str(row[0]), str(row[1])}
        yield row


def _copy_static(folder: Path) -> None:
    with as_file(files("kg.neo4j") / "static") as static:
        for path in sorted(static.iterdir()):
            shutil.copyfile(path, folder / path.name)
