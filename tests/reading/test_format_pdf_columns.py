"""PDF tables without a grid: cells in their columns, empty ones in their place."""

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from extract.reading.assemble import document_of
from extract.reading.formats.pdf import read_pdf_source

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = "全县茶园面积稳步扩大，鲜叶产量连续三年增长，加工企业达到四十家，群众收入持续增"
COLUMNS = (70, 110, 260, 320, 390, 460)
ROWS = [
    ("序号", "指标", "单位", "2025年", "2030年", "属性"),
    ("1", "茶园面积", "万亩", "12.5", "15", "预期性"),
    ("2", "茶业产值", "亿元", "", "60以上", "预期性"),
    ("3", "每亩茶园平均产值", "元", "2100", "", "约束性"),
]


def printed(rows, columns=COLUMNS, rules=False):
    stream = io.BytesIO()
    paper = canvas.Canvas(stream, pagesize=(595, 842))
    paper.setFont(FONT, 12)
    heights = [780 - 20 * index for index in range(len(rows) + 6)]
    for height in (*heights[:3], *heights[-3:]):
        paper.drawString(60, height, BODY)
    for height, row in zip(heights[3:], rows, strict=False):
        for x, cell in zip(columns, row, strict=True):
            paper.drawString(x, height, cell)
    for index in (3, 4, 3 + len(rows)) if rules else ():
        paper.line(60, heights[index] + 15, 540, heights[index] + 15)
    paper.save()
    return read_pdf_source("x.pdf", stream.getvalue())


def cells(source):
    return [element.cells for element in source.elements if element.kind == "row"]


@pytest.mark.parametrize("rules", [False, True], ids=["no rules", "three rules"])
def test_empty_cells_and_narrow_gaps(rules):
    assert cells(printed(ROWS, rules=rules)) == ROWS


def test_the_text_around_stays_text_and_nothing_is_lost():
    document = document_of(printed(ROWS))
    assert document.text.count(BODY) == 6
    assert [block.header for block in document.blocks if block.kind == "table_row"] == [True, False, False, False]


@pytest.mark.parametrize(
    "rows",
    [
        [("第一章", "现状", "1"), ("第二章", "目标", "3"), ("第三章", "任务", "9")],
        [("一季度。", "二季度。", "三季度。")] * 4,
        [("茶园", "茶企", "茶厂"), ("万亩", "家", "座")],
        [("", "茶园", "茶企"), ("类别", "茶厂", "茶路"), ("面积", "座", "条")],
    ],
    ids=["contents", "columns of text", "two lines", "cells below a heading to their left"],
)
def test_what_is_not_certain_stays_lines(rows):
    assert cells(printed(rows, COLUMNS[::2])) == []


def test_a_heading_over_two_columns_leaves_lines():
    wide = ("序号", "指标", "单位", "基期与规划期的全部数值", "", "属性")
    assert cells(printed([wide, *ROWS[1:]])) == []
