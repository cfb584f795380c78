"""Tables come out cell by cell, whatever is left of their grid."""

import pytest

from extract.document import Document
from extract.reading import document_of
from extract.reading.formats.text import read_text_source
from extract.reading.source import Element, Source

BODY = "全县茶园面积稳步扩大，鲜叶产量连续三年增长，加工企业达到四十家，群众收入持续增加，城乡面貌明显改善。"


def read(text: str) -> Document:
    return document_of(read_text_source("规划.txt", text.encode()))


def rows(document: Document, table: int = 0) -> list[list[str]]:
    return [[document.slice(cell) for cell in block.cells] for block in document.blocks if block.table == table]


def headers(document: Document) -> list[bool]:
    return [block.header for block in document.blocks if block.kind == "table_row"]


HEADER = ["序号", "指标名称", "单位", "2025年", "2030年目标"]
FIRST = ["1", "茶园面积", "万亩", "12.5", "15"]
SECOND = ["2", "茶业产值", "亿元", "36", "60以上"]


def tabbed(*lines: list[str]) -> str:
    return "\n".join("\t".join(line) for line in lines)


def test_bars_within_the_lines() -> None:
    lines = [" | ".join(HEADER), "一、农业类", " | ".join(FIRST), "｜".join(SECOND)]
    document = read("\n".join([BODY, *lines, BODY]))
    assert rows(document) == [HEADER, ["一、农业类"], FIRST, SECOND]


def test_bars_under_a_section_and_its_part() -> None:
    lines = [" | ".join(HEADER), "一、农业类", "（一）茶叶", " | ".join(FIRST), " | ".join(SECOND)]
    document = read("\n".join([BODY, *lines, BODY]))
    assert rows(document) == [HEADER, ["一、农业类"], ["（一）茶叶"], FIRST, SECOND]
    assert headers(document) == [True, False, False, False, False]


def test_a_chapter_and_its_section_before_bars_begin_no_table() -> None:
    lines = [" | ".join(HEADER), " | ".join(FIRST), " | ".join(SECOND)]
    document = read("\n".join([BODY, "第二章 目标", "一、农业类", *lines]))
    assert ["第二章 目标"] not in rows(document)
    assert rows(document)[-3:] == [HEADER, FIRST, SECOND]


def test_bars_without_any_figure_are_no_table() -> None:
    document = read(f"{BODY}\n茶叶 | 蚕桑 | 竹编\n古镇 | 石桥 | 水街\n山歌 | 皮影 | 剪纸\n{BODY}")
    assert "table_row" not in {block.kind for block in document.blocks}


def test_tabs() -> None:
    document = read(f"{BODY}\n{tabbed(HEADER, FIRST, SECOND)}\n{BODY}")
    assert rows(document) == [HEADER, FIRST, SECOND]
    assert headers(document) == [True, False, False]
    assert document.blocks[1].start < document.blocks[1].cells[1].start


def test_empty_cells_keep_their_column() -> None:
    gap = ["3", "竹林", "", "", "8"]
    last = ["4", "水渠", "公里", "", ""]
    assert rows(read(tabbed(HEADER, FIRST, gap, last)))[2:] == [gap, last]


def test_cell_broken_over_lines() -> None:
    text = (
        "序号\t指标名称\t单位\t2025年\t2030年目标\n1\t每亩茶园\n平均产值\t元\t2100\t2600\n2\t茶业产值\t亿元\t36\t60\n"
    )
    assert rows(read(text))[1] == ["1", "每亩茶园平均产值", "元", "2100", "2600"]


def test_blanks_where_a_cell_was_broken_to_fit() -> None:
    text = tabbed(["指标", "2030 年 目标", "属性"], ["每亩茶园 平均产值", "完成省下达 目标", "预期性 国家"], FIRST[:3])
    assert rows(read(text))[:2] == [
        ["指标", "2030年目标", "属性"],
        ["每亩茶园平均产值", "完成省下达目标", "预期性 国家"],
    ]


def test_header_repeated_after_a_page_break() -> None:
    document = read(f"{tabbed(HEADER, FIRST)}\n\n— 7 —\n\n{tabbed(HEADER, SECOND)}")
    assert rows(document) == [HEADER, FIRST, HEADER, SECOND]
    assert headers(document) == [True, False, True, False]


def test_two_tables_with_text_between_are_two() -> None:
    document = read(f"{tabbed(HEADER, FIRST)}\n{BODY}\n{tabbed(HEADER, SECOND)}")
    assert rows(document, 0) == [HEADER, FIRST]
    assert rows(document, 1) == [HEADER, SECOND]


def test_section_rows() -> None:
    document = read(
        tabbed(
            ["指标", "2025年", "2030年目标"], ["一、茶业", "", ""], ["产值（亿元）", "36", "60"], ["二、竹业", "", ""]
        )
    )
    assert rows(document)[1] == ["一、茶业", "", ""]


def test_markdown_pipes() -> None:
    document = read("| 指标 | 2025年 | 2030年 |\n| --- | :--: | ---: |\n| 产值 | **36** | 60 |\n| 面积 |  | 15 |\n")
    assert rows(document) == [["指标", "2025年", "2030年"], ["产值", "36", "60"], ["面积", "", "15"]]
    assert headers(document) == [True, False, False]


FLAT = """“十六五”主要指标
指标
2030年基数
“十六五”目标
属性
一、茶业
1
茶业产值增长（%）
年均增长6.2
年均增长8左右
预期性
2
茶园面积（万亩）
12.5
【2.5】
3
名茶品牌数（个）
4
茶农人均收入（万元）
高于全县平均水平
每百户茶农拥有初制机（台）
3.6左右
二、安全
5
抽检合格率（%）
98.2
约束性
备注：【】为五年累计数。
"""


def test_one_cell_per_line_with_empty_ones_missing() -> None:
    document = read(f"{BODY}\n{FLAT}{BODY}")
    assert rows(document) == [
        ["", "指标", "2030年基数", "“十六五”目标", "属性"],
        ["", "一、茶业", "", "", ""],
        ["1", "茶业产值增长（%）", "年均增长6.2", "年均增长8左右", "预期性"],
        ["2", "茶园面积（万亩）", "12.5", "【2.5】", ""],
        ["3", "名茶品牌数（个）", "", "", ""],
        ["4", "茶农人均收入（万元）", "", "高于全县平均水平", ""],
        ["", "每百户茶农拥有初制机（台）", "", "3.6左右", ""],
        ["", "二、安全", "", "", ""],
        ["5", "抽检合格率（%）", "98.2", "", "约束性"],
    ]
    assert document.slice(document.blocks[-2]).startswith("备注")


def test_flat_table_with_a_column_of_units() -> None:
    lines = [
        "序号",
        "指标",
        "单位",
        "2025年",
        "2030年",
        "1",
        "茶园面积",
        "万亩",
        "12.5",
        "15",
        "2",
        "茶业产值",
        "亿元",
        "36",
        "60",
        "3",
        "茶农",
        "万人",
        "4",
        "5",
    ]
    assert rows(read("\n".join([BODY, *lines, BODY])))[1:] == [
        ["1", "茶园面积", "万亩", "12.5", "15"],
        ["2", "茶业产值", "亿元", "36", "60"],
        ["3", "茶农", "万人", "4", "5"],
    ]


PRINTED = """类别 序号 指标 2030年 2035年目标 属性
茶业
振兴
(3项)
1
全县茶叶精深加工企业实缴税收占全部
税收比重(%)
6左右∗ >8 预期性
2 茶园面积(万亩) 12.5 15左右 预期性
3 茶业产值增速(%) 5.4
4.5-5,
努力争取
更好结果
预期性
— 12 —
类别 序号 指标 2030年 2035年目标 属性
安全
(2项)
4 茶叶抽检合格率(%) — >99 约束性
5 质量安全
春茶合格率(%) >98∗ >98.5
秋茶合格率(%) >97∗ >98
约束性
注:带∗为预计数。
"""


def test_columns_set_apart_by_blanks() -> None:
    document = read(f"{BODY}\n{PRINTED}{BODY}")
    assert rows(document) == [
        ["类别", "序号", "指标", "2030年", "2035年目标", "属性"],
        ["茶业振兴（3项）", "1", "全县茶叶精深加工企业实缴税收占全部税收比重（%）", "6左右∗", ">8", "预期性"],
        ["茶业振兴（3项）", "2", "茶园面积（万亩）", "12.5", "15左右", "预期性"],
        ["茶业振兴（3项）", "3", "茶业产值增速（%）", "5.4", "4.5-5,努力争取更好结果", "预期性"],
        ["安全（2项）", "4", "茶叶抽检合格率（%）", "—", ">99", "约束性"],
        ["安全（2项）", "5", "质量安全", "", "", ""],
        ["安全（2项）", "", "春茶合格率（%）", ">98∗", ">98.5", "约束性"],
        ["安全（2项）", "", "秋茶合格率（%）", ">97∗", ">98", "约束性"],
    ]


def test_rows_given_by_a_format() -> None:
    elements = tuple(
        Element("row", "", f"table 1 row {n}", cells=cells, table=4)
        for n, cells in enumerate((tuple(HEADER), tuple(FIRST)), 1)
    )
    document = document_of(Source("a.docx", "x", "0" * 64, elements))
    assert rows(document) == [HEADER, FIRST]
    assert headers(document) == [True, False]


@pytest.mark.parametrize(
    "text", ["指标 单位 2030年\n全县各项工作稳步推进。", "序号\n指标\n2030年\n茶园\n竹林\n", f"甲\t乙\n{BODY}"]
)
def test_no_table(text: str) -> None:
    assert all(block.kind != "table_row" for block in read(text).blocks)


def test_path_of_a_row_is_its_section() -> None:
    document = read(f"第一章 目标\n{BODY}\n专栏1 主要指标\n{tabbed(HEADER, FIRST)}")
    assert document.blocks[-1].path == ("第一章 目标", "专栏1 主要指标")


SPANNED = ["序号", "名称", "单位", "属性", "“十五五”目标", "2030年", "年均［累计］"]
SPANNED_ROWS = [
    ["1", "茶园面积", "万亩", "预期性", "15左右", "—"],
    ["2", "茶业产值年均增速", "%", "预期性", "—", "力争8左右"],
    ["3", "名茶品牌数", "个", "约束性", "≥12", "—"],
]


@pytest.mark.parametrize("times", [1, 2], ids=["once", "every line twice"])
def test_heading_over_two_columns_of_a_flattened_table(times: int) -> None:
    cells = [*SPANNED, *(cell for row in SPANNED_ROWS for cell in row)]
    document = read("\n".join([BODY, *(cell for cell in cells for _ in range(times)), BODY]))
    assert rows(document) == [[*SPANNED[:4], "“十五五”目标2030年", "年均［累计］"], *SPANNED_ROWS]
    assert [dropped.reason for dropped in document.dropped].count("said twice") == len(cells) * (times - 1)


def test_headings_below_that_come_behind_all_others() -> None:
    header = ["指标", "规划目标", "属性", "2030年", "年均增长"]
    body = [
        ["茶园面积（万亩）", "15", "4", "预期性"],
        ["茶企（家）", "40", "6", "预期性"],
        ["茶厂（家）", "30", "5", "预期性"],
    ]
    document = read("\n".join([BODY, *header, *(cell for row in body for cell in row), BODY]))
    assert rows(document) == [["指标", "规划目标2030年", "年均增长", "属性"], *body]


def test_equal_cells_in_a_column_are_kept() -> None:
    cells = [*HEADER, "1", "茶园", "万亩", "—", "—", "2", "茶企", "家", "—", "—", "3", "茶厂", "家", "5", "5"]
    document = read("\n".join([BODY, *cells, BODY]))
    assert rows(document)[1:] == [cells[5:10], cells[10:15], cells[15:]]


def test_columns_set_apart_by_wide_blanks() -> None:
    lines = [
        "指 标      2020年   2025年   年均/累计   属性",
        "茶园面积（万亩）   12   15   —   预期性",
        "茶企（家） 30   40   [10]   预期性",
        "茶厂（家）   25   30   5   约束性",
    ]
    table = rows(read("\n".join([BODY, *lines, BODY])))
    assert table[0] == ["指标", "2020年", "2025年", "年均/累计", "属性"]
    assert table[2] == ["茶企（家）", "30", "40", "[10]", "预期性"]


def test_a_list_of_projects_set_apart_by_single_blanks() -> None:
    lines = [
        "序号 项目名称 建设地点 建设内容及规模 总投资（万元） 责任单位",
        "1 青石茶厂扩建 东河镇 新建生产线3条 4200 县农业农村局",
        "2 云岭灌区续建 西塘乡 渠道18公里 9600 县水利局",
    ]
    assert rows(read("\n".join([BODY, *lines, BODY]))) == [line.split() for line in lines]


def test_a_sentence_of_single_blanks_is_no_header() -> None:
    lines = ["序号 项目名称 由县发展改革局统一编排，", "1 青石茶厂扩建 东河镇", "2 云岭灌区续建 西塘乡"]
    assert rows(read("\n".join([BODY, *lines, BODY]))) == []


def test_lines_with_wide_blanks_and_no_headings_are_no_table() -> None:
    assert (
        rows(
            read("\n".join([BODY, "县长　　何某某　　主持", "书记　　李某某　　讲话", "记者　　王某某　　报道", BODY]))
        )
        == []
    )


def test_words_under_the_measures_that_a_line_names() -> None:
    lines = ["茶区 主产品种 2020年产值（亿元） 从业人员（人）", "东山茶区 毛尖 12.5 3400", "西山茶区 黄芽、红茶 3 800"]
    document = read("\n".join([BODY, *lines, BODY]))
    assert rows(document) == [line.split() for line in lines]
    assert headers(document) == [True, False, False]


def test_lines_of_other_words_below_a_measure_are_no_table() -> None:
    lines = ["全县 茶园 面积（亩）", "东山 茶区 领先", "西山 茶区 稳定"]
    assert rows(read("\n".join([BODY, *lines, BODY]))) == []


def test_two_lines_of_sections_between_bars() -> None:
    lines = [" | ".join(HEADER), "一、农业类", "（一）茶业", " | ".join(FIRST), " | ".join(SECOND)]
    document = read("\n".join([BODY, *lines, BODY]))
    assert rows(document) == [HEADER, ["一、农业类"], ["（一）茶业"], FIRST, SECOND]


def test_the_end_of_a_paragraph_above_bars_stays_outside() -> None:
    lines = [BODY + "推广茶", "苗八百株。", "茶园一览表", " | ".join(HEADER), " | ".join(FIRST), " | ".join(SECOND)]
    assert "苗八百株。" not in [cell for row in rows(read("\n".join([*lines, BODY]))) for cell in row]
