"""Sizes, status and period of named projects and parks."""

from __future__ import annotations

import pytest

from extract.document import Document, Span
from extract.facts import Entity
from extract.numbers import measures, not_sizes, observations


def entity(document: Document, name: str, cls: str = "Project") -> Entity:
    starts = [i for i in range(len(document.text)) if document.text.startswith(name, i)]
    return Entity(cls, name, (), tuple(Span(i, i + len(name)) for i in starts), "given", 1.0)  # type: ignore[arg-type]


def sizes(document: Document, *names: str, cls: str = "Project") -> list[str]:
    found, _ = measures(document, [entity(document, n, cls) for n in names])
    return [f"{m.subject.name} {m.aspect} {m.comparator}{m.value}{m.unit}" for m in found]


NAMED = [
    ("投资8.2亿元的青石水库开工。", "青石水库 investment =8.2亿元"),
    ("加快推进总投资8.2亿元的青石水库建设。", "青石水库 investment =8.2亿元"),
    ("投资8.2亿元实施青石水库建设。", "青石水库 investment =8.2亿元"),
    ("投资8.2亿元，建成青石水库。", "青石水库 investment =8.2亿元"),
    ("青石水库总投资8.2亿元。", "青石水库 investment =8.2亿元"),
    ("实施青石水库，投资8.2亿元，改善供水条件。", "青石水库 investment =8.2亿元"),
    ("青石水库（计划投资8.2亿元）开工。", "青石水库 investment =8.2亿元"),
    ("青石水库总投资约8.2亿元。", "青石水库 investment ~8.2亿元"),
    ("总投资超8.2亿元的青石水库开工。", "青石水库 investment >8.2亿元"),
    ("占地270亩的青石水库开工。", "青石水库 landArea =270亩"),
    ("青石水库占地270亩。", "青石水库 landArea =270亩"),
    ("青石水库建筑面积1.2万平方米。", "青石水库 floorArea =1.2万平方米"),
    ("7.4公里的青石水库环路通车。", "青石水库环路 capacity =7.4公里"),
    ("青石水库，新增床位700张。", "青石水库 capacity =700张"),
    ("实施总长7.6公里的青石水库环路工程。", "青石水库环路 capacity =7.6公里"),
    ("推进青石百万吨炼化项目建设。", "青石百万吨炼化 capacity =100万吨"),
    ("青石污水处理厂日处理能力由2万吨提高到6万吨。", "青石污水处理厂 capacity =6万吨"),
    ("启动北岭3600亩农田整理项目。", "北岭3600亩农田整理项目 landArea =3600亩"),
    ("占地一千亩的青石植物园开工。", "青石植物园 landArea =1000亩"),
    ("启动2300户青石村厕所改造工程。", "青石村厕所改造工程 capacity =2300户"),
    ("青石集中供热工程新增供热面积70万平方米。", "青石集中供热工程 capacity =70万平方米"),
]


@pytest.mark.parametrize(("sentence", "expected"), NAMED, ids=[s for s, _ in NAMED])
def test_size_of_a_named_project(at, sentence: str, expected: str) -> None:
    assert sizes(at("安排", sentence), expected.split()[0]) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "青石水库等投资41亿元的13个项目竣工。",
        "投资1.6亿元实施青石水库等8个水利项目。",
        "推进青石水库建设。全县财政投入3.5亿元用于教育。",
        "青石水库开工，城镇新增就业3430人。",
    ],
)
def test_sums_and_other_numbers_are_not_sizes_of_one_project(at, sentence: str) -> None:
    assert sizes(at("安排", sentence), "青石水库") == []


def test_capacity_inside_the_name(at) -> None:
    document = at("安排", "推进青石300兆瓦光伏发电项目。")
    found, _ = measures(document, [entity(document, "青石300兆瓦光伏发电")])
    assert [(m.aspect, m.unit, m.label) for m in found] == [("capacity", "兆瓦", "光伏发电")]


def test_a_sum_before_two_names_is_not_said_of_the_second(at) -> None:
    assert sizes(at("安排", "投资880万元的东园、西园开工。"), "东园", "西园") == ["东园 investment =880万元"]


def test_a_park_has_sizes_too(at) -> None:
    assert sizes(at("安排", "青石产业园规划面积3500亩。"), "青石产业园", cls="Park") == ["青石产业园 landArea =3500亩"]


def test_two_projects_in_one_sentence_keep_their_own(at) -> None:
    sentence = "推进投资0.8亿元的东水厂、投资1.5亿元的西水厂建设。"
    assert sizes(at("安排", sentence), "东水厂", "西水厂") == [
        "东水厂 investment =0.8亿元",
        "西水厂 investment =1.5亿元",
    ]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("青石水库建成投用。", "投产"),
        ("青石水库主体完工。", "建成"),
        ("青石水库开工建设。", "开工"),
        ("青石水库加快建设。", "在建"),
        ("青石水库成功签约。", "签约"),
        ("青石水库前期工作基本完成。", "前期"),
    ],
)
def test_status(at, sentence: str, status: str) -> None:
    document = at("回顾", sentence)
    _, found = measures(document, [entity(document, "青石水库")])
    assert [(a.predicate, a.value) for a in found] == [("status", status)]


def test_what_is_only_wanted_is_no_status(at) -> None:
    document = at("安排", "力争青石水库年底建成投用。")
    assert measures(document, [entity(document, "青石水库")])[1] == []


def test_year_of_the_status(at) -> None:
    document = at("回顾", "去年，青石水库建成投用。")
    _, found = measures(document, [entity(document, "青石水库")])
    assert ("period", "2021") in [(a.predicate, a.value) for a in found]


def test_a_chain_of_sizes_before_the_name(at) -> None:
    sentence = "总投资28亿元、占地750亩、建筑面积40万平方米的青石小镇项目开工。"
    assert sizes(at("安排", sentence), "青石小镇") == [
        "青石小镇 investment =28亿元",
        "青石小镇 landArea =750亩",
        "青石小镇 floorArea =40万平方米",
    ]


def test_a_sum_before_another_sum_is_not_of_the_name_behind_both(at) -> None:
    sentence = "完成投资2.8亿元的旧厂搬迁和投资2.5亿元的青石水库建设。"
    assert sizes(at("安排", sentence), "青石水库") == ["青石水库 investment =2.5亿元"]


def test_a_name_with_its_own_sum_behind_it(at) -> None:
    assert sizes(at("安排", "全县完成投资46亿元，青石水库完成投资2.5亿元。"), "青石水库") == [
        "青石水库 investment =2.5亿元"
    ]


def test_the_next_sentence_goes_on_about_the_project(at) -> None:
    assert sizes(at("安排", "青石水库开工建设。该项目总投资8.2亿元。"), "青石水库") == ["青石水库 investment =8.2亿元"]
    assert sizes(at("安排", "青石水库开工建设。财政投入8.2亿元用于教育。"), "青石水库") == []


def test_a_name_that_spells_its_numbers(make) -> None:
    document = make(
        ["正文。" * 20, "名词解释", "[1] “十百千工程”：三年内建成10个样板镇、100个特色村、1000家体验店，培训200人。"]
    )
    assert sizes(document, "十百千工程") == [
        "十百千工程 capacity =10个",
        "十百千工程 capacity =100个",
        "十百千工程 capacity =1000家",
    ]


def test_a_note_tells_a_size(make) -> None:
    document = make(["正文。" * 20, "名词解释", "[1] 青石水库：总投资8.2亿元，年内开工。"])
    assert sizes(document, "青石水库") == ["青石水库 investment =8.2亿元"]


def test_a_mark_lost_inside_a_name_cuts_no_sentence(at) -> None:
    document = at("安排", "投资8.2亿元的青石？东岭水库开工。")
    start = document.text.index("青石？")
    named = Entity("Project", "青石东岭水库", (), (Span(start, start + 7),), "given", 1.0)
    assert [(m.aspect, str(m.value)) for m in measures(document, [named])[0]] == [("investment", "8.2")]


def test_an_entry_of_a_box_has_one_subject(at) -> None:
    sentence = "青石冷链物流园：位于北岭开发区，占地120亩，总投资6.5亿元，年周转货物40万吨。"
    document = at("安排", sentence)
    parks = [entity(document, name, "Park") for name in ("青石冷链物流园", "北岭开发区")]
    assert [f"{m.subject.name} {m.aspect} {m.value}{m.unit}" for m in measures(document, parks)[0]] == [
        "青石冷链物流园 landArea 120亩",
        "青石冷链物流园 investment 6.5亿元",
        "青石冷链物流园 capacity 40万吨",
    ]


def test_a_size_of_a_project_is_no_observation(at) -> None:
    document = at("安排", "青石冷链物流园：占地120亩，总投资6.5亿元。全县粮食总产量达到18万吨。")
    found, _ = measures(document, [entity(document, "青石冷链物流园", "Park")])
    kept = not_sizes(observations(document, []), found)
    assert [(o.indicator, str(o.value)) for o in kept] == [("粮食总产量", "18")]


def test_the_area_of_a_park_is_its_size_and_an_observation(at) -> None:
    document = at("安排", "青石产业园规划面积18平方公里。")
    found, _ = measures(document, [entity(document, "青石产业园", "Park")])
    kept = not_sizes(observations(document, []), found)
    assert [(m.aspect, m.unit) for m in found] == [("landArea", "平方公里")]
    assert [str(o.value) for o in kept] == ["18"]


def test_the_area_of_a_work_is_its_size_in_square_kilometres_too(at) -> None:
    assert sizes(at("安排", "青石新城综合开发项目规划面积3.5平方公里。"), "青石新城综合开发项目") == [
        "青石新城综合开发项目 landArea =3.5平方公里"
    ]


def test_project_table_with_its_unit_above(make) -> None:
    rows = [
        ["项目名称", "建设内容及规模", "总投资", "当年计划投资"],
        ["青石水库", "库区公路12公里，安置300户", "3500", "800"],
    ]
    document = make(["专栏", "单位：万元", *rows], headings=1)
    assert sizes(document, "青石水库") == [
        "青石水库 capacity =12公里",
        "青石水库 capacity =300户",
        "青石水库 investment =3500万元",
    ]


def test_project_table(make) -> None:
    header = ["序号", "项目名称", "建设内容", "总投资（万元）"]
    document = make(["专栏", header, ["1", "青石水库", "占地270亩，建筑面积0.3万平方米", "3500"]], headings=1)
    assert sizes(document, "青石水库") == [
        "青石水库 floorArea =0.3万平方米",
        "青石水库 landArea =270亩",
        "青石水库 investment =3500万元",
    ]


def test_without_entities_there_is_nothing(at) -> None:
    assert measures(at("安排", "投资8.2亿元的青石水库开工。"), ()) == ([], [])


@pytest.mark.parametrize(
    "sentence", ["完成青石水库500米防护距离内房屋搬迁。", "完成青石水库（1期、2期）等重大项目建设。"]
)
def test_bounds_and_stages_are_no_sizes(at, sentence: str) -> None:
    assert sizes(at("回顾", sentence), "青石水库") == []


def test_square_kilometres_of_the_county_are_no_size_of_a_park(at) -> None:
    assert sizes(at("回顾", "青石产业园加快建设，全县治理水土流失面积12平方公里。"), "青石产业园", cls="Park") == []


def test_cells_of_a_table_spell_sizes_in_names_and_in_brackets(make) -> None:
    lines = [
        ["序号", "环节", "项目"],
        ["1", "正极材料", "青石5万吨正极材料"],
        ["2", "负极材料", "北岭负极厂（占地520亩）"],
    ]
    assert sizes(make(lines), "青石5万吨正极材料", "北岭负极厂") == [
        "青石5万吨正极材料 capacity =5万吨",
        "北岭负极厂 landArea =520亩",
    ]


def test_values_of_a_table_are_no_sizes_of_what_another_cell_names(make) -> None:
    lines = [["指标", "单位", "2025年"], ["青石水库供水量", "万立方米", "300"], ["茶园", "万亩", "12"]]
    assert sizes(make(lines), "青石水库") == []


def test_columns_of_areas_in_a_list_of_projects(make) -> None:
    header = ["序号", "项目名称", "位置", "用地规模（公顷）", "建筑面积（万平方米）"]
    assert sizes(make([header, ["1", "青石客运站", "东河镇", "6.8", "1.2"]]), "青石客运站") == [
        "青石客运站 landArea =6.8公顷",
        "青石客运站 floorArea =1.2万平方米",
    ]


def test_what_is_planned_of_land_by_towns_is_no_size(make) -> None:
    header = ["乡镇名称", "用地指标", "2035年建设用地（公顷）"]
    assert sizes(make([header, ["青石客运站周边", "新增", "6.8"]]), "青石客运站") == []


def test_an_area_is_told_below_its_name(make) -> None:
    lines = ["（一）青石片区", "包括东街道和北街道，面积3.6平方公里。重点发展茶叶加工。"]
    assert sizes(make(lines), "青石片区", cls="Park") == ["青石片区 landArea =3.6平方公里"]


def test_what_the_county_does_below_the_name_of_an_area_is_not_its_size(make) -> None:
    lines = ["（一）青石片区", "全县治理水土流失面积3.6平方公里，新建公路12公里。"]
    assert sizes(make(lines), "青石片区", cls="Park") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "青石产业园规划面积8.2平方公里，建成区面积3平方公里，工业用地面积1.5平方公里。",
        "青石产业园规划用地8.2平方公里，启动区用地1平方公里，规划总面积9平方公里。",
    ],
)
def test_land_of_a_part_is_not_that_of_the_park(at, sentence: str) -> None:
    assert sizes(at("安排", sentence), "青石产业园", cls="Park") == ["青石产业园 landArea =8.2平方公里"]


def test_value_of_two_towns_names_both(at) -> None:
    document = at("安排", "青石镇、北岭镇财政收入达到2亿元。")
    towns = [entity(document, n, "District") for n in ("青石镇", "北岭镇")]
    assert [o.indicator for o in observations(document, towns)] == ["青石镇、北岭镇财政收入"]
