"""The learned tagger on a small document of names that a reader cannot miss, and what the entities of any text hold."""

from __future__ import annotations

import functools
import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document, Span
from extract.entities import entities
from extract.entities.names import norm
from extract.facts import Entity

sys.path.insert(0, str(Path(__file__).parent))
from entity_marks import document, read, rows

SENTENCES = rows("tagger.tsv")
PASSAGE = read("\\n".join(row["sentence"] for row in SENTENCES))


@functools.cache
def passage() -> tuple[Document, tuple[Entity, ...]]:
    about = document(PASSAGE[0], "outline")
    return about, tuple(entities(about))


def forms(entity: Entity) -> set[str]:
    return {norm(form) for form in (entity.name, *entity.aliases)}


def missed() -> list[str]:
    about, found = passage()
    known = {(e.cls, form) for e in found for form in forms(e)}
    names = [(mark.cls, about.text[mark.start : mark.end]) for mark in PASSAGE[1]]
    return [f"{name}|{cls}" for cls, name in names if (cls, norm(name)) not in known]


def test_names_of_a_passage_are_found() -> None:
    assert len(missed()) <= 0.15 * len(PASSAGE[1]), missed()


@pytest.mark.parametrize("cls", sorted({mark.cls for mark in PASSAGE[1]}))
def test_names_of_every_class_are_found(cls: str) -> None:
    marked = sum(mark.cls == cls for mark in PASSAGE[1])
    assert sum(name.endswith(f"|{cls}") for name in missed()) <= marked / 3


def test_little_else_is_found() -> None:
    about, found = passage()
    marked = {norm(about.text[mark.start : mark.end]) for mark in PASSAGE[1]}
    extra = [e for e in found if not forms(e) & marked]
    assert len(extra) <= 0.3 * len(marked), [(e.cls, e.name) for e in extra]


@pytest.mark.parametrize(
    "sentence", ["今年，我们办成了许多好事。", "会议指出，要坚持实事求是。", "谢谢大家！", "", "\n\n", "。"]
)
def test_no_name_no_entity(sentence: str) -> None:
    assert entities(document(sentence)) == []


def test_title_and_own_district_are_always_there() -> None:
    about = document("北汀县试写的题目\n山好水好。")
    found = {(e.cls, e.name) for e in entities(about)}
    assert {("Plan", "北汀县试写的题目"), ("District", "北汀县")} <= found


def test_every_occurrence_is_a_mention() -> None:
    about = document(
        "加快推进青岚新材料产业园建设。\n入驻青岚新材料产业园的企业达到20家。\n依托青岚新材料产业园，发展新材料产业。"
    )
    (park,) = [e for e in entities(about) if e.name == "青岚新材料产业园"]
    assert [about.slice(m) for m in park.mentions] == ["青岚新材料产业园"] * 3


def test_a_name_said_in_parts_stands_only_in_its_list() -> None:
    about = document("全市电网更加坚强。\n加快推进溪东、岗西变电站建设，提升供电能力。\n溪东人爱唱歌。")
    (project,) = [e for e in entities(about) if e.name == "溪东变电站"]
    assert [m.start for m in project.mentions] == [about.text.index("溪东、")]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_finds_the_same(seed: str) -> None:
    code = "from test_entities_tagger import *; print(repr(entities(document(PASSAGE[0], 'outline'))))"
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).resolve().parents[2])])
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert run.stdout.strip() == repr(list(passage()[1]))


PIECES = (
    *(read(row["sentence"])[0] for row in SENTENCES),
    *("鹭洲", "青岚产业园", "青岚产业园项目", "鹭鸣路", "鹭鸣路工程", "新建鹭鸣路", "开发区", "北汀县", "我县", "竹编产业", "竹编"),
    *("青岚轴承", "青岚轴承有限公司", "青岚轴承集团", "十四五规划", "“", "”", "《", "》", "(", "）", "、", "和", "，", "。", "；"),
    *("\n", " ", "\u3000", "\t", "一批", "3个", "等企业", "等特色产业", "建设", "A", "7", "，打造", "发展"),
)  # fmt: skip
built = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
texts = st.one_of(built, st.text(max_size=60), st.text("鹭洲青岚园路县镇、“”《》()\n 一三十五规划等企业", max_size=80))


def said(text: str, mention: Span, entity: Entity) -> bool:
    """Tell whether a mention is a form of its entity; in a list the type noun may stand at the last item only."""
    name = norm(text[mention.start : mention.end])
    in_a_list = text[mention.end : mention.end + 1] == "、"
    return name in forms(entity) or (in_a_list and any(form.startswith(name) for form in forms(entity)))


@given(texts)
@settings(max_examples=120, deadline=None)
def test_a_mention_is_a_form(text: str) -> None:
    for entity in entities(document(text)):
        assert entity.mentions == tuple(sorted(set(entity.mentions)))
        assert [m for m in entity.mentions if not said(text, m, entity)] == []


@given(texts)
@settings(max_examples=120, deadline=None)
def test_no_form_is_shared(text: str) -> None:
    count = Counter((e.cls, form) for e in entities(document(text)) for form in forms(e))
    assert [form for form, times in count.items() if times > 1] == []


@given(texts)
@settings(max_examples=60, deadline=None)
def test_names_are_mended_and_sure_within_reason(text: str) -> None:
    for e in entities(document(text)):
        assert not set(e.name) & set(" \n“”《》")
        assert e.name not in e.aliases
        assert 0 < e.confidence <= 1


@given(texts, st.integers(0, 9))
@settings(max_examples=40, deadline=None)
def test_order_of_blocks_does_not_matter(text: str, seed: int) -> None:
    about = document(text)
    blocks = list(about.blocks)
    random.Random(seed).shuffle(blocks)
    assert entities(replace(about, blocks=tuple(blocks))) == entities(about) == entities(about)
