"""Rules on their own, one marked sentence each."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.entities.common import only_named
from extract.entities.coordination import with_list_items, with_parallel_names
from extract.entities.counted import with_counted
from extract.entities.firms import with_firms
from extract.entities.gather import gathered
from extract.entities.layout import with_areas
from extract.entities.lines import with_lines
from extract.entities.names import core, mended, norm, short_names
from extract.entities.places import inner_places, with_known_places
from extract.entities.propose import Segmented, by_heads, by_quotes, segment
from extract.entities.settled import with_settled
from extract.entities.spans import tidy
from extract.entities.tagger.features import fold
from extract.entities.tagger.labels import CLASSES
from extract.entities.tagging import Tagged
from extract.entities.unlisted import with_unlisted
from extract.entities.works import with_deeds
from extract.facts import EntityClass

sys.path.insert(0, str(Path(__file__).parent))
from entity_marks import Mark, document, read, rows, tagged

Found = set[Mark]
RULES, MERGING = rows("rules.tsv"), rows("merging.tsv")


def heads(words: Segmented, rule: str) -> Found:
    return {Mark(p.start, p.end, p.cls, "") for p in by_heads(words) if p.rule == rule}


def names(found: list[Tagged]) -> Found:
    return {Mark(t.start, t.end, t.cls, t.name) for t in found}


FAMILIES: dict[str, Callable[[Segmented, list[Tagged]], Found]] = {
    "propose": lambda words, given: heads(words, "firm"),
    "propose soft": lambda words, given: heads(words, "soft"),
    "propose quotes": lambda words, given: {Mark(p.start, p.end, p.cls, "") for p in by_quotes(words.text)},
    "settled": lambda words, given: names(with_settled(given, words)),
    "spans": lambda words, given: names(tidy(given, words)),
    "places": lambda words, given: names(with_known_places(given, words, "北汀县")),
    "unlisted": lambda words, given: names(with_unlisted(given, words)),
    "counted": lambda words, given: names(with_counted(given, words)),
    "firms": lambda words, given: names(with_firms(given, words)),
    "works": lambda words, given: names(with_deeds(given, words)),
    "areas": lambda words, given: names(with_areas(given, words)),
    "common": lambda words, given: names(only_named(given, words)),
    "lines": lambda words, given: names(with_lines(given, words)),
    "coordination": lambda words, given: names(with_list_items(given, words)),
    "parallel": lambda words, given: names(with_parallel_names(given, words)),
}


def same(names: list[tuple[str, str]]) -> set[frozenset[str]]:
    """Group names by what they name."""
    things = {thing for _, thing in names}
    return {frozenset(norm(name) for name, of in names if of == thing) for thing in things}


@pytest.mark.parametrize("row", RULES, ids=[f"{r['family']}: {r['guards']}" for r in RULES])
def test_rule(row: dict[str, str]) -> None:
    text, wanted = read(row["expected"])
    given = read(row["given"]) if row["given"] != "-" else (text, [])
    assert given[0] == text
    assert FAMILIES[row["family"]](segment(fold(text), text), tagged(given[1])) == set(wanted)


@pytest.mark.parametrize("row", MERGING, ids=[r["guards"] for r in MERGING])
def test_one_thing_or_two(row: dict[str, str]) -> None:
    text, marks = read(row["sentence"])
    found = gathered(document(text, row["kind"]), tagged([m._replace(other="") for m in marks]))
    wanted = {(m.cls, text[m.start : m.end], m.other or text[m.start : m.end]) for m in marks}
    for cls in {m.cls for m in marks}:
        of = {norm(form): e.name for e in found if e.cls == cls for form in (e.name, *e.aliases)}
        assert same([(name, of[norm(name)]) for c, name, _ in wanted if c == cls]) == same(
            [(name, thing) for c, name, thing in wanted if c == cls]
        )


def test_there_is_enough_of_each_family() -> None:
    count = {family: sum(r["family"] == family for r in RULES) for family in FAMILIES}
    assert min(count.values()) >= 3
    assert len(RULES) + len(MERGING) >= 90


OWN = "柳圩县"
"""Stands for a county of the national table in the two tests below, which give it two towns."""


@pytest.fixture
def own_towns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give an invented county the towns 东坪镇 and 西坪镇, as the national table would."""
    from extract.entities import places
    from extract.entities.marks import Finder

    finder = Finder({"东坪镇": 1, "西坪镇": 1, "东坪": 2, "西坪": 2})
    monkeypatch.setattr(places, "own_finder", lambda district: finder)
    monkeypatch.setattr(places, "is_county", lambda district: district == OWN)


@pytest.mark.parametrize(
    "sentence",
    [
        "办好[东坪镇|District]医院。",
        "覆盖[东坪|District]、[西坪|District]等地。",
        "覆盖[东坪|District]和[西坪|District]。",
        "从东坪出发。",
    ],
    ids=["full name", "list of short names", "two short names", "short name alone"],
)
def test_own_towns_need_no_tagger(sentence: str, own_towns: None) -> None:
    text, wanted = read(sentence)
    assert names(with_known_places([], segment(fold(text)), OWN)) == set(wanted)


def test_towns_of_another_county_are_left_to_the_tagger(own_towns: None) -> None:
    assert with_known_places([], segment("办好东坪镇医院。"), "北汀县") == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("“清河”行动", "清河行动"),
        ("《鹭洲湖规划》", "鹭洲湖规划"),
        ("鹭洲 大道", "鹭洲大道"),
        ("鹭鸣路（北段）", "鹭鸣路(北段)"),
        ("ＣＣＤ广场", "ccd广场"),
        ("三江•鹭洲", "三江·鹭洲"),
    ],
)
def test_names_compare_equal(a: str, b: str) -> None:
    assert norm(a) == norm(b)


@pytest.mark.parametrize(
    ("written", "shown"),
    [("“清 河”行动", "清河行动"), ("《鹭洲湖规划》", "鹭洲湖规划"), ("鹭鸣路（北段）", "鹭鸣路（北段）")],
)
def test_names_are_shown_mended(written: str, shown: str) -> None:
    assert mended(written) == shown


@pytest.mark.parametrize(
    ("name", "cls", "short"),
    [
        ("鹭鸣路建设项目", "Project", "鹭鸣路"),
        ("竹编产业", "Industry", "竹编"),
        ("青岚数控股份有限公司", "Enterprise", "青岚数控"),
        ("水业", "Industry", "水业"),
        ("鹭鸣路", "Project", "鹭鸣路"),
        ("竹编产业", "Project", "竹编产业"),
    ],
)
def test_core_of_a_name(name: str, cls: str, short: str) -> None:
    assert core(name, cls) == short  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "cls", "short"),
    [
        ("鹭鸣路工程", "Project", ["鹭鸣路"]),
        ("新建鹭鸣大街", "Project", ["鹭鸣大街"]),
        ("青岚轴承股份有限公司", "Enterprise", ["青岚轴承"]),
        ("鹭鸣大街", "Project", []),
    ],
)
def test_shorter_names_of_a_name(name: str, cls: str, short: list[str]) -> None:
    assert short_names(name, cls) == short  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sentence",
    [
        "[新建鹭鸣大街|Project]，[鹭鸣大街|Project]",
        "[鹭鸣大街|Project]，[新建鹭鸣大街|Project]",
        "[高端竹编玩具|Industry]，[竹编玩具|Industry]",
        "[新建鹭鸣大街|Project]，[续建鹭鸣大街|Project]，[全县鹭鸣大街|Project]",
    ],
)
def test_a_shorter_name_belongs_to_one_thing(sentence: str) -> None:
    text, marks = read(sentence)
    found = gathered(document(text), tagged(marks))
    forms = [norm(form) for e in found for form in (e.name, *e.aliases)]
    assert len(forms) == len(set(forms)) > 1


PARTS = st.sampled_from(["鹭洲", "青岚", "新建", "全县", "北汀县", "柳圩镇", "鹭鸣大街", "竹编", "新", "高端"])
ENDINGS = st.sampled_from(
    ["", "建设", "项目", "工程", "公司", "有限公司", "集团", "产业", "业", "景区", "镇", "新区", "规划"]
)
NAMES = st.lists(st.tuples(st.lists(PARTS, min_size=1, max_size=2).map("".join), ENDINGS).map("".join), max_size=8)


@given(NAMES, st.lists(st.sampled_from(CLASSES), min_size=8, max_size=8))
@settings(max_examples=300, deadline=None)
def test_whatever_is_tagged_no_form_is_shared(written: list[str], classes: list[EntityClass]) -> None:
    text, spans = "", []
    for name, cls in zip(written, classes, strict=False):
        spans.append(Tagged(len(text), len(text) + len(name), cls, 0.9))
        text += name + "，"
    found = gathered(document(text), spans)
    count = Counter((e.cls, norm(form)) for e in found for form in (e.name, *e.aliases))
    assert [form for form, times in count.items() if times > 1] == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("竹木器产业", ["竹木器"]),
        ("现代竹木编织业", ["竹木编织业"]),
        ("都市农业", []),
        ("战略性新兴产业", []),
        ("新云岭农场", []),
    ],
)
def test_short_names_cut_no_word(name: str, short: list[str]) -> None:
    assert short_names(name, "Industry") == short


@pytest.mark.parametrize(
    ("province", "text", "found"),
    [
        ("黑龙江省", "群众生活更加富裕，港口建设加快。", []),
        ("黑龙江省", "支持富裕、克东发展现代农业。", ["富裕", "克东"]),
        ("重庆市", "支持垫江发展现代农业。", ["垫江"]),
    ],
)
def test_short_forms_of_counties_that_are_common_words_count_in_lists(
    province: str, text: str, found: list[str]
) -> None:
    assert [text[place.start : place.end] for place in inner_places(segment(text), province)] == found


def test_a_zone_that_was_a_park_is_one_thing_by_its_present_name() -> None:
    text, marks = read("[鹭洲经济开发区|District]前身为[北汀绿色食品工业园区|Park]，开发区很大。")
    found = gathered(document(text), tagged(marks))
    assert [(e.name, e.cls) for e in found if "北汀绿色食品工业园区" in e.aliases] == [("鹭洲经济开发区", "District")]


def test_an_outline_is_what_its_title_says() -> None:
    title = "北汀县第十四个五年规划纲要"
    text, marks = read(f"{title}\n做好本《[纲要|Plan]》评估，提前谋划[“十五五”规划|Plan]。")
    found = gathered(document(text, "outline", title), tagged(marks))
    assert [e.name for e in found if "纲要" in e.aliases] == [title]


def test_nothing_leads_into_a_quoted_name() -> None:
    text, marks = read("推进[“和睦山村”工程|Project]。")
    assert {form for e in gathered(document(text), tagged(marks)) for form in e.aliases} == {"和睦山村"}


def test_the_usual_name_of_the_own_prefecture_is_found() -> None:
    about = document("大理州北汀县种茶。")
    home = replace(about.metadata, district_path=("云南省", "大理白族自治州", "北汀县"))
    assert "大理州" in {e.name for e in gathered(replace(about, metadata=home), [])}
