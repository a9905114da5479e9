"""Every operation, three times: applied, derived again, and by jq, on documents full of edge cases."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

import jq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical, plain_number
from jsonsynth.seeds import Random, below, between, chance, pick, sample, stream
from jsonsynth.transforms import OPERATIONS, Args, Op, draw, program, view

# These take their arguments from the document itself: elsewhere their meaning is open (a path that is not there,
# keys that clash, heads of several types), and no instruction asks for that.
_OWN = {
    "json_patch",
    "at_pointer",
    "merge_diff",
    "patch_diff",
    "write_json_patch",
    "unflatten",
    "extract",
    "group",
    "count_by",
    "aggregate_by",
    "index_by",
    "lookup",
} | {*("invert", "sort", "distinct", "key_case")}

_WORDS = ("Ann Li", "open", "closed", "x", "", "ROME", "b; c ;d", "a,b", "tag-1|tag-2", " padded  ", "yes", "no")
_ODD: list[JSON] = [
    None,
    True,
    False,
    0,
    1,
    -7,
    12.5,
    0.1,
    0.2,
    1999,
    -0.75,
    [],
    {},
    [None],
    ["a", None, "b"],
    ["u"],
    [1, 2],
    "true",
    "false",
    "True",
    "1",
    "0",
    "007",
    "+5",
    "-5",
    "12.50",
    ".5",
    "1.",
    "1e3",
    "1_000",
    "٣",
    "nan",
    "0x1",
    "2024-02-29",
    "2023-02-29",
    "2023-13-01",
    "0000-01-01",
    "2024-1-1",
    "2024-01-01T00:00:00Z",
    "1999-12-31",
    {"p": 1, "q": None},
    {"p": {"r": False}},
    {"q": {}, "r": [1]},
    [{"p": None}],
]
_KINDS: tuple[Callable[[Random], JSON], ...] = (
    lambda rng: between(rng, -50, 50),
    lambda rng: plain_number(between(rng, -9999, 9999) / 100),
    lambda rng: pick(rng, _WORDS),
    lambda rng: pick(rng, ("red", "green", "blue")),
    lambda rng: chance(rng, 0.5),
    lambda rng: f"{between(rng, 1990, 2030)}-{between(rng, 1, 13):02d}-{between(rng, 1, 31):02d}",
    lambda rng: str(plain_number(between(rng, 0, 9999) / 10)),
    lambda rng: {"p": between(rng, 0, 9), "q": pick(rng, _ODD), "r": {"s": pick(rng, _ODD)}},
    lambda rng: sample(rng, ("u", "v", "w"), between(rng, 0, 3)),
    lambda rng: pick(rng, _ODD),
)
_NAMES = ("unitPrice", "first_name", "HTTPServerID", "code2", "kebab-case", "Plain", "city")


def _row(rng: Random, kinds: dict[str, Callable[[Random], JSON]], odd: float) -> dict[str, JSON]:
    return {
        name: pick(rng, _ODD) if chance(rng, odd) else draw_one(rng)
        for name, draw_one in kinds.items()
        if not chance(rng, odd)
    }


def _document(rng: Random, many: bool, odd: float) -> JSON:
    kinds = {name: pick(rng, _KINDS) for name in sample(rng, _NAMES, between(rng, 3, 6))}
    if not many:
        return _row(rng, kinds, odd)
    return [_row(rng, kinds, odd) for _ in range(between(rng, 1, 7))]


@lru_cache(maxsize=256)
def _compiled(code: str) -> Any:
    return jq.compile(code)


def _by_jq(code: str, params: Any, document: JSON) -> JSON:
    return _whole(_compiled(code).input_value({"p": params, "d": document}).first())


def _whole(value: JSON) -> JSON:
    """Integral floats as integers, as jq does not tell them apart."""
    if isinstance(value, dict):
        return {name: _whole(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_whole(element) for element in value]
    return plain_number(value) if isinstance(value, float) else value


# -- documents that hypothesis draws: rows of like columns, and anything at all in their places ------------------------

_TEXTS = st.text(st.characters(codec="utf-8"), max_size=6)  # a lone surrogate is not text
_SCALARS: st.SearchStrategy[JSON] = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), st.sampled_from(_ODD), _TEXTS
)
_VALUES: st.SearchStrategy[JSON] = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("p", "q", "r", "a.b")), inner, max_size=3)
    ),
    max_leaves=5,
)
_COLUMNS: tuple[st.SearchStrategy[JSON], ...] = (
    st.integers(-50, 50),
    st.integers(-9999, 9999).map(lambda cents: plain_number(cents / 100)),
    st.sampled_from(_WORDS),
    st.booleans(),
    st.dates().map(str),
    st.integers(0, 9999).map(lambda tenths: str(plain_number(tenths / 10))),
    st.lists(st.sampled_from(("u", "v", "w")), max_size=3),
    st.fixed_dictionaries({"p": st.integers(0, 9), "q": _SCALARS}),
    _VALUES,
)


@st.composite
def _documents(draw: st.DrawFn, many: bool) -> JSON:
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=2, max_size=6, unique=True))
    odd = draw(st.booleans())
    columns = {name: draw(st.sampled_from(_COLUMNS)) for name in names}
    cells = {name: st.one_of(column, _VALUES) if odd else column for name, column in columns.items()}
    row = st.fixed_dictionaries({}, optional=cells) if odd else st.fixed_dictionaries(cells)
    return cast("JSON", draw(st.lists(row, min_size=1, max_size=5)) if many else draw(row))


def _proposed(op: Op, document: JSON, rng: Random) -> Args | None:
    seen = view(document)
    return None if seen is None else op.propose(seen, rng)


def _case(op: Op, document: JSON, many: bool, rng: Random) -> tuple[JSON, Args] | None:
    """Give a document its arguments, or those of a document of ours where it has none of its own.

    An operation whose arguments hold for their own document alone gets that one instead.
    """
    prepared = document if op.prepare is None or view(document) is None else op.prepare(document, rng)
    for given_one in (document, prepared):
        args = _proposed(op, given_one, rng)
        if args is not None:
            return given_one, args
    for _ in range(60):
        ours = _document(rng, many, 0.0 if chance(rng, 0.5) else 0.2)
        if op.prepare is not None and view(ours):
            ours = op.prepare(ours, rng)
        args = _proposed(op, ours, rng)
        if args is not None:
            return (ours if op.name in _OWN else document), args
    return None


def _agrees(op: Op, data: st.DataObject) -> None:
    many = op.takes == "records" or (op.takes == "any" and data.draw(st.booleans()))
    document = data.draw(_documents(many))
    case = _case(op, document, many, stream(data.draw(_SEEDS), "transform properties", op.name))
    if case is None or case[0] in ([], {}):
        return
    document, args = case
    kept = copy.deepcopy(document)
    applied = _whole(op.apply(document, args))
    assert canonical(document) == canonical(kept), "apply changed its argument"
    assert canonical(_whole(op.derive(document, args))) == canonical(applied), (document, args)
    assert canonical(document) == canonical(kept), "derive changed its argument"
    assert canonical(_by_jq(op.jq, args, document)) == canonical(applied), (document, args)
    assert op.holds(document, applied, args)


_SEEDS = st.integers(0, 2**40)


@pytest.mark.slow
@pytest.mark.parametrize("op", OPERATIONS, ids=lambda op: op.name)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_an_operation_agrees_with_its_derivation_and_with_jq(op: Op, data: st.DataObject) -> None:
    _agrees(op, data)


@pytest.mark.slow
@pytest.mark.parametrize("op", OPERATIONS, ids=lambda op: op.name)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_an_operation_agrees_with_its_derivation_and_with_jq_on_80_documents(op: Op, data: st.DataObject) -> None:
    _agrees(op, data)


@pytest.mark.long
@pytest.mark.parametrize("op", OPERATIONS, ids=lambda op: op.name)
@settings(max_examples=500, deadline=None)
@given(data=st.data())
def test_an_operation_agrees_with_its_derivation_and_with_jq_on_500_documents(op: Op, data: st.DataObject) -> None:
    _agrees(op, data)


@settings(max_examples=40, deadline=None)
@given(seed=_SEEDS)
def test_a_drawn_chain_is_what_its_jq_program_does(seed: int) -> None:
    rng = stream(seed, "chains")
    chain = draw(_document(rng, chance(rng, 0.6), 0.1), rng, 1 + below(rng, 5))
    if chain is None:
        return
    names = tuple(step.op.name for step in chain.steps)
    params = [step.args for step in chain.steps]
    assert canonical(_by_jq(program(names), params, chain.document)) == canonical(_whole(chain.result))
    assert all(step.text != step.before.document for step in chain.steps)
