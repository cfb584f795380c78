"""Lists of projects whose cells stand one below the other become rows again."""

import pytest

from extract.document import Document
from extract.reading import document_of
from extract.reading.formats.text import read_text_source

BODY = "全县茶园面积稳步扩大，鲜叶产量连续三年增长，加工企业达到四十家，群众收入持续增加，城乡面貌明显改善。"
HEADER = ["序号", "项目名称", "建设地点", "建设内容及规模", "总投资（万元）", "建设年限", "责任单位"]
FIRST = ["1", "茶香大道改造工程", "柳林镇", "改造道路3.6公里", "5200", "2024-2025", "县交通局"]
SECOND = ["2", "春山茶叶精深加工项目", "柳林镇、石井乡", "新建车间2万平方米", "12000", "2025", "春山茶业公司"]
THIRD = ["3", "石井水库除险加固工程", "石井乡", "加固大坝", "860", "2025-2026", "县水利局"]


def read(*lines: str) -> Document:
    return document_of(read_text_source("项目.txt", "\n".join(lines).encode()))


def rows(document: Document) -> list[list[str]]:
    return [[document.slice(cell) for cell in block.cells] for block in document.blocks if block.kind == "table_row"]


@pytest.mark.parametrize("before", [(BODY,), ("春山县2025年重点项目表",)], ids=["in a text", "at the beginning"])
def test_every_row_has_its_number(before: tuple[str, ...]) -> None:
    document = read(*before, *HEADER, *FIRST, *SECOND, *THIRD, "二、工作要求", BODY)
    assert rows(document) == [HEADER, FIRST, SECOND, THIRD]
    assert [block.header for block in document.blocks if block.kind == "table_row"] == [True, False, False, False]
    assert document.text.startswith(before[0] + "\n")


def test_a_missing_cell_leaves_its_column_empty() -> None:
    document = read(BODY, *HEADER, *FIRST[:4], *FIRST[5:], *SECOND[:2], *SECOND[4:], *THIRD)
    assert rows(document) == [HEADER, [*FIRST[:4], "", *FIRST[5:]], [*SECOND[:2], "", "", *SECOND[4:]], THIRD]


def test_a_cell_in_two_lines_is_one() -> None:
    document = read(BODY, *HEADER, *FIRST[:4], "和桥梁两座", *FIRST[4:], *SECOND)
    assert rows(document) == [HEADER, [*FIRST[:3], "改造道路3.6公里和桥梁两座", *FIRST[4:]], SECOND]


def test_groups_between_rows_stay_rows_of_their_own() -> None:
    document = read(BODY, *HEADER, "一、交通类（1个）", *FIRST, "二、农业类（2个）", *SECOND, *THIRD)
    assert rows(document) == [HEADER, ["一、交通类（1个）"], FIRST, ["二、农业类（2个）"], SECOND, THIRD]


def test_rows_without_numbers_have_as_many_lines_as_there_are_headings() -> None:
    document = read(BODY, *HEADER[1:6], *FIRST[1:6], *SECOND[1:6], BODY)
    assert rows(document) == [HEADER[1:6], FIRST[1:6], SECOND[1:6]]


def test_the_header_again_on_the_next_page() -> None:
    document = read(BODY, *HEADER, *FIRST, *HEADER, *SECOND, *THIRD)
    assert rows(document) == [HEADER, FIRST, HEADER, SECOND, THIRD]
    assert [block.header for block in document.blocks if block.kind == "table_row"] == [True, False, True, False, False]


def test_page_numbers_between_rows() -> None:
    pages = [line for number, row in enumerate([FIRST, SECOND, THIRD], 2) for line in (*row, f"— {number} —")]
    document = read(BODY, *HEADER, *pages, BODY)
    assert rows(document) == [HEADER, FIRST, SECOND, THIRD]


def test_prose_below_a_last_row_without_a_cell_is_no_cell() -> None:
    document = read(BODY, *HEADER, *FIRST, *SECOND[:4], *SECOND[5:], BODY)
    assert rows(document) == [HEADER, FIRST, [*SECOND[:4], "", *SECOND[5:]]]
    assert document.text.endswith("\n" + BODY)


@pytest.mark.parametrize("mark", [".", "、"])
def test_numbers_with_a_mark(mark: str) -> None:
    marked = [[row[0] + mark, *row[1:]] for row in (FIRST, SECOND, THIRD)]
    assert rows(read(BODY, *HEADER, *(cell for row in marked for cell in row))) == [HEADER, *marked]


def test_sums_and_times_written_otherwise() -> None:
    short = [["茶香大道", "柳林镇", "道路", "0.5亿", "2年"], ["春山茶厂", "石井乡", "车间", "待核", "18个月"]]
    assert rows(read(BODY, *HEADER[1:6], *short[0], *short[1], BODY)) == [HEADER[1:6], *short]


def test_numbers_in_cells_begin_no_row() -> None:
    counted = ["1", "粮库项目", "石井乡", "新建仓房", "2", "2025", "县粮食局"]
    document = read(BODY, *HEADER, *counted, *SECOND, *THIRD)
    assert rows(document) == [HEADER, counted, SECOND, THIRD]


@pytest.mark.parametrize(
    "lines",
    [
        ["项目", "地点", "单位", BODY],
        ["项目名称", "总投资", "建设年限", "加快推进", "抓好落实", "强化调度", "严格考核"],
        [*HEADER, "1", BODY * 9],
    ],
    ids=["headings over prose", "no sum under the sums", "one row of prose"],
)
def test_words_that_only_look_like_headings(lines: list[str]) -> None:
    assert rows(read(BODY, *lines)) == []


def test_nothing_of_a_list_is_lost() -> None:
    lines = [*HEADER, "单位：个", *FIRST, "续表", *SECOND, *THIRD, "合计", "18060"]
    document = read(BODY, *lines, BODY)
    assert "".join(document.text.split()) == "".join([BODY, *lines, BODY])


def test_figures_of_a_table_at_the_beginning_are_no_page_numbers() -> None:
    lines = [
        "指标名称",
        "2025年",
        "2030年",
        "属性",
        "茶园（万亩）",
        "12",
        "15",
        "预期性",
        "茶企（家）",
        "30",
        "[14]",
        "约束性",
    ]
    document = read("春山县“十五五”规划纲要", "专栏1 主要指标", *lines, "茶厂（家）", "5", "8", "预期性", BODY)
    assert rows(document)[1:3] == [lines[4:8], lines[8:]]
