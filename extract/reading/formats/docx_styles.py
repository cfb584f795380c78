"""What a Word paragraph's style says: heading level, place in a list, entry of a table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from lxml import etree

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading)?$", re.IGNORECASE)
_TITLES = {"title", "标题"}
_BODY_LEVEL = 9  # w:outlineLvl of body text
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """``level`` from 1 for headings (0 is a title's level in ``title``), ``list_id`` and ``depth`` of its numbering."""

    level: int = 0
    title: bool = False
    contents: bool = False
    list_id: str = ""
    depth: int = 0


class Styles:
    """The styles of a document by their id, each with what it inherits."""

    def __init__(self, part: etree._Element | None) -> None:
        self._elements = {} if part is None else {_attribute(s, "styleId"): s for s in part.iter(qn("w:style"))}
        self._known: dict[str, Style] = {}

    def of(self, paragraph: etree._Element) -> Style:
        """Return the paragraph's style with what the paragraph itself sets."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return Style()
        return _overridden(self._style(_value(properties, "pStyle")), properties)

    def _style(self, style_id: str) -> Style:
        if style_id not in self._known:
            self._known[style_id] = self._inherited(style_id)
        return self._known[style_id]

    def _inherited(self, style_id: str) -> Style:
        chain: list[etree._Element] = []
        while (element := self._elements.get(style_id)) is not None and len(chain) < _LONGEST_CHAIN:
            chain.append(element)
            style_id = _value(element, "basedOn")
        style = Style()
        for element in reversed(chain):
            style = _named(style, _value(element, "name"))
            properties = element.find(qn("w:pPr"))
            style = style if properties is None else _overridden(style, properties)
        return style


def _named(style: Style, name: str) -> Style:
    if found := _HEADING.match(name.strip()):
        return replace(style, level=int(found.group(1)))
    if name.strip().lower() in _TITLES:
        return replace(style, title=True)
    return replace(style, contents=True) if _CONTENTS.match(name.strip()) else style


def _overridden(style: Style, properties: etree._Element) -> Style:
    outline = _value(properties, "outlineLvl")
    if outline.isdecimal():
        style = replace(style, level=int(outline) + 1 if int(outline) < _BODY_LEVEL else 0)
    numbering = properties.find(qn("w:numPr"))
    if numbering is None:
        return style
    depth, list_id = _value(numbering, "ilvl"), _value(numbering, "numId")
    return replace(style, depth=int(depth) if depth.isdecimal() else style.depth, list_id=list_id or style.list_id)


def _value(element: etree._Element, child: str) -> str:
    found = element.find(qn(f"w:{child}"))
    return "" if found is None else _attribute(found, "val")


def _attribute(element: etree._Element, name: str) -> str:
    return element.get(qn(f"w:{name}"), "")
