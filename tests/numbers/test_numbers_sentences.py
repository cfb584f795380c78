"""Marked sentences: each line of ``sentences.tsv`` names what it guards."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.facts import Observation
from extract.numbers import observations
from ontology.tables import read_table

ROWS = read_table(Path(__file__).parent / "sentences.tsv", ("guards", "where", "sentence", "expected"))


def written(o: Observation) -> str:
    value = f"{o.value}~{o.value_max}" if o.value_max is not None else str(o.value)
    return f"{o.indicator} {o.comparator} {value} {o.unit} {o.kind} {o.period}" + (
        f" {o.direction}" if o.direction else ""
    )


@pytest.mark.parametrize(("guards", "where", "sentence", "expected"), ROWS, ids=[r[0] for r in ROWS])
def test_sentence(at, guards: str, where: str, sentence: str, expected: str) -> None:
    found = [written(o) for o in observations(at(where, sentence), ())]
    assert sorted(found) == sorted([] if expected == "-" else expected.split(" | "))


def test_there_are_enough_and_each_guards_something_else() -> None:
    assert len(ROWS) >= 110
    assert len({r[0] for r in ROWS}) == len({r[2] for r in ROWS}) == len(ROWS)
