"""What a command is given to read: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from jsonsynth.errors import InputError
from jsonsynth.opening import COMPRESSED, is_compressed

__all__ = ["read_text", "told"]


def read_text(name: str, wanted: str) -> str:
    """Return the text of a file; ``-`` is standard input. Raises InputError, which tells what is ``wanted``."""
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(name, f"it cannot be read ({error.strerror})", f"Name {wanted}.") from None
    if is_compressed(content):
        raise InputError(told(name), *COMPRESSED)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(told(name), f"byte {error.start} is not UTF-8", "Save the text as UTF-8.") from None


def told(name: str) -> str:
    """Return how messages name what is read."""
    return "standard input" if name == "-" else name
