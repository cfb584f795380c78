"""Every folder says what lives in it, and every data file can be read."""

import json
import tomllib
from collections import Counter
from pathlib import Path

import jinja2
import pytest
import rdflib

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("ontology", "extract", "queries", "kg")
PACKAGES = sorted(init.parent for room in ROOMS for init in (ROOT / room).rglob("__init__.py"))


def _data(pattern: str) -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob(pattern))


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize(
    "folder", [*PACKAGES, *(ROOT / name for name in ("tests", "notebooks", "examples"))], ids=_name
)
def test_a_folder_says_what_lives_there(folder: Path) -> None:
    assert [*folder.glob("README.*")], f"{_name(folder)} needs a short README"


@pytest.mark.parametrize("path", _data("*.tsv"), ids=_name)
def test_a_table_begins_with_what_its_columns_mean(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert lines[0].startswith("# ")
    assert rows
    assert {n for n, row in enumerate(rows, 1) if len(row) > max(len(rows[0]), len(rows[-1]))} == set()


@pytest.mark.parametrize("path", _data("*.tsv"), ids=_name)
def test_a_table_says_nothing_twice(path: Path) -> None:
    lines = Counter(path.read_text("utf-8").splitlines())
    assert sorted(line for line, times in lines.items() if times > 1 and line.strip("#")) == []


@pytest.mark.parametrize("path", _data("*.ttl"), ids=_name)
def test_turtle_parses(path: Path) -> None:
    assert len(rdflib.Graph().parse(path)) > 0


@pytest.mark.parametrize("path", [*_data("*.json"), *_data("*.toml")], ids=_name)
def test_json_and_toml_parse(path: Path) -> None:
    text = path.read_text("utf-8")
    assert json.loads(text) if path.suffix == ".json" else tomllib.loads(text)


@pytest.mark.parametrize("path", [*_data("*.j2"), *_data("*.html")], ids=_name)
def test_a_template_compiles(path: Path) -> None:
    jinja2.Environment(autoescape=True, extensions=["jinja2.ext.do"]).parse(path.read_text("utf-8"))
