"""Zip files as several documents: which members there are, and the bytes of one, with bounds on both."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extract.reading.source import UnreadableError

_MEMBERS = 10_000
_TOTAL = 4_000_000_000  # bytes of all members, unpacked
_LARGEST = 500_000_000  # bytes of one member, unpacked
_RATIO = 200  # unpacked per packed byte of a member of more than 20 MB
_LARGE = 20_000_000
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip: its index there, a name that is safe to show, its size in bytes, and why it cannot be read, if so."""

    index: int
    name: str
    size: int
    problem: str = ""


def members(path: Path, name: str) -> Iterator[Member]:
    """Yield the files of a zip in the order of their names; folders and hidden files are passed over.

    Nothing is unpacked. Raises UnreadableError for a broken zip and for one with too many or too large members.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except _ERRORS as error:
        raise UnreadableError(f"{name}: damaged zip ({error}); get it again") from error
    if len(parts) > _MEMBERS or sum(part.file_size for part in parts) > _TOTAL:
        raise UnreadableError(f"{name}: {len(parts)} members, unpacked too large; refused as a zip bomb")
    found = (
        Member(i, safe_name(part), part.file_size, _problem(part)) for i, part in enumerate(parts) if not part.is_dir()
    )
    yield from sorted((m for m in found if not _is_hidden(m.name)), key=lambda member: (member.name, member.index))


def member_bytes(path: Path, index: int, name: str) -> bytes:
    """Return the content of one member. Raises UnreadableError where it is damaged, encrypted or too large."""
    try:
        with zipfile.ZipFile(path) as archive:
            part = archive.infolist()[index]
            if problem := _problem(part):
                raise UnreadableError(f"{name}: {problem}")
            with archive.open(part) as stream:
                return stream.read(_LARGEST)
    except (*_ERRORS, IndexError) as error:
        raise UnreadableError(f"{name}: damaged in its zip ({error}); get it again") from error


def safe_name(part: zipfile.ZipInfo) -> str:
    """Return a member's name for showing: Chinese names of old packers decoded, no way out of the folder, no control characters."""
    name = part.filename
    if not part.flag_bits & _UTF8_NAME:
        name = _redecoded(name)
    steps = [step for step in name.replace("\\", "/").split("/") if step not in {"", ".", ".."}]
    return "".join(char if char.isprintable() else "_" for char in "/".join(steps)) or "unnamed"


def _redecoded(name: str) -> str:
    """Without the UTF-8 flag Python takes a name for code page 437; in China it is GBK, or UTF-8 unflagged."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return name


def _is_hidden(name: str) -> bool:
    return any(step.startswith((".", "__MACOSX")) for step in PurePosixPath(name).parts)


def _problem(part: zipfile.ZipInfo) -> str:
    if part.flag_bits & _ENCRYPTED:
        return "encrypted in its zip; unpack it with the password first"
    if part.file_size > _LARGEST or (part.file_size > _LARGE and part.file_size > _RATIO * max(part.compress_size, 1)):
        return f"unpacks from {part.compress_size:,} to {part.file_size:,} bytes; refused as a zip bomb"
    return ""
