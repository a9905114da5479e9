"""Child processes that judge chunks side by side; a row that kills one costs that row's stage, nothing else."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from jsonsynth.verifying.child import Child, Death
from jsonsynth.verifying.findings import Findings, Severity
from jsonsynth.verifying.judging import Chunk, Judged, Stage, Terms, judge

__all__ = ["cores", "judged_in_order"]

_MOST_DEATHS = 30  # rows that may stop a process at one stage before the stage is left out


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def judged_in_order(
    chunks: Iterable[Chunk], terms: Terms, workers: int, findings: Findings
) -> Iterator[tuple[Chunk, Judged]]:
    """Give each chunk with what came of it, in order. ``workers`` 0: in this process, without protection."""
    if workers == 0:
        yield from ((chunk, judge(chunk, terms, _unguarded)) for chunk in chunks)
        return
    crew = _Crew(workers, terms)
    waiting: deque[tuple[Chunk, Future[Judged]]] = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, crew.submit(chunk)))
            if len(waiting) > 2 * workers:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        crew.close()
    for stage in crew.left_out:
        findings.warning(_OFF[stage], "verify", f"{_MOST_DEATHS} rows stopped it")


def _unguarded(_offset: int, _stage: Stage, _seconds: float) -> Callable[[], None]:
    return _nothing


def _nothing() -> None: ...


_OFF: Mapping[Stage, str] = {"check": "check-off", "opinion": "second-opinion-off", "jq": "jq-off"}
_LATE: Mapping[Stage, str] = {
    "check": "check-timeout",
    "opinion": "second-opinion-timeout",
    "jq": "jq-timeout",
}


class _Crew:
    """Threads, each asking one child at a time; the children do the work."""

    def __init__(self, workers: int, terms: Terms) -> None:
        self._terms = terms
        self._threads = ThreadPoolExecutor(workers)
        self._children: SimpleQueue[Child] = SimpleQueue()
        self._all = [Child() for _ in range(workers)]
        for child in self._all:
            self._children.put(child)
        self._deaths: Counter[Stage] = Counter()

    @property
    def left_out(self) -> list[Stage]:
        """The stages that stopped too many processes."""
        return [stage for stage, count in self._deaths.items() if count >= _MOST_DEATHS]

    def submit(self, chunk: Chunk) -> Future[Judged]:
        return self._threads.submit(self._judge, chunk)

    def close(self) -> None:
        for child in self._all:
            child.end()
        self._threads.shutdown(cancel_futures=True)

    def _judge(self, chunk: Chunk) -> Judged:
        child = self._children.get()
        try:
            return self._ask(child, chunk)
        finally:
            self._children.put(child)

    def _ask(self, child: Child, chunk: Chunk) -> Judged:
        deaths: list[Death] = []
        while True:
            terms = Terms(self._terms.ours, self._terms.limits, self._terms.stages.difference(self.left_out))
            answer = child.ask(chunk, terms, frozenset((death.offset, death.stage) for death in deaths))
            if isinstance(answer, Judged):
                break
            self._deaths[answer.stage] += 1
            deaths.append(answer)
        for death in deaths:
            answer.problems.append(_problem(death))
        answer.problems.sort(key=lambda problem: problem[0])
        return answer


def _problem(death: Death) -> tuple[int, Severity, str, str]:
    if death.reason and death.stage == "check":
        return death.offset, "error", "check-crashed", death.reason
    return death.offset, "warning", _LATE[death.stage], death.reason or "it used up the CPU time a row may have"
