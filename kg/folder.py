"""An output folder that is either the old one or the new one, never something between."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = "report.json"
_AT_FDCWD = -100
_EXCHANGE = 2


class OutputError(Exception):
    """An output folder that cannot or must not be written; the message is one line that names it and says what to do."""


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """Give an empty folder beside ``out`` to fill; when the block ends well it takes the place of ``out`` in one step.

    Whatever goes wrong inside, an interrupt included, leaves ``out`` as it was. Raises OutputError where ``out`` cannot be
    written or holds something that plankg did not make.
    """
    refuse_foreign(out)
    staging = _staging(out)
    try:
        yield staging
        os.chmod(staging, 0o777 & ~_umask())
        _put(staging, out)
    except OSError as error:
        raise OutputError(
            f"{out}: cannot be written ({error.strerror or error}); the earlier output is untouched"
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def refuse_foreign(out: Path) -> None:
    """Raise OutputError where ``out`` exists and is not an earlier output or an empty folder."""
    if out.is_symlink() and not out.exists():
        raise OutputError(f"{out}: a link to nothing; remove it or choose another folder")
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out}: is a file; choose a folder")
    if out.is_dir() and not (out / MARK).is_file() and any(out.iterdir()):
        raise OutputError(f"{out}: holds files that plankg did not make; choose a new or empty folder")


def _staging(out: Path) -> Path:
    target = out.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{target.name}.building-", dir=target.parent))
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}); choose another folder with -o") from error


def _put(staging: Path, out: Path) -> None:
    target = out.resolve()
    if not target.exists():
        staging.rename(target)
    elif not _exchanged(staging, target):
        _renamed(staging, target)


def _exchanged(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux renameat2 with RENAME_EXCHANGE); False where the system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number))


def _renamed(staging: Path, target: Path) -> None:
    aside = staging.with_name(staging.name + "-old")
    target.rename(aside)
    try:
        staging.rename(target)
    except BaseException:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
