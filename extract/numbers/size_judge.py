"""The learned judge of sizes: a logistic regression decides which of the proposed sizes are a project's own.

Weights are a JSON file written by ``python -m extract.training.numbers``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extract.numbers.clause import YIELDS
from extract.numbers.size import ABOUT, Size, aspect_of
from extract.numbers.words import any_of

WEIGHTS = Path(__file__).parent / "data" / "sizes.json"
KEEP = 0.33
CUES = re.compile(any_of("phrases", "cue"))
MERELY = re.compile(
    r"(?:项目|工程|建设)?(?:（|，)?"
    + any_of("phrases", "stage")
    + r"*(?:总|一期)?"
    + any_of("phrases", "size")
    + rf"(?:{ABOUT}|近|超过?)*"
)
"""Nothing but the word for a size stands between a name and its number."""
DIGIT = re.compile(r"\d")
GROUP = re.compile(r"等|\d+\s*[个项条家处座件]")


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature."""
    loaded: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def features(size: Size, view: str) -> Iterator[str]:
    """Yield the features of a proposed size: rule, aspect, unit, what stands between number and name and around both."""
    q, place = size.quantity, size.place
    start, end = size.sentence
    inside = place.start <= q.number and q.stop <= place.end
    ahead = place.start >= q.end
    side = "carried" if size.rule == "carried" else "inside" if inside else "ahead" if ahead else "behind"
    between = "" if inside else view[q.end : place.start] if ahead else view[place.end : q.start]
    yield "bias"
    yield f"rule={size.rule}"
    yield f"rule={size.rule}&{size.aspect}"
    yield f"rule={size.rule}&next={view[q.end : q.end + 1]}"
    said = aspect_of(view, start, q)[0]
    yield f"said={said}"
    yield f"said={said is not None}&{size.rule}"
    yield f"side={side}&{size.aspect}"
    yield f"alone={size.alone}&{side}"
    yield f"unit={q.unit[-2:]}&{side}"
    yield f"unit={q.unit[-2:]}&{size.aspect}"
    yield f"unit={q.unit[-2:]}&{size.rule}"
    yield f"family={q.family}&{side}"
    yield f"rank={size.rank}&{side}"
    yield f"sign={q.comparator}"
    yield f"class={place.entity.cls}&{size.aspect}"
    yield f"name-2={place.entity.name[-2:]}"
    yield f"name-2={place.entity.name[-2:]}&{size.aspect}"
    yield f"name-1={place.entity.name[-1:]}"
    yield f"far={min(len(between) // 4, 10)}&{side}"
    yield f"commas={min(between.count('，'), 3)}&{side}"
    yield f"listed={min(between.count('、'), 3)}&{side}"
    if len(between) <= 3 and not inside:
        yield f"between={between}&{side}"
    if not inside:
        yield from _between(size, view, between, side)
    before, after = view[max(start, q.start - 2) : q.start], view[q.end : min(end, q.end + 2)]
    yield f"before={before}"
    yield f"before={before[-1:]}"
    yield f"after={after}"
    yield f"after={after[:1]}"
    for word in sorted(set(CUES.findall(view, max(start, q.start - 10), q.start))):
        yield f"cue {word}&{side}"
        yield f"cue {word}&{size.aspect}"
    if YIELDS.search(view, start, q.start):
        yield f"after completion&{side}"
        yield f"after completion&{size.aspect}"
    yield f"then={view[place.end : min(end, place.end + 1)]}&{side}"
    yield f"then={view[place.end : min(end, place.end + 2)]}"
    yield f"led={view[max(start, place.start - 1) : place.start]}&{side}"


def _between(size: Size, view: str, between: str, side: str) -> Iterator[str]:
    """Yield what stands between number and name, and whether the name begins or ends a group that the number is the sum of."""
    place = size.place
    end = size.sentence[1]
    if MERELY.fullmatch(between):
        yield f"merely&{side}"
        yield f"merely&{side}&{size.aspect}"
    for word in sorted(set(CUES.findall(between))):
        yield f"between {word}&{side}"
    if GROUP.search(between):
        yield f"group between&{side}"
    clause = re.split("[，。；]", view[place.end : min(end, place.end + 60)])[0]
    if clause.startswith(("、", "和", "及", "”、")):
        yield f"list goes on&{side}"
    if GROUP.search(clause):
        yield f"group after&{side}"
    if view[max(size.sentence[0], place.start - 2) : place.start].rstrip("“")[-1:] in ("、", "和", "及"):
        yield f"list before&{side}"
    if DIGIT.search(between):
        yield f"number between&{side}"
