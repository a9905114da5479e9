"""What stands in a text beside its facts: asides, words that mean nothing, slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from jsonsynth.seeds import chance, pick
from jsonsynth.wording.grammar import Grammar, Phrase
from jsonsynth.wording.worlds import World

__all__ = ["asides", "fillers", "typo"]

_ASIDE = ("who", "does", "what", "when")


def asides(world: World, count: int) -> list[str]:
    """Draw sentences that state nothing that is asked: from a list, or made of who does what and when."""
    return [_aside(world) for _ in range(count)]


@lru_cache(maxsize=24)
def _parts(grammar: Grammar) -> tuple[Sequence[Phrase], Sequence[Phrase], tuple[tuple[str, Sequence[str]], ...]]:
    """The plain shapes of an aside, those that something leads in, and what fills them."""
    lines, lists = grammar.lines, grammar.lists
    return lines["aside plain"], lines["aside led"], tuple((part, lists[f"aside {part}"]) for part in _ASIDE)


def _aside(world: World) -> str:
    rng = world.rng
    if chance(rng, 0.3):
        return pick(rng, world.grammar.lists["noise"])
    plain, led, parts = _parts(world.grammar)
    shape = pick(rng, plain if chance(rng, 0.6) else led)
    text = shape.form % {part: pick(rng, words) for part, words in parts}
    return text[0].upper() + text[1:]


def fillers(world: World, texts: Sequence[str]) -> list[str]:
    """Put a word that means nothing before some sentences."""
    return [_hesitant(world, text) if chance(world.rng, 0.6) else text for text in texts]


def _hesitant(world: World, text: str) -> str:
    return f"{pick(world.rng, world.grammar.lists['fillers'])} {text}"


_PLAIN = re.compile(r"(?<![\w.@/'-])[^\W\d_A-Z]{4,}(?![\w.@/'-])")


@lru_cache(maxsize=24)
def _slips(grammar: Grammar) -> Mapping[str, str]:
    """How words are written wrong: those that people misspell, and longer words of asides with letters exchanged."""
    lists = grammar.lists
    lines = [line for part in ("who", "what", "when") for line in lists[f"aside {part}"]]
    usual = {word: _exchanged(word) for line in (*lines, *lists["noise"]) for word in _PLAIN.findall(line)}
    known = dict(line.split("|") for line in lists["slips"])
    return {**{word: wrong for word, wrong in usual.items() if len(word) > 4 and wrong != word}, **known}


def _exchanged(word: str) -> str:
    """A word with the two letters in its middle exchanged."""
    place = (len(word) - 1) // 2
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def typo(world: World, text: str, values: Sequence[str]) -> str:
    """Write a word wrong, in some texts: never one that stands in a value."""
    if not chance(world.rng, 0.5):
        return text
    slips = _slips(world.grammar)
    told = {word for value in values for word in _PLAIN.findall(value)}
    words = [found for found in _PLAIN.finditer(text) if found[0] in slips and found[0] not in told]
    if not words:
        return text
    found = pick(world.rng, words)
    world.axes.add("typo")
    return text[: found.start()] + slips[found[0]] + text[found.end() :]
