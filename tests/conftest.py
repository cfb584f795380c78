"""Shared fixtures."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real documents and annotations; a fresh clone does not have it."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the annotated corpus is not beside this checkout (../shared)")
    return SHARED
