"""Processes of this machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.context import BaseContext
from typing import TypeVar

from jsonsynth.collecting import uncollected
from jsonsynth.errors import BuildError, InputError

__all__ = ["START_METHODS", "map_unordered"]

START_METHODS = tuple(multiprocessing.get_all_start_methods())

A = TypeVar("A")
B = TypeVar("B")


def map_unordered(
    function: Callable[[A], B],
    items: Sequence[A],
    *,
    workers: int,
    start_method: str | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[B]:
    """Give ``function(item)`` of each item, in the order they finish; with one worker, in this process.

    Once ``stopped()`` is true no further item is begun; those begun are finished and given.
    ``function`` and items must pickle. Raises what ``function`` raises, and BuildError if a worker process dies.
    """
    if workers <= 1 or len(items) <= 1:
        with uncollected():  # a shard looks for its own when many
            for item in items:
                if stopped():
                    return
                yield function(item)
        return
    yield from _in_processes(function, items, min(workers, len(items)), _context(start_method), stopped)


def _context(start_method: str | None) -> BaseContext:
    method = start_method or ("fork" if sys.platform == "linux" else "spawn")
    if method not in START_METHODS:
        raise InputError("--start-method", f"{method!r} is not known here", f"Use one of {', '.join(START_METHODS)}.")
    return multiprocessing.get_context(method)


def _in_processes(
    function: Callable[[A], B],
    items: Sequence[A],
    workers: int,
    context: BaseContext,
    stopped: Callable[[], bool],
) -> Iterator[B]:
    waiting = iter(items)
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start)
    try:
        running: set[Future[B]] = {pool.submit(function, item) for item in islice(waiting, workers * 2)}
        while running:
            done, running = wait(running, timeout=0.5, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
            if stopped():
                running = {future for future in running if not future.cancel()}
            else:
                running |= {pool.submit(function, item) for item in islice(waiting, len(done))}
    except BrokenProcessPool:
        raise BuildError(
            "a worker process", "it was killed from outside", "Run the same command: it goes on from here."
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start() -> None:
    """Make a worker leave signals to its parent, which lets it finish its shard, and end when the parent is gone."""
    gc.disable()  # as in uncollected
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_outlive_never, args=(os.getppid(),), daemon=True).start()


def _outlive_never(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
