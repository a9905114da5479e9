"""JSON of any shape, looked into: what is not there, or is of another kind, is empty."""

from __future__ import annotations

from typing import Any, cast

__all__ = ["at", "elements", "members", "pointer"]


def members(value: Any) -> dict[str, Any]:
    """Return an object's members, none for any other value."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def elements(value: Any) -> list[Any]:
    """Return an array's elements, none for any other value."""
    found: object = value
    return cast("list[Any]", found) if isinstance(value, list) else []


def pointer(*steps: str | int) -> str:
    """Return steps as a JSON pointer (RFC 6901)."""
    return "".join(["/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps])


def at(value: Any, place: str) -> Any:
    """Return what a pointer names, None if it is not there."""
    for step in place.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = members(value).get(name)
        else:
            value = dict(enumerate(elements(value))).get(int(name)) if name.isdigit() else None
    return value
