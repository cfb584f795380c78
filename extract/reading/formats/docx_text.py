"""The text of one Word paragraph: what is printed, without field codes and deleted text; text boxes apart."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

_TEXT, _RUN, _BOX = qn("w:t"), qn("w:r"), qn("w:txbxContent")
_INSTEAD = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText"), _BOX, _FALLBACK}


def paragraph_text(paragraph: etree._Element) -> str:
    """Return what the paragraph prints; a tab for tabs, a line break for line (not page) breaks."""
    return "".join(_texts(paragraph))


def _texts(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _INSTEAD:
            yield _INSTEAD[child.tag] if child.get(qn("w:type"), "textWrapping") == "textWrapping" else ""
        else:
            yield from _texts(child)


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes anchored in a paragraph, each once (Word stores them again for old versions)."""
    for child in paragraph:
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from text_boxes(child)


def is_bold(paragraph: etree._Element) -> bool:
    """Whether every printed run of the paragraph is marked bold."""
    runs = [run for run in paragraph.iter(_RUN) if (run.findtext(_TEXT) or "").strip()]
    return bool(runs) and all(_on(run.find(f"{qn('w:rPr')}/{qn('w:b')}")) for run in runs)


def _on(toggle: etree._Element | None) -> bool:
    return toggle is not None and toggle.get(qn("w:val"), "1") not in {"0", "false", "off"}
