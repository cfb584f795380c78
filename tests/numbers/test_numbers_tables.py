"""Indicator tables in the layouts that plans use."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.document import Metadata
from extract.numbers import observations

PLAN = Metadata("云岭县国民经济和社会发展第十四个五年规划纲要", period="2021-2025", district="云岭县", kind="outline")


def rows(make, *lines: list[str]) -> list[tuple[str, ...]]:
    found = observations(make(["专栏 “十四五”主要指标", *lines], PLAN, 1), ())
    return [(o.indicator, f"{o.comparator}{o.value}{o.unit}", o.kind, o.period) for o in found]


HEADER = ["指标名称", "单位", "2020年", "2025年", "年均增长（%）", "属性"]


def test_value_growth_and_base_each_give_one(make) -> None:
    assert rows(make, HEADER, ["地区生产总值", "亿元", "86.5", "120", "7", "预期性"]) == [
        ("地区生产总值", "=86.5亿元", "actual", "2020"),
        ("地区生产总值", "=120亿元", "target", "2025"),
        ("地区生产总值", "=7%", "growth_target", "2021-2025"),
    ]


@pytest.mark.parametrize(("nature", "binding"), [("约束性", True), ("预期性", False), ("", None)])
def test_binding(make, nature: str, binding: bool | None) -> None:
    found = observations(make(["专栏", HEADER, ["森林覆盖率", "%", "41", "43", "—", nature]], PLAN, 1), ())
    assert {o.binding for o in found} == {binding}


@pytest.mark.parametrize("name", ["森林覆盖率（%）", "3.森林覆盖率(%)", "森林覆盖率 (%)", "其中：森林覆盖率（%）*"])
def test_unit_in_the_name_cell(make, name: str) -> None:
    assert rows(make, ["指标", "2025年目标"], [name, "43"]) == [("森林覆盖率", "=43%", "target", "2025")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("75以上", ">=75%"),
        ("≤4", "<=4%"),
        (">99.2", ">99.2%"),
        ("7左右", "~7%"),
        ("＜5.5", "<5.5%"),
        ("-3.1", "=-3.1%"),
        ("98%", "=98%"),
        ("43*", "=43%"),
    ],
)
def test_limits_of_a_cell(make, cell: str, expected: str) -> None:
    assert rows(make, ["指标", "单位", "2025年"], ["参保率", "%", cell]) == [("参保率", expected, "target", "2025")]


@pytest.mark.parametrize("cell", ["—", "", "完成市下达目标", "与经济增长同步", "--", "—3"])
def test_cells_without_a_value_give_nothing(make, cell: str) -> None:
    assert rows(make, ["指标", "单位", "2025年"], ["参保率", "%", cell]) == []


@pytest.mark.parametrize("cell", ["〔500〕", "【500】", "[500]", "五年累计500", "累计500"])
def test_cumulative_cells_span_the_plan(make, cell: str) -> None:
    assert rows(make, ["指标", "单位", "2025年"], ["新增绿地", "公顷", cell]) == [
        ("新增绿地", "=500公顷", "target", "2021-2025")
    ]


def test_growth_written_in_the_cell(make) -> None:
    line = ["社会消费品零售总额", "亿元", "“十三五”年均增长6.1", "“十四五”年均增长7左右"]
    assert rows(make, ["指标", "单位", "2020年完成值", "2025年目标值"], line) == [
        ("社会消费品零售总额", "=6.1%", "growth_actual", "2016-2020"),
        ("社会消费品零售总额", "~7%", "growth_target", "2021-2025"),
    ]


def test_indicator_named_as_a_growth(make) -> None:
    assert rows(make, ["指标", "2025年", "年均增长"], ["居民人均可支配收入增长率（%）", "—", "7左右"]) == [
        ("居民人均可支配收入增长率", "~7%", "growth_target", "2021-2025")
    ]


def test_rise_in_points_is_a_ratio(make) -> None:
    assert rows(make, ["指标", "单位", "2025年"], ["数字经济占比", "%", "提高3"])[0][2] == "ratio"


def test_unemployment_below_a_growth_column_is_a_level(make) -> None:
    assert rows(make, ["指标", "2025年", "年均增长"], ["城镇调查失业率（%）", "—", "<5.5"])[0][2] == "target"


def test_two_years_of_one_title_are_goal_and_result(make) -> None:
    header = ["号", "指标", "计量单位", "2020年目标", "年均增长（%）", "2020年", "年均增速完成"]
    assert rows(make, header, ["1", "粮食产量", "万吨", "80", "8", "86.5", "6.6"]) == [
        ("粮食产量", "=80万吨", "target", "2020"),
        ("粮食产量", "=8%", "growth_target", "2016-2020"),
        ("粮食产量", "=86.5万吨", "actual", "2020"),
        ("粮食产量", "=6.6%", "growth_actual", "2016-2020"),
    ]


def test_grouped_header_in_two_rows(make) -> None:
    top, low = ["指标", "单位", "“十四五”目标", "“十四五”目标"], ["指标", "单位", "2025年", "年均［累计］"]
    assert rows(make, top, low, ["新增就业", "万人", "—", "［2.5］"]) == [
        ("新增就业", "=2.5万人", "target", "2021-2025")
    ]


def test_header_again_after_a_page(make) -> None:
    header = ["指标", "单位", "2025年"]
    assert len(rows(make, header, ["甲类参保率", "%", "95"], header, ["乙类参保率", "%", "96"])) == 2


def test_group_rows_and_group_columns_name_no_indicator(make) -> None:
    lines = (["类别", "指标", "单位", "2025年"], ["一、经济发展"] * 4, ["经济发展", "全员劳动生产率", "万元/人", "18"])
    assert rows(make, *lines) == [("全员劳动生产率", "=18万元/人", "target", "2025")]


def test_two_values_in_one_cell(make) -> None:
    line = ["机场旅客/货邮吞吐量", "万人次/万吨", "35/2"]
    assert rows(make, ["指标", "单位", "2025年"], line) == [
        ("机场旅客吞吐量", "=35万人次", "target", "2025"),
        ("货邮吞吐量", "=2万吨", "target", "2025"),
    ]


def test_range_in_a_cell(make) -> None:
    found = observations(make(["专栏", ["指标", "单位", "2025年"], ["保障房", "万套", "2—3"]], PLAN, 1), ())
    assert [(o.value, o.value_max) for o in found] == [(Decimal(2), Decimal(3))]


def test_project_list_gives_no_observations(make) -> None:
    header = ["序号", "项目名称", "建设内容", "总投资（万元）", "建设年限"]
    assert rows(make, header, ["1", "青石水库", "库容200万立方米", "3500", "2021-2023"]) == []


def test_evidence_is_name_and_cell(make) -> None:
    document = make(["专栏", ["指标", "单位", "2025年"], ["参保率", "%", "95"]], PLAN, 1)
    spans = observations(document, ())[0].evidence.spans
    assert [document.slice(s) for s in spans] == ["参保率", "95"]


def test_measures_of_the_parks_that_the_rows_name(make) -> None:
    header = ["园区", "面积", "主导产业", "2020年产值（亿元）", "2025年目标（亿元）"]
    assert rows(
        make, header, ["青石产业园", "3.4km²", "食品", "12", "30"], ["东河科技园", "2km²", "电子、仪表", "—", "9"]
    ) == [
        ("青石产业园面积", "=3.4km²", "actual", "2020"),
        ("青石产业园产值", "=12亿元", "actual", "2020"),
        ("青石产业园产值", "=30亿元", "target", "2025"),
        ("东河科技园面积", "=2km²", "actual", "2020"),
        ("东河科技园产值", "=9亿元", "target", "2025"),
    ]


def test_the_title_of_a_table_tells_its_year(make) -> None:
    found = observations(
        make(["表2 各镇情况（截至2020年底）", ["镇", "人口（万人）", "耕地（万亩）"], ["青石镇", "2.1", "4"]], PLAN, 1),
        (),
    )
    assert {(o.indicator, o.unit, o.kind, o.period) for o in found} == {
        ("青石镇人口", "万人", "actual", "2020"),
        ("青石镇耕地", "万亩", "actual", "2020"),
    }


def test_sums_of_all_rows_are_of_the_whole(make) -> None:
    lines = [["产业链", "2025年产值（亿元）", "企业数（家）"], ["纺织", "40", "12"], ["合计", "90", "30"]]
    assert rows(make, *lines)[2:] == [("产值", "=90亿元", "target", "2025"), ("企业数", "=30家", "target", "2025")]


def test_costs_of_works_are_no_measures_of_things(make) -> None:
    assert rows(make, ["项目", "地址", "投资（亿元）", "占地（亩）"], ["青石水厂", "青石镇", "3", "40"]) == []


def test_measures_keep_their_last_character_and_give_it_to_their_growth(make) -> None:
    header = ["县区", "生产总值（亿元）", "增速（%）"]
    assert rows(make, header, ["青石县", "12", "6.5"]) == [
        ("青石县生产总值", "=12亿元", "target", "2025"),
        ("青石县生产总值增速", "=6.5%", "growth_target", "2025"),
    ]


def test_measures_of_today_and_expected_ones(make) -> None:
    header = ["镇", "现状产值（亿元）", "2025年预期产值（亿元）", "人口（万人）"]
    assert rows(make, header, ["青石镇", "12", "65", "1.2"]) == [
        ("青石镇产值", "=12亿元", "actual", "2020"),
        ("青石镇产值", "=65亿元", "target", "2025"),
        ("青石镇人口", "=1.2万人", "actual", "2020"),
    ]


TASKS = ["序号", "工作任务", "具体措施", "牵头单位"]
TASK = ["1", "壮大茶业", "新建标准化茶园3000亩，茶叶综合产值达到18亿元；培训茶农1200人次。", "县农业农村局"]


def test_cells_with_sentences_are_read_as_running_text(make) -> None:
    assert rows(make, TASKS, TASK) == [
        ("新建标准化茶园", "=3000亩", "target", "2021-2025"),
        ("茶叶综合产值", "=18亿元", "target", "2025"),
        ("培训茶农", "=1200人次", "target", "2021-2025"),
    ]


@pytest.mark.parametrize(
    "header", [["序号", "项目名称", "建设内容", "责任单位"], ["序号", "指标名称", "2025年", "责任单位"]]
)
def test_sentences_beside_a_project_or_an_indicator_are_not(make, header: list[str]) -> None:
    assert rows(make, header, TASK) == []


def test_a_merged_cell_is_read_once(make) -> None:
    text = "新建标准化茶园3000亩，惠及茶农。"
    assert rows(make, ["工作任务", "具体措施", "工作举措"], [text, text, text], ["一", text, "二"]) == [
        ("新建标准化茶园", "=3000亩", "target", "2021-2025")
    ]


@pytest.mark.parametrize("head", ["评分标准", "补贴条件", "企业简介", "建设内容", "备注", "名词解释"])
def test_columns_that_neither_plan_nor_report_are_not_read(make, head: str) -> None:
    assert rows(make, ["序号", "单位", head], ["1", "茶业局", "种植面积3000亩以上，社员50户以上。"]) == []


def test_what_was_done_is_read_instead_of_the_task_beside_it(make) -> None:
    row = ["壮大茶业", "新建标准化茶园3000亩，年内完成。", "已新建标准化茶园2800亩，进展顺利。"]
    assert rows(make, ["事项", "年度任务", "完成情况"], row) == [("新建标准化茶园", "=2800亩", "actual", "2021-2025")]
