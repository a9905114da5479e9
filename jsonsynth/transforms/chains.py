"""Chains of operations: drawn for a document, run, derived again, and written as one jq program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from operator import attrgetter
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.seeds import Random, chance
from jsonsynth.transforms import jsonata
from jsonsynth.transforms.casts import CASTS
from jsonsynth.transforms.conditions import CONDITIONS
from jsonsynth.transforms.groups import GROUPS
from jsonsynth.transforms.holes import HOLES
from jsonsynth.transforms.members import MEMBERS
from jsonsynth.transforms.nesting import NESTING
from jsonsynth.transforms.numbers import NUMBERS
from jsonsynth.transforms.op import Args, Expression, Op, View, view
from jsonsynth.transforms.patches import PATCHES
from jsonsynth.transforms.patching import PATCHING
from jsonsynth.transforms.rows import ROWS
from jsonsynth.transforms.shapes import SHAPES
from jsonsynth.transforms.strings import STRINGS

__all__ = ["BY_NAME", "OPERATIONS", "Chain", "Step", "derive", "draw", "program"]

OPERATIONS: tuple[Op, ...] = (
    *MEMBERS,
    *NESTING,
    *CASTS,
    *STRINGS,
    *NUMBERS,
    *SHAPES,
    *HOLES,
    *CONDITIONS,
    *ROWS,
    *GROUPS,
    *PATCHES,
    *PATCHING,
)
BY_NAME: Mapping[str, Op] = {op.name: op for op in OPERATIONS}

_KIND_OF: Mapping[str, str] = {
    **{name: name for name in BY_NAME},
    **{
        name: kind
        for kind, names in {
            "choose": "keep drop project",
            "depth": "flatten unflatten nest lift",
            "order": "sort reverse",
            "holes": "drop_nulls drop_empty defaults",
            "cast": "to_number to_string to_boolean recode",
            "test": "filter reject",
            "patch": "json_patch merge_patch merge",
            "list": "split_text join_list join_text",
        }.items()
        for name in names.split()
    },
}
_ENDS = frozenset(
    [
        "group",
        "count_by",
        "aggregate",
        "aggregate_by",
        "index_by",
        "lookup",
        "top",
        "count_where",
        "partition",
        "wrap",
        "columns",
        "pluck",
        "distinct",
        "invert",
        "merge_diff",
        "patch_diff",
        "write_merge_patch",
        "write_json_patch",
        "pointers",
    ]
)
_ALONE = frozenset(["merge_diff", "patch_diff", "write_merge_patch", "write_json_patch"])  # only about what is shown
_UNORDERED = frozenset(["top", "aggregate", "aggregate_by", "count_by", "count_where", "index_by", "lookup", "sort"])
_CHOOSING = frozenset(["keep", "project"])
_ASKING_TEXT = "pluck distinct extract lookup aggregate aggregate_by count_by count_where"
_ASKING = frozenset(_ASKING_TEXT.split())  # their result is of the members they name
_CHANGING_TEXT = "to_number to_string to_boolean recode text_case trim date_format split_text join_list scale"
_CHANGING = frozenset(_CHANGING_TEXT.split())  # they change values of the members they name, and nothing else
_NONE = frozenset[str]()
_CONTAINERS = (dict, list)  # ``dict | list`` would be made anew for every test
_TRIES = 20


@dataclass(slots=True)
class Step:
    """One operation of a chain, with its arguments, the value it met and the canonical text of its result.

    ``section``: that of the prompt files which words it.
    """

    op: Op
    args: Args
    before: View
    after: JSON
    text: str
    section: str


@dataclass(slots=True)
class Chain:
    """A document, what is done with it, and the canonical text of the result."""

    document: JSON
    steps: tuple[Step, ...]

    @property
    def result(self) -> JSON:
        """The value after the last step."""
        return self.steps[-1].after

    @property
    def jmespath(self) -> str | None:
        """The chain as one JMESPath expression, None where JMESPath cannot say it."""
        said = _all_said(self.steps, _JMESPATH)
        return None if said is None else " | ".join(filter(None, said))

    @property
    def jsonata(self) -> str | None:
        """The chain as one JSONata expression, None where JSONata cannot say it."""
        said = _all_said(self.steps, _JSONATA)
        return None if said is None else jsonata.program(said)

    @property
    def text(self) -> str:
        """The result as canonical text."""
        return self.steps[-1].text


_JMESPATH = cast("Callable[[Op], Expression]", attrgetter("jmespath"))
_JSONATA = cast("Callable[[Op], Expression]", attrgetter("jsonata"))


def _all_said(steps: Sequence[Step], language: Callable[[Op], Expression]) -> list[str] | None:
    """Return what the steps are in a language, None as soon as it cannot say one."""
    said: list[str] = []
    for step in steps:
        expression = language(step.op)(step.before, step.args)
        if expression is None:
            return None
        said.append(expression)
    return said


def draw(document: JSON, rng: Random, length: int, among: frozenset[str] = frozenset()) -> Chain | None:
    """Draw a chain of ``length`` operations (fewer where nothing fits) whose every step changes the value.

    ``among``: the operations that can be the first, if not all.

    The document is given what the first operation is about where that needs it: ``Chain.document`` is the one to show.
    None if it is neither an object nor an array of objects, nothing fits it, or a step that was drawn is needless.
    """
    seen = view(document)
    steps: list[Step] = []
    while seen is not None and len(steps) < length:
        step = _draw_step(seen, rng, steps, length, _NONE if steps else among)
        if step is None:
            break
        steps.append(step)
        going_on = len(steps) < length and step.op.name not in _ENDS
        seen = view(step.after, step.text) if going_on else None
    return Chain(steps[0].before.value, tuple(steps)) if steps and _all_needed(steps) else None


def _all_needed(steps: Sequence[Step]) -> bool:
    """Say whether the result is another one without each of the steps: nobody asks for what is thrown away later."""
    return len(steps) < 2 or not any(
        _needless(step.before.value, steps[place:]) for place, step in enumerate(steps[:-1], 1)
    )


def _needless(value: JSON, rest: Sequence[Step]) -> bool:
    """Say whether the last steps give the same on a value that they were not proposed for: what they name may be gone.

    Values that are equal may still differ, as 1 and true do.
    """
    try:
        after = _run(value, rest)
    except (LookupError, TypeError, ValueError, AttributeError):
        return False
    return after == rest[-1].after and canonical(after) == rest[-1].text


def _run(value: JSON, steps: Sequence[Step]) -> JSON:
    for step in steps:
        if step.op.takes != "any" and (step.op.takes == "records") is not isinstance(value, list):
            raise TypeError(step.op.name)
        value = step.op.apply(value, step.args)
    return value


def _draw_step(seen: View, rng: Random, steps: Sequence[Step], length: int, among: frozenset[str]) -> Step | None:
    taken = [_KIND_OF[step.op.name] for step in steps]
    barred = _barred(taken) if taken else _NONE
    pool = _pool(seen.many, len(steps) == length - 1, length == 1, barred, among)
    for _ in range(_TRIES):
        step = _proposed(_fitting(pool, seen, taken, rng), seen, rng, not steps)
        if step is not None and not (steps and _undoes(step, steps)):
            return step
    return None


def _barred(taken: Sequence[str]) -> frozenset[str]:
    """Return the operations that would throw away what one of these kinds has done."""
    return _NONE.union(*[_WASTING[kind] for kind in taken if kind in _WASTING])


_WASTING: Mapping[str, frozenset[str]] = {
    "order": _UNORDERED,
    "choose": _ASKING | {"at_pointer"},
    "rename": _ASKING - {"extract"},
    "key_case": _ASKING - {"extract"},
}


@lru_cache(maxsize=256)
def _pool(many: bool, last: bool, alone: bool, barred: frozenset[str], among: frozenset[str]) -> tuple[Op, ...]:
    """Return the operations, by weight, that can be next for a value of this shape."""
    shapes = ("any", "records" if many else "object")
    barred |= (_NONE if last else _ENDS) | (_NONE if alone else _ALONE)
    return tuple(
        op
        for op in OPERATIONS
        if op.takes in shapes and op.name not in barred and (not among or op.name in among)
        for _ in range(op.weight)
    )


def _fitting(pool: Sequence[Op], seen: View, taken: Sequence[str], rng: Random) -> Op:
    """Draw an operation of a new kind that a value with these types can have; some need no type at all."""
    random, size = rng.random, len(pool)
    while True:
        op = pool[floor(random() * size)]
        if not (taken and _KIND_OF[op.name] in taken) and not (op.needs and op.needs.isdisjoint(seen.held)):
            return op


def _undoes(step: Step, earlier: Sequence[Step]) -> bool:
    """Say whether a step changes or discards what an earlier one has just made: nobody asks for that."""
    choosing = step.op.name in _CHOOSING or step.op.name in _ASKING
    if step.op.takes != "any" and not choosing:
        return False
    written = canonical(dict(step.args))
    if any(_lost(other, step, written, choosing) for other in earlier if other.op.name in _CHANGING):
        return True
    named = (other for other in earlier if not {"into", "names"}.isdisjoint(other.op.fresh))
    made = [name for other in named for name in step.before.kinds if name not in other.before.kinds]
    said = [canonical(name) in written for name in made]
    return not all(said) if choosing else any(said)


def _lost(changed: Step, step: Step, written: str, choosing: bool) -> bool:
    """Say whether no member that was changed is among those a step chooses, or all are among those it drops."""
    keys = [str(changed.args["key"])] if "key" in changed.args else cast("list[str]", changed.args["keys"])
    said = [canonical(name) in written for name in keys if name in step.before.kinds]
    return bool(said) and ((choosing and not any(said)) or (step.op.name == "drop" and all(said)))


def _proposed(op: Op, seen: View, rng: Random, first: bool) -> Step | None:
    if op.prepare is not None and first and chance(rng, 0.6):
        prepared = op.prepare(seen.value, rng)
        seen = (view(prepared) if prepared is not seen.value else None) or seen
    args = op.propose(seen, rng) if op.shows is None or op.shows(seen.document) else None
    return None if args is None else _done(op, args, seen)


def _done(op: Op, args: Args, seen: View) -> Step | None:
    """Return the step, None if its result is no object or array, is empty, or is what was there before."""
    after = op.apply(seen.value, args)
    if not isinstance(after, _CONTAINERS) or not after or after == [{}]:
        return None
    text = canonical(after)
    if text == seen.document:
        return None
    variant = op.section(args)
    return Step(op, args, seen, after, text, f"{op.name} {variant}" if variant else op.name)


def derive(document: JSON, operations: Iterable[tuple[str, Args]]) -> JSON:
    """Return a chain's result by the operations' second algorithms; none of the first ones is called.

    KeyError for an unknown operation.
    """
    value = document
    for name, args in operations:
        value = BY_NAME[name].derive(value, args)
    return value


@lru_cache(maxsize=1024)
def program(names: tuple[str, ...]) -> str:
    """Return the chain as one jq program that reads ``{"p": [arguments of each], "d": document}``."""
    steps = [
        f"{{p: $in.p[{place}], d: {'.' if place else '$in.d'}}} | ({BY_NAME[name].jq})"
        for place, name in enumerate(names)
    ]
    return ". as $in | " + " | ".join(steps)
