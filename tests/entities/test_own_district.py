"""The own territory of a document whose title no table knows, one line each; all places but the provinces and cities are invented."""

from __future__ import annotations

import pytest

from extract.reading.counted import counted_district
from extract.reading.district import governed_district, named_district


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("中共鹭洲市委关于制定第十五个五年规划的建议", "鹭洲市"),
        ("中共鹭洲市委 鹭洲市人民政府关于推进柳编发展的意见", "鹭洲市"),
        ("鹭洲市城市更新行动实施方案", "鹭洲市"),
        ("关于《鹭洲市国民经济和社会发展规划》的报告", "鹭洲市"),
        ("鹭洲市关于加快柳编发展的实施意见", "鹭洲市"),
        ("2024年鹭洲市柳东区政府工作报告", "柳东区"),
        ("西安市柳城区政府工作报告", "柳城区"),
        ("鹭洲市资源型城市转型规划", "鹭洲市"),
        ("关于阿日鹭旗2031年国民经济和社会发展计划执行情况的报告", "阿日鹭旗"),
        ("鹭洲地区行署关于推进柳编发展的意见", "鹭洲地区"),
        ("云岭县“十五五”高质量发展思路", "云岭县"),
        ("印发云岭县柳编发展方案", "云岭县"),
        ("成渝地区双城经济圈建设规划", ""),
        ("推动边境地区发展规划", ""),
        ("推进城区老旧小区改造实施方案", ""),
        ("关于支持郊区发展的意见", ""),
        ("推进县区协调发展的意见", ""),
        ("柳溪镇2031年工作总结及2032年工作安排", "柳溪镇"),
        ("柳堡街道“十五五”发展规划", "柳堡街道"),
        ("关于加快推进鹭东区航运业发展的意见", "鹭东区"),
        ("望鹭临港经济区2031年工作总结", "望鹭临港经济区"),
        ("新型城镇化发展规划", ""),
        ("美丽乡村建设行动方案", ""),
    ],
)
def test_a_title_names_its_territory(line: str, name: str) -> None:
    assert named_district(line, line).name == name


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("鹭洲市", ("鹭洲市",)),
        ("鹭洲市柳台山区", ("柳台山区",)),
        ("湖北省鹭洲市柳东区", ("湖北省", "柳东区")),
        ("鹭屏苗族侗族自治县人民政府", ("鹭屏苗族侗族自治县",)),
        ("宜章县柳溪镇", ("湖南省", "郴州市", "宜章县", "柳溪镇")),
        ("叶柏寿县", ("叶柏寿县",)),
        ("县", ()),
        ("中共宜章县", ("湖南省", "郴州市", "宜章县")),
        ("政协云岭县", ("云岭县",)),
        ("自治县人民政府", ()),
    ],
)
def test_a_congress_meets_in_its_territory(name: str, path: tuple[str, ...]) -> None:
    assert governed_district(name, name).path == path


@pytest.mark.parametrize(
    "text",
    [
        "老城区面貌一新。改造老城区，提升老城区。",
        "，城区亮化，城区绿化，城区净化。",
        "全县深度融入全省大局，湖北省支持，全县上下，我县，全县，全县，我县，全县。",
    ],
)
def test_words_and_what_lies_above_are_not_what_a_text_is_about(text: str) -> None:
    assert counted_district(text).name == ""


def test_a_text_is_about_what_it_begins_with() -> None:
    text = "吉林市公布四大板块。吉林市说，长春市和吉林市同行，长春市、长春市、长春市。"
    assert counted_district(text).name == "吉林市"
