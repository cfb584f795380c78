"""Lists that share one type noun: in 东岭、西岗输变电工程 the first item is a name too, and 甲村、乙村道路工程 names a work in either."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from extract.entities.counted import LEADS, ending_kinds, listed_kinds
from extract.entities.nouns import ends_in_head, is_common, last_heads
from extract.entities.propose import Segmented, heads, is_begin, left_edge
from extract.entities.tagging import Tagged, in_order
from extract.joints import JOINTS
from ontology import territories, vocabulary

ITEM = re.compile(r"([^、,;。!?:“”《》()\s]{2,8})[、和及与]$")
ROUTE = re.compile("[㐀-鿿]{2,6}至[㐀-鿿]{2,6}")
UNSURE = 0.5  # probability below which a name gives way to what its list says of it
SHARE = 0.8
"""How sure a list item is of its name, relative to the name that carries the type noun."""
SHORTEST_REST, SHORTEST_HEAD = 2, 3
OWNERS = ("District", "Enterprise")
LONGEST_PLACE = 6
TYPES = "县旗市州镇乡"
NUMBER = re.compile("[0-9]|[两二三四五六七八九十][个大座条处路所段]|至")


def shared_head(text: str, span: Tagged) -> str:
    """Return the type noun that ends a tagged name and that lists share, ``""`` where it has none or is hardly more than that."""
    name = text[span.start : span.end]
    head = next(last_heads(name), "")
    long = len(head) >= SHORTEST_HEAD and heads()[head] == (span.cls, "firm")
    kinds = (kind for kind in ending_kinds(name) if listed_kinds()[kind] == (span.cls, True))
    shared = head if long else next(kinds, "")
    return shared if len(name) - len(shared) >= SHORTEST_REST else ""


def items_before(words: Segmented, at: int) -> Iterator[tuple[int, int]]:
    """Yield the items (start, end) of a list that ends at ``at``, from the last to the first."""
    while found := ITEM.search(words.text, max(0, at - 10), at):
        end = found.end(1)
        via = words.text.find("至", found.start(1), end)
        edge = max(found.start(1), left_edge(words, via if via > found.start(1) + 1 else end))
        led = LEADS.match(words.text, edge, end)
        start = led.end() if led else edge
        if end - start < SHORTEST_REST:
            return
        yield start, end
        if start > found.start(1):
            return
        at = start


def shares(item: str, name: str, head: str, words: Segmented, at: int) -> str:
    """Return what ``item`` shares with the ``name`` at ``at`` that ends in ``head``, ``""`` where the two are not alike.

    A short type noun is shared by items as long as what stands before it (甲乙、丙丁高铁), by territories and by routes.
    """
    stem = name[: -len(head)]
    rest = name[len(item) :]
    if len(item) < len(stem) and is_begin(words, at + len(item)) and not NUMBER.match(rest):
        return rest
    alike = (
        len(item) == len(stem)
        or item[-1] in TYPES
        or territories.by_name(item)
        or (ROUTE.fullmatch(item) and ROUTE.fullmatch(stem))
    )
    firm = len(head) >= SHORTEST_HEAD and head in heads() and heads()[head][1] == "firm"
    return head if firm or alike else ""


def with_list_items(tagged: Iterable[Tagged], words: Segmented) -> list[Tagged]:
    """Name the items of lists that share the type noun of a tagged name, where nothing else is surely tagged.

    A territory stays beside the work that it names (甲旗、乙旗通用机场).
    """
    kept = list(tagged)
    for span in list(kept):
        listed = not span.name and words.text[span.start - 1 : span.start] in JOINTS
        head = shared_head(words.text, span) if listed else ""
        for start, end, name in list_items(words, span, head) if head else ():
            there = [other for other in kept if other.start < end and start < other.end]
            if not all(gives_way(other, span, start, end) for other in there):
                break
            kept = [other for other in kept if other not in there or other.cls == "District"]
            kept.append(Tagged(start, end, span.cls, span.probability * SHARE, name))
    return sorted(kept, key=in_order)


def gives_way(other: Tagged, span: Tagged, start: int, end: int) -> bool:
    """Tell whether what is tagged in a list item is no reason against a name that shares its end with ``span``."""
    whole = (other.start, other.end) == (start, end)
    place = other.cls == "District" and span.cls == "Project" and start <= other.start and other.end <= end
    return place or (whole and (other.cls == span.cls or other.probability < UNSURE))


def list_items(words: Segmented, span: Tagged, head: str) -> list[tuple[int, int, str]]:
    """Return begin, end and full name of the items before a name that share its ``head``; 甲和 alone must name a territory."""
    found = []
    for start, end in items_before(words, span.start):
        item = words.text[start:end]
        tail = shares(item, words.text[span.start : span.end], head, words, span.start)
        if not tail or ends_in_head(item) or vocabulary.industry(item) is not None or is_common(item):
            break
        found.append((start, end, words.written[start:end] + words.written[span.end - len(tail) : span.end]))
    joint = words.text[span.start - 1 : span.start]
    lone = len(found) == 1 and not territories.by_name(words.text[slice(*found[0][:2])])
    return [] if joint != "、" and (lone or span.cls == "Industry") else found


def with_parallel_names(tagged: Iterable[Tagged], words: Segmented) -> list[Tagged]:
    """Add what the territories and firms of a list have in common with its last name: in 甲村和乙村道路工程 the name 甲村道路工程.

    The territory or firm itself stays.
    """
    known = sorted(tagged, key=in_order)
    ends = {span.end: span for span in known if span.cls in OWNERS}
    places = {words.text[t.start : t.end] for t in known if t.cls == "District"}
    found = []
    for last in known:
        if last.cls in ("Project", "Park") and not last.name:
            name = words.text[last.start : last.end]
            for owner in owners_before(ends, last.start, words.text):
                tail = common_tail(words.text[owner.start : owner.end], owner.cls, name, places)
                if tail:
                    full = words.written[owner.start : owner.end] + words.written[last.end - len(tail) : last.end]
                    found.append(Tagged(owner.start, owner.end, last.cls, last.probability * SHARE, full))
    return sorted([*known, *found], key=in_order)


def owners_before(ends: Mapping[int, Tagged], at: int, text: str) -> Iterator[Tagged]:
    """Yield the territories and firms (by their ``ends``) that a list names before the name at ``at``, from the last to the first."""
    while at and text[at - 1] in JOINTS and at - 1 in ends:
        yield ends[at - 1]
        at = ends[at - 1].start


def common_tail(owner: str, cls: str, name: str, places: Collection[str]) -> str:
    """Return what follows, in ``name``, the part that answers to ``owner``; ``""`` where nothing does or no type noun ends it."""
    if cls == "Enterprise":
        cut = name.find(owner[-2:], 1) + 2
        cut = cut if cut >= SHORTEST_REST + 1 else 0
    elif owner[-1] in "村镇乡" and owner[-1] in name[1:]:
        cut = name.index(owner[-1], 1) + 1
    else:
        longest = min(LONGEST_PLACE, len(name) - SHORTEST_HEAD)
        known = (end for end in range(longest, 1, -1) if name[:end] in places or territories.by_name(name[:end]))
        cut = 0 if ends_in_head(owner) else next(known, 0)
    tail = name[cut:] if cut else ""
    return tail if len(tail) >= SHORTEST_HEAD and ends_in_head(tail) and not NUMBER.match(tail) else ""
