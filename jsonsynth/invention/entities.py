"""What schemas and documents are about, and how that is put into names and sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter

from jsonsynth.invention.naming import article, plural

__all__ = ["Entity", "filled"]


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """What a schema can be about: its words, what it is (a letter of ``CLASSES``), a verb, an adjective, its names."""

    words: str
    kind: str
    verb: str
    adjective: str
    names: tuple[str, ...]


def filled(text: str, entity: Entity) -> str:
    """Put an entity into a name or a sentence: {e}, {s}, {v}, {a}; {E} and {S} with a capital."""
    if "{" not in text:
        return text
    around, places = _parts(text)
    return entity.words.join(around) if places is None else around[0] % places(_forms(entity))


_PLACE = re.compile(r" a \{[ea]\}|\{[eEsSva]\}")


@cache  # the texts of a few files
def _parts(text: str) -> tuple[Sequence[str], Callable[[Mapping[str, str]], object] | None]:
    """Return what stands around an entity's words and None, as nearly all texts have nothing else to be filled in.

    Of others, one text with signs for what is to be filled in, and what takes that from the forms of an entity.
    """
    places = _PLACE.findall(text)
    if {*places} == {"{e}"}:
        return text.split("{e}"), None
    return (_PLACE.sub("%s", text.replace("%", "%%")),), itemgetter(*places)


@lru_cache(maxsize=4096)  # programs are made anew, without an end
def _forms(entity: Entity) -> Mapping[str, str]:
    """Return what an entity puts into a text, by place."""
    words, several = entity.words, plural(entity.words)
    return {
        " a {e}": " " + article(words),
        " a {a}": " " + article(entity.adjective),
        "{e}": words,
        "{E}": words.capitalize(),
        "{s}": several,
        "{S}": several.capitalize(),
        "{v}": entity.verb,
        "{a}": entity.adjective,
    }
