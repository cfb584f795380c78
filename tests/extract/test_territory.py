"""Whose document it is, by what a text and its metadata say of invented places."""

from __future__ import annotations

import pytest

from extract.document import Document, Metadata, Span
from extract.facts import Entity
from extract.territory import levels, own_district


def entity(text: str, name: str, cls: str = "District", *aliases: str) -> Entity:
    places = [at for at in range(len(text)) if text.startswith(name, at)]
    return Entity(cls, name, aliases, tuple(Span(at, at + len(name)) for at in places), "", 1.0)


def own(text: str, *names: str, **metadata: object) -> str | None:
    plans = [entity(text, name, "Plan") for name in names if name.endswith("规划")]
    districts = [entity(text, name) for name in names if not name.endswith("规划")]
    found = own_district(Document("d", "d.txt", text, (), "", "text/plain", Metadata(**metadata)), [*districts, *plans])
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "district", "expected"),
    [
        ("白桥镇地处石坝县。", "石坝县", "石坝县"),
        ("白桥镇工作总结\n石坝县下达任务。", "石坝县", "白桥镇"),
        ("白桥镇地处石坝县。", "云岭县", None),
        ("石坝县水利规划印发，白桥镇落实，白桥镇验收。", "云岭县", "石坝县"),
        ("石坝县水利规划印发，白桥镇落实，白桥镇验收。", "", "石坝县"),
        ("白桥镇落实，白桥镇验收，石坝县人民政府通报。", "", "石坝县"),
        ("白桥镇落实，白桥镇验收，石坝县通报。", "", "白桥镇"),
    ],
)
def test_whose_document_it_is(text: str, district: str, expected: str | None) -> None:
    assert own(text, "白桥镇", "石坝县", *["石坝县水利规划"] * ("规划" in text), district=district) == expected


def test_the_short_name_of_a_territory_is_known_by_the_table() -> None:
    assert own("广西、白桥镇", "白桥镇", "广西", district="广西壮族自治区") == "广西"


def test_the_level_of_a_name_tells_which_words_mean_it() -> None:
    assert levels(entity("", "石坝县")) == {"县"}
    assert "县" in levels(entity("", "石坝"))
