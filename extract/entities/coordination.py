"""Lists that share one type noun: in 东岭、西岗输变电工程 the first item is a name too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.entities.propose import Segmented, head_finder, heads, left_edge
from extract.entities.tagging import Tagged

ITEM = re.compile(r"([^、,;。!?:“”《》()\s]{2,8})、$")
SHARE = 0.8
"""How sure a list item is of its name, relative to the name that carries the type noun."""
SHORTEST_REST, SHORTEST_HEAD = 2, 3


def shared_head(text: str, span: Tagged) -> str:
    """Return the firm type noun that ends a tagged name, ``""`` where it has none or is hardly more than that."""
    name = text[span.start : span.end]
    found = [(end, name[start:end]) for _, start, end in head_finder().find_matches_as_indexes(name)]
    head = found[-1][1] if found and found[-1][0] == len(name) else ""
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
    """Add the items of lists that share the type noun of a tagged name, where nothing is tagged yet."""
    known = list(tagged)
    taken = bytearray(len(words.text))
    for span in known:
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    for span in list(known):
        head = shared_head(words.text, span)
        for start, end in items_before(words, span.start) if head else ():
            if any(taken[start:end]) or any(words.text[start:end].endswith(other) for other in heads()):
                break
            name = words.text[start:end] + head
            known.append(Tagged(start, end, span.cls, span.probability * SHARE, name))
    return sorted(known, key=lambda t: (t.start, t.end))
