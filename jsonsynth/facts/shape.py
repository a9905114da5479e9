"""Whether a label has the members that are asked, of the types that are asked, and what the policy says of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jsonsynth.examples import JSON, Problem
from jsonsynth.facts.request import Request
from jsonsynth.facts.specification import Wanted

__all__ = ["shape_problems"]


def shape_problems(asked: Request, fields: Iterable[Wanted], value: Mapping[str, JSON]) -> list[Problem]:
    """Return what is wrong with names and types: an extra member, one missing against the policy, a wrong type."""
    wanted = {field.name: field for field in fields}
    problems: list[Problem] = []
    there = 0
    for name, field in wanted.items():
        one = value.get(name)
        if one and type(one) in _PLAINLY.get(field.type, _NONE):
            there += 1
            continue
        there += one is not None or name in value
        if one is None or (one in ("", []) and asked.policy == "empty"):
            problems += _absent(asked, field, name in value, one)
        elif isinstance(one, dict) and field.type == "object":
            problems += shape_problems(asked, field.fields, one)
        elif not _fits(field, one):
            problems.append(Problem("wrong-type", f"{name!r} is no {field.type}"))
    if there < len(value):
        problems += [Problem("extra-member", f"{name!r} is not asked") for name in value if name not in wanted]
    return problems


def _absent(asked: Request, field: Wanted, there: bool, one: JSON) -> list[Problem]:
    state = "omit" if not there else "null" if one is None else "empty"
    if asked.policy == state and (field.optional or state == "empty"):
        return []
    if there:
        return [Problem("policy", f"{field.name!r} is {state}, which the instruction does not allow")]
    rule = "missing-member" if asked.policy is None else "policy"
    return [Problem(rule, f"{field.name!r} is not there, which the instruction does not allow")]


def _fits(field: Wanted, value: JSON) -> bool:
    if field.type == "any":
        return True
    if field.type == "object[]":
        return isinstance(value, list) and all(isinstance(one, dict) for one in value)
    fitting = _FITTING.get(field.type, _NONE)
    return type(value) in fitting and (field.type != "string[]" or _is_strings(value)) and value != ""


def _is_strings(value: JSON) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) and item for item in value)


_NONE: frozenset[type] = frozenset()
_TEXT, _WHOLE, _NUMERIC = frozenset((str,)), frozenset((int,)), frozenset((int, float))
_FITTING: Mapping[str, frozenset[type]] = {
    "string": _TEXT,
    "enum": _TEXT,
    "date": _TEXT,
    "datetime": _TEXT,
    "int": _WHOLE,
    "float": _NUMERIC,
    "bool": frozenset((bool,)),
    "string[]": frozenset((list,)),
}
# the same for values that nothing more is asked of
_PLAINLY = {kind: types for kind, types in _FITTING.items() if kind != "string[]"}
