"""Which lines of a stored text are headings: those the passages name as such, and the lines that are numbered like them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

LONGEST = 45
_SHAPES = re.compile(
    r"(?P<part>第[〇零一二三四五六七八九十百\d]+[篇编部分]+)|(?P<chapter>第[〇零一二三四五六七八九十百\d]+章)|(?P<section>第[〇零一二三四五六七八九十百\d]+节)"
    r"|(?P<one>[一二三四五六七八九十]+、)|(?P<two>[（(][一二三四五六七八九十]+[)）])|(?P<box>专栏)|(?P<three>\d+[.、．](?!\d))"
)
_SENTENCE = re.compile(r"[。；;！？，,：:]$")
_USUAL = {"part": 1, "chapter": 1, "section": 2, "one": 1, "two": 2, "box": 3}


def levels(sections: Iterable[str], lines: Iterable[str]) -> dict[str, int]:
    """Return the level (1 the outermost) of every line that is a heading.

    ``sections`` are heading paths joined by `` / `` as the passages give them; a line numbered like a heading of theirs
    (第二节, 三、) is one of the same level. Without any path the usual order of numbers decides.
    """
    known: dict[str, int] = {}
    for section in sorted(set(sections)):
        for depth, text in enumerate(section.split(" / "), 1):
            known.setdefault(text.strip(), depth)
    usual = _shape_levels(known) if known else _USUAL
    found = {}
    for line in lines:
        text = line.strip()
        level = known.get(text) or _numbered(text, usual)
        if level:
            found[text] = level
    return found


def _shape(text: str) -> str:
    found = _SHAPES.match(text)
    return (found.lastgroup or "") if found else ""


def _shape_levels(known: dict[str, int]) -> dict[str, int]:
    counts: dict[str, Counter[int]] = {}
    for text, level in known.items():
        if shape := _shape(text):
            counts.setdefault(shape, Counter())[level] += 1
    return {shape: min(seen, key=lambda level: (-seen[level], level)) for shape, seen in counts.items()}


def _numbered(text: str, usual: dict[str, int]) -> int:
    if len(text) > LONGEST or "\t" in text or _SENTENCE.search(text):
        return 0
    return usual.get(_shape(text), 0)
