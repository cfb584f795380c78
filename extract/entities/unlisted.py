"""Territories that no table has: what ends in a type of territory where a name begins, or comes again without its type."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from extract.entities.propose import Segmented, stops
from extract.entities.signs import any_of, sign
from extract.entities.tagging import Tagged, in_order
from ontology import territories
from ontology.tables import read_table

DATA = Path(__file__).parent / "data"
SURE, LIKELY = 0.9, 0.7
LOCAL = territories.COUNTY + territories.TOWN
TYPED = re.compile(f"高新技术产业开发区|经济技术开发区|经济开发区|高新区|经开区|新区|管委会|苏木|街道|[{LOCAL}]")
ZONES = ("开发区", "高新区", "经开区", "新区", "管委会")
LENGTHS = {"市": 3, "县": 4, "区": 3, "旗": 5, "镇": 5, "乡": 5, "苏木": 5, "街道": 4}
"""How many characters stand before the type at most."""
SHORTEST = 2
EDGE = re.compile("[㐀-鿿A-Za-z0-9]")
COMMONLY = ("新区", "街道", "高新区", "经开区", "开发区", "经济开发区")
"""Types that stand behind common nouns as well."""
OUTER = re.compile("[㐀-鿿]{2,3}[县市区旗](?=[㐀-鿿]{2,3}[镇乡])")
"""The county before the name of its town."""
NUMERALS = "一二三四五六七八九十〇○"
NUMBER = f"[{NUMERALS}]{{1,3}}"
NO_REGIMENT = "(?!" + any_of("behind regiment") + ")"
CORPS = re.compile(
    f"建设兵团|兵团(?=第|党委)|第{NUMBER}师(?=[㐀-鿿]{{2,5}}市|{NUMBER}团|[0-9]|党委|国民)|[{NUMERALS}]{{3}}团(?:场)?{NO_REGIMENT}"
)
"""What the first line of a document of the corps names: the corps, a division with its city or regiment, a regiment."""
CORPS_UNIT = re.compile(
    f"(?:新疆生产建设)?兵团(?=第|[、,。]|党委)|第{NUMBER}师(?![范资生傅])|(?<!{any_of('before division')})师市(?=党委|政府|[、,。])"
    f"|(?:[{NUMERALS}]{{2,3}}|[0-9]{{2,3}})团(?:场)?{NO_REGIMENT}"
    f"|(?<![{NUMERALS}至第]){NUMBER}连(?!{any_of('behind company')})"
)
"""The corps, its divisions, regiments and companies by their numbers."""
FIRST_LINE = re.compile(r"\s*[^\n]{0,100}")
"""Tells whose a document is."""
SLOGAN = re.compile("(?:..|(?<=以).)[兴富立治强稳旺活带促][市县区镇]$")
"""What a county is to rise by."""
RURAL = ("镇", "乡", "苏木")
"""Types that are seldom part of another word."""
HAN = re.compile("[㐀-鿿]+")
JOINING = "到所在和了与对是以把于及为的被向让请各每其该本全个我驻由从按两三四五六七八九十百千万等有受行好成照代表"


@functools.cache
def common_stems() -> re.Pattern[str]:
    """What ends in a type of territory without naming one, up to the type."""
    return re.compile("(?:" + "|".join(word for (word,) in read_table(DATA / "no_places.tsv", ("word",))) + ")$")


def starts(words: Segmented, head: int, longest: int) -> Iterator[int]:
    """Yield where a name that ends before ``head`` may begin, the shortest name first: behind a mark, a stop word, a territory."""
    text = words.text
    for start in range(head - SHORTEST, max(-1, head - longest - 1), -1):
        if not EDGE.match(text[start]):
            return
        if start == 0 or begins_name(words, start):
            yield start


def begins_name(words: Segmented, start: int) -> bool:
    """Tell whether a name may begin at ``start``."""
    before = words.text[start - 1]
    if not EDGE.match(before):
        return before not in "—-" or words.text.endswith("——", 0, start)
    word = words.text[words.begins[start - 1] : start]
    return word in stops() or is_outer(words.text, start) or is_led(words.text, start)


def is_led(text: str, start: int) -> bool:
    """Tell whether a stop word of two characters or more, or what leads to a place, ends at ``start``."""
    return text.endswith(long_stops(), 0, start) or bool(sign("leads to place").search(text, max(0, start - 4), start))


def is_outer(text: str, end: int) -> bool:
    """Tell whether the full name of a territory of the table ends at ``end``."""
    outer = (text[start:end] for start in range(max(0, end - 4), end - 2))
    return text[end - 1] in territories.PROVINCE + territories.COUNTY and any(
        territories.by_name(name) for name in outer
    )


@functools.cache
def longer_word() -> re.Pattern[str]:
    """A type of territory that begins another word (县级)."""
    return re.compile(f"[{LOCAL}]" + any_of("behind type"))


def unlisted_places(words: Segmented) -> Iterator[Tagged]:
    """Yield the names of territories that no table has."""
    text = words.text
    for found in TYPED.finditer(text):
        kind = found[0]
        longest = 4 if kind.endswith(ZONES) else LENGTHS[kind]
        if longer_word().match(text, found.start()):
            continue
        for start in starts(words, found.start(), longest):
            stem = text[start : found.start()]
            slogan = SLOGAN.search(text, start, found.end())
            if not slogan and is_stem(stem, kind) and not is_end(text, stem, kind):
                likely = SURE if text.find(stem, text.find(stem) + len(stem)) >= 0 else LIKELY
                if likely == SURE or kind in RURAL or placed(text, start, found.end()):
                    yield from within(text, Tagged(start, found.end(), "District", likely))
                break


def within(text: str, place: Tagged) -> Iterator[Tagged]:
    """Yield the two territories of a name that tells what its town lies in (甲乙县丙丁镇), else the name."""
    outer = OUTER.match(text, place.start, place.end)
    if not outer or common_stems().search(outer[0]) or territories.by_name(text[place.start : place.end]):
        yield place
        return
    yield replace(place, end=outer.end())
    yield replace(place, start=outer.end())


def corps(text: str, district: str) -> Iterator[Tagged]:
    """Yield the divisions, regiments and companies of a corps that works the land, where a document's territory or first line is of it."""
    first = FIRST_LINE.match(text)
    if CORPS.search(district) or (first and CORPS.search(first[0])):
        for found in CORPS_UNIT.finditer(text):
            yield Tagged(*found.span(), "District", SURE)


def placed(text: str, start: int, end: int) -> bool:
    """Tell whether a name stands where a place stands: in a list of territories, behind 位于, before what only places have."""
    return bool(sign("before place").search(text, max(0, start - 6), start) or sign("behind place").match(text, end))


def is_stem(stem: str, kind: str) -> bool:
    """Tell whether characters may be the own part of a territory's name."""
    whole = stem + kind
    if not HAN.fullmatch(stem) or stem[0] in "县市区镇乡除着现指驻所每据把于以含":
        return False
    common = not kind.endswith(ZONES) and common_stems().search(whole)
    if kind == "管委会" and len(stem) < 4 and stem.endswith("区"):
        return False
    if stem[-1] in JOINING or sign("not in place").search(stem) or SLOGAN.search(whole) or common:
        return False
    return not stem.startswith(no_stems()) and not stem.endswith(no_stems()) and not ends_in_word(stem, kind)


DOING = ("v", "a", "d", "c", "p")
"""First letters of the tags of words that name nothing."""


@functools.lru_cache(maxsize=10_000)
def ends_in_word(stem: str, kind: str) -> bool:
    """Tell whether characters end in a word of doing; before a zone, in any common noun."""
    import rjieba

    word, tag = rjieba.tag(stem, False)[-1]
    return len(word) > 1 and (tag.startswith(DOING) or (kind in COMMONLY and tag == "n"))


@functools.cache
def no_stems() -> tuple[str, ...]:
    """What no name of a territory begins or ends with."""
    return (*(word for (word,) in read_table(DATA / "no_stems.tsv", ("word",))), *long_stops())


@functools.cache
def long_stops() -> tuple[str, ...]:
    """The stop words of two characters or more."""
    return tuple(word for word in sorted(stops()) if len(word) > 1)


def is_end(text: str, stem: str, kind: str) -> bool:
    """Tell whether a name is a territory of the table with other words before it, which the text names without them too."""
    ends = (stem[cut:] + kind for cut in range(1, len(stem)))
    return any(territories.by_name(end) and text.count(end) > text.count(stem + kind) for end in ends)


def with_unlisted(tagged: list[Tagged], words: Segmented, district: str = "") -> list[Tagged]:
    """Add the territories that no table has, for a document of ``district``, in the place of what is tagged inside their names.

    What a longer name begins with (甲县 in 甲县乙产业园) is added beside it.
    """
    found = [*unlisted_places(words), *corps(words.text, district)]
    districts = [name for name in tagged if name.cls == "District"]
    inside = {name for place in found for name in districts if holds(place, name)}
    kept = [name for name in tagged if name not in inside]
    taken = bytearray(len(words.text))
    begins: dict[int, int] = {}
    for name in kept:
        taken[name.start : name.end] = b"\x01" * (name.end - name.start)
        if name.cls != "District":
            begins[name.start] = max(name.end, begins.get(name.start, 0))
    new = (p for p in found if not any(taken[p.start : p.end]) or p.end <= begins.get(p.start, 0))
    return sorted({*kept, *new}, key=in_order)


def holds(place: Tagged, name: Tagged) -> bool:
    """Tell whether a name stands inside a longer one."""
    return place.start <= name.start and name.end <= place.end and name.end - name.start < place.end - place.start
