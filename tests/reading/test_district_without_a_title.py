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
