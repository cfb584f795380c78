"""PDF files: lines with page and position, ruled tables as rows, heads and feet of pages set apart."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.reading.formats.pdf_columns import aligned_tables
from extract.reading.formats.pdf_fonts import pages_of_chars
from extract.reading.formats.pdf_furniture import furniture
from extract.reading.formats.pdf_layout import continuations
from extract.reading.formats.pdf_lines import Char, Line, lines_of
from extract.reading.formats.pdf_table import CONTINUED, Table, continuation, continues, may_hold_tables, page_tables
from extract.reading.source import Element, ElementKind, Source, UnreadableError

if TYPE_CHECKING:
    import pypdfium2

MEDIA_TYPE = "application/pdf"
LIMIT = 500_000_000  # bytes
_PAGES = 5_000
_SPARSE = 20  # characters: fewer on a page with an image are the number or stamp of a scanned page
_SCANNED = 0.9  # share of scanned pages from which on a file is a scan
_UNKNOWN = 0.3  # share of characters without a meaning that makes a text layer useless


@dataclass(frozen=True, slots=True)
class _Page:
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    scanned: bool = False


def read_pdf_source(name: str, data: bytes) -> Source:
    """Turn the bytes of a PDF into a source; places are ``page 3`` (from 1), boxes points from the page's upper left corner.

    Text comes from PDFium in the order of the page's content, ruled tables by pdfplumber where lines are drawn; a table that goes
    on over a page keeps its number. Raises UnreadableError for encrypted, damaged and too long files and for those without text.
    """
    import pypdfium2

    if len(data) > LIMIT:
        raise UnreadableError(f"{name}: {len(data):,} bytes are more than one document has; split the file")
    try:
        with closing(pypdfium2.PdfDocument(data)) as pdf:
            if len(pdf) > _PAGES:
                raise UnreadableError(f"{name}: {len(pdf)} pages are more than one document has; split the file")
            pages, warnings = _pages(pdf, data)
            title = (pdf.get_metadata_dict().get("Title") or "").strip()
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"{name}: {_cause(str(error))}") from error
    _check_text(name, pages)
    elements = tuple(_elements(pages))
    return Source(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest(), elements, title, warnings)


def _cause(message: str) -> str:
    if "assword" in message or "ecurity" in message:
        return "the PDF is encrypted; save it without a password"
    return "damaged PDF that cannot be opened; download it again or print it to a new PDF"


def _pages(pdf: pypdfium2.PdfDocument, data: bytes) -> tuple[list[_Page], tuple[str, ...]]:
    chars: list[list[Char]] = []
    pages: list[_Page] = []
    ruled: list[int] = []
    for number, (page, printed) in enumerate(pages_of_chars(pdf, data)):
        chars.append(printed)
        pages.append(_Page(page.get_height(), tuple(lines_of(printed)), (), _is_scan(page, printed)))
        if printed and may_hold_tables(page):
            ruled.append(number)
    tables, warnings = _tables(data, ruled, chars)
    pages = [_with_tables(page, tables.get(number, []), chars[number]) for number, page in enumerate(pages)]
    return pages, (*_scans(pages), *warnings)


def _with_tables(page: _Page, ruled: Sequence[Table], chars: Sequence[Char]) -> _Page:
    found = [*ruled, *aligned_tables(page.lines, chars, ruled)]
    return replace(page, tables=tuple(sorted(found, key=lambda table: table.box[1])))


def _is_scan(page: pypdfium2.PdfPage, chars: Sequence[Char]) -> bool:
    import pypdfium2.raw as pdfium

    images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5)
    return len(chars) < _SPARSE and next(iter(images), None) is not None


def _tables(
    data: bytes, ruled: Sequence[int], chars: Sequence[list[Char]]
) -> tuple[dict[int, list[Table]], tuple[str, ...]]:
    """Tables by page number; each page is closed at once, since pdfplumber keeps what it has parsed."""
    if not ruled:
        return {}, ()
    import pdfplumber

    found: dict[int, list[Table]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for number in ruled:
                page = pdf.pages[number]
                found[number] = page_tables(page, chars[number])
                page.close()
    except Exception as error:  # pdfminer raises errors of every kind on damaged files; the text is there without it
        return found, (f"tables from page {ruled[len(found)] + 1} on are read as lines ({type(error).__name__})",)
    return found, ()


def _scans(pages: Sequence[_Page]) -> tuple[str, ...]:
    scans = [str(number) for number, page in enumerate(pages, 1) if page.scanned]
    return (f"pages that are images (they need OCR): {', '.join(scans[:20])}",) if scans else ()


def _check_text(name: str, pages: Sequence[_Page]) -> None:
    text = "".join(line.text for page in pages for line in page.lines)
    if not text or sum(page.scanned for page in pages) > _SCANNED * len(pages):
        raise UnreadableError(f"{name}: the PDF has no text layer (its pages are images); run OCR on it first")
    unknown = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    if unknown > _UNKNOWN * len(text):
        raise UnreadableError(f"{name}: the PDF's fonts do not say what their characters mean; run OCR on it first")


def _elements(pages: Sequence[_Page]) -> Iterator[Element]:
    left_out = furniture([(page.height, page.lines) for page in pages])
    joined = _joins(pages, left_out)
    last: Table | None = None  # the table with which the text so far ends
    count = 0
    for number, (page, reasons) in enumerate(zip(pages, left_out, strict=True), 1):
        place = f"page {number}"
        for item, given in _in_order(page, reasons):
            if isinstance(item, Line):
                reason = given or ("continued table" if last and CONTINUED.fullmatch(item.text) else "")
                kind: ElementKind = "boilerplate" if reason else "line"
                yield Element(kind, item.text, place, reason=reason, box=item.box, continues=joined.get(id(item)))
                if item.marks:
                    yield Element("boilerplate", item.marks, place, reason="note mark", box=item.box)
                last = last if reason else None
            elif last and continues(last, item):
                header, last = _joined(last, item)
                yield from _rows(header, last, count, place)
            else:
                count, last = count + 1, item
                yield from (Element("paragraph", caption, place, box=item.box) for caption in item.caption)
                yield from _rows((), item, count, place)


def _joins(pages: Sequence[_Page], left_out: Sequence[dict[int, str]]) -> dict[int, bool | None]:
    """What the layout tells of each line of the running text, by the line's identity."""
    texts = [
        [line for index, line in enumerate(page.lines) if index not in out and not _table_of(line, page)]
        for page, out in zip(pages, left_out, strict=True)
    ]
    told = continuations(texts)
    return {
        id(line): joins
        for lines, page in zip(texts, told, strict=True)
        for line, joins in zip(lines, page, strict=True)
    }


def _table_of(line: Line, page: _Page) -> Table | None:
    return next((table for table in page.tables if _inside(line, table)), None)


def _joined(last: Table, part: Table) -> tuple[list[str], Table]:
    """What a later part of a table repeats (caption and header), and the table as it stands after it."""
    header, rest = continuation(last, part)
    repeats = [*part.caption, *("\t".join(row) for row in header)]
    return repeats, rest if rest.rows else replace(last, head=rest.head)


def _in_order(page: _Page, reasons: dict[int, str]) -> Iterator[tuple[Line | Table, str]]:
    """Lines and tables of a page; a table stands where the first of its lines would."""
    waiting = list(page.tables)
    for index, line in enumerate(page.lines):
        table = _table_of(line, page)
        if table is None:
            yield line, reasons.get(index, "")
        elif table in waiting:
            waiting.remove(table)
            yield table, ""
    yield from ((table, "") for table in waiting)


def _inside(line: Line, table: Table) -> bool:
    middle = (line.box[1] + line.box[3]) / 2
    return table.box[1] <= middle <= table.box[3] and line.box[0] < table.box[2] and line.box[2] > table.box[0]


def _rows(repeats: Sequence[str], table: Table, number: int, place: str) -> Iterator[Element]:
    for text in repeats:
        yield Element("boilerplate", text, place, reason="repeated table header", box=table.box)
    for row in table.rows:
        yield Element("row", "\t".join(row), place, cells=row, table=number, box=table.box)
