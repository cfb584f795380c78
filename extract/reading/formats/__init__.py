"""One reader per file format, all with the same result: a ``Source``, elements in reading order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from extract.reading.formats.sniff import suffix_of
from extract.reading.source import Source, UnreadableError

Reader = Callable[[str, bytes, str], Source]


def _text(name: str, data: bytes, charset: str) -> Source:
    from extract.reading.formats.text import read_text_source

    return read_text_source(name, data)


def _markdown(name: str, data: bytes, charset: str) -> Source:
    from extract.reading.formats.text import read_text_source

    return read_text_source(name, data, ".md")


def _html(name: str, data: bytes, charset: str) -> Source:
    from extract.reading.formats.html import read_html_source

    return read_html_source(name, data, charset)


def _docx(name: str, data: bytes, charset: str) -> Source:
    from extract.reading.formats.docx import read_docx_source

    return read_docx_source(name, data)


def _pdf(name: str, data: bytes, charset: str) -> Source:
    from extract.reading.formats.pdf import read_pdf_source

    return read_pdf_source(name, data)


def _doc(name: str, data: bytes, charset: str) -> Source:
    from extract.reading.formats.doc import read_doc_source

    return read_doc_source(name, data)


def _zip(name: str, data: bytes, charset: str) -> Source:
    raise UnreadableError(f"{name}: an archive is several documents; name its file ending in .zip")


READERS: dict[str, Reader] = {
    ".txt": _text,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
    ".shtml": _html,
    ".xhtml": _html,
    ".docx": _docx,
    ".pdf": _pdf,
    ".doc": _doc,
    ".rtf": _doc,
    ".wps": _doc,
    ".odt": _doc,
    ".zip": _zip,
}
MEDIA_TYPES: dict[str, str] = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/msword": ".doc",
    "application/rtf": ".doc",
    "application/zip": ".zip",
}
LIMIT = 500_000_000  # bytes of the largest file that any reader takes


def read_source(content: Path | bytes, name: str, *, media_type: str = "", charset: str = "") -> Source:
    """Read one file of any format.

    ``content`` is a path or the bytes; ``name`` stands in the result and in messages and may end in the suffix. ``media_type`` and
    ``charset`` are what a server said. The bytes decide where they contradict name and media type. Raises UnreadableError with one
    line that names the file and says what to do.
    """
    data = _bytes(content, name) if isinstance(content, Path) else content
    if not data.strip():
        raise UnreadableError(f"{name}: the file is empty; nothing to read")
    claimed = MEDIA_TYPES.get(media_type) or PurePosixPath(name).suffix.lower()
    return READERS[suffix_of(name, data, claimed)](name, data, charset)


def _bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LIMIT + 1)
    except OSError as error:
        raise UnreadableError(f"{name}: cannot be opened ({error.strerror}); check the path and your rights") from error
    if len(data) > LIMIT:
        raise UnreadableError(f"{name}: more than {LIMIT // 1_000_000} MB; split the file")
    return data
