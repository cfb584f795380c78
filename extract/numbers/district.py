"""Whom an observation measures: the document's own territory, or a park or district that the clause or heading names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from extract.document import Block, Document
from extract.facts import Entity
from extract.numbers.prose import Draft
from extract.numbers.words import any_of, group
from extract.territory import WHOLE as OWN
from extract.territory import levels, own_district
from ontology import territories

HEADED = 24  # characters of a line that heads what follows
LEAST = 4  # characters of an indicator without its park
REACH = 1
"""Commas behind a name that opens a sentence, up to which what is told is still told of it."""
PLAIN = frozenset(group("measured", "plain"))
"""Forms that many districts share."""
LEAD = re.compile(rf"(?:{any_of('measured', 'lead')}|(?:19|20)\d\d年|“|，|\s)*")
ZONE = re.compile(any_of("measured", "zone") + "区$")
LABEL = re.compile(r"(?:[^，。；：\d]{1,6}：|[^，。；：\d]{1,4}[后前]，)?")
"""What may stand before the name that is measured: 区块一：某产业园，(面积…), 调整后，某开发区(规划面积…)."""
NUMBERED = re.compile(r"\s*(?:[（(\[【]?\s*[一二三四五六七八九十\d]*[)）、.．]?\s*)")
ABOUT = re.compile(rf"\s*[：:]|[ \u3000]+|(?=[东西南北][起至临邻]|{any_of('measured', 'about')})")
"""What follows a name that a whole paragraph is about: 某镇：…; 某园区位于…."""
SUBJECT_OF = re.compile(rf"(?:(?!{any_of('measured', 'begun')})[^，。；、的（）]){{0,14}}，")
"""Ends the clause whose subject is a name; a report tells of another thing after each that was begun or done."""
PUBLIC = re.compile(rf"^(?!.*{any_of('measured', 'inside')}).*{any_of('measured', 'public')}")
AT = re.compile(rf"(?:[^，。；、的（）]{{0,4}}，|{any_of('measured', 'done')}|[\d.]+平方公里)")
"""Goes on after the name of the place where something is done: 在某园区，(建成…)."""
WHOLE = re.compile(rf"(?:全年|今年|去年)?{OWN}")
TURNED = re.compile(rf"(?:(?<=[，；])|(?<=同时))(?:{WHOLE.pattern}|各[省市县区州镇乡])")
"""Turns from a part to the whole territory, where a clause begins (not 占全县的30%, 是全省首批试点)."""
INNER = re.compile(r"(?:[镇乡]|街道|新区)$")
"""Territories that are told of by what they lie in, which the national table need not know."""
OTHERS = re.compile(any_of("measured", "other") + "|以[东南西北]")
INTRODUCED = re.compile(
    rf"\s*$|{any_of('measured', 'sited')}|[^\n，。：]{{0,8}}{any_of('measured', 'text')}", re.MULTILINE
)
"""Behind the name that opens a text about what it names."""
PLANNED = any_of("measured", "thing") + "*(?:规划|(?:三年)?(?:行动|建设|实施|工作)?方案)"
TENANTS = re.compile(any_of("measured", "tenant"))


def profiled(document: Document, entities: Sequence[Entity]) -> Entity | None:
    """Return the park or development zone that a text which is no report introduces or plans: 某开发区简介, 某走廊发展规划."""
    if document.metadata.kind == "report":
        return None
    begin = len(document.text) - len(document.text.lstrip())
    opens = [
        (m.end, e)
        for e in entities
        if e.cls in ("Park", "District")
        for m in e.mentions
        if m.start == begin
        and (document.metadata.kind in ("plan", "outline") or INTRODUCED.match(document.text, m.end))
    ]
    planned = (
        e for e in entities if e.cls == "Park" and re.search(re.escape(e.name) + PLANNED, document.metadata.title)
    )
    longest = sorted(opens, key=lambda opened: -opened[0])
    return next((e for _, e in longest if e.cls == "Park" or ZONE.search(e.name)), next(planned, None))


def lies_in(inner: str, outer: Entity | None) -> bool:
    """Say whether a district lies in the document's own, by its kind or by the national table."""
    if INNER.search(inner) or ZONE.search(inner):
        return True
    own = {t.name for t in territories.by_name(outer.name)} if outer else set()
    return any(own.intersection(territories.path(t.code)[:-1]) for t in territories.by_name(inner))


def own_name(indicator: str, measured: Entity | None) -> str:
    """Drop the park that is measured from the head of an indicator: 某产业园入驻企业 → 入驻企业."""
    if measured is None or measured.cls != "Park":
        return indicator
    form = next((f for f in (measured.name, *measured.aliases) if indicator.startswith(f)), "")
    rest = indicator.removeprefix(form)
    return rest if len(rest) >= LEAST and rest[0] not in "的、和及" else indicator


class Value(NamedTuple):
    """A value as the text has it: its draft, the normalised text and the block that it stands in."""

    draft: Draft
    view: str
    block: Block

    @property
    def number(self) -> int:
        """Where its number begins."""
        return self.draft.quantity.start

    @property
    def sentence(self) -> int:
        """Where its sentence begins."""
        return self.draft.sentence[0]

    def tells(self, words: re.Pattern[str], start: int) -> bool:
        """Say whether one of some words stands between ``start`` and the number."""
        return words.search(self.view, start, self.number) is not None


class Nobody(Enum):
    """The answer that a value measures none of those that are named: the document's own territory, which is not known."""

    NOBODY = auto()


class Subjects:
    """The parks and other districts that can be measured, by the places where they are named."""

    def __init__(self, document: Document, entities: Sequence[Entity]) -> None:
        self.territory = own_district(document, entities)
        self.own = profiled(document, entities) or self.territory
        over = set(document.metadata.district_path)
        others = [e for e in entities if e.cls in ("Park", "District") and (e == self.own or e.name not in over)]
        self.at = {m.start: (m.end, e) for e in others for m in e.mentions}
        self.named = {form: e for e in others for form in (e.name, *e.aliases) if len(form) > 2}
        self.last: tuple[int, Entity] | None = None
        """The sentence that told last whom it measures, and whom."""
        self.headed = dict(named_above(document.blocks, document.text, self.named))

    def of(self, draft: Draft, view: str, block: Block) -> Entity | None:
        """Return whom ``draft`` measures; ``view`` is the normalised text, ``block`` the block that it stands in."""
        value = Value(draft, view, block)
        found = next((answer for way in WAYS if (answer := way(self, value))), self.own)
        return None if isinstance(found, Nobody) else found

    def begun_with(self, begin: int) -> tuple[int, Entity | None]:
        """Return where the name that begins at ``begin`` ends, and what it names."""
        return self.at.get(begin, (0, None))


def own_by_level(subjects: Subjects, value: Value) -> Entity | None:
    """The whole of the document's territory or zone, where the clause opens with it: 全县, 今年全区."""
    whole = WHOLE.match(value.view, clause_begin(subjects, value), value.number)
    if whole is None:
        return None
    own = next((e for e in (subjects.own, subjects.territory) if e and whole["level"] in levels(e)), None)
    if own:
        subjects.last = (value.sentence, own)
    return own


def clause(subjects: Subjects, value: Value) -> Entity | None:
    """The park or inner district whose name opens the clause, where the clause tells of who is there or names its indicator so."""
    begin = clause_begin(subjects, value)
    end, entity = subjects.begun_with(begin)
    if entity is None or end >= value.number or not measurable(subjects, entity, value.view, begin, end):
        return None
    form = value.view[begin:end]
    opens = not value.view[value.sentence : begin].strip()
    known = entity.cls == "Park" or (form not in PLAIN and (opens or ZONE.search(form) is not None))
    if not (known and value.draft.indicator.startswith(form)) and not value.tells(TENANTS, end):
        return None
    subjects.last = (value.sentence, entity)
    return entity


def measurable(subjects: Subjects, entity: Entity, view: str, begin: int, end: int) -> bool:
    """Say whether a name can be what is measured: no district elsewhere, nor 开发区 alone in the text of a zone."""
    if entity.cls == "District" and (OTHERS.match(view, end) or not lies_in(entity.name, subjects.territory)):
        return False
    zone = subjects.own is not None and ZONE.search(subjects.own.name) is not None
    return not (zone and view[begin:end] in PLAIN)


def turned(subjects: Subjects, value: Value) -> Entity | Nobody | None:
    """The document's own, where the sentence has turned to the whole territory (in a county's text 全县, not 全省) or to all its parts."""
    meant = levels(subjects.territory)
    turns = TURNED.finditer(value.view, value.sentence, value.number)
    if any(turn["level"] is None or turn["level"] in meant for turn in turns):
        return subjects.own or Nobody.NOBODY
    return None


def carried(subjects: Subjects, value: Value) -> Entity | None:
    """What the sentence told of before."""
    return subjects.last[1] if subjects.last and subjects.last[0] == value.sentence else None


def opening(subjects: Subjects, value: Value) -> Entity | None:
    """The park or zone that the sentence is about from its first word on: 某产业园建设提速，(…), 在某产业园，建成(…)."""
    view = value.view
    start = after(LABEL, view, after(NUMBERED, view, value.sentence))
    inside = view.startswith(("在", "完成"), start)
    begin = start + (2 if view.startswith("完成", start) else inside)
    end, entity = subjects.begun_with(begin)
    if entity is None or end > value.number or view[begin:end] in PLAIN:
        return None
    area = entity.cls == "Park" or ZONE.search(entity.name)
    goes_on = (AT if inside else SUBJECT_OF).match(view, end)
    if not area or not goes_on or view.count("，", end, value.number) > REACH:
        return None
    if PUBLIC.match(view[goes_on.end() : value.number]):
        return None
    if value.tells(TENANTS, value.draft.start):
        subjects.last = (value.sentence, entity)
    return entity


def paragraph(subjects: Subjects, value: Value) -> Entity | None:
    """What the whole paragraph is about: 某镇：…, 某园区位于…."""
    begin = after(NUMBERED, value.view, value.block.start)
    end, entity = subjects.begun_with(begin)
    about = entity is not None and ABOUT.match(value.view, end) and value.view[begin:end] not in PLAIN
    return entity if about else None


def heading(subjects: Subjects, value: Value) -> Entity | None:
    """What a heading above names and nothing else."""
    bare = (re.sub(r"^[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*", "", text) for text in reversed(value.block.path))
    named = next((subjects.named[text] for text in bare if text in subjects.named), None)
    return named or subjects.headed.get(value.block.start)


WAYS = (own_by_level, clause, turned, carried, opening, paragraph, heading)
"""How it is told whom a value measures, in the order in which they are asked; the first answer holds."""


def clause_begin(subjects: Subjects, value: Value) -> int:
    """Return where the clause of a value names its subject, behind what leads to it."""
    begin = after(LEAD, value.view, value.draft.start)
    return begin if begin in subjects.at else after(LABEL, value.view, begin)


def after(skipped: re.Pattern[str], view: str, start: int) -> int:
    """Return where the text goes on behind what may stand at ``start``."""
    found = skipped.match(view, start)
    return found.end() if found else start


def named_above(blocks: Iterable[Block], text: str, named: dict[str, Entity]) -> Iterator[tuple[int, Entity]]:
    """Yield the offsets of the paragraphs below a line that holds nothing but a name, with what it names."""
    last: Entity | None = None
    for block in blocks:
        line = text[block.start : block.end].strip()
        if block.kind == "heading" or (len(line) <= HEADED and line[-1:] not in "。；"):
            last = named.get(line.strip("[]［］【】 \u3000"))
        elif last:
            yield block.start, last
