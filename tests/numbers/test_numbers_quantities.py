"""Values and units as written."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numbers.quantity import han_value, quantities
from extract.numbers.view import normalised


def read(text: str) -> list[tuple[str, str, str]]:
    view = normalised(text)
    return [(str(q.value), q.unit, q.comparator) for q in quantities(view, 0, len(view))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5万亩", ("3.5", "万亩", "=")),
        ("1,234,567元", ("1234567", "元", "=")),
        ("12 万人次", ("12", "万人次", "=")),
        ("0.7个百分点", ("0.7", "个百分点", "=")),
        ("10.36百亿亿次/秒", ("10.36", "百亿亿次/秒", "=")),
        ("18万元/人", ("18", "万元/人", "=")),
        ("25万套（间）", ("25", "万套（间）", "=")),
        ("35微克/立方米", ("35", "微克/立方米", "=")),
        ("7大产业", ("7", "个", "=")),
        ("28万人民", ("28", "万人", "=")),
        ("两条", ("2", "条", "=")),
        ("近千万人次", ("1000", "万人次", "~")),
        ("三百亿元", ("300", "亿元", "=")),
        ("超万亿元", ("1", "万亿元", ">")),
        ("四成", ("40", "%", "=")),
        ("15‰", ("15", "‰", "=")),
        ("－3.1%", ("-3.1", "%", "=")),
    ],
)
def test_value_and_unit(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text", ["10号线", "2021年", "G234国道", "PM2.5", "5G网络", "“五个一”", "第3家", "一批", "[12]", "1958", "12月6日"]
)
def test_no_quantity(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [("两", 2), ("十二", 12), ("三百", 300), ("百", 100), ("一千零五", 1005), ("半", Decimal("0.5"))],
)
def test_chinese_numerals(written: str, value: Decimal) -> None:
    assert han_value(written) == value


def test_a_word_is_no_numeral() -> None:
    assert han_value("零百万亿千") is None or isinstance(han_value("零百万亿千"), Decimal)
    assert han_value("十十三") is None


@given(st.integers(0, 10**7), st.sampled_from(["亿元", "万亩", "家", "%", "公里", "万人次"]))
def test_a_written_number_is_read_back(value: int, unit: str) -> None:
    assert read(f"完成{value}{unit}。") == [(str(value), unit, "=")]


@given(st.text(alphabet="新增企业达到0123456789.,，。%万亿元家、和余个（）“”十三-", max_size=60))
def test_quantities_lie_in_order_inside_the_text(text: str) -> None:
    view = normalised(text)
    found = quantities(view, 0, len(view))
    assert len(view) == len(text)
    assert all(0 <= q.start <= q.number < q.stop <= q.end <= len(view) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
