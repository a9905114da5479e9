"""Languages of texts: exactly what brute force finds, whatever patterns, not-patterns and lengths meet."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jsonsynth import realism
from jsonsynth.sampling.automata import Budget
from jsonsynth.sampling.draw import Draw
from jsonsynth.sampling.graphs import Graph, Walk
from jsonsynth.sampling.languages import EmptyError, Words, decided
from jsonsynth.seeds import stream

_ALPHABET = "ab-"
_TEXTS = ["".join(letters) for length in range(7) for letters in product(_ALPHABET, repeat=length)]

_atoms = st.sampled_from(["a", "b", "-", "ab", ".", "[ab]", "[^a]", r"\w", r"\W", "", "(?:b|a-)", r"[\w-]"])
_places = st.sampled_from(["^", "$", r"\b", r"\B", "(?<=a)", "(?<!b)", "(?<=-a)", "(?<!^)", "(?=$)"])
_COUNTS = ["*", "+", "?", "{2}", "{1,2}", "{2,}", "{0,3}", "*?", "{0}"]


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("|".join),
        st.tuples(inner, st.sampled_from(_COUNTS)).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        inner.map(lambda one: f"({one})"),
        st.tuples(inner, inner).map(lambda pair: f"(?={pair[0]}){pair[1]}"),
        st.tuples(inner, inner).map(lambda pair: f"(?!{pair[0]}){pair[1]}"),
        inner.map(lambda one: f"^(?:{one})$"),
    )


_patterns = st.recursive(st.one_of(_atoms, _atoms, _places), _grown, max_leaves=8)


def _read_alike(pattern: str) -> bool:
    """Say whether Python can read the pattern: its conditions behind have a fixed width."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _accepts(graph: Graph, text: str) -> bool:
    state = 0
    for character in text:
        code = ord(character)
        letter = next(k for k, one in enumerate(graph.letters) if any(a <= code <= b for a, b in one.ranges))
        state = graph.steps[state][letter]
        if state < 0:
            return False
    return graph.accepting[state]


def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile with the meaning of ECMA-262, in which ``\\B`` is found in the empty text too."""
    return re.compile(pattern.replace(r"\B", r"(?:\B|\A\Z)"), re.ASCII)


def _found(patterns: list[str], not_patterns: list[str]) -> set[str]:
    wanted, unwanted = [_compiled(p) for p in patterns], [_compiled(p) for p in not_patterns]
    return {
        text
        for text in _TEXTS
        if all(one.search(text) for one in wanted) and not any(one.search(text) for one in unwanted)
    }


_lists = st.lists(_patterns.filter(_read_alike), max_size=2)


@pytest.mark.slow
@settings(max_examples=80)
@given(_lists, _lists)
@example(["^((?!ab).)*$"], [r"\bb"])
@example(["(?=a*$)(?!aa)", "^-|a"], [])
@example(["((a?)*b?)*$"], ["(?:)*-"])
@example(["^(?:(?=a)a|(?!a)b)*$"], ["^(?:a|b)(?<!b)"])
def test_an_automaton_accepts_what_brute_force_finds(patterns: list[str], not_patterns: list[str]) -> None:
    graph = Walk(patterns, not_patterns, Budget(2_000_000)).graph(tier=4, depth=6)
    assert not graph.cut
    assert {text for text in _TEXTS if _accepts(graph, text)} == _found(patterns, not_patterns)


@pytest.mark.slow
@settings(max_examples=80)
@given(_lists, _lists, st.integers(0, 4), st.integers(0, 2))
@example(["^a+$"], ["aaa"], 0, 2)
def test_a_language_is_drawn_whole_or_known_to_be_empty(
    patterns: list[str], not_patterns: list[str], low: int, more: int
) -> None:
    closed = [*patterns, "^[ab-]*$"]
    wanted = {text for text in _found(closed, not_patterns) if low <= len(text) <= low + more}
    if not wanted:
        with pytest.raises(EmptyError) as caught:
            decided(tuple(closed), tuple(not_patterns), low, low + more).language()
        assert caught.value.sure or any(r"\b" in one.lower() for one in (*patterns, *not_patterns))
        return
    found = decided(tuple(closed), tuple(not_patterns), low, low + more).language()
    drawn = {found.text(_draw(k), _WORDS) for k in range(40)}
    assert drawn <= wanted
    assert set(found.few) == (wanted if len(wanted) <= 100 else set())


_WORDS = Words(realism.pool("en_US/word", "train"))


def _draw(number: int) -> Draw:
    return Draw(stream(number, "language"), 10**6)
