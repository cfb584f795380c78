"""What the judge is told of two names, and that links share what they have in common."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extract.relations.candidates import candidates
from extract.relations.pairs import lies, shared
from extract.relations.scene import make_scene
from extract.relations.stands import clause_start, heir, label_class, last_area
from ontology import territories

sys.path.insert(0, str(Path(__file__).parent))
from marked import read

SOME = [t for t in territories.everything() if t.level == "county"][::400]


@pytest.mark.parametrize("county", SOME, ids=lambda t: t.code)
def test_table_knows_what_lies_where(county: territories.Territory) -> None:
    province = territories.path(county.code)[0]
    assert lies(county.name, province) == "in"
    assert lies(province, county.name) == "around"
    assert lies(province, province) == "apart"


def test_table_does_not_know_invented_places() -> None:
    assert lies("临溪梨花镇", "北川梨花县") == "?FalseFalse"


@pytest.mark.parametrize(
    ("one", "other", "pairs"), [("光热发电", "光热", 1), ("云上物流港", "物流港", 2), ("茶园", "激光", 0)]
)
def test_shared_pairs(one: str, other: str, pairs: int) -> None:
    assert shared(one, other) == pairs


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("[云溪镇|D]：县域副中心，发展[茶叶|I]。", "District"),
        ("一、[云溪园|P]（省级）：发展[茶叶|I]。", "Park"),
        ("主导产业：[茶叶|I]、[激光|I]。", "主导产业"),
        ("石坪：发展[茶叶|I]。", "bare"),
        ("[云溪镇|D]发展[茶叶|I]。", ""),
    ],
)
def test_what_stands_before_the_colon(marked: str, label: str) -> None:
    document, entities = read(marked)
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    assert label_class(scene, scene.units[0], scene.units[0].groups[-1]) == label


@pytest.mark.parametrize(
    ("marked", "between"),
    [
        ("[北川县|D]新组建[云溪园|P]，发展[茶叶|I]。", "District>Park，"),
        ("[北川县|D]支持[恒盛|E]在县城发展[茶叶|I]。", "District>Enterprise"),
        ("[北川县|D]发展[茶叶|I]。", ""),
    ],
)
def test_what_stands_between(marked: str, between: str) -> None:
    document, entities = read(marked)
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    groups = scene.units[0].groups
    assert heir(scene, scene.units[0], groups[0], groups[-1]) == between


def test_a_label_within_a_line_begins_anew() -> None:
    document, entities = read("[云溪镇|D]发展[茶叶|I]产业[石坪镇|D]：发展[激光|I]")
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    unit = scene.units[0]
    assert [clause_start(scene, unit, g) for g in unit.groups] == ["open", "", "label", ""]


def test_own_territory_is_told_apart() -> None:
    document, entities = read("全县重点发展[茶叶|I]，[临溪镇|D]发展[激光|I]。\n[北川县|D]概况", district="北川县")
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    owns = {(scene.entities[c.subject].name, c.own) for c in candidates(scene) if c.predicate == "develops"}
    assert owns == {("北川县", "subject"), ("临溪镇", "")}


def test_links_of_one_list_share_its_features() -> None:
    document, entities = read("# [青岚园|P]\n[恒盛|E]入驻。重点发展[茶叶|I]。", district="北川县")
    scene = make_scene(document, sorted(entities, key=lambda e: e.key))
    topics = [c.context.parts for c in candidates(scene) if c.context.link and c.context.link.roles]
    assert len({id(parts[1]) for parts in topics if parts[0][0] != "t:own"}) < len(topics)


def proposed(marked: str, district: str = "") -> set[tuple[str, str, str]]:
    document, entities = read(marked, district=district)
    scene = make_scene(document, entities)
    names = [e.name for e in scene.entities]
    return {(names[c.subject], c.predicate, names[c.object]) for c in candidates(scene)}


def test_entries_behind_a_colon_that_name_their_own_industry() -> None:
    listed = proposed(
        "做强[先进制造|I]，方向有：\n[光学仪器|I]，以[青岚科技园|P]为核心。\n依托[枫林产业园|P]，完善配套。"
    )
    assert ("青岚科技园", "develops", "光学仪器") in listed
    assert ("青岚科技园", "develops", "先进制造") not in listed
    assert ("枫林产业园", "develops", "先进制造") in listed


def test_scope_of_a_plan_reaches_every_list_of_the_sentence() -> None:
    named = "、".join(f"[{place}县|D]" for place in ("临溪", "石坝", "柳沟"))
    wide = proposed(
        f"[水网建设方案|L]\n规划范围包括[澜江省|D]{named}，[云岭省|D][枫林县|D]，[青岚省|D][望湖县|D]等地。"
    )
    assert {("水网建设方案", "covers", place) for place in ("柳沟县", "枫林县", "望湖县")} <= wide
    narrow = proposed(f"印发[水网建设方案|L]，推动{named}协同，[云岭省|D][枫林县|D]跟进，[青岚省|D][望湖县|D]配合。")
    assert ("水网建设方案", "covers", "望湖县") not in narrow


def test_a_list_that_names_the_own_territory_is_not_of_its_parts() -> None:
    assert ("石坝县", "partOf", "临溪县") not in proposed("途经[石坝县|D]、[临溪县|D]。", "临溪县")


@pytest.mark.parametrize(
    ("marked", "district", "own"),
    [
        ("[北川县总体规划|L]\n[北川县|D]、[临溪镇|D]、[临溪镇|D]", "石坝县", "北川县"),
        ("[临溪镇|D]交通便利。", "石坝县", None),
        ("[临溪镇|D]、[广西|D]", "广西壮族自治区", "广西"),
    ],
)
def test_own_territory_is_named_in_the_text(marked: str, district: str, own: str | None) -> None:
    document, entities = read(marked, district=district)
    scene = make_scene(document, entities)
    assert (None if scene.own is None else scene.entities[scene.own].name) == own


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("[澜江市|D][北川区|D]发展[光学|I]", "whole=whole>"),
        ("[澜江市|D]发展[光学|I]", "whole=>"),
        ("[恒盛集团|E]落户[澜江市|D][北川区|D]", "whole=>whole"),
    ],
)
def test_area_that_another_follows_at_once(marked: str, said: str) -> None:
    document, entities = read(marked)
    first = next(c for c in candidates(make_scene(document, entities)) if c.predicate in ("develops", "locatedIn"))
    assert said in first.context.features


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("[北川县|D]经济向好。", "block,own"),
        ("[北川县|D]经济向好。[临溪镇|D]热闹。", "block,other"),
        ("[北川县|D]经济向好。\n", "before,own"),
        ("[北川县|D]经济向好。\n[枫林产业园|P]", "unit,other"),
        ("[恒盛集团|E]开业。", ""),
    ],
)
def test_area_last_named_before_a_list(before: str, said: str) -> None:
    document, entities = read(before + "培育[光学|I]。\n[北川县|D]", district="北川县")
    scene = make_scene(document, entities)
    unit = next(u for u in scene.units for g in u.groups if g.family == "industry")
    assert last_area(scene, unit, next(g for g in unit.groups if g.family == "industry")) == said
