"""Paragraphs, headings and lists as a reader of the page would see them."""

import pytest

from extract.reading import document_of
from extract.reading.formats.text import read_text_source
from extract.reading.source import Element, Source

BODY = "全县茶园面积稳步扩大，鲜叶产量连续三年增长，加工企业达到四十家。"


def read(text: str, suffix: str = ".txt"):
    return document_of(read_text_source("规划.txt", text.encode(), suffix))


def outline(document) -> list[tuple[int, str]]:
    return [(block.level, document.slice(block)) for block in document.blocks if block.kind == "heading"]


def blocks(document) -> list[tuple[str, str]]:
    return [(block.kind, document.slice(block)) for block in document.blocks]


def test_usual_nesting() -> None:
    lines = ["第一篇 起步", "第一章 现状", "第一节 茶业", "一、产量", "（一）春茶", "1.早茶", BODY, "第二章 目标", BODY]
    assert outline(read("\n".join(lines))) == [
        (1, "第一篇 起步"), (2, "第一章 现状"), (3, "第一节 茶业"), (4, "一、产量"), (5, "（一）春茶"), (6, "1.早茶"), (2, "第二章 目标"),
    ]  # fmt: skip


def test_levels_follow_the_document_not_a_table() -> None:
    lines = ["第一章 现状", "一、产量", BODY, "第二章 目标", "第一节 茶业", "一、基地", BODY]
    assert outline(read("\n".join(lines))) == [
        (1, "第一章 现状"),
        (2, "一、产量"),
        (1, "第二章 目标"),
        (2, "第一节 茶业"),
        (3, "一、基地"),
    ]


def test_a_document_that_nests_otherwise_is_believed() -> None:
    lines = ["1.茶业", "（一）基地", BODY, "（二）加工", BODY, "2.竹业", "（一）竹林", BODY, "（二）竹器", BODY]
    levels = [level for level, _ in outline(read("\n".join(lines)))]
    assert levels == [1, 2, 2, 1, 2, 2]


def test_path_names_the_enclosing_headings() -> None:
    document = read("\n".join(["第一章 现状", "一、产量", BODY]))
    assert document.blocks[-1].path == ("第一章 现状", "一、产量")
    assert document.blocks[1].path == ("第一章 现状",)


def test_markdown_headings() -> None:
    document = read(f"# 茶业\n\n## 3 抓加工、促增收\n\n{BODY}\n", ".md")
    assert outline(document) == [(1, "茶业"), (2, "3 抓加工、促增收")]
    assert [dropped.text for dropped in document.dropped if dropped.reason != "blank"] == ["# ", "## "]


def test_heading_without_number_above_its_text() -> None:
    lines = ["第一章 现状", BODY, "守好一方山水 做强一片叶子", BODY]
    assert outline(read("\n".join(lines)))[-1] == (2, "守好一方山水 做强一片叶子")


@pytest.mark.parametrize(
    "line", ["各位代表：", "青岚县县长 林 舟", "2031年2月3日", "青岚县人民政府", "岚政〔2031〕7号", "主要措施有，"]
)
def test_no_heading(line: str) -> None:
    assert outline(read("\n".join(["一、产量", BODY, line, BODY]))) == [(1, "一、产量")]


def test_numbered_sentence_is_a_list_item() -> None:
    lines = ["一、产量", "1.扩大基地工程。新建茶园三千亩，改造老茶园。", "2.提升加工工程。新建初制厂六座，改造生产线。"]
    assert [kind for kind, _ in blocks(read("\n".join(lines)))] == ["heading", "list_item", "list_item"]


def test_short_numbered_lines_below_each_other_are_a_list() -> None:
    lines = ["一、实事", "1.修建公厕十座", "2.改造路灯百盏", "3.新开公交两线", BODY]
    assert [kind for kind, _ in blocks(read("\n".join(lines)))] == [
        "heading",
        "list_item",
        "list_item",
        "list_item",
        "paragraph",
    ]


def test_numbered_headings_without_text_below() -> None:
    lines = ["（一）开放", "1.扩大市场", BODY, "2.优化物流", BODY, "3.深化合作", "4.完善口岸", "（二）改革", BODY]
    assert [text for _, text in outline(read("\n".join(lines)))][1:5] == [
        "1.扩大市场",
        "2.优化物流",
        "3.深化合作",
        "4.完善口岸",
    ]


@pytest.mark.parametrize(
    "item",
    [
        "一是扩大基地，新建茶园。",
        "①扩大基地，新建茶园。",
        "——扩大基地，新建茶园。",
        "- 新建茶园三千亩",
        "（1）扩大基地，新建茶园。",
    ],
)
def test_list_items(item: str) -> None:
    assert blocks(read(f"一、产量\n{BODY}\n{item}\n"))[-1][0] == "list_item"


def test_a_year_behind_a_mark_is_part_of_the_heading() -> None:
    assert outline(read(f"一、2030年工作回顾\n{BODY}\n二、2031年工作安排\n{BODY}")) == [
        (1, "一、2030年工作回顾"),
        (1, "二、2031年工作安排"),
    ]


def test_panel_belongs_to_its_section() -> None:
    document = read(
        "\n".join(
            ["第一章 茶业", "第一节 基地", BODY, "专栏1 茶园工程", "1.东岭茶园。新建三千亩。", "第二节 加工", BODY]
        )
    )
    assert outline(document) == [(1, "第一章 茶业"), (2, "第一节 基地"), (3, "专栏1 茶园工程"), (2, "第二节 加工")]


def test_front_matter_is_outermost() -> None:
    assert outline(read("\n".join(["前 言", BODY, "第一章 现状", BODY, "【名词解释】", "1.一村一品：指每个村有一种产品。"]))) == [
        (1, "前言"), (1, "第一章 现状"), (1, "【名词解释】"),
    ]  # fmt: skip


def test_section_with_no_body_stays() -> None:
    assert outline(read("\n".join(["一、成就", "（一）开放", "（二）项目", "（三）城乡", BODY])))[1:3] == [
        (2, "（一）开放"),
        (2, "（二）项目"),
    ]


def wrapped(*paragraphs: str, width: int = 24) -> str:
    """Paragraphs as a PDF page breaks them, the first line indented by two characters that are lost."""
    lines = []
    for paragraph in paragraphs:
        lines.append(paragraph[: width - 2])
        lines += [paragraph[at : at + width] for at in range(width - 2, len(paragraph), width)]
    return "\n".join(lines)


LONG = "青岚县位于两江交汇处，山多田少，茶竹并茂，近年来依托高速公路和铁路货场，逐步形成了以茶叶精深加工为龙头的产业格局，群众收入持续增加"


def test_lines_broken_at_the_page_width_are_joined() -> None:
    paragraphs = [f"{LONG}，第{number}轮规划顺利收官。" for number in "一二三四五六七八"]
    assert read(wrapped(*paragraphs)).text == "\n".join(paragraphs)


def test_a_page_number_does_not_part_a_paragraph() -> None:
    first, second = [f"{LONG}，第{number}轮规划顺利收官。" for number in "一二"]
    lines = wrapped(*[first, second] * 5).split("\n")
    lines.insert(2, "— 7 —")
    document = read("\n".join(lines))
    assert document.text == "\n".join([first, second] * 5)
    assert [(d.reason, d.text) for d in document.dropped if d.reason != "blank"] == [("page number", "— 7 —")]


def test_a_heading_between_broken_lines_stays_alone() -> None:
    text = (
        wrapped(f"{LONG}。", f"{LONG}。", f"{LONG}。")
        + "\n第二章 打造山水茶城\n"
        + wrapped(f"{LONG}。", f"{LONG}。", f"{LONG}。")
    )
    assert outline(read(text)) == [(1, "第二章 打造山水茶城")]


def test_second_line_of_a_part_title_joins_it() -> None:
    text = wrapped(*[f"{LONG}。"] * 4) + "\n第二篇 坚守茶乡本色\n建设山水名城\n" + wrapped(*[f"{LONG}。"] * 4)
    assert outline(read(text)) == [(1, "第二篇 坚守茶乡本色 建设山水名城")]


def test_an_empty_line_inside_a_sentence_is_no_border() -> None:
    assert (
        read(f"{LONG}，加工能力\n\n明显增强，品牌价值进入全省前列。").text
        == f"{LONG}，加工能力明显增强，品牌价值进入全省前列。"
    )


def test_a_number_at_the_start_of_a_line_is_no_list() -> None:
    assert read(f"{LONG}，年均增长\n\n10.5%；茶旅融合加快。").text == f"{LONG}，年均增长10.5%；茶旅融合加快。"


def test_verse_stays_in_lines() -> None:
    lines = ["春风又绿岚江岸，", "茶歌声里起新程。", "众手同描山水卷，", "一心共筑小康城。"]
    assert len(read("\n".join(lines)).blocks) == 4


def test_whole_paragraphs_of_other_formats_are_never_joined() -> None:
    elements = tuple(
        Element("paragraph", text, f"paragraph {number}")
        for number, text in enumerate((f"{LONG}，", "加工能力增强。"), 1)
    )
    assert len(document_of(Source("a.docx", "x", "0" * 64, elements)).blocks) == 2


def test_headings_that_the_format_marks() -> None:
    elements = (
        Element("heading", "茶业", "paragraph 1", level=1),
        Element("heading", "基地", "paragraph 2", level=2),
        Element("paragraph", BODY, "paragraph 3"),
    )
    document = document_of(Source("a.docx", "x", "0" * 64, elements))
    assert outline(document) == [(1, "茶业"), (2, "基地")]
    assert document.blocks[-1].path == ("茶业", "基地")


def test_title_broken_in_two_lines() -> None:
    document = read(f"青岚县国民经济和社会发展\n第十五个五年规划纲要\n第一章 现状\n{BODY}")
    assert blocks(document)[0] == ("title", "青岚县国民经济和社会发展第十五个五年规划纲要")


def test_a_line_that_begins_with_an_amount_goes_on_with_its_sentence() -> None:
    found = [
        text
        for _, text in blocks(
            read(f"{BODY}\n现有茶企七家，去年实现收入\n1142 亿元，鲜叶\n3.17 万吨，茶农达到210\n户。\n{BODY}")
        )
    ]
    assert found[1].replace(" ", "") == "现有茶企七家，去年实现收入1142亿元，鲜叶3.17万吨，茶农达到210户。"


def test_numbers_of_sections_and_lists_still_begin_a_line() -> None:
    found = blocks(read(f"{BODY}\n加快建设，推进茶业\n3.17 茶园建设\n{BODY}\n主要指标\n12个茶园\n{BODY}"))
    assert [text for _, text in found if text in ("3.17茶园建设", "3.17 茶园建设", "12个茶园")] != []
    assert all(not text.startswith("主要指标12") for _, text in found)


@pytest.mark.parametrize("heading", ["（一）抓茶园，强加工", "第四章 统筹城乡，协调发展"])
def test_heading_of_two_parts_does_not_go_on_with_an_amount(heading: str) -> None:
    found = read(f"{BODY}\n{heading}\n30个茶园改造完成，带动收入12亿元。\n{BODY}")
    assert heading in [text for _, text in outline(found)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("三、构建现代化产业体", "系"),
        ("重点发展生物医", "药、智能装备等产业。"),
        ("茶叶产业规模达到300亿", "元，培育龙头茶企。"),
        ("两园规划面积分", "别为18平方公里和6平方公里。"),
    ],
)
def test_a_line_broken_within_a_word_goes_on(first: str, second: str) -> None:
    assert [text for _, text in blocks(read(f"{first}\n{second}\n{BODY}"))] == [first + second, BODY]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("第一节 发展环境", "保护生态"),
        ("做好各项工作", "人员到位"),
        ("二、主要目标", "标准化建设"),
        ("二、作风建设更实", "在各方支持下，新增茶企八家。"),
        ("——在青岚县第三次会议上", "市人民政府市长"),
    ],
)
def test_whole_words_that_would_make_another_one_stay_apart(first: str, second: str) -> None:
    assert [text for _, text in blocks(read(f"{first}\n{second}\n{BODY}"))] == [first, second, BODY]
