"""Files are there whole or not at all."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from jsonsynth.errors import DiskError
from jsonsynth.writers import Written, sweep, write_atomically


def test_a_write_replaces_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    write_atomically(path, [b"old"])
    write_atomically(path, [b"n", b"ew"])
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def _breaks(error: BaseException) -> Iterator[bytes]:
    yield b"half"
    raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("x"), OSError(errno.ENOSPC, "No space left")])
def test_a_broken_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "file"
    write_atomically(path, [b"old"])
    with pytest.raises((type(error), DiskError)):
        write_atomically(path, _breaks(error))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(DiskError, match="Free some space") as caught:
        write_atomically(tmp_path / "file", _breaks(OSError(errno.ENOSPC, "No space left on device")))
    assert caught.value.exit_code == 3


def test_what_killed_writers_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "rows.17.tmp").write_bytes(b"half")
    (tmp_path / "a" / "rows").write_bytes(b"whole")
    sweep(tmp_path)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["rows"]


def test_what_passes_is_counted_and_hashed() -> None:
    written = Written()
    assert b"".join(written.pass_on([b"ab", b"c"])) == b"abc"
    assert (written.size_bytes, written.sha256) == (3, sha256(b"abc").hexdigest())
