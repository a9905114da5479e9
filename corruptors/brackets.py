"""Brackets: wrong, missing, too many."""

from __future__ import annotations

import re

from jsonsynth.corruption import (
    Corruptor,
    Edit,
    Random,
    Span,
    Tokens,
    around,
    below,
    between,
    chance,
    inserted,
    pick,
    removed,
    replaced,
    rewritten,
)

_FLAT_MEMBER = re.compile(r"\[(?:[s0tfn],)*[s0tfn]\](?=,k)")
_FLAT_LIST = re.compile(r"\[(?:[s0tfn],)+[s0tfn]\]")
_FINAL_RUN = re.compile(r"[}\]]+$")
_WRONG = {"}": "]", "]": "}"}


def _closer_of_other_kind(tokens: Tokens, rng: Random) -> list[Edit]:
    spans = tokens.spans
    first = below(rng, len(spans))
    for place in (*range(first, len(spans)), *range(first)):
        span = spans[place]
        if span.close - span.open > 1 and _kind_is_certain(tokens, span):
            return replaced(tokens, span.close, _WRONG[tokens.shape[span.close]])
    return []


def _kind_is_certain(tokens: Tokens, span: Span) -> bool:
    """The root's closer always; else one before a comma whose deletion or doubling would not read another way."""
    if span.parent < 0:
        return True
    shape, parent = tokens.shape, tokens.spans[span.parent]
    if shape[span.close + 1] != "," or shape[parent.open] == shape[span.open]:
        return False
    return parent.parent < 0 or shape[tokens.spans[parent.parent].open] != shape[parent.open]


def _no_final_closers(tokens: Tokens, rng: Random) -> list[Edit]:
    run = _FINAL_RUN.search(tokens.shape)
    if run is None:
        return []
    first = len(tokens.shape) - between(rng, 1, len(run.group()))
    start = tokens.end(first - 1) if first and chance(rng, 0.5) else tokens.starts[first]
    return [Edit(start, len(tokens.text), "")]


def _no_inner_closer(tokens: Tokens, rng: Random) -> list[Edit]:
    match = _FLAT_MEMBER.search(tokens.shape, below(rng, len(tokens.shape))) or _FLAT_MEMBER.search(tokens.shape)
    if match is None:
        return []
    close = match.end() - 1
    start = tokens.end(close - 1) if chance(rng, 0.5) else tokens.starts[close]
    return [Edit(start, tokens.end(close), "")]


def _surplus_closers(tokens: Tokens, rng: Random) -> list[Edit]:
    surplus = pick(rng, ("}", "]", "}}", "]}", tokens.shape[-1], tokens.shape[-1]))
    return inserted(len(tokens.text), ("\n" if chance(rng, 0.2) else "") + surplus)


def _no_first_brace(tokens: Tokens, rng: Random) -> list[Edit]:
    if not tokens.shape.startswith("{k"):
        return []
    return removed(tokens, 0, 0) if chance(rng, 0.5) else [Edit(0, tokens.starts[1], "")]


def _all_braces_twice(tokens: Tokens, _rng: Random) -> list[Edit]:
    text, shape = tokens.text, tokens.shape
    if text.count("{") != shape.count("{") or text.count("}") != shape.count("}"):
        return []
    return rewritten(tokens, text.replace("{", "{{").replace("}", "}}"))


def _list_in_parentheses(tokens: Tokens, rng: Random) -> list[Edit]:
    match = _FLAT_LIST.search(tokens.shape, below(rng, len(tokens.shape))) or _FLAT_LIST.search(tokens.shape)
    if match is None:
        return []
    first, last = match.start(), match.end() - 1
    inner = tokens.text[tokens.starts[first] + 1 : tokens.starts[last]]
    if "(" in inner or ")" in inner:
        return []
    return around(tokens, first, last, lambda text: f"({text[1:-1]})")


CORRUPTORS = (
    Corruptor(
        "mismatched_bracket", "bracket", _closer_of_other_kind, ('{"a":[1,2],"b":3}', '{"a":[1,2},"b":3}'), weight=45
    ),
    Corruptor("unclosed", "end", _no_final_closers, ('{"a":[1,2]}', '{"a":[1,2'), weight=40),
    Corruptor("missing_close", "bracket", _no_inner_closer, ('{"a":[1,2],"b":3}', '{"a":[1,2,"b":3}'), weight=50),
    Corruptor("extra_close", "end", _surplus_closers, ('{"a":1}', '{"a":1}}'), weight=25),
    Corruptor("missing_open", "end", _no_first_brace, ('{"a":1}', '"a":1}'), weight=20),
    Corruptor("doubled_brackets", "text", _all_braces_twice, ('{"a":{}}', '{{"a":{{}}}}'), weight=15),
    Corruptor(
        "paren_tuple", "bracket", _list_in_parentheses, ('{"a":[1,2]}', '{"a":(1,2)}'), weight=25, policy="tuple"
    ),
)
