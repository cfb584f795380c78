"""The annotated documents and the raw text beside the checkout, read the way a build reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.document import Document
from extract.facts import Extraction
from extract.reading import read_text
from extract.training.gold import OWN_TEST, gold_extraction, load_gold, source_path

HELD_OUT = ("beijing-15th", "江西省-2026", "laishui-2021")
"""Raw texts of the documents kept for measuring: not even their words are counted."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated document: its gold file's stem and content, and what a perfect reader would extract."""

    name: str
    gold: dict[str, Any]
    extraction: Extraction

    @property
    def document(self) -> Document:
        """The document as a build reads it."""
        return self.extraction.document


def annotated(shared: Path, own_test: bool = False) -> list[Annotated]:
    """Return the annotated documents for training, or those kept for measuring, sorted by name."""
    found = []
    for path in sorted((shared / "eval" / "gold").glob("*.json")):
        if (path.stem in OWN_TEST) == own_test:
            gold = load_gold(path)
            found.append(Annotated(path.stem, gold, gold_extraction(gold, read_text(source_path(gold, shared)))))
    return found


def raw_texts(shared: Path) -> Iterator[str]:
    """Yield the text of every raw document, those kept for measuring left out, sorted by path."""
    for path in sorted((shared / "corpus").rglob("*.txt")):
        if path.stem not in HELD_OUT:
            yield read_text(path).text
