"""Train what extraction has learned: ``python -m extract.training SHARED [tagger] [aliases] [entities] [tones] [numbers] [relations] [goals]`` (all by default)."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from extract.threads import one_thread


def tagger(shared: Path) -> None:
    """Learn word classes from raw text and the taggers from the annotated documents: the shipped one, one for each fold."""
    from extract.training.anew import train_taggers

    train_taggers(shared)


def aliases(shared: Path) -> None:
    """Train the judge of pairs: which names of a document mean one thing."""
    from extract.training.aliases import train

    train(shared)


def entities(shared: Path) -> None:
    """Train the judge of entities on what the taggers of the folds find."""
    from extract.training.entities import train

    train(shared)


def tones(shared: Path) -> None:
    """Train what tells a stretch that reports from one that plans."""
    from extract.training.tones import train

    train(shared)


def numbers(shared: Path) -> None:
    """Train the judge of observations."""
    from extract.training.numbers import main as run

    run([str(shared)])


def relations(shared: Path) -> None:
    """Train the judge of relations."""
    from extract.training.relations import train

    train(shared)


def goals(shared: Path) -> None:
    """Train the judge of goals."""
    from extract.training.goals import train

    train(shared)


PARTS: dict[str, Callable[[Path], None]] = {
    "tagger": tagger,
    "aliases": aliases,
    "entities": entities,
    "tones": tones,
    "numbers": numbers,
    "relations": relations,
    "goals": goals,
}


def main() -> None:
    """Train the parts that are named."""
    parser = argparse.ArgumentParser(prog="python -m extract.training", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds corpus/ and eval/")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"what to train: {', '.join(PARTS)}; all by default")
    chosen = parser.parse_args()
    unknown = [part for part in chosen.parts if part not in PARTS]
    if unknown or not (chosen.shared / "eval" / "gold").is_dir():
        parser.error(
            f"no such part: {', '.join(unknown)}" if unknown else f"{chosen.shared}: no annotations in eval/gold"
        )
    one_thread()
    try:
        run(chosen.shared, chosen.parts or PARTS)
    except FileNotFoundError as missing:
        parser.exit(1, f"{parser.prog}: {missing}\n")


def run(shared: Path, parts: Iterable[str]) -> None:
    """Train ``parts`` in their order and say how long each took."""
    for part in parts:
        begun = time.monotonic()
        PARTS[part](shared)
        sys.stdout.write(f"{part}: {time.monotonic() - begun:.0f} s\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
