"""Works told by a place and what is done to it (甲水库除险加固), without the word 工程."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from extract.entities.propose import Segmented, left_edge
from extract.entities.signs import any_of
from extract.entities.tagging import Tagged, in_order
from extract.joints import JOINTS

LIKELY = 0.6
BEHIND = re.compile(r"(?=(?:工程|项目)?(?:[、,。;()\n\t0-9]|$|[和及等]|" + any_of("behind deed") + "))")
SITES = ("Park", "Project")
SHORTEST, LONGEST = 3, 14

KINDS_OF_ROAD = (re.compile("(?<!铁)(?<!高速公)路|[街道]|(?<!号)线"), re.compile("[河渠]"))
"""What roads and rivers end in; a list shares what is done to one of these kinds, and neither railways nor motorways."""
NEW = re.compile("(?:新建|修建|打通|开工建设)(?:了|的)?$")
"""What stands before a list of roads that are not there yet."""
DEED_ON_ROAD = any_of("deed on road")
SHARED = re.compile(
    f"(?!(?:改造)?(?:工程)?$|{any_of('no deed on road')})"
    f"{any_of('before deed on road')}*(?:{DEED_ON_ROAD}|工程){{1,4}}$"
)
"""What is done to every road or river of a list, behind the last one (甲路、乙街改造提升)."""
ALL_OF_THEM = re.compile(
    f"等?(?:[0-9]+|[两二三四五六七八九十]+)条[㐀-鿿]{{0,4}}?{any_of('kind of road')}"
    f"(?P<deed>(?:{DEED_ON_ROAD}|清淤){{1,4}}(?:工程)?)" + BEHIND.pattern
)
"""The same behind how many they are (甲路、乙街等10条道路改造提升)."""


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
    return sharing_deeds(sorted({*kept, *found}, key=in_order), words)


def sharing_deeds(tagged: list[Tagged], words: Segmented) -> list[Tagged]:
    """Name the roads and rivers of a list by what is done to all of them, which only the last one tells."""
    text = words.text
    named: dict[Tagged, Tagged] = {}
    for kind in KINDS_OF_ROAD:
        roads = {span.end: span for span in tagged if is_road(span, text, kind)}
        for at, tail in deeds_of_lists(tagged, words, kind):
            shared = list(roads_before(roads, at, text))
            if shared and not NEW.search(text, max(0, shared[-1].start - 6), shared[-1].start):
                named |= {span: replace(span, name=words.written[span.start : span.end] + tail) for span in shared}
    return sorted((named.get(span, span) for span in tagged), key=in_order)


def roads_before(roads: Mapping[int, Tagged], at: int, text: str) -> Iterator[Tagged]:
    """Yield the roads (by their ends) of a list that ends at ``at``, from the last to the first."""
    while at in roads:
        yield roads[at]
        at = roads[at].start - 1 if text[roads[at].start - 1] in JOINTS else -1


def deeds_of_lists(tagged: Iterable[Tagged], words: Segmented, kind: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield where the roads of a list end that are told without a deed, and what is done to all of them.

    That is behind the last road where the list counts them (甲路、乙街等5条道路改造), else before it (甲路、乙街改造提升).
    """
    text = words.text
    for span in tagged:
        if span.cls != "Project" or span.name:
            continue
        if is_road(span, text, kind):
            behind = ALL_OF_THEM.match(text, span.end)
            if behind:
                yield span.end, behind["deed"]
        elif text[span.start - 1] in JOINTS:
            road = kind.search(text, span.start + 2, span.end)
            if road and SHARED.match(text[road.end() : span.end]):
                yield span.start - 1, words.written[road.end() : span.end]


def is_road(span: Tagged, text: str, kind: re.Pattern[str]) -> bool:
    """Tell whether a project is told by its road or river only."""
    return span.cls == "Project" and not span.name and kind.fullmatch(text, span.end - 1, span.end) is not None


def holds(span: Tagged, work: Tagged) -> bool:
    """Tell whether a name crosses the begin of a work, or is a project or a plan that holds it."""
    crosses = span.start < work.start < span.end < work.end
    return crosses or (span.cls in ("Project", "Plan") and span.start <= work.start and work.end <= span.end)
