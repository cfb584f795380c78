"""The made-up documents that teach the judges are what their templates say, and the same every time."""

from __future__ import annotations

import pytest

from extract.relations.contract import ENDS
from extract.training.goal_lessons import goal_lessons
from extract.training.lessons import LESSONS, lessons
from ontology.tables import read_table


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_lessons_are_sound(seed: int) -> None:
    for lesson in lessons(20, seed):
        keys = {e.key for e in lesson.entities}
        for subject, predicate, obj in lesson.holds:
            assert {subject, obj} <= keys
            assert (subject[0], obj[0]) in ENDS[predicate]
        assert len(keys) == len(lesson.entities)
        for entity in lesson.entities:
            assert all(lesson.document.slice(m) in entity.name for m in entity.mentions)


def test_lessons_repeat() -> None:
    assert list(lessons(5, 4)) == list(lessons(5, 4))
    assert next(lessons(1, 4)) != next(lessons(1, 5))


def test_every_template_claims_slots_it_has() -> None:
    for template, claims in read_table(LESSONS, ("text", "relations")):
        for claim in claims.split(";") if claims != "-" else ():
            subject, predicate, obj = claim.split()
            assert predicate in (*ENDS, "none")
            assert all(end in "OT" or "{" + end in template or end in template for end in (subject, obj))


def test_goal_lessons_mark_their_goals() -> None:
    for lesson in goal_lessons(10, 1):
        for start, end in lesson.goals:
            assert lesson.document.text[start:end].strip("[]<>") == lesson.document.text[start:end] != ""
