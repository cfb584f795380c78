"""Whom an observation measures: the document's own territory, or a park or district that the clause or heading names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.document import Block, Document
from extract.facts import Entity
from extract.numbers.prose import Draft
from ontology import territories

SUBJECT = re.compile(r"(?:目前|其中|同时|截至目前|力争|(?:19|20)\d\d年|“|，|\s)*")
HEADED = 24  # characters of a line that heads what follows
LEAST = 4  # characters of an indicator without its park
ZONE = re.compile(r"(?:开发|经开|高新|工业|示范|试验|合作|园)区$")
LABEL = re.compile(r"(?:[^，。；：\d]{1,6}：|[^，。；：\d]{1,4}[后前]，)?")
"""What may stand before the name that is measured: 区块一：某产业园，(面积…), 调整后，某开发区(规划面积…)."""
NUMBERED = re.compile(r"\s*(?:[（(\[【]?\s*[一二三四五六七八九十\d]*[)）、.．]?\s*)")
ABOUT = re.compile(r"\s*[：:]|[ \u3000]+|(?=位于|地处|[东西南北][起至临邻]|始建于|成立于|由|包括)")
"""What follows a name that a whole paragraph is about: 某镇：…; 某园区位于…."""
SUBJECT_OF = re.compile(r"(?:(?!开工|动工|落地|获批|创建|揭牌|挂牌|启动|开园|建成|竣工|投用)[^，。；、的（）]){0,14}，")
"""Ends the clause whose subject is a name; a report tells of another thing after each that was begun or done."""
REACH = 1
"""Commas behind a name that opens a sentence, up to which what is told is still told of it."""
PUBLIC = re.compile(r"^(?!.*(?:园区|区内)).*(?:地区生产总值|预算收入|城镇|农村|居民|就业|小区)")
"""Told of a territory, not of a park in it, unless said of the park itself (园区就业)."""
AT = re.compile(r"(?:[^，。；、的（）]{0,4}，|建成|建设|新建|完成|布局|[\d.]+平方公里)")
"""Goes on after the name of the place where something is done: 在某园区，(建成…)."""
WHOLE = re.compile(r"(?:全年|今年|去年)?[全我]([省市州盟县区旗镇乡])")
"""The document's own territory, by its level: 全县, 我市."""
TURNED = re.compile(rf"(?:(?<=[，；])|(?<=同时))(?:{WHOLE.pattern}|各[省市县区州镇乡])")
"""Turns from a part to the whole territory, where a clause begins (not 占全县的30%, 是全省首批试点)."""
INNER = re.compile(r"(?:[镇乡]|街道|新区)$")
"""Territories that are told of by what they lie in, which the national table need not know."""
OTHERS = re.compile(r"对口|企业|专家|客商|以[东南西北]")
"""Behind a district's name: not the district is told of, but who is from there or what lies beside it."""
INTRODUCED = re.compile(r"\s*$|位于|地处|[^\n，。：]{0,8}(?:简介|概况|介绍|情况|总结|思路|规划|方案|布局)", re.M)
"""Behind the name that opens a text about what it names."""
PLANNED = "(?:总体|发展|建设|产业)*规划"
PLAIN = frozenset(["开发区", "高新区", "经开区", "示范区", "新区", "市区", "城区"])
"""Forms that many districts share."""
TENANTS = re.compile(
    r"汇聚|拥有|现有|实现|入驻|引进|新设|落户|集聚|聚集|注册|营业|税收|拓区|入园|园区|投入|就业|总投资|收入"
)


def own_district(document: Document, entities: Sequence[Entity]) -> Entity | None:
    """Return the entity of the document's own territory: the one its metadata names, else the district it mentions most."""
    districts = [e for e in entities if e.cls == "District"]
    name = document.metadata.district
    if name:
        title = document.metadata.title or document.text.lstrip()
        opens = [e for e in districts if title.startswith((e.name, *e.aliases))]
        other = (e for e in opens if not {e.name, *e.aliases} & above(document))
        known = (e for e in districts if name in (e.name, *e.aliases))
        order = (known, other, opens) if name in title else (other, known, opens)
        return next((e for found in order for e in found), None)
    opening = document.text[:3000]
    governed = [
        e for e in districts if re.search(rf"{re.escape(e.name)}(?:(?:人民)?政府|(?:20..年)?国民经济)", opening)
    ]
    return max(governed or districts, key=lambda e: (len(e.mentions), -e.mentions[0].start), default=None)


def above(document: Document) -> set[str]:
    """Return the names of the document's territory and of those that it belongs to, long and short."""
    path = document.metadata.district_path
    return {
        form for name in path for level in territories.LEVELS for form in (name, *territories.short_forms(name, level))
    }


def profiled(document: Document, entities: Sequence[Entity]) -> Entity | None:
    """Return the park or development zone that a text which is no report introduces or plans: 某开发区简介, 某走廊发展规划."""
    if document.metadata.kind == "report":
        return None
    begin = len(document.text) - len(document.text.lstrip())
    opens = (
        e
        for e in entities
        if e.cls in ("Park", "District")
        for m in e.mentions
        if m.start == begin
        and (document.metadata.kind in ("plan", "outline") or INTRODUCED.match(document.text, m.end))
    )
    planned = (
        e for e in entities if e.cls == "Park" and re.search(re.escape(e.name) + PLANNED, document.metadata.title)
    )
    return next((e for e in opens if e.cls == "Park" or ZONE.search(e.name)), next(planned, None))


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
        self.headed = dict(named_above(document.blocks, document.text, self.named))

    def of(self, draft: Draft, view: str, block: Block) -> Entity | None:
        """Return whom ``draft`` measures; ``view`` is the normalised text, ``block`` the block that it stands in."""
        found = self._clause(draft, view)
        if found is not None:
            self.last = (draft.sentence[0], found)
            return found
        if any(self._whole(turn) for turn in TURNED.finditer(view, draft.sentence[0], draft.quantity.start)):
            return self.own
        if self.last and self.last[0] == draft.sentence[0]:
            return self.last[1]
        opening = self._opening(draft, view)
        if opening and TENANTS.search(view, draft.start, draft.quantity.start):
            self.last = (draft.sentence[0], opening)
        return opening or self._paragraph(block, view) or self._heading(block) or self.own

    def _whole(self, turn: re.Match[str]) -> bool:
        """Say whether a clause turns to the document's own territory (in a county's text 全县, not 全省) or to all parts of it."""
        names = (self.territory.name, *self.territory.aliases) if self.territory else ()
        return not turn[1] or not names or any(name.endswith(turn[1]) for name in names)

    def _opening(self, draft: Draft, view: str) -> Entity | None:
        """Return the park or zone that the sentence is about from its first word on: 某产业园建设提速，(…), 在某产业园，建成(…)."""
        start = NUMBERED.match(view, draft.sentence[0]).end()  # type: ignore[union-attr]
        start = LABEL.match(view, start).end()  # type: ignore[union-attr]
        inside = view.startswith(("在", "完成"), start)
        begin = start + (2 if view.startswith("完成", start) else inside)
        end, entity = self.at.get(begin, (0, None))
        if entity is None or end > draft.quantity.start or view[begin:end] in PLAIN:
            return None
        area = entity.cls == "Park" or ZONE.search(entity.name)
        goes_on = (AT if inside else SUBJECT_OF).match(view, end)
        if not area or not goes_on or view.count("，", end, draft.quantity.start) > REACH:
            return None
        return None if PUBLIC.match(view[goes_on.end() : draft.quantity.start]) else entity

    def _paragraph(self, block: Block, view: str) -> Entity | None:
        """Return what the whole paragraph is about: 某镇：…, 某园区位于…."""
        begin = NUMBERED.match(view, block.start).end()  # type: ignore[union-attr]
        end, entity = self.at.get(begin, (0, None))
        return entity if entity and ABOUT.match(view, end) and view[begin:end] not in PLAIN else None

    def _clause(self, draft: Draft, view: str) -> Entity | None:
        begin = self._begin(draft.start, view)
        whole = WHOLE.match(view, begin, draft.quantity.start)
        meant = (e for e in (self.own, self.territory) if whole and e and e.name.endswith(whole[1]))
        if own := next(meant, None):
            return own
        end, entity = self.at.get(begin, (0, None))
        if entity is None or end >= draft.quantity.start:
            return None
        if entity.cls == "District" and (OTHERS.match(view, end) or not lies_in(entity.name, self.territory)):
            return None
        form = view[begin:end]
        if form in PLAIN and self.own and ZONE.search(self.own.name):
            return None
        opens = not view[draft.sentence[0] : begin].strip() and form not in PLAIN
        area = entity.cls == "Park" or (ZONE.search(form) is not None and form not in PLAIN)
        named = (area or opens) and draft.indicator.startswith(form)
        return entity if named or TENANTS.search(view, end, draft.quantity.start) else None

    def _begin(self, start: int, view: str) -> int:
        """Return where the clause at ``start`` names its subject, behind what leads to it."""
        begin = SUBJECT.match(view, start).end()  # type: ignore[union-attr]
        return begin if begin in self.at else LABEL.match(view, begin).end()  # type: ignore[union-attr]

    def _heading(self, block: Block) -> Entity | None:
        for heading in reversed(block.path):
            bare = re.sub(r"^[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*", "", heading)
            if bare in self.named:
                return self.named[bare]
        return self.headed.get(block.start)


def named_above(blocks: Iterable[Block], text: str, named: dict[str, Entity]) -> Iterator[tuple[int, Entity]]:
    """Yield the offsets of the paragraphs below a line that holds nothing but a name, with what it names."""
    last: Entity | None = None
    for block in blocks:
        line = text[block.start : block.end].strip()
        if block.kind == "heading" or (len(line) <= HEADED and line[-1:] not in "。；"):
            last = named.get(line.strip("[]［］【】 \u3000"))
        elif last:
            yield block.start, last
