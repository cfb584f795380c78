"""Firms by what they do in a sentence and by how the names of their works begin."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.entities.propose import Segmented
from extract.entities.spans import head_class
from extract.entities.tagging import Tagged
from extract.entities.unlisted import begins_name, ends_in_word, no_stems
from ontology import territories, vocabulary
from ontology.tables import read_table

DATA = Path(__file__).parent / "data"
LIKELY = 0.7
OUTPUT = re.compile(
    "(?P<name>[㐀-鿿]{2,8}?)(?:年产|日产|年加工|日加工|日处理|年处理|年出栏|年屠宰|日屠宰|[0-9.]+[万亿]?(?:吨|锭|套|台|头|只|片|件|辆|英寸|羽|米|平|GWh|P))"
)
"""A work named by its firm and what it makes (甲乙油脂年产三万吨)."""


@functools.cache
def trades() -> tuple[str, ...]:
    """What firms' short names end in, longest first."""
    return tuple(sorted((w for (w,) in read_table(DATA / "trades.tsv", ("ending",))), key=lambda w: (-len(w), w)))


@functools.cache
def traded() -> re.Pattern[str]:
    """A short name of a firm at the begin of a longer name."""
    return re.compile("(?P<name>[㐀-鿿]{2,3}?(?:" + "|".join(trades()) + "))(?![产工业园小城市基学大])(?=.{2})")


def is_firm(name: str) -> bool:
    """Tell whether characters may be a firm's short name: no territory, no line of business, no other thing's name."""
    if territories.by_name(name) or vocabulary.industry(name) is not None or name.startswith(no_stems()):
        return False
    ending = next((trade for trade in trades() if name.endswith(trade)), "")
    own = name[: len(name) - len(ending)]
    if len(own) < 2 or is_noun(own) or (ending and ending not in WITH_PLACES and territories.by_name(own)):
        return False
    return not NO_FIRM.search(own) and not ends_in_word(own, "") and head_class(name) in (None, "Enterprise")


WITH_PLACES = ("石化", "钢铁", "集团", "股份", "公司")
"""What ends firms' names behind the name of a territory."""


@functools.lru_cache(maxsize=10_000)
def is_noun(own: str) -> bool:
    """Tell whether characters are a common noun."""
    import rjieba

    return rjieba.tag(own, False)[0] == (own, "n")



NO_FIRM = re.compile("[市县区镇乡村路港站桥河库厂院校园湾山岛湖]$|^[全新老大小各本该我年日上下对]|大型|现代|高端|等|段$|第[一二三四五六七八九十]|地铁|国道|省道|号线|[的和与及]")


def firms_of_works(tagged: Iterable[Tagged], words: Segmented) -> Iterator[Tagged]:
    """Yield the firms that the names of works begin with: before what they make, or by a trade that ends the firm's name."""
    for span in tagged:
        if span.cls not in ("Project", "Park") or span.name:
            continue
        made = OUTPUT.match(words.text, span.start, span.end) if span.cls == "Project" else None
        found = made or traded().match(words.text, span.start, span.end)
        if found and is_firm(found["name"]):
            yield Tagged(span.start, found.end("name"), "Enterprise", LIKELY)


def with_firms(tagged: list[Tagged], words: Segmented) -> list[Tagged]:
    """Add the firms that rules find."""
    return sorted({*tagged, *firms_of_works(tagged, words)}, key=lambda t: (t.start, t.end, t.cls))
