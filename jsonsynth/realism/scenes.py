"""What an object is: the name its members are looked up under, and the names of members that nobody names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from jsonsynth.examples import Split
from jsonsynth.realism.hints import head_of
from jsonsynth.realism.lexicon import heads, lines_of, words_of
from jsonsynth.realism.rules import Maker, maker

__all__ = ["keys", "scene"]

_SCENES = [*lines_of("scenes.txt")]
_TELLING = 2  # characteristic members that tell what an object is


@lru_cache(maxsize=1)
def _places() -> tuple[Sequence[str], Mapping[str, Sequence[int]]]:
    """Return what objects can be, and the places in it of those that have a member, by its name."""
    found: dict[str, list[int]] = {}
    for place, (_, members) in enumerate(_SCENES):
        for member in dict.fromkeys(members):
            found.setdefault(member, []).append(place)
    return [name for name, _ in _SCENES], found


_KEYS: Mapping[str, str] = {parent: rule for rule, parents in lines_of("keys.txt") for parent in parents}


_OF_LISTS = frozenset(("branch_name", "environment", "metric_key", "short_host", "team_key", "topic_key"))
# lists of anything, which tell less than what their elements have
_LISTS = frozenset(("items", "item", "entries", "entry", "records", "record", "rows", "results", "data", "objects"))
_EMPTY = frozenset(
    (
        "json", "schema", "schemas", "for", "the", "a", "an", "of", "and", "file", "files", "configuration", "config",
        "definition", "object", "root", "type", "format", "s", "document", "data", "structure", "specification",
    )
)  # fmt: skip


def _stripped(title: str) -> str:
    """Return what a title says beside that it is a schema's: ``JSON schema for npm package.json files`` ->
    ``npm package``; nothing for a sentence."""
    words = [word for word in words_of(title[:80]) if word not in _EMPTY and not word.isdigit()]
    return " ".join(words) if len(words) <= 4 else ""


def scene(name: str, title: str, about: str, members: Sequence[str]) -> str:
    """Return what an object is: its own name, title or description where that says something, else by its members.

    Example: ``scene("", "", "", ["scripts", "devDependencies"])`` -> ``"package"``
    """
    told = _stripped(title) if title else "", _stripped(head_of(about)[0]) if about else ""
    by_members = _told_by(tuple(members[:60]))
    if by_members == "translations":
        return by_members
    for said in (name, *told):
        if said and heads(said):
            return by_members if by_members and said.lower() in _LISTS else said
    return by_members or name or told[0] or told[1]


@lru_cache(maxsize=512)
def _told_by(members: tuple[str, ...]) -> str:
    """Return what an object is by its members, nothing where they do not tell."""
    names, places = _places()
    snakes = dict.fromkeys(["_".join(words_of(member)) for member in members])
    counts = Counter([place for snake in snakes for place in places.get(snake, ())])
    best = max(counts, key=lambda place: (counts[place], -place), default=-1)
    return names[best] if counts[best] >= _TELLING else ""


@lru_cache(maxsize=2048)
def keys(parent: str, split: Split, said: bool = True) -> Maker | None:
    """Return what draws names of members in an object of a name: of environment variables in ``env``...

    None where the name does not tell. ``said``: whether anything is said of the members; an object of which nothing is
    said, called ``stages`` or ``users``, is one of a list rather than a map of them.
    """
    snake = "_".join(words_of(parent))
    while snake:
        rule = _KEYS.get(snake)
        if rule is not None:
            return maker(rule, split) if said or rule not in _OF_LISTS else None
        snake = snake.partition("_")[2]
    return None
