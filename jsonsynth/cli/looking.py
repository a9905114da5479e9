"""``verify``, ``stats`` and ``list``: the commands that look at what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from jsonsynth.cli.printing import print_json, print_line, progress_shown
from jsonsynth.config import suggestion
from jsonsynth.content import Content, load
from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.tasks import TASKS
from jsonsynth.transforms.chains import OPERATIONS
from jsonsynth.verifying import Stage
from jsonsynth.verifying import stats as measure
from jsonsynth.verifying import verify as reread

__all__ = ["list_things", "stats", "verify"]


@dataclass(frozen=True, slots=True)
class _Looked:
    """How many rows have been looked at; how many there are is not known before."""

    done: int
    total: int
    stage: str = "verify"


def verify(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Check a data set and print the report; 1 if it has errors."""
    with progress_shown(quiet=values["json"]) as show:
        report = reread(
            values["path"],
            beside=_beside(values),
            limit=values["limit"],
            workers=values["workers"],
            most=values["most"],
            progress=lambda done, total: show(_Looked(done, total)),
        )
    if values["json"]:
        print_json(report.to_json())
    else:
        print_line(report.to_text())
    return 1 if report.errors else 0


def _beside(values: Mapping[str, Any]) -> tuple[Stage, ...]:
    opinion: tuple[Stage, ...] = () if values["no_second_opinion"] else ("opinion",)
    return (*opinion, "jq") if values["with"] else opinion


def stats(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Print the counts of a data set."""
    found = measure(values["dir"])
    if values["json"]:
        print_json(found)
    else:
        for line in _lines(found):
            print_line(line)
    return 0


def _lines(found: Mapping[str, JSON]) -> Iterator[str]:
    yield f"{found['rows']:,} rows, {found['valid']:,} of them valid"
    if "unreadable" in found:
        yield f"{found['unreadable']:,} lines are not rows of the contract"
    for task, counts in cast("Mapping[str, Mapping[str, Any]]", found["tasks"]).items():
        yield ""
        yield task
        yield f"  rows          {_parts({split: part['rows'] for split, part in counts['splits'].items()})}"
        yield from _table(counts)


def _table(counts: Mapping[str, Any]) -> Iterator[str]:
    for name, value in counts.items():
        if name in ("splits", "rows"):
            continue
        text = _parts(cast("Mapping[str, Any]", value)) if isinstance(value, dict) else f"{value:,}"
        if text:
            yield f"  {name.replace('_', ' '):<20} {text}"


def _parts(counts: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())


_Rows = Iterator[tuple[str, str]]


def _tasks(_: Content) -> _Rows:
    for name, task in TASKS.items():
        yield name, f"weight {task.weight}, input: instruction, {task.payload}"


def _corruptors(content: Content) -> _Rows:
    for corruptor in content.corruptors:
        sound, broken = (example.translate(_SHOWN) for example in corruptor.example)
        policy = f"; policy: {corruptor.policy.name}" if corruptor.policy else ""
        yield corruptor.name, f"{corruptor.does}; guard: {corruptor.where}{policy}; {sound} -> {broken}"


_SHOWN = str.maketrans({"\n": "⏎", "\t": "⇥", "\ufeff": "<BOM>"})


def _operations(_: Content) -> _Rows:
    for operation in OPERATIONS:
        yield operation.name, ""


def _schemas(content: Content) -> _Rows:
    for schema in content.schemas:
        yield schema.name, "ours" if schema.ours else f"{schema.where}, licence {schema.license}"
    for refusal in content.refused:
        yield refusal.name, f"cannot be used: {refusal.error}"


def _wordings(content: Content) -> _Rows:
    for name, book in content.books.items():
        for section in book["train"]:
            counts = [f"{split} {len(pools[section])}" for split, pools in book.items()]
            yield f"{name} [{section}]", ", ".join(counts)


_LISTS: Mapping[str, Callable[[Content], _Rows]] = {
    "tasks": _tasks,
    "corruptors": _corruptors,
    "operations": _operations,
    "schemas": _schemas,
    "wordings": _wordings,
}


def list_things(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Print the names of a kind of thing, with what is worth knowing beside them."""
    what = values["what"]
    if what not in _LISTS:
        raise InputError("jsonsynth list", f"there are no {what!r}", suggestion(what, list(_LISTS)))
    rows = list(_LISTS[what](load(tuple(values["content"]), (), tuple(values["schemas"]))))
    if values["json"]:
        things: list[JSON] = [{"name": name, "about": about} for name, about in rows]
        print_json(things)
        return 0
    width = max((len(name) for name, _ in rows), default=0)
    for name, about in rows:
        print_line(f"{name:<{width}}  {about}".rstrip())
    return 0
