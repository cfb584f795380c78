"""The indicator tables of real documents, cell by cell; names and numbers are facts."""

from pathlib import Path

import pytest

from extract.document import Document
from extract.reading import read_text

EXPECTED, BINDING = "预期性", "约束性"
STATE, TWICE = f"{EXPECTED} 国家", f"{EXPECTED} {EXPECTED}"
IN_STEP, REQUIRED, ABOVE = "与经济增长同步", "达到国家要求", "高于全市平均水平"
AREA, PAST, PAST_DONE = "万平方米", "五年增加500", "五年增加680"
SET = "完成市下达目标"  # 按上级分解值
pytestmark = pytest.mark.corpus


def table(document: Document, number: int) -> list[list[str]]:
    return [
        [document.slice(cell) for cell in block.cells]
        for block in document.blocks
        if block.table == number and not block.header
    ]


@pytest.fixture(scope="module")
def pdf_text(shared: Path) -> Document:
    return read_text(shared / "corpus/seeds/002.txt")


@pytest.fixture(scope="module")
def flattened(shared: Path) -> Document:
    return read_text(shared / "corpus/seeds/003.txt")


@pytest.fixture(scope="module")
def printed(shared: Path) -> Document:
    return read_text(shared / "corpus/plans/beijing-15th.txt")


def test_tab_table_of_28_rows_over_a_page_break(pdf_text: Document) -> None:
    rows = table(pdf_text, 0)
    assert [row[0] for row in rows] == [str(number) for number in range(1, 28)]
    assert {len(row) for row in rows} == {7}


@pytest.mark.parametrize(
    "row",
    [
        ["16", "万元生产总值二氧化碳排放下降率", "%", SET, "", SET, "—"],
        ["24", "城镇基本医疗保险新增参保人数", "万人", SET, "—", SET, "—"],
        ["21", "城镇登记失业率", "%", "≤4", "—", "3.5", "—"],
        ["5", "一般公共预算收入", "亿元", "38.5", "6", "54.4", "3.18"],
        ["1", "地区生产总值", "亿元", "452", "8", "709.3", "6.6"],
        ["3", "固定资产投资", "亿元", "540", "15", "369.9", "10.5"],
        ["27", "人口自然增长率", "‰", "10.17", "—", SET, "—"],
        ["6", "外贸进出口总额", "亿美元", "3", "5", SET, "—"],
        ["13", "新增公共绿地面积", AREA, PAST, "", PAST_DONE, "—"],
        ["8", "三次产业结构", "—", "—", "", "0:31.7:68.3", "—"],
    ],
    ids=lambda row: row[1],
)
def test_rows_of_the_tab_table(pdf_text: Document, row: list[str]) -> None:
    assert row in table(pdf_text, 0)


@pytest.mark.parametrize(
    "row",
    [
        ["每千人口注册护士数（人）", "5.2", "—", ""],
        ["数字经济核心产业增加值占GDP比重（%）", "—", "提高3", STATE],
        ["城镇调查失业率（%）", "—", "<5.5", TWICE],
        ["一、经济发展", "", "", ""],
        ["人均预期寿命（岁）", "83", "—", EXPECTED],
        ["常住人口城镇化率（%）", ">99.23", "—", STATE],
        ["地区生产总值（亿元）", "1000", "8", STATE],
        ["绿化覆盖率（%）", "41.63", "—", BINDING],
        ["每千名老年人养老机构床位数（张）", "40", "5", EXPECTED],
    ],
    ids=lambda row: row[0],
)
def test_rows_of_the_second_tab_table(pdf_text: Document, row: list[str]) -> None:
    assert row in table(pdf_text, 1)


@pytest.mark.parametrize(
    "row",
    [
        ["13", "人均预期寿命（岁）", "78.3", "增加【1】", ""],
        ["9", "劳动年龄人口平均受教育年限（年）", "10.5", "11左右", BINDING],
        ["6", "数字经济核心产业增加值占地区生产总值比重（%）", "", "【2.5】", ""],
        ["5", "每万人口高价值发明专利拥有量（件）", "", "", ""],
        ["7", "居民人均可支配收入增长（%）", "", IN_STEP, ""],
        ["16", "空气质量优良天数比率（%）", "73.8", "", ""],
        ["1", "地区生产总值增长（%）", "年均增长7.3", "年均增长8左右", EXPECTED],
        ["10", "每千人口拥有执业（助理）医师数（人）", "", "3.6左右", ""],
        ["3", "社会消费品零售总额增长（%）", "-3.1", "年均增长10", ""],
        ["20", "能源综合生产能力（万吨标准煤）", "", "", ""],
        ["2", "常住人口城镇化率（%）", "—", ABOVE, ""],
        ["", "每千人口注册护士数（人）", "", "4.3左右", ""],
        ["18", "森林（林木）覆盖率（%）", "35.21", "", ""],
    ],
    ids=lambda row: row[1],
)
def test_rows_of_the_flattened_table(flattened: Document, row: list[str]) -> None:
    assert row in table(flattened, 0)


def test_the_flattened_table_is_whole(flattened: Document) -> None:
    assert [row[0] for row in table(flattened, 0) if row[0]] == [str(number) for number in range(1, 21)]


@pytest.mark.parametrize(
    "row",
    [
        ["", "药品抽检合格率（%）", ">99∗", ">99", BINDING],
        ["21", "全市居民人均可支配收入年均增速（%）", "4.4", IN_STEP, EXPECTED],
        ["18", "实际利用外资规模（亿美元）", "68.7", "【350左右】", EXPECTED],
        ["12", "细颗粒物年均浓度（微克/立方米）", "27", REQUIRED, BINDING],
        ["2", "每万人口高价值发明专利拥有量（件）", "180.7", "240左右", EXPECTED],
        ["3", "地区生产总值年均增速（%）", "5.4", "4.5-5,努力争取更好结果", EXPECTED],
        ["8", "生产生活用水总量（亿立方米）", "25.02", "<30", BINDING],
        ["28", "十万常住人口火灾死亡率", "0.25", "≤0.25", EXPECTED],
    ],
    ids=lambda row: row[1],
)
def test_rows_of_the_printed_table(printed: Document, row: list[str]) -> None:
    assert row in [cells[1:] for cells in table(printed, 0)]


def test_merged_categories_are_repeated(printed: Document) -> None:
    rows = table(printed, 0)
    assert [row[1] for row in rows if row[1]] == [str(number) for number in range(1, 30)]
    assert {row[0][:4] for row in rows} == {"创新发展", "协调发展", "绿色发展", "开放发展", "共享发展", "安全稳定"}
