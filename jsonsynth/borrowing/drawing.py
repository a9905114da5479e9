"""The process that asks hypothesis-jsonschema: the one file that imports it and Hypothesis.

It reads requests as lines of JSON and answers each with a line. Its own clock ends it where a schema takes too long.
"""

from __future__ import annotations

import json
import signal
import sys
import warnings
from contextlib import suppress
from importlib import import_module
from typing import Any, cast

import hypothesis
import hypothesis_jsonschema
from hypothesis import HealthCheck, Phase

from jsonsynth.examples import JSON

__all__ = ["serve"]

_MEMORY_BYTES = 3 << 30
_SIMPLEST = 3  # of the first values, which are the simplest ones there are
_FREE_SECONDS = 3600.0


def serve(seconds: float) -> None:
    """Answer requests from stdin until it ends; each may take so many CPU seconds."""
    _limit_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    _forget_local_modules()
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        request = json.loads(line)
        _set_clock(seconds)
        answer = _answer(request["schema"], request["seed"], request["count"])
        _set_clock(_FREE_SECONDS)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _forget_local_modules() -> None:
    """Keep the constants of the modules that happen to be loaded out of what is drawn."""
    providers: Any = import_module("hypothesis.internal.conjecture.providers")
    if hasattr(providers, "is_local_module_file"):
        providers.is_local_module_file = _nowhere


def _nowhere(_: object) -> bool:
    return False


def _answer(schema: JSON, seed: int, count: int) -> dict[str, JSON]:
    try:
        return {"values": _drawn(schema, seed, count)}
    except Exception as error:  # noqa: BLE001 - whatever the library does with a schema, the reason is told
        return {"error": _reason(error)}


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:200]}" if text else type(error).__name__


def _drawn(schema: JSON, seed: int, count: int) -> list[JSON]:
    """Draw values with Hypothesis: the same for the same seed and version, no database, no shrinking."""
    values: list[JSON] = []
    strategy: Any = cast("Any", hypothesis_jsonschema).from_schema(schema, codec="utf-8", allow_x00=False)

    @hypothesis.settings(
        database=None,
        deadline=None,
        max_examples=count + _SIMPLEST,
        phases=[Phase.generate],
        suppress_health_check=cast("Any", list(HealthCheck)),
    )
    @hypothesis.seed(seed)
    @hypothesis.given(strategy)
    def collect(value: object) -> None:
        values.append(cast("JSON", value))

    collect()
    return values[_SIMPLEST:] or values


def _set_clock(seconds: float) -> None:
    """End this process after so much CPU time, even in the middle of a C function: nobody handles SIGPROF."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
