"""Old Word files (.doc, .rtf, .wps, .odt) by way of LibreOffice, where it is installed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from extract.reading.formats.docx import read_docx_source
from extract.reading.source import Source, UnreadableError

MEDIA_TYPE = "application/msword"
_SECONDS = 120


def read_doc_source(name: str, data: bytes) -> Source:
    """Convert an old Word file with ``soffice --headless`` and read the result; places are those of the converted file.

    Raises UnreadableError where LibreOffice is not installed, fails or takes more than two minutes.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadableError(f"{name}: old Word files need LibreOffice (soffice), not found here; save it as .docx")
    source = read_docx_source(name, _converted(name, data, office))
    return replace(source, media_type=MEDIA_TYPE, sha256=hashlib.sha256(data).hexdigest())


def _converted(name: str, data: bytes, office: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="plankg-") as folder:
        original, result = Path(folder, "document.doc"), Path(folder, "out", "document.docx")
        original.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [office, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", str(result.parent)]
        try:
            subprocess.run([*command, str(original)], timeout=_SECONDS, capture_output=True, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UnreadableError(
                f"{name}: LibreOffice did not finish ({type(error).__name__}); save it as .docx"
            ) from error
        if not result.is_file():
            raise UnreadableError(f"{name}: LibreOffice could not convert the file; save it as .docx")
        return result.read_bytes()
