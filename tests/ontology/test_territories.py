"""The table of territories against facts anybody can look up."""

from pathlib import Path

import pytest

from ontology import territories
from ontology.tables import TableError, read_table


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("410102", ("河南省", "郑州市", "中原区")),
        ("110108", ("北京市", "海淀区")),
        ("429004", ("湖北省", "仙桃市")),
        ("441900003", ("广东省", "东莞市", "东城街道")),
        ("620201001", ("甘肃省", "嘉峪关市", "雄关街道")),
        ("653228", ("新疆维吾尔自治区", "和田地区", "和康县")),
        ("810000", ("香港特别行政区",)),
    ],
)
def test_path_names_the_territories_from_the_province_down(code: str, path: tuple[str, ...]) -> None:
    assert territories.path(code) == path


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("河南省", ["410000"]),
        ("河南", ["410000", "632324"]),
        ("内蒙古", ["150000"]),
        ("广西", ["450000"]),
        ("恩施州", ["422800"]),
        ("宽城县", ["130827"]),
        ("东乡县", ["622926"]),
        ("鄂温克旗", ["150724"]),
        ("朝阳区", ["110105", "220104"]),
        ("白杨市", ["659012"]),
        ("徐水县", ["130609"]),
        ("襄樊市", ["420600"]),
        ("不存在县", []),
    ],
)
def test_a_name_gives_its_codes(name: str, codes: list[str]) -> None:
    assert [territory.code for territory in territories.by_name(name) if territory.level != "town"] == codes


def test_the_highest_level_comes_first_and_the_level_can_be_asked_for() -> None:
    assert territories.by_name("吉林")[0].code == "220000"
    assert [t.name for t in territories.by_name("吉林", "city")] == ["吉林市"]


@pytest.mark.parametrize(
    ("name", "level", "forms"),
    [
        ("浦东新区", "county", ("浦东",)),
        ("赵县", "county", ()),
        ("土默特左旗", "county", ()),
        ("积石山保安族东乡族撒拉族自治县", "county", ("积石山县", "积石山")),
        ("恩施土家族苗族自治州", "city", ("恩施州", "恩施")),
        ("建设路街道", "town", ("建设路",)),
        ("石家庄高新技术产业开发区", "zone", ()),
    ],
)
def test_short_forms(name: str, level: territories.TerritoryLevel, forms: tuple[str, ...]) -> None:
    assert territories.short_forms(name, level) == forms


def test_below_lists_what_lies_in_a_territory() -> None:
    counties = [t.name for t in territories.below("410100", "county")]
    assert len(counties) == 12
    assert "巩义市" in counties
    assert territories.below("410102001") == ()
    assert all(t.code.startswith("410102") and t.level == "town" for t in territories.below("410102"))


@pytest.mark.parametrize(
    ("level", "least", "most"),
    [("province", 34, 34), ("city", 333, 333), ("county", 2840, 2860), ("town", 38_000, 39_000), ("zone", 100, 130)],
)
def test_the_table_is_as_large_as_the_country(level: territories.TerritoryLevel, least: int, most: int) -> None:
    assert least <= sum(territory.level == level for territory in territories.everything()) <= most


def test_every_territory_but_a_province_lies_in_another() -> None:
    assert [t for t in territories.everything() if t.level != "province" and not territories.parent(t.code)] == []


def test_every_former_name_leads_to_a_present_territory() -> None:
    former = read_table(territories.VOCAB / "territory-changes.tsv", ("former", "code", "year"))
    assert len(former) > 250
    assert [row for row in former if territories.get(row[1]) is None or not "1997" <= row[2] <= "2026"] == []


def test_a_broken_table_is_named_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "words.tsv"
    table.write_text("# a comment\ncode\tname\n110000\t北京市\n120000\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"words\.tsv:4: 1 cells where 2 are wanted"):
        read_table(table, ("code", "name"))
    with pytest.raises(TableError, match=r"words\.tsv:2: the columns must be"):
        read_table(table, ("name", "code"))


@pytest.mark.parametrize("line", ["develop\t", "\t发展", "develop\t "])
def test_an_empty_cell_is_named_where_all_are_wanted(tmp_path: Path, line: str) -> None:
    table = tmp_path / "cues.tsv"
    table.write_text(f"class\tword\nplace\t位于\n{line}\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"cues\.tsv:3: an empty cell"):
        read_table(table, ("class", "word"), filled=True)
    assert len(read_table(table, ("class", "word"))) == 2
