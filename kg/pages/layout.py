"""Places nodes in columns: few crossings, no overlaps, whole numbers, the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

SWEEPS = 6
GAP = 14


def order_columns(graph: nx.Graph, columns: Sequence[Sequence[str]]) -> list[list[str]]:
    """Sort each column by the mean rank of its neighbours in the other columns.

    The barycentre method of Sugiyama, Tagawa and Toda (1981): sweeps to the right and back; ties keep their order.
    """
    found = [list(column) for column in columns]
    for sweep in range(SWEEPS):
        steps = range(1, len(found)) if sweep % 2 == 0 else range(len(found) - 2, -1, -1)
        for at in steps:
            beside = found[at - 1] if sweep % 2 == 0 else found[at + 1]
            ranks = {node: rank for rank, node in enumerate(beside)}
            found[at] = _by_mean(graph, found[at], ranks)
    return found


def _by_mean(graph: nx.Graph, column: list[str], ranks: Mapping[str, int]) -> list[str]:
    keys = {}
    for at, node in enumerate(column):
        beside = [ranks[other] for other in nx.all_neighbors(graph, node) if other in ranks]
        keys[node] = (sum(beside) / len(beside) if beside else float(at), at)
    return sorted(column, key=keys.__getitem__)


def place(graph: nx.Graph, columns: Sequence[Sequence[str]], heights: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """Return the vertical middle of every node in pixels, and the height of the whole drawing.

    The tallest column is spread evenly; going outwards from it, each node is put beside the middle of its neighbours already
    placed, then pushed down and up until no two overlap.
    """
    talls = [_tall(column, heights) for column in columns]
    total = max(talls, default=0)
    middles: dict[str, int] = {}
    for at in _outwards(talls):
        wanted = [_wanted(graph, node, middles, total) for node in columns[at]]
        middles.update(_without_overlap(columns[at], wanted, heights, total))
    return middles, total


def _outwards(talls: list[int]) -> list[int]:
    first = talls.index(max(talls)) if talls else 0
    return [*range(first, len(talls)), *range(first - 1, -1, -1)]


def _tall(column: Sequence[str], heights: Mapping[str, int]) -> int:
    return sum(heights[node] + GAP for node in column)


def _wanted(graph: nx.Graph, node: str, middles: Mapping[str, int], total: int) -> int:
    beside = [middles[other] for other in nx.all_neighbors(graph, node) if other in middles]
    return sum(beside) // len(beside) if beside else total // 2


def _without_overlap(
    column: Sequence[str], wanted: list[int], heights: Mapping[str, int], total: int
) -> dict[str, int]:
    if not any(abs(middle - total // 2) > 1 for middle in wanted):
        return _evenly(column, heights, total)
    found, top = {}, 0
    for node, middle in zip(column, wanted, strict=True):
        half = (heights[node] + GAP) // 2
        found[node] = max(top + half, middle)
        top = found[node] + half
    bottom = total
    for node in reversed(column):
        half = (heights[node] + GAP) // 2
        found[node] = min(found[node], bottom - half)
        bottom = found[node] - half
    return found


def _evenly(column: Sequence[str], heights: Mapping[str, int], total: int) -> dict[str, int]:
    spare = (total - _tall(column, heights)) // (len(column) + 1) if column else 0
    found, top = {}, spare
    for node in column:
        found[node] = top + (heights[node] + GAP) // 2
        top += heights[node] + GAP + spare
    return found
