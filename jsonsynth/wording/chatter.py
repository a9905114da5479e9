"""What stands in a text beside its facts: asides, words that mean nothing, slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor

from jsonsynth.seeds import Random, below, chance, pick, shuffled
from jsonsynth.wording.grammar import Grammar
from jsonsynth.wording.worlds import World

__all__ = ["asides", "fillers", "typo"]


@dataclass(frozen=True, slots=True)
class _Chat:
    """What asides are made of: whole ones, shapes that are filled with who does what and when, and what fills them.

    What somebody does is a verb and one of ``acts``, some of them with one of ``things``.
    """

    whole: Sequence[str]
    plain: Sequence[str]
    led: Sequence[str]
    who: Sequence[str]
    does: Sequence[str]
    acts: Sequence[str]
    things: Sequence[str]
    when: Sequence[str]


@lru_cache(maxsize=192)  # of a language, a split and a scene
def _chat(grammar: Grammar, scene: str) -> _Chat:
    lists, lines = grammar.lists, grammar.lines
    plain, led, acts = (tuple(line.form for line in lines[f"aside {one}"]) for one in ("plain", "led", f"{scene} acts"))
    who, whole, things, when = (lists[f"aside {scene} {part}"] for part in ("who", "whole", "things", "when"))
    return _Chat((*lists["noise"], *whole, *whole), plain, led, who, lists["aside does"], acts, things, when)


# "prova ad asciugare" in Italian, "on dit qu'un ami" in French
_ELIDED = {"it": (" a a", " ad a"), "fr": (" que un", " qu'un")}
_WHOLE, _LED = 0.33, 0.35


_ANYWHERE = ("people", "visit", "kitchen", "outdoors", "travel", "office")  # scenes of which anybody may tell


def asides(world: World, scene: str, count: int) -> list[str]:
    """Draw sentences that state nothing that is asked: of any text, or of who does what where the text plays.

    What is done in one is done in no other, and nothing leads in two, as long as there is something else. Where more
    is told than happens in the scene, as in long texts of the splits that have few wordings, it goes on elsewhere.
    """
    chats = [_chat(world.grammar, scene)]
    if count > 2 * len(chats[0].acts):
        chats += [_chat(world.grammar, other) for other in _ANYWHERE if other != scene]
    led, rng, several = [*chats[0].led], world.rng, len(chats) > 1
    lines: dict[str, str] = {}
    for turn in range(3 * count):
        done, line = _aside(rng, pick(rng, chats) if several else chats[0], led)
        lines.setdefault(done if turn < count + 8 else line, line)
        if len(lines) == count:
            break
    elided = _ELIDED.get(world.language)
    return [line.replace(*elided) for line in lines.values()] if elided is not None else [*lines.values()]


def _aside(rng: Random, chat: _Chat, led: list[str]) -> tuple[str, str]:
    """Draw what is done and the sentence that tells it, led in by one of ``led``, which it takes out, or by nothing.

    A whole sentence is both.
    """
    draw = rng.random  # inlined picks: a long text has forty asides
    point = draw()
    if point < _WHOLE:
        line = chat.whole[floor(draw() * len(chat.whole))]
        return line, line
    if led and point < _WHOLE + _LED:
        shape = led.pop(floor(draw() * len(led)))
    else:
        shape = chat.plain[floor(draw() * len(chat.plain))]
    who, does, acts, things, when = chat.who, chat.does, chat.acts, chat.things, chat.when
    done = acts[floor(draw() * len(acts))]
    text = shape % {
        "who": who[floor(draw() * len(who))],
        "does": does[floor(draw() * len(does))],
        "what": done % {"it": things[floor(draw() * len(things))]},
        "when": when[floor(draw() * len(when))],
    }
    return done, text[0].upper() + text[1:]


def fillers(world: World, texts: Sequence[str]) -> list[str]:
    """Put a word that means nothing before some sentences, and before one at least."""
    rng, sure = world.rng, below(world.rng, len(texts))
    words = shuffled(rng, world.grammar.lists["fillers"])
    return [
        f"{words[place % len(words)]} {text}" if place == sure or chance(rng, 0.5) else text
        for place, text in enumerate(texts)
    ]


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
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if word in slips and word not in told]
    if not places:
        return text
    place = pick(world.rng, places)
    words[place] = slips[words[place]]
    world.axes.add("typo")
    return " ".join(words)
