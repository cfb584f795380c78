"""Forms become things: which forms of a document name the same one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from extract.document import Span
from extract.entities.names import core, norm
from extract.entities.tagger.labels import CLASSES
from extract.facts import EntityClass
from ontology import territories

DISTRICT_ENDING = re.compile(r"(?:特别行政区|自治区|自治州|自治县|街道办事处|街道|省|市|县|区|镇|乡|村)$")
COUNTIES, TOWNS = ("县", "区", "旗", "市"), ("镇", "乡", "街道")
ABOVE = {
    **dict.fromkeys("县区旗", ("市",)),
    **dict.fromkeys("镇乡道", COUNTIES),
    "村": (*TOWNS, *COUNTIES),
}
"""The kinds of territories above one by the last character of its name."""
Key = tuple[EntityClass, str]


@dataclass(slots=True, eq=False)
class Form:
    """One way of writing a name in a document: where it stands and how sure the tagger is of its class."""

    name: str
    cls: EntityClass
    spans: list[Span] = field(default_factory=list)
    confidence: float = 0.0
    key: str = field(init=False)
    """The form as compared."""

    def __post_init__(self) -> None:
        self.key = norm(self.name)


def stem(key: str) -> str:
    """Return a compared district name without its type word where two characters or more are left.

    A new area loses its type word only where its stem is no territory's name (雄安新区 gives 雄安, 中原新区 stays).
    """
    if key.endswith("新区"):
        return key if len(key) < 4 or territories.by_name(key[:-2]) else key[:-2]
    short = DISTRICT_ENDING.sub("", key)
    return short if len(short) >= 2 else key


def without_outer(key: str) -> str:
    """Return a compared district name without a province's or city's name before it (郑州市中原区 gives 中原区)."""
    for cut in range(2, len(key) - 1):
        outer = territories.by_name(key[:cut]) if len(key) - cut >= 2 else ()
        if outer and (key[cut - 1] in "省市区州" or lies_in(key[cut:], outer)):
            return without_outer(key[cut:])
    return key


def lies_in(key: str, outer: Iterable[territories.Territory]) -> bool:
    """Tell whether a district of that full name lies in one of the territories (海淀区 in 北京)."""
    names = {territory.name for territory in outer}
    return any(t.name == key and not names.isdisjoint(territories.path(t.code)) for t in territories.by_name(key))


def national(key: str) -> list[str]:
    """Return the code of the only territory of a compared name, full or short (广西 is 广西壮族自治区)."""
    found = territories.by_name(key)
    return [f"#{found[0].code}"] if len(found) == 1 else []


def rivals(forms: Iterable[Form]) -> set[str]:
    """Return the compared names of territories that a document names beside one above them of the same stem (甲县, 甲市; 甲村, 甲镇)."""
    keys = {without_outer(form.key) for form in forms if form.cls == "District"}
    beside = {key for key in keys if any(stem(key) + kind in keys for kind in ABOVE.get(key[-1], ()))}
    return {key for key in beside if not set(national(key)) & set(national(stem(key) + "市"))}


def identities(form: Form, places: Sequence[str], apart: Collection[str] = ()) -> list[str]:
    """Return the keys under which a form meets the others of its thing; ``places`` are the document's own, compared.

    A county that is ``apart`` goes by its full name only.
    """
    if form.cls == "District":
        inner = without_outer(form.key)
        if inner in apart:
            return [inner, *national(inner)]
        return [stem(inner), stem(form.key), *national(inner)]
    keys = [core(form.name, form.cls)]
    keys += [keys[0][len(place) :] for place in places if keys[0].startswith(place) and len(keys[0]) - len(place) >= 3]
    return [*keys, *(five_year(key) for key in keys if form.cls == "Plan" and five_year(key))]


FIVE_YEAR = re.compile(r"(?:国民经济和?社会发展)?第?(?P<number>十[一二三四五六七八九]?)个?五年?规划.*")
FIVE_YEAR_SHORT = re.compile(r"(?P<number>十[一二三四五六七八九]?)五(?:发展)?规划(?:纲要|建议)?")


def five_year(key: str) -> str:
    """Return which five-year plan of its own territory a compared plan name means (十四五), ``""`` for any other plan."""
    found = FIVE_YEAR.fullmatch(key) or FIVE_YEAR_SHORT.fullmatch(key)
    return f"{found['number']}五" if found else ""


ZONES = ("新区", "发区", "港区", "保区")
"""What functional zones end in that are districts."""


def zones(forms: Iterable[Form]) -> list[tuple[str, str]]:
    """Pair the short name of a functional zone with the only longer one that ends in it (开发区, 徐水经济开发区)."""
    keys = sorted({form.key for form in forms if form.cls == "District" and form.key.endswith(ZONES)})
    pairs = []
    for short in keys:
        longer = [key for key in keys if key != short and key.endswith(short)]
        pairs += [(short, longer[0])] if len(longer) == 1 else []
    return pairs


def groups(forms: Iterable[Form], places: Sequence[str], same: Iterable[tuple[str, str]] = ()) -> list[list[Form]]:
    """Group forms that name one thing. ``same`` are pairs of compared forms that the text itself declares equal."""
    ordered = sorted(forms, key=lambda f: (f.cls, f.key))
    apart = rivals(ordered)
    keys = [[(form.cls, key) for key in (form.key, *identities(form, places, apart))] for form in ordered]
    known = {key for some in keys for key in some}
    pairs = [((cls, a), (cls, b)) for a, b in same for cls in CLASSES if (cls, a) in known and (cls, b) in known]
    part = joined([*keys, *pairs])
    together: dict[Key, list[Form]] = {}
    for form, (first, *_) in zip(ordered, keys, strict=True):
        together.setdefault(part[first], []).append(form)
    return list(together.values())


def joined(sets: Iterable[Iterable[Key]]) -> dict[Key, Key]:
    """Return of every key one that stands for all those that sets with keys in common bring together."""
    parts: dict[Key, set[Key]] = {}
    for keys in sets:
        part = set().union(*(parts.get(key, (key,)) for key in keys))
        parts.update(dict.fromkeys(part, part))
    return {key: min(part) for key, part in parts.items()}
