"""What stands in a text beside its facts: asides, words that mean nothing, slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jsonsynth.seeds import Random, chance, pick
from jsonsynth.wording.grammar import Grammar
from jsonsynth.wording.worlds import World

__all__ = ["asides", "fillers", "typo"]


@dataclass(frozen=True, slots=True)
class _Chat:
    """What asides are made of: whole ones, plain shapes, shapes that something leads in, and what fills them.

    What somebody does is a whole phrase (``what``), or one of ``acts`` with any of ``things``.
    """

    whole: Sequence[str]
    plain: Sequence[str]
    led: Sequence[str]
    who: Sequence[str]
    does: Sequence[str]
    what: Sequence[str]
    when: Sequence[str]
    acts: Sequence[str]
    things: Sequence[str]


@lru_cache(maxsize=24)
def _chat(grammar: Grammar) -> _Chat:
    lists = grammar.lists
    plain, led, acts = (tuple(line.form for line in grammar.lines[f"aside {one}"]) for one in ("plain", "led", "acts"))
    who, does, what, when, things = (lists[f"aside {part}"] for part in ("who", "does", "what", "when", "things"))
    return _Chat(lists["noise"], plain, led, who, does, what, when, acts, things)


def asides(world: World, count: int) -> list[str]:
    """Draw sentences that state nothing that is asked: from a list, or made of who does what and when."""
    chat = _chat(world.grammar)
    lines = [_aside(world.rng, chat) for _ in range(count)]
    return [line.replace(" a a", " ad a") for line in lines] if world.language == "it" else lines


def _aside(rng: Random, chat: _Chat) -> str:
    draw = rng.random  # inlined picks: a long text has forty asides
    point = draw()
    if point < 0.25:
        return chat.whole[int(draw() * len(chat.whole))]
    who, does, what, when = chat.who, chat.does, chat.what, chat.when
    if draw() < 0.6:
        what = (_act(draw, chat),)
    shapes = chat.plain if point < 0.72 else chat.led
    text = shapes[int(draw() * len(shapes))] % {
        "who": who[int(draw() * len(who))],
        "does": does[int(draw() * len(does))],
        "what": what[int(draw() * len(what))],
        "when": when[int(draw() * len(when))],
    }
    return text[0].upper() + text[1:]


def _act(draw: Callable[[], float], chat: _Chat) -> str:
    acts, things = chat.acts, chat.things
    return acts[int(draw() * len(acts))] % {"it": things[int(draw() * len(things))]}


def fillers(world: World, texts: Sequence[str]) -> list[str]:
    """Put a word that means nothing before some sentences."""
    return [_hesitant(world, text) if chance(world.rng, 0.6) else text for text in texts]


def _hesitant(world: World, text: str) -> str:
    return f"{pick(world.rng, world.grammar.lists['fillers'])} {text}"


_PLAIN = re.compile(r"(?<![\w.@/'-])[^\W\d_A-Z]{4,}(?![\w.@/'-])")
_WORD = re.compile(r"\w{4,}")  # cheaper, for all that wordings say


@lru_cache(maxsize=24)
def _slips(grammar: Grammar) -> Mapping[str, str]:
    """How words are written wrong: those that people misspell, and longer words of asides with letters exchanged.

    Words that a fact is told by are written right: "looked atfer by" would leave in doubt what stands behind it.
    """
    lists = grammar.lists
    chat = {section for section in lists if section.startswith("aside ")} | {"noise", "slips"}
    telling = set(_WORD.findall(" ".join([" ".join(lines) for name, lines in lists.items() if name not in chat])))
    usual = dict.fromkeys(word for section in sorted(chat) for word in _words_of(lists[section]) if len(word) > 4)
    slips = {word: _exchanged(word) for word in usual if word not in telling}
    known = (line.split("|") for line in lists["slips"])
    return {**slips, **{right: wrong for right, wrong in known if right not in telling}}


def _words_of(lines: Sequence[str]) -> list[str]:
    return _PLAIN.findall("\n".join(lines))


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
    words = [found for found in _PLAIN.finditer(text) if (word := found[0]) in slips and word not in told]
    if not words:
        return text
    found = pick(world.rng, words)
    world.axes.add("typo")
    return text[: found.start()] + slips[found[0]] + text[found.end() :]
