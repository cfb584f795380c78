"""What the judge is told of two names, and that links share what they have in common."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extract.relations.candidates import candidates
from extract.relations.features import clause_start, heir, label_class, lies, shared
from extract.relations.scene import make_scene
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
