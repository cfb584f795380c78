"""What 该区, 园区 or 本规划 stands for, and the further topics: cells of a row, areas said to have parts."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from extract.document import Cell
from extract.relations.candidates import candidates
from extract.relations.features import clause_subject
from extract.relations.propose import links
from extract.relations.scene import make_scene

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


def test_cells_of_a_row() -> None:
    lines = ["项目名称\t建设单位\t建设地点", "[云溪储能电站|J]\t[恒盛集团|E]\t[枫林工业园区|P]"]
    document, entities = read("\n".join(lines))
    blocks = []
    for number, block in enumerate(document.blocks):
        cells, at = [], block.start
        for text in document.text[block.start : block.end].split("\t"):
            cells.append(Cell(at, at + len(text)))
            at += len(text) + 1
        blocks.append(replace(block, kind="table_row", cells=tuple(cells), table=0, header=number == 0))
    scene = make_scene(replace(document, blocks=tuple(blocks)), sorted(entities, key=lambda e: e.key))
    rows = [(scene.text(x.first.start, x.first.end), scene.text(x.second.start, x.second.end)) for x in links(scene)]
    assert rows == [("云溪储能电站", "恒盛集团"), ("云溪储能电站", "枫林工业园区"), ("恒盛集团", "枫林工业园区")]
    told = {f for c in candidates(scene) if c.predicate == "undertakenBy" for f in c.context.features}
    assert "t:columns=name>firm" in told


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
