"""What holds of relations whatever the text."""

from __future__ import annotations

import random
import sys
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document
from extract.facts import Entity
from extract.relations import relations
from extract.relations.contract import ENDS

sys.path.insert(0, str(Path(__file__).parent))
from marked import read

PIECES = (
    "[北川区|D]",
    "[临溪镇|D]",
    "[青岚科技园|P]",
    "[枫林产业园|P]",
    "[人工智能|I]",
    "[现代服务业|I]",
    "[科技金融|I]",
    "[恒盛集团|E]",
    "[恒盛二期|J]",
    "[云溪电站|J]",
    "[北川区总体规划|L]",
    "[水安全规划|L]",
    "、",
    "，",
    "。",
    "；",
    "等",
    "重点发展",
    "落户",
    "投资建设",
    "根据",
    "以",
    "为主的",
    "全区",
    "\n",
    "\n# ",
    "：",
    "（",
    "）",
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join).filter(lambda t: t.strip("\n# "))


def key(found: list) -> list:
    return [(r.subject.key, r.predicate, r.object.key, r.evidence) for r in found]


def lines(marked: str) -> tuple[Document, list[Entity]]:
    return read("\n".join(line for line in marked.split("\n") if line.strip("# ")) or "空", district="北川区")


@given(texts)
@settings(max_examples=150, deadline=None)
def test_contract_evidence_and_ends(marked: str) -> None:
    document, entities = lines(marked)
    for r in relations(document, entities):
        assert (r.subject.cls, r.object.cls) in ENDS[r.predicate]
        assert r.subject in entities
        assert r.object in entities
        assert r.subject is not r.object
        assert 0 < r.evidence.confidence <= 1
        assert r.evidence.rule.endswith(r.predicate)
        assert all(document.slice(span).strip() for span in r.evidence.spans)
        assert list(r.evidence.spans) == sorted(set(r.evidence.spans))


@given(texts, st.integers(0, 9))
@settings(max_examples=80, deadline=None)
def test_order_of_entities_does_not_matter(marked: str, seed: int) -> None:
    document, entities = lines(marked)
    shuffled = list(entities)
    random.Random(seed).shuffle(shuffled)
    assert key(relations(document, shuffled)) == key(relations(document, entities))


@given(texts)
@settings(max_examples=80, deadline=None)
def test_no_contradictions_and_each_once(marked: str) -> None:
    document, entities = lines(marked)
    said = [(r.subject.key, r.predicate, r.object.key) for r in relations(document, entities)]
    assert len(said) == len(set(said))
    assert not {(o, p, s) for s, p, o in said} & set(said)
    places = {(s, o) for s, p, o in said if p == "partOf"}
    assert not places & {(s, o) for s, p, o in said if p == "locatedIn"}


def test_in_the_order_of_the_text() -> None:
    document, entities = read("[恒盛|E]落户[青岚园|P]。\n[临溪镇|D]重点发展[茶叶|I]。", district="北川区")
    found = relations(document, entities)
    assert [r.predicate for r in found] == ["locatedIn", "develops"]
    assert all(a.evidence.spans <= b.evidence.spans for a, b in pairwise(found))


def test_heading_is_part_of_the_evidence() -> None:
    document, entities = read("# [青岚科技园|P]\n重点发展[人工智能|I]、[激光|I]等产业，形成集群。")
    for r in relations(document, entities):
        assert [document.slice(s) for s in r.evidence.spans] == [
            "青岚科技园",
            "重点发展人工智能、激光等产业，形成集群。",
        ]
        assert r.evidence.rule == "head-develops"


def test_said_twice_cites_both() -> None:
    document, entities = read("[临溪镇|D]重点发展[茶叶|I]。\n支持[临溪镇|D]发展[茶叶|I]。")
    (relation,) = relations(document, entities)
    assert len(relation.evidence.spans) == 2


def test_unsure_ends_lower_the_confidence() -> None:
    document, entities = read("[临溪镇|D]重点发展[茶叶|I]。")
    unsure = [Entity(e.cls, e.name, e.aliases, e.mentions, e.rule, 0.7) for e in entities]
    assert relations(document, unsure)[0].evidence.confidence < relations(document, entities)[0].evidence.confidence


def test_no_entities_no_relations() -> None:
    document, _ = read("今年工作千头万绪。")
    assert relations(document, []) == []
