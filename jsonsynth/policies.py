"""The policies of classes whose labels are certain only if the instruction says how to read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

__all__ = ["POLICIES", "unsaid"]

# The class whose label is certain under a policy alone, the policy, and words that a sentence of it has.
POLICIES: dict[str, tuple[str, re.Pattern[str]]] = {
    "invalid_escape": ("invalid_escape", re.compile(r"(?i)backslash")),
    "js_literal": ("no_value", re.compile(r"(?=.*null)(?=.*NaN)")),
    "number_leading_zero": ("zeros", re.compile(r"(?i)zeros")),
    "number_radix": ("radix", re.compile(r"(?i)\bdecimal")),
    "extra_comma": ("no_hole", re.compile(r"(?i)comma")),
    "paren_tuple": ("tuple", re.compile(r"(?i)parenthes")),
    "function_wrapper": ("unwrap", re.compile(r"(?i)\bcall|wrapper")),
    "concatenated_values": ("one_array", re.compile(r"(?i)\barray")),
    "string_prefix": ("string_prefix", re.compile(r"(?i)\bpython|(?=.*\bprefix)(?=.*\b[ub]\b)")),
    "missing_value": ("missing_value", re.compile(r"(?i)(?=.*null)(?=.*\bvalue)")),
    "cut_value": ("cut_value", re.compile(r"(?i)(?=.*null)(?=.*(?:colon|\bname\b))")),
    "cut_name": ("cut_name", re.compile(r"(?i)(?=.*member)(?=.*(?:leave|drop|omit|discard|forget))")),
}


def unsaid(classes: Sequence[str], named: Sequence[str], instruction: str) -> Iterator[str]:
    """Yield what is missing: a class's policy that is not among those ``named``, or not said in the instruction."""
    for name in classes:
        policy, words = POLICIES.get(name, ("", None))
        if policy and policy not in named:
            yield f"{name} needs the policy {policy}, which is not recorded"
        if words and not words.search(instruction):
            yield f"{name} needs the policy {policy}, which the instruction does not state"
