"""The scorer and the annotations beside the checkout, where there are any."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
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


def run_scorer(names: list[str]) -> None:
    """Build and score the named annotations with the runner that stands beside the scorer; its table goes to stdout."""
    runner = SHARED / "eval/run.py"
    subprocess.run([sys.executable, runner, "--plankg", str(PLANKG), *names], check=False)


def build_graph(text: Path, out: Path) -> Path:
    """Build one document and return its ``graph.trig``."""
    done = subprocess.run(
        [PLANKG, "build", text, "-o", out, "--only", "graph"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{text}: {done.stderr.strip()[-300:]}")
    return out / "graph.trig"
