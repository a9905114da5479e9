"""Whether a file can be read as text at all."""

from __future__ import annotations

from pathlib import Path

from jsonsynth.errors import InputError

__all__ = ["COMPRESSED", "is_compressed", "need_readable"]

_BEGINNINGS = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")  # gzip, zip, bzip2, xz, zstd
COMPRESSED = "it is compressed", "Unpack it first."


def is_compressed(beginning: bytes) -> bool:
    """Say whether what begins so is a compressed file rather than a text."""
    return beginning.startswith(_BEGINNINGS)


def need_readable(path: Path, wanted: str) -> None:
    """Raise InputError for a file that may not be read, is none, or is compressed. ``wanted``: what to name instead."""
    try:
        with path.open("rb") as file:
            beginning = file.read(6)
    except OSError as error:
        raise InputError(str(path), f"it cannot be read ({error.strerror})", f"Name {wanted}.") from None
    if is_compressed(beginning):
        raise InputError(str(path), *COMPRESSED)
