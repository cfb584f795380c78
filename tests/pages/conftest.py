"""An atlas of the invented district, and a real browser where the machine has one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from invented import Build, invented

from kg.pages import write_pages

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Build], Path]:
    """Write the atlas of a graph into a fresh folder."""

    def write(build: Build) -> Path:
        folder = tmp_path_factory.mktemp("atlas")
        write_pages(build.store, folder / "html", texts=build.write_texts(folder / "text"))
        return folder / "html"

    return write


@pytest.fixture(scope="session")
def atlas(press: Callable[[Build], Path]) -> Path:
    """The folder of the atlas of the invented district."""
    return press(invented())


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A headless Chromium driven by Playwright."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        path = next(filter(None, map(shutil.which, BROWSERS)), str(own) if own.is_file() else None)
        if path is None:
            pytest.skip(f"no browser on this machine: none of {', '.join(BROWSERS)} in PATH, none of Playwright's own")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
