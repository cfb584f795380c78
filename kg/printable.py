"""Text of unknown origin made fit for one line on a terminal."""

from __future__ import annotations

import unicodedata

_UNSHOWN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


def plain(text: str) -> str:
    """Return ``text`` with every control, format and unassigned character spelled out (``\\x1b``), line breaks included."""
    return "".join(_spelled(char) if unicodedata.category(char) in _UNSHOWN else char for char in text)


def _spelled(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
