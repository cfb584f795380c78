"""Tagged spans made tidy: trimmed, parted, cut into items, works that follow a road taken in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.entities.bounds import trimmed, with_works, without_former
from extract.entities.items import items
from extract.entities.parted import enumerated, territories_of, without_means, without_verbs
from extract.entities.propose import Segmented, is_begin
from extract.entities.signs import any_of, sign
from extract.entities.tagging import Tagged

GENERAL = re.compile(
    "第[一二三四五六七八九十]批|[一二两三四五六七八九十]大(?P<sites>(?:[㐀-鿿]{2})?" + any_of("counted site") + ")$"
)
SEVERAL = re.compile(
    "[㐀-鿿]{0,8}?(?P<count>[0-9两二三四五六七八九十])[大个](?P<sites>[㐀-鿿]{0,8}?" + any_of("several sites") + ")$"
)
"""How many sites there are, said within a name (甲县五大乙片区)."""
TIMES = re.compile("(?:建设)?[0-9]+(?:[.][0-9]+)?(?:[个处座亩片]|万亩)")
"""What is told of sites in general: how many there are."""


def tidy(tagged: Iterable[Tagged], words: Segmented) -> list[Tagged]:
    """Return tagged spans trimmed, cut into items and extended, in the order of the text."""
    text = words.text
    spans = list(tagged)
    places = {text[span.start : span.end] for span in spans if span.cls in ("District", "Park")}
    works = [text[span.start : span.end] for span in spans if span.cls == "Project"]
    apart = (part for span in spans for item in enumerated(span, text) for part in without_means(item, text))
    whole = (without_former(part, text, places) for span in apart for part in territories_of(span, text))
    parts = (of_kind(trimmed(part, text), text, works) for span in whole for part in without_verbs(span, text))
    named = (part for part in parts if not (part.cls == "Park" and is_general(words, part.start, part.end)))
    return [with_works(item, text) for part in named for item in items(part, words)]


def is_general(words: Segmented, start: int, end: int) -> bool:
    """Tell whether a stretch counts sites instead of naming one: 八大景区, 第二批示范园区, 花椒基地3处 (五大连池 is one word)."""
    text, found = words.text, GENERAL.match(words.text, start, end)
    counted = found and (not found["sites"] or is_begin(words, found.start("sites")))
    return (
        bool(counted)
        or is_several(words, start, end)
        or (text.endswith("基地", start, end) and bool(TIMES.match(text, end)))
    )


def is_several(words: Segmented, start: int, end: int) -> bool:
    """Tell whether a stretch counts sites within it; a number inside a word or of something else (三个庄产业园) is part of a name."""
    several = SEVERAL.match(words.text, start, end)
    if several is None or not is_begin(words, several.start("count")):
        return False
    sites = several.start("sites")
    return is_begin(words, sites) and not is_begin(words, sites + 1)


def of_kind(span: Tagged, text: str, works: Sequence[str]) -> Tagged:
    """Take a single facility (甲机场, 乙博物馆), which is no area, for a work, unless it is where another of the ``works`` is done (甲机场扩建)."""
    if span.cls != "Park" or span.name or not sign("facility").search(text, span.start, span.end):
        return span
    name = text[span.start : span.end]
    return span if any(name in work and name != work for work in works) else replace(span, cls="Project")
