"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from jsonsynth.errors import DiskError, InputError

__all__ = ["Written", "disk_errors", "sweep", "write_atomically"]

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG}
_TEMPORARY = ".tmp"
_BUFFER_BYTES = 1 << 20  # rows are short, and a call of the system for every few of them is dear


class Written:
    """Chunks on their way to a file, counted and hashed."""

    def __init__(self) -> None:
        self._hash = sha256()
        self.size_bytes = 0

    def pass_on(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Give the chunks unchanged."""
        for chunk in chunks:
            self._hash.update(chunk)
            self.size_bytes += len(chunk)
            yield chunk

    @property
    def sha256(self) -> str:
        """The hash of all that passed, as hex."""
        return self._hash.hexdigest()


@contextmanager
def disk_errors(path: Path) -> Generator[None, None, None]:
    """Turn what the system says about a path into an error that a user can act on.

    InputError for a path that cannot be written to, DiskError for a disk that is full or fails.
    """
    try:
        yield
    except OSError as error:
        problem = f"cannot write: {error.strerror or error}"
        if error.errno in _FORBIDDEN:
            raise InputError(str(path), problem, "Name a folder that you may write to.") from error
        full = error.errno in _FULL
        remedy = "Free some space and run the same command: it goes on from here." if full else "Check the disk."
        raise DiskError(str(path), problem, remedy) from error


def write_atomically(path: Path, chunks: Iterable[bytes], temporary: Path | None = None) -> None:
    """Write chunks to a file beside ``path`` (or in the folder ``temporary``), flush it to disk, then rename it.

    A reader, or a crash at any moment, sees the old file, none, or the whole new one. Raises DiskError.
    """
    beside = (temporary or path.parent) / f"{path.name}.{os.getpid()}{_TEMPORARY}"
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb", _BUFFER_BYTES) as file:
                file.writelines(chunks)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
        _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: Path) -> None:
    """Remove what killed writers left behind."""
    for path in folder.rglob("*" + _TEMPORARY):
        path.unlink(missing_ok=True)
