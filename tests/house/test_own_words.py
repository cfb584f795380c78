"""Every text of the project is its own writing: no sentence of the real documents stands in it."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LENGTH = 22


def _grams(text: str) -> list[str]:
    han = re.sub(r"[^一-鿿]", "", text)
    return [han[i : i + LENGTH] for i in range(len(han) - LENGTH + 1)]


def _project_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def _text(path: Path) -> str:
    if path.suffix == ".docx":
        return zipfile.ZipFile(path).read("word/document.xml").decode("utf-8")
    return path.read_text("utf-8")


def _shared_sentences(files: list[Path], corpus: set[int]) -> list[str]:
    found = []
    for path in files:
        try:
            text = _text(path)
        except (UnicodeDecodeError, OSError):
            continue
        hit = next((gram for gram in _grams(text) if hash(gram) in corpus), None)
        if hit:
            found.append(f"{path.name}: {hit}")
    return found


@pytest.fixture(scope="module")
def corpus_grams(shared: Path) -> set[int]:
    files = [*shared.joinpath("corpus").rglob("*.txt"), *shared.joinpath("corpus").rglob("*.html")]
    return {hash(gram) for path in files for gram in _grams(path.read_text("utf-8", "ignore"))}


@pytest.mark.corpus
def test_no_sentence_of_the_corpus_stands_in_the_project(corpus_grams: set[int]) -> None:
    files = _project_files()
    if not files:
        pytest.skip("not a git checkout: the project's files cannot be told from others")
    assert _shared_sentences(files, corpus_grams) == []


@pytest.mark.corpus
def test_a_copied_sentence_is_noticed(corpus_grams: set[int], shared: Path, tmp_path: Path) -> None:
    source = next(iter(sorted(shared.joinpath("corpus").rglob("*.txt"))))
    copy = tmp_path / "copy.txt"
    copy.write_text(source.read_text("utf-8")[1000:1400], "utf-8")
    assert _shared_sentences([copy], corpus_grams)
