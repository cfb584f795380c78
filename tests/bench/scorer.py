"""The scorer and the annotations beside the checkout, where there are any."""

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from extract.training.corpus import identified
from extract.training.gold import load_gold

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
MADE_UP = Path(__file__).parent / "made_up"
DENSE, NATURAL, WIDE, LATER = "a-h", "i-z", "1-7", "089"
"""Hands that wrote many names and figures into few sentences, that kept to the measure of real plans, that wrote of other kinds of places and
papers, and that wrote evaluations, chapters, reports and special plans."""
PLANKG = Path(sys.executable).with_name("plankg")


def annotated() -> list[Path]:
    """Return the annotation files, none where the corpus is not beside the checkout."""
    return sorted((SHARED / "eval/gold").glob("*.json"))


def load_scorer(path: Path = SHARED / "eval/score.py") -> ModuleType:
    """Import the scorer from its file."""
    spec = importlib.util.spec_from_file_location("plankg_scorer", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_scorer(names: list[str], *others: str) -> None:
    """Build and score the named annotations with the runner that stands beside the scorer; its table goes to stdout.

    ``others`` are further arguments of the runner.
    """
    runner = SHARED / "eval/run.py"
    subprocess.run([sys.executable, runner, "--plankg", str(PLANKG), *others, *names], check=False)


def score_made_up(hands: str) -> None:
    """Score the made-up stretches kept for measuring of some ``hands`` (letters or digits), put into the runner's form for it."""
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(MADE_UP.glob(f"[{hands}]*.json")):
            gold = identified(load_gold(path)) | {"source": path.stem}
            (Path(folder) / path.name).write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
        run_scorer([], "--gold", folder, "--texts", str(MADE_UP))


def build_graph(text: Path, out: Path) -> Path:
    """Build one document and return its ``graph.trig``."""
    done = subprocess.run(
        [PLANKG, "build", text, "-o", out, "--only", "graph"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{text}: {done.stderr.strip()[-300:]}")
    return out / "graph.trig"
