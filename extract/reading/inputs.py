"""From what a user names (files, folders, zips, addresses, standard input) to documents, one bad one never stopping the others."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extract.document import Document
from extract.reading.archive import member_bytes, members
from extract.reading.formats import LIMIT, READERS, read_source
from extract.reading.source import Source, UnreadableError
from extract.reading.web import fetch, is_address, shown_address

STANDARD_INPUT = "-"
_KNOWN = ", ".join(sorted(suffix[1:] for suffix in READERS))


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One document to be: small and picklable, so that any process can read it alone.

    ``name`` is its name in messages and in the graph: a file's own name, its path below a folder that was given, ``a.zip/b.docx``,
    an address. ``path`` is the file or zip, ``member`` the index in the zip (-1: none), ``data`` what came from standard input, ``size``
    its bytes as far as known. ``problem`` says why it cannot be read where the listing shows it already; it is a mere ``note``
    where a folder holds a file of another type.
    """

    name: str
    path: str = ""
    member: int = -1
    data: bytes = b""
    size: int = 0
    problem: str = ""
    note: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that became no document, and one line that names it and says why. ``note`` is true for what is no error."""

    name: str
    message: str
    note: bool = False


def expand(inputs: Iterable[str], *, exclude: Sequence[Path] = ()) -> list[Input]:
    """List what the inputs hold, cheaply: folders are walked, zips opened, nothing is unpacked or fetched.

    Hidden files, a folder's README and what lies in ``exclude`` (the build's own output) are passed over. The result is sorted
    by name and holds nothing twice, whatever the order of the inputs. Never raises for an input: its ``problem`` tells.
    """
    excluded = [path.resolve() for path in exclude]
    found = {item for given in inputs for item in _listed(given, excluded)}
    return sorted(found)


def _listed(given: str, excluded: Sequence[Path]) -> Iterator[Input]:
    if given == STANDARD_INPUT:
        yield _standard_input()
    elif is_address(given):
        yield Input(shown_address(given), given)
    elif Path(given).is_dir():
        yield from _folder(Path(given), excluded)
    else:
        yield from _file(Path(given), Path(given).name, given)


def _standard_input() -> Input:
    data = sys.stdin.buffer.read(LIMIT + 1)
    problem = f"standard input: more than {LIMIT // 1_000_000} MB; give a file" if len(data) > LIMIT else ""
    return Input("standard input", data=b"" if problem else data, size=len(data), problem=problem)


def _folder(folder: Path, excluded: Sequence[Path]) -> Iterator[Input]:
    documents = 0
    for path in _files(folder, excluded):
        name = path.relative_to(folder).as_posix()
        if path.is_dir():
            yield Input(name, str(path), problem=f"{path}: the folder cannot be opened; check your rights")
            continue
        if path.suffix.lower() not in READERS:
            yield Input(name, str(path), problem=f"{path}: skipped, not one of {_KNOWN}", note=True)
            continue
        documents += 1
        yield from _file(path, name, str(path))
    if not documents:
        yield Input(str(folder), problem=f"{folder}: no documents in this folder; it needs files of type {_KNOWN}")


def _files(folder: Path, excluded: Sequence[Path]) -> Iterator[Path]:
    """Files below a folder, links to folders not followed, hidden ones, READMEs and excluded ones left out; a folder that does not open."""
    try:
        below = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in below:
        if path.name.startswith((".", "~$", "README.")) or path.resolve() in excluded:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path, excluded)
        elif path.is_file():
            yield path


def _file(path: Path, name: str, given: str) -> Iterator[Input]:
    try:
        size = path.stat().st_size
    except OSError as error:
        yield Input(name, str(path), problem=f"{given}: cannot be opened ({error.strerror}); check the path")
        return
    if path.suffix.lower() == ".zip":
        yield from _zip(path, name, given)
    else:
        yield Input(name, str(path), size=size)


def _zip(path: Path, name: str, given: str) -> Iterator[Input]:
    documents = 0
    try:
        for member in members(path, given):
            inner = f"{name}/{member.name}"
            problem, note = _member_problem(member.name, member.problem)
            documents += not note
            message = f"{given}/{member.name}: {problem}" if problem else ""
            yield Input(inner, str(path), member.index, b"", member.size, message, note)
    except UnreadableError as error:
        yield Input(name, str(path), problem=str(error))
        return
    if not documents:
        yield Input(name, str(path), problem=f"{given}: no documents in this zip; it needs files of type {_KNOWN}")


def _member_problem(name: str, problem: str) -> tuple[str, bool]:
    """Why a member is not read, and whether that is a mere note."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".zip":
        return "a zip inside a zip; unpack it first", False
    return (problem, False) if suffix in READERS else (f"skipped, not one of {_KNOWN}", True)


def read_input(item: Input, *, allow_private: bool = False) -> Document:
    """Read one input to a document; ``allow_private`` lets a public address redirect into a private network.

    Raises UnreadableError with one line that names it.
    """
    from extract.reading.assemble import document_of

    return document_of(source_of(item, allow_private=allow_private))


def source_of(item: Input, *, allow_private: bool = False) -> Source:
    """Read one input as far as its format goes. Raises UnreadableError with one line that names it."""
    if item.problem:
        raise UnreadableError(item.problem)
    if is_address(item.path):
        fetched = fetch(item.path, allow_private=allow_private)
        return read_source(fetched.data, item.name, media_type=fetched.media_type, charset=fetched.charset)
    if item.member >= 0:
        return read_source(member_bytes(Path(item.path), item.member, item.name), item.name)
    return read_source(Path(item.path), item.name) if item.path else _guessed(item)


def _guessed(item: Input) -> Source:
    """Standard input has no name: what is no other format by its bytes is text."""
    return read_source(item.data, item.name, media_type="text/plain")


def documents(inputs: Iterable[str], *, allow_private: bool = False) -> Iterator[Document | Unreadable]:
    """Read all inputs one after the other, in the order of their names; each becomes a document or says why not.

    Of several with the same bytes (SHA-256) the first by name is kept and the others are noted.
    """
    yield from without_copies(_read(item, allow_private) for item in expand(inputs))


def _read(item: Input, allow_private: bool) -> Document | Unreadable:
    try:
        return read_input(item, allow_private=allow_private)
    except UnreadableError as error:
        return Unreadable(item.name, str(error), item.note)
    except Exception as error:  # a fault of the program on one document must not cost the others
        return Unreadable(
            item.name, f"{item.name}: could not be read ({type(error).__name__}); please report this file"
        )


def without_copies(results: Iterable[Document | Unreadable]) -> Iterator[Document | Unreadable]:
    """Keep the first of documents with the same SHA-256 and turn each later one into a note."""
    kept: dict[str, str] = {}
    for result in results:
        if isinstance(result, Unreadable):
            yield result
        elif result.sha256 in kept:
            yield Unreadable(result.name, f"{result.name}: same content as {kept[result.sha256]}; read once", note=True)
        else:
            kept[result.sha256] = result.name
            yield result
