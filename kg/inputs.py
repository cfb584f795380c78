"""From what the user names to what a build reads: the reading and extracting rooms as the build's tools."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from extract.document import Document
from extract.facts import Extraction
from kg.build import Source
from kg.worker import Tools


def find_sources(inputs: Sequence[str], out: Path | None) -> tuple[list[Source], list[str]]:
    """Return the documents below ``inputs`` and a message for each input that holds none; what lies in ``out`` is no input."""
    sources: list[Source] = []
    errors: list[str] = []
    for name in inputs:
        path = Path(name)
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        found = [p for p in below if p.suffix.lower() in (".txt", ".md") and p.is_file() and not _inside(p, out)]
        sources.extend(Source(p, str(p), p.stat().st_size) for p in found)
        if not found:
            errors.append(f"{name}: no documents here; give .txt or .md files or a folder with some")
    return sources, errors


def standard_tools(model: str | None) -> Tools:
    """Return the stages of a real build; ``model`` names a spaCy pipeline to use as well."""
    return Tools(read, partial(extract, model=model), check)


def read(path: Path) -> Document:
    """Read one input."""
    from extract.reading import read_text

    return read_text(path)


def extract(document: Document, model: str | None) -> Extraction:
    """Extract one document."""
    from extract.pipeline import extract as run

    return run(document, model=model) if model else run(document)


def check(quads: object) -> list[str]:
    """Check the quads of one document against the shapes."""
    from kg.shacl import violations

    return violations(quads)  # type: ignore[arg-type]


def _inside(path: Path, out: Path | None) -> bool:
    return out is not None and path.resolve().is_relative_to(out.resolve())
