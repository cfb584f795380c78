"""The pipeline's components in a spaCy pipeline, and what one call hands over."""

from __future__ import annotations

import dataclasses
from typing import get_args

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import extract.pipeline as steps
from extract.document import Block, Document, Metadata
from extract.facts import EntityClass, Extraction

KINDS = ("relations", "observations", "measures", "goals", "attributes")
LINES = (
    "北汀县国民经济和社会发展第十四个五年规划纲要",
    "第一章 发展目标",
    "——综合实力更强。地区生产总值年均增长6%，城镇化率达到60%。",
    "第二章 产业发展",
    "北汀县重点发展新材料、生物医药等产业。",
    "青岚新材料产业园位于北汀县，重点发展新材料产业。",
    "鹭洲冷链仓储项目总投资5亿元，占地200亩，由鹭洲食品集团有限公司投资建设，已开工。",
)


def plan() -> Document:
    """A small plan of the invented 北汀县, its chapters headings."""
    text, blocks, path = "", [], ()
    for i, line in enumerate(LINES):
        heading = line.startswith("第") or i == 0
        kind = "title" if i == 0 else "heading" if heading else "paragraph"
        path = () if heading else path
        blocks.append(Block(kind, len(text), len(text) + len(line), path, int(heading)))
        path = (line,) if heading else path
        text += line + "\n"
    about = Metadata(LINES[0], district="北汀县", period="2021-2025", kind="outline")
    return Document("plan", "plan.txt", text, tuple(blocks), "0" * 64, "text/plain", about)


def blank() -> Language:
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "plankg.CharTokenizer.v1"}}})


@pytest.fixture(scope="module")
def found() -> Extraction:
    return steps.extract(plan())


NAMES = ("plankg_entities", "plankg_relations", "plankg_numbers", "plankg_goals")


def test_components_join_a_blank_pipeline_by_name() -> None:
    nlp = blank()
    for name in NAMES:
        nlp.add_pipe(name)
    assert nlp.pipe_names == list(NAMES)
    doc = nlp("\n".join(LINES))
    assert doc.text == "\n".join(LINES)
    assert {"plankg_entities", *(f"plankg_{kind}" for kind in KINDS)} <= set(doc.user_data)


def test_mentions_are_labelled_spans() -> None:
    nlp = blank()
    nlp.add_pipe("plankg_entities")
    doc = nlp("\n".join(LINES))
    labelled = {(span.text, span.label_) for span in doc.spans["plankg"]}
    assert {label for _, label in labelled} <= set(get_args(EntityClass))
    assert {("青岚新材料产业园", "Park"), ("生物医药", "Industry"), ("鹭洲冷链仓储项目", "Project")} <= labelled


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_component_without_entities_before_it_does_not_break(name: str) -> None:
    nlp = blank()
    nlp.add_pipe(name)
    assert nlp("\n".join(LINES)).text == "\n".join(LINES)


@pytest.mark.parametrize("text", ["", "\n\n", "A b  c", "鹭 洲", "𠮷田镇\u3000"])
def test_one_token_per_character(text: str) -> None:
    doc = blank()(text)
    assert doc.text == text
    assert [t.idx for t in doc] == list(range(len(text)))


def test_every_kind_of_fact_is_read(found: Extraction) -> None:
    assert {e.cls for e in found.entities} >= {"District", "Park", "Industry", "Project", "Plan"}
    assert {kind for kind in KINDS if getattr(found, kind)} >= {"relations", "observations", "measures", "goals"}


def test_what_is_handed_over_is_frozen(found: Extraction) -> None:
    for item in (found, *found.entities, *found.relations, *found.observations, *found.goals):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(item, dataclasses.fields(item)[0].name, None)
    assert all(isinstance(getattr(found, kind), tuple) for kind in ("entities", *KINDS))


def check_evidence(found: Extraction) -> None:
    """Every span of every fact lies inside the text and says something."""
    spans = [m for e in found.entities for m in e.mentions]
    spans += [span for kind in KINDS for fact in getattr(found, kind) for span in fact.evidence.spans]
    assert [s for s in spans if not 0 <= s.start < s.end <= len(found.document.text)] == []
    assert [s for s in spans if not found.document.slice(s).strip()] == []


def test_evidence_lies_inside_the_text(found: Extraction) -> None:
    check_evidence(found)


def test_facts_are_about_entities_of_the_document(found: Extraction) -> None:
    ends = {r.subject.key for r in found.relations} | {r.object.key for r in found.relations}
    assert ends | {m.subject.key for m in found.measures} <= {e.key for e in found.entities}


def test_again_the_same(found: Extraction) -> None:
    assert steps.extract(plan()) == found


PIECES = (
    *LINES,
    "北汀县",
    "青岚产业园",
    "鹭洲项目",
    "5亿元",
    "6%",
    "2025年",
    "，",
    "。",
    "\n",
    "增长",
    "达到",
    "重点发展",
    "“",
    "）",
)
texts = st.one_of(st.lists(st.sampled_from(PIECES), max_size=15).map("".join), st.text(max_size=50))


@given(texts)
@settings(max_examples=40, deadline=None)
def test_any_text_is_read_without_a_fault(text: str) -> None:
    check_evidence(steps.extract(steps.plain(text)))
