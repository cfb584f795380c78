"""Train how stretches that report differ from those that plan: ``tone.json``, from the sentences whose values the annotations date.

Their frames are not asked: what a sentence says of itself decides, so that the weights do not depend on those before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.numbers import tone
from extract.numbers.prose import Draft, Reader
from extract.numbers.view import sentences
from extract.training.numbers import Example, Lesson, alike, fitted, lessons, same_value, write_weights

RIDGE = 1.0


def train(shared: Path) -> None:
    """Train on everything whose observations are annotated and write the weights."""
    write_weights(tone.WEIGHTS, fitted([row for one in lessons(shared) for row in examples(one)], RIDGE))
    tone.weights.cache_clear()


def examples(one: Lesson) -> Iterator[Example]:
    """Yield the sentences of running text that hold values reached or wanted and do not say when themselves."""
    for block in one.document.blocks:
        if block.kind in ("paragraph", "list_item"):
            for start, end in sentences(one.view, block.start, block.end):
                wanted = told(one, list(Reader(one.view, start, end, one.now.next, one.now, [], start).drafts()))
                if wanted:
                    words = tuple(sorted(set(tone.features(one.view[start:end]))))
                    yield Example(words, 2 * sum(wanted) > len(wanted), one.place)


def told(one: Lesson, drafts: Sequence[Draft]) -> list[bool]:
    """Say of each draft that the annotation has in one tense, and whose time its sentence leaves open, whether it is wanted."""
    found = []
    for draft in drafts:
        same = [row for row in same_value(draft, one.rows) if alike(row["indicator"], draft.indicator)]
        tenses = {"target" in row["kind"] for row in same if row["kind"] != "ratio"}
        if len(tenses) == 1 and draft.frame == one.now.next:
            found.append(tenses.pop())
    return found
