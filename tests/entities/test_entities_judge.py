"""The judge of entities: what it keeps and how sure it is."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from extract.document import Document, Span
from extract.entities import entities, proposed
from extract.entities.judge import default_judge, features, judged
from extract.entities.logistic import Judge
from extract.facts import Entity

sys.path.insert(0, str(Path(__file__).parent))
from entity_marks import document

TEXT = "青禾区政府工作报告\n推进鹭洲新材料产业园建设，鹭洲新材料产业园新增企业12家。\n发展新材料产业，引进远汀新材料有限公司。"


def about() -> tuple[Document, list[Entity]]:
    read = document(TEXT)
    return read, proposed(read)


def test_every_entity_has_features_of_its_own() -> None:
    read, found = about()
    told = list(features(read, found))
    assert len(told) == len(found) > 2
    assert all("bias" in names and f"class={e.cls}" in names for e, names in zip(found, told, strict=True))


def test_the_threshold_leaves_out_and_keeps_the_order() -> None:
    read, found = about()
    everything = judged(read, found, replace(default_judge(), threshold=0.0))
    assert [e.key for e in everything] == [e.key for e in found]
    least = sorted({e.confidence for e in everything})[1]
    kept = judged(read, found, replace(default_judge(), threshold=least))
    assert [e.key for e in kept] == [e.key for e in everything if e.confidence >= least]
    assert len(kept) < len(everything)


def test_confidence_is_a_share() -> None:
    assert all(0 <= e.confidence <= 1 for e in entities(document(TEXT)))


def test_a_name_inside_another_is_told_apart() -> None:
    read, found = about()
    by_name = {e.name: names for e, names in zip(found, features(read, found), strict=True)}
    assert any(f.startswith("in Park") for f in by_name["新材料产业"]) or "in none&Industry" in by_name["新材料产业"]
    assert "in none&Park" in by_name["鹭洲新材料产业园"]


def test_neighbours_in_a_list_are_told() -> None:
    def one(name: str, at: int) -> Entity:
        return Entity("Industry", name, (), (Span(at, at + 2),), "tagger", 0.95)

    found = [one("竹编", 2), one("制伞", 5), one("酿醋", 10)]
    told = [set(names) for names in features(document("发展竹编、制伞。办好酿醋和比赛。"), found)]
    assert {"peers=1&Industry", "peer=0.97&Industry", "unnamed=0/1&Industry"} <= told[0] & told[1]
    assert {"unnamed=1/1&Industry", "peer=none&Industry"} <= told[2]


def test_what_stands_in_no_list_has_no_neighbours() -> None:
    found = [Entity("Industry", "竹编", (), (Span(0, 2),), "tagger", 0.9)]
    assert "alone&Industry" in next(features(document("竹编产业兴旺。"), found))


def test_the_judge_there_and_back(tmp_path: Path) -> None:
    judge = Judge({"b": -0.5, "a": 1.25}, 0.3)
    judge.save(tmp_path / "one.json")
    Judge({"a": 1.25, "b": -0.5}, 0.3).save(tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
