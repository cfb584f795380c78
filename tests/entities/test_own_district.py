"""The own territory of a document whose title no table knows, one line each; all places but the provinces and cities are invented."""

from __future__ import annotations

import pytest

from extract.reading.district import counted_district, named_district


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
    ],
)
def test_a_title_names_its_territory(line: str, name: str) -> None:
    assert named_district(line, line).name == name


def test_a_text_is_about_what_it_begins_with() -> None:
    text = "吉林市公布四大板块。吉林市说，长春市和吉林市同行，长春市、长春市、长春市。"
    assert counted_district(text).name == "吉林市"
