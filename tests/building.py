"""A build as a user starts it, in a process of its own, for tests of what is on disk afterwards."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

__all__ = ["command", "hashes", "run"]


def command(*arguments: str, python: str = sys.executable) -> list[str]:
    """Return the command line of jsonsynth."""
    return [python, "-m", "jsonsynth", *arguments]


def run(*arguments: str, python: str = sys.executable, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run jsonsynth to its end, without a terminal."""
    environment = {**os.environ, "PYTHONHASHSEED": "random", "PYTHONWARNINGS": "error::DeprecationWarning:jsonsynth"}
    return subprocess.run(
        command(*arguments, python=python),
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        stdin=subprocess.DEVNULL,
        cwd=cwd,
    )


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
