"""The shares of the three sectors: 三次产业结构调整为 5.2:31.7:63.1, three observations in %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.document import Document, Span
from extract.facts import Entity, Evidence, Observation
from extract.numbers.clock import Clock
from extract.numbers.period import local_frame
from extract.numbers.timeline import framed
from extract.numbers.view import sentences

NAMED = re.compile(r"(?:三次产业|一二三产|三产|产业)结构(?:比例?)?|三次产业比例?")
SHARE = r"(\d+(?:\.\d+)?)%?"
TRIPLE = re.compile(rf"(?<![\d.]){SHARE}\s*[:：∶]\s*{SHARE}\s*[:：∶]\s*{SHARE}(?![\d:：∶])")
SECTORS = ("第一产业", "第二产业", "第三产业")
WHOLE = range(98, 103)  # per cent that three shares may add up to
SURE = 0.85


def sector_shares(document: Document, view: str, now: Clock, district: Entity | None) -> Iterator[Observation]:
    """Yield the three shares of the last structure that a sentence gives; the one before it is only its base."""
    for block, frame in framed(document, view, now):
        if block.kind == "table_row" or not NAMED.search(view, block.start, block.end):
            continue
        for start, end in sentences(view, block.start, block.end):
            named = NAMED.search(view, start, end)
            found = list(TRIPLE.finditer(view, named.end(), end)) if named else []
            if not named or not found or round(sum(map(float, found[-1].groups()))) not in WHOLE:
                continue
            when = local_frame(view, start, found[-1].start(), frame, now)
            evidence = Evidence((Span(named.start(), found[-1].end()),), "numbers.structure", SURE)
            for sector, share in zip(SECTORS, found[-1].groups(), strict=True):
                yield Observation(
                    f"三次产业结构（{sector}）",
                    Decimal(share),
                    "%",
                    when.tense,
                    evidence,
                    when.period(False),
                    district=district,
                )
