"""Firms by what they do in a sentence and by how the names of their works begin."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.entities.nouns import head_class
from extract.entities.propose import Segmented, rare
from extract.entities.signs import any_of, sign
from extract.entities.tagging import Tagged, in_order
from extract.entities.unlisted import DOING, begins_name, ends_in_word, no_stems
from ontology import territories, vocabulary
from ontology.tables import read_table

DATA = Path(__file__).parent / "data"
LIKELY = 0.7
WITH_PLACES = ("石化", "钢铁", "集团", "股份", "公司")
"""What ends firms' names behind the name of a territory."""
INVESTED = re.compile(
    "(?:^|(?<=[,。;、:\\n(]))(?P<name>[㐀-鿿]{3,9}?)(?:计划|拟|总)?投资(?:额)?[0-9.]+[余多]?(?:亿|万)[㐀-鿿]{0,4}[、的]?"
)
SUM = re.compile("投资额?[0-9.]")
BY = re.compile("由(?P<name>[㐀-鿿]{3,12}?)(?:负责)?" + any_of("invests"))
LED_BY = re.compile("以(?P<name>[㐀-鿿()]{3,12}?)(?:、[㐀-鿿]{3,12})*(?:等)?为(?:龙头|链主)")
HAN = re.compile("[㐀-鿿]+")


@functools.cache
def trades() -> tuple[str, ...]:
    """What firms' short names end in, longest first."""
    return tuple(sorted((w for (w,) in read_table(DATA / "trades.tsv", ("ending",))), key=lambda w: (-len(w), w)))


@functools.cache
def output() -> re.Pattern[str]:
    """A work named by its firm and what it makes (甲乙油脂年产三万吨)."""
    return re.compile("(?P<name>[㐀-鿿]{2,8}?)" + any_of("makes"))


@functools.cache
def traded() -> re.Pattern[str]:
    """A short name of a firm at the begin of a longer name."""
    return re.compile(
        "(?P<name>[㐀-鿿]{2,3}?(?:" + "|".join(trades()) + "))(?![产工业园小城市基学大零部配创孵研成馆金人质])(?=.{2})"
    )


@functools.cache
def made_first() -> re.Pattern[str]:
    """A firm's short name at the begin of a work's name that ends in a line of business as common as the firm's own words."""
    return re.compile(
        "(?P<name>[㐀-鿿]{2,3}?"
        + any_of("lines of firms")
        + ")(?![产工业园小城市基学大零部配创孵研成馆金人质信])(?=.{2})"
    )


def is_firm(name: str) -> bool:
    """Tell whether characters may be a firm's short name: no territory, no line of business, no other thing's name."""
    if is_county(name) or vocabulary.industry(name) is not None or name.startswith(no_stems()):
        return False
    ending = next((trade for trade in trades() if name.endswith(trade)), "")
    own = name[: len(name) - len(ending)]
    if len(own) < 2 or is_noun(own) or (ending and ending not in WITH_PLACES and is_county(own)):
        return False
    return not sign("no firm").search(own) and not ends_in_word(own, "") and head_class(name) in (None, "Enterprise")


def is_county(name: str) -> bool:
    """Tell whether a name is that of a province, city or county of the table."""
    return any(place.level != "town" for place in territories.by_name(name))


@functools.lru_cache(maxsize=10_000)
def is_noun(own: str) -> bool:
    """Tell whether characters are a common noun."""
    import rjieba

    return rjieba.tag(own, False)[0] == (own, "n")


def firms_of_works(tagged: Iterable[Tagged], words: Segmented) -> Iterator[Tagged]:
    """Yield the firms that the names of works begin with: before what they make, or by a trade that ends the firm's name."""
    tagged = list(tagged)
    stems = place_stems(tagged, words)
    for span in tagged:
        if span.cls not in ("Project", "Park") or span.name:
            continue
        made = output().match(words.text, span.start, span.end) if span.cls == "Project" else None
        found = made or traded().match(words.text, span.start, span.end)
        if span.cls == "Project" and not found:
            found = made_first().match(words.text, span.start, span.end)
        if found and is_firm(found["name"]) and found["name"][:2] not in stems:
            yield Tagged(span.start, found.end("name"), "Enterprise", LIKELY)


def place_stems(tagged: Iterable[Tagged], words: Segmented) -> frozenset[str]:
    """Return the first two characters of the territories that a text names: 甲乙 of 甲乙县 begins no firm's name but a place's."""
    return frozenset(words.text[s.start : s.start + 2] for s in tagged if s.cls == "District" and s.end - s.start == 3)


def acting_firms(words: Segmented) -> Iterator[Tagged]:
    """Yield who invests, builds and runs: 甲乙集团投资三亿元, 由甲乙集团运营, 以甲乙公司为龙头."""
    text = words.text
    for found in (*rare(INVESTED, SUM, text), *BY.finditer(text), *LED_BY.finditer(text)):
        if acts(found["name"]):
            yield Tagged(*found.span("name"), "Enterprise", LIKELY)


def acts(name: str) -> bool:
    """Tell whether words before 投资 or 运营 name a firm: no words of doing, no place, no other thing."""
    ends = not name.endswith(trades()) and ends_in_word(name, "")
    doing = is_noun(name) or ends or name.startswith(no_stems()) or begins_in_word(name)
    other = sign("no investor").search(name) or is_county(name)
    return not (doing or other) and head_class(name) in (None, "Enterprise")


@functools.lru_cache(maxsize=10_000)
def begins_in_word(name: str) -> bool:
    """Tell whether characters begin in a word of doing."""
    import rjieba

    word, tag = rjieba.tag(name, False)[0]
    return len(word) > 1 and tag.startswith(DOING)


@functools.cache
def anywhere() -> re.Pattern[str]:
    """A short name of a firm, by its trade."""
    return re.compile(
        "(?:" + "|".join(t for t in trades() if t not in ("公司", "集团", "资本")) + ")(?:集团|公司|股份)?"
    )


def traded_firms(words: Segmented, stems: frozenset[str] = frozenset()) -> Iterator[Tagged]:
    """Yield the short names of firms that end in a trade, where a name begins and ends."""
    text = words.text
    for found in anywhere().finditer(text):
        for start in (found.start() - 2, found.start() - 3):
            if start >= 0 and HAN.fullmatch(text, start, found.start()) and (start == 0 or begins_name(words, start)):
                if (
                    sign("behind firm").match(text, found.end())
                    and is_firm(text[start : found.end()])
                    and text[start : start + 2] not in stems
                ):
                    yield Tagged(start, found.end(), "Enterprise", LIKELY)
                break


@functools.cache
def no_firms() -> re.Pattern[str]:
    """What is no firm's own name: common words and a kind of firm (民营银行), an institution, a school by its number."""
    parts: dict[str, list[str]] = {}
    for part, text in read_table(DATA / "no_firms.tsv", ("part", "text")):
        parts.setdefault(part, []).append(text)
    words, kinds, endings = (
        "|".join(sorted(parts[part], key=lambda w: (-len(w), w))) for part in ("word", "kind", "ending")
    )
    return re.compile(f"(?:{words})*(?:{kinds})+|.*(?:{endings}|[一二三四五六七八九十0-9职]中)")


def with_firms(tagged: list[Tagged], words: Segmented) -> list[Tagged]:
    """Add the firms that works are named after, and those in a sentence that nothing tagged touches; leave out what is none."""
    tagged = [t for t in tagged if t.cls != "Enterprise" or not no_firms().fullmatch(words.text, t.start, t.end)]
    taken = bytearray(len(words.text))
    for span in tagged:
        if span.cls != "District":
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    found = {*acting_firms(words), *traded_firms(words, place_stems(tagged, words))}
    same = {(span.start, span.end) for span in tagged}
    new = (t for t in found if (t.start, t.end) in same or not any(taken[t.start : t.end]))
    return sorted({*tagged, *firms_of_works(tagged, words), *new}, key=in_order)
