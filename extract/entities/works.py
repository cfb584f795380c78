"""Works told by a place and what is done to it (甲水库除险加固), without the word 工程."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extract.entities.propose import Segmented, left_edge
from extract.entities.signs import any_of
from extract.entities.tagging import Tagged, in_order

LIKELY = 0.6
BEHIND = re.compile(
    r"(?=(?:工程|项目)?(?:[、,。;()\n\t0-9]|$|[和及等]|建成|完工|竣工|开工|通过|启动|进展|相继|全面|如期|加快))"
)
SITES = ("Park", "Project")
SHORTEST, LONGEST = 3, 14


@functools.cache
def deed() -> re.Pattern[str]:
    """What is done to a site."""
    return re.compile(any_of("deed") + any_of("deed") + "{0,4}")


@functools.cache
def site() -> re.Pattern[str]:
    """The end of a site's name."""
    return re.compile(any_of("site") + "$")


@functools.cache
def no_site() -> re.Pattern[str]:
    """What is no name of one site."""
    return re.compile("(?:" + any_of("any site") + ")|.*[0-9两三四五六七八九十](?:[条个座处片]|大)|.*[、和及与“”]")


def works(tagged: list[Tagged], words: Segmented) -> Iterator[Tagged]:
    """Yield the works that a text tells by their place and a deed, the place tagged or ending in a kind of site."""
    text = words.text
    sites = {span.end: span.start for span in tagged if span.cls in SITES and not span.name}
    for found in deed().finditer(text):
        if not BEHIND.match(text, found.end()):
            continue
        start = sites[found.start()] if found.start() in sites else left_edge(words, found.start())
        name = text[start : found.start()]
        if (
            SHORTEST <= len(name) <= LONGEST
            and not no_site().match(name)
            and (found.start() in sites or site().search(name))
        ):
            end = found.end() + 2 * text.startswith(("工程", "项目"), found.end())
            yield Tagged(start, end, "Project", LIKELY)


def with_deeds(tagged: list[Tagged], words: Segmented) -> list[Tagged]:
    """Add the works that no tagged name holds, in the place of a project tagged as their site only."""
    found = [work for work in works(tagged, words) if not any(holds(span, work) for span in tagged)]
    sites = {
        (work.start, name.end) for work in found for name in tagged if name.start == work.start and name.end < work.end
    }
    kept = [span for span in tagged if span.cls != "Project" or (span.start, span.end) not in sites]
    return sorted({*kept, *found}, key=in_order)


def holds(span: Tagged, work: Tagged) -> bool:
    """Tell whether a name crosses the begin of a work, or is a project or a plan that holds it."""
    crosses = span.start < work.start < span.end < work.end
    return crosses or (span.cls in ("Project", "Plan") and span.start <= work.start and work.end <= span.end)
