"""What the members that an instruction asks for mean: their concepts, by name, by path or by description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jsonsynth.examples import JSON
from jsonsynth.facts.concepts import Concept, knowing, known_in, most_knowing, plain_name
from jsonsynth.facts.lexicon import likeliest
from jsonsynth.facts.specification import Wanted
from jsonsynth.facts.tokens import bare_words

__all__ = ["Asked", "Leaf", "domains_of", "leaves", "meant"]


@dataclass(slots=True, eq=False)
class Leaf:
    """A field that is no object: its path, also as people write it (``name``), and the field.

    ``names``: the plain names that may tell what it means, the surest first, of those that any domain knows.
    ``known``: each of them as a concept of a kind it may have, and what it counts for the domains that know it so.
    """

    path: tuple[str, ...]
    name: str
    field: Wanted
    names: tuple[str, ...]
    known: Mapping[tuple[str, str], int]

    def value(self, label: Mapping[str, JSON]) -> JSON:
        """Return what a label has at the path, None where it has nothing."""
        value: JSON = label.get(self.path[0])
        for name in self.path[1:]:
            value = value.get(name) if isinstance(value, dict) else None
        return value


@dataclass(slots=True, eq=False)
class Asked:
    """A leaf, asked under a name (its path) in texts about some domains.

    ``keys``: the concepts that it may have there, the likeliest first; ``concepts``: the same as a set; ``meant``: what
    they are, by their keys. ``type``: how it is proved: as its field's type says, or as a currency. ``free``: it may be
    what a text is about. ``unit``: what its numbers count, where only one unit may be meant.
    """

    name: str
    field: Wanted
    keys: tuple[str, ...]
    concepts: frozenset[str]
    meant: tuple[Concept, ...]
    type: str
    free: bool
    unit: str


def leaves(fields: Sequence[Wanted], path: tuple[str, ...] = ()) -> list[Leaf]:
    """Return the fields that are no objects; ``path``: of the object that has them."""
    found: list[Leaf] = []
    for field in fields:
        if field.type == "object":
            found += leaves(field.fields, (*path, field.name))
        else:
            found.append(_leaf(field, path))
    return found


@lru_cache(maxsize=16384)
def _leaf(field: Wanted, path: tuple[str, ...]) -> Leaf:
    whole = (*path, field.name)
    names, known = _known(whole[-2:], field.about, field.type)
    return Leaf(whole, ".".join(whole), field, names, known)


@lru_cache(maxsize=8192)
def _known(path: tuple[str, ...], about: str, type_: str) -> tuple[tuple[str, ...], Mapping[tuple[str, str], int]]:
    """The names of a leaf, and what counts for the domains that know each."""
    kinds, knows = _KINDS.get(type_, ()), knowing()
    own = plain_name(path[-1])
    paths = (plain_name("".join(path)), own) if len(path) > 1 else (own,)
    names = (*[name for name in paths if name in knows], *_described(about))
    return names, {(name, kind): count for name in names for kind, count in knows[name].items() if kind in kinds}


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


@lru_cache(maxsize=8192)
def _described(about: str) -> tuple[str, ...]:
    """The plain names that any domain knows among the words of a description, the longest first."""
    knows, words = knowing(), [plain_name(word) for word in about.split()]
    spans = [
        "".join(words[start : start + length])
        for length in (6, 5, 4, 3, 2, 1)
        for start in range(len(words) - length + 1)
    ]
    return tuple([name for name in spans if name in knows])


def domains_of(asked: Sequence[Leaf], text: str, label: Mapping[str, JSON]) -> tuple[str, ...]:
    """Find the domain of some leaves: those that know the most of their names; none if no domain knows any.

    Where the names leave a choice, what the label's strings look like tells, and a text's words.
    """
    known: dict[tuple[str, str], int] = {}
    for leaf in asked:
        known.update(leaf.known)
    domains = most_knowing(sum(known.values()))
    if len(domains) < 2:
        return domains
    fitting = tuple(domain for domain in domains if _fits(asked, domain, label))
    return likeliest(fitting or domains, bare_words(text))


def _fits(asked: Sequence[Leaf], domain: str, label: Mapping[str, JSON]) -> bool:
    """Whether the strings of a label look like what their names mean in a domain."""
    concepts = known_in((domain,)).concepts
    for leaf in asked:
        value = leaf.value(label) if leaf.field.type == "string" else None
        keys = meant(leaf, (domain,)).keys if isinstance(value, str) and value else ()
        if keys and not concepts[keys[0]].fits(str(value)):
            return False
    return True


@lru_cache(maxsize=16384)
def meant(leaf: Leaf, domains: tuple[str, ...]) -> Asked:
    """Return what a leaf means in some domains."""
    return Asked(leaf.name, leaf.field, *_meaning(leaf.names, leaf.field.type, domains))


@lru_cache(maxsize=8192)
def _meaning(
    names: tuple[str, ...], type_: str, domains: tuple[str, ...]
) -> tuple[tuple[str, ...], frozenset[str], tuple[Concept, ...], str, bool, str]:
    """What any leaf of some names and of a type means in some domains."""
    known, kinds = known_in(domains), _KINDS.get(type_, ())
    for name in names:
        keys = tuple([key for key in known.names.get(name, ()) if known.concepts[key].kind in kinds])
        if keys:
            concepts = tuple([known.concepts[key] for key in sorted(set(keys))])
            paid = type_ == "string" and "currency" in [one.kind for one in concepts]
            free = True in [one.free for one in concepts]
            units = {one.unit for one in concepts}
            unit = units.pop() if len(units) == 1 else ""
            return keys, frozenset(keys), concepts, "currency" if paid else type_, free, unit
    return (), frozenset(), (), type_, False, ""
