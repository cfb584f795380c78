"""Kept, changed and dropped characters together are all characters of the input, each with its place."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document
from extract.reading import document_of
from extract.reading.formats.text import read_text_source
from extract.reading.source import Element, Source

CHARACTERS = "国会学茶 \t\n，。、“”（）()?*#|&_{}[]0１aA-—…㈠①"
STRETCHES = (
    *(
        "\\r\\n",
        "&nbsp;",
        "????",
        "**",
        "(chá)",
        "第一章 ",
        "一、",
        "1.",
        "- ",
        "| a | b |\n",
        "……… 16\n",
        "— 3 —\n",
        "\u200b",
    ),
    *(
        "指标\n单位\n2020年\n",
        "全县新建水渠十二条，覆盖三个乡镇。",
        "下一篇：\n",
        "來源：青嵐日報\n",
        "序号\t指标\t2025年\n1\t人口\t3\n",
    ),
)
PIECES = st.sampled_from([*CHARACTERS, *STRETCHES])
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map("".join).filter(lambda text: text.strip())


def accounted(document: Document) -> Counter[int]:
    """How often each offset of the file is kept or dropped."""
    seen: Counter[int] = Counter()
    for origin in document.origins:
        seen.update(range(origin.offset, origin.offset + origin.end - origin.start))
    for dropped in document.dropped:
        offset = int(dropped.origin.removeprefix("offset "))
        seen.update(range(offset, offset + len(dropped.text)))
    return seen


def assert_all_accounted(text: str, document: Document) -> None:
    seen = accounted(document)
    assert [index for index, char in enumerate(text) if char != "\n" and not seen[index]] == []
    rows = any(block.kind == "table_row" for block in document.blocks)  # a merged cell is written in each of its rows
    assert rows or set(seen.values()) <= {1}


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_character_is_kept_or_dropped(text: str) -> None:
    assert_all_accounted(text, document_of(read_text_source("a.txt", text.encode())))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80).filter(lambda text: text.strip() and "\0" not in text and not text.startswith("\ufeff")))
def test_any_text_is_accounted_for(text: str) -> None:
    element = Element("paragraph", text)
    document = document_of(Source("a.docx", "text/plain", "0" * 64, (element,)))
    seen = accounted(document)
    assert [index for index in range(len(text)) if not seen[index]] == []


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_blocks_cover_the_text_in_order(text: str) -> None:
    document = document_of(read_text_source("a.txt", text.encode()))
    assert "\n".join(document.slice(block) for block in document.blocks) == document.text
    for block in document.blocks:
        for cell in block.cells:
            assert block.start <= cell.start <= cell.end <= block.end
            assert "\t" not in document.slice(cell)
    assert all(first.end <= second.start for first, second in zip(document.origins, document.origins[1:], strict=False))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    source = read_text_source("a.txt", text.encode())
    assert document_of(source) == document_of(source)


def test_place_and_offset_lead_back_to_the_cell_of_another_format() -> None:
    elements = (
        Element("paragraph", "全县新建水渠。", "paragraph 1"),
        Element("row", "", "table 1 row 1", cells=("指标", "2025年"), table=1),
        Element("row", "", "table 1 row 2", cells=("水渠", "１２公里"), table=1),
        Element("boilerplate", "首页", "paragraph 9", reason="navigation"),
    )
    document = document_of(Source("a.docx", "text/plain", "1" * 64, elements))
    assert document.text == "全县新建水渠。\n指标\t2025年\n水渠\t12公里"
    at = document.text.index("12公里")
    origin = next(origin for origin in document.origins if origin.start <= at < origin.end)
    assert (origin.place, origin.offset + at - origin.start) == ("table 1 row 2", 3)
    assert [(d.reason, d.text, d.origin) for d in document.dropped] == [("navigation", "首页", "paragraph 9 offset 0")]


def test_anchors_lead_through_markup() -> None:
    element = Element("paragraph", "茶园和水渠", "", 10, ((0, 10), (2, 40)))
    document = document_of(Source("a.html", "text/html", "2" * 64, (element,)))
    assert [(origin.start, origin.end, origin.offset) for origin in document.origins] == [(0, 2, 10), (2, 5, 40)]


@pytest.mark.corpus
def test_no_character_of_the_corpus_is_lost(shared: Path) -> None:
    for path in sorted(shared.glob("corpus/*/*.txt"))[::6]:
        text = path.read_bytes().decode("utf-8")
        assert_all_accounted(text, document_of(read_text_source(path.name, path.read_bytes())))
