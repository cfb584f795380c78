"""What 该区, 园区 or 本规划 stands for, and the further topics: cells of a row, areas said to have parts."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from extract.document import Cell
from extract.relations.candidates import candidates
from extract.relations.propose import links
from extract.relations.scene import Scene, make_scene
from extract.relations.stands import clause_subject

sys.path.insert(0, str(Path(__file__).parent))
from marked import read

# what it guards, marked text, stand-ins and what they stand for, in order
CASES = [
    ("area of the sentence before", "[枫林工业园区|P]始建于早年。园区形成[箱包|I]产业。", "园区=枫林工业园区"),
    (
        "area that opened the paragraph, not its parts",
        "[枫林工业园区|P]分为[箱包产业园|P]、[五金产业园|P]。园区配套完善。",
        "园区=枫林工业园区",
    ),
    ("该园区 after a clause", "新组建[枫林工业园区|P]，配套完善。近年来该园区发展[箱包|I]。", "该园区=枫林工业园区"),
    ("a territory with activity", "[枫林经济开发区|D]扩容。开发区入驻企业十家。", "开发区=枫林经济开发区"),
    ("高新区 is not any area", "[滨海新区|D]建设加快。高新区重点发展[箱包|I]。", ""),
    ("该县 is no area", "[北川县|D]建成[枫林产业园|P]。该县发展[箱包|I]。", "该县=北川县"),
    ("该区域 is no district", "[枫林区|D]建设加快。该区域交通便利。", ""),
    ("工业园区建设 is no area", "[枫林工业园区|P]扩容。工业园区建设加快。", ""),
    ("区内 in a clause", "以[枫林工业园区|P]为主体，区内重点发展[箱包|I]。", "区内=枫林工业园区"),
    ("no park is meant by 景区", "[枫林工业园区|P]扩容。景区客流增长。", ""),
    ("项目 after its name", "[云溪储能电站|J]开工。项目由[恒盛集团|E]投资。", "项目=云溪储能电站"),
    ("项目 after a list is unknown", "推进[云溪储能电站|J]、[石坝水库|J]建设。项目由[恒盛集团|E]投资。", ""),
    ("项目建设 is no project", "[云溪储能电站|J]开工。项目建设加快推进。", ""),
    (
        "document about one area",
        "[枫林工业园区|P]简介\n交通便利，配套完善。\n园区重点发展[箱包|I]。",
        "园区=枫林工业园区",
    ),
    (
        "heading names the area",
        "# [枫林工业园区|P]\n该园区发展[箱包|I]。",
        "该园区=枫林工业园区",
    ),
    ("area after a time", "[枫林工业园区|P]扩容。目前，园区入驻企业十家。", "园区=枫林工业园区"),
    ("area after a long time", "[枫林工业园区|P]扩容。自设立以来，园区紧扣[箱包|I]产业。", "园区=枫林工业园区"),
    ("after a clause that tells no time", "[枫林工业园区|P]扩容。服务企业，园区配套完善。", ""),
    ("a work after a time", "[云溪储能电站|J]开工。截至年底，项目完成投资三亿元。", "项目=云溪储能电站"),
    ("本方案", "[水网建设方案|L]\n依据[水安全规划|L]，制定本方案。", "本方案=水网建设方案"),
    (
        "no plan in the title",
        "全县工作要点已经印发\n" + "各部门抓好落实。" * 8 + "\n[水安全规划|L]印发，制定本方案。",
        "",
    ),
]


@pytest.mark.parametrize(("marked", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_stand_in(marked: str, wanted: str) -> None:
    document, entities = read(marked)
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    found = []
    for member in (m for unit in scene.units for group in unit.groups for m in group.members):
        form, entity = scene.text(member.start, member.end), scene.entities[member.entity]
        if form not in (entity.name, *entity.aliases):
            found.append(f"{form}={entity.name}")
    assert ";".join(found) == wanted


def test_own_plan_replaces_what_was_found_as_a_plan_of_its_own() -> None:
    document, entities = read("[水网建设方案|L]\n依据[水安全规划|L]，制定[本方案|L]。")
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    last = scene.units[-1].groups[-1].members[-1]
    assert scene.entities[last.entity].name == "水网建设方案"


def pairs(marked: str, role: str) -> set[tuple[str, str]]:
    """The names that a role joins."""
    document, entities = read(marked)
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    found = {(c.subject, c.object) for c in candidates(scene) if c.context.link and role in c.context.link.roles}
    return {(scene.entities[s].name, scene.entities[o].name) for s, o in found}


def test_area_said_to_have_parts_is_topic_of_what_follows() -> None:
    text = "加快工业化。以[枫林工业园区|P]为主战场，按照“一园两组团”布局。[南岭组团|P]发展[箱包|I]。[坪江组团|P]发展[五金|I]。"
    assert {("南岭组团", "枫林工业园区"), ("坪江组团", "枫林工业园区")} <= pairs(text, "layout")


def test_no_parts_without_such_words() -> None:
    assert not pairs("建设[枫林工业园区|P]。[南岭组团|P]发展[箱包|I]。", "layout")


def test_a_bare_name_is_topic_of_what_follows() -> None:
    assert ("箱包", "食品") in pairs("[食品|I]\n[箱包|I]", "caption")


def test_what_a_dash_adds_to_a_bare_name_is_left_aside() -> None:
    assert ("箱包", "绿色食品") in pairs("4.1 [绿色食品|I]——从原料到品牌\n[箱包|I]", "caption")
    assert not pairs("近年来大力发展现代[食品|I]——从原料到品牌\n[箱包|I]", "caption")
    assert not pairs("[食品|I]——从原料到品牌。\n[箱包|I]", "caption")


def test_an_entry_that_says_itself_what_it_is_about_is_none() -> None:
    assert not pairs("石坪：[食品|I]、[五金|I]\n南岭：[箱包|I]", "caption")
    assert not pairs("[石坪镇|D]：[食品|I]、[五金|I]\n[南岭镇|D]：[箱包|I]", "caption")


@pytest.mark.parametrize(
    ("district", "words", "meant"),
    [
        ("北川县", "全县发展[箱包|I]。", {"全县"}),
        ("北川县", "全市、全省重点发展[箱包|I]。", set()),
        ("北川市", "我市发展[箱包|I]，全镇居民参加。", {"我市"}),
        ("北川高新区", "全区发展[箱包|I]。", {"全区"}),
        ("北川", "全市发展[箱包|I]。", {"全市"}),
    ],
)
def test_words_of_another_level_are_not_the_own_territory(district: str, words: str, meant: set[str]) -> None:
    document, entities = read(f"[{district}|D]政府工作报告\n{words}", district=district)
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    own = {
        m for u in scene.units for g in u.groups for m in g.members if m.entity == scene.own and m.start > len(district)
    }
    assert {scene.text(m.start, m.end) for m in own} == meant


def test_who_issues_a_paper_is_not_the_place_that_it_is_about() -> None:
    marked = (
        "[澜江省人民政府关于支持北川县加快发展的意见|L]\n[澜江省|D]、[北川县|D]。\n[澜江省委关于加快工业发展的意见|L]"
    )
    document, entities = read(marked)
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    name = [e.name for e in scene.entities]
    found = {(name[c.subject], name[c.object]) for c in candidates(scene) if c.way == "n" and c.predicate == "covers"}
    assert found == {
        ("澜江省人民政府关于支持北川县加快发展的意见", "北川县"),
        ("澜江省委关于加快工业发展的意见", "澜江省"),
    }


def in_table(lines: list[str]) -> Scene:
    """A scene of a table, a line of ``lines`` a row."""
    document, entities = read("\n".join(lines))
    blocks = []
    for number, block in enumerate(document.blocks):
        cells, at = [], block.start
        for text in document.text[block.start : block.end].split("\t"):
            cells.append(Cell(at, at + len(text)))
            at += len(text) + 1
        blocks.append(replace(block, kind="table_row", cells=tuple(cells), table=0, header=number == 0))
    return make_scene(replace(document, blocks=tuple(blocks)), sorted(entities, key=lambda e: e.key))


def test_cells_of_a_row() -> None:
    scene = in_table(["项目名称\t建设单位\t建设地点", "[云溪储能电站|J]\t[恒盛集团|E]\t[枫林工业园区|P]"])
    rows = [(scene.text(x.first.start, x.first.end), scene.text(x.second.start, x.second.end)) for x in links(scene)]
    assert rows == [("云溪储能电站", "恒盛集团"), ("云溪储能电站", "枫林工业园区"), ("恒盛集团", "枫林工业园区")]
    told = {f for c in candidates(scene) if c.predicate == "undertakenBy" for f in c.context.features}
    assert "t:columns=name>firm" in told


def test_a_row_of_one_cell_heads_the_rows_below_until_the_next() -> None:
    scene = in_table(
        [
            "项目名称\t建设地点",
            "（一）[绿色食品|I]",
            "[云溪酱菜厂|J]\t[石坪镇|D]",
            "二、民生类",
            "[云溪水厂|J]\t[南岭镇|D]",
        ]
    )
    found = {(scene.entities[c.subject].name, scene.entities[c.object].name) for c in candidates(scene)}
    assert ("云溪酱菜厂", "绿色食品") in found
    assert ("云溪水厂", "绿色食品") not in found


def test_a_row_that_has_only_a_project_heads_none() -> None:
    scene = in_table(["项目名称\t建设地点", "[云溪酱菜厂|J]", "[云溪水厂|J]\t[南岭镇|D]"])
    assert not [x for x in links(scene) if scene.text(x.first.start, x.first.end) == "云溪酱菜厂"]


def test_a_stroke_divides_a_project_and_its_firm_but_not_two_firms() -> None:
    marked = "3/[云溪水厂|J]/[恒盛集团|E]/2亿元\n[恒盛集团|E]/[远山集团|E]参与。\n[石坪镇|D]/[枫林工业园区|P]分担。"
    document, entities = read(marked)
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    assert [len(g.members) for unit in scene.units for g in unit.groups] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("marked", "firms"),
    [
        ("[恒穗饲料|E]。[恒穗二期生产线|J]。", {"恒穗饲料"}),
        ("[恒穗饲料|E]、[恒穗牧业|E]。[恒穗二期生产线|J]。", set()),
        ("[澜江水务|E]。[澜江新城|P]。[澜江大桥|J]。", set()),
        ("[穗屏水务|E]。[穗屏镇|D]。[穗屏大桥|J]。", set()),
        ("[桂林饲料|E]。[桂林二期生产线|J]。", set()),
        ("[县城投公司|E]、[县水务公司|E]。[县城改造工程|J]、[县水库除险工程|J]。", set()),
        ("[国家电网|E]。[国家储备林项目|J]。", set()),
        ("[文旅发展公司|E]。[文旅综合体|J]。文旅产业兴旺。", set()),
    ],
)
def test_projects_that_begin_like_a_firm(marked: str, firms: set[str]) -> None:
    document, entities = read(marked)
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    found = [c for c in candidates(scene) if c.predicate == "undertakenBy" and c.way == "n"]
    assert {scene.entities[c.object].name for c in found} == firms


@pytest.mark.parametrize(
    ("marked", "held"),
    [
        ("[青山县|D][白云镇|D]、[柳河县|D][石门镇|D]、[临江县|D][双河乡|D]发展快。", {"青山县", "柳河县", "临江县"}),
        ("[湘溪县|D][竹山乡|D]、[云岭县|D][石桥镇|D][红旗村|D]发展快。", {"湘溪县", "云岭县"}),
    ],
)
def test_chains_in_a_list_are_not_joined_crosswise(marked: str, held: set[str]) -> None:
    document, entities = read(marked)
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    assert all(len(g.members) == 1 for unit in scene.units for g in unit.groups)
    assert not {scene.entities[c.subject].name for c in candidates(scene)} & held


def test_a_stroke_behind_a_bracket_divides_too() -> None:
    document, entities = read("[石门物流园|P]（一期）/[远山公司|E]。")
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    assert [len(g.members) for unit in scene.units for g in unit.groups] == [1, 1]


def test_marks_alone_join_quoted_names() -> None:
    document, entities = read("依据《[水安全规划|L]》《[河湖管理条例|L]》，加强管理。")
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    assert [len(g.members) for unit in scene.units for g in unit.groups] == [2]


def test_the_last_before_a_bracket_is_told_apart() -> None:
    document, entities = read("重点发展[箱包|I]、[食品|I]（[果酒|I]、[罐头|I]）等产业。")
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    name = [e.name for e in scene.entities]
    found = {(name[c.object], c.match) for c in candidates(scene) if c.way == "<" and name[c.subject] == "果酒"}
    assert found == {("箱包", "inner"), ("食品", "last")}


@pytest.mark.parametrize(
    ("marked", "subject"),
    [
        ("因此，[北川区|D]根据[云溪港|P]的机遇，主动参与分工，重点发展[箱包|I]。", "北川区"),
        ("[北川区|D]扩容，[枫林产业园|P]重点发展[箱包|I]。", "枫林产业园"),
        ("全力推进[枫林产业园|P]建设，重点发展[箱包|I]。", ""),
    ],
)
def test_what_the_last_clause_is_about(marked: str, subject: str) -> None:
    document, entities = read(marked)
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    found = clause_subject(scene, scene.units[0], scene.units[0].groups[-1])
    assert (scene.entities[found.members[0].entity].name if found else "") == subject
