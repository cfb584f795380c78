"""Spans that hold two names: parted by a verb, by 以…为…, by the numbers of a list, a territory inside another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.entities.bounds import LED, SHORTEST
from extract.entities.nouns import SPLIT, ends_in_head, head_class
from extract.entities.signs import any_of
from extract.entities.tagging import Tagged
from ontology import territories

BETWEEN = re.compile(any_of("between names"))
"""Verbs that part two names which the tagger took for one."""
MADE = re.compile(r"(?:加快|着力|高标准|重点)?" + any_of("set up"))
"""Verbs that part two names of which each ends in a type noun."""
BY_MEANS = re.compile(r"(?<=.{3})以(?=[^,。;以]{2,24}为)")
"""What a name is done with begins: 甲产业以乙公司为链主."""
WITH_HEADS = ("Park", "Project")
"""Classes whose names end in a type noun as a rule."""
ENUMERATOR = re.compile(r"\([0-9]{1,2}\)|[①-⑳]")
LEADS_TO_PLACE = re.compile(f"(?P<lead>{any_of('within')}|{any_of('beside territory')})(?P<place>[㐀-鿿]{{2,}})")
"""Words before a territory that the tagger took for its begin; those of one character only where the text has the name without them."""
PARTS_PLACE = re.compile(any_of("within") + "(?=.{2})")
COUNTY_DISTRICT = "(?<![新发港保园范作验城市山])区"
"""A district that is no functional zone, by its last characters."""
OUTER = re.compile("[省市州盟]|自治区")
INNER = re.compile(f"[㐀-鿿]{{2,}}(?:[市县旗州盟]|{COUNTY_DISTRICT})")
"""What a province or city is, and a territory of one, by their last characters."""
WITHIN = re.compile(
    rf"(?P<outer>[㐀-鿿]{{1,9}}(?:[{territories.COUNTY}{territories.TOWN}]|街道))(?P<inner>[㐀-鿿]{{1,6}}(?:[市县旗镇乡村]|街道|社区|{COUNTY_DISTRICT})(?<!乡村|城镇|城乡))"
)
"""A territory named together with what it lies in; functional zones are one name with their town."""


def without_means(span: Tagged, text: str) -> Iterator[Tagged]:
    """Yield the names before and behind 以 where a sentence goes on 以…为…, else the span itself."""
    found = BY_MEANS.search(text, span.start, min(len(text), span.end + 24)) if span.cls != "Plan" else None
    if not found or found.end() > span.end - SHORTEST or found.start() - span.start < SHORTEST:
        yield span
        return
    before = head_class(text[span.start : found.start()]) or (span.cls if span.cls not in WITH_HEADS else None)
    behind = head_class(text[found.end() : span.end])
    if before:
        yield replace(span, end=found.start(), cls=before)
    if behind:
        yield replace(span, start=found.end(), cls=behind)


def without_verbs(span: Tagged, text: str) -> Iterator[Tagged]:
    """Yield the names on either side of a verb that no name holds (甲公司落户乙产业园 gives both), else the span itself."""
    found = parting(span, text) if span.cls in SPLIT else None
    if not found:
        yield span
        return
    left = replace(span, end=found.start())
    yield replace(left, cls=head_class(text[left.start : left.end]) or "Enterprise")
    yield from without_verbs(replace(span, start=found.end()), text)


def parting(span: Tagged, text: str) -> re.Match[str] | None:
    """Return the verb that parts a span into two names."""
    made = MADE.search(text, span.start + 4, span.end - 3) if span.cls in LED else None
    if made and ends_in_head(text[span.start : made.start()]) and ends_in_head(text[made.end() : span.end]):
        return made
    return BETWEEN.search(text, span.start + 2, span.end - 2)


def territories_of(span: Tagged, text: str) -> Iterator[Tagged]:
    """Yield the territories of a span that names one inside another (甲镇乙村 gives both), else the span itself."""
    if span.cls != "District" or span.name:
        yield span
        return
    span = led_to(span, text)
    parted = PARTS_PLACE.search(text, span.start + SHORTEST, span.end)
    if parted:
        yield replace(span, end=parted.start())
        yield from territories_of(replace(span, start=parted.end()), text)
        return
    cut = known_outer(text[span.start : span.end])
    if cut:
        yield replace(span, end=span.start + cut)
        yield from territories_of(replace(span, start=span.start + cut), text)
        return
    found = WITHIN.fullmatch(text, span.start, span.end)
    if found and is_territory(found["outer"]) and not territories.by_name(found[0]):
        yield from territories_of(replace(span, end=found.end("outer")), text)
        yield replace(span, start=found.start("inner"))
    else:
        yield span


def known_outer(name: str) -> int:
    """Return how long the province or city is that a name begins with and goes on with a territory in it (甲省乙市), 0 for none."""
    if territories.by_name(name):
        return 0
    cuts = (found.end() for found in OUTER.finditer(name) if INNER.fullmatch(name, found.end()))
    return next((cut for cut in cuts if any(t.name == name[:cut] for t in territories.by_name(name[:cut]))), 0)


def led_to(span: Tagged, text: str) -> Tagged:
    """Cut off a territory what leads to it (东连, 位于), unless the table knows the whole as a name."""
    name = text[span.start : span.end]
    found = LEADS_TO_PLACE.fullmatch(name)
    if not found or territories.by_name(name):
        return span
    place = found["place"]
    apart = len(found["lead"]) > 1 or bool(territories.by_name(place)) or text.count(place) > text.count(name)
    return replace(span, start=span.start + len(found["lead"])) if apart else span


def is_territory(name: str) -> bool:
    """Tell whether a name that ends like a territory's can be one: long enough, or in the national table."""
    return len(name) > 2 or bool(territories.by_name(name))


def enumerated(span: Tagged, text: str) -> Iterator[Tagged]:
    """Yield the names of a span that runs over the numbers of a list (甲路建设（2）乙路改造), else the span itself."""
    at = span.start
    for mark in ENUMERATOR.finditer(text, span.start, span.end):
        if mark.start() - at >= SHORTEST:
            yield replace(span, start=at, end=mark.start())
        at = mark.end()
    if span.end - at >= SHORTEST:
        yield replace(span, start=at) if at > span.start else span
