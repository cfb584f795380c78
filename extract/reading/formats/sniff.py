"""What a file really is, told by its first bytes rather than by its name."""

from __future__ import annotations

import io
import re
import zipfile

from extract.reading.source import UnreadableError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD = 2_048
_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TEXTS = {".txt", ".md"}
_PAGES = {".html", ".htm", ".shtml", ".xhtml"}
_OTHERS = (
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"\x89PNG", "an image; run OCR on it first"),
    (b"\xff\xd8\xff", "an image; run OCR on it first"),
    (b"GIF8", "an image; run OCR on it first"),
    (b"II*\0", "an image; run OCR on it first"),
    (b"MM\0*", "an image; run OCR on it first"),
)


def suffix_of(name: str, data: bytes, suffix: str) -> str:
    """Return the suffix under which bytes are to be read: what they show beats what the file is called.

    ``suffix`` is what name or media type claim, lower case with its dot. Raises UnreadableError for contents known to hold no
    text that plankg reads, and for a type that neither name nor bytes tell.
    """
    head = data[:_HEAD]
    for magic, what in _OTHERS:
        if head.startswith(magic):
            raise UnreadableError(f"{name}: this is {what}")
    if b"%PDF-" in head[:1_024]:
        return ".pdf"
    if head.startswith(_ZIP):
        return _zipped(name, data)
    if head.startswith(_OLE):
        return _compound(name, data)
    return _textual(name, head, suffix)


def _zipped(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise UnreadableError(f"{name}: damaged zip or Office file ({error}); get it again") from error
    if any(part.startswith("word/") for part in parts):
        return ".docx"
    if any(part.startswith(("xl/", "ppt/")) for part in parts):
        raise UnreadableError(f"{name}: this is a spreadsheet or presentation; save it as PDF or text")
    if "content.xml" in parts and "mimetype" in parts:
        return ".doc"
    return ".zip"


def _compound(name: str, data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError(f"{name}: the document is encrypted; save it without a password")
    if "WordDocument".encode("utf-16-le") in data:
        return ".doc"
    raise UnreadableError(f"{name}: an old Office file that is no Word document; save it as PDF or text")


def _textual(name: str, head: bytes, suffix: str) -> str:
    if head.startswith(b"{\\rtf"):
        return ".doc"
    narrow = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if suffix in _PAGES or _PAGE.match(narrow):
        return ".html"
    if suffix in _TEXTS:
        return suffix
    if suffix in {".pdf", ".docx", ".zip", ".doc", ".wps"}:
        raise UnreadableError(f"{name}: the content is no {suffix} file; get it again or correct its name")
    raise UnreadableError(
        f"{name}: unknown type {suffix or 'without suffix'}; give txt, md, html, docx, pdf or a zip of these"
    )
