"""Answers on disk: what was paid for once is read from then on. The raw body is kept, so that filters can change."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jsonsynth.errors import DiskError, InputError
from jsonsynth.writers import disk_errors

__all__ = ["Cache", "Mode", "Models", "opened"]

Mode = Literal["rw", "ro", "refresh"]
_TABLE = """create table if not exists answers(
    key text primary key, url text not null, model text not null, request text not null, attempt integer not null,
    body text not null, seconds real not null, added text not null) without rowid"""


@dataclass(frozen=True, slots=True)
class Models:
    """What a cache holds of a model."""

    url: str
    model: str
    answers: int
    size_bytes: int
    last: str


@contextmanager
def opened(path: Path, table: str) -> Generator[sqlite3.Connection, None, None]:
    """Open a database that survives a killed process, several of which may write. Raises InputError, DiskError."""
    if path.is_dir():
        raise InputError(str(path), "it is a folder", "Name a file.")
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        connection.execute("pragma journal_mode=wal")
        connection.execute("pragma synchronous=normal")
        connection.execute(table)
        yield connection
    except sqlite3.OperationalError as error:
        raise DiskError(str(path), f"the database refuses: {error}", "Check the disk and the permissions.") from None
    except sqlite3.DatabaseError:
        raise InputError(str(path), "it is not a database of ours", "Name another file, or remove it.") from None
    finally:
        if connection is not None:
            connection.close()


class Cache:
    """The answers of a database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @staticmethod
    @contextmanager
    def at(path: Path) -> Generator[Cache, None, None]:
        """Open the cache at a path."""
        with opened(path, _TABLE) as connection:
            yield Cache(connection)

    def get(self, key: str) -> str | None:
        """Return the body kept under a key."""
        row = self._db.execute("select body from answers where key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def put(self, key: str, asked: tuple[str, str, str, int], body: str, seconds: float) -> None:
        """Keep a body. ``asked``: URL, model, request and attempt, for people; ``seconds``: how long it took."""
        self._db.execute(
            "insert or replace into answers values(?, ?, ?, ?, ?, ?, ?, datetime('now'))", (key, *asked, body, seconds)
        )

    def models(self) -> list[Models]:
        """Say what there is of each model."""
        rows = self._db.execute(
            "select url, model, count(*), sum(length(body) + length(request)), max(added)"
            " from answers group by url, model order by url, model"
        )
        return [Models(*row) for row in rows]

    def prune(self, model: str | None, days: int | None) -> int:
        """Remove the answers of a model, older than some days, or all; return how many."""
        where, values = ["1"], list[str]()
        if model is not None:
            where.append("model = ?")
            values.append(model)
        if days is not None:
            where.append("added < datetime('now', ?)")
            values.append(f"-{days} days")
        gone = self._db.execute(f"delete from answers where {' and '.join(where)}", values).rowcount  # noqa: S608 - no value is in it
        self._db.execute("vacuum")
        return gone
