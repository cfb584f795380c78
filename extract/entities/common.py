"""What is tagged and names nothing of the plan: bounds of an area, one kind of many, what a place strives to be, parts of other names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from extract.entities.propose import Segmented
from extract.entities.signs import any_of, sign
from extract.entities.tagging import Tagged

BOUND = re.compile(
    "[东南西北](?:(?<=[为是区园城围].)|(?<![㐀-鿿].))[东南西北]?(?:[至到邻接靠抵]|起(?!步)|临(?![港空海江河湖]))[^,;。:的\n]{2,30}"
)
"""A bound of an area (东至甲路、乙路)."""
NEAR = 60
"""How many characters may lie between two bounds of one area."""
MANY = re.compile(f"(?<![等第])一批(?!次)(?:(?!{any_of('not many')})[㐀-鿿、]){{0,14}}$")
"""What leads to a kind of which there are many (建设一批甲园区、乙园区), not to where many things are (一批企业入驻甲园区)."""
LONGEST_LEAD = 16
SITES = ("Park", "Project")
OWN = ("ns", "nr", "nrt", "nrfg", "nz", "zg")
"""Tags of words that name something, or are none of the dictionary."""


def bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield what a text says of the bounds of areas, two of them at least."""
    found = [bound.span() for bound in BOUND.finditer(text)]
    for before, bound, behind in zip([(0, -NEAR), *found], found, [*found[1:], (len(text) + NEAR, 0)], strict=False):
        if bound[0] - before[1] < NEAR or behind[0] - bound[1] < NEAR:
            yield bound


def only_named(tagged: Iterable[Tagged], words: Segmented) -> list[Tagged]:
    """Leave out what names nothing of the plan."""
    bounding = {at for start, end in bounds(words.text) for at in range(start, end)}
    return [span for span in tagged if not (is_bound(span, bounding) or names_nothing(span, words.text))]


def is_bound(span: Tagged, bounding: set[int]) -> bool:
    """Tell whether a firm, site or work is named as the bound of an area only."""
    return span.cls in (*SITES, "Enterprise") and span.start in bounding


def names_nothing(span: Tagged, text: str) -> bool:
    """Tell whether a span is one of many, an aim or a part of a longer name."""
    before, name = text[max(0, span.start - LONGEST_LEAD) : span.start], text[span.start : span.end]
    if span.cls == "District":
        return bool(sign("behind no place").match(text, span.end) or sign("common place").fullmatch(name))
    if span.cls not in SITES or span.name:
        return False
    if span.cls == "Park" and (sign("no park").search(name) or is_aim(name, before)):
        return True
    return bool(sign("no site").search(name) or MANY.search(before))


def is_aim(name: str, before: str) -> bool:
    """Tell whether a park is only striven for: called so, and without a name of its own."""
    return bool(sign("aim").search(name) or sign("before aim").search(before)) and not has_own_name(name)


@functools.lru_cache(maxsize=10_000)
def has_own_name(name: str) -> bool:
    """Tell whether a name holds a word that names a place or somebody."""
    import rjieba

    return any(tag in OWN for _, tag in rjieba.tag(name, False))
