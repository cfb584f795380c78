"""Templates into files: one environment that escapes everything, one folder that counts what is written."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.pages.words import Style, Words

HERE = Path(__file__).parent
VIS = "lib/vis-9.1.2/vis-network.min.js"


class Press:
    """Prints templates into a folder."""

    def __init__(self, folder: Path, words: Words, styles: dict[str, Style]):
        self.folder = folder
        self.styles = styles
        self.pages = 0
        self.bytes = 0
        self.environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self.environment.policies["json.dumps_kwargs"] = {
            "ensure_ascii": False,
            "separators": (",", ":"),
            "sort_keys": True,
        }
        self.environment.globals.update(words=words, styles=styles)
        for name in ("a", "d", "e", "g", "l", "m"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def page(self, address: str, template: str, /, **context: Any) -> None:
        """Write one page; ``address`` is relative to the folder, and decides how the page finds its style sheet."""
        root = "../" if "/" in address else ""
        self.write(address, self.environment.get_template(template).render(root=root, **context))
        self.pages += 1

    def write(self, address: str, text: str) -> None:
        """Write a file in UTF-8 with plain line feeds; what UTF-8 cannot hold becomes a question mark."""
        body = text.encode("utf-8", "replace")
        (self.folder / address).write_bytes(body)
        self.bytes += len(body)

    def assets(self) -> None:
        """Put the style sheet and the scripts beside the pages: one copy of each, vis-network from the pyvis package."""
        import pyvis

        files = [*sorted((HERE / "assets").iterdir()), Path(pyvis.__file__).parent / VIS]
        for file in files:
            target = self.folder / "a" / file.name
            shutil.copyfile(file, target)
            self.bytes += target.stat().st_size
        colours = Markup("").join(
            Markup(".{0}{{--ink:{1};--tint:{2}}}\n").format(style.cls, style.ink, style.tint)
            for style in self.styles.values()
        )
        with (self.folder / "a" / "atlas.css").open("a", encoding="utf-8", newline="\n") as sheet:
            self.bytes += sheet.write(colours)
