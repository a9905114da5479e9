"""What the members that an instruction asks for mean: their concepts, by name, by path or by description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jsonsynth.examples import JSON
from jsonsynth.facts.lexicon import SHAPES, Concept, domains_knowing, known_in, likeliest, plain_name
from jsonsynth.facts.specification import Wanted
from jsonsynth.facts.tokens import bare_words

__all__ = ["Leaf", "Meaning", "Sense", "leaves", "meaning_of"]


@dataclass(slots=True, eq=False)
class Leaf:
    """A field that is no object: its path, also as people write it (``name``), and the field.

    ``names``: the plain names that may tell what it means, the surest first. ``known``: each of them that domains know
    as a concept of a kind it may have, with these domains.
    """

    path: tuple[str, ...]
    name: str
    field: Wanted
    names: tuple[str, ...]
    known: tuple[tuple[str, str, tuple[str, ...]], ...]

    def value(self, label: Mapping[str, JSON]) -> JSON:
        """Return what a label has at the path, None where it has nothing."""
        if len(self.path) == 1:
            return label.get(self.name)
        value: JSON = dict(label)
        for name in self.path:
            value = value.get(name) if isinstance(value, dict) else None
        return value


@dataclass(slots=True, eq=False)
class Sense:
    """The concepts that a leaf may have in some domains.

    ``keys``: the likeliest first; ``concepts``: the same as a set; ``meant``: what they are, by their keys.
    """

    keys: tuple[str, ...]
    concepts: frozenset[str]
    meant: tuple[Concept, ...]
    currency: bool


@dataclass(slots=True)
class Meaning:
    """The domains that know the names, and what each leaf means in them."""

    domains: tuple[str, ...]
    senses: Sequence[Sense]


def leaves(fields: Sequence[Wanted]) -> list[Leaf]:
    """Return the fields that are no objects."""
    return [leaf for field in fields for leaf in _leaves_of(field)]


@lru_cache(maxsize=8192)
def _leaves_of(field: Wanted, path: tuple[str, ...] = ()) -> tuple[Leaf, ...]:
    whole = (*path, field.name)
    if field.type == "object":
        return tuple(leaf for inner in field.fields for leaf in _leaves_of(inner, whole))
    names = _names(whole, field.about)
    pairs = dict.fromkeys((name, kind) for name in names for kind in _KINDS.get(field.type, ()))
    known = ((name, kind, domains_knowing(name, kind)) for name, kind in pairs)
    return (Leaf(whole, ".".join(whole), field, names, tuple(one for one in known if one[2])),)


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


def _names(path: tuple[str, ...], about: str) -> tuple[str, ...]:
    own = plain_name(path[-1])
    paths = [plain_name("".join(path[-2:])), own] if len(path) > 1 else [own]
    words = [plain_name(word) for word in about.split()]
    spans = [
        "".join(words[start : start + length]) for length in (4, 3, 2, 1) for start in range(len(words) - length + 1)
    ]
    return (*paths, *spans)


def meaning_of(asked: Sequence[Leaf], text: str, label: Mapping[str, JSON]) -> Meaning:
    """Find the domain of some leaves, and what each leaf means in it.

    It is told by their names; where these leave a choice, by what the label's strings look like and a text's words.
    """
    domains = _domains(asked)
    if len(domains) > 1:
        fitting = tuple(domain for domain in domains if _fits(asked, domain, label))
        domains = likeliest(fitting or domains, bare_words(text))
    return Meaning(domains, [_sense(leaf, domains) for leaf in asked])


def _domains(asked: Sequence[Leaf]) -> tuple[str, ...]:
    """The domains that know the most of the names, each with the kind of its concept; none if no domain knows any."""
    counts: dict[str, int] = {}
    for domains in {(name, kind): domains for leaf in asked for name, kind, domains in leaf.known}.values():
        for domain in domains:
            counts[domain] = counts.get(domain, 0) + 1
    most = max(counts.values(), default=0)
    return tuple(sorted([domain for domain, count in counts.items() if count == most]))


def _fits(asked: Sequence[Leaf], domain: str, label: Mapping[str, JSON]) -> bool:
    """Whether the strings of a label look like what their names mean in a domain."""
    concepts = known_in((domain,)).concepts
    for leaf in asked:
        value = leaf.value(label) if leaf.field.type == "string" else None
        keys = _sense(leaf, (domain,)).keys if isinstance(value, str) and value else ()
        shape = concepts[keys[0]].shape if keys else ""
        if shape and not SHAPES[shape].fullmatch(str(value)):
            return False
    return True


@lru_cache(maxsize=8192)
def _sense(leaf: Leaf, domains: tuple[str, ...]) -> Sense:
    known, kinds = known_in(domains), _KINDS.get(leaf.field.type, ())
    for name in leaf.names:
        keys = tuple(key for key in known.names.get(name, ()) if known.concepts[key].kind in kinds)
        if keys:
            meant = tuple(known.concepts[key] for key in sorted(set(keys)))
            return Sense(keys, frozenset(keys), meant, any(one.kind == "currency" for one in meant))
    return _NO_SENSE


_NO_SENSE = Sense((), frozenset(), (), currency=False)
