"""The whole web pages of the corpus: complete, without what was around them."""

import pytest

from extract.reading.formats import read_source

pytestmark = pytest.mark.corpus
PAGES = (
    "plans/guangzhou-15th",
    "plans/shanghai-15th",
    "plans/shenzhen-15th",
    "reports/guangzhou-2026",
    "reports/zhejiang-2026",
)


@pytest.fixture(params=PAGES)
def source(request, shared):
    path = shared / "corpus" / f"{request.param}.html"
    return read_source(path, path.name)


def kept(source):
    return [e for e in source.elements if e.kind != "boilerplate"]


def test_nearly_all_prose_is_kept(source):
    kept_prose = sum(e.text.count("。") for e in kept(source))
    dropped = [e for e in source.elements if e.kind == "boilerplate" and e.reason not in {"script", "page head"}]
    lost = sum(e.text.count("。") for e in dropped if e.reason != "second edition of the text")
    assert kept_prose > 400
    assert lost < 0.04 * kept_prose


@pytest.mark.parametrize(
    "word", ["首页", "扫一扫", "版权所有", "ICP备", "公网安备", "上一篇", "当前位置", "网站地图", "责任编辑"]
)
def test_no_navigation_is_kept(source, word):
    assert not [e.text for e in kept(source) if word in e.text and len(e.text) < 60]


@pytest.mark.parametrize(("name", "rows", "columns"), [("plans/guangzhou-15th", 31, 7), ("plans/shanghai-15th", 22, 6)])
def test_the_table_of_indicators_is_rectangular(shared, name, rows, columns):
    path = shared / "corpus" / f"{name}.html"
    table = [e.cells for e in read_source(path, path.name).elements if e.kind == "row" and e.table == 1]
    assert len(table) == rows
    assert {len(cells) for cells in table} == {columns}
    assert sum(not cell for cells in table for cell in cells) == 0
