"""What can go wrong with a request, as a table: how it shows, its class, how often it is tried again, what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import orjson

from jsonsynth.errors import JsonSynthError
from jsonsynth.examples import JSON

__all__ = ["FAILURES", "BudgetError", "Failure", "StoppedError", "as_markdown", "of_status", "retry_after"]

Class = Literal["fatal", "transient", "content", "refused"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A row. ``retries``: how often the request is sent again; ``remedy``: what a person can do, where it stops all."""

    kind: str
    shows: str
    severity: Class
    retries: int
    effect: str
    remedy: str = ""


_STOPS = "the run stops, exit 4; what is done is kept"
_WAITS = "waits as Retry-After says, else 0.5 s doubled up to 8 s; fewer requests at a time; then the offline text"
_ASKS = "asked for another sample; then the offline text"
_OFFLINE = "the offline text"

FAILURES: Mapping[str, Failure] = {
    row.kind: row
    for row in (
        Failure("key", "status 401", "fatal", 0, _STOPS, "Check the key in the environment variable."),
        Failure("payment", "status 402", "fatal", 0, _STOPS, "Top the account up, then run the same command."),
        Failure("forbidden", "status 403", "fatal", 0, _STOPS, "Ask for access to the model, or name another --model."),
        Failure(
            "not-found",
            "status 404, or a redirect (none is followed)",
            "fatal",
            0,
            _STOPS,
            "Check --llm (it mostly ends in /v1) and --model.",
        ),
        Failure(
            "quota",
            "status 429 with `insufficient_quota`, or any with `billing_hard_limit_reached`",
            "fatal",
            0,
            _STOPS,
            "Raise the quota of the account, then run the same command.",
        ),
        Failure(
            "long-wait",
            "Retry-After of more than 120 s",
            "fatal",
            0,
            _STOPS,
            "Run the same command later: it goes on from here.",
        ),
        Failure("too-many", "status 429", "transient", 5, _WAITS),
        Failure("busy", "status 408, 409, 425, or 500 and above", "transient", 3, _WAITS),
        Failure("timeout", "no whole answer within the deadline", "transient", 2, _WAITS),
        Failure("connection", "refused, reset or closed early", "transient", 3, _WAITS),
        Failure("bad-request", "any other status, such as 400, 413 or 422", "refused", 0, _OFFLINE),
        Failure("not-json", "the body is HTML, cut, or no JSON object", "content", 2, _ASKS),
        Failure("no-choices", "`choices` is missing, null or empty", "content", 2, _ASKS),
        Failure("blank", "the content is null or white space", "content", 2, _ASKS),
        Failure("cut", "finish_reason `length`", "content", 1, _ASKS),
        Failure("unfinished", "no finish_reason, or an unknown one", "content", 2, _ASKS),
        Failure("filtered", "finish_reason `content_filter`", "content", 0, _OFFLINE),
        Failure(
            "breaker",
            "20 tries in a row failed, of any requests",
            "fatal",
            0,
            _STOPS,
            "See whether the server is up, then run the same command.",
        ),
    )
}
_STATUS: Mapping[int, str] = {
    401: "key",
    402: "payment",
    403: "forbidden",
    404: "not-found",
    408: "busy",
    409: "busy",
    425: "busy",
    429: "too-many",
}
_SPENT = frozenset(("insufficient_quota", "billing_hard_limit_reached"))


class StoppedError(JsonSynthError):
    """The model's side of a run cannot go on; what was answered is in the cache."""

    exit_code = 4


class BudgetError(StoppedError):
    """The next request could exceed the budget."""


def of_status(status: int, body: str) -> Failure:
    """Return the row of an answer that is no success."""
    if not _SPENT.isdisjoint(_codes(body)):
        return FAILURES["quota"]
    otherwise = "busy" if status >= 500 else "not-found" if 300 <= status < 400 else "bad-request"
    return FAILURES[_STATUS.get(status, otherwise)]


def _codes(body: str) -> tuple[str, str]:
    try:
        value: JSON = orjson.loads(body)
    except ValueError:
        return "", ""
    error = value.get("error") if isinstance(value, dict) else None
    return (str(error.get("code")), str(error.get("type"))) if isinstance(error, dict) else ("", "")


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds that a server asks to wait (``retry-after-ms``, or seconds or a date); None if it does not.

    ``now``: seconds since 1970, for dates.
    """
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        return max(0.0, float(headers["retry-after"]))
    except KeyError:
        return None
    except ValueError:
        return _until(headers.get("retry-after", ""), now)


def _until(date: str, now: float) -> float | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - a rare case, and dear to import

    try:
        return max(0.0, parsedate_to_datetime(date).timestamp() - now)
    except (TypeError, ValueError):
        return None


def as_markdown() -> str:
    """Return the table as the documents show it."""
    head = ["| failure | how it shows | class | sent again | then |", "|---|---|---|---|---|"]
    rows = [
        f"| {row.kind} | {row.shows} | {row.severity} | {row.retries} | {row.effect} |" for row in FAILURES.values()
    ]
    return "\n".join([*head, *rows])
