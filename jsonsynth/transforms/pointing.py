"""Places in a value: JSON Pointers (RFC 6901), the operations of JSON Patch (RFC 6902), and ones that make sense."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias, cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import plain_number
from jsonsynth.seeds import Random, below, between, chance, pick
from jsonsynth.transforms.common import beside
from jsonsynth.transforms.filling import TEXTS, text_for, value_for
from jsonsynth.transforms.naming import fresh_name
from jsonsynth.transforms.op import Record

__all__ = [
    "DRAWN",
    "ESCAPE",
    "applied",
    "at",
    "drawn_add",
    "drawn_remove",
    "drawn_replace",
    "names_of",
    "other",
    "pointer",
    "spots",
    "steps_of",
]

_Path: TypeAlias = list[str | int]
_Place: TypeAlias = tuple[_Path, JSON]  # with what stands there
_CONTAINERS = (dict, list)
_SCALARS = (str, int, float)
ESCAPE = 'def esc: tostring | gsub("~"; "~0") | gsub("/"; "~1"); '


# -- pointers ---------------------------------------------------------------------------------------------------------


def pointer(steps: Sequence[str | int]) -> str:
    """Write a path as a JSON Pointer."""
    return "".join(["/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps])


def steps_of(pointer: str) -> list[str]:
    """Read a JSON Pointer as a path of names."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def spots(value: JSON) -> list[_Place]:
    """Return path and value of everything inside a value; what lies deeper comes later."""
    found: list[_Place] = []
    waiting: list[_Place] = [([], value)]
    for above, inner in waiting:  # grows
        if isinstance(inner, dict):
            below = [([*above, name], member) for name, member in inner.items()]
        else:
            below = [([*above, place], element) for place, element in enumerate(cast("list[JSON]", inner))]
        found += below
        waiting += [spot for spot in below if isinstance(spot[1], _CONTAINERS)]
    return found


def at(value: JSON, steps: Sequence[str | int]) -> JSON:
    """Return what stands at a path."""
    for step in steps:
        value = value[int(step)] if isinstance(value, list) else cast("Record", value)[str(step)]
    return value


def _changed(value: JSON, steps: Sequence[str | int], change: Callable[[JSON, str], JSON]) -> JSON:
    """Return a copy in which the object or array around a place is what ``change`` makes of it and the last step."""
    if len(steps) == 1:
        return change(value, str(steps[0]))
    first, *rest = steps
    if isinstance(value, list):
        place = int(first)
        return [*value[:place], _changed(value[place], rest, change), *value[place + 1 :]]
    members = cast("Record", value)
    return {**members, str(first): _changed(members[str(first)], rest, change)}


def _added(value: JSON, steps: Sequence[str | int], new: JSON) -> JSON:
    def change(around: JSON, last: str) -> JSON:
        if isinstance(around, list):
            place = len(around) if last == "-" else int(last)
            return [*around[:place], new, *around[place:]]
        return {**cast("Record", around), last: new}

    return _changed(value, steps, change)


def _removed(value: JSON, steps: Sequence[str | int]) -> JSON:
    def change(around: JSON, last: str) -> JSON:
        if isinstance(around, list):
            return [*around[: int(last)], *around[int(last) + 1 :]]
        return {name: member for name, member in cast("Record", around).items() if name != last}

    return _changed(value, steps, change)


# -- edits ------------------------------------------------------------------------------------------------------------


def applied(value: JSON, change: Record) -> JSON:
    """Return a value after one operation of JSON Patch that can be applied to it; a test is taken to pass."""
    kind, steps = str(change["op"]), steps_of(str(change["path"]))
    if kind in ("move", "copy"):
        source = steps_of(str(change["from"]))
        new = at(value, source)
        return _added(_removed(value, source) if kind == "move" else value, steps, new)
    if kind == "add":
        return _added(value, steps, change["value"])
    if kind == "test":
        return value
    rest = _removed(value, steps)
    return rest if kind == "remove" else _added(rest, steps, change["value"])


_FIGURE = re.compile(r"[0-9]+")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-)([0-9]{2})(.*)", re.DOTALL)
_MARKS = ("new", "old", "copy", "revised")


def _other_text(rng: Random, old: str, name: str, parent: str) -> str:
    """Return a text of the same kind: another day or last figure, what the name asks for, a longer one, a word."""
    dated = _DAY.fullmatch(old)
    if dated is not None:
        return f"{dated[1]}{int(dated[2]) % 28 + 1:02}{dated[3]}"
    figures = list(_FIGURE.finditer(old))
    if figures and len(figures[-1].group()) < 10:
        last = figures[-1]
        new = str(int(last.group()) % 9 + 1).zfill(len(last.group()))
        return old[: last.start()] + new + old[last.end() :]
    named = text_for(rng, name, parent) if name else ""
    if named not in ("", old):
        return named
    if " " in old:
        return f"{old} ({pick(rng, _MARKS)})"
    if "@" in old:
        return f"{pick(rng, ('office', 'info', 'team'))}.{old}"
    if old.istitle():
        return f"{pick(rng, ('New', 'Old', 'North', 'West'))} {old}"
    return pick(rng, [word for word in TEXTS if word != old])


_ANY: tuple[JSON, ...] = (1, 2, 10, True, False, "auto", "none")


_LARGE = 1e12  # beyond it quarters begin to be lost


def other(rng: Random, old: JSON, name: str = "", parent: str = "") -> JSON:
    """Return a value that stands in the place of another, mostly of its type, never null nor itself.

    ``name``: of the member that holds it, and ``parent``: of what that stands in; "" where there is none.
    """
    if isinstance(old, bool):
        return not old
    if isinstance(old, int):
        return beside(rng, old, 20)
    if isinstance(old, float):
        return plain_number((round(old) if abs(old) < _LARGE else 0) + between(rng, 1, 99) / 4)
    if isinstance(old, str):
        return _other_text(rng, old, name, parent)
    return pick(rng, _ANY)


def _new_member(value: JSON, places: Sequence[_Place], rng: Random) -> _Path | None:
    """Return a path of a new name in one of the objects; None where there is no object."""
    homes: list[tuple[_Path, Record]] = [([], value)] if isinstance(value, dict) else []
    homes += [(steps, inner) for steps, inner in places if isinstance(inner, dict)]
    if not homes:
        return None
    home, members = pick(rng, homes)
    return [*home, fresh_name(rng, next(iter(members), "note"), list(members))]


def _scalar(places: Sequence[_Place], rng: Random) -> _Place | None:
    scalars = [place for place in places if not isinstance(place[1], _CONTAINERS)]
    return pick(rng, scalars) if scalars else None


def drawn_add(value: JSON, places: Sequence[_Place], rng: Random) -> Record | None:
    """Draw a new member of some object, or a new element of a plain array."""
    lists = [(steps, inner) for steps, inner in places if isinstance(inner, list)]
    if lists and chance(rng, 0.4):
        home, held = pick(rng, lists)
        if all(isinstance(element, _SCALARS) for element in held):
            name, parent = names_of(home)
            new = other(rng, held[0], name, parent) if held else value_for(rng, name, parent)
            end = chance(rng, 0.5)
            return {"op": "add", "path": pointer([*home, "-" if end else below(rng, len(held) + 1)]), "value": new}
    steps = _new_member(value, places, rng)
    if steps is None:
        return None
    new = pick(rng, _EMPTY) if chance(rng, 0.15) else value_for(rng, *names_of(steps))
    return {"op": "add", "path": pointer(steps), "value": new}


_EMPTY: tuple[JSON, ...] = ([], None, None)


def names_of(steps: Sequence[str | int]) -> tuple[str, str]:
    """Return the name of what stands at a path and the name of what that stands in, "" where there is none.

    An element is called as its array is.
    """
    names = ["", "", *(step for step in steps if isinstance(step, str))]
    return names[-1], names[-2]


def drawn_replace(value: JSON, places: Sequence[_Place], rng: Random) -> Record | None:  # noqa: ARG001 - one signature
    """Draw another value for a scalar."""
    place = _scalar(places, rng)
    if place is None:
        return None
    steps, old = place
    return {"op": "replace", "path": pointer(steps), "value": other(rng, old, *names_of(steps))}


def drawn_remove(value: JSON, places: Sequence[_Place], rng: Random) -> Record | None:
    """Draw what to take away, never the only thing."""
    paths = [steps for steps, _ in places]
    paths = [steps for steps in paths if len(steps) > 1 or isinstance(value, list)] or paths
    return {"op": "remove", "path": pointer(pick(rng, paths))} if len(paths) > 1 else None


def _drawn_move(value: JSON, places: Sequence[_Place], rng: Random) -> Record | None:
    paths = [steps for steps, _ in places if isinstance(steps[-1], str)]
    target = _new_member(value, places, rng)
    if not paths or target is None:
        return None
    source = pick(rng, paths)
    if target[: len(source)] == source:
        return None
    return {"op": pick(rng, ("move", "move", "copy")), "from": pointer(source), "path": pointer(target)}


def _drawn_test(value: JSON, places: Sequence[_Place], rng: Random) -> Record | None:  # noqa: ARG001 - one signature
    place = _scalar(places, rng)
    return None if place is None else {"op": "test", "path": pointer(place[0]), "value": place[1]}


DRAWN = (drawn_add,) * 4 + (drawn_replace,) * 5 + (drawn_remove,) * 3 + (_drawn_move,) * 3 + (_drawn_test,)
