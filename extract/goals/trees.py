"""Decision trees over figures of clauses, followed for all clauses and trees at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Tree = Sequence[Sequence[float]]
"""Nodes: figure, limit, node where the figure is at most the limit, node where it is more; a leaf has its value only."""
FINE = 100_000
"""Leaves have five decimals and are added up as whole numbers, whose sum is the same on every machine."""


class Forest:
    """Trees as tables of one row per tree and one column per node; a leaf leads to itself."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        shape = len(trees), max(map(len, trees), default=1)
        self.figure, self.least, self.more = (np.zeros(shape, dtype=np.intp) for _ in range(3))
        self.limit, self.value = np.zeros(shape), np.zeros(shape, dtype=np.int64)
        self.depth = 0
        for row, tree in enumerate(trees):
            self.depth = max(self.depth, depth(tree))
            for column, node in enumerate(tree):
                self.put(row, column, node)

    def put(self, row: int, column: int, node: Sequence[float]) -> None:
        """Write down a node."""
        if len(node) == 1:
            self.value[row, column] = round(node[0] * FINE)
            self.least[row, column] = self.more[row, column] = column
        else:
            self.figure[row, column], self.limit[row, column] = int(node[0]), node[1]
            self.least[row, column], self.more[row, column] = int(node[2]), int(node[3])

    def sums(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The summed values that all trees give to each row of figures."""
        clause, tree = np.arange(len(rows))[:, None], np.arange(len(self.value))[None, :]
        at = np.zeros((len(rows), len(self.value)), dtype=np.intp)
        for _ in range(self.depth):
            low = rows[clause, self.figure[tree, at]] <= self.limit[tree, at]
            at = np.where(low, self.least[tree, at], self.more[tree, at])
        return np.asarray(self.value[tree, at].sum(axis=1) / FINE)


def depth(tree: Tree, node: int = 0) -> int:
    """How many limits are asked at most."""
    here = tree[node]
    return 0 if len(here) == 1 else 1 + max(depth(tree, int(child)) for child in here[2:])
