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
    _as_in_a_build()
    characters = sum(len(document.text) for document in documents)
    print(f"{len(documents)} documents of {folder.name}/, {characters:,} characters, best of {ROUNDS} rounds")
    clean = documents[-1].text * 20
    _line("reading of clean text", len(clean), min(_reading(clean) for _ in range(ROUNDS)))
    extraction = _timed(_extractor(), documents)
    _line("extraction", characters, extraction)
    for title, pieces in (("paragraph by paragraph", _paragraphs), ("each document at once", _whole)):
        tokenisation = _timed(_tokeniser(pieces), documents)
        _line(f'blank("zh") {title}', characters, tokenisation)
        print(f"{'':34} extraction takes {extraction / tokenisation:.1f} × as long")
    print(f"{'build from a cold start':34} {_build(folder):12.1f} s, largest process {_peak():,.0f} MB")


def _reading(text: str) -> float:
    from extract.reading import document_of
    from extract.reading.formats.text import read_text_source

    start = time.perf_counter()
    document_of(read_text_source("clean.txt", text.encode()))
    return time.perf_counter() - start


def _line(title: str, characters: int, seconds: float) -> None:
    print(f"{title:34} {characters / seconds:12,.0f} characters/s")


def _read(folder: Path) -> list[Document]:
    from kg.inputs import find_sources, standard_tools

    return [standard_tools().read(source.value) for source in find_sources([str(folder)]).sources]


def _as_in_a_build() -> None:
    from kg.worker import collect_seldom

    collect_seldom()


def _extractor() -> Callable[[Document], object]:
    from extract.pipeline import extract

    return extract


def _paragraphs(document: Document) -> list[str]:
    return [document.slice(block) for block in document.blocks]


def _whole(document: Document) -> list[str]:
    return [document.text]


def _tokeniser(pieces: Callable[[Document], list[str]]) -> Callable[[Document], object]:
    import spacy

    nlp = spacy.blank("zh")
    return lambda document: [nlp.make_doc(piece) for piece in pieces(document)]


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
