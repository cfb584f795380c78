"""Train what extraction has learned: ``python -m extract.training SHARED [tagger] [numbers] [relations] [goals]`` (all by default)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


def tagger(shared: Path) -> None:
    """Learn word classes from raw text and the tagger from the annotated documents."""
    from extract.entities.tagger.model import save
    from extract.training import clusters
    from extract.training.corpus import annotated, further, raw_texts
    from extract.training.tagger import train

    save(train([*annotated(shared), *further(shared)], clusters.learn(raw_texts(shared))))


PARTS: dict[str, Callable[[Path], None]] = {"tagger": tagger}


def main() -> None:
    """Train the parts that are named."""
    parser = argparse.ArgumentParser(prog="python -m extract.training", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds corpus/ and eval/")
    parser.add_argument("parts", nargs="*", metavar="PART", help="what to train")
    chosen = parser.parse_args()
    for part in chosen.parts or PARTS:
        PARTS[part](chosen.shared)


if __name__ == "__main__":
    main()
