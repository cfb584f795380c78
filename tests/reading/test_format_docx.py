"""Word files, made here with python-docx: what stands in them comes out in order, as Word prints it."""

import io

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from extract.reading.formats.docx import read_docx_source
from extract.reading.formats.docx_numbering import chinese, formatted
from extract.reading.source import UnreadableError


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def elements(document):
    return read_docx_source("x.docx", saved(document)).elements


def shown(document):
    return [(e.kind, e.level, e.text) for e in elements(document) if e.kind != "boilerplate"]


def test_paragraphs_headings_and_tables_keep_their_order():
    document = Document()
    document.add_heading("云溪县发展规划", 0)
    document.add_heading("第一章 总则", 1)
    document.add_paragraph("云溪县坚持绿色发展。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "指标", "2025年"
    document.add_heading("第一节 目标", 2)
    document.add_paragraph("人口达到30万人。")
    assert shown(document) == [
        ("heading", 1, "云溪县发展规划"),
        ("heading", 1, "第一章 总则"),
        ("paragraph", 0, "云溪县坚持绿色发展。"),
        ("row", 0, "指标\t2025年"),
        ("heading", 2, "第一节 目标"),
        ("paragraph", 0, "人口达到30万人。"),
    ]


def test_places_name_paragraph_and_row():
    document = Document()
    document.add_paragraph("第一段。")
    document.add_paragraph("第二段。")
    table = document.add_table(2, 2)
    for cell in (cell for row in table.rows for cell in row.cells):
        cell.text = "甲"
    assert [(e.place, e.offset) for e in elements(document)] == [
        ("paragraph 1", 0),
        ("paragraph 2", 0),
        ("table 1 row 1", 0),
        ("table 1 row 2", 0),
    ]


def test_merged_cells_are_repeated_in_each_row_and_column():
    document = Document()
    table = document.add_table(3, 3)
    for i, row in enumerate(table.rows):
        for j, cell in enumerate(row.cells):
            cell.text = f"{i}{j}"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "经济"
    table.cell(2, 1).merge(table.cell(2, 2)).text = "合计"
    assert [e.cells for e in elements(document)] == [
        ("经济", "01", "02"),
        ("经济", "11", "12"),
        ("20", "合计", "合计"),
    ]


def test_a_table_of_one_column_is_a_box_of_text():
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "专栏1 重点工程"
    cell.add_paragraph("新建云溪水库。")
    assert shown(document) == [("paragraph", 0, "专栏1 重点工程"), ("paragraph", 0, "新建云溪水库。")]


def test_a_nested_table_follows_the_row_around_it():
    document = Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "工程"
    outer.cell(0, 1).text = "内容"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "一期", "二期"
    assert [(e.table, e.cells) for e in elements(document)] == [(1, ("工程", "内容")), (2, ("一期", "二期"))]


def test_a_short_bold_paragraph_is_told_and_a_bold_sentence_is_not():
    document = Document()
    document.add_paragraph().add_run("重点任务").bold = True
    document.add_paragraph().add_run("必须守住生态红线。").bold = True
    assert shown(document) == [("paragraph", 7, "重点任务"), ("paragraph", 0, "必须守住生态红线。")]


def test_line_breaks_part_paragraphs_but_not_headings():
    document = Document()
    document.add_heading("云溪县发展\n规划纲要", 1)
    document.add_paragraph("第一行。\n第二行。")
    assert [(e.text, e.offset) for e in elements(document)] == [
        ("云溪县发展 规划纲要", 0),
        ("第一行。", 0),
        ("第二行。", 5),
    ]


NUMBERED = (
    f"<w:abstractNum {nsdecls('w')} w:abstractNumId='77'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='第%1章'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2'/></w:lvl>"
    "</w:abstractNum>"
)


def numbered(document, text, depth):
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = 77
    return paragraph


def test_numbers_that_word_prints_are_in_the_text_and_point_to_the_paragraph():
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERED))
    numbering.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='77'><w:abstractNumId w:val='77'/></w:num>"))
    for text, depth in (("总则", 0), ("目标", 1), ("任务", 1), ("产业", 0), ("布局", 1)):
        numbered(document, text, depth)
    found = elements(document)
    assert [e.text for e in found] == ["第一章总则", "一.1 目标", "一.2 任务", "第二章产业", "二.1 布局"]
    assert found[0].anchors[-1] == (3, 0)


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (11, "chineseCounting", "十一"),
        (20, "chineseCountingThousand", "二十"),
        (105, "japaneseCounting", "一百零五"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "ideographTraditional", "乙"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (7, "decimalZero", "07"),
        (7, "unknownFormat", "7"),
    ],
)
def test_number_formats(number, form, text):
    assert formatted(number, form) == text


def test_chinese_numerals_beyond_headings_fall_back_to_digits():
    assert chinese(1000) == "1000"


def test_running_heads_and_contents_are_set_apart():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "云溪县人民政府公报"
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("第一章 总则 …… 1", style="toc 1")
    document.add_paragraph("正文。")
    assert [(e.text, e.reason) for e in elements(document)] == [
        ("云溪县人民政府公报", "running head"),
        ("第一章 总则 …… 1", "table of contents"),
        ("正文。", ""),
    ]


def test_deleted_text_and_field_codes_are_not_read_and_inserted_text_is():
    document = Document()
    paragraph = document.add_paragraph("人口")
    for tag, text_tag, text in (
        ("w:del", "w:delText", "40万"),
        ("w:ins", "w:t", "50万"),
        ("w:r", "w:instrText", "PAGE"),
    ):
        outer, text_element = OxmlElement(tag), OxmlElement(text_tag)
        text_element.text = text
        run = outer if tag == "w:r" else OxmlElement("w:r")
        run.append(text_element)
        if run is not outer:
            outer.append(run)
        paragraph._p.append(outer)
    assert shown(document) == [("paragraph", 0, "人口50万")]


def test_content_controls_are_read():
    document = Document()
    inside = document.add_paragraph("控件里的正文。")._p
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    inside.addprevious(control)
    control.append(content)
    content.append(inside)
    assert shown(document) == [("paragraph", 0, "控件里的正文。")]


def test_a_text_box_follows_its_paragraph_once():
    document = Document()
    run = document.add_paragraph("段落。").add_run()
    box = f"<w:pict {nsdecls('w')}><w:txbxContent><w:p><w:r><w:t>框内文字。</w:t></w:r></w:p></w:txbxContent></w:pict>"
    run._r.append(parse_xml(box))
    assert [(e.text, e.place) for e in elements(document)] == [
        ("段落。", "paragraph 1"),
        ("框内文字。", "paragraph 1 text box 1"),
    ]


def test_the_core_title_becomes_the_source_title():
    document = Document()
    document.core_properties.title = "云溪县规划"
    document.add_paragraph("正文。")
    assert read_docx_source("x.docx", saved(document)).title == "云溪县规划"


def test_an_empty_document_is_named_with_what_to_do():
    with pytest.raises(UnreadableError, match=r"^x\.docx: .*OCR"):
        elements(Document())


def test_a_truncated_file_is_named_with_what_to_do():
    document = Document()
    document.add_paragraph("正文。" * 100)
    with pytest.raises(UnreadableError, match=r"^x\.docx: damaged .* save it again$"):
        read_docx_source("x.docx", saved(document)[:-200])


def test_outline_level_of_a_paragraph_makes_a_heading():
    document = Document()
    paragraph = document.add_paragraph("第三节 布局")
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), "2")
    paragraph._p.get_or_add_pPr().append(outline)
    assert shown(document) == [("heading", 3, "第三节 布局")]
