"""Whose document it is, by what a text and its metadata say of invented places."""

from __future__ import annotations

import pytest

from extract.document import Document, Metadata, Span
from extract.facts import Entity
from extract.territory import levels, own_district


def entity(text: str, name: str, cls: str = "District", *aliases: str) -> Entity:
    places = [at for at in range(len(text)) if text.startswith(name, at)]
    return Entity(cls, name, aliases, tuple(Span(at, at + len(name)) for at in places), "", 1.0)


def own(text: str, *names: str, **metadata: object) -> str | None:
    plans = [entity(text, name, "Plan") for name in names if name.endswith(("规划", "方案"))]
    districts = [entity(text, name) for name in names if not name.endswith(("规划", "方案"))]
    found = own_district(Document("d", "d.txt", text, (), "", "text/plain", Metadata(**metadata)), [*districts, *plans])
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "district", "expected"),
    [
        ("白桥镇地处石坝县。", "石坝县", "石坝县"),
        ("白桥镇工作总结\n石坝县下达任务。", "石坝县", "白桥镇"),
        ("白桥镇地处石坝县，全县增收。", "云岭县", "石坝县"),
        ("石坝县云岭片，白桥镇验收，白桥镇落实，全县增收。", "云岭县", "石坝县"),
        ("白桥镇验收，白桥镇落实，全镇增收，石坝县通报。", "", "白桥镇"),
        ("石坝县水利规划印发，白桥镇落实，白桥镇验收。", "云岭县", "石坝县"),
        ("石坝县水利规划印发，白桥镇落实，白桥镇验收。", "", "石坝县"),
        ("白桥镇落实，白桥镇验收，石坝县人民政府通报。", "", "石坝县"),
        ("白桥镇落实，白桥镇验收，石坝县通报。", "", "白桥镇"),
    ],
)
def test_whose_document_it_is(text: str, district: str, expected: str | None) -> None:
    assert own(text, "白桥镇", "石坝县", *["石坝县水利规划"] * ("规划" in text), district=district) == expected


def test_the_short_name_of_a_territory_is_known_by_the_table() -> None:
    assert own("广西、白桥镇", "白桥镇", "广西", district="广西壮族自治区") == "广西"


def test_the_level_of_a_name_tells_which_words_mean_it() -> None:
    assert levels(entity("", "石坝县")) == {"县"}
    assert "县" in levels(entity("", "石坝"))


@pytest.mark.parametrize(
    ("text", "plan", "expected"),
    [
        ("白桥镇柳编发展方案\n经石坝县人民政府同意，现印发。石坝县，石坝县。", "白桥镇柳编发展方案", "白桥镇"),
        ("白桥镇供水规划\n根据石坝县国民经济和社会发展规划制定。石坝县，石坝县。", "白桥镇供水规划", "白桥镇"),
        ("柳编发展总结\n石坝县人民政府落实白桥镇柳编发展方案。白桥镇，白桥镇。", "白桥镇柳编发展方案", "石坝县"),
    ],
)
def test_the_plan_of_the_title_comes_before_the_government_that_approves_it(
    text: str, plan: str, expected: str
) -> None:
    assert own(text, "白桥镇", "石坝县", plan) == expected


def test_the_very_name_comes_before_a_city_with_the_same_short_one() -> None:
    text = "对标长沙市，长沙县奋起直追。"
    city = entity(text, "长沙市", "District", "长沙")
    found = own_district(
        Document("d", "d.txt", text, (), "", "text/plain", Metadata(district="长沙县")), [city, entity(text, "长沙县")]
    )
    assert found is not None
    assert found.name == "长沙县"


def test_a_town_behind_its_county_in_a_title_is_meant() -> None:
    title = "石坝县白桥镇2031年工作总结"
    assert own(f"{title}\n白桥镇增收。", "白桥镇", "石坝县", district="石坝县", title=title) == "白桥镇"
    title = "石坝县支持白桥镇柳编发展规划"
    assert own(f"{title}\n白桥镇增收。", "白桥镇", "石坝县", district="石坝县", title=title) == "石坝县"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("白桥镇做强柳编产业", "石坝县"),
        ("白桥镇落实《柳编规划》，柳编产业壮大", "石坝县"),
        ("白桥镇工作总结", "白桥镇"),
        ("白桥镇柳编发展规划（2031—2035年）", "白桥镇"),
    ],
)
def test_news_of_a_town_stay_the_countys(line: str, expected: str) -> None:
    text = f"{line}\n石坝县支持白桥镇。"
    assert own(text, "白桥镇", "石坝县", district="石坝县") == expected
    assert own(text, "白桥镇", "石坝县", district="石坝县", title=line) == expected


def test_an_alias_tells_the_level_only_where_the_name_does_not() -> None:
    assert levels(entity("", "柳乡市", "District", "柳乡")) == {"市"}
    assert levels(entity("", "柳州", "District", "柳州市")) == {"市"}
    assert levels(entity("", "石坝", "District", "北汀石坝县")) == {"县"}
    assert levels(entity("", "青石产业园", "Park")) == frozenset()


def test_what_is_only_compared_with_in_front_is_not_whose_the_text_is() -> None:
    text = "“十四五”以来，全市工业向好。石坝市增速高于云岭市平均。石坝市，石坝市。"
    assert own(text, "石坝市", "云岭市", district="云岭市") == "石坝市"


def test_a_text_that_ranks_in_its_province_is_of_the_city_that_it_names() -> None:
    text = "居全省前列，全省领先，全市协同。石坝市，石坝市。"
    assert own(text, "石坝市") == "石坝市"
    assert own(text.replace("全市", ""), "石坝市") is None
    assert own("全省团结，全省奋进，全省增收，" + text, "石坝市") is None
