"""From a source, whatever its format, to a document."""

from __future__ import annotations

import re
from itertools import accumulate

from extract.document import Document, Dropped
from extract.reading.blocks import drafts_of
from extract.reading.clean import BREAK, cleaned
from extract.reading.layout import drops, origins, written
from extract.reading.lines import lines_of
from extract.reading.metadata import metadata_of
from extract.reading.source import Element, Source
from extract.reading.tracked import track


def document_of(source: Source) -> Document:
    """Clean a source's text, find its blocks and what it says of itself.

    Every character of the source's elements is either in the text (``origins`` says where) or in ``dropped``.
    """
    elements = [element for element in source.elements if element.kind != "boilerplate"]
    texts = [_text(element) for element in elements]
    original = "\n".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))[:-1]
    clean = cleaned(track(original))
    lines = lines_of(clean.text, elements)
    drafts, left_out = drafts_of(clean.text, lines)
    final, blocks = written(clean, drafts, left_out)
    boilerplate = (
        Dropped(element.reason or "boilerplate", element.text, f"{element.place} offset {element.offset}".strip())
        for element in source.elements
        if element.kind == "boilerplate"
    )
    return Document(
        id=source.sha256[:16],
        name=source.name,
        text=final.text,
        blocks=blocks,
        sha256=source.sha256,
        media_type=source.media_type,
        metadata=metadata_of(
            final.text, blocks, source.title, (clean.text[loss.start : loss.end] for loss in left_out)
        ),
        origins=origins(final.runs, elements, starts),
        dropped=(*drops(final.losses, original, elements, starts), *boilerplate),
        warnings=source.warnings,
        changed=tuple(sorted((reason, count) for reason, count in final.changes.items() if count)),
    )


def _text(element: Element) -> str:
    if element.kind == "row":
        return "\t".join(re.sub(r"[\r\n\t\x0b]", " ", cell) for cell in element.cells)
    return re.sub("[\n\f]", BREAK, element.text)
