"""A small graph about an invented district, in the shape every build of the graph promises, with its texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

PK = "https://w3id.org/plankg/ontology#"
ID = "https://w3id.org/plankg/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
ALT = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
DERIVED = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")

OUTLINE = """云溪区“十四五”时期经济社会发展规划纲要（2021—2025年）
第一章 发展基础
2020年，全区地区生产总值达到386.4亿元，年均增长6.8%。
全区一般公共预算收入完成24.7亿元，城镇化率达到61.3%。
第二章 总体目标
到2025年，地区生产总值达到560亿元，城镇化率达到68%以上。
把云溪区建成丘陵山区数字经济先行区。
指标\t2020年\t2025年\t属性
地区生产总值（亿元）\t386.4\t560\t预期性
城镇化率（%）\t61.3\t68\t预期性
森林覆盖率（%）\t41.2\t43\t约束性
第三章 打造核心板块
第一节 青禾数谷
青禾数谷位于柳湾街道，重点发展大数据、人工智能和工业互联网产业，引进澄明数科、远帆智联等企业。
青禾数谷力争五年内形成百亿级数字产业集群。
澄明数科集团主营大数据，远帆智联深耕工业互联网。
第二节 南屏医药港
南屏医药港位于南屏镇，大力发展生物医药、医疗器械，由南屏城投公司负责建设运营。
南屏医药港规划用地3.5万亩，集聚本草源生物、康衡器械等企业。
本草源生物主攻生物医药，康衡器械专注医疗器械。
第三节 临溪古镇文旅区
临溪古镇文旅区位于临溪镇，发展文化旅游、康养休闲。
专栏1 重大项目
青禾数谷算力中心项目位于青禾数谷，总投资42亿元，由澄明数科集团承建，属于大数据产业。
本草源创新药基地位于南屏医药港，总投资18.6亿元，建筑面积12万平方米，由本草源生物承担。
临溪水街改造项目位于临溪古镇文旅区，总投资6.2亿元，在建。
远帆工业互联网平台项目落户青禾数谷，由远帆智联承担。
"""
REPORT = """2022年云溪区人民政府工作报告
一、2021年工作回顾
全区地区生产总值完成412.9亿元，增长7.1%；财政收入26.3亿元。
青禾数谷算力中心一期建成投用，澄明数科总部入驻青禾数谷。
二、2022年工作安排
2022年地区生产总值增长7%左右，城镇化率提高到63.5%。
南屏医药港新引进仁朴制药，仁朴制药布局生物医药。
推动数字经济做强，人工智能是数字经济的重要方向，大数据是数字经济的底座。
"""
SECOND = """2023年云溪区人民政府工作报告
一、2022年工作回顾
全区地区生产总值完成441.5亿元，增长6.9%；城镇化率达到63.4%。
二、2023年工作安排
2023年地区生产总值预期达到475亿元左右。
临溪古镇文旅区引进栖云文旅，栖云文旅运营文化旅游项目。
"""


@dataclass
class Build:
    """A store that grows fact by fact, with the texts its passages point into."""

    store: Store = field(default_factory=Store)
    texts: dict[str, str] = field(default_factory=dict)
    sections: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def quad(self, s: str, p: NamedNode | str, o: NamedNode | Literal, doc: str) -> None:
        predicate = NamedNode(PK + p) if isinstance(p, str) else p
        self.store.add(Quad(NamedNode(s), predicate, o, NamedNode(f"{ID}document/{doc}")))

    def document(self, doc: str, name: str, text: str, sections: list[tuple[int, str]] | None = None) -> None:
        iri = f"{ID}document/{doc}"
        self.texts[doc] = text
        self.sections[doc] = sections if sections is not None else list(headings(text))
        self.quad(iri, NamedNode(RDF + "type"), NamedNode(PK + "Document"), doc)
        self.quad(iri, LABEL, Literal(name), doc)
        self.quad(iri, "textFile", Literal(f"text/{doc}.txt"), doc)
        self.quad(iri, "mediaType", Literal("text/plain"), doc)
        self.quad(iri, "sha256", Literal(hashlib.sha256(text.encode()).hexdigest()), doc)

    def thing(self, cls: str, name: str, *aliases: str, doc: str = "gangyao", sub: str = "") -> str:
        iri = f"{ID}{cls.lower()}/{quoted(name)}"
        for c in filter(None, (cls, sub)):
            self.quad(iri, NamedNode(RDF + "type"), NamedNode(PK + c), doc)
        self.quad(iri, LABEL, Literal(name, language="zh"), doc)
        for alias in aliases:
            self.quad(iri, ALT, Literal(alias, language="zh"), doc)
        return iri

    def passage(self, doc: str, sentence: str) -> str:
        start = self.texts[doc].index(sentence)
        end = start + len(sentence)
        iri = f"{ID}passage/{doc}/{start}-{end}"
        section = next((path for at, path in reversed(self.sections[doc]) if at <= start), "")
        self.quad(iri, NamedNode(RDF + "type"), NamedNode(PK + "Passage"), doc)
        self.quad(iri, "inDocument", NamedNode(f"{ID}document/{doc}"), doc)
        self.quad(iri, "start", Literal(str(start), datatype=INTEGER), doc)
        self.quad(iri, "end", Literal(str(end), datatype=INTEGER), doc)
        self.quad(iri, "text", Literal(sentence), doc)
        self.quad(iri, "section", Literal(section), doc)
        return iri

    def prove(self, node: str, doc: str, sentence: str, rule: str, confidence: str) -> None:
        self.quad(node, DERIVED, NamedNode(self.passage(doc, sentence)), doc)
        self.quad(node, "rule", Literal(rule), doc)
        self.quad(node, "confidence", Literal(confidence, datatype=DECIMAL), doc)

    def state(self, s: str, p: str, o: str, doc: str, sentence: str, rule: str = "verb", sure: str = "0.9") -> None:
        node = f"{ID}statement/{digest(doc, s, p, o)}"
        self.quad(s, p, NamedNode(o), doc)
        self.quad(node, NamedNode(RDF + "type"), NamedNode(RDF + "Statement"), doc)
        for role, value in (("subject", s), ("predicate", PK + p), ("object", o)):
            self.quad(node, NamedNode(RDF + role), NamedNode(value), doc)
        self.prove(node, doc, sentence, rule, sure)

    def observe(self, indicator: str, place: str, doc: str, sentence: str, **values: str) -> None:
        node = f"{ID}observation/{digest(doc, indicator, place, *sorted(values.items()))}"
        self.quad(node, NamedNode(RDF + "type"), NamedNode(PK + "Observation"), doc)
        self.quad(node, "indicator", NamedNode(indicator), doc)
        self.quad(node, "district", NamedNode(place), doc)
        for key, value in {"kind": "actual", "comparator": "=", **values}.items():
            number = key in {"value", "valueMax", "normalizedValue"}
            self.quad(node, key, Literal(value, datatype=DECIMAL) if number else Literal(value), doc)
        self.prove(node, doc, sentence, "number", "0.95")

    def measure(self, subject: str, aspect: str, value: str, unit: str, doc: str, sentence: str) -> None:
        node = f"{ID}measure/{digest(doc, subject, aspect, value)}"
        self.quad(subject, "measure", NamedNode(node), doc)
        self.quad(node, "aspect", NamedNode(PK + aspect), doc)
        self.quad(node, "value", Literal(value, datatype=DECIMAL), doc)
        self.quad(node, "unit", Literal(unit), doc)
        self.prove(node, doc, sentence, "measure", "0.9")

    def goal(self, subject: str, text: str, doc: str, sentence: str) -> str:
        node = self.thing("Goal", text, doc=doc)
        self.quad(subject, "hasGoal", NamedNode(node), doc)
        self.prove(node, doc, sentence, "goal", "0.8")
        return node

    def write_texts(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for doc, text in self.texts.items():
            (folder / f"{doc}.txt").write_text(text, "utf-8", newline="")
        return folder


def digest(*parts: object) -> str:
    """A short name made of content."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def quoted(name: str) -> str:
    """The part of an IRI for a name; what an IRI may not hold is replaced by a digest."""
    return name if name.isalnum() else f"{''.join(c for c in name if c.isalnum())}-{digest(name)}"


def headings(text: str) -> Iterator[tuple[int, str]]:
    """Heading paths of the texts above: chapters, and sections or boxes below them."""
    at, chapter = 0, ""
    for line in text.split("\n"):
        if (line.startswith("第") and "章" in line[:4]) or line[1:2] == "、":
            chapter = line
            yield at, chapter
        elif line.startswith(("第", "专栏")):
            yield at, f"{chapter} / {line}"
        at += len(line) + 1


def line_with(text: str, part: str) -> str:
    """The line of a text that holds a part of it."""
    return next(line for line in text.split("\n") if part in line)


def invented() -> Build:
    """Build the district of 云溪: an outline and two reports, every class and relation at least once."""
    b = Build()
    b.document("gangyao", "云溪区“十四五”规划纲要.txt", OUTLINE)
    b.document("baogao2022", "2022年云溪区政府工作报告.txt", REPORT)
    b.document("baogao2023", "2023年云溪区政府工作报告.txt", SECOND)
    places(b)
    chain(b)
    projects(b)
    numbers(b)
    return b


def places(b: Build) -> None:
    """The district, its towns, its parks and its plans."""
    head = OUTLINE.split("\n")[0]
    yunxi = b.thing("District", "云溪区", "全区", sub="County")
    plan = b.thing("Plan", head, "“十四五”规划纲要")
    b.state(plan, "covers", yunxi, "gangyao", head, "title", "1")
    for doc, year, text in (("baogao2022", "2022", REPORT), ("baogao2023", "2023", SECOND)):
        report = b.thing("Plan", f"{year}年云溪区人民政府工作报告", doc=doc)
        b.state(report, "covers", yunxi, doc, text.split("\n")[0], "title", "1")
        b.state(report, "basedOn", plan, doc, text.split("\n")[0], "series", "0.6")
    for town, park in (("柳湾街道", "青禾数谷"), ("南屏镇", "南屏医药港"), ("临溪镇", "临溪古镇文旅区")):
        line = line_with(OUTLINE, f"{park}位于")
        t, p = b.thing("District", town, sub="Town"), b.thing("Park", park, sub="CoreArea")
        b.state(t, "partOf", yunxi, "gangyao", line, "order", "0.7")
        b.state(p, "locatedIn", t, "gangyao", line)
    b.goal(plan, "建成丘陵山区数字经济先行区", "gangyao", line_with(OUTLINE, "先行区"))
    b.goal(b.thing("Park", "青禾数谷"), "五年内形成百亿级数字产业集群", "gangyao", line_with(OUTLINE, "百亿级"))


def chain(b: Build) -> None:
    """Parks, the industries they develop, the enterprises in them."""
    rows = [
        ("青禾数谷", "大数据", ["澄明数科集团"]),
        ("青禾数谷", "人工智能", []),
        ("青禾数谷", "工业互联网", ["远帆智联"]),
        ("南屏医药港", "生物医药", ["本草源生物"]),
        ("南屏医药港", "医疗器械", ["康衡器械"]),
        ("临溪古镇文旅区", "文化旅游", []),
        ("临溪古镇文旅区", "康养休闲", []),
    ]
    for park, industry, firms in rows:
        p, i = b.thing("Park", park), b.thing("Industry", industry)
        b.state(p, "develops", i, "gangyao", line_with(OUTLINE, f"{park}位于"))
        for firm in firms:
            f = b.thing("Enterprise", firm, *(["澄明数科"] if firm.startswith("澄明") else []))
            line = next(
                line
                for line in OUTLINE.split("\n")
                if line.startswith(("澄明数科集团主营", "本草源生物主攻")) and firm in line
            )
            b.state(f, "operatesIn", i, "gangyao", line)
    b.state(
        b.thing("Enterprise", "仁朴制药", doc="baogao2022"),
        "operatesIn",
        b.thing("Industry", "生物医药", doc="baogao2022"),
        "baogao2022",
        line_with(REPORT, "仁朴制药"),
    )
    b.state(
        b.thing("Enterprise", "栖云文旅", doc="baogao2023"),
        "operatesIn",
        b.thing("Industry", "文化旅游", doc="baogao2023"),
        "baogao2023",
        line_with(SECOND, "栖云文旅"),
    )
    b.state(
        b.thing("Enterprise", "澄明数科集团", doc="baogao2022"),
        "locatedIn",
        b.thing("Park", "青禾数谷", doc="baogao2022"),
        "baogao2022",
        line_with(REPORT, "总部入驻"),
    )
    for child in ("人工智能", "大数据"):
        b.state(
            b.thing("Industry", child, doc="baogao2022"),
            "subIndustryOf",
            b.thing("Industry", "数字经济", doc="baogao2022"),
            "baogao2022",
            line_with(REPORT, "做强"),
        )


def projects(b: Build) -> None:
    """Projects with place, undertaker, industry and measures."""
    rows = [
        ("青禾数谷算力中心项目", "青禾数谷", "澄明数科集团", "大数据", [("investment", "42", "亿元")]),
        ("本草源创新药基地", "南屏医药港", "本草源生物", "生物医药", [("investment", "18.6", "亿元"), ("floorArea", "12", "万平方米")]),
        ("临溪水街改造项目", "临溪古镇文旅区", "", "", [("investment", "6.2", "亿元")]),
        ("远帆工业互联网平台项目", "青禾数谷", "远帆智联", "工业互联网", []),
    ]  # fmt: skip
    for name, park, firm, industry, sizes in rows:
        line = line_with(OUTLINE, name)
        p = b.thing("Project", name)
        b.state(p, "locatedIn", b.thing("Park", park), "gangyao", line)
        if firm:
            b.state(p, "undertakenBy", b.thing("Enterprise", firm), "gangyao", line)
        if industry:
            b.state(p, "inIndustry", b.thing("Industry", industry), "gangyao", line, sure="0.75")
        for aspect, value, unit in sizes:
            b.measure(p, aspect, value, unit, "gangyao", line)
    harbour = b.thing("Park", "南屏医药港")
    b.state(
        harbour, "undertakenBy", b.thing("Enterprise", "南屏城投公司"), "gangyao", line_with(OUTLINE, "南屏医药港位于")
    )
    b.measure(harbour, "landArea", "3.5", "万亩", "gangyao", line_with(OUTLINE, "3.5万亩"))
    street = b.thing("Project", "临溪水街改造项目")
    b.quad(street, "status", Literal("在建"), "gangyao")


def numbers(b: Build) -> None:
    """Indicators and their values over the years."""
    yunxi = b.thing("District", "云溪区")
    plan = b.thing("Plan", OUTLINE.split("\n")[0])
    gdp, urban, forest = (b.thing("Indicator", n) for n in ("地区生产总值", "城镇化率", "森林覆盖率"))
    for indicator, part in ((gdp, "地区生产总值（亿元）"), (urban, "城镇化率（%）"), (forest, "森林覆盖率（%）")):
        b.state(plan, "hasIndicator", indicator, "gangyao", line_with(OUTLINE, part), "table", "0.95")
    for doc, part, year, value, kind in (
        ("gangyao", "达到386.4", "2020", "386.4", "actual"),
        ("gangyao", "达到560", "2025", "560", "target"),
        ("baogao2022", "完成412.9", "2021", "412.9", "actual"),
        ("baogao2023", "完成441.5", "2022", "441.5", "actual"),
        ("baogao2023", "达到475", "2023", "475", "target"),
    ):
        line = line_with(b.texts[doc], part)
        normal = {"normalizedValue": f"{float(value) * 1e8:.0f}", "normalizedUnit": "CNY"}
        b.observe(gdp, yunxi, doc, line, value=value, unit="亿元", period=year, kind=kind, **normal)
    for doc, part, year, value in (
        ("gangyao", "增长6.8", "2016-2020", "6.8"),
        ("baogao2022", "增长7.1", "2021", "7.1"),
    ):
        b.observe(
            gdp, yunxi, doc, line_with(b.texts[doc], part), value=value, unit="%", period=year, kind="growth_actual"
        )
    b.observe(
        gdp, yunxi, "baogao2022", line_with(REPORT, "7%左右"), value="7", unit="%", period="2022", kind="growth_target", comparator="~"
    )  # fmt: skip
    for doc, part, year, value, kind, sign in (
        ("gangyao", "率达到61.3", "2020", "61.3", "actual", "="),
        ("gangyao", "率达到68", "2025", "68", "target", ">="),
        ("baogao2022", "到63.5", "2022", "63.5", "target", "="),
        ("baogao2023", "率达到63.4", "2022", "63.4", "actual", "="),
    ):
        line = line_with(b.texts[doc], part)
        b.observe(urban, yunxi, doc, line, value=value, unit="%", period=year, kind=kind, comparator=sign)
    table = line_with(OUTLINE, "森林覆盖率（%）")
    b.observe(forest, yunxi, "gangyao", table, value="41.2", unit="%", period="2020")
    b.observe(forest, yunxi, "gangyao", table, value="43", unit="%", period="2025", kind="target", binding="true")
