"""Opening an Office file (a zip of XML parts) without trusting it."""

from __future__ import annotations

import io
import zipfile

from extract.reading.source import UnreadableError

LIMIT = 300_000_000  # bytes of all parts, unpacked
_XML_LIMIT = 150_000_000  # bytes of one XML part, unpacked
_RATIO = 300  # unpacked size per packed byte of an XML part that is larger than a megabyte
_PROLOG = 2_000


def check_parts(name: str, data: bytes) -> None:
    """Look at the parts of an Office file before any of them is parsed.

    Raises UnreadableError for a file that is no zip, that unpacks to more than its limits (a zip bomb), that is encrypted, or
    whose XML declares a document type: Office never writes one, and only there can entities be defined.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_sizes(name, parts)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_prolog(name, archive, part)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError, ValueError) as error:
        raise UnreadableError(f"{name}: damaged Office file ({error}); open it in Word and save it again") from error


def _check_sizes(name: str, parts: list[zipfile.ZipInfo]) -> None:
    if sum(part.file_size for part in parts) > LIMIT or len(parts) > 20_000:
        raise UnreadableError(f"{name}: unpacks to more than {LIMIT // 1_000_000} MB; refused as a zip bomb")
    for part in parts:
        packed = max(part.compress_size, 1)
        bomb = part.file_size > 1_000_000 and part.file_size > _RATIO * packed
        if part.filename.endswith((".xml", ".rels")) and (bomb or part.file_size > _XML_LIMIT):
            raise UnreadableError(
                f"{name}: {part.filename!a} unpacks to {part.file_size:,} bytes; refused as a zip bomb"
            )


def _check_prolog(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as stream:
        prolog = stream.read(_PROLOG).replace(b"\0", b"")
    if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog:
        raise UnreadableError(f"{name}: {part.filename!a} declares a document type (external entities?); refused")
