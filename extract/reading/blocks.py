"""From lines to drafts of blocks: layout left out, tables found, paragraphs joined, headings nested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.document import BlockKind
from extract.reading.chrome import without_chrome
from extract.reading.headings import Heading, headings_of, levels_of
from extract.reading.layout import Draft
from extract.reading.lines import Line, Stretch
from extract.reading.markers import marker_of
from extract.reading.paragraphs import Paragraph, page_width, paragraphs_of
from extract.reading.tables import Table, with_tables
from extract.reading.title import with_titles
from extract.reading.tracked import Loss
from extract.reading.words import any_of

FRONT = 15  # paragraphs among which a title may stand
PROSE = 60  # characters of a paragraph with which a document has begun
_SALUTATION = re.compile(any_of("salutation") + r".{0,20}[：:，！]$")


def drafts_of(text: str, lines: Sequence[Line]) -> tuple[list[Draft], list[Loss]]:
    """Turn lines of cleaned text into drafts; what is layout and no text is returned with its reason."""
    kept, left_out = without_chrome(text, lines)
    page = page_width(text, kept)
    parts = list(_parts(text, kept, page))
    front = _front(parts)
    parts[:front], titles = with_titles(parts[:front])
    paragraphs = [part if isinstance(part, Paragraph) else None for part in parts]
    headings = headings_of(paragraphs, _begin(parts))
    for index in titles:
        headings[index] = None
    drafts: list[Draft] = []
    places: list[int] = []
    table = 0
    for index, (level, path) in enumerate(levels_of(headings)):
        part, above = parts[index], tuple(places[at] for at in path)
        places.append(len(drafts))
        if isinstance(part, Table):
            drafts += (
                Draft("table_row", cells=row.cells, table=table, header=row.header, path=above) for row in part.rows
            )
            table += 1
        else:
            kind = "title" if index in titles else _kind(part, headings[index])
            drafts.append(Draft(kind, _body(part, headings[index]), level, above, glue=part.glue))
    return drafts, left_out


def _parts(text: str, lines: Sequence[Line], page: float) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables in their order."""
    run: list[Line] = []
    for part in with_tables(text, lines):
        if isinstance(part, Table):
            yield from paragraphs_of(text, run, page)
            yield part
            run = []
        else:
            run.append(part)
    yield from paragraphs_of(text, run, page)


def _begin(parts: Sequence[Paragraph | Table]) -> int:
    """The first part that is no longer title, date, speaker or salutation."""
    for index, part in enumerate(parts):
        if isinstance(part, Table) or len(part.text) >= PROSE or _SALUTATION.match(part.text):
            return index
        marker = marker_of(part.text)
        if marker and marker.style not in ("bullet", "note"):
            return index
    return 0


def _front(parts: Sequence[Paragraph | Table]) -> int:
    """The parts among which a title may stand: those before the first heading with a number, a notice and its date included."""
    for index, part in enumerate(parts[:FRONT]):
        if isinstance(part, Table) or marker_of(part.text):
            return index
    return min(len(parts), FRONT)


def _kind(part: Paragraph, heading: Heading | None) -> BlockKind:
    if heading:
        return "heading"
    return "list_item" if marker_of(part.text) else "paragraph"


def _body(part: Paragraph, heading: Heading | None) -> list[Stretch]:
    """The stretches of a paragraph; the hashes of a Markdown heading are markup."""
    if not heading or not heading.marker:
        return part.stretches
    begin = part.stretches[0].start + heading.marker
    return [Stretch(max(begin, start), end) for start, end in part.stretches if end > begin]
