"""Names that a text itself says are of one thing: 《甲规划》(以下简称《规划》), 甲镇原名乙镇, 甲开发区(即乙新区)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extract.document import Span
from extract.entities.merge import ZONES, Form
from extract.entities.propose import rare

CALLED = re.compile(
    r"[》”\"]?(?:[(（](?:以下|下文)?(?:简称|即|原名?|又称|又名)为?[:：]?|[,，]?(?:原名|前身(?:为|是)|又称|又名|简称))[“《\"]?"
)
"""What stands between a name and another name of the same thing."""
CALLING = re.compile("[(（](?:以下|下文)?[即原又]|简称|原名|前身|又[称名]")
CLOSED = re.compile(r"[》”\"]*(?:[)）,，。;；\n]|$)")
"""What stands behind the other name where it is one, and no list, part or place."""


def declared(text: str, forms: Iterable[Form], everywhere: Mapping[str, Sequence[Span]]) -> list[tuple[Form, Form]]:
    """Pair the names that a text itself says are of one thing; a short name given to several (规划) is of none."""
    stands = sorted(
        ((span, form) for form in forms for span in everywhere.get(form.name, ())),
        key=lambda stand: (stand[0].end - stand[0].start, stand[1].key),
    )
    begins, ends = {span.start: (span, form) for span, form in stands}, {span.end: form for span, form in stands}
    named: dict[str, dict[str, tuple[Form, Form]]] = defaultdict(dict)
    for called in rare(CALLED, CALLING, text):
        first, (span, other) = ends.get(called.start()), begins.get(called.end(), (None, None))
        if first and other and span and CLOSED.match(text, span.end) and may_be_one(first, other):
            named[other.key][first.key] = first, other
    return [pair for pairs in named.values() if len(pairs) == 1 for pair in pairs.values()]


def may_be_one(a: Form, b: Form) -> bool:
    """Tell whether two forms can name one thing: of one class, or a zone that is taken for a district and for a park."""
    districts = [form for form in (a, b) if form.cls == "District"]
    zone = {a.cls, b.cls} == {"District", "Park"} and districts[0].key.endswith(ZONES)
    return a.cls == b.cls or zone
