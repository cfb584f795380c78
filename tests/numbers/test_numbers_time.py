"""Time frames: which years a section speaks of, and how years are worked out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document import Metadata
from extract.numbers import observations
from extract.numbers.clock import clock
from extract.numbers.view import normalised

VALUE = "新增公办学位3200个。"


def periods(make, lines: list[str], metadata: Metadata, headings: int = 0) -> list[tuple[str, str]]:
    return [(o.kind, o.period) for o in observations(make(lines, metadata, headings), ())]


REPORT = Metadata("云岭县2022年政府工作报告", period="2022", kind="report")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("一、2021年工作回顾", ("actual", "2021")),
        ("一、过去五年工作回顾", ("actual", "2017-2021")),
        ("一、“十三五”时期工作回顾", ("actual", "2016-2020")),
        ("二、2022年工作安排", ("target", "2022")),
        ("二、今后五年的奋斗目标", ("target", "2022-2026")),
        ("二、“十四五”时期主要目标任务", ("target", "2021-2025")),
    ],
)
def test_heading_of_a_report(make, heading: str, expected: tuple[str, str]) -> None:
    assert periods(make, [heading, VALUE], REPORT, 1) == [expected]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("五年来，我们坚持民生优先。", ("actual", "2017-2021")),
        ("刚刚过去的2021年，我们砥砺前行。", ("actual", "2021")),
        ("一年来，我们真抓实干。", ("actual", "2021")),
        ("今年是关键一年。", ("target", "2022")),
        ("2022年是开局之年。", ("target", "2022")),
    ],
)
def test_opening_of_a_paragraph_holds_for_those_below(make, opening: str, expected: tuple[str, str]) -> None:
    assert periods(make, ["一、工作回顾", opening, VALUE], REPORT, 1) == [expected]


def test_review_of_five_years_then_of_one(make) -> None:
    lines = ["一、“十三五”时期和2021年工作回顾", VALUE, "刚刚过去的2021年很不平凡。", "新建道路12公里。"]
    assert periods(make, lines, REPORT, 1) == [("actual", "2016-2020"), ("actual", "2021")]


def test_later_sections_stay_ahead(make) -> None:
    document = make(["一、2021年工作回顾", "二、2022年工作安排", "三、加强自身建设", VALUE], REPORT, 3)
    assert [(o.kind, o.period) for o in observations(document, ())] == [("target", "2022")]


def test_year_named_before_a_semicolon_holds_after_it(make) -> None:
    plan = Metadata("云岭县第十四个五年规划纲要", period="2021-2025", kind="outline")
    lines = ["“十三五”发展成就", "2019年，粮食产量达到30万吨；造林面积达到2万亩。"]
    assert periods(make, lines, plan, 1) == [("actual", "2019"), ("actual", "2019")]


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("云岭县2019年政府工作报告", 2019),
        ("政府工作报告（2019年1月8日在云岭县人民代表大会上）", 2019),
        ("现在我代表县政府向大会报告。2018年工作回顾", 2019),
    ],
)
def test_year_of_a_report_without_metadata(make, line: str, year: int) -> None:
    document = make([line, "向大会报告工作。"], Metadata())
    assert clock(document, normalised(document.text)).year == year


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("云岭县国民经济和社会发展第十四个五年规划", (2021, 2025)),
        ("云岭县“十五五”规划纲要", (2026, 2030)),
        ("云岭县第十三个五年规划", (2016, 2020)),
    ],
)
def test_years_of_a_plan_without_metadata(make, title: str, span: tuple[int, int]) -> None:
    document = make([title], Metadata(title))
    assert clock(document, normalised(document.text)).span == span


def test_glossary_at_the_end_says_nothing_about_the_place(make) -> None:
    lines = ["一、2022年工作安排", *["推动高质量发展。"] * 8, "名词解释", "1.[独角兽企业]指估值超过10亿美元的企业。"]
    assert periods(make, lines, REPORT, 1) == []


def test_text_without_any_year_has_no_period(make) -> None:
    assert periods(make, ["新增公办学位3200个。"], Metadata()) == [("actual", "")]


PLANNED = [
    "一是做强农业。抓好良种推广，力争粮食产量达到20万吨。支持合作社扩大冷库规模。",
    "二是搞活市场。启动农贸市场改造，加快推进电商服务站建设，确保年底前投用。",
    "新增公办学位3200个。",
]
REPORTED = [
    "农业稳步发展。粮食产量达到20万吨，合作社冷库建成投用，被评为示范县。",
    "市场不断活跃。完成农贸市场改造，电商服务站实现全覆盖，群众满意度明显提高。",
    "新增公办学位3200个。",
]


@pytest.mark.parametrize(("lines", "tense", "year"), [(PLANNED, "target", "2022"), (REPORTED, "actual", "2021")])
def test_stretch_out_of_the_middle_reports_or_plans_by_how_it_speaks(make, lines, tense: str, year: str) -> None:
    assert set(periods(make, lines, REPORT)) == {(tense, year)}


def test_review_in_a_plan_ends_with_its_section(make) -> None:
    plan = Metadata("云岭县第十四个五年规划纲要", period="2021-2025", kind="outline")
    lines = ["“十三五”发展回顾", "做强现代农业", VALUE, "森林覆盖率达到35%。"]
    assert periods(make, lines, plan, 2) == [("target", "2021-2025"), ("target", "2025")]


def test_heading_with_the_year_before_the_five_year_plan_tells_of_the_year(make) -> None:
    lines = ["一、2021年和“十三五”时期工作回顾", VALUE]
    assert periods(make, lines, REPORT, 1) == [("actual", "2021")]


def test_news_tell_of_their_own_year(make) -> None:
    lines = ["2023-05-16 云岭县融媒体中心", "园区建设加快。全县新签约项目12个。"]
    assert periods(make, lines, Metadata("云岭县项目建设")) == [("actual", "2023")]


@pytest.mark.parametrize(
    ("lines", "span"),
    [
        (["云岭县城市更新实施方案", "（2022年3月）", "到2025年，改造老旧小区30个。"], (2022, 2025)),
        (["云岭县营商环境三年提升行动方案", "力争到2026年，办结时间压缩到2天。"], (2024, 2026)),
        (
            ["云岭县文旅融合实施意见", "云发〔2023〕7号", "依据《省“十四五”旅游规划》，到2026年，接待游客80万人次。"],
            (2023, 2026),
        ),
    ],
)
def test_plan_without_years_runs_from_its_making_to_what_it_looks_to(make, lines: list[str], span) -> None:
    document = make(lines, Metadata(lines[0], kind="plan"))
    assert clock(document, normalised(document.text)).span == span


def test_report_of_december_plans_the_next_year(make) -> None:
    document = make(
        ["政府工作报告", "2021年12月15日在云岭县第十届人民代表大会上"], Metadata("云岭县政府工作报告", kind="report")
    )
    assert clock(document, normalised(document.text)).year == 2022


def test_heading_over_the_tasks_tells_the_year_that_a_title_does_not(make) -> None:
    document = make(["二、2022年重点工作"], Metadata("云岭县2021年政府工作报告", period="2021", kind="report"), 1)
    assert clock(document, normalised(document.text)).year == 2022


def test_report_of_december_calls_the_year_it_looks_back_on_this_year(make) -> None:
    report = Metadata("云岭县政府工作报告", issued="2021-12-15", kind="report")
    lines = ["一、工作回顾", "今年是关键一年。", VALUE]
    assert periods(make, lines, report, 1) == [("actual", "2021")]


def test_stretch_of_a_plan_that_begins_in_its_review(make) -> None:
    plan = Metadata("云岭县第十四个五年规划纲要", period="2021-2025", kind="outline")
    assert set(periods(make, REPORTED, plan)) == {("actual", "2020"), ("actual", "2016-2020")}


@pytest.mark.parametrize("note", ["【云桥计划】：指新增公办学位3200个的行动。", "3.[云桥计划]是指新增公办学位3200个。"])
def test_numbers_of_a_note_are_not_told_again(make, note: str) -> None:
    assert periods(make, ["一、工作回顾", note], REPORT, 1) == []


def test_numbered_paragraph_is_no_note(make) -> None:
    assert periods(make, ["一、2021年工作回顾", "（一）是办学条件改善。新增公办学位3200个。"], REPORT, 1) != []


def test_plan_of_one_year_looks_back_on_the_year_before(make) -> None:
    plan = Metadata("云岭县2023年国民经济和社会发展计划", kind="plan")
    lines = ["云岭县2023年国民经济和社会发展计划", "一、计划执行情况", VALUE]
    assert periods(make, lines, plan, 2) == [("actual", "2022")]


@pytest.mark.parametrize("comma", ["", "，", ","])
def test_report_of_january_is_of_its_year_even_where_its_title_has_the_one_told_of(make, comma: str) -> None:
    report = Metadata("云岭县2015年政府工作报告", period="2015", issued="2016-01-29", kind="report")
    lines = [f"2016年1月29日{comma}在云岭县第十届人民代表大会第三次会议上", "一、“十二五”发展回顾和2015年工作情况"]
    document = make([*lines, "五年来，综合实力显著增强。", VALUE], report, 2)
    assert [(o.kind, o.period) for o in observations(document, ())] == [("actual", "2011-2015")]


def test_year_with_a_colon_is_the_heading_of_its_paragraph(make) -> None:
    lines = ["一、“十三五”时期及2020年工作回顾", VALUE, "2020年成绩：新增公办学位1200个。新建道路12公里。"]
    report = Metadata("云岭县2021年政府工作报告", period="2021", kind="report")
    assert periods(make, lines, report, 1) == [("actual", "2016-2020"), ("actual", "2020"), ("actual", "2020")]


def test_next_five_years_of_a_report_without_a_year_end_with_the_year_it_looks_to(make) -> None:
    lines = ["未来五年的主要目标是：新增公办学位3200个。", "力争粮食产量达到20万吨，加快推进良种推广。"]
    lines += ["到2026年，力争培育龙头企业7家。", "未来五年，我们聚力做强农业。", VALUE]
    report = Metadata("云岭县政府工作报告", kind="report")
    assert periods(make, lines, report) == [
        ("target", "2022-2026"),
        ("target", "2026"),
        ("target", "2026"),
        ("target", "2022-2026"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("根据规划，到2025年，全县常住人口要达到75万人，2035年达到83万人。", ["2025", "2035"]),
        ("2012年-2020年，着力扩大规模，力争到2015年茶园面积发展到29万亩。", ["2015"]),
    ],
)
def test_year_that_an_undated_text_looks_to_is_yet_to_come(make, line: str, expected: list[str]) -> None:
    assert periods(make, ["云岭县布局", line], Metadata()) == [("target", year) for year in expected]


@pytest.mark.parametrize("word", ["需要", "主要"])
def test_year_in_which_something_is_needed_is_not_yet_to_come_for_that(make, word: str) -> None:
    lines = ["云岭县简介", f"到2018年底，全县{word}帮扶人口2万人。2018年粮食产量20万吨。"]
    assert periods(make, lines, Metadata())[-1] == ("actual", "2018")


def test_past_year_of_a_plan_without_years_was_reached(make) -> None:
    lines = ["第一章 发展基础", "2015年末，全县常住人口75万人。"]
    assert periods(make, lines, Metadata("云岭县走廊发展规划", kind="plan"), 1) == [("actual", "2015")]


def test_summary_of_a_year_tells_of_it(make) -> None:
    assert periods(make, ["云岭县2017年工作总结", "全年工作稳步推进。" + VALUE], Metadata()) == [("actual", "2017")]


def test_news_that_praise_what_they_report_still_report(make) -> None:
    lines = [
        "云岭工业园区简介",
        "园区位于云岭县境内，主导产业为节能环保和现代物流。",
        "园区坚持绿色发展，打造智慧园区。",
    ]
    lines += ["园区积极融入产业布局，不断优化环境。", "开发区内就业人数14994人。", "园区2016年设立，推动工业强县。"]
    assert {kind for kind, _ in periods(make, lines, Metadata())} == {"actual"}


def test_line_that_says_by_when_holds_for_those_below(make) -> None:
    lines = ["云岭县示范区总体思路", "到2012年总目标：", "1、经济指标：粮食总产量达到20万吨；"]
    assert periods(make, lines, Metadata()) == [("target", "2012")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("目前全县粮食产量达到20万吨。", ("actual", "2021")),
        ("抓好项目前期工作，全县粮食产量达到20万吨。", ("target", "2022")),
        ("今年1-9月，全县粮食产量达到20万吨。", ("actual", "2022")),
        ("目前，全县粮食产量达到20万吨。", ("actual", "2021")),
        ("目前全县村庄众多，其中粮食产量达到20万吨。", ("actual", "2021")),
        ("目前全县村庄众多，粮食产量达到20万吨。", ("target", "2022")),
        ("在目前格局的基础上，新发展茶园5万亩。", ("target", "2022")),
        ("改变目前散乱格局，新建集中区6个。", ("target", "2022")),
        ("目前正谋划新建标准厂房12栋。", ("target", "2022")),
        ("节目前后接待游客20万人次。", ("target", "2022")),
        ("确保今年前三季度完成固定资产投资30亿元。", ("target", "2022")),
        ("力争今年1-6月新建农村公路36公里。", ("target", "2022")),
    ],
)
def test_what_has_come_true_amid_what_is_wanted(make, sentence: str, expected: tuple[str, str]) -> None:
    assert periods(make, ["二、2022年工作安排", sentence], REPORT, 1) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全年按计划完成技改投资12亿元，超计划完成新建公路36公里。", "actual"),
        ("固定资产投资计划完成率达98%。", "actual"),
        ("年度投资计划完成105%。", "actual"),
        ("年底计划完成新建公路36公里。", "target"),
    ],
)
def test_what_was_done_of_a_plan_is_no_target(make, sentence: str, expected: str) -> None:
    found = periods(make, ["一、2021年工作回顾", sentence], REPORT, 1)
    assert {kind.removeprefix("growth_") for kind, _ in found} == {expected}


def test_sentence_that_says_as_of_when_tells_it_of_those_behind(make) -> None:
    lines = ["“十三五”发展基础", "截至2021年8月底，全县共有企业131家。园区常住人口达到75万人。"]
    plan = Metadata("云岭县第十四个五年规划纲要", period="2021-2025", kind="outline")
    assert periods(make, lines, plan, 1) == [("actual", "2021"), ("actual", "2021")]


def test_covering_note_counts_papers(make) -> None:
    lines = ["二、2022年工作安排", "云岭县办公室关于印发《云岭水网规划》等3项专项规划的通知", VALUE]
    assert periods(make, lines, REPORT, 1) == [("target", "2022")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["", "2026年是“十五五”开局之年。做好今年政府工作，要坚持稳中求进。", "新增公办学位3200个。"],
            ("target", "2026"),
        ),
        (["二、2026年和今后五年主要工作设想", "2026年，重点抓好以下工作：", VALUE], ("target", "2026")),
        (["第二章 “十五五”时期发展目标", VALUE], ("target", "2026-2030")),
    ],
)
def test_tasks_of_a_report_that_name_the_five_years(make, lines: list[str], expected: tuple[str, str]) -> None:
    assert periods(make, lines, Metadata(kind="other"), 1)[-1] == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("一、上半年计划执行情况", ("actual", "2024")), ("二、下半年工作安排", ("target", "2024"))],
)
def test_report_on_a_part_of_a_year_tells_of_that_year(make, heading: str, expected: tuple[str, str]) -> None:
    half = Metadata("关于云岭县2024年上半年计划执行情况的报告", period="2024", kind="report")
    assert periods(make, [heading, VALUE], half, 1) == [expected]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [("2021年，面对复杂形势，全县稳中求进。", ("actual", "2021")), ("2021年底，国道通车。", ("actual", "2017-2021"))],
)
def test_the_last_year_is_told_behind_the_five(make, opening: str, expected: tuple[str, str]) -> None:
    lines = ["一、2021年及过去五年工作回顾", "五年来，全县上下实干担当。", opening, VALUE]
    assert periods(make, lines, REPORT, 1)[-1] == expected


@pytest.mark.parametrize(
    "title",
    [
        "云岭县2025年工作要点",
        "云岭县2025年重点工作任务清单",
        "青石镇2025年重点工作安排",
        "云岭县2025年工作思路",
        "云岭县交通局2025年工作要点",
    ],
)
def test_agenda_of_a_year_plans_it(make, title: str) -> None:
    lines = [title, "一、稳增长。" + VALUE]
    assert periods(make, lines, Metadata(title, kind="other")) == [("target", "2025")]


def test_agenda_may_look_back_on_the_year_before(make) -> None:
    lines = ["2025年工作要点", "一、2024年工作回顾", VALUE, "二、2025年重点工作", VALUE]
    document = make([lines[0], *lines[1:]], Metadata(lines[0], kind="other"), 2)
    assert next((o.kind, o.period) for o in observations(document, ())) == ("actual", "2024")


ACCOUNT = Metadata("云岭县国民经济和社会发展第十四个五年规划纲要实施情况中期评估报告", kind="report")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["一、规划实施总体情况", "2023年，进展顺利。", VALUE], ("actual", "2021-2023")),
        (["一、规划实施总体情况", "2023年，进展顺利。", "园区现有企业158家。"], ("actual", "2023")),
        (["一、规划实施总体情况", "2023年，进展顺利。", "下一步，要新增公办学位3200个。"], ("target", "2024-2025")),
        (["一、对策建议", "立足2023年的基础，补齐短板。", VALUE], ("target", "2024-2025")),
    ],
)
def test_account_of_a_plan_tells_what_its_years_have_brought(make, lines: list[str], expected: tuple[str, str]) -> None:
    assert periods(make, lines, ACCOUNT, 1) == [expected]


def test_account_without_metadata_is_known_by_its_first_line(make) -> None:
    lines = ["“十四五”以来云岭市工业发展综述", "“十四五”以来，全市克难前行，2024年再上台阶。", VALUE]
    assert periods(make, lines, Metadata("")) == [("actual", "2021-2024")]


def test_since_a_plan_began_reaches_to_the_last_year(make) -> None:
    lines = ["一、2023年工作回顾", "“十四五”以来，累计新增公办学位3200个。"]
    report = Metadata("云岭县2024年政府工作报告", period="2024", kind="report")
    assert periods(make, lines, report, 1) == [("actual", "2021-2023")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三年累计新增公办学位3200个。", ("actual", "2021-2023")),
        ("“十四五”前两年，累计新增公办学位3200个。", ("actual", "2021-2022")),
        ("五年累计新增公办学位3200个。", ("actual", "2019-2023")),
    ],
)
def test_sums_over_some_years(make, text: str, expected: tuple[str, str]) -> None:
    report = Metadata("云岭县2024年政府工作报告", period="2024", kind="report")
    assert periods(make, ["一、2023年工作回顾", text], report, 1) == [expected]


def test_title_of_an_account_in_two_lines(make) -> None:
    lines = ["云岭县“十四五”规划", "实施情况中期评估报告", "一、主要目标任务进展", "2023年，进展顺利。", VALUE]
    metadata = Metadata("云岭县“十四五”规划", period="2021-2025", kind="plan")
    document = make(lines, metadata)
    blocks = tuple(replace(b, kind="heading", level=1) if n == 2 else b for n, b in enumerate(document.blocks))
    found = observations(replace(document, blocks=blocks), ())
    assert [(o.kind, o.period) for o in found] == [("actual", "2021-2023")]


def test_growth_over_the_first_years_of_a_plan_has_no_years_in_its_name(make) -> None:
    lines = ["一、2025年工作回顾", "工业增加值完成241.7亿元，“十四五”前四年年均增长7.9%。"]
    found = observations(make(lines, Metadata("云岭县2026年政府工作报告", period="2026", kind="report"), 1), ())
    assert [(o.indicator, o.period) for o in found] == [("工业增加值", "2025"), ("工业增加值", "2021-2024")]


@pytest.mark.parametrize(
    ("lines", "metadata"),
    [
        (["“十四五”以来，全县上下攻坚克难。", "到2028年，再上台阶。"], Metadata("")),
        (["一、“十四五”时期工作回顾", "二、2022年工作安排"], REPORT),
        (["“十四五”发展成就", "五年成绩可喜。"], Metadata("云岭县“十五五”规划", period="2026-2030", kind="plan")),
    ],
)
def test_what_only_speaks_of_an_earlier_plan_is_no_account(make, lines: list[str], metadata: Metadata) -> None:
    assert clock(make(lines, metadata), normalised("\n".join(lines))).since == 0


@pytest.mark.parametrize(
    "title",
    [
        "云岭县“十四五”科技创新成效提升规划",
        "云岭县“十四五”以来历史遗留问题整治行动方案",
        "云岭县“十四五”规划任务落实情况督查方案",
        "云岭县总体规划实施评估及“十四五”国土空间专项规划",
    ],
)
def test_a_plan_whose_title_only_names_results_plans(make, title: str) -> None:
    assert periods(make, [title, VALUE], Metadata(title, period="2021-2025", kind="plan")) == [("target", "2021-2025")]


@pytest.mark.parametrize("heading", ["（一）代表意见建议办理扎实有效", "（一）疫情应对策略科学精准"])
def test_a_heading_that_only_holds_such_words_leaves_the_review(make, heading: str) -> None:
    assert periods(make, ["一、2021年工作回顾", heading, VALUE], REPORT, 2) == [("actual", "2021")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近三年拖欠的工程款全部兑现，新增公办学位3200个。", "2021"),
        ("三年累计培育企业，全年新增公办学位3200个。", "2021"),
        ("时隔两年来首次增长，新增公办学位3200个。", "2021"),
        ("三年共建的大桥通车，新增公办学位3200个。", "2021"),
        ("“十三五”后三年，新增公办学位3200个。", "2018-2020"),
    ],
)
def test_years_that_are_no_sum_of_the_last_ones(make, text: str, expected: str) -> None:
    assert periods(make, ["一、2021年工作回顾", text], REPORT, 1) == [("actual", expected)]


def test_tasks_of_a_work_report_are_planned(make) -> None:
    title = "云岭县2022年《政府工作报告》重点任务责任分工"
    assert periods(make, [title, VALUE], Metadata(title, period="2022", kind="report")) == [("target", "2022")]
