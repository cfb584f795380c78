"""Made-up plans: documents put together from marked sentences and random names, with their relations known."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extract.document import Block, Document, Metadata, Span
from extract.facts import Entity, EntityClass, RelationName
from extract.relations.words import stem
from ontology.tables import read_table

DATA = Path(__file__).parent / "data"
LESSONS = DATA / "relation_lessons.tsv"
CLASSES: dict[str, EntityClass] = {
    "D": "District", "P": "Park", "I": "Industry", "U": "Industry", "E": "Enterprise", "J": "Project", "L": "Plan",
}  # fmt: skip
SLOT = re.compile(
    r"\{(?P<kind>[DPIUEJL])(?P<number>\d)(?P<many>\+?)(?::(?P<of>(?:O|[DPIUEJL]\d)+)\|(?P<ending>[^}]+))?\}"
)
CHOICE = re.compile(r"<([^<>]*)> ?")
OWN_WORDS = re.compile("[我全][市县区]")
Key = tuple[EntityClass, str]


@dataclass
class Lesson:
    """A made-up document: its entities, the relations that hold, and the pairs that a sentence settles either way."""

    document: Document
    entities: tuple[Entity, ...]
    holds: set[tuple[Key, RelationName, Key]]
    settled: set[tuple[Key, Key]]


@dataclass
class Draft:
    """A lesson being written."""

    rng: random.Random
    pools: dict[str, list[str]]
    own: Key
    title: Key = ("Plan", "")
    text: str = ""
    blocks: list[tuple[int, int, int]] = field(default_factory=list)
    mentions: dict[Key, list[Span]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    holds: set[tuple[Key, RelationName, Key]] = field(default_factory=set)
    settled: set[tuple[Key, Key]] = field(default_factory=set)


def pools() -> dict[str, list[str]]:
    """Kind → words that names are made of."""
    found: dict[str, list[str]] = {}
    for kind, word in read_table(DATA / "relation_names.tsv", ("kind", "word")):
        found.setdefault(kind, []).append(word)
    return found


def invent(draft: Draft, kind: str) -> str:
    """A name of a class that the draft has not used."""
    while True:
        name = candidate_name(draft, kind)
        if name not in draft.used:
            draft.used.add(name)
            return name


def candidate_name(draft: Draft, kind: str) -> str:
    """A random name of a class."""
    rng, words = draft.rng, draft.pools
    if kind == "U":
        return rng.choice(words["broad"])
    if kind == "I":
        name = rng.choice(words["industry"] if rng.random() < 0.9 else words["broad"])
        return name + rng.choice(("", "", "", "产业")) if not name.endswith(("业", "经济")) else name
    base = "".join(rng.sample(words["firm" if kind == "E" else "place"], rng.choice((2, 2, 2, 3))))
    if kind == "E" and rng.random() < 0.3:
        return base
    return base + rng.choice(words[kind])


def write_list(draft: Draft, keys: list[Key]) -> None:
    """Append names as a list and note their mentions."""
    last = draft.rng.choice(("、", "、", "和", "及", "以及"))
    for i, key in enumerate(keys):
        if i:
            draft.text += last if i == len(keys) - 1 else "、"
        write_name(draft, key)


def write_name(draft: Draft, key: Key) -> None:
    """Append one name and note the mention."""
    start = len(draft.text)
    draft.text += key[1]
    draft.mentions.setdefault(key, []).append(Span(start, len(draft.text)))


def choose(draft: Draft, template: str) -> str:
    """Take one of each ``<a/b>``."""
    return CHOICE.sub(lambda m: draft.rng.choice(m.group(1).split("/")), template)


def name_slots(draft: Draft, template: str) -> dict[str, list[Key]]:
    """Slot (``I1``) → its names; names built from others last."""
    slots: dict[str, list[Key]] = {"O": [draft.own], "T": [draft.title]}
    found = list(SLOT.finditer(template))
    for slot in sorted(found, key=lambda s: s["of"] is not None):
        label = slot["kind"] + slot["number"]
        if slot["of"]:
            slots[label] = [(CLASSES[slot["kind"]], built_name(draft, slots, slot["of"]) + slot["ending"])]
        elif label not in slots:
            count = draft.rng.choice((1, 2, 2, 3, 3, 4, 5)) if slot["many"] else 1
            slots[label] = [(CLASSES[slot["kind"]], invent(draft, slot["kind"])) for _ in range(count)]
    return slots


def built_name(draft: Draft, slots: dict[str, list[Key]], of: str) -> str:
    """The names of other slots in one (甲市乙区), the last one often without its ending."""
    name = ""
    for label in re.findall(r"O|[A-Z]\d", of):
        if label not in slots:
            slots[label] = [(CLASSES[label[0]], invent(draft, label[0]))]
        cls, name_of = slots[label][0]
        name += name_of
    shorten = draft.rng.random() < 0.6 and cls != "Park"
    return name[: len(name) - len(name_of)] + stem(name_of, cls) if shorten else name


def write_sentence(draft: Draft, template: str, claims: str) -> None:
    """Append one filled template and note what it says."""
    template = choose(draft, template).replace(" ", "")
    slots = name_slots(draft, template)
    at = 0
    for slot in SLOT.finditer(template):
        draft.text += template[at : slot.start()]
        write_list(draft, slots[slot["kind"] + slot["number"]])
        at = slot.end()
    draft.text += template[at:]
    silent = {"O": not OWN_WORDS.search(template), "T": "本" not in template}
    here = {key for label, keys in slots.items() if not silent.get(label) for key in keys}
    draft.settled |= {(a, b) for a in here for b in here}
    for claim in claims.split(";") if claims else ():
        subject, predicate, obj = claim.split()
        pairs = {(s, o) for s in slots[subject] for o in slots[obj]}
        draft.settled |= pairs
        if predicate == "none":
            continue
        draft.holds |= {(s, predicate, o) for s, o in pairs}  # type: ignore[misc]


def add_nested(draft: Draft) -> None:
    """Give mentions to names that stand only inside others."""
    keys = {k for pair in draft.settled for k in pair} | set(draft.mentions)
    for cls, name in sorted(keys - set(draft.mentions)):
        for form in (name, stem(name, cls)):
            spans = [Span(m.start(), m.end()) for m in re.finditer(re.escape(form), draft.text)]
            if spans:
                draft.mentions[(cls, name)] = spans
                break


def write_blocks(draft: Draft, template: str, claims: str) -> None:
    """Append a template's paragraphs, marking headings."""
    start = len(draft.text)
    write_sentence(draft, template, claims)
    body = draft.text[start:]
    at = start
    for piece in body.split("⏎"):
        draft.blocks.append((at, at + len(piece), len(piece) - len(piece.lstrip("＃"))))
        at += len(piece) + 1
    draft.text = draft.text[:start] + body.replace("⏎", "\n").replace("＃", " ") + "\n"


def make_lesson(rows: list[tuple[str, str]], seed: int, size: int = 12) -> Lesson:
    """Put ``size`` random templates together to a document with its own territory."""
    rng = random.Random(seed)
    draft = Draft(rng, pools(), ("District", ""))
    draft.own = ("District", "".join(rng.sample(draft.pools["place"], 2)) + rng.choice("市区县"))
    write_blocks(draft, "{L0:O|政府工作报告}", "L0 covers O")
    draft.title = next(key for key in draft.mentions if key[0] == "Plan")
    for template, claims in rng.choices(rows, k=size):
        write_blocks(draft, template, "" if claims == "-" else claims)
    add_nested(draft)
    blocks: list[Block] = []
    path: list[str] = []
    for start, end, level in draft.blocks:
        path = path[: level - 1] if level else path
        blocks.append(Block("heading" if level else "paragraph", start, end, tuple(path), level))
        path = [*path, draft.text[start:end].strip()] if level else path
    document = Document(
        f"lesson{seed}", f"lesson{seed}", draft.text, tuple(blocks), "", "text/plain", Metadata(district=draft.own[1])
    )
    entities = tuple(
        Entity(cls, name, (), tuple(sorted(spans)), "lesson", 1.0)
        for (cls, name), spans in draft.mentions.items()
        if spans
    )
    return Lesson(document, entities, draft.holds, draft.settled)


def lessons(count: int, seed: int) -> Iterator[Lesson]:
    """``count`` made-up documents."""
    rows = [(text, claims) for text, claims in read_table(LESSONS, ("text", "relations"))]
    for number in range(count):
        yield make_lesson(rows, seed * 100_003 + number)
