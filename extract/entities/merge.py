"""Forms become things: which forms of a document name the same one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.document import Span
from extract.entities.names import core, norm
from extract.facts import EntityClass
from ontology import territories

DISTRICT_ENDING = re.compile(r"(?:特别行政区|自治区|自治州|自治县|街道办事处|街道|省|市|县|区|镇|乡|村)$")
ORDINALS = re.compile(r"[一二三四五六七八九十\d]")


@dataclass(slots=True)
class Form:
    """One way of writing a name in a document: where it stands and how sure the tagger is of its class."""

    name: str
    cls: EntityClass
    spans: list[Span] = field(default_factory=list)
    confidence: float = 0.0

    @property
    def key(self) -> str:
        """The form as compared."""
        return norm(self.name)


def stem(key: str) -> str:
    """Return a compared district name without its type word where two characters or more are left."""
    short = DISTRICT_ENDING.sub("", key)
    return short if len(short) >= 2 else key


def without_outer(key: str) -> str:
    """Return a compared district name without a province's or city's name before it (郑州市中原区 gives 中原区)."""
    for cut in range(2, len(key) - 1):
        if key[cut - 1] in "省市区州" and territories.by_name(key[:cut]) and len(key) - cut >= 2:
            return without_outer(key[cut:])
    return key


def identities(form: Form, places: Sequence[str]) -> list[str]:
    """Return the keys under which a form meets the others of its thing; ``places`` are the document's own, compared."""
    if form.cls == "District":
        inner = without_outer(form.key)
        return [stem(inner), stem(form.key)]
    keys = [core(form.name, form.cls)]
    for place in places:
        if keys[0].startswith(place) and len(keys[0]) - len(place) >= 3:
            keys.append(keys[0][len(place) :])
    return keys


def groups(forms: Iterable[Form], places: Sequence[str], same: Iterable[tuple[str, str]] = ()) -> list[list[Form]]:
    """Group forms that name one thing. ``same`` are pairs of compared forms that the text itself declares equal."""
    ordered = sorted(forms, key=lambda f: (f.cls, f.key))
    leader = list(range(len(ordered)))

    def find(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    def join(i: int, j: int) -> None:
        a, b = sorted((find(i), find(j)))
        leader[b] = a

    index: dict[tuple[str, str], int] = {}
    for i, form in enumerate(ordered):
        for key in dict.fromkeys([*identities(form, places), form.key]):
            join(index.setdefault((form.cls, key), i), i)
    by_key = {(form.cls, form.key): i for i, form in enumerate(ordered)}
    for cls in {form.cls for form in ordered}:
        for a, b in same:
            if (cls, a) in by_key and (cls, b) in by_key:
                join(by_key[cls, a], by_key[cls, b])
    together: dict[int, list[Form]] = defaultdict(list)
    for i, form in enumerate(ordered):
        together[find(i)].append(form)
    return list(together.values())
