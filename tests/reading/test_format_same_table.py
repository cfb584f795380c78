"""One table of indicators as text, web page, Word file and PDF: the same document, cell by cell."""

import io

import pytest
from docx import Document as WordDocument
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.reading.assemble import document_of
from extract.reading.formats import read_source

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BEFORE, AFTER = "到二〇二五年，云溪县主要指标如下。", "各部门要分解落实上述指标。"
HEADER = ["类别", "指标名称", "2020年", "2025年", "属性"]
GROUPS = {
    "经济发展": [
        ["地区生产总值（亿元）", "120.5", "180", "预期性"],
        ["研发经费投入增长（%）", "—", "12", "预期性"],
    ],
    "绿色生态": [
        ["森林覆盖率（%）", "31.2", "33.5", "约束性"],
        ["PM2.5浓度（微克/立方米）", "45", "≤38", "约束性"],
        ["单位生产总值能耗降低（%）", "", "[13.5]", "约束性"],
    ],
}
ROWS = [(group, *row) for group, rows in GROUPS.items() for row in rows]


def as_text():
    return "\n".join([BEFORE, *("\t".join(row) for row in [HEADER, *ROWS]), AFTER]).encode()


def as_page():
    header = "".join(f"<th>{cell}</th>" for cell in HEADER)
    body = ""
    for group, rows in GROUPS.items():
        for index, row in enumerate(rows):
            merged = f"<td rowspan={len(rows)}><p>{group[:2]}</p><p>{group[2:]}</p></td>" if index == 0 else ""
            body += f"<tr>{merged}{''.join(f'<td><span>{cell}</span></td>' for cell in row)}</tr>"
    return f"<html><body><p>{BEFORE}</p><table><tr>{header}</tr>{body}</table><p>{AFTER}</p></body></html>".encode()


def as_word():
    document = WordDocument()
    document.add_paragraph(BEFORE)
    table = document.add_table(1 + len(ROWS), len(HEADER))
    for row, texts in enumerate([HEADER, *ROWS]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    start = 1
    for group, rows in GROUPS.items():
        table.cell(start, 0).merge(table.cell(start + len(rows) - 1, 0)).text = f"{group[:2]}\n{group[2:]}"
        start += len(rows)
    document.add_paragraph(AFTER)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf(repeat=1):
    """``repeat`` > 1 lengthens the table, with numbered indicators, so that it goes over pages."""
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 10)]
    rows, start = [HEADER], 1
    for turn in range(repeat):
        for group, members in GROUPS.items():
            named = [[f"{row[0]}{turn or ''}", *row[1:]] for row in members]
            rows += [[f"{group[:2]}\n{group[2:]}" if i == 0 else "", *row] for i, row in enumerate(named)]
            style.append(("SPAN", (0, start), (0, start + len(members) - 1)))
            start += len(members)
    body = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=18)
    stream = io.BytesIO()
    story = [Paragraph(BEFORE, body), Table(rows, style=style, repeatRows=1), Paragraph(AFTER, body)]
    SimpleDocTemplate(stream, pagesize=A4).build(story)
    return stream.getvalue()


def table_of(document):
    return [
        tuple(document.slice(cell) for cell in block.cells) for block in document.blocks if block.kind == "table_row"
    ]


def read(data, name):
    return document_of(read_source(data, name))


@pytest.mark.parametrize(
    ("make", "name"), [(as_text, "x.txt"), (as_page, "x.html"), (as_word, "x.docx"), (as_pdf, "x.pdf")]
)
def test_the_cells_are_the_same_row_by_row_in_every_format(make, name):
    document = read(make(), name)
    assert table_of(document) == [tuple(HEADER), *ROWS]
    assert [block.header for block in document.blocks if block.kind == "table_row"] == [True] + [False] * len(ROWS)
    assert [document.slice(block) for block in document.blocks if block.kind == "paragraph"] == [BEFORE, AFTER]


def test_a_table_over_several_pages_is_one_table():
    document = read(as_pdf(repeat=20), "x.pdf")
    expected = [(group, f"{name}{turn or ''}", *rest) for turn in range(20) for group, name, *rest in ROWS]
    assert table_of(document) == [tuple(HEADER), *expected]
    assert {origin.place for origin in document.origins} == {"page 1", "page 2", "page 3"}
    assert len({block.table for block in document.blocks if block.kind == "table_row"}) == 1


@pytest.mark.parametrize(("make", "name", "place"), [
    (as_page, "x.html", ""), (as_word, "x.docx", "table 1 row 4"), (as_pdf, "x.pdf", "page 1"),
])  # fmt: skip
def test_a_value_leads_back_to_its_place_in_the_original(make, name, place):
    data = make()
    document = read(data, name)
    at = document.text.index("33.5")
    (origin,) = [o for o in document.origins if o.start <= at < o.end]
    assert origin.place == place
    if name == "x.html":
        offset = origin.offset + at - origin.start
        assert data.decode()[offset : offset + 4] == "33.5"
    if name == "x.pdf":
        left, top, right, bottom = origin.box
        assert 0 < left < right < A4[0]
        assert 0 < top < bottom < A4[1]
