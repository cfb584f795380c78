"""Numbers on a coarse scale, as features tell them."""

from __future__ import annotations

LIMITS = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
SCALE = [str(next(limit for limit in LIMITS if n <= limit)) for n in range(LIMITS[-1] + 1)]


def bucket(n: int) -> str:
    """A number, not negative, on a coarse scale."""
    return SCALE[n] if n <= LIMITS[-1] else "max"
