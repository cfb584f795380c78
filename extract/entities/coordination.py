"""Lists that share one type noun: in 东岭、西岗输变电工程 the first item is a name too, and 甲村、乙村道路工程 names a work in either."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from extract.entities.propose import Segmented, heads, left_edge
from extract.entities.spans import ends_in_head, last_heads
from extract.entities.tagging import Tagged, in_order
from ontology import territories

ITEM = re.compile(r"([^、,;。!?:“”《》()\s]{2,8})、$")
UNSURE = 0.5  # probability below which a name gives way to what its list says of it
SHARE = 0.8
"""How sure a list item is of its name, relative to the name that carries the type noun."""
SHORTEST_REST, SHORTEST_HEAD = 2, 3
JOINTS = "、和及与"
OWNERS = ("District", "Enterprise")
LONGEST_PLACE = 6


def shared_head(text: str, span: Tagged) -> str:
    """Return the firm type noun that ends a tagged name, ``""`` where it has none or is hardly more than that."""
    name = text[span.start : span.end]
    head = next(last_heads(name), "")
    shared = len(head) >= SHORTEST_HEAD and heads()[head] == (span.cls, "firm")
    return head if shared and len(name) - len(head) >= SHORTEST_REST else ""


def items_before(words: Segmented, at: int) -> Iterator[tuple[int, int]]:
    """Yield the items (start, end) of a list that ends at ``at``, from the last to the first."""
    while found := ITEM.search(words.text, max(0, at - 10), at):
        end = found.end(1)
        start = left_edge(words, end)
        if end - start < SHORTEST_REST:
            return
        yield start, end
        if start > found.start(1):
            return
        at = start


def with_list_items(tagged: Iterable[Tagged], words: Segmented) -> list[Tagged]:
    """Name the items of lists that share the type noun of a tagged name, where nothing else is surely tagged."""
    known = {(span.start, span.end): span for span in tagged}
    taken = bytearray(len(words.text))
    for start, end in known:
        taken[start:end] = b"\x01" * (end - start)
    for span in list(known.values()):
        head = shared_head(words.text, span)
        for start, end in items_before(words, span.start) if head else ():
            item, tagged_so = words.text[start:end], known.get((start, end))
            gives_way = tagged_so is not None and (tagged_so.cls == span.cls or tagged_so.probability < UNSURE)
            if ends_in_head(item) or (any(taken[start:end]) and not gives_way):
                break
            name = item + head
            known[start, end] = Tagged(start, end, span.cls, span.probability * SHARE, name)
    return sorted(known.values(), key=in_order)


def with_parallel_names(tagged: Iterable[Tagged], words: Segmented) -> list[Tagged]:
    """Add what the territories and firms of a list have in common with its last name: in 甲村和乙村道路工程 the name 甲村道路工程.

    The territory or firm itself stays.
    """
    known = sorted(tagged, key=in_order)
    places = {words.text[t.start : t.end] for t in known if t.cls == "District"}
    found = []
    for number, last in enumerate(known):
        if last.cls in ("Project", "Park") and not last.name:
            name = words.text[last.start : last.end]
            for owner in owners_before(known, number, words.text):
                tail = common_tail(words.text[owner.start : owner.end], owner.cls, name, places)
                if tail:
                    full = words.text[owner.start : owner.end] + tail
                    found.append(Tagged(owner.start, owner.end, last.cls, last.probability * SHARE, full))
    return sorted([*known, *found], key=in_order)


def owners_before(known: Sequence[Tagged], number: int, text: str) -> Iterator[Tagged]:
    """Yield the territories and firms that a list names before the name ``known[number]``, from the last to the first."""
    at = known[number].start
    for span in reversed(known[:number]):
        if span.end != at - 1 or text[span.end] not in JOINTS or span.cls not in OWNERS:
            return
        yield span
        at = span.start


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
    return tail if len(tail) >= SHORTEST_HEAD and ends_in_head(tail) and not tail[0].isdigit() else ""
