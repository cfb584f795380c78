"""Plain text and Markdown: one element per line of the file."""

from __future__ import annotations

import hashlib
import re

from extract.reading.formats.encoding import decode
from extract.reading.source import Element, Source, UnreadableError

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}
LIMIT = 20_000_000  # bytes; the longest plans have one or two million
_LINE = re.compile(r"[^\n]+")


def read_text_source(name: str, data: bytes, suffix: str = ".txt") -> Source:
    """Turn the bytes of a text file into a source; offsets are characters of the decoded file (without its byte order mark).

    ``name`` is the file's name as the user knows it, ``suffix`` ``.txt`` or ``.md``. Raises UnreadableError for bytes that are
    no text, for an empty file and for one of more than 20 MB.
    """
    if len(data) > LIMIT:
        raise UnreadableError(f"{name}: {len(data):,} bytes are more than one document has; split the file")
    decoded = decode(data, name)
    if not decoded.text.strip():
        raise UnreadableError(f"{name}: the file is empty; nothing to read")
    lines = tuple(Element("line", found.group(), "", found.start()) for found in _LINE.finditer(decoded.text))
    warnings = (f"{decoded.damaged} characters could not be decoded as {decoded.encoding}",) if decoded.damaged else ()
    return Source(name, MEDIA_TYPES.get(suffix, "text/plain"), hashlib.sha256(data).hexdigest(), lines, "", warnings)
