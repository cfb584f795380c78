"""The vocabularies: broad, free of ambiguity, exact in their factors, in step with the Turtle made from them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, SKOS, Graph

from kg.iri import mint
from ontology import skos, vocabulary


def test_the_vocabularies_are_broad() -> None:
    assert len(vocabulary.indicators()) >= 150
    assert sum(not entry.code for entry in vocabulary.industries()) >= 250
    assert len(vocabulary.units()) >= 200


def test_all_sections_and_divisions_of_gbt_4754_are_there() -> None:
    codes = [code for entry in vocabulary.industries() for code in entry.code.split()]
    assert [code for code in codes if len(code) == 1] == list("ABCDEFGHIJKLMNOPQRST")
    assert sorted(code[1:] for code in codes if len(code) == 3) == [f"{number:02}" for number in range(1, 98)]


def test_every_broader_industry_is_an_industry_and_none_contains_itself() -> None:
    table = {entry.label: entry for entry in vocabulary.industries()}

    def above(label: str, seen: tuple[str, ...] = ()) -> None:
        assert label not in seen, seen
        for upper in table[label].broader:
            above(upper, (*seen, label))

    for label in table:
        above(label)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("新能源汽车产业", "新能源汽车"),
        ("文旅", "文化旅游"),
        ("金融", "金融业"),
        ("食品行业", "食品"),
        ("软件和信息服务业", "软件和信息技术服务业"),
        ("未曾听说的产业", None),
    ],
)
def test_an_industry_is_found_by_any_of_its_names(name: str, label: str | None) -> None:
    found = vocabulary.industry(name)
    assert (found.label if found else None) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("GDP", "地区生产总值"),
        ("一般公共财政预算收入", "一般公共预算收入"),
        ("社零总额", "社会消费品零售总额"),
        ("国民生产总值", "国民生产总值"),
    ],
)
def test_an_indicator_is_found_by_any_of_its_names(name: str, label: str) -> None:
    found = vocabulary.indicator(name)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(
    ("value", "unit", "normal"),
    [
        ("709.3", "亿元", ("70930000000", "CNY")),
        ("3.5", "万人", ("35000", "person")),
        ("3", "亩", ("2000", "m2")),
        ("1", "亩", ("666.666666667", "m2")),
        ("12.5", "平方公里", ("12500000", "m2")),
        ("7.2", "%", ("0.072", "1")),
        ("0.5", "个百分点", ("0.005", "1")),
        ("800", "万斤", ("4000", "t")),
        ("1.5", "万千瓦", ("15000000", "W")),
        ("220", "千伏", ("220000", "V")),
        ("2", "千万平方米", ("20000000", "m2")),
        ("12.5", "万元/亩", ("187.5", "CNY/m2")),
        ("300", "立方米/日", ("300", "m3/d")),
        ("9", "万标准箱", ("90000", "TEU")),
        ("35", "微克/立方米", ("0.000000035", "kg/m3")),
        ("4", "个", ("4", "1")),
    ],
)
def test_values_are_normalised(value: str, unit: str, normal: tuple[str, str]) -> None:
    found = vocabulary.normalize(Decimal(value), unit)
    assert found is not None
    assert found == (Decimal(normal[0]), normal[1])


@pytest.mark.parametrize("name", ["", "/", "万", "/日", "什么", "元/", "//"])
def test_what_is_no_unit_gives_nothing(name: str) -> None:
    assert vocabulary.unit(name) is None


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=4),
    st.sampled_from([unit.label for unit in vocabulary.units()]),
)
def test_normalising_is_linear(value: Decimal, name: str) -> None:
    one, two = vocabulary.normalize(value, name), vocabulary.normalize(2 * value, name)
    assert one is not None
    assert two is not None
    assert abs(two[0] - 2 * one[0]) <= abs(one[0]) * Decimal("1e-10")


@pytest.mark.parametrize("name", list(skos.schemes()))
def test_the_turtle_is_in_step_with_the_table(name: str) -> None:
    assert (vocabulary.VOCAB / name).read_text(encoding="utf-8") == skos.schemes()[name], (
        "run ontology.skos.write_schemes()"
    )


@pytest.mark.parametrize(
    ("name", "entries"), [("indicators.ttl", "indicators"), ("industries.ttl", "industries"), ("units.ttl", "units")]
)
def test_the_turtle_holds_every_entry(name: str, entries: str) -> None:
    graph = Graph().parse(vocabulary.VOCAB / name)
    table = getattr(vocabulary, entries)()
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == len(table)
    assert len(list(graph.triples((None, SKOS.altLabel, None)))) == sum(len(entry.alternatives) for entry in table)


def test_concepts_have_the_iris_that_the_graph_mints() -> None:
    for kind, table in (
        ("indicator", vocabulary.indicators()),
        ("industry", vocabulary.industries()),
        ("unit", vocabulary.units()),
    ):
        assert [entry.label for entry in table if skos.concept_iri(kind, entry.label) != mint(kind, entry.label)] == []
