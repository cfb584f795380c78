"""Pages whose fonts are not in the file: PDFium then takes a font of the machine, and without one loses characters."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from extract.reading.formats.pdf_lines import Char, page_chars, paired

if TYPE_CHECKING:
    import pypdfium2

BUILT_IN = ("Helvetica", "Times", "Courier", "Arial", "Symbol", "ZapfDingbats")
"""How the names begin of fonts that PDFium has itself (PDF 32000-1, 9.6.2.2, and what they are also called)."""
UNKNOWN = "(cid:"
"""How pdfminer writes a character of which the file does not tell the meaning."""
_NAME = 128  # bytes of a font's name


def pages_of_chars(pdf: pypdfium2.PdfDocument, data: bytes) -> Iterator[tuple[pypdfium2.PdfPage, list[Char]]]:
    """Yield each page, open until the next is asked for, and its characters; ``data`` are the bytes of ``pdf``.

    Where the fonts are in the file PDFium reads them, else pdfminer, which goes by the widths that the file tells: the same text on
    every machine.
    """
    for number in range(len(pdf)):
        with closing(pdf[number]) as page:
            yield page, (_by_widths(data, number) if lacks_fonts(page) else []) or page_chars(page)


def lacks_fonts(page: pypdfium2.PdfPage) -> bool:
    """Whether a page is written in a font that neither the file nor PDFium has."""
    import pypdfium2.raw as pdfium

    known: set[int] = set()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5):
        font = pdfium.FPDFTextObj_GetFont(item.raw)
        if font and ctypes.addressof(font.contents) not in known:
            if _is_missing(font):
                return True
            known.add(ctypes.addressof(font.contents))
    return False


def _is_missing(font: Any) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFFont_GetIsEmbedded(font):
        return False
    name = ctypes.create_string_buffer(_NAME)
    pdfium.FPDFFont_GetBaseFontName(font, name, _NAME)
    return not name.value.decode("ascii", "replace").startswith(BUILT_IN)


def _by_widths(data: bytes, number: int) -> list[Char]:
    """The characters of a page in the order of its content by pdfminer; none where it fails on a damaged file."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number + 1]) as pdf:
            chars = pdf.pages[0].chars
    except Exception:  # pdfminer raises errors of every kind on damaged files; PDFium reads what it can
        return []
    if any(char["text"].startswith(UNKNOWN) for char in chars):
        return []
    boxes = ((char["x0"], char["top"], char["x1"], char["bottom"]) for char in chars)
    return paired(Char(char["text"], box) for char, box in zip(chars, boxes, strict=True) if char["text"] >= " ")
