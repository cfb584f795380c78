"""Figures as rows of a table and as small charts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.pages.model import Observation, Quantity

SIGNS = {"=": "", ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "约 "}
WIDE, TALL, LEFT, RIGHT, TOP, BOTTOM = 520, 190, 16, 40, 30, 26
_YEAR = re.compile(r"\d{4}")


def written(quantity: Quantity, direction: str = "") -> str:
    """Return a quantity as the text has it, with its comparator and unit; ``direction`` (下降) stands before it."""
    number = f"{quantity.value:f}"
    if quantity.maximum is not None:
        number += f"–{quantity.maximum:f}"
    return f"{direction}{SIGNS.get(quantity.comparator, '')}{number}{_gap(quantity.unit)}{quantity.unit}"


def _gap(unit: str) -> str:
    return "" if unit in {"", "%", "‰"} else " "


def year(period: str) -> int | None:
    """Return the last year that a period names (2025 for ``2021-2025``)."""
    found = _YEAR.findall(period)
    return int(found[-1]) if found else None


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a chart: its place in pixels, the value written beside it, its year."""

    x: int
    y: int
    text: str
    year: int
    above: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one indicator in one place: actual and target values over the years."""

    title: str
    unit: str
    actual: tuple[Dot, ...]
    target: tuple[Dot, ...]
    years: tuple[tuple[int, int], ...]


Point = tuple[int, Decimal, bool]


def charts(observations: Sequence[Observation], titles: dict[tuple[str, str], str]) -> list[Chart]:
    """Draw a chart for every indicator and place with levels of one unit in at least three years.

    ``titles`` names the pairs (indicator, place) to draw, in order.
    """
    groups: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.kind in {"actual", "target"} and year(observation.period):
            groups[observation.indicator, observation.place].append(observation)
    drawn = (_chart(titles[key], groups[key]) for key in titles if len(groups[key]) >= 3)
    return [chart for chart in drawn if chart]


def _chart(title: str, observations: Sequence[Observation]) -> Chart | None:
    unit, points = _comparable(observations)
    years = sorted({at for at, _, _ in points})
    if len(years) < 3:
        return None
    scale = _Scale(years, [value for _, value, _ in points])
    kinds = [tuple(scale.dot(point) for point in points if point[2] is target) for target in (False, True)]
    return Chart(title, unit, kinds[0], kinds[1], tuple((scale.x(at), at) for at in years))


def _comparable(observations: Sequence[Observation]) -> tuple[str, list[Point]]:
    """Return the values in the commonest unit as written; others are converted by their normalised values where the graph has them."""
    units = [o.quantity.unit for o in observations]
    unit = max(sorted(set(units)), key=units.count)
    model = next(o for o in observations if o.quantity.unit == unit)
    found: dict[tuple[int, bool], Decimal] = {}
    for o in observations:
        value, at = _converted(o, model), year(o.period)
        if value is not None and at:
            found.setdefault((at, o.kind == "target"), value)
    return unit, sorted((at, value, target) for (at, target), value in found.items())


def _converted(observation: Observation, model: Observation) -> Decimal | None:
    if observation.quantity.unit == model.quantity.unit:
        return observation.quantity.value
    same = observation.plotted is not None and observation.plotted_unit == model.plotted_unit
    if not same or not model.plotted or not model.quantity.value or observation.plotted is None:
        return None
    ratio = model.quantity.value / model.plotted
    return (observation.plotted * ratio).quantize(Decimal("0.01")).normalize()


class _Scale:
    """Whole pixels for years and values, so that every machine draws the same."""

    def __init__(self, years: Sequence[int], values: Sequence[Decimal]):
        self.first, self.span = years[0], max(1, years[-1] - years[0])
        self.low = min(values)
        self.rise = (max(values) - self.low) or Decimal(1)

    def x(self, at: int) -> int:
        return LEFT + 24 + (at - self.first) * (WIDE - LEFT - RIGHT - 24) // self.span

    def dot(self, point: Point) -> Dot:
        at, value, target = point
        y = TALL - BOTTOM - 14 - int((value - self.low) * (TALL - TOP - BOTTOM - 24) / self.rise)
        return Dot(self.x(at), y, f"{value:f}", at, not target or y > TALL - BOTTOM - 24)
