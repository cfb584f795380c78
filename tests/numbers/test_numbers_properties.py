"""What holds for every text: evidence slices, values stand in it, the same input gives the same output."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Block, Document, Metadata, Span
from extract.facts import Entity
from extract.numbers import measures, observations

PHRASES = [
    "全县生产总值", "完成", "增长", "6.5%", "新增", "企业", "12家", "、", "，", "。", "；", "达到", "总投资3亿元的", "青石水库", "分别", "和",
    "占比重", "近", "以上", "两条", "“", "”", "（", "）", "到2025年", "比上年", "下降", "亩", "7.4公里", "等", "\t", "从3家增加到5家",
]  # fmt: skip
texts = st.lists(st.sampled_from(PHRASES), max_size=30).map("".join)


def document(text: str) -> Document:
    kind = "table_row" if "\t" in text else "paragraph"
    blocks = (Block("paragraph", 0, len(text)),) if text.strip() and kind == "paragraph" else ()
    return Document(
        "d", "d.txt", text, blocks, "0" * 64, "text/plain", Metadata(period="2022", kind="report", district="云岭县")
    )


def entities(text: str) -> tuple[Entity, ...]:
    found = tuple(Span(i, i + 4) for i in range(len(text)) if text.startswith("青石水库", i))
    return (Entity("Project", "青石水库", (), found, "given", 1.0),) if found else ()


@settings(max_examples=150, deadline=None)
@given(texts)
def test_every_observation_has_sound_evidence(text: str) -> None:
    for o in observations(document(text), entities(text)):
        assert o.indicator
        assert 0 <= o.evidence.confidence <= 1
        assert all(text[s.start : s.end].strip() for s in o.evidence.spans)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_every_measure_has_sound_evidence(text: str) -> None:
    sizes, attributes = measures(document(text), entities(text))
    for fact in (*sizes, *attributes):
        assert all(text[s.start : s.end].strip() for s in fact.evidence.spans)
        assert fact.subject.name == "青石水库"


@settings(max_examples=60, deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_observations(text: str) -> None:
    assert observations(document(text), entities(text)) == observations(document(text), entities(text))


@settings(max_examples=60, deadline=None)
@given(texts)
def test_observations_come_in_the_order_of_the_text(text: str) -> None:
    starts = [o.evidence.spans[0].start for o in observations(document(text), ())]
    assert starts == sorted(starts)
