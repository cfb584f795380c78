"""Territories that need no judging: full names of the national table, and what lies in the document's own district."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extract.entities.marks import Finder, own_finder, place_finder
from extract.entities.propose import Segmented, rare
from extract.entities.tagging import Tagged, in_order
from extract.entities.unlisted import common_stems
from ontology import territories

FULL_NAMES = (1, 2)
"""Codes of provinces and cities by their full names; a county's may be a common noun (新城区)."""
LIST = ("、", "和", "及")
TOWN_LIST = re.compile(
    r"(?<![㐀-鿿])(?:[㐀-鿿]{1,3}(?:镇|乡|街道)、)+[㐀-鿿]{1,3}(?:镇|乡|街道)(?!村)|(?<=[在对为与])(?:[㐀-鿿]{1,3}(?:镇|乡|街道)、)+[㐀-鿿]{1,3}(?:镇|乡|街道)"
)
ROW_HEAD = re.compile("^([㐀-鿿]{2,7})(?=[:\t(])", re.MULTILINE)
JOINED_TOWNS = re.compile("[镇乡道]、")
LEAST_ROWS = 3
CERTAIN, LIKELY, MAYBE = 0.95, 0.7, 0.6


def is_county(district: str) -> bool:
    """Tell whether a district is of county level, so that the short names of its towns are few and telling."""
    found = territories.by_name(district)
    return bool(found) and found[0].level == "county"


def known_places(words: Segmented, district: str) -> Iterator[Tagged]:
    """Yield the names in the text that the national table settles, given the district that the document is about."""
    for start, end, code in place_finder().find(words.text):
        if code in FULL_NAMES and words.begins[start] == start:
            yield Tagged(start, end, "District", CERTAIN)
    yield from listed_towns(words)
    yield from inner_places(words, district)
    own = list(own_finder(district).find(words.text)) if is_county(district) else []
    for start, end, code in own:
        if code == 1 or listed(words.text, start, end, own):
            yield Tagged(start, end, "District", CERTAIN if code == 1 else LIKELY)


def inner_places(words: Segmented, district: str) -> Iterator[Tagged]:
    """Yield the counties and cities of the own province or city where no word crosses their edges.

    Short forms that are common words as well (富裕, 港口) count beside another such place only.
    """
    text = words.text
    found = [
        (start, end, code)
        for start, end, code in inner_finder(district).find(text)
        if words.begins[start] == start and (end == len(text) or words.begins[end] == end)
    ]
    for start, end, _ in found:
        if is_place_word(text[start:end]) or listed(text, start, end, found):
            yield Tagged(start, end, "District", MAYBE)


@functools.lru_cache(maxsize=10_000)
def is_place_word(name: str) -> bool:
    """Tell whether a name ends like a territory's or is a word that names places only."""
    import rjieba

    return name[-1] in territories.COUNTY + territories.PREFECTURE or rjieba.tag(name, False) == [(name, "ns")]


def listed_towns(words: Segmented) -> Iterator[Tagged]:
    """Yield the towns of a list whose every item ends like one, in the national table or not."""
    for found in rare(TOWN_LIST, JOINED_TOWNS, words.text):
        at = found.start()
        for town in found.group().split("、"):
            if not common_stems().search(town):
                yield Tagged(at, at + len(town), "District", LIKELY)
            at += len(town) + 1


def listed(text: str, start: int, end: int, others: list[tuple[int, int, int]]) -> bool:
    """Tell whether a place stands in a list beside another one of ``others``."""
    before = text[start - 1 : start] in LIST and any(other[1] == start - 1 for other in others)
    return before or (text[end : end + 1] in LIST and any(other[0] == end + 1 for other in others))


def row_heads(words: Segmented) -> Iterator[Tagged]:
    """Yield the counties and cities that head rows (甲:茶叶 / 乙:竹器), where three rows or more begin so."""
    heads = [found.span(1) for found in ROW_HEAD.finditer(words.text)]
    places = [(start, end) for start, end in heads if territories.by_name(words.text[start:end])]
    for start, end in places if len(places) >= LEAST_ROWS else ():
        yield Tagged(start, end, "District", CERTAIN)


@functools.lru_cache(maxsize=64)
def inner_finder(district: str) -> Finder:
    """The finder of the counties and cities in a document's own province or city, short forms too."""
    homes = [home for home in territories.by_name(district)[:1] if home.level in ("province", "city")]
    inner = [place for home in homes for place in territories.below(home.code) if place.level in ("city", "county")]
    names = (name for place in inner for name in (place.name, *territories.short_forms(place.name, place.level)))
    return Finder(dict.fromkeys((name for name in names if len(name) > 1), 1))


def places_in_names(tagged: list[Tagged], words: Segmented, district: str) -> Iterator[Tagged]:
    """Yield the counties and cities that the names of parks and projects begin with, where they lie in the own territory."""
    finder = inner_finder(district)
    for span in tagged:
        if span.cls in ("Park", "Project"):
            first = next(finder.find(words.text[span.start : span.end]), None)
            if first and first[0] == 0 and first[1] < span.end - span.start - 2:
                yield Tagged(span.start, span.start + first[1], "District", LIKELY)


def places_of_plans(tagged: list[Tagged], words: Segmented) -> Iterator[Tagged]:
    """Yield the provinces, counties and cities that the names of plans begin with by their full names."""
    for span in tagged:
        if span.cls == "Plan":
            first = next(place_finder().find(words.text[span.start : span.end]), None)
            if first and first[0] == 0 and first[2] in FULL_NAMES and first[1] < span.end - span.start - 2:
                yield Tagged(span.start, span.start + first[1], "District", CERTAIN)


def with_known_places(tagged: list[Tagged], words: Segmented, district: str) -> list[Tagged]:
    """Add the known places that nothing tagged touches, those that the names of parks and projects begin with, and those that head rows."""
    taken = bytearray(len(words.text))
    for span in tagged:
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    new = (p for p in known_places(words, district) if not any(taken[p.start : p.end]))
    found = {
        *tagged,
        *new,
        *row_heads(words),
        *places_in_names(tagged, words, district),
        *places_of_plans(tagged, words),
    }
    return sorted(found, key=in_order)
