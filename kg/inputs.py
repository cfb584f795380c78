"""From what the user names to what a build reads: the reading and extracting rooms as the build's tools."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Quad

from extract.document import Document
from extract.facts import Extraction
from extract.reading.inputs import Input, expand, read_input
from kg.build import Source
from kg.worker import Tools


class Found(NamedTuple):
    """What the inputs hold: documents to read, a message for each that cannot be, and for each that was passed over."""

    sources: list[Source]
    unreadable: list[str]
    skipped: list[str]


def find_sources(inputs: Sequence[str], out: Path | None = None) -> Found:
    """List the documents below ``inputs`` (files, folders, zips, addresses, ``-``); what lies in ``out`` is no input."""
    items = expand(inputs, exclude=[out] if out else [])
    sound = [Source(item, item.name, item.size) for item in items if not item.problem]
    unreadable = [item.problem for item in items if item.problem and not item.note]
    return Found(sound, unreadable, [item.problem for item in items if item.note])


def standard_tools(model: str | None = None, *, allow_private: bool = False) -> Tools:
    """Return the stages of a real build.

    ``model`` names an installed spaCy pipeline to use as well; ``allow_private`` lets a public address redirect into a
    private network.
    """
    return Tools(partial(read, allow_private=allow_private), partial(extract, model=model), check, same_texts)


class ModelError(ValueError):
    """A spaCy pipeline that cannot be used; the message is one line that names it and says what to do."""


def require_model(model: str | None) -> None:
    """Load the spaCy pipeline ``model`` before any work is done; ModelError where that cannot be."""
    if not model:
        return
    from extract.entities.borrowed import PipelineError, borrowed_pipeline

    try:
        borrowed_pipeline(model)
    except PipelineError as error:
        raise ModelError(str(error)) from error


def read(item: Input, *, allow_private: bool = False) -> Document:
    """Read one input; UnreadableError where it is none."""
    return read_input(item, allow_private=allow_private)


def extract(document: Document, model: str | None) -> Extraction:
    """Extract one document."""
    from extract.pipeline import extract as run

    return run(document, model=model or "")


def check(quads: Iterable[Quad]) -> list[str]:
    """Check the quads of one document against the shapes."""
    from kg.shacl import violations

    return violations(quads)


def same_texts(texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Group the ids of documents whose texts are nearly the same; those alike to none are left out."""
    from extract.reading.duplicates import near_duplicates

    groups = near_duplicates([Document(name, name, text, (), "", "") for name, text in texts.items()])
    return [tuple(document.id for document in group) for group in groups if len(group) > 1]
