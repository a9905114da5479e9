"""Second derivations of the operations on members: pops and loops where the first way rebuilds."""

from __future__ import annotations

from jsonsynth.examples import JSON
from jsonsynth.transforms.proofs.common import Args, Members, everywhere, members, names, put, word

__all__ = ["add", "defaults", "drop", "drop_inside", "keep", "lift", "merge", "move_out", "nest", "project", "rename"]


def rename(value: JSON, args: Args) -> JSON:
    """All pairs at once: take the old names out, then put the values back."""

    def change(row: Members) -> JSON:
        rest = row.copy()
        held = [(str(new), rest.pop(old)) for old, new in members(args["names"]).items() if old in row]
        rest.update(held)
        return rest

    return everywhere(change, value)


def keep(value: JSON, args: Args) -> JSON:
    """Remove every other name."""

    def change(row: Members) -> JSON:
        rest = row.copy()
        for name in set(row).difference(names(args, "keys")):
            del rest[name]
        return rest

    return everywhere(change, value)


def drop(value: JSON, args: Args) -> JSON:
    """Pop the names."""

    def change(row: Members) -> JSON:
        rest = row.copy()
        for name in names(args, "keys"):
            rest.pop(name, None)
        return rest

    return everywhere(change, value)


def nest(value: JSON, args: Args) -> JSON:
    """Pop what is there into a new object; without anything there, nothing changes."""

    def change(row: Members) -> JSON:
        rest, inner = row.copy(), Members()
        for name in names(args, "keys"):
            if name in rest:
                inner[name] = rest.pop(name)
        return put(rest, word(args, "into"), inner) if inner else rest

    return everywhere(change, value)


def lift(value: JSON, args: Args) -> JSON:
    """Pop the object and update with it."""

    def change(row: Members) -> JSON:
        rest = row.copy()
        inner = rest.pop(word(args, "key"), None)
        if not isinstance(inner, dict):
            return row
        rest.update(inner)
        return rest

    return everywhere(change, value)


def _without(row: Members, outer: str, name: str) -> Members:
    inner = members(row[outer]).copy()
    del inner[name]
    return put(row, outer, inner)


def move_out(value: JSON, args: Args) -> JSON:
    """Set the new name, then delete below."""
    outer, name = names(args, "path")

    def change(row: Members) -> JSON:
        inner = row.get(outer)
        if not isinstance(inner, dict) or name not in inner:
            return row
        return put(_without(row, outer, name), word(args, "into"), inner[name])

    return everywhere(change, value)


def drop_inside(value: JSON, args: Args) -> JSON:
    """Delete below, where there is something."""
    outer, name = names(args, "path")

    def change(row: Members) -> JSON:
        inner = row.get(outer)
        return _without(row, outer, name) if isinstance(inner, dict) and name in inner else row

    return everywhere(change, value)


def defaults(value: JSON, args: Args) -> JSON:
    """Test each name in turn."""

    def change(row: Members) -> JSON:
        filled = row.copy()
        for name, default in members(args["values"]).items():
            if name not in row or (args["null"] is True and row[name] is None):
                filled[name] = default
        return filled

    return everywhere(change, value)


def add(value: JSON, args: Args) -> JSON:
    """Put one member."""
    return everywhere(lambda row: put(row, word(args, "into"), args["value"]), value)


def _overlay(old: JSON, new: JSON, deep: bool) -> JSON:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    merged: Members = {}
    for name in [*old, *(name for name in new if name not in old)]:
        if name in old and name in new:
            merged[name] = _overlay(old[name], new[name], deep) if deep else new[name]
        else:
            merged[name] = old[name] if name in old else new[name]
    return merged


def merge(value: JSON, args: Args) -> JSON:
    """Walk both objects name by name."""
    return _overlay(value, args["patch"], args["deep"] is True)


def project(value: JSON, args: Args) -> JSON:
    """Look every wanted member up."""

    def change(row: Members) -> JSON:
        chosen: Members = {}
        for new, old in members(args["fields"]).items():
            if str(old) in row:
                chosen[new] = row[str(old)]
        return chosen

    return everywhere(change, value)
