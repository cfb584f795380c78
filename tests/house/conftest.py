"""The command as a newcomer runs it, and one finished graph of the examples."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Plankg = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def plankg() -> Plankg:
    """Run ``plankg`` with arguments and extra environment variables in a process of its own."""

    def run(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
        command = [Path(sys.executable).with_name("plankg"), *map(str, arguments)]
        return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)

    return run


@pytest.fixture(scope="session")
def examples_graph(plankg: Plankg, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a build of ``examples/`` wrote, graph and text only."""
    out = tmp_path_factory.mktemp("examples") / "out"
    done = plankg("build", ROOT / "examples", "-o", out, "--only", "graph")
    assert done.returncode == 0, done.stderr
    return out
