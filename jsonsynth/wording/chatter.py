"""What stands in a text beside its facts: asides, words that mean nothing, slips of the pen."""

from __future__ import annotations

from collections.abc import Sequence

from jsonsynth.seeds import between, chance, pick
from jsonsynth.wording.worlds import World

__all__ = ["asides", "fillers", "typo"]


def asides(world: World, count: int) -> list[str]:
    """Draw sentences that state nothing that is asked: from a list, or made of a subject, what it does and more."""
    return [_aside(world) for _ in range(count)]


def _aside(world: World) -> str:
    lists, rng = world.grammar.lists, world.rng
    if chance(rng, 0.3):
        return pick(rng, lists["noise"])
    parts = [pick(rng, lists[f"aside {part}"]) for part in ("who", "does", "what", "when")]
    text = " ".join(parts[: 3 + chance(rng, 0.7)])
    return f"{text[:1].upper()}{text[1:]}."


def fillers(world: World, texts: Sequence[str]) -> list[str]:
    """Put a word that means nothing before some sentences."""
    return [_hesitant(world, text) if chance(world.rng, 0.6) else text for text in texts]


def _hesitant(world: World, text: str) -> str:
    return f"{pick(world.rng, world.grammar.lists['fillers'])} {text}"


def typo(world: World, text: str) -> str:
    """Let two letters of a word of an aside change places, in some texts."""
    rng = world.rng
    lines = [line for line in world.grammar.lists["noise"] if line in text]
    if not lines or not chance(rng, 0.5):
        return text
    words = [word for word in lines[0].split() if word.isalpha() and word.islower() and len(word) > 4]
    if not words:
        return text
    word = pick(rng, words)
    place = between(rng, 1, len(word) - 3)
    wrong = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if wrong == word:
        return text
    world.axes.add("typo")
    return text.replace(lines[0], lines[0].replace(word, wrong, 1))
