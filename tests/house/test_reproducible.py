"""Same input, same bytes: whatever the hash seed, the order of the inputs and the number of processes."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
INPUTS = [
    ROOT / "examples" / name
    for name in ("luting-report-2023.md", "luting-tourism-plan-2022.html", "luting-robotics-plan-2024.docx")
]
CHANGES = {"seconds", "timings", "version"}


def _digests(out: Path) -> dict[str, str]:
    """SHA-256 of every file; the database is another form of graph.trig, whose own files hold their age."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and path.relative_to(out).parts[0] != "store")
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name != "report.json"
    }


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _timeless(inner) for key, inner in value.items() if key not in CHANGES}
    return [_timeless(inner) for inner in value] if isinstance(value, list) else value


def _report(out: Path) -> Any:
    return _timeless(json.loads((out / "report.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def builds(plankg: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds of the same inputs, everything else different."""
    folder = tmp_path_factory.mktemp("twice")
    one, other = folder / "one", folder / "a longer name"
    for out, inputs, jobs, seed in ((one, INPUTS, 1, "1"), (other, INPUTS[::-1], 2, "4242")):
        done = plankg("build", *inputs, "-o", out, "--jobs", jobs, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    return one, other


def test_every_output_file_is_the_same_byte_for_byte(builds: tuple[Path, Path]) -> None:
    one, other = map(_digests, builds)
    assert {"graph.trig", "html/index.html"} <= one.keys()
    assert [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)] == []


def test_the_report_differs_in_timings_only(builds: tuple[Path, Path]) -> None:
    one, other = map(_report, builds)
    assert one == other
