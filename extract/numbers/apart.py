"""What a project has or costs, told apart from what measures an indicator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extract.document import Span
from extract.facts import Measure, Observation

LIKELY = 0.65
"""How sure a size must be for its number to be no observation."""


def not_sizes(found: Iterable[Observation], sizes: Sequence[Measure]) -> list[Observation]:
    """Return the observations whose number is not the size of a project: what one project has or costs measures no indicator.

    The area of a park does: it is told of territories too.
    """
    taken: dict[tuple[Decimal, str], list[Measure]] = {}
    for m in sizes:
        if m.evidence.confidence >= LIKELY:
            taken.setdefault((m.value, m.unit), []).append(m)
    return [o for o in found if not any(_is_size(o, m) for m in taken.get((o.value, o.unit), ()))]


def _is_size(o: Observation, m: Measure) -> bool:
    area = m.subject.cls == "Park" and m.aspect == "landArea" and o.indicator.endswith("面积")
    return not area and _overlap(o.evidence.spans[0], m.evidence.spans[0])


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
