"""A little document of an invented county, and what a good reader would take from it."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from extract.document import Block, Document, Metadata, Origin, Span
from extract.facts import Attribute, Entity, Evidence, Extraction, Goal, Measure, Observation, Relation
from extract.reading.source import UnreadableError
from kg.worker import Tools

TEXT = """青禾县“十四五”规划
第一章 产业
东篱食品园重点发展烘焙业。麦香坊从事烘焙业，已落户东篱食品园！
青禾县依托东篱园，继续发展烘焙业；东篱食品园重点发展烘焙业。
第二章 目标
2020年地区生产总值80亿元，到2025年地区生产总值达到120亿元以上。
建成食品名县。磨坊项目总投资3.5亿元，正在建设。
"""


def document(text: str = TEXT, name: str = "little.txt", **metadata: object) -> Document:
    blocks, path, start = [], (), 0
    for line in text.split("\n")[:-1]:
        heading = line.startswith("第") and "章" in line[:4]
        path = () if heading else path
        kind = "title" if start == 0 else "heading" if heading else "paragraph"
        if line:
            blocks.append(Block(kind, start, start + len(line), path, int(heading)))
        path = (line,) if heading else path
        start += len(line) + 1
    stated = {
        "title": "青禾县“十四五”规划",
        "district": "青禾县",
        "district_path": ("云岭省", "青禾县"),
        "period": "2021-2025",
    }
    digest = sha256(text.encode("utf-8", "replace")).hexdigest()
    origin = (Origin(0, len(text), "page 2", 100),) if text else ()
    return Document(
        digest[:16], name, text, tuple(blocks), digest, "text/plain", Metadata(**{**stated, **metadata}), origin
    )


def spans(text: str, *forms: str) -> tuple[Span, ...]:
    found = {Span(at, at + len(form)) for form in forms for at in range(len(text)) if text.startswith(form, at)}
    return tuple(sorted(found))


def entity(text: str, cls: str, name: str, *aliases: str, **more: object) -> Entity:
    return Entity(cls, name, aliases, spans(text, name, *aliases) or (Span(0, 1),), "by-hand", 0.9, **more)


def said(text: str, quote: str, confidence: float = 0.8, rule: str = "by-hand") -> Evidence:
    return Evidence(spans(text, quote)[:1] or (Span(0, 1),), rule, confidence)


def extract(source: Document) -> Extraction:
    """Everything in ``TEXT``; of another text its title only."""
    text = source.text
    if "烘焙" not in text:
        return Extraction(source, (entity(text, "Plan", source.metadata.title),))
    plan = entity(text, "Plan", "青禾县“十四五”规划", "规划")
    county = entity(text, "District", "青禾县")
    park = entity(text, "Park", "东篱食品园", "东篱园", subclass="IndustrialPark")
    bakery = entity(text, "Industry", "烘焙业")
    firm = entity(text, "Enterprise", "麦香坊")
    mill = entity(text, "Project", "磨坊项目")
    gdp = "地区生产总值"
    return Extraction(
        source,
        (plan, county, park, bakery, firm, mill),
        (
            Relation(plan, "covers", county, said(text, "青禾县")),
            Relation(park, "develops", bakery, said(text, "东篱食品园重点发展烘焙业", 0.6, "first")),
            Relation(park, "develops", bakery, said(text, "东篱食品园重点发展烘焙业。\n", 0.7, "second")),
            Relation(firm, "operatesIn", bakery, said(text, "麦香坊从事烘焙业")),
            Relation(firm, "locatedIn", park, said(text, "已落户东篱食品园")),
        ),
        (
            Observation(gdp, Decimal("80.0"), "亿元", "actual", said(text, "80亿元"), "2020", district=county),
            Observation(
                gdp, Decimal(120), "亿元", "target", said(text, "120亿元"), "2025", Decimal(130), ">=", county, False
            ),
        ),
        (Measure(mill, "investment", Decimal("3.50"), "亿元", said(text, "3.5亿元")),),
        (Goal("建成食品名县", plan, said(text, "建成食品名县"), "2025"),),
        (Attribute(mill, "status", "在建", said(text, "正在建设", 0.3)),),
    )


def read(path: Path) -> Document:
    """Read a text file of the kind of ``TEXT``; one that begins with a trigger word misbehaves as it says."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("UNREADABLE"):
        raise UnreadableError(f"{path.name}: is no text; save it as UTF-8")
    if text.startswith("FAULT"):
        raise RuntimeError("a fault in the code")
    if text.startswith("DIE"):
        import os

        os._exit(9)
    if text.startswith("SLOW"):
        time.sleep(30)
    return replace(document(text, path.name), name=path.name)


TOOLS = Tools(read, extract)
