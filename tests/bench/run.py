"""``make bench``: speed, scores against annotations, reliability of confidences, ablation, places left out. Name the parts to run only these."""

import sys

from extract.threads import one_thread

one_thread()

from reliability import reliability  # noqa: E402 (numpy comes with these, and must find one thread wanted)
from scorer import DENSE, LATER, NATURAL, WIDE, annotated, load_scorer, run_scorer, score_made_up  # noqa: E402
from speed import speed  # noqa: E402

from extract.training.gold import OWN_TEST  # noqa: E402

PARTS = ("speed", "scores", "reliability", "ablation", "left-out")


def main(names: list[str]) -> int:
    """Run the named parts, all of them when none is named."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    parts = {"speed": speed, "scores": scores, "reliability": reliabilities, "ablation": ablation, "left-out": unseen}
    for name in names or PARTS:
        print(f"\n== {name}", flush=True)
        parts[name]()
    return 0


def scores() -> None:
    """Score the documents that rules and model were made with, then the documents kept for measuring only, real and made up."""
    for title, names in _halves():
        print(f"-- {title}", flush=True)
        run_scorer(names)
    if annotated():
        sets = {
            "crowded with names": DENSE,
            "in the measure of real plans": NATURAL,
            "of other places and papers": WIDE,
            "of evaluations, chapters, reports and special plans": LATER,
        }
        for title, hands in sets.items():
            print(f"-- made-up stretches kept for measuring only, {title}", flush=True)
            score_made_up(hands)


def reliabilities() -> None:
    """Print the reliability table of both halves."""
    golds = {path.stem: path for path in annotated()}
    for title, names in _halves():
        print(f"-- {title}", flush=True)
        reliability([golds[name] for name in names], load_scorer())


def ablation() -> None:
    """Print what each layer of entity extraction is worth on documents left out of training."""
    if not annotated():
        print("no annotations beside this checkout (../shared/eval): nothing to score")
        return
    from ablation import ablation as layers

    layers()


def unseen() -> None:
    """Print the scores of the whole way on places left out of everything that is learned."""
    if not annotated():
        print("no annotations beside this checkout (../shared/eval): nothing to score")
        return
    from left_out import left_out

    left_out()


def _halves() -> list[tuple[str, list[str]]]:
    names = [path.stem for path in annotated()]
    if not names:
        print("no annotations beside this checkout (../shared/eval): nothing to score")
        return []
    own = [name for name in names if name in OWN_TEST]
    made_with = [name for name in names if name not in OWN_TEST]
    return [("documents that rules and model were made with", made_with), ("documents kept for measuring only", own)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
