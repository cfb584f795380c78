"""Lines of business by what is done with them (发展甲、乙, 以甲为主导) and by the list they stand in."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extract.entities.nouns import head_class
from extract.entities.propose import Segmented
from extract.entities.signs import any_of, sign
from extract.entities.tagging import Tagged, in_order

LIKELY = 0.6
ITEM = "[㐀-鿿A-Za-z]{2,8}?"
LIST = f"(?P<list>{ITEM}(?:、{ITEM})*?(?:[和及与]{ITEM})?)"
KIND = "(?:等(?:[㐀-鿿]{0,4}" + any_of("kind of items") + ")?)?"
DEVELOPED = re.compile(
    "(?:发展|培育|主攻|主打|布局)"
    "(?:(?<=[,。;:\\n]..)|(?<=大力..)|(?<=积极..)|(?<=重点..)|(?<=加快..)|(?<=配套..)|(?<=鼓励..)|(?<=[镇乡园]..))"
    f"{LIST}(?={KIND}[,。;\\n])"
)
LED_BY = re.compile(f"以{LIST}(?:等[㐀-鿿]{{0,6}})?为(?:主导|龙头|突破口|支柱)")
TOWARDS = re.compile(f"(?:产业|业|企业)[^,。;向]{{0,8}}向{LIST}(?:等[㐀-鿿]{{0,6}})?(?:方向|延伸|跃升)")
PARTS = re.compile("[^、和及与]+")
BESIDE = re.compile("、(?P<list>[㐀-鿿]{2,8}?)(?=[、和及]|等[㐀-鿿]{0,4}(?:产业|行业|业态|产品|服务业|企业))")
NAMING = ("n", "nz", "vn", "j", "nr", "ng", "b", "l", "x", "nrt", "ns", "i", "g", "z", "s")
"""Tags of the words that a line of business is made of."""
NEVER_LAST = ("vn", "s", "ns", "nr")
"""Tags of words that are none by themselves."""


def lines(tagged: list[Tagged], words: Segmented) -> Iterator[Tagged]:
    """Yield the items that a sentence treats as lines of business and that nothing tagged touches."""
    text = words.text
    taken = bytearray(len(text))
    for span in tagged:
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    beside = edges(tagged)
    for pattern in (DEVELOPED, LED_BY, TOWARDS, BESIDE):
        for start, end in items(pattern, text):
            free = words.begins[start] == start and not any(taken[start:end])
            if free and (pattern is not BESIDE or joined(text, start, end, beside)) and is_line(text[start:end]):
                yield Tagged(start, end, "Industry", LIKELY)


def items(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the items of the lists that a pattern finds."""
    for found in pattern.finditer(text):
        for part in PARTS.finditer(text, *found.span("list")):
            yield part.span()


def joined(text: str, start: int, end: int, beside: frozenset[int]) -> bool:
    """Tell whether an item stands between two tagged lines of business, or between one and 等."""
    return start - 1 in beside and (text.startswith("等", end) or end + 1 in beside)


def edges(tagged: list[Tagged]) -> frozenset[int]:
    """Return where tagged industries begin and end."""
    return frozenset(at for span in tagged if span.cls == "Industry" and not span.name for at in (span.start, span.end))


@functools.lru_cache(maxsize=10_000)
def is_line(name: str) -> bool:
    """Tell whether characters may name a line of business: nouns, none of them common in what governments do."""
    import rjieba

    if head_class(name) or sign("no line").search(name):
        return False
    tags = [tag for _, tag in rjieba.tag(name, True)]
    return all(tag in NAMING for tag in tags) and not (len(tags) == 1 and tags[0] in NEVER_LAST)


def with_lines(tagged: list[Tagged], words: Segmented) -> list[Tagged]:
    """Add the lines of business that nothing tagged touches."""
    return sorted({*tagged, *lines(tagged, words)}, key=in_order)
