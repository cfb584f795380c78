"""Areas that a plan lays out: what explains a slogan (“一圈两核”…“一圈”即甲经济圈), what heads a paragraph, what is quoted and described."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.entities.names import core, norm
from extract.entities.nouns import is_common
from extract.entities.propose import Segmented, is_begin, lines_with, rare, stops
from extract.entities.signs import any_of, sign
from extract.entities.tagging import Tagged, in_order
from ontology import territories

LIKELY = 0.7
AREA = any_of("area") + "(?:\\(带\\))?"
NAME = f"[㐀-鿿A-Za-z()]{{2,14}}?{AREA}"
COUNT = "[一二两三四五六七八九十]"
KIND = any_of("kind of area")
SLOGAN = re.compile(
    f"(?:“{COUNT}[大个]?[㐀-鿿]{{1,4}}”|{COUNT}大?{KIND})(?:[。:]?即:?|是指|分别为|分别是|:|——?)"
    f"|“{COUNT}[㐀-鿿]{{3,24}}”(?:的[^“”。,]{{2,8}})?[。,]?\\(?即:?"
)
"""A slogan that counts areas, and what leads to their names."""
ITEM = re.compile(f"(?<=[、,;:和及与即为是指—])(?:[0-9.]+(?:亩|平方公里))?“?(?P<name>{NAME})”?(?=[、,;:()和及与]|$)")
SENTENCE_END = re.compile("[。\n]")
MARK = "(?:\\([0-9一二三四五六七八九十]{1,2}\\)|[0-9一二三四五六七八九十]{1,2}[、.)]|[①-⑳])"
HEADING = re.compile(f"(?:^[ \t]*{MARK}?[ ]*|(?<=布局:)|(?<=结构:)|(?<=格局:))(?P<name>{NAME})(?=[。:])", re.MULTILINE)
ENDS_HEADING = re.compile(AREA + "[。:]")
QUOTED = re.compile(f"“(?P<name>{NAME})”(?=包括|涵盖|主要|位于|范围|坐落)")
LAYOUT = re.compile("^[^。;\n]{0,24}" + any_of("layout") + "[^。;,\n]{0,4}(?:[:。]|$)", re.MULTILINE)
"""A line under which a plan lays out its areas."""
LAID_OUT = 400
"""How many characters it reaches."""
LOCATED = re.compile("[。:][ ]*(?:主要|规划)?" + any_of("located"))
"""What tells behind a heading where the area is."""
NO_NAME = re.compile("[的是为即我各该将由]|[一二两三四五六七八九十][个大条组]|(?:产业|工业)园区$|^[(]")
SHORTEST = 5
SHARE = 0.8
SITE = re.compile("[㐀-鿿]{2,10}?" + any_of("park of works") + "(?![区内外])(?=[㐀-鿿]{3})")
COUNTED_SITE = re.compile(".*[等至]|[一二两三四五六七八九十]大")

SIDE = re.compile(
    "(?:(?<=[为成和及与])|(?<![㐀-鿿]))(?P<name>(?:[东西南北]|中心)区)(?=(?P<told>为|是|定位)|[、和及与,。;])"
)
"""A part of a park by where it lies (东区为…、西区)."""
SIDES = re.compile("[东南西北心]区")


def sides(words: Segmented) -> Iterator[Tagged]:
    """Yield the parts of a park by where they lie, two of them at least in a paragraph and one described."""
    for line in lines_with(SIDES, words.text):
        found = list(SIDE.finditer(words.text, *line))
        if len({side["name"] for side in found}) > 1 and any(side["told"] for side in found):
            yield from (Tagged(*side.span("name"), "Park", LIKELY) for side in found)


def areas(words: Segmented) -> Iterator[Tagged]:
    """Yield the areas that a text lays out."""
    for found in (*headings(words.text), *QUOTED.finditer(words.text)):
        yield from area(words, *found.span("name"))
    for slogan in SLOGAN.finditer(words.text):
        end = SENTENCE_END.search(words.text, slogan.end())
        for item in ITEM.finditer(words.text, slogan.end(), end.start() if end else len(words.text)):
            yield from area(words, *item.span("name"))


def headings(text: str) -> Iterator[re.Match[str]]:
    """Yield what heads paragraphs where a plan lays out its areas: under a line that says so, or where two and more tell where they are."""
    found = list(rare(HEADING, ENDS_HEADING, text))
    located = [heading for heading in found if LOCATED.match(text, heading.end())]
    for heading in found:
        beside = heading in located and len(located) > 1
        start = heading.start("name")
        if beside or text[start - 1 : start] == ":" or LAYOUT.search(text, max(0, start - LAID_OUT), heading.start()):
            yield heading


def area(words: Segmented, start: int, end: int) -> Iterator[Tagged]:
    """Yield a stretch as an area unless it says what is done or is a territory."""
    name = words.text[start:end]
    if (
        len(name) >= SHORTEST
        and not is_led(words, start, end)
        and not NO_NAME.search(name)
        and not sign("any park").search(name)
        and not territories.by_name(name)
    ):
        yield Tagged(start, end, "Park", LIKELY)


def is_led(words: Segmented, start: int, end: int) -> bool:
    """Tell whether a stretch begins with a word before which a name begins, or inside a word."""
    first = next((at for at in range(start + 1, end) if words.begins[at] == at), end)
    return words.begins[start] != start or words.text[start:first] in stops()


def sites(tagged: list[Tagged], words: Segmented) -> Iterator[Tagged]:
    """Yield the parks that the names of works begin with (甲景区游客中心, 乙公园提升工程)."""
    for span in tagged:
        found = SITE.match(words.text, span.start, span.end) if span.cls == "Project" and not span.name else None
        alone = found and core(words.text[span.start : span.end], "Project") == norm(found[0])
        if found and not alone and is_begin(words, found.end()) and not any_site(found[0]):
            yield Tagged(span.start, found.end(), "Park", span.probability * SHARE)


def any_site(name: str) -> bool:
    """Tell whether what ends like a park's name is none in particular: 口袋公园, 主要景区, 甲等景区."""
    return bool(COUNTED_SITE.match(name)) or bool(sign("any park").search(name)) or is_common(name)


def with_areas(tagged: list[Tagged], words: Segmented) -> list[Tagged]:
    """Add the areas that nothing tagged holds or crosses, the parks that the names of works begin with, and the sides of parks in the place of territories."""
    parts = set(sides(words))
    places = {(part.start, part.end) for part in parts}
    kept = [span for span in tagged if (span.start, span.end) not in places]
    found = [new for new in areas(words) if not any(meets(new, span) for span in kept)]
    return sorted({*kept, *parts, *found, *sites(kept, words)}, key=in_order)


def meets(new: Tagged, span: Tagged) -> bool:
    """Tell whether a tagged name holds or crosses a new one; one inside it does not matter."""
    inside = new.start <= span.start and span.end <= new.end and span.end - span.start < new.end - new.start
    return not inside and span.start < new.end and new.start < span.end
