"""Annotated documents with other names in them: what a name stands beside is learned where the name itself tells nothing."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.document import Span
from extract.facts import Entity, EntityClass
from extract.training.chain import outermost
from extract.training.corpus import Annotated

SHARES: dict[EntityClass, float] = {
    "Enterprise": 0.85,
    "Park": 0.6,
    "Project": 0.5,
    "District": 0.4,
    "Industry": 0.25,
}
"""How many of the names of a class are changed."""
MADE_UP = 0.5
"""Share of the new firms whose names are put together from two."""
FORMS = ("", "", "", "", "科技", "集团", "股份", "公司", "实业", "食品", "新材料", "电气", "机械", "药业", "有限公司")
"""What a made-up name of a firm ends in."""
Pools = dict[EntityClass, list[str]]


def renamed(items: Sequence[Annotated], seed: int) -> list[Annotated]:
    """Return a copy of each document in which some names are those of other documents, every one of a thing's the same way.

    Only the text and its entities are kept; the offsets are those of the new text.
    """
    pools, rng = pools_of(items), random.Random(seed)
    return [with_other_names(item, pools, rng) for item in items]


def pools_of(items: Iterable[Annotated]) -> Pools:
    """Return the names of each class as the texts have them, sorted."""
    found: dict[EntityClass, set[str]] = {cls: set() for cls in SHARES}
    for item in items:
        for span, entity in outermost(item):
            if entity.cls in SHARES:
                found[entity.cls].add(item.document.slice(span))
    return {cls: sorted(names) for cls, names in found.items()}


def with_other_names(item: Annotated, pools: Pools, rng: random.Random) -> Annotated:
    """Return one document with other names."""
    pieces, entities, length, at = [], [], 0, 0
    chosen: dict[tuple[tuple[EntityClass, str], str], str] = {}
    for span, entity in sorted(outermost(item), key=lambda found: found[0]):
        form = item.document.slice(span)
        if (entity.key, form) not in chosen:
            chosen[entity.key, form] = other_name(entity, form, pools, rng)
        name, before = chosen[entity.key, form], item.document.text[at : span.start]
        length += len(before) + len(name)
        entities.append(replace(entity, mentions=(Span(length - len(name), length),)))
        pieces += [before, name]
        at = span.end
    text = "".join([*pieces, item.document.text[at:]])
    document = replace(item.document, text=text, blocks=(), origins=())
    return replace(item, extraction=replace(item.extraction, document=document, entities=tuple(entities)))


def other_name(entity: Entity, form: str, pools: Pools, rng: random.Random) -> str:
    """Return the name that takes the place of ``form``, often itself; names over two lines stay."""
    if "\n" in form or rng.random() >= SHARES.get(entity.cls, 0.0):
        return form
    if entity.cls == "Enterprise" and rng.random() < MADE_UP:
        return made_up(pools["Enterprise"], rng)
    return rng.choice(pools[entity.cls])


def made_up(firms: Sequence[str], rng: random.Random) -> str:
    """Return a firm's name put together from the begin of one and the middle of another."""
    first, second = rng.choice(firms), rng.choice(firms)
    name = first[: rng.choice((1, 2, 2))] + second[1 : rng.choice((2, 2, 3, 3, 4))]
    return name + rng.choice(FORMS) if len(name) > 1 else first
