"""Second derivations of patches: copies that are edited in place, and tables of pointers set side by side."""

from __future__ import annotations

import json
import re
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.transforms.proofs.common import Args, Members, agree, members, word

__all__ = [
    "at_pointer",
    "json_patch",
    "merge_diff",
    "merge_patch",
    "patch_diff",
    "pointers",
    "write_json_patch",
    "write_merge_patch",
]

_Inner = (dict, list)


_ESCAPES = str.maketrans({"~": "~0", "/": "~1"})
_PART = re.compile(r"/((?:[^~/]|~[01])*)")
_PAIR = re.compile("~([01])")


def _written(name: str) -> str:
    return "/" + name.translate(_ESCAPES)


def _names(pointer: str) -> list[str]:
    """Read a pointer part by part, and in a part from the left: ``~01`` is ``~1``, not ``/``.

    ValueError for what is no pointer.
    """
    found: list[str] = []
    place = 0
    while place < len(pointer):
        part = _PART.match(pointer, place)
        if part is None:
            raise ValueError(f"{pointer} is no JSON Pointer")
        found.append(_PAIR.sub(lambda pair: "~/"[int(pair[1])], part[1]))
        place = part.end()
    return found


def _step(around: JSON, name: str) -> JSON:
    return around[int(name)] if isinstance(around, list) else members(around)[name]


def _home(value: JSON, pointer: str) -> tuple[JSON, str]:
    *outer, last = _names(pointer)
    for name in outer:
        value = _step(value, name)
    return value, last


def _take(value: JSON, pointer: str) -> JSON:
    home, last = _home(value, pointer)
    return home.pop(int(last)) if isinstance(home, list) else members(home).pop(last)


def _give(value: JSON, pointer: str, new: JSON) -> None:
    home, last = _home(value, pointer)
    if isinstance(home, list):
        home.insert(len(home) if last == "-" else int(last), new)
    else:
        members(home)[last] = new


def _copied(value: JSON) -> JSON:
    return cast("JSON", json.loads(json.dumps(value)))


def json_patch(value: JSON, args: Args) -> JSON:
    """Edit a copy in place, operation by operation. ValueError where a test fails or a replaced value is missing."""
    whole = _copied(value)
    for change in cast("list[dict[str, JSON]]", args["patch"]):
        kind, pointer = change["op"], str(change["path"])
        if kind == "test":
            home, last = _home(whole, pointer)
            if not agree(_step(home, last), change["value"]):
                raise ValueError(f"the test of {pointer} fails")
        elif kind == "add":
            _give(whole, pointer, _copied(change["value"]))
        elif kind == "copy":
            home, last = _home(whole, str(change["from"]))
            _give(whole, pointer, _copied(_step(home, last)))
        else:
            taken = _take(whole, str(change["from"] if kind == "move" else pointer))
            if kind != "remove":
                _give(whole, pointer, taken if kind == "move" else _copied(change["value"]))
    return whole


def merge_patch(value: JSON, args: Args) -> JSON:
    """Edit a copy in place, as the pseudocode of RFC 7396 does."""
    whole = _copied(value)
    open_pairs = [(members(whole), members(args["patch"]))]
    for target, patch in open_pairs:  # grows
        for name, new in patch.items():
            if new is None:
                target.pop(name, None)
            elif isinstance(new, dict):
                inner = target.get(name)
                target[name] = inner = inner if isinstance(inner, dict) else {}
                open_pairs.append((inner, new))
            else:
                target[name] = _copied(new)
    return whole


def _tree(value: JSON) -> dict[str, JSON]:
    """Return pointer and value of the value itself and of all that lies in its objects; arrays are not entered."""
    found: dict[str, JSON] = {"": value}
    waiting = [("", value)]
    for above, inner in waiting:  # grows
        if isinstance(inner, dict):
            below = [(above + _written(name), member) for name, member in inner.items()]
            found.update(below)
            waiting += below
    return found


def patch_diff(value: JSON, args: Args) -> JSON:
    """Set the two tables of pointers side by side, in the order of the pointers."""
    old, new = (_tree(members(value)[word(args, name)]) for name in ("before", "after"))
    found: list[JSON] = []
    for pointer in sorted({*old, *new}):
        above = pointer.rpartition("/")[0]
        if pointer and not (isinstance(old.get(above), dict) and isinstance(new.get(above), dict)):
            continue
        both_objects = isinstance(old.get(pointer), dict) and isinstance(new.get(pointer), dict)
        if pointer not in new:
            found.append({"op": "remove", "path": pointer})
        elif pointer not in old:
            found.append({"op": "add", "path": pointer, "value": new[pointer]})
        elif not (both_objects or agree(old[pointer], new[pointer])):
            found.append({"op": "replace", "path": pointer, "value": new[pointer]})
    return found


def merge_diff(value: JSON, args: Args) -> JSON:
    """Write the changes of the two tables of pointers into nested objects."""
    whole: Members = {}
    for change in cast("list[dict[str, JSON]]", patch_diff(value, args)):
        *outer, last = _names(str(change["path"]))
        inner = whole
        for name in outer:
            inner = members(inner.setdefault(name, {}))
        inner[last] = change.get("value")
    return whole


def _edits(args: Args) -> list[tuple[list[str], list[JSON]]]:
    paths, values = cast("list[list[str]]", args["paths"]), cast("list[JSON]", args["values"])
    removed = cast("list[list[str]]", args["removes"])
    return [*((path, [values[place]]) for place, path in enumerate(paths)), *((path, list[JSON]()) for path in removed)]


def write_merge_patch(value: JSON, args: Args) -> JSON:  # noqa: ARG001 - one signature for the table
    """Set every member from the outside in; what goes is null."""
    whole: Members = {}
    for path, new in _edits(args):
        inner = whole
        for name in path[:-1]:
            inner = members(inner.setdefault(name, {}))
        inner[path[-1]] = new[0] if new else None
    return whole


def write_json_patch(value: JSON, args: Args) -> JSON:
    """Ask the table of pointers whether the member is there."""
    there = _tree(value)
    found: list[JSON] = []
    for path, new in _edits(args):
        pointer = "".join(map(_written, path))
        if new:
            found.append({"op": "replace" if pointer in there else "add", "path": pointer, "value": new[0]})
        else:
            found.append({"op": "remove", "path": pointer})
    return found


def pointers(value: JSON, args: Args) -> JSON:  # noqa: ARG001 - one signature for the table
    """Take the containers apart from a stack."""
    found: Members = {}
    stack = [("", value)]
    while stack:
        pointer, inner = stack.pop()
        if not isinstance(inner, _Inner) or not inner:
            found[pointer] = inner
        elif isinstance(inner, dict):
            stack += [(pointer + _written(name), member) for name, member in inner.items()]
        else:
            stack += [(f"{pointer}/{place}", element) for place, element in enumerate(inner)]
    return found


def at_pointer(value: JSON, args: Args) -> JSON:
    """Follow the names one by one."""
    for name in _names(word(args, "pointer")):
        value = _step(value, name)
    return value
