"""The words by which navigation, footers and share buttons of web pages are known; they live in ``data/furniture.tsv``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from lxml import etree

_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+(?![a-z])")
_HIDDEN = ("display:none", "visibility:hidden")
_SHORT = 120  # characters: a longer block is text whatever it begins with
_PLACES = {"tag", "role", "name", "line", "label"}


class FurnitureError(ValueError):
    """A line of the list that cannot be used; the message begins with file:line."""


def markers_of(element: etree._Element) -> str:
    """Return why an element claims to be no main text (its tag, role, class, id or style), or an empty string."""
    if reason := _words("tag").get(str(element.tag)):
        return reason
    attributes = element.attrib
    if not attributes:
        return ""
    return _hidden(element) or _words("role").get(attributes.get("role", ""), "") or _named(element)


def _hidden(element: etree._Element) -> str:
    style = element.get("style", "").replace(" ", "").lower()
    hidden = "hidden" in element.attrib or any(mark in style for mark in _HIDDEN)
    return "hidden" if hidden and element.tag not in {"html", "body"} else ""


def _named(element: etree._Element) -> str:
    if element.tag in {"html", "body"}:
        return ""
    known = _words("name")
    for name in f"{element.get('class', '')} {element.get('id', '')}".split():
        words = [name.lower(), *(word.lower() for word in _WORD.findall(name))]
        if found := next((known[word] for word in words if word in known), ""):
            return found
    return ""


def line_reason(text: str) -> str:
    """Return why a short block is furniture by its wording, or an empty string."""
    if len(text) > _SHORT:
        return ""
    return next((reason for pattern, reason in _patterns("line") if pattern.fullmatch(text)), "")


def label_reason(text: str) -> str:
    """Return why a block belongs to the page's catalogue entry (``发文字号：…``), or an empty string."""
    return next((reason for pattern, reason in _patterns("label") if pattern.match(text)), "")


@cache
def _words(where: str) -> dict[str, str]:
    return {pattern: reason for place, pattern, reason in _table() if place == where}


@cache
def _patterns(where: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), reason) for place, pattern, reason in _table() if place == where)


@cache
def _table() -> tuple[tuple[str, str, str], ...]:
    text = (files("extract.reading.formats") / "data" / "furniture.tsv").read_text(encoding="utf-8")
    return parse(text, "furniture.tsv")


def parse(text: str, name: str) -> tuple[tuple[str, str, str], ...]:
    """Read the list; ``name`` stands in messages. Raises FurnitureError (``file:line: …``) for a line of another shape."""
    rows: list[tuple[str, str, str]] = []
    lines = [(i, line) for i, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    for number, line in lines[1:]:
        columns = line.split("\t")
        if len(columns) != 3 or columns[0] not in _PLACES or not all(columns):
            raise FurnitureError(f"{name}:{number}: expected where, pattern and reason, where one of {sorted(_PLACES)}")
        rows.append((columns[0], columns[1], columns[2]))
    return tuple(rows)
