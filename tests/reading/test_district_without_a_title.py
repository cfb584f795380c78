"""Whom a text is about that has no title, no speaker and no issuer."""

import pytest

from extract.reading import document_of
from extract.reading.formats.text import read_text_source


def district(*lines: str) -> str:
    return document_of(read_text_source("a.txt", "\n".join(lines).encode())).metadata.district


FILLER = "，各项工作扎实推进，群众收入持续增加，城乡面貌明显改善。"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["郴州市茶香，郴州竹翠，郴州水清，全市一盘棋", "北湖区建茶市，苏仙区修茶路，永兴县种新茶，资兴市办茶厂"],
            "郴州市",
        ),
        (["郴州下达的目标全面完成，增速居全市前列", "宜章县城更美，宜章茶业更强"], "宜章县"),
        (["我区茶业兴旺，全区增收，自治区予以表彰", "广西各地学习，自治区党委、自治区政府充分肯定"], "广西壮族自治区"),
        (["连云港畅通，全市增收，连云港货运倍增，连云港市再上台阶"], "连云港市"),
        (["大力发展朝阳产业，做强朝阳产业，全县增收", "宜章县茶业是全县的朝阳产业"], "宜章县"),
    ],
    ids=["names many of a city", "names one of a city", "region", "longer name", "word that is a name"],
)
def test_guess(lines: list[str], expected: str) -> None:
    assert district(*(line + FILLER for line in lines)) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("无锡市鹭汀区2024年政府工作报告", "鹭汀区"),
        ("鹭岗彝族傣族自治县政府工作报告", "鹭岗彝族傣族自治县"),
        ("鹭陵县2011年政府工作报告", "鹭陵县"),
        ("鹭川市汀洲区国民经济和社会发展第十四个五年规划纲要", "汀洲区"),
        ("无锡市老旧小区改造计划", "无锡市"),
        ("鹭汀高新区2025年工作总结和2026年工作打算", "鹭汀高新区"),
    ],
    ids=["in a known city", "self-governing", "ends like a known one", "in an unknown city", "no district", "headline"],
)
def test_districts_that_no_table_has(title: str, expected: str) -> None:
    assert district(title, "本年各项工作进展顺利" + FILLER) == expected
