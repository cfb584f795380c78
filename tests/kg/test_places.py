"""Which territory a name means, and which things of two documents are one."""

import little
import pytest

from extract.document import Metadata
from extract.facts import Extraction
from kg.naming import Namer, is_local_name, own_plan
from kg.places import code_of, district_path, home_path, plan_path, resolve

HOME = ("湖南省", "长沙市", "岳麓区")


@pytest.mark.parametrize(
    ("name", "near", "path"),
    [
        ("岳麓区", (), HOME),
        ("湖南省长沙市岳麓区", (), HOME),
        ("长沙市岳麓区", (), HOME),
        ("武汉", (), ("湖北省", "武汉市")),
        ("鼓楼区", ("江苏省", "南京市"), ("江苏省", "南京市", "鼓楼区")),
        ("鼓楼区", (), ()),
        ("城关镇", ("湖南省", "长沙市", "岳麓区"), ()),
        ("青禾县", (), ()),
    ],
)
def test_national_table_resolves_what_is_sure(name, near, path):
    assert resolve(name, near) == path


@pytest.mark.parametrize(
    ("stated", "path"),
    [
        (Metadata(district="岳麓区"), HOME),
        (Metadata(district="鼓楼区", district_path=("南京市", "鼓楼区")), ("江苏省", "南京市", "鼓楼区")),
        (Metadata(district="鼓楼区"), ("鼓楼区",)),
        (Metadata(), ()),
    ],
)
def test_home_is_completed(stated, path):
    assert home_path(stated) == path


@pytest.mark.parametrize(
    ("name", "upper", "path"),
    [
        ("高新区", (), (*HOME, "高新区")),
        ("高新区", ("湖北省", "武汉市"), ("湖北省", "武汉市", "高新区")),
        ("长沙市", (), ("湖南省", "长沙市")),
        ("某某城市群", (), ("某某城市群",)),
        ("武汉某某新区", (), ("湖北省", "武汉市", "武汉某某新区")),
        ("某某村", (), (*HOME, "某某村")),
    ],
)
def test_what_the_table_does_not_know_lies_below_its_upper_or_home(name, upper, path):
    assert district_path(name, HOME, upper) == path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("《湖北省“十四五”规划》", ("湖北省",)),
        ("长沙市岳麓区总体规划", HOME),
        ("国家创新驱动发展战略纲要", ("中国",)),
        ("某某管理法", ("中国",)),
        ("某某管理办法", HOME),
        ("政府工作报告", HOME),
    ],
)
def test_a_plan_belongs_to_the_territory_it_is_named_after(name, path):
    assert plan_path(name, HOME) == path


def test_codes_need_the_whole_path():
    assert code_of(HOME) == "430104"
    assert code_of(("云岭省", "岳麓区")) == ""
    assert code_of(()) == ""


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("城投公司", True),
        ("自来水有限公司", True),
        ("化肥厂", True),
        ("麦香坊", False),
        ("某某科技股份有限公司", False),
        ("华润集团", False),
    ],
)
def test_firms_that_every_county_has_are_local(name, local):
    assert is_local_name(name) is local


def iri(cls: str, name: str, **metadata: object) -> str:
    document = little.document(**metadata)
    thing = little.entity(document.text, cls, name)
    return Namer(Extraction(document, (thing,))).entity(thing).value


@pytest.mark.parametrize("cls", ["Park", "Project", "Plan", "District"])
def test_the_same_name_in_two_counties_is_two_things(cls):
    one = iri(cls, "高新区", district="甲县", district_path=("云岭省", "甲县"))
    assert one != iri(cls, "高新区", district="乙县", district_path=("云岭省", "乙县"))
    assert one == iri(cls, "高新区", district="甲县", district_path=("云岭省", "甲县"), title="另一份")


@pytest.mark.parametrize(("cls", "name"), [("Industry", "烘焙业"), ("Enterprise", "麦香坊"), ("District", "武汉市")])
def test_what_is_known_by_name_is_one_thing_everywhere(cls, name):
    assert iri(cls, name, district="甲县", district_path=()) == iri(cls, name, district="乙县", district_path=())


def test_documents_without_a_place_share_no_parks():
    one, other = (
        little.document(district="", district_path=()),
        little.document("另一篇。\n", district="", district_path=()),
    )
    parks = [little.entity(d.text, "Park", "高新园") for d in (one, other)]
    assert Namer(Extraction(one, (parks[0],))).entity(parks[0]) != Namer(Extraction(other, (parks[1],))).entity(
        parks[1]
    )


def test_reports_of_two_years_are_two_plans():
    plans = [iri("Plan", "政府工作报告", title="政府工作报告", period=year) for year in ("2024", "2025")]
    assert plans[0] != plans[1]
    assert plans[0].endswith("/2024/政府工作报告")


def test_the_documents_own_plan_is_the_one_called_like_its_title():
    extraction = little.extract(little.document())
    assert own_plan(extraction).name == "青禾县“十四五”规划"
    assert own_plan(Extraction(little.document(title="别的"), extraction.entities[1:])) is None
