"""One text from two sources is recognised."""

from pathlib import Path

import pytest

from extract.document import Document
from extract.reading import document_of, near_duplicates, read_text
from extract.reading.formats.text import read_text_source

CROPS = ("茶叶", "竹笋", "柑橘", "蚕桑", "中药材", "油茶", "食用菌", "莲藕", "生猪", "稻虾", "板栗", "金银花")
ACTS = ("扩大种植面积", "建设加工车间", "培育合作组织", "完善冷链设施", "打响区域品牌", "拓宽销售渠道")


def read(name: str, text: str) -> Document:
    return document_of(read_text_source(name, text.encode()))


def plan(places: str) -> str:
    sentences = (f"{place}围绕{crop}{act}，力争三年见效。" for place in places for crop in CROPS for act in ACTS)
    return "".join(sentences)


def test_the_same_text_in_another_dress() -> None:
    text = plan("东西")
    dressed = (
        "首页\n>\n规划\n" + text.replace("，", ", ").replace("力争三年见效", "力 争 三 年 见 效", 5) + "\n下一篇：\n"
    )
    other = plan("南北")
    documents = [read("一.txt", text), read("二.txt", dressed), read("三.txt", other)]
    groups = near_duplicates(documents)
    assert sorted(sorted(document.name for document in group) for group in groups) == [["一.txt", "二.txt"], ["三.txt"]]


def test_order_of_the_input_does_not_matter() -> None:
    documents = [read(f"{place}.txt", plan(place)) for place in "东西南北"] + [read("又.txt", plan("东") + "。")]
    assert near_duplicates(documents) == near_duplicates(documents[::-1])


def test_empty_and_tiny_texts() -> None:
    documents = [read("a.txt", "x"), read("b.txt", "12"), read("c.txt", "茶")]
    assert sum(len(group) for group in near_duplicates(documents)) == 3


@pytest.mark.corpus
def test_two_sources_of_one_plan_and_nothing_else(shared: Path) -> None:
    paths = [
        *(shared / "corpus/seeds").glob("*.txt"),
        *(shared / "corpus/reports").glob("*.txt"),
        *(shared / "corpus/more").glob("xushui*.txt"),
    ]
    groups = near_duplicates([read_text(path) for path in sorted(paths)])
    assert [sorted(document.name for document in group) for group in groups if len(group) > 1] == [
        ["000.txt", "002.txt"]
    ]
