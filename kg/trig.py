"""The dataset as TriG, the same bytes for the same statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import IO

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse, serialize

from kg.terms import ONTOLOGY, PREFIXES

_LINE = re.compile(r"(<[^>]*>|_:\S+) (<[^>]*>) (.*) (<[^>]*>) \.")
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def sorted_lines(quads: Iterable[Quad]) -> list[str]:
    """Return the N-Quads lines of ``quads``, sorted by code point, without line breaks, each once."""
    written = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return sorted(set(filter(None, written.decode("utf-8").split("\n"))))


def canonical(quads: Iterable[Quad]) -> list[Quad]:
    """Give blank nodes names that depend on content only (RDFC-1.0)."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def ontology_lines() -> list[str]:
    """Return the ontology as the sorted lines of its own named graph."""
    source = files("ontology") / "plan.ttl"
    triples = parse(source.read_bytes(), format=RdfFormat.TURTLE)
    return sorted_lines(canonical(Quad(t.subject, t.predicate, t.object, ONTOLOGY) for t in triples))


def shard_lines(shard: Path) -> list[str]:
    """Return the lines of an N-Quads file."""
    return shard.read_text(encoding="utf-8").split("\n")[:-1]


def write_trig(stream: IO[str], graphs: Iterable[Iterable[str]]) -> None:
    """Write graphs, each given as sorted N-Quads lines of one graph name, as TriG."""
    for prefix, namespace in PREFIXES.items():
        stream.write(f"@prefix {prefix}: <{namespace}> .\n")
    for lines in graphs:
        for name, rows in groupby(map(quad_parts, lines), key=lambda row: row[3]):
            stream.write(f"\nGRAPH {name} {{\n")
            stream.writelines(_subjects(rows))
            stream.write("}\n")


def _subjects(rows: Iterable[tuple[str, str, str, str]]) -> Iterator[str]:
    for subject, group in groupby(rows, key=lambda row: row[0]):
        told = [f"{_predicate(predicate)} {_object(value)}" for _, predicate, value, _ in group]
        yield f"  {subject} " + " ;\n    ".join(told) + " .\n"


def quad_parts(line: str) -> tuple[str, str, str, str]:
    """Split an N-Quads line into subject, predicate, object and graph; ValueError for anything else."""
    found = _LINE.fullmatch(line)
    if not found:
        raise ValueError(f"not a quad of a named graph: {line[:100]}")
    return found.group(1), found.group(2), found.group(3), found.group(4)


def _predicate(iri: str) -> str:
    short = _short(iri)
    return "a" if short == "rdf:type" else short


def _object(value: str) -> str:
    if value[0] == "<":
        return _short(value)
    text, mark, datatype = value.rpartition("^^")
    return f"{text}^^{_short(datatype)}" if mark and text[0] == text[-1] == '"' else value


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace, 1) and _LOCAL.fullmatch(iri, len(namespace) + 1, len(iri) - 1):
            return f"{prefix}:{iri[len(namespace) + 1 : -1]}"
    return iri
