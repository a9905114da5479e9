"""What the members that an instruction asks for mean: their concepts, by name, by path or by description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jsonsynth.examples import JSON
from jsonsynth.facts.lexicon import SHAPES, Known, domains_of, known_in, likeliest, plain_name
from jsonsynth.facts.specification import Wanted
from jsonsynth.facts.tokens import bare_words

__all__ = ["Leaf", "Meaning", "leaves", "meaning_of"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A field that is no object: its path, and the field."""

    path: tuple[str, ...]
    field: Wanted

    @property
    def name(self) -> str:
        """The path as people write it."""
        return ".".join(self.path)

    def value(self, label: Mapping[str, JSON]) -> JSON:
        """Return what a label has at the path, None where it has nothing."""
        value: JSON = dict(label)
        for name in self.path:
            value = value.get(name) if isinstance(value, dict) else None
        return value


@dataclass(frozen=True, slots=True)
class Meaning:
    """The domains that know the names, and the concepts that each leaf may have in them, if any."""

    domains: tuple[str, ...]
    concepts: tuple[tuple[str, ...], ...]


def leaves(fields: tuple[Wanted, ...], path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Give the fields that are no objects."""
    for field in fields:
        if field.type == "object":
            yield from leaves(field.fields, (*path, field.name))
        else:
            yield Leaf((*path, field.name), field)


_KINDS = {
    "string": ("text", "currency"),
    "int": ("number",),
    "float": ("number",),
    "date": ("date",),
    "datetime": ("date",),
    "bool": ("flag",),
    "string[]": ("list",),
    "enum": ("enum", "text"),
    "any": ("text", "number", "date", "flag", "list", "enum", "currency"),
}


def meaning_of(asked: tuple[Leaf, ...], text: str, label: Mapping[str, JSON]) -> Meaning:
    """Find the domain of some leaves, and what each leaf means in it.

    It is told by their names; where these leave a choice, by what the label's strings look like and a text's words.
    """
    domains = _domains(asked)
    if len(domains) > 1:
        fitting = tuple(domain for domain in domains if _fits(asked, domain, label))
        domains = likeliest(fitting or domains, bare_words(text))
    return Meaning(domains, _concepts(asked, domains))


def _fits(asked: tuple[Leaf, ...], domain: str, label: Mapping[str, JSON]) -> bool:
    """Whether the strings of a label look like what their names mean in a domain."""
    concepts = known_in((domain,)).concepts
    for leaf, keys in zip(asked, _concepts(asked, (domain,)), strict=True):
        value = leaf.value(label) if leaf.field.type == "string" and keys else None
        shape = concepts[keys[0]].shape if isinstance(value, str) else ""
        if shape and isinstance(value, str) and value and not SHAPES[shape].fullmatch(value):
            return False
    return True


@lru_cache(maxsize=1024)
def _domains(asked: tuple[Leaf, ...]) -> tuple[str, ...]:
    return domains_of(dict.fromkeys(pair for leaf in asked for pair in _meant(leaf)))


@lru_cache(maxsize=1024)
def _concepts(asked: tuple[Leaf, ...], domains: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    words = known_in(domains)
    return tuple(_concept(leaf, words) for leaf in asked)


@lru_cache(maxsize=1024)
def _meant(leaf: Leaf) -> tuple[tuple[str, str], ...]:
    """The plain names of a leaf, with each kind that its concept may have."""
    return tuple((name, kind) for name in _names(leaf) for kind in _KINDS.get(leaf.field.type, ()))


@lru_cache(maxsize=1024)
def _names(leaf: Leaf) -> list[str]:
    """The plain names that may tell what a leaf means, the surest first."""
    own = plain_name(leaf.path[-1])
    paths = [plain_name("".join(leaf.path[-2:])), own] if len(leaf.path) > 1 else [own]
    words = [plain_name(word) for word in leaf.field.about.split()]
    spans = [
        "".join(words[start : start + length]) for length in (4, 3, 2, 1) for start in range(len(words) - length + 1)
    ]
    return [*paths, *spans]


def _concept(leaf: Leaf, words: Known) -> tuple[str, ...]:
    kinds = _KINDS.get(leaf.field.type, ())
    for name in _names(leaf):
        keys = tuple(key for key in words.names.get(name, ()) if words.concepts[key].kind in kinds)
        if keys:
            return keys
    return ()
