"""The README's commands run as they stand, its links lead somewhere, and both languages say the same."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")


def _commands(name: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text("utf-8"), re.S)
    lines = (re.sub(r"\s+#.*", "", line) for block in blocks for line in block.splitlines())
    return [line for line in lines if line]


def _plankg(name: str) -> list[str]:
    return [command for command in _commands(name) if "plankg" in command]


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the README's first build has been made."""
    folder = tmp_path_factory.mktemp("newcomer")
    (folder / "examples").symlink_to(ROOT / "examples")
    done = _run(_plankg("README.md")[0], folder)
    assert done.returncode == 0, done.stderr
    return folder


def _run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command, shell=True, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )


def test_the_first_command_builds_what_the_readme_promises(newcomer: Path) -> None:
    promised = re.findall(r"^\| `out/(.*?)`", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert promised
    assert [name for name in promised if not (newcomer / "out" / name).exists()] == []


@pytest.mark.parametrize("command", _plankg("README.md")[1:])
def test_a_command_of_the_readme_works(newcomer: Path, command: str) -> None:
    done = _run(command, newcomer)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() or "build" in command


@pytest.mark.parametrize("command", [command for command in _commands("README.md") if command.startswith("make ")])
def test_a_make_target_of_the_readme_exists(command: str) -> None:
    assert subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_both_languages_give_the_same_commands() -> None:
    assert _commands("README.md") == _commands("README.zh-CN.md")


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_links_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / name).read_text("utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_components_work_as_shown() -> None:
    shown = re.findall(r"```python\n(.*?)```", (ROOT / "extract/README.md").read_text("utf-8"), re.S)
    done = subprocess.run([sys.executable, "-c", "".join(shown)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "('北汀先进制造产业园', 'Park')" in done.stdout
    assert "Decimal('180'), '亿元', '2025'" in done.stdout
