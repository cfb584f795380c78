"""By when a goal is to be reached."""

from __future__ import annotations

import re

from extract.document import Document
from extract.goals.clauses import Clause, sentence_before

YEAR = re.compile(r"(?<!\d)(20\d\d)\s?年|二〇(三五|五〇)年")
CENTURY = {"三五": "2035", "五〇": "2050"}
FIVE = re.compile(r"“?十([一二三四五六七八九])五”?")
HAN = "一二三四五六七八九"


def years_in(text: str) -> str:
    """The period that a text names last: a year, the years of a five-year plan, or nothing."""
    found = [(m.start(), m.group(1) or CENTURY[m.group(2)]) for m in YEAR.finditer(text)]
    found += [(m.start(), five_years(m.group(1))) for m in FIVE.finditer(text)]
    return max(found)[1] if found else ""


def five_years(numeral: str) -> str:
    """The years of the 十Nth five-year plan: plan 14 runs from 2021 to 2025."""
    first = 1951 + 5 * (10 + HAN.index(numeral) + 1)
    return f"{first}-{first + 4}"


def period_of(document: Document, clause: Clause) -> str:
    """The period of a goal: of its sentence, else of the nearest heading that names one, else of the document."""
    block = document.blocks[clause.block]
    near = sentence_before(document.text, block.start, clause.left) + document.text[clause.left : clause.end]
    for text in (near, *reversed(block.path)):
        years = years_in(text)
        if years:
            return years
    return document.metadata.period
