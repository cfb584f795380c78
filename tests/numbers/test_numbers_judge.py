"""The judge's confidence, and whom an observation measures."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from extract.document import Document, Metadata, Span
from extract.facts import Entity
from extract.numbers import observations
from extract.numbers.judge import confidence, weights


def entity(document: Document, cls: str, name: str) -> Entity:
    starts = [i for i in range(len(document.text)) if document.text.startswith(name, i)]
    return Entity(cls, name, (), tuple(Span(i, i + len(name)) for i in starts), "given", 1.0)  # type: ignore[arg-type]


def test_confidence_rises_with_the_probability_and_stays_a_share() -> None:
    shares = [confidence(p / 1000) for p in range(1001)]
    assert all(a <= b for a, b in pairwise(shares))
    assert 0 <= shares[0] < shares[-1] <= 1


def test_the_judge_came_with_its_weights() -> None:
    assert len(weights()) > 100


def measured(document: Document, *entities: Entity) -> list[str]:
    return [o.district.name if o.district else "" for o in observations(document, entities)]


def test_the_documents_own_territory_is_measured(make) -> None:
    document = make(["云岭县2022年政府工作报告", "云岭县城镇新增就业3430人。"])
    assert measured(document, entity(document, "District", "云岭县")) == ["云岭县"]


def test_without_the_territory_among_the_entities_nobody_is_named(at) -> None:
    assert measured(at("回顾", "城镇新增就业3430人。")) == [""]


@pytest.mark.parametrize("sentence", ["青石产业园入驻企业86家。", "青石产业园新设企业86家、实现税收3.2亿元。"])
def test_a_park_is_measured_by_its_tenants(make, sentence: str) -> None:
    document = make(["云岭县工作报告", sentence])
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "Park", "青石产业园"))
    assert set(found) == {"青石产业园"}


def test_numbers_under_a_parks_heading_are_its_own(make) -> None:
    document = make(["一、青石产业园", "力争引进企业20家。"], headings=1)
    assert measured(document, entity(document, "Park", "青石产业园")) == ["青石产业园"]


@pytest.mark.parametrize(
    ("lines", "cls", "name"),
    [
        (["青石经济开发区简介", "全区现有企业86家。"], "District", "青石经济开发区"),
        (["青石工业园区", "园区入驻企业86家。"], "Park", "青石工业园区"),
        (["青石工业园区发展思路", "园区入驻企业86家。"], "Park", "青石工业园区"),
        (["北汀省青石走廊发展规划", "青石走廊地处南部。企业达到86家。"], "Park", "青石走廊"),
    ],
)
def test_a_text_about_a_park_measures_it(make, lines: list[str], cls: str, name: str) -> None:
    about = Metadata(lines[0], district="云岭县")
    document = make([*lines, "属云岭县管辖。"], about)
    assert measured(document, entity(document, "District", "云岭县"), entity(document, cls, name)) == [name]


@pytest.mark.parametrize(
    ("title", "kind", "park"),
    [
        ("青石产业园带动云岭县跨越发展", "other", "青石产业园"),
        ("云岭县青石走廊发展规划", "plan", "青石走廊"),
        ("青石产业园简介", "other", "青石产业园"),
    ],
)
def test_the_whole_county_is_measured_in_a_text_about_a_park(make, title: str, kind: str, park: str) -> None:
    document = make(
        [title, "全县地区生产总值达到180亿元。属云岭县管辖。"], Metadata(title, district="云岭县", kind=kind)
    )
    assert measured(document, entity(document, "District", "云岭县"), entity(document, "Park", park)) == ["云岭县"]


def test_a_park_that_only_opens_a_headline_is_not_measured(make) -> None:
    document = make(["青石产业园带动云岭县跨越发展", "新增就业3430人。"], Metadata(district="云岭县"))
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "Park", "青石产业园"))
    assert found == ["云岭县"]


def test_a_report_opened_by_its_zones_name_measures_whom_it_says(make) -> None:
    document = make(["青石经济开发区所在的云岭县工作报告", "全县企业达到86家。"])
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "District", "青石经济开发区"))
    assert found == ["云岭县"]


def test_a_sentence_that_opens_with_another_district_measures_it(make) -> None:
    document = make(["云岭县工作报告", "白桥镇集中开工项目22项，总投资8.2亿元。", "新增就业3430人。"])
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "District", "白桥镇"))
    assert found == ["白桥镇", "白桥镇", "云岭县"]


def test_numbers_under_a_towns_heading_are_its_own(make) -> None:
    document = make(["一、白桥镇", "力争引进企业20家。"], headings=1)
    assert measured(document, entity(document, "District", "白桥镇")) == ["白桥镇"]


def test_what_a_place_abroad_lends_its_name_to_is_not_its_own(make) -> None:
    document = make(["云岭县工作报告", "引进专家团队，北汀专家接诊患者2804人次。"])
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "District", "北汀"))
    assert found == ["云岭县"]


@pytest.mark.parametrize(
    "sentence",
    [
        "深圳对口帮扶资金3亿元，实施项目20个。",
        "深圳企业投资的电子厂实现产值3亿元。",
        "白桥镇以北拥有矿山12座，全县矿山32座。",
    ],
)
def test_who_helps_and_what_lies_beside_is_not_measured(make, sentence: str) -> None:
    document = make(["云岭县工作报告", sentence])
    others = [entity(document, "District", name) for name in ("深圳", "白桥镇")]
    assert set(measured(document, entity(document, "District", "云岭县"), *others)) == {"云岭县"}


def test_the_whole_county_ends_what_is_told_of_a_town(make) -> None:
    document = make(["云岭县工作报告", "白桥镇拥有矿山12座，总投资8.2亿元，全县矿山32座。"])
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "District", "白桥镇"))
    assert found == ["白桥镇", "白桥镇", "云岭县"]


def test_a_text_that_opens_with_its_district_measures_it_whatever_its_metadata_say(make) -> None:
    document = make(["白桥州2021年计划执行情况的报告", "新增就业3430人。"], Metadata(district="北汀省"))
    assert measured(document, entity(document, "District", "白桥州")) == ["白桥州"]


def test_the_district_that_heads_the_title_comes_before_the_province_that_the_text_names(make) -> None:
    lines = ["白桥州工业发展规划", "全州工业总产值突破900亿元。", "打造北汀省能源基地。"]
    document = make(lines, Metadata(lines[0], district="北汀省", district_path=("北汀省",), kind="plan"))
    found = measured(document, entity(document, "District", "北汀省"), entity(document, "District", "白桥州"))
    assert found == ["白桥州"]


@pytest.mark.parametrize(
    "lines",
    [
        ["青石产业园：2012年获批为省级园区。规划面积21平方公里，建成区面积9平方公里。"],
        ["青石产业园位于县城东郊，占地3200亩。2021年，新建标准厂房8万平方米。"],
        ["青石产业园建设步伐加快，新建标准厂房8万平方米。"],
        ["在青石产业园，新建标准厂房8万平方米。"],
        ["[ 青石产业园 ]", "规划建设用地面积21平方公里。"],
        ["调整后，青石产业园规划面积为21平方公里。"],
    ],
)
def test_what_a_paragraph_or_sentence_about_a_park_tells_is_the_parks(make, lines: list[str]) -> None:
    document = make(["云岭县工作报告", *lines])
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "Park", "青石产业园"))
    assert set(found) == {"青石产业园"}


@pytest.mark.parametrize(
    "sentence", ["青石产业园挂牌成立，新建标准厂房8万平方米。", "青石产业园建设提速，全县新建标准厂房8万平方米。"]
)
def test_a_sentence_that_turns_from_a_park_measures_the_territory(make, sentence: str) -> None:
    document = make(["云岭县工作报告", sentence])
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "Park", "青石产业园"))
    assert found == ["云岭县"]


@pytest.mark.parametrize(
    "sentence",
    [
        "青石产业园带动作用明显，地区生产总值增长8%，一般公共预算收入增长6%。",
        "青石产业园成功晋级省级园区，城镇新增就业3430人。",
        "青石产业园投入运营，柳浦大桥建成通车，新建农村公路120公里，改造老旧小区15个。",
    ],
)
def test_what_the_territory_tells_behind_a_clause_about_a_park_is_its_own(make, sentence: str) -> None:
    document = make(["云岭县工作报告", sentence])
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "Park", "青石产业园"))
    assert set(found) == {"云岭县"}


def test_what_is_said_of_the_park_itself_is_the_parks(make) -> None:
    document = make(["云岭县工作报告", "青石产业园建设提速，园区新增就业600人。"])
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "Park", "青石产业园"))
    assert found == ["青石产业园"]


@pytest.mark.parametrize(
    "sentence",
    [
        "青石产业园入驻企业50家，占全县的30%，实现产值20亿元。",
        "青石产业园是全省首批试点，现有企业60家，工业总产值35亿元。",
        "青石产业园在全省考核中位列第三，规上工业总产值达到300亿元。",
    ],
)
def test_the_county_or_province_inside_of_a_clause_takes_nothing_from_a_park(make, sentence: str) -> None:
    document = make(["云岭县工作报告", sentence])
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "Park", "青石产业园"))
    assert set(found) == {"青石产业园"}


@pytest.mark.parametrize(
    "sentence",
    [
        "青石产业园入驻企业50家，全县经济稳定增长，新增企业800家。",
        "青石产业园入驻企业50家，同时全县大抓招商，新增企业800家。",
    ],
)
def test_a_clause_that_begins_with_the_county_turns_to_it(make, sentence: str) -> None:
    document = make(["云岭县工作报告", sentence])
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "Park", "青石产业园"))
    assert found == ["青石产业园", "云岭县"]


@pytest.mark.parametrize("rest", ["柳浦市2021年政府工作报告", "2021年工作报告（柳浦部分）"])
def test_the_short_name_of_an_autonomous_prefecture_above_is_known(make, rest: str) -> None:
    district, title = "柳浦市", f"青岚州{rest}"
    path = ("云岭省", "青岚土家族苗族自治州", district)
    document = make(
        [title, f"{district}完成投资8亿元，新增就业300人。"], Metadata(title, district=district, district_path=path)
    )
    found = measured(document, entity(document, "District", "青岚州"), entity(document, "District", district))
    assert set(found) == {district}


def test_the_district_of_the_metadata_is_measured_where_the_title_names_it(make) -> None:
    title = "青岚片区柳浦市2021年政府工作报告"
    document = make([title, "新增就业300人。"], Metadata(title, district="柳浦市"))
    found = measured(document, entity(document, "District", "青岚片区"), entity(document, "District", "柳浦市"))
    assert found == ["柳浦市"]


def test_a_park_is_measured_under_a_form_that_many_share(make) -> None:
    document = make(["云岭县工作报告", "青石示范区加快建设。示范区面积达到12平方公里。"])
    park = replace(entity(document, "Park", "青石示范区"), mentions=entity(document, "Park", "示范区").mentions)
    assert measured(document, entity(document, "District", "云岭县"), park) == ["青石示范区"]


@pytest.mark.parametrize("whole", ["全县域森林覆盖率", "本县森林覆盖率"])
def test_the_whole_county_has_several_names(make, whole: str) -> None:
    document = make(["云岭县工作报告", f"青石产业园入驻企业50家，{whole}达到61%。"])
    found = measured(document, entity(document, "District", "云岭县"), entity(document, "Park", "青石产业园"))
    assert found == ["青石产业园", "云岭县"]


def test_the_county_that_is_not_known_is_not_the_park(make) -> None:
    document = make(["工作报告", "青石产业园入驻企业50家，全县经济稳定增长，新增企业800家。"])
    assert measured(document, entity(document, "Park", "青石产业园")) == ["青石产业园", ""]
