"""The pieces the atlas is made of: gathering, sheets, layout, lettering, figures, the setting of a text."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import ID, PK, RDF, Build, invented
from markupsafe import Markup
from pyoxigraph import Literal, NamedNode, Quad

from kg.pages.addresses import short
from kg.pages.drawing import lay_out
from kg.pages.entries import marked
from kg.pages.gather import gather
from kg.pages.headings import levels
from kg.pages.layout import order_columns, place
from kg.pages.lettering import lines, width
from kg.pages.maps import draw_ego, draw_maps
from kg.pages.model import Atlas, Observation, Passage, Quantity
from kg.pages.numbers import charts, written, year
from kg.pages.reading import Names, Setter, cut_parts, read_lines
from kg.pages.sheets import TALLEST, cut
from kg.pages.words import load_styles, load_words
from kg.terms import ONTOLOGY

CLASSES = tuple(load_styles())


def atlas_of(build: Build) -> Atlas:
    return gather(build.store, CLASSES)


@pytest.fixture(scope="module")
def gathered() -> Atlas:
    return atlas_of(invented())


def named(atlas: Atlas, label: str) -> str:
    return next(iri for iri, thing in atlas.things.items() if thing.label == label)


def test_a_fact_keeps_its_sentence_rule_and_confidence(gathered: Atlas) -> None:
    fact = next(f for f in gathered.outgoing[named(gathered, "临溪水街改造项目")] if f.predicate == "locatedIn")
    evidence = fact.evidence[0]
    assert evidence.passage.text.startswith("临溪水街改造项目位于")
    assert evidence.passage.section == "第三章 打造核心板块 / 专栏1 重大项目"
    assert (evidence.rule, evidence.confidence) == ("verb", 0.9)


def test_a_goal_is_its_own_evidence(gathered: Atlas) -> None:
    fact = gathered.incoming[named(gathered, "五年内形成百亿级数字产业集群")][0]
    assert "百亿级" in fact.evidence[0].passage.text


def test_a_plain_value_is_a_fact_without_sentence(gathered: Atlas) -> None:
    facts = [f for f in gathered.outgoing[named(gathered, "临溪水街改造项目")] if f.literal]
    assert [(f.predicate, f.object, f.evidence) for f in facts] == [("status", "在建", ())]


def test_two_documents_that_say_the_same_give_one_fact_with_two_sentences() -> None:
    build = Build()
    for doc in ("one", "two"):
        build.document(doc, doc, f"{doc}：东岭产业园发展茶叶。")
        park, tea = build.thing("Park", "东岭产业园", doc=doc), build.thing("Industry", "茶叶", doc=doc)
        build.state(park, "develops", tea, doc, f"{doc}：东岭产业园发展茶叶。")
    atlas = atlas_of(build)
    assert [len(fact.evidence) for fact in atlas.facts] == [2]
    assert len(atlas.things[park].documents) == 2


def test_a_subclass_and_an_inverse_of_the_ontology_are_understood() -> None:
    build = invented()
    sub, inverse = (
        NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf"),
        NamedNode("http://www.w3.org/2002/07/owl#inverseOf"),
    )
    build.store.add(Quad(NamedNode(PK + "TeaGarden"), sub, NamedNode(PK + "Park"), ONTOLOGY))
    build.store.add(Quad(NamedNode(PK + "developedBy"), inverse, NamedNode(PK + "develops"), ONTOLOGY))
    garden = f"{ID}park/茶园"
    graph = NamedNode(f"{ID}document/gangyao")
    build.store.add(Quad(NamedNode(garden), NamedNode(RDF + "type"), NamedNode(PK + "TeaGarden"), graph))
    before = atlas_of(build)
    data, park = NamedNode(named(before, "大数据")), NamedNode(named(before, "青禾数谷"))
    build.store.add(Quad(data, NamedNode(PK + "developedBy"), park, graph))
    atlas = atlas_of(build)
    assert (atlas.things[garden].cls, atlas.things[garden].kinds) == ("Park", ("TeaGarden",))
    assert len(atlas.facts) == len(before.facts)


def test_what_is_broken_in_a_graph_is_left_out() -> None:
    build = invented()
    whole = atlas_of(build)
    graph, node = NamedNode(f"{ID}document/gangyao"), NamedNode(f"{ID}observation/broken")
    build.store.add(Quad(node, NamedNode(RDF + "type"), NamedNode(PK + "Observation"), graph))
    build.store.add(Quad(node, NamedNode(PK + "value"), Literal("many"), graph))
    assert atlas_of(build).observations == whole.observations


def test_every_class_has_words_and_every_predicate_a_way_back() -> None:
    words = load_words()
    facts = {fact.predicate for fact in atlas_of(invented()).facts if not fact.literal}
    assert not {f"pk:{name}" for name in facts} - words.keys()
    assert not {f"^{name}" for name in facts} - words.keys()
    assert all(zh and en for zh, en in words.values())


def test_the_chain_is_drawn_from_left_to_right(gathered: Atlas) -> None:
    chain = next(m for m in draw_maps(gathered, gathered.facts, 8) if m.name == "chain")
    plate = lay_out(chain.sheets[0], gathered)
    park, industry, firm = (plate.boxes[named(gathered, n)].x for n in ("青禾数谷", "大数据", "澄明数科集团"))
    assert park < industry < firm
    assert {fact.predicate for fact in plate.facts} == {"develops", "operatesIn"}


def test_industries_stand_right_of_what_is_above_them_and_circles_do_no_harm() -> None:
    build = Build()
    build.document("d", "d", "文。")
    one, two, three = (build.thing("Industry", name, doc="d") for name in ("制造业", "装备制造", "机床"))
    loop, back = (build.thing("Industry", name, doc="d") for name in ("甲业", "乙业"))
    for low, high in ((two, one), (three, two), (three, one), (loop, back), (back, loop)):
        build.state(low, "subIndustryOf", high, "d", "文。")
    atlas = atlas_of(build)
    tree = next(m for m in draw_maps(atlas, atlas.facts, 8) if m.name == "industries")
    columns = tree.sheets[0].columns
    assert [next(at for at, column in enumerate(columns) if iri in column) for iri in (one, two, three)] == [0, 1, 2]
    assert {loop, back} <= set(tree.sheets[0].members())
    assert not any({fact.subject, fact.object} == {three, one} for fact in tree.sheets[0].facts)


def test_the_map_of_one_thing_begins_with_it(gathered: Atlas) -> None:
    ego = draw_ego(gathered, named(gathered, "云溪区"))
    first, near, _ = ego.sheets[0].columns
    assert [gathered.label(iri) for iri in first] == ["云溪区"]
    assert {"临溪镇", "柳湾街道"} <= {gathered.label(iri) for iri in near}


@st.composite
def stars(draw: st.DrawFn) -> Build:
    """A graph of areas that develop many industries."""
    build = Build()
    build.document("d", "d", "文。")
    for at in range(draw(st.integers(1, 4))):
        park = build.thing("Park", f"园区{at}", doc="d")
        for n in draw(st.sets(st.integers(0, 90), min_size=1, max_size=60)):
            build.state(park, "develops", build.thing("Industry", f"产业{n}", doc="d"), "d", "文。")
    return build


@given(stars(), st.integers(1, 3))
def test_sheets_are_readable_and_lose_no_name(build: Build, most: int) -> None:
    atlas = atlas_of(build)
    chain = next(m for m in draw_maps(atlas, atlas.facts, most) if m.name == "chain")
    sheets = chain.sheets[1:] if chain.overview else chain.sheets
    assert 1 <= len(sheets) <= most
    assert all(len(column) <= TALLEST for sheet in chain.sheets for column in sheet.columns)
    drawn = {iri for sheet in sheets for iri in sheet.members()}
    assert drawn.isdisjoint(sheets[-1].left_out)
    assert drawn | set(sheets[-1].left_out) == set(atlas.things)
    for sheet in chain.sheets:
        assert {end for fact in sheet.facts for end in (fact.subject, fact.object)} == set(sheet.members())


def test_nothing_to_draw_gives_no_sheet() -> None:
    assert cut([], [], 3) == []


@given(
    st.lists(st.integers(10, 80), min_size=1, max_size=12),
    st.lists(st.integers(10, 80), min_size=1, max_size=12),
    st.randoms(),
)
def test_boxes_in_a_column_never_overlap(left: list[int], right: list[int], chance: object) -> None:
    names = [[f"l{n}" for n in range(len(left))], [f"r{n}" for n in range(len(right))]]
    heights = dict(zip([*names[0], *names[1]], [*left, *right], strict=True))
    graph = nx.Graph()
    graph.add_nodes_from(heights)
    graph.add_edges_from((chance.choice(names[0]), chance.choice(names[1])) for _ in range(15))  # type: ignore[attr-defined]
    columns = order_columns(graph, names)
    middles, total = place(graph, columns, heights)
    for column in columns:
        edges = [(middles[n] - heights[n] / 2, middles[n] + heights[n] / 2) for n in column]
        assert edges[0][0] >= 0
        assert edges[-1][1] <= total
        assert all(below[0] >= above[1] for above, below in pairwise(edges))


@given(st.text(max_size=60), st.integers(2, 20), st.integers(1, 4))
def test_lettering_fits(text: str, ems: int, most: int) -> None:
    found = lines(text, ems, most)
    assert 1 <= len(found) <= most
    assert all(width(line) <= ems + 1 for line in found)
    if not found[-1].endswith("…"):
        assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("quantity", "direction", "text"),
    [
        (Quantity(Decimal("386.4"), "亿元"), "", "386.4 亿元"),
        (Quantity(Decimal("68"), "%", None, ">="), "", "≥ 68%"),
        (Quantity(Decimal("3"), "家", Decimal("5")), "", "3–5 家"),
        (Quantity(Decimal("13.5"), "%"), "下降", "下降13.5%"),
        (Quantity(Decimal("1E+3")), "", "1000"),
    ],
)
def test_quantities_are_written_as_people_read_them(quantity: Quantity, direction: str, text: str) -> None:
    assert written(quantity, direction) == text


@pytest.mark.parametrize(("period", "last"), [("2020", 2020), ("2021-2025", 2025), ("", None), ("近期", None)])
def test_the_last_year_of_a_period(period: str, last: int | None) -> None:
    assert year(period) == last


def observed(values: list[tuple[str, str, str, str]]) -> list[Observation]:
    return [
        Observation(
            f"o{n}",
            "i",
            "p",
            Quantity(Decimal(value), unit),
            kind,
            period,
            Decimal(value) * {"亿元": 10**8, "万元": 10**4}[unit],
            "CNY",
        )
        for n, (period, value, unit, kind) in enumerate(values)
    ]


def test_a_chart_brings_values_to_one_unit_and_keeps_targets_apart() -> None:
    values = [
        ("2020", "2", "亿元", "actual"),
        ("2021", "30000", "万元", "actual"),
        ("2021-2025", "9", "亿元", "target"),
    ]
    (chart,) = charts(observed(values), {("i", "p"): "税收"})
    assert chart.unit == "亿元"
    assert [(dot.year, dot.text) for dot in chart.actual] == [(2020, "2"), (2021, "3")]
    assert [(dot.year, dot.text) for dot in chart.target] == [(2025, "9")]
    assert chart.target[0].y < chart.actual[1].y < chart.actual[0].y


def test_two_years_make_no_chart() -> None:
    values = [("2020", "2", "亿元", "actual"), ("2021", "3", "亿元", "actual"), ("2021", "3", "亿元", "target")]
    assert charts(observed(values), {("i", "p"): "税收"}) == []


def test_headings_are_those_of_the_passages_and_those_numbered_like_them() -> None:
    texts = [
        "第一章 总则",
        "第一节 范围",
        "正文在这里。",
        "第二节 期限",
        "第二章 目标",
        "第三产业稳步增长，",
        "（一）不是这份文件的标题",
    ]
    found = levels(["第一章 总则 / 第一节 范围"], texts)
    assert found == {"第一章 总则": 1, "第一节 范围": 2, "第二节 期限": 2, "第二章 目标": 1}


def plain(pieces: object) -> str:
    return re.sub(r"<[^>]+>", "", "\n".join("\t".join(piece.cells) for piece in pieces))  # type: ignore[attr-defined]


@given(
    st.text(alphabet="云溪数谷<&\"'\t\n，。a", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=6),
)
def test_setting_a_text_keeps_every_character_and_places_every_passage(text: str, spans: list[tuple[int, int]]) -> None:
    passages = {Passage("d", start, start + length, "") for start, length in spans}
    names = Names([("云溪", "e/a.html", "District"), ("数谷<", "e/b.html", "Park")])
    setter = Setter(passages, {p.start for p in passages if p.start % 2}, names)
    lines_read = read_lines(text, [])
    pieces = list(setter.set(lines_read))
    shown = Markup(plain(pieces)).unescape()
    assert shown == "\n".join(line.text for line in lines_read if line.text.strip())
    html = "".join(str(cell) for piece in pieces for cell in piece.cells)
    assert html.count(' id="c') == len(set(re.findall(r' id="(c\d+)"', html))) == len(setter.placed)
    inside = {p.start for p in passages if p.start < len(text) and text[p.start] not in "\n\t"}
    blank = {line.start + at for line in lines_read if not line.text.strip() for at in range(len(line.text) + 1)}
    assert inside - blank <= setter.placed


def test_the_longest_name_wins() -> None:
    names = Names([("青禾", "e/a.html", "Park"), ("青禾数谷", "e/b.html", "Park")])
    assert re.findall(r'href="../(\S+)"', names.link("青禾数谷与青禾")) == ["e/b.html", "e/a.html"]


def test_a_long_document_is_cut_before_a_heading() -> None:
    text = "\n".join(f"第{'一二三四'[n]}章 部分\n" + "字" * 50_000 for n in range(4))
    parts = cut_parts(read_lines(text, [f"第{n}章 部分" for n in "一二三四"]))
    assert [part[0].text for part in parts] == ["第一章 部分", "第三章 部分"]
    assert sum(len(part) for part in parts) == text.count("\n") + 1


@given(st.text(max_size=40), st.lists(st.text(max_size=5), max_size=4))
def test_marking_names_changes_no_character(text: str, forms: list[str]) -> None:
    found = marked(text, forms)
    assert Markup(found).striptags() == Markup.escape(text).striptags()
    assert re.sub(r"</?b>", "", found) == Markup.escape(text)


def test_file_names_are_made_of_the_iri_alone() -> None:
    assert short("https://w3id.org/plankg/id/park/青禾数谷") == short("https://w3id.org/plankg/id/park/青禾数谷")
    assert len({short(f"{ID}park/{n}") for n in range(5000)}) == 5000
