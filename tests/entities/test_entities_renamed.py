"""Training documents with other names in them: the names' places stay true, what stands between them stays as it is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extract.document import Span
from extract.facts import Entity, Extraction
from extract.training.corpus import Annotated
from extract.training.renamed import pools_of, renamed

sys.path.insert(0, str(Path(__file__).parent))
from entity_marks import document, read

PLANS = (
    "[北汀县|District]引进[青岚轴承|Enterprise]，[青岚轴承|Enterprise]入驻[柳浦物流园|Park]。",
    "[临溟市|District]的[云岫药业|Enterprise]和[苇湾电子|Enterprise]在[鹭洲科技城|Park]开工，发展[装备制造|Industry]。",
)


def annotated(name: str, sentence: str) -> Annotated:
    """Return a marked sentence as an annotated document."""
    text, marks = read(sentence)
    spans: dict[tuple[str, str], list[Span]] = {}
    for mark in marks:
        spans.setdefault((mark.cls, text[mark.start : mark.end]), []).append(Span(mark.start, mark.end))
    entities = (Entity(cls, form, (), tuple(at), "gold", 1.0) for (cls, form), at in spans.items())  # type: ignore[arg-type]
    return Annotated(name, {}, Extraction(document(text, "report"), tuple(entities)))


def between(item: Annotated) -> str:
    """Return a document's text with every name as its class."""
    text, at, pieces = item.document.text, 0, []
    for span, cls in sorted((span, e.cls) for e in item.extraction.entities for span in e.mentions):
        pieces += [text[at : span.start], cls]
        at = span.end
    return "".join([*pieces, text[at:]])


ITEMS = [annotated(f"plan-{number}", sentence) for number, sentence in enumerate(PLANS)]


@pytest.mark.parametrize("seed", range(12))
def test_only_names_change(seed: int) -> None:
    assert [between(item) for item in renamed(ITEMS, seed)] == [between(item) for item in ITEMS]


def test_one_thing_is_renamed_everywhere() -> None:
    copies = [renamed(ITEMS, seed) for seed in range(12)]
    assert any(copy[0].document.text != ITEMS[0].document.text for copy in copies)
    for copy in copies:
        firm = [copy[0].document.slice(e.mentions[0]) for e in copy[0].extraction.entities if e.cls == "Enterprise"]
        assert len(firm) == 2
        assert firm[0] == firm[1]


def test_names_come_from_the_documents_or_are_put_together() -> None:
    parks = set(pools_of(ITEMS)["Park"])
    assert parks == {"柳浦物流园", "鹭洲科技城"}
    for seed in range(12):
        for item in renamed(ITEMS, seed):
            assert {item.document.slice(e.mentions[0]) for e in item.extraction.entities if e.cls == "Park"} <= parks


def test_the_same_seed_gives_the_same_names() -> None:
    texts = [[item.document.text for item in renamed(ITEMS, seed)] for seed in (5, 5, 6)]
    assert texts[0] == texts[1] != texts[2]
