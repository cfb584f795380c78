"""The type nouns that names end in, and names made of common words only."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from extract.entities.propose import heads
from extract.facts import EntityClass

SPLIT: tuple[EntityClass, ...] = ("Enterprise", "Park", "Project")


@functools.cache
def longest_head() -> int:
    """How many characters the longest type noun has."""
    return max(map(len, heads()))


def last_heads(name: str) -> Iterator[str]:
    """Yield the type nouns that a name ends in, the longest first."""
    for start in range(max(0, len(name) - longest_head()), len(name)):
        if name[start:] in heads():
            yield name[start:]


def ends_in_head(name: str) -> bool:
    """Tell whether a name ends in a type noun."""
    return next(last_heads(name), "") != ""


def head_class(name: str) -> EntityClass | None:
    """Return the class of a type noun that a name ends in, the first of ``SPLIT``."""
    found = {heads()[head][0] for head in last_heads(name)}
    return next((cls for cls in SPLIT if cls in found), None)


@functools.lru_cache(maxsize=10_000)
def is_common(item: str) -> bool:
    """Tell whether an item is made of common words only, all of them in the dictionary."""
    import rjieba

    return all(
        len(word) > 1 and tag[:1] in "nvabdm" and tag[1:] not in ("r", "rt", "s", "z", "t")
        for word, tag in rjieba.tag(item, False)
    )
