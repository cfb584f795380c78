"""PDF files, made here with reportlab: lines, pages, heads and feet, ruled tables."""

import io
from contextlib import closing, suppress

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from extract.reading.formats.pdf import read_pdf_source
from extract.reading.formats.pdf_fonts import lacks_fonts
from extract.reading.source import UnreadableError

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=18)


def drawn(*pages, **options):
    """A PDF with each page's (x, y from the bottom, text) drawn at 12 points."""
    stream = io.BytesIO()
    paper = canvas.Canvas(stream, pagesize=A4, **options)
    for page in pages:
        paper.setFont(FONT, 12)
        for x, y, text in page:
            paper.drawString(x, y, text)
        paper.showPage()
    paper.save()
    return stream.getvalue()


def written(font, text):
    """A PDF of one page with ``text`` in ``font``, which is not put into the file."""
    stream = io.BytesIO()
    paper = canvas.Canvas(stream, pagesize=A4)
    paper.setFont(font, 12)
    paper.drawString(72, 700, text)
    paper.save()
    return stream.getvalue()


def flowing(*story, **options):
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, **options).build(list(story))
    return stream.getvalue()


def ruled(rows, spans=(), **options):
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 10), *spans]
    return Table(rows, style=style, **options)


def lines(data):
    return [e.text for e in read_pdf_source("x.pdf", data).elements if e.kind == "line"]


def rows(data):
    return [(e.table, e.cells) for e in read_pdf_source("x.pdf", data).elements if e.kind == "row"]


def test_lines_have_page_and_box():
    source = read_pdf_source("x.pdf", drawn([(72, 700, "云溪县规划")], [(100, 500, "第二页的文字")]))
    first, second = source.elements
    assert (first.text, first.place, second.text, second.place) == ("云溪县规划", "page 1", "第二页的文字", "page 2")
    assert first.box[0] == pytest.approx(72, abs=1)
    assert first.box[1] == pytest.approx(A4[1] - 700 - 12, abs=4)
    assert first.box[2] == pytest.approx(72 + 5 * 12, abs=1)


def test_no_blank_between_digits_and_chinese():
    assert lines(drawn([(72, 700, "2025年GDP达到30.5亿元（PM2.5为28）")])) == ["2025年GDP达到30.5亿元（PM2.5为28）"]


def test_latin_words_keep_their_blank_and_far_columns_get_a_tab():
    assert lines(drawn([(72, 700, "two words"), (72, 600, "左栏"), (300, 600, "右栏")])) == ["two words", "左栏\t右栏"]


def test_two_columns_are_read_one_after_the_other():
    left = [(60, 700 - 20 * i, f"左栏第{i}行") for i in range(5)]
    right = [(330, 700 - 20 * i, f"右栏第{i}行") for i in range(5)]
    assert lines(drawn(left + right)) == [text for _, _, text in left + right]


def test_a_page_whose_content_jumps_about_is_read_from_top_to_bottom():
    page = [(72, 700 - 30 * i, f"第{i}行文字") for i in (4, 0, 5, 1, 6, 2, 7, 3)]
    assert lines(drawn(page)) == [f"第{i}行文字" for i in range(8)]


def test_a_turned_page_is_read_as_shown():
    stream = io.BytesIO()
    paper = canvas.Canvas(stream, pagesize=A4)
    paper.setFont(FONT, 12)
    paper.setPageRotation(90)
    paper.rotate(90)
    paper.drawString(72, -100, "横向页的文字")
    paper.drawString(72, -130, "横向页第二行")
    paper.save()
    assert lines(stream.getvalue()) == ["横向页的文字", "横向页第二行"]


def test_heads_feet_and_page_numbers_are_set_apart():
    pages = [
        [(200, 810, "云溪县发展规划"), (72, 700, f"正文第{'甲乙丙丁'[i]}段"), (290, 30, f"— {i + 1} —")]
        for i in range(4)
    ]
    elements = read_pdf_source("x.pdf", drawn(*pages)).elements
    assert [e.text for e in elements if e.kind == "line"] == ["正文第甲段", "正文第乙段", "正文第丙段", "正文第丁段"]
    assert {(e.text, e.reason) for e in elements if e.place == "page 2" and e.kind == "boilerplate"} == {
        ("云溪县发展规划", "running head"),
        ("— 2 —", "page number"),
    }


def test_numbers_in_the_middle_of_a_page_are_text():
    assert lines(drawn([(72, 500, "2025"), (72, 400, "完")])) == ["2025", "完"]


def test_a_ruled_table_is_rows_in_place_of_its_lines():
    data = flowing(
        Paragraph("表前的话。", BODY),
        ruled([["指标", "单位", "2025年"], ["人口", "万人", "30.5"]]),
        Paragraph("表后的话。", BODY),
    )
    elements = read_pdf_source("x.pdf", data).elements
    assert [(e.kind, e.text) for e in elements] == [
        ("line", "表前的话。"),
        ("row", "指标\t单位\t2025年"),
        ("row", "人口\t万人\t30.5"),
        ("line", "表后的话。"),
    ]


def test_merged_cells_are_repeated():
    spans = [("SPAN", (0, 1), (0, 2)), ("SPAN", (2, 0), (3, 0))]
    table = [["类别", "指标", "数值", ""], ["经济", "产值", "1", "2"], ["", "收入", "3", "4"]]
    assert rows(flowing(ruled(table, spans))) == [
        (1, ("类别", "指标", "数值", "数值")),
        (1, ("经济", "产值", "1", "2")),
        (1, ("经济", "收入", "3", "4")),
    ]


def test_a_cell_of_two_lines_is_one_text():
    assert rows(flowing(ruled([["每万人口发明\n专利拥有量", "件"], ["GDP per\ncapita", "元"]]))) == [
        (1, ("每万人口发明专利拥有量", "件")),
        (1, ("GDP per capita", "元")),
    ]


def test_a_table_over_two_pages_keeps_its_number_and_its_repeated_header_is_set_apart():
    table = [["指标", "2025年"], *([f"指标{i}号", str(i)] for i in range(60))]
    elements = read_pdf_source("x.pdf", flowing(ruled(table, repeatRows=1))).elements
    kept = [e for e in elements if e.kind == "row"]
    assert [e.cells for e in kept] == [tuple(row) for row in table]
    assert {e.table for e in kept} == {1}
    assert {e.place for e in kept} == {"page 1", "page 2"}
    assert [(e.text, e.place) for e in elements if e.reason == "repeated table header"] == [("指标\t2025年", "page 2")]


def test_two_tables_with_text_between_have_two_numbers():
    data = flowing(ruled([["甲", "1"], ["乙", "2"]]), Paragraph("中间的话。", BODY), ruled([["甲", "1"], ["丙", "3"]]))
    assert [table for table, _ in rows(data)] == [1, 1, 2, 2]


def test_a_merged_cell_goes_on_over_the_page_break():
    first = ruled([["类别", "指标"], ["经济", "产值"], ["", "收入"]], [("SPAN", (0, 1), (0, 2))])
    second = ruled([["", "投资"], ["", "消费"], ["社会", "人口"]], [("SPAN", (0, 0), (0, 1))])
    assert rows(flowing(first, PageBreak(), second)) == [
        (1, ("类别", "指标")),
        (1, ("经济", "产值")),
        (1, ("经济", "收入")),
        (1, ("经济", "投资")),
        (1, ("经济", "消费")),
        (1, ("社会", "人口")),
    ]


def test_a_box_around_text_is_no_table():
    assert lines(flowing(ruled([["框内的文字说明"], ["第二行说明文字"]]))) == ["框内的文字说明", "第二行说明文字"]


def test_an_encrypted_file_says_so():
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = drawn([(72, 700, "密")], encrypt=StandardEncryption("secret", "owner"))
    with pytest.raises(UnreadableError, match=r"^x\.pdf: the PDF is encrypted; save it without a password$"):
        read_pdf_source("x.pdf", data)


def scanned(*texts):
    """A PDF whose pages are images; a text, if any, is a page number or the text of a page between them."""
    stream = io.BytesIO()
    paper = canvas.Canvas(stream, pagesize=A4)
    for text in texts:
        paper.setFont(FONT, 12)
        if len(text) < 10:
            paper.drawInlineImage(Image.new("L", (40, 60), 128), 50, 50, 500, 700)
        paper.drawString(290, 30, text)
        paper.showPage()
    paper.save()
    return stream.getvalue()


@pytest.mark.parametrize("texts", [("", ""), ("- 1 -", "- 2 -", "- 3 -")], ids=["nothing", "page numbers"])
def test_a_file_without_text_layer_asks_for_ocr(texts):
    with pytest.raises(UnreadableError, match=r"^x\.pdf: the PDF has no text layer .* OCR"):
        read_pdf_source("x.pdf", scanned(*texts))


def test_pages_that_are_images_among_others_are_told():
    text = "这一页有足够多的文字，不是扫描件。"
    assert read_pdf_source("x.pdf", scanned(text, "2", text)).warnings == ("pages that are images (they need OCR): 2",)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\nbroken", b"%PDF-1.4\n" + b"0" * 5000, b""], ids=["header", "noise", "empty"]
)
def test_a_broken_file_is_named_with_what_to_do(data):
    with pytest.raises(UnreadableError, match=r"^x\.pdf: damaged PDF .*"):
        read_pdf_source("x.pdf", data)


def test_a_truncated_file_ends_in_text_or_a_clear_message():
    data = drawn([(72, 700, "正文文字")], [(72, 700, "第二页")])
    for length in range(100, len(data), 400):
        with suppress(UnreadableError):
            assert lines(data[:length])


def test_a_table_over_three_pages_with_a_note_of_its_continuation_is_one():
    header = ["指标", "2025年"]
    parts = [ruled([header, [f"指标{name}", "1"]], colWidths=[100, 60]) for name in "甲乙丙"]
    note = Paragraph("（续表）", BODY)
    data = flowing(parts[0], PageBreak(), note, parts[1], PageBreak(), note, parts[2])
    assert rows(data) == [(1, tuple(header)), (1, ("指标甲", "1")), (1, ("指标乙", "1")), (1, ("指标丙", "1"))]
    left_out = [e.reason for e in read_pdf_source("x.pdf", data).elements if e.kind == "boilerplate"]
    assert left_out == ["continued table", "repeated table header"] * 2


def test_a_sentence_after_a_table_is_no_note_of_its_continuation():
    data = flowing(ruled([["甲", "1"], ["乙", "2"]]), Paragraph("继续推进各项工作。", BODY))
    assert lines(data) == ["继续推进各项工作。"]


LONG = "云溪县坚持以人民为中心的发展思想，" * 12


def joined(data):
    return [(e.text, e.continues) for e in read_pdf_source("x.pdf", data).elements if e.kind == "line"]


def test_lines_of_an_indented_paragraph_go_on_and_the_next_one_begins():
    style = ParagraphStyle("indented", BODY, firstLineIndent=24, wordWrap="CJK")
    found = joined(flowing(*(Paragraph(text, style) for text in (LONG + "甲。", LONG + "乙。", LONG + "丙。"))))
    begins = [i for i, (_, goes_on) in enumerate(found) if not goes_on]
    assert len(begins) == 3
    assert all(found[i - 1][0].endswith("。") for i in begins[1:])


def test_a_paragraph_goes_on_over_a_page_break():
    style = ParagraphStyle("indented", BODY, firstLineIndent=24, wordWrap="CJK")
    source = read_pdf_source("x.pdf", flowing(Paragraph(LONG * 8 + "完。", style)))
    (first,) = [e for e in source.elements if e.place == "page 2"][:1]
    assert first.continues


def test_a_heading_over_two_lines_goes_on_and_the_text_below_begins():
    head = ParagraphStyle("head", fontName=FONT, fontSize=18, leading=28, alignment=1, wordWrap="CJK")
    indented = ParagraphStyle("indented", BODY, firstLineIndent=24, wordWrap="CJK")
    title = "第一章 全面建成小康社会，开启全面建设现代化云溪县新征程"
    found = joined(
        flowing(Paragraph(title, head), Paragraph(LONG + "完。", indented), Paragraph(LONG + "完。", indented))
    )
    assert [goes_on for _, goes_on in found[:3]] == [None, True, False]
    assert found[0][0] + found[1][0] == title


def test_a_page_of_columns_leaves_it_to_the_words():
    left = [(60, 700 - 20 * i, f"左栏第{i}行") for i in range(8)]
    right = [(330, 700 - 20 * i, f"右栏第{i}行") for i in range(8)]
    assert {goes_on for _, goes_on in joined(drawn(left + right))} == {None}


def test_marks_of_notes_are_taken_out_of_words_and_exponents_are_not():
    text = 'GDP增长<super size="7">12</super>明显，面积5km<super size="7">2</super>，PM<sub size="7">2.5</sub>下降'
    elements = read_pdf_source("x.pdf", flowing(Paragraph(text, BODY))).elements
    assert [(e.kind, e.text, e.reason) for e in elements] == [
        ("line", "GDP增长明显，面积5km2，PM2.5下降", ""),
        ("boilerplate", "12", "note mark"),
    ]


@pytest.mark.parametrize(("font", "text", "expected"), [(FONT, "元", True), ("Helvetica", "GDP", False)])
def test_fonts_that_neither_the_file_nor_pdfium_has_are_not_left_to_the_machine(font, text, expected):
    data = written(font, text)
    assert lines(data) == [text]
    with closing(pypdfium2.PdfDocument(data)) as pdf, closing(pdf[0]) as page:
        assert lacks_fonts(page) is expected
