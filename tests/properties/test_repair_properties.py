"""What must hold for every class on every document: never JSON, undone exactly, nothing lost, errors apart."""

from __future__ import annotations

import json
from typing import TypeAlias

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jsonsynth.breaking import Corruption, corrupt, kit
from jsonsynth.content import load
from jsonsynth.corruption import Corruptor
from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical, is_json, parse_strict
from jsonsynth.repairs import Undo, inseparable, lost, reverted, touched
from jsonsynth.seeds import stream
from jsonsynth.tokens import scan

CONTENT = load()
TOOLS = kit(CONTENT.corruptors)

TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "plain words here",
            'he said "hi" twice',
            "C:\\Data\\new",
            "line\nbreak and more",
            "tab\there it is",
            "it's",
            "```",
            "{}",
            "[1]",
            "a, b: c",
            "true",
            "12",
            "“q”",
            "&amp;",
            "//",
            "東京 タワー",
            "\u200b",
        ]
    ),
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.integers(-9999, 9999).filter(lambda n: n % 10).map(lambda n: n / 10),
    TEXTS,
)
NAMES = st.one_of(st.text(max_size=6), st.from_regex(r"[a-z]{1,6}", fullmatch=True))
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=18,
).filter(lambda value: isinstance(value, dict | list))
Layout: TypeAlias = "tuple[int | str | None, tuple[str, str]]"
LAYOUTS: st.SearchStrategy[Layout] = st.sampled_from(
    [(None, (",", ":")), (None, (", ", ": ")), (2, (",", ": ")), ("\t", (",", ": "))]
)


def _text(value: JSON, layout: Layout) -> str:
    return json.dumps(value, ensure_ascii=False, indent=layout[0], separators=layout[1])


def _undo(sound: str, corruption: Corruption) -> list[Undo]:
    return [(name, start, end, sound[start:end], new) for name, (start, end, new) in corruption.edits]


def _prove(sound: str, value: JSON, corruption: Corruption) -> None:
    edits = _undo(sound, corruption)
    assert not is_json(corruption.text)
    with pytest.raises(ValueError, match=r"."):
        parse_strict(corruption.text)
    assert reverted(corruption.text, edits) == sound
    assert lost(canonical(value), corruption.text) is None
    assert inseparable(sound, edits, [row.name for row in corruption.errors]) is None


def _break_with(row: Corruptor, value: JSON, layout: Layout, seed: int) -> None:
    rng = stream(seed, row.name)
    prepared = row.prepare(orjson.loads(orjson.dumps(value)), rng) if row.prepare else value
    value = value if prepared is None else prepared
    sound = _text(value, layout)
    corruption = corrupt(scan(sound), rng, TOOLS, row, 1)
    if corruption:
        _prove(sound, value, corruption)


def _break_often(value: JSON, layout: Layout, seed: int) -> None:
    sound = _text(value, layout)
    for count in range(2, 8):
        rng = stream(seed, count)
        corruption = corrupt(scan(sound), rng, TOOLS, TOOLS.local.draw(rng), count)
        if corruption:
            _prove(sound, value, corruption)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS, LAYOUTS, st.integers(0, 10**6))
def test_a_broken_text_never_parses_and_undoing_the_edits_gives_the_sound_one(
    value: JSON, layout: Layout, seed: int
) -> None:
    for row in CONTENT.corruptors:
        _break_with(row, value, layout, seed)
    _break_often(value, layout, seed)


CUTS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 4), st.sampled_from(["", " ", "1", '"', ",", "e", ".", "x"])), max_size=4
)


def _cut(sound: str, cuts: list[tuple[float, int, str]]) -> tuple[list[Undo], str]:
    """Edit a text anywhere, without overlaps."""
    edits: list[Undo] = []
    broken, position = "", 0
    for share, length, new in sorted(cuts):
        start = max(position, round(share * len(sound)))
        end = min(len(sound), start + length)
        edits.append(("any", start, end, sound[start:end], new))
        broken += sound[position:start] + new
        position = end
    return edits, broken + sound[position:]


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS, LAYOUTS, CUTS)
def test_what_edits_lose_is_found_among_the_tokens_that_they_touch(
    value: JSON, layout: Layout, cuts: list[tuple[float, int, str]]
) -> None:
    sound = _text(value, layout)
    edits, broken = _cut(sound, cuts)
    assert reverted(broken, edits) == sound
    assert lost(canonical(value), broken) is None or lost(*touched(sound, broken, edits)) is not None


@pytest.mark.slow
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS, LAYOUTS, st.integers(0, 10**6))
def test_that_holds_on_many_documents(value: JSON, layout: Layout, seed: int) -> None:
    for row in CONTENT.corruptors:
        _break_with(row, value, layout, seed)
    _break_often(value, layout, seed)
