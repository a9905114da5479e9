"""The budget of an output: worst cases are reserved before anything is sent, and settled after.

The ledger is a database beside the output, so that all workers and all resumes of a run share it. A request whose
process was killed stays reserved: it may have been paid.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jsonsynth.errors import InputError
from jsonsynth.llm.asks import Ask
from jsonsynth.llm.cache import opened
from jsonsynth.llm.failures import BudgetError
from jsonsynth.llm.prices import Price
from jsonsynth.llm.replies import Usage

__all__ = ["Budget", "Ledger", "Spent"]

PICO = 10**12  # money is counted in whole millionths of a millionth of a dollar
_TABLE = """create table if not exists sent(
    id integer primary key, key text not null, tokens integer not null, pico integer not null,
    state text not null)"""


@dataclass(frozen=True, slots=True)
class Budget:
    """Caps of a run; None: no cap."""

    usd: str | None = None
    requests: int | None = None
    tokens: int | None = None

    @property
    def pico(self) -> int | None:
        """The cap in money, rounded down."""
        from fractions import Fraction  # noqa: PLC0415 - start-up time

        return None if self.usd is None else int(Fraction(self.usd) * PICO)


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run has used so far; requests that are open count with their worst case."""

    requests: int
    tokens: int
    pico: int

    @property
    def usd(self) -> float:
        """The money in dollars."""
        return self.pico / PICO


class Ledger:
    """The reservations of a run. ``price`` None: not known, which only a run without ``--max-usd`` may do."""

    def __init__(self, connection: sqlite3.Connection, where: str, budget: Budget, price: Price | None) -> None:
        if budget.usd is not None and price is None:
            remedy = "Give a file with its price as --prices, or cap with --max-tokens and --max-requests."
            raise InputError("--max-usd", "the price of the model is not known", remedy)
        self._db = connection
        self._where = where
        self._caps = (budget.requests, budget.tokens, budget.pico)
        self._price = price

    @staticmethod
    @contextmanager
    def at(path: Path, budget: Budget, price: Price | None) -> Generator[Ledger, None, None]:
        """Open the ledger at a path."""
        with opened(path, _TABLE) as connection:
            yield Ledger(connection, str(path), budget, price)

    def reserve(self, ask: Ask) -> int:
        """Reserve the worst case of a request; return the entry's number. Raises BudgetError where it has no room."""
        pico = 0 if self._price is None else self._price.worst(ask.prompt_tokens, ask.max_tokens)
        wanted = (1, ask.worst_tokens, pico)
        self._db.execute("begin immediate")
        try:
            self._refuse(wanted)
            entry = self._db.execute(
                "insert into sent(key, tokens, pico, state) values(?, ?, ?, 'open')", (ask.key, ask.worst_tokens, pico)
            ).lastrowid
        except BudgetError:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")
        return entry or 0

    def _refuse(self, wanted: tuple[int, int, int]) -> None:
        spent = self.spent()
        used = (spent.requests, spent.tokens, spent.pico)
        for name, cap, one, more in zip(_NAMES, self._caps, used, wanted, strict=True):
            if cap is not None and one + more > cap:
                raise BudgetError(self._where, f"the next request could exceed {name} ({_said(spent)})", _RAISE)

    def settle(self, entry: int, usage: Usage | None) -> None:
        """Put what a request used in the place of its worst case, which stays where the server did not say."""
        if usage is None:
            self._db.execute("update sent set state = 'unknown' where id = ?", (entry,))
            return
        pico = 0 if self._price is None else self._price.of(usage)
        self._db.execute(
            "update sent set state = 'paid', tokens = ?, pico = ? where id = ?",
            (usage.prompt + usage.completion, pico, entry),
        )

    def settle_key(self, key: str, usage: Usage | None) -> None:
        """Settle a request of a process that was killed, by its key."""
        found = self._db.execute("select id from sent where key = ? and state = 'open'", (key,)).fetchone()
        if found is not None:
            self.settle(int(found[0]), usage)

    def free(self, entry: int) -> None:
        """Settle a request that the server refused: it counts as one, and costs nothing."""
        self._db.execute("update sent set state = 'refused', tokens = 0, pico = 0 where id = ?", (entry,))

    def paid(self, key: str) -> bool:
        """Say whether the run has an answer to a request already."""
        found = self._db.execute("select 1 from sent where key = ? and state in ('paid', 'unknown')", (key,)).fetchone()
        return found is not None

    def spent(self) -> Spent:
        """Sum up."""
        row = self._db.execute("select count(*), coalesce(sum(tokens), 0), coalesce(sum(pico), 0) from sent").fetchone()
        return Spent(*map(int, row))


_NAMES = ("--max-requests", "--max-tokens", "--max-usd")
_RAISE = "Raise the cap and run the same command: it goes on from here; or complete it with --llm-cache-mode ro."


def _said(spent: Spent) -> str:
    return f"{spent.requests:,} requests, {spent.tokens:,} tokens and ${spent.usd:,.4f} used or reserved"
