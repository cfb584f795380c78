"""Lists that end in a number and what all items are: 甲、乙两镇, 甲、乙、丙三大组团, 甲、乙2座水库, 甲、乙3个旧村."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from extract.entities.nouns import ends_in_head, is_common
from extract.entities.propose import Lists, Segmented, heads
from extract.entities.signs import any_of
from extract.entities.tagging import Tagged, in_order
from extract.entities.unlisted import begins_name, ends_in_word, no_stems
from extract.facts import EntityClass
from ontology import territories, vocabulary
from ontology.tables import read_table

LIKELY = 0.75
DATA = Path(__file__).parent / "data"
COUNTED = Lists(
    "(?P<items>(?:[㐀-鿿]{2,10}+、){1,60}[㐀-鿿]{2,10}?)",
    "等?(?P<count>[两二三四五六七八九十]|[0-9]{1,2})(?P<unit>[个大座处条只]?)(?P<words>[㐀-鿿]{1,10})",
)
LEADS = re.compile(any_of("leads list") + "(?=.{2})")
"""What the first item of a list may be led in by."""
UNCOUNTED = Lists("(?P<items>(?:[㐀-鿿0-9]{2,10}+、){1,60}[㐀-鿿0-9]{2,10}?)", "等(?P<words>[㐀-鿿]{2,10})")
TERRITORY = re.compile("(?:镇|乡|街道|苏木|县|市|旗|村)(?![镇乡村县区市街民企级场委容直属政])")
TOWNS = re.compile(
    r"(?:[0-9一二两三四五六七八九十]+个?)?(?:重点|沿边|沿线|沿江|沿河|边境|[东南西北中]部|河谷|高山|山区){0,2}(?:乡镇(?:\(街道\)|街道)?|镇\(街道?\)|镇街|苏木镇?|镇乡|乡镇场|团场)(?!"
    + any_of("behind towns")
    + ")"
)
"""What the towns of a list are called together."""
VILLAGES = re.compile("[㐀-鿿]{0,8}?(?<!城中)(?<!乡)村(?:落|寨|庄)?(?![镇乡村民企级集])")
PARTS = ("段", "线", "期", "延", "界", "扩容", "改扩建")
"""What a name may end in that needs no kind behind it."""
NO_ITEM = re.compile(
    "[的和及]|^[0-9]+[个条座]|^[东南西北]{1,2}$|^[东南西北中][部侧片]$|^[老新]城$|^城[东南西北]$|^[一二两三四五六七八九十][㐀-鿿]$|[一二两三四五六七八九十][带轴城核区心廊园]"
)
SIZE = re.compile("[大中小]{1,2}型")
PLAIN = ("村", "县", "市")
"""Types of territories that lists leave out as plans do elsewhere."""
MANY = re.compile("[百千万]亿|重点|重大|新|其他")
"""What stands between a number and a kind without belonging to the names."""
NO_KIND = re.compile(any_of("no kind"))
"""What stands behind a kind that the items are not of (在甲、乙等重点项目推介会上)."""
SOME = re.compile(any_of("said of kind") + "*")


@functools.cache
def listed_kinds() -> dict[str, tuple[EntityClass, bool]]:
    """What items of lists are: their class, and whether the kind is part of their names."""
    rows = read_table(DATA / "counted.tsv", ("kind", "class", "names"))
    return {kind: (cls, names == "whole") for kind, cls, names in rows}  # type: ignore[misc]


@functools.cache
def longest_kind() -> int:
    """Return how many characters the longest kind has."""
    return max(map(len, listed_kinds()))


def ending_kinds(text: str) -> Iterator[str]:
    """Yield the kinds that ``text`` ends in, the longest first."""
    kinds = listed_kinds()
    return (text[-n:] for n in range(min(longest_kind(), len(text)), 0, -1) if text[-n:] in kinds)


def counted_lists(words: Segmented) -> Iterator[tuple[int, int, list[Tagged]]]:
    """Yield the begin of the last item, the end of the kind and the names of the items of every counted list."""
    for found in (*COUNTED.find(words.text), *UNCOUNTED.find(words.text)):
        kind = kind_of(words, found) if "count" in found.groupdict() else kind_of_some(words, found)
        if kind:
            cls, tail, end = kind
            places = list(items_of(words, found))
            items = [one for start, stop in places for one in named(words, start, stop, cls, tail)]
            if items:
                yield places[-1][0], end, items


def kind_of(words: Segmented, found: re.Match[str]) -> tuple[EntityClass, str, int] | None:
    """Return the class of a counted list's items, what their full names end in, and where the list ends."""
    start, unit = found.start("words"), found["unit"]
    towns = TOWNS.match(words.text, start) if unit in ("", "个") else None
    territory = towns or TERRITORY.match(words.text, start)
    common = [is_common(item) for item in found["items"].split("、")] if towns else []
    if towns:
        return None if 2 * sum(common) >= len(common) else ("District", "", towns.end())
    if territory and (not unit or (unit == "个" and territory[0] not in ("县", "市"))):
        return "District", "" if territory[0] in PLAIN else territory[0], territory.end()
    villages = VILLAGES.match(words.text, start) if unit == "个" else None
    if villages:
        return "District", "", villages.end()
    kind = kind_of_works(found["words"], start) if unit else None
    common = [is_common(item) for item in found["items"].split("、")] if kind and kind[0] == "Park" else []
    return None if common and 2 * sum(common) >= len(common) else kind


def kind_of_some(words: Segmented, found: re.Match[str]) -> tuple[EntityClass, str, int] | None:
    """Return the same of a list that ends in 等 and no number (甲、乙等大中型水库); what is told of many is no part of the names."""
    towns = TOWNS.match(words.text, found.start("words"))
    if towns:
        return None if any(map(is_common, found["items"].split("、"))) else ("District", "", towns.end())
    many = SOME.match(words.text, found.start("words"))
    kind = kind_of_works(words.text[many.end() : many.end() + 10], many.end()) if many else None
    if not kind or not many or NO_KIND.match(words.text, kind[2]):
        return None
    cls, tail, end = kind
    as_written = cls == "Park" or bool(MANY.search(many[0]))
    common = [is_common(item) for item in found["items"].split("、")]
    if not (many[0] if as_written else tail) or (2 if as_written else 1) * sum(common) >= len(common):
        return None
    return cls, "" if as_written else tail, end


@functools.lru_cache(maxsize=10_000)
def is_institution(item: str) -> bool:
    """Tell whether an item is what institutions are called in general (卫生院), one word of the dictionary."""
    import rjieba

    return rjieba.tag(item, False)[0] == (item, "nt")


def is_large_place(item: str) -> bool:
    """Tell whether an item is a territory of the national table larger than a town."""
    return any(place.level != "town" for place in territories.by_name(item))


def kind_of_works(following: str, start: int) -> tuple[EntityClass, str, int] | None:
    """Return the same of a list of parks or works, from the words behind its number, which stand at ``start``."""
    for length in range(len(following), 1, -1):
        kind = next(ending_kinds(following[:length]), "")
        if kind and length - len(kind) <= 4:
            cls, whole = listed_kinds()[kind]
            more = SIZE.sub("", following[: length - len(kind)])
            if not whole:
                return cls, "", start + length
            return (cls, more + kind, start + length) if len(more) < 3 and not MANY.search(more) else None
    return None


def items_of(words: Segmented, found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of the items; before the first, what leads into the list is left out."""
    at = found.start("items")
    for number, item in enumerate(found["items"].split("、")):
        end = at + len(item)
        start = at if number else next((s for s in range(end - 2, at - 1, -1) if s == 0 or begins_name(words, s)), -1)
        led = LEADS.match(words.text, start, end) if start >= 0 else None
        if start >= 0:
            yield led.end() if led else start, end
        at = end + 1


def named(words: Segmented, start: int, end: int, cls: EntityClass, tail: str) -> Iterator[Tagged]:
    """Yield an item under its full name, and a territory also as it is written."""
    item = words.text[start:end]
    if not is_item(item, cls, tail):
        return
    whole = not tail or item.endswith((tail, *PARTS)) or (len(item) > 2 and ends_in_head(item))
    if whole or cls == "District":
        yield Tagged(start, end, cls, LIKELY)
    if not whole:
        yield Tagged(start, end, cls, LIKELY, words.written[start:end] + tail)


def is_item(item: str, cls: EntityClass, tail: str) -> bool:
    """Tell whether an item of a counted list names something by itself."""
    if len(item) < 2 or NO_ITEM.search(item):
        return False
    if cls == "District":
        return len(item) < 7 and not item.startswith(no_stems()) and not (len(item) < 3 and item[-1] in "市县区")
    if not tail and (item in heads() or is_institution(item) or is_large_place(item)):
        return False
    if item.endswith(("县", "镇", "乡", "村")) or vocabulary.industry(item) is not None:
        return False
    return bool(tail) or ends_in_head(item) or not ends_in_word(item, "")


def with_counted(tagged: list[Tagged], words: Segmented) -> list[Tagged]:
    """Add the names of counted lists, in the place of what is tagged across the end of a list or inside the names."""
    lists = list(counted_lists(words))
    kept = [name for name in tagged if not any(across(name, start, end) for start, end, _ in lists)]
    items = [item for _, _, items in lists for item in items if fits(item, kept)]
    kept = [name for name in kept if not any(replaced(name, item) for item in items)]
    return sorted({*kept, *items}, key=in_order)


def across(name: Tagged, start: int, end: int) -> bool:
    """Tell whether a name runs from the last item of a list over its number."""
    return name.start <= start + 1 and start < end - 1 <= name.end + 1 and name.end > start and name.start < end - 2


def fits(item: Tagged, kept: list[Tagged]) -> bool:
    """Tell whether an item may be added: a territory or one with a full name always, any other where nothing is tagged."""
    return item.cls == "District" or item.name != "" or not any(n.start < item.end and item.start < n.end for n in kept)


def replaced(name: Tagged, item: Tagged) -> bool:
    """Tell whether a name is told by an item in its place."""
    return (
        item.start <= name.start
        and name.end <= item.end
        and (name.start, name.end, name.cls) != (item.start, item.end, item.cls)
    )
