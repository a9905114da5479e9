"""What the second derivations share with each other, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias, cast

from jsonsynth.examples import JSON

__all__ = ["Args", "Members", "agree", "everywhere", "has", "members", "names", "put", "word"]

Args: TypeAlias = Mapping[str, JSON]
Members: TypeAlias = dict[str, JSON]


def members(value: JSON) -> Members:
    """Return an object as one."""
    return cast("Members", value)


def names(args: Args, argument: str) -> list[str]:
    """Return an argument that lists names."""
    return cast("list[str]", args[argument])


def word(args: Args, argument: str) -> str:
    """Return an argument that is a string."""
    return cast("str", args[argument])


def everywhere(change: Callable[[Members], JSON], value: JSON) -> JSON:
    """Change an object, or every object of an array."""
    if isinstance(value, dict):
        return change(value)
    changed: list[JSON] = []
    for element in cast("list[JSON]", value):
        changed.append(change(members(element)))
    return changed


def put(target: Members, name: str, value: JSON) -> Members:
    """Return a copy of an object with one member set."""
    copy = target.copy()
    copy[name] = value
    return copy


def has(found: Collection[JSON], value: JSON) -> bool:
    """Say whether one of the values is equal to another as JSON; what Python takes for unequal never is."""
    return value in found and any(agree(one, value) for one in found)


def agree(one: JSON, other: JSON) -> bool:
    """Say whether two values are equal as JSON: true is not 1, but 1 is 1.0."""
    if isinstance(one, str):
        return one == other
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(agree(member, other[name]) for name, member in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(agree, one, other))
    return (type(one) in (int, float) and type(other) in (int, float) and one == other) or (
        type(one) is type(other) and one == other
    )
