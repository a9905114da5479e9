"""Where a text states nothing of what it is about: it supposes, wishes, expects, remembers, or tells of another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from jsonsynth.facts.languages import Language
from jsonsynth.facts.tokens import Token

__all__ = ["Unasserted", "unasserted"]


_ENDS = attrgetter("ends")


class Unasserted:
    """The sentences that state nothing, each known by its last word, and from which word on they do not."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._ends = [*map(_ENDS, tokens), True]
        self._firsts: dict[int, int] = {}

    def enter(self, place: int, first: int) -> None:
        """Enter the sentence that a word is in: from its word ``first`` on it states nothing."""
        end = self._ends.index(True, place)
        self._firsts[end] = min(first, self._firsts.get(end, first))

    def enter_all(self) -> None:
        """Enter all sentences."""
        self._firsts = dict.fromkeys([place for place, ends in enumerate(self._ends) if ends], 0)

    def holds(self, place: int) -> bool:
        """Say whether a word stands where nothing is stated."""
        return self._firsts.get(self._ends.index(True, place), place + 1) <= place


def unasserted(
    tokens: Sequence[Token], bare: Sequence[str], places: Iterable[int], spoken: Language
) -> Unasserted | None:
    """Find where a text states nothing of what it is about; None if it states all.

    ``bare``: its words; ``places``: where words of phrases stand. One of ``unreal``, or of ``opening`` where a sentence
    begins, makes all of its sentence so, one of ``holders``, whose value it is, what stands behind it there, and one of
    ``recants`` that ends a sentence the whole text. The longest phrase counts; one of ``asserts`` does nothing of this.
    """
    found: Unasserted | None = None
    for place in places:
        effect, start = _phrase(tokens, bare, place, spoken)
        if effect not in _EFFECTS:
            continue
        found = found or Unasserted(tokens)
        if effect in _ALL or (effect != "holders" and _announces(tokens, place)):
            found.enter_all()
            return found
        found.enter(place, start if effect == "holders" else 0)
    return found


_EFFECTS = frozenset(("unreal", "opening", "holders", "recants", "disowns"))
_ALL = frozenset(("recants", "disowns"))  # these make the whole text so


def _announces(tokens: Sequence[Token], place: int) -> bool:
    """Whether a text begins with the words around a place, and a colon behind them announces the rest."""
    for other, word in enumerate(tokens):
        if word.ends:
            return False
        if word.colon and other >= place:
            return other >= _ANNOUNCING or not any(one.raw[-1] in "¶;|" for one in tokens)
    return False


_ANNOUNCING = 2  # words, and one more; a box, of which there are others, has less before its colon


def _is_whole(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a sentence ends with words, or they are what somebody says first: "That is wrong, they moved"."""
    if end == len(tokens) or tokens[end - 1].ends:
        return True
    return tokens[end - 1].comma and (not start or tokens[start - 1].ends or tokens[start - 1].colon)


def _phrase(tokens: Sequence[Token], bare: Sequence[str], place: int, spoken: Language) -> tuple[str, int]:
    """The list of the longest phrase that a word is of and that counts there, ``""`` if none, and where it begins."""
    for offset, phrase, effect in spoken.unsays[bare[place]]:
        start = place - offset
        end = start + len(phrase)
        if bare[start:end] == phrase and not any(word.ends for word in tokens[start : end - 1]):
            opens = effect != "opening" or not start or tokens[start - 1].ends
            if opens and (effect != "recants" or _is_whole(tokens, start, end)):
                return effect, start
    return "", place
