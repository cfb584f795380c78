"""Characters per second: the whole extraction beside bare character tokenisation of the same text in the same run."""

import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from scorer import PLANKG, ROOT, SHARED

from extract.document import Document

ROUNDS = 3


def speed() -> None:
    """Print the speed of extraction and tokenisation, their ratio, and time and memory of a build from a cold start."""
    folder = SHARED / "corpus/seeds" if SHARED.is_dir() else ROOT / "examples"
    documents = _read(folder)
    characters = sum(len(document.text) for document in documents)
    extraction, tokenisation = _timed(_extractor(), documents), _timed(_tokeniser(), documents)
    print(f"{len(documents)} documents of {folder.name}/, {characters:,} characters, best of {ROUNDS} rounds")
    print(f"{'extraction':34} {characters / extraction:12,.0f} characters/s")
    print(f"{'blank zh pipeline, per paragraph':34} {characters / tokenisation:12,.0f} characters/s")
    print(f"{'extraction : tokenisation':34} {extraction / tokenisation:12.1f} × the time")
    print(f"{'build from a cold start':34} {_build(folder):12.1f} s, largest process {_peak():,.0f} MB")


def _read(folder: Path) -> list[Document]:
    from extract.reading import read

    return [read(path) for path in sorted(folder.iterdir()) if path.name != "README.md"]


def _extractor() -> Callable[[Document], object]:
    from extract.pipeline import extract

    return extract


def _tokeniser() -> Callable[[Document], object]:
    import spacy

    nlp = spacy.blank("zh")

    def tokenise(document: Document) -> None:
        for block in document.blocks:
            nlp.make_doc(document.slice(block))

    return tokenise


def _timed(work: Callable[[Document], object], documents: list[Document]) -> float:
    work(documents[0])
    return min(_round(work, documents) for _ in range(ROUNDS))


def _round(work: Callable[[Document], object], documents: list[Document]) -> float:
    start = time.perf_counter()
    for document in documents:
        work(document)
    return time.perf_counter() - start


def _build(folder: Path) -> float:
    with tempfile.TemporaryDirectory() as temporary:
        start = time.perf_counter()
        subprocess.run([PLANKG, "build", folder, "-o", Path(temporary) / "out"], check=True, capture_output=True)
        return time.perf_counter() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
