"""From a path to clean text with blocks."""

from pathlib import Path

from extract.document import Document
from extract.reading.assemble import document_of
from extract.reading.duplicates import near_duplicates
from extract.reading.formats.text import read_text_source

__all__ = ["document_of", "near_duplicates", "read_text"]


def read_text(path: Path) -> Document:
    """Read one .txt or .md file."""
    return document_of(read_text_source(path.name, path.read_bytes(), path.suffix.lower()))
