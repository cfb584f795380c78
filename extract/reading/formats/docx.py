"""Word files: paragraphs and tables in order, headings by style, numbers as Word prints them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from docx import api
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from extract.reading.formats.docx_numbering import Numbering
from extract.reading.formats.docx_styles import Style, Styles
from extract.reading.formats.docx_table import holds_data, merged_rows, nested_tables, table_cells
from extract.reading.formats.docx_text import is_bold, paragraph_text, text_boxes
from extract.reading.formats.emphasis import BOLD_LEVEL, bold_level
from extract.reading.formats.grid import repeated
from extract.reading.formats.joining import Piece
from extract.reading.formats.ooxml import check_parts
from extract.reading.source import Element, ElementKind, Source, UnreadableError

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LIMIT = 200_000_000  # bytes, packed
_PARAGRAPH, _TABLE = qn("w:p"), qn("w:tbl")
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag"), qn("w:ins"), qn("w:moveTo")}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_FURNITURE = ((RELATION.HEADER, "running head"), (RELATION.FOOTER, "page foot"))


def read_docx_source(name: str, data: bytes) -> Source:
    """Turn the bytes of a ``.docx`` into a source; places are ``paragraph 12``, ``table 2 row 3``, ``footnote 4``, from 1.

    Offsets count characters of the paragraph as printed. Headings have the level of their style; a short paragraph all
    in bold has level 7. Heads, feet and tables of contents are boilerplate. Raises UnreadableError for damaged, encrypted, hostile or empty files.
    """
    if len(data) > LIMIT:
        raise UnreadableError(f"{name}: {len(data):,} bytes are more than a text has; split the file")
    check_parts(name, data)
    document = _opened(name, data)
    elements = tuple(_Reader(document).elements())
    if all(element.kind == "boilerplate" for element in elements):
        raise UnreadableError(f"{name}: the document holds no text; if its pages are images it needs OCR")
    title = (document.core_properties.title or "").strip()
    return Source(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest(), elements, title)


def _opened(name: str, data: bytes) -> WordDocument:
    try:
        return api.Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError, AttributeError, etree.XMLSyntaxError, TypeError) as error:
        raise UnreadableError(f"{name}: not a Word document that can be opened; save it as .docx again") from error


@dataclass(slots=True)
class _Count:
    paragraphs: int = 0
    tables: int = 0


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self._styles = Styles(document.styles.element)
        self._numbering = Numbering(_related(document, RELATION.NUMBERING))
        self._count = _Count()
        self._document = document

    def elements(self) -> Iterator[Element]:
        yield from self._furniture()
        yield from self._blocks(self._document.element.body)
        yield from self._notes()

    def _blocks(self, parent: etree._Element) -> Iterator[Element]:
        """Paragraphs and tables directly in a body, cell or text box, in order."""
        for child in parent:
            if child.tag == _PARAGRAPH:
                self._count.paragraphs += 1
                yield from self._paragraph(child, f"paragraph {self._count.paragraphs}")
            elif child.tag == _TABLE:
                yield from self._table(child)
            elif child.tag in _WRAPPERS:
                yield from _contents(self._blocks(child)) if _is_contents(child) else self._blocks(child)

    def _paragraph(self, paragraph: etree._Element, place: str) -> Iterator[Element]:
        style = self._styles.of(paragraph)
        label = self._numbering.label(style.list_id, style.depth) if style.list_id else ""
        yield from _paragraph_elements(paragraph, style, label, place)
        for number, box in enumerate(text_boxes(paragraph), 1):
            for element in self._blocks(box):
                yield replace(element, place=f"{place} text box {number}") if element.kind != "row" else element

    def _table(self, table: etree._Element) -> Iterator[Element]:
        self._count.tables += 1
        number = self._count.tables
        if not holds_data(table):
            yield from chain.from_iterable(map(self._blocks, table_cells(table)))
            return
        for index, row in enumerate(repeated(merged_rows(table)), 1):
            yield _row(row, number, f"table {number} row {index}")
        for nested in nested_tables(table):
            yield from self._table(nested)

    def _furniture(self) -> Iterator[Element]:
        seen: set[str] = set()
        for relation, reason in _FURNITURE:
            for root in _all_related(self._document, relation):
                text = "\n".join(filter(str.strip, map(paragraph_text, root.iter(_PARAGRAPH))))
                if text and text not in seen:
                    seen.add(text)
                    yield Element("boilerplate", text, reason, reason=reason)

    def _notes(self) -> Iterator[Element]:
        for relation, kind in ((RELATION.FOOTNOTES, "footnote"), (RELATION.ENDNOTES, "endnote")):
            root = _related(self._document, relation)
            for note in [] if root is None else root.iterchildren(qn(f"w:{kind}")):
                for paragraph in note.iter(_PARAGRAPH):
                    yield from _paragraph_elements(paragraph, Style(), "", f"{kind} {note.get(qn('w:id'))}")


def _paragraph_elements(paragraph: etree._Element, style: Style, label: str, place: str) -> Iterator[Element]:
    """A paragraph's element: one per line where line breaks part it, a single one for a heading."""
    text = paragraph_text(paragraph)
    if style.contents:
        return (yield from _contents([Element("paragraph", text, place)] if text.strip() else []))
    level = style.level or int(style.title)
    if level or not text.strip():
        lines = [(text.replace("\n", " "), 0)] if text.strip() else []
    else:
        lines = list(_lines(text))
    for index, (line, offset) in enumerate(lines):
        heading = level or bold_level(line.strip(), len(line) if is_bold(paragraph) else 0)
        yield _labelled(line, label if index == 0 else "", place, offset, heading)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            yield line, offset
        offset += len(line) + 1


def _labelled(line: str, label: str, place: str, offset: int, level: int) -> Element:
    """An element whose text begins with a number that Word prints; the number lies before the original's characters."""
    space = " " if label and label[-1].isascii() else ""
    text = f"{label}{space}{line}" if label else line
    anchors = ((0, offset), (len(text) - len(line), offset)) if label else ()
    kind: ElementKind = "heading" if 0 < level < BOLD_LEVEL else "paragraph"
    return Element(kind, text, place, offset, anchors, level)


def _row(row: Piece | list[Piece], table: int, place: str) -> Element:
    if isinstance(row, Piece):
        return Element("paragraph", row.text, place)
    cells = tuple(cell.text for cell in row)
    return Element("row", "\t".join(cells), place, cells=cells, table=table)


def _is_contents(wrapper: etree._Element) -> bool:
    gallery = wrapper.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"


def _contents(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        if element.kind == "boilerplate":
            yield element
        else:
            yield Element("boilerplate", element.text, element.place, element.offset, reason="table of contents")


def _all_related(document: WordDocument, relation: str) -> Iterator[etree._Element]:
    for related in document.part.rels.values():
        if related.reltype == relation and not related.is_external:
            part = related.target_part
            element = getattr(part, "element", None)
            yield etree.fromstring(part.blob, _PARSER) if element is None else element


def _related(document: WordDocument, relation: str) -> etree._Element | None:
    return next(_all_related(document, relation), None)
