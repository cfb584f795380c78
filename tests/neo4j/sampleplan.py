"""Two small documents about an invented county, as a finished graph, with names that try the CSV."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from pyoxigraph import RdfFormat, Store, parse

from extract.document import Block, Document, Metadata, Span
from extract.facts import Attribute, Entity, EntityClass, Evidence, Extraction, Goal, Measure, Observation, Relation
from kg.assemble import assemble
from kg.trig import ontology_lines

LINES = {
    "outline": [
        "云岭县国民经济和社会发展规划纲要",
        '青石片区（“青石;谷”）重点发展数字经济、"智造"产业，云岭数科公司已入驻青石片区。',
        "青石片区继续发展数字经济；到2025年，全县地区生产总值达到210.5亿元至220亿元。",
        "=算力中心,二期总投资5.2亿元，占地300亩，由云岭数科公司投资建设，目前在建。",
        "建成智造强县。",
    ],
    "report": [
        "云岭县政府工作报告",
        "青石谷大力发展数字经济。",
        "全年地区生产总值180亿元，增长7.5%。",
        "建成智造强县。",
    ],
}


def sample_store() -> Store:
    """Both documents and the ontology, in memory."""
    store = Store()
    for name in LINES:
        store.extend(assemble(_extraction(name)))
    store.extend(parse("\n".join(ontology_lines()), format=RdfFormat.N_QUADS))
    return store


def _document(name: str) -> Document:
    text = "\n".join(LINES[name])
    starts = [sum(len(line) + 1 for line in LINES[name][:n]) for n in range(len(LINES[name]))]
    blocks = [
        Block("paragraph", start, start + len(line), ("第一章 总则",))
        for start, line in zip(starts, LINES[name], strict=True)
    ]
    digest = hashlib.sha256(text.encode()).hexdigest()
    metadata = Metadata(title=LINES[name][0], district="云岭县", district_path=("云岭县",), period="2021-2025")
    return Document(digest[:16], f"{name}.txt", text, tuple(blocks), digest, "text/plain", metadata)


def _extraction(name: str) -> Extraction:
    document = _document(name)
    return _outline(document) if name == "outline" else _report(document)


def _said(document: Document, *pieces: str, rule: str = "cue", confidence: float = 0.75) -> Evidence:
    spans = [(document.text.index(piece), len(piece)) for piece in pieces]
    return Evidence(tuple(Span(start, start + length) for start, length in spans), rule, confidence)


def _entity(
    document: Document, cls: EntityClass, name: str, *aliases: str, subclass: str = "", seen: str = ""
) -> Entity:
    found = _said(document, seen or name)
    return Entity(cls, name, aliases, found.spans, "name", 0.9, subclass)


def _outline(document: Document) -> Extraction:
    plan = _entity(document, "Plan", document.metadata.title, "云岭县规划纲要", subclass="Outline")
    county = _entity(document, "District", "云岭县", "云岭", subclass="County")
    area = _entity(document, "Park", "青石片区", "青石;谷", '青石"谷"', subclass="CoreArea")
    sector = _entity(document, "Industry", "数字经济")
    firm = _entity(document, "Enterprise", "云岭数科公司")
    works = _entity(document, "Project", "=算力中心,二期", subclass="ConstructionProject")
    develops = _said(document, "青石片区（“青石;谷”）重点发展数字经济", "青石片区继续发展数字经济")
    return Extraction(
        document,
        (plan, county, area, sector, firm, works),
        (
            Relation(plan, "covers", county, _said(document, document.metadata.title)),
            Relation(area, "develops", sector, develops),
            Relation(firm, "operatesIn", sector, _said(document, "云岭数科公司", confidence=0.5)),
            Relation(firm, "locatedIn", area, _said(document, "云岭数科公司已入驻青石片区")),
            Relation(works, "undertakenBy", firm, _said(document, "由云岭数科公司投资建设")),
        ),
        (_gdp(document, county, "210.5", "target", "2025", "220"),),
        (
            Measure(works, "investment", Decimal("5.2"), "亿元", _said(document, "总投资5.2亿元")),
            Measure(works, "landArea", Decimal(300), "亩", _said(document, "占地300亩")),
        ),
        (Goal("建成智造强县", plan, _said(document, "建成智造强县", rule="goal")),),
        (Attribute(works, "status", "在建", _said(document, "目前在建")),),
    )


def _report(document: Document) -> Extraction:
    plan = _entity(document, "Plan", document.metadata.title, subclass="WorkReport")
    county = _entity(document, "District", "云岭县", subclass="County")
    area = _entity(document, "Park", "青石片区", "青石谷", seen="青石谷")
    sector = _entity(document, "Industry", "数字经济")
    return Extraction(
        document,
        (plan, county, area, sector),
        (Relation(area, "develops", sector, _said(document, "青石谷大力发展数字经济", confidence=0.6)),),
        (_gdp(document, county, "180", "actual", "2021"),),
        goals=(Goal("建成智造强县", plan, _said(document, "建成智造强县", rule="heading", confidence=0.4)),),
    )


def _gdp(document: Document, county: Entity, value: str, kind: str, period: str, most: str = "") -> Observation:
    said = _said(document, f"地区生产总值{'达到' if most else ''}{value}亿元")
    upper = Decimal(most) if most else None
    return Observation("地区生产总值", Decimal(value), "亿元", kind, said, period, upper, district=county)  # type: ignore[arg-type]
