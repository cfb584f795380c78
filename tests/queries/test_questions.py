"""Every question that comes with plankg, asked of a small graph written by hand."""

from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, QueryTriples, Store

from kg.dataset import open_graph
from queries import QueryError, bind, list_queries, load, parse

SMALL = Path(__file__).parent / "small.trig"

ROWS = {
    "chain-core-area-industry-enterprise": ["东篱食品园|烘焙业|麦香坊|第一句。|plan.txt|第二句。|plan.txt"],
    "goals-of-plans": ["青禾县规划|建成食品名县|2025|0.9|第一句。"],
    "plan-indicator-targets": [
        "青禾县规划|地区生产总值|>=|120||亿元|2025|target|false|青禾县|第一句。",
        "青禾县规划|居民收入|=|6|7|%|2025|growth_target|||第一句。",
    ],
    "indicator-over-time": [
        "地区生产总值|青禾县|2020|actual|=|80|亿元|plan.txt",
        "地区生产总值|青禾县|2020|actual|=|81|亿元|report.txt",
        "地区生产总值|青禾县|2025|target|>=|120|亿元|plan.txt",
        "居民收入||2025|growth_target|=|6|%|plan.txt",
    ],
    "projects-by-investment": [
        "环城路项目|2.5|亿元|250000000|CNY||第二句。",
        "磨坊项目|9000|万元|90000000|CNY|在建|第二句。",
    ],
    "projects-of-park": ["东篱食品园|磨坊项目|麦香坊|烘焙业|第二句。"],
    "enterprises-of-industry": [
        "烘焙业|烘焙业|麦香坊|东篱食品园|第二句。",
        "食品工业|烘焙业|麦香坊|东篱食品园|第二句。",
    ],
    "industries-of-district": [
        f"{upper}|{area}|{industry}|{confidence}|{sentence}"
        for upper in ("云岭省", "白河市", "青禾县")
        for area, industry, confidence, sentence in (
            ("东篱食品园", "烘焙业", "0.5", "第一句。"),
            ("青禾县", "食品工业", "0.9", "第一句。"),
            ("青禾县", "食品工业", "0.7", "第三句。"),
        )
    ],
    "sub-industry-tree": ["烘焙业|食品工业|true"],
    "plans-based-on": ["青禾县规划|白河市规划|0.9|第一句。"],
    "territory-tree": ["白河市|云岭省|true|", "青禾县|白河市|true|990101", "青禾县|云岭省|false|990101"],
    "facts-least-confident": [
        "0.5|东篱食品园|发展|烘焙业|r1|第一句。|plan.txt",
        "0.7|青禾县|发展|食品工业|r1|第三句。|report.txt",
    ],
    "facts-of-two-documents": ["青禾县|发展|食品工业|2|plan.txt; report.txt"],
    "violation-contradicting-observations": ["地区生产总值|青禾县|2020|actual|80|亿元|plan.txt|81|亿元|report.txt"],
    "documents": ["plan.txt|青禾县规划|青禾县|2021-2025|2021-04-01|1|5|3", "report.txt|||||0|1|1"],
    "sentences-about": ["东篱食品园|园区|第一句。|第一章|plan.txt", "东篱食品园|园区|第二句。||plan.txt"],
}


@pytest.fixture(scope="module")
def store() -> Store:
    return open_graph(SMALL)


def ask(store: Store, name: str, **parameters: str):
    return store.query(bind(load(name), parameters), use_default_graph_as_union=True)


def rows(store: Store, name: str, **parameters: str) -> list[str]:
    return ["|".join("" if v is None else v.value for v in row) for row in ask(store, name, **parameters)]


@pytest.mark.parametrize("name", sorted(ROWS))
def test_answers_with_the_rows_of_the_graph(store, name):
    assert sorted(rows(store, name)) == sorted(ROWS[name])


@pytest.mark.parametrize("name", ["projects-by-investment", "territory-tree", "facts-least-confident"])
def test_order_is_the_one_asked_for(store, name):
    assert rows(store, name) == ROWS[name]


def test_relations_without_evidence_are_found(store):
    found = {row.split("|")[1].rsplit("#", 1)[-1] for row in rows(store, "violation-relation-without-evidence")}
    assert found == {
        "covers",
        "hasGoal",
        "hasIndicator",
        "inIndustry",
        "locatedIn",
        "partOf",
        "subIndustryOf",
        "undertakenBy",
    }


def test_ask_and_construct(store):
    assert isinstance(ask(store, "ask-chain-complete"), QueryBoolean)
    assert bool(ask(store, "ask-chain-complete"))
    links = ask(store, "construct-linked-enterprises")
    assert isinstance(links, QueryTriples)
    assert [link.predicate.value.rsplit("#")[-1] for link in links] == ["linkedEnterprise"]


def test_every_question_has_a_test():
    special = {"violation-relation-without-evidence", "ask-chain-complete", "construct-linked-enterprises"}
    assert {query.name for query in list_queries()} == set(ROWS) | special


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_question_is_written_in_both_languages_and_runs_alone(query, store):
    assert any("一" <= char <= "鿿" for char in query.zh)
    assert query.en.isascii() or "–" in query.en
    store.query(query.text, use_default_graph_as_union=True)


@pytest.mark.parametrize(
    ("name", "parameters", "count"),
    [
        ("chain-core-area-industry-enterprise", {"parkName": "东篱"}, 1),
        ("chain-core-area-industry-enterprise", {"parkName": "西山"}, 0),
        ("indicator-over-time", {"indicatorName": "生产总值", "areaName": "青禾"}, 3),
        ("facts-least-confident", {"atMost": "0.55"}, 1),
        ("enterprises-of-industry", {"industryName": "食品"}, 1),
    ],
)
def test_parameters_narrow_the_answer(store, name, parameters, count):
    assert len(rows(store, name, **parameters)) == count


@pytest.mark.parametrize(
    "value", ['" } DROP ALL #', "\\", "a\nb\r\t", '"""', "\\u0022", "?park", "{}", "\x08\x0c", "\x00"]
)
def test_a_value_stays_a_value(store, value):
    assert rows(store, "chain-core-area-industry-enterprise", parkName=value) == []


@pytest.mark.parametrize("value", ["", "high", "nan", "Infinity", '0 } . { "'])
def test_a_number_must_be_one(value):
    with pytest.raises(QueryError, match="atMost must be a number"):
        bind(load("facts-least-confident"), {"atMost": value})


def test_unknown_names_are_told():
    with pytest.raises(QueryError, match="no question of that name"):
        load("no-such-question")
    with pytest.raises(QueryError, match="more than one question"):
        load("violation")
    with pytest.raises(QueryError, match="it has: parkName"):
        bind(load("projects-of-park"), {"park": "x"})


def test_a_name_may_be_cut_short():
    assert load("chain").name == "chain-core-area-industry-enterprise"


def test_own_text_without_comments_is_a_question_too():
    query = parse("own", 'SELECT * WHERE { VALUES ?n { "a" } }')
    assert (query.zh, query.en, query.parameters) == ("", "", {"n": "a"})
