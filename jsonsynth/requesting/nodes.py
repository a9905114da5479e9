"""The fields as they are asked: under names, with types, perhaps described, perhaps nested; and the answer to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor

from jsonsynth.content import Content
from jsonsynth.examples import JSON
from jsonsynth.requesting.drafts import Draft, Record, book_of
from jsonsynth.seeds import Random, chance, pick, shuffled
from jsonsynth.wording import Field, Grammar

__all__ = ["Node", "Request", "answer", "request"]

_NESTED, _OPAQUE, _MAPPED = 0.32, 0.07, 0.45
_OWN_LANGUAGE = 0.6
_OPAQUE_NAMES = ("f{}", "field_{}", "c{}", "value{}", "attr_{}", "x{}")
_DESCRIBED = frozenset(("braces", "schema", "typescript", "list"))  # faces that can say what a field is
_OF_AN_OBJECT = frozenset(("list", "plain"))  # faces whose wordings ask for an object


@dataclass(slots=True)
class Node:
    """A member that is asked: of a type (an enumeration's values joined by ``|``), or an object of other members.

    ``codes``: what each word of the text is in the answer, where that is another. ``about``: what it is said to be.
    """

    name: str
    key: str = ""
    type: str = "string"
    optional: bool = False
    about: str = ""
    codes: Sequence[tuple[str, str]] = ()
    fields: Sequence[Node] = ()


@dataclass(slots=True)
class Request:
    """What is asked and how: the members, in which face, in the language of a book, and whether of several things.

    ``spec``: all of it in braces. ``wrapper``: the member that holds the list of several things; ``""`` where the list
    is the answer. ``leaves``: the members that are no objects, wherever they stand. ``marks``: what is special.
    """

    face: str
    book: Grammar
    spec: str
    nodes: Sequence[Node]
    listed: bool
    wrapper: str
    leaves: Sequence[Node]
    marks: Sequence[str]


def request(rng: Random, content: Content, draft: Draft, faces: Sequence[str]) -> Request:
    """Draw how a draft's fields are asked. ``faces``: to pick from."""
    world = draft.world
    language = world.language if chance(rng, _OWN_LANGUAGE) else "en"
    face = pick(rng, faces)
    asking = book_of(content, language, world.split)
    described = face in _DESCRIBED and chance(rng, _OPAQUE / 0.75)
    leaves = (_opaque if described else _named)(rng, draft, asking)
    nodes = _nested(rng, leaves, draft, asking) if chance(rng, _NESTED) else leaves
    listed = draft.kind == "several"
    wrapped = listed and (face in _OF_AN_OBJECT or chance(rng, 0.6))
    wrapper = pick(rng, asking.lists["list names"]) if wrapped else ""
    marks: list[str] = []
    if len(nodes) < len(leaves):
        marks.append("nested")
    if described:
        marks.append("described")
    if "enum" in draft.kinds and any(leaf.codes for leaf in leaves):
        marks.append("mapped")
    return Request(face, asking, _braces(nodes, listed, wrapper), nodes, listed, wrapper, leaves, marks)


def _braces(nodes: Sequence[Node], listed: bool, wrapper: str) -> str:
    """``{name:string, age:int?, level:low|high}``."""
    body = f"{{{', '.join(map(_in_braces, nodes))}}}"
    if not listed:
        return body
    return f"{{{wrapper}:[{body}]}}" if wrapper else f"[{body}]"


def _in_braces(node: Node) -> str:
    if node.fields:
        return f"{node.name}:{{{', '.join(map(_in_braces, node.fields))}}}"
    about = f" ({node.about})" if node.about else ""
    return f"{node.name}:{node.type}{'?' if node.optional else ''}{about}"


def _node(rng: Random, draft: Draft, one: Field, name: str, about: str) -> Node:
    optional = one.key in draft.missing or (draft.policy is not None and chance(rng, 0.25))
    if one.kind != "enum":
        return Node(name, one.key, one.type, optional, about)
    values = draft.world.grammar.lists[f"{one.section} values"]
    options = one.options
    if chance(rng, _MAPPED) and len(options) == len(values) and values != options:
        codes = [*zip(values, options, strict=True)]
        return Node(name, one.key, "|".join(options), optional, about, () if _plain(codes) else codes)
    said = "|".join(values)
    return Node(name, one.key, said.upper() if chance(rng, 0.25) else said, optional, about)


def _plain(codes: Sequence[tuple[str, str]]) -> bool:
    return all(value.casefold() == code.casefold() for value, code in codes)


def _named(rng: Random, draft: Draft, asking: Grammar) -> list[Node]:
    """The fields, each named as the language of the text or that of the instruction does."""
    names = draft.world.grammar.lists
    if chance(rng, 0.5) and f"{draft.domain.name} terms" in asking.lists:
        names = asking.lists
    taken: dict[str, Field] = {}
    for one in shuffled(rng, draft.asked):
        name = pick(rng, names[one.names])
        taken[name if name not in taken else _another(rng, name, names[one.names], taken)] = one
    return [_node(rng, draft, one, name, "") for name, one in taken.items()]


def _another(rng: Random, name: str, names: Sequence[str], taken: Collection[str]) -> str:
    free = [one for one in names if one not in taken]
    return pick(rng, free) if free else f"{name}_2"


def _opaque(rng: Random, draft: Draft, asking: Grammar) -> list[Node]:
    """The fields, named so that one cannot tell what they are; that is said beside the name."""
    lists = asking.lists if f"{draft.domain.name} terms" in asking.lists else draft.world.grammar.lists
    name = pick(rng, _OPAQUE_NAMES)
    return [
        _node(rng, draft, one, name.format(number), _described(lists[one.label][0]))
        for number, one in enumerate(shuffled(rng, draft.asked), 1)
    ]


def _described(label: str) -> str:
    """A label as a description, its unit behind a comma."""
    return label.replace(" (", ", ").replace(")", "")


def _nested(rng: Random, nodes: Sequence[Node], draft: Draft, asking: Grammar) -> list[Node]:
    """Put some members into an object: those of a group of the domain, or the last ones."""
    groups = _groups(draft.world.grammar, draft.domain.name)
    usable = [(name, keys) for name, keys in groups if _fits(nodes, keys, draft)]
    if usable:
        name, keys = pick(rng, usable)
    else:
        name, keys = asking.lists["details name"][0], [node.key for node in nodes[-2:]]
        if len(nodes) < 3 or not _fits(nodes, keys, draft) or draft.domain.subject in keys:
            return list(nodes)
    inner = [node for node in nodes if node.key in keys]
    outer = [node for node in nodes if node.key not in keys]
    if not outer or any(node.name == name for node in outer):
        return list(nodes)
    place = floor(rng.random() * (len(outer) + 1))
    return [*outer[:place], Node(name, fields=inner), *outer[place:]]


@lru_cache(maxsize=512)  # of a language, a split and a domain
def _groups(book: Grammar, domain: str) -> Sequence[tuple[str, list[str]]]:
    """The names of groups of fields, each with the keys of its fields."""
    lines = (line.partition(": ") for line in book.lists.get(f"{domain} groups", ()))
    return [(name, keys.split()) for name, _, keys in lines]


def _fits(nodes: Sequence[Node], keys: Sequence[str], draft: Draft) -> bool:
    """Whether at least two of the members belong to a group, and the text states one of them."""
    inner = [node for node in nodes if node.key in keys]
    return len(inner) > 1 and any(node.key not in draft.missing for node in inner)


def answer(draft: Draft, asked: Request) -> JSON:
    """Return the answer to a request."""
    if not asked.listed:
        return _object(draft.records[0], asked.nodes, draft.policy)
    records: list[JSON] = [_object(record, asked.nodes, draft.policy) for record in draft.records]
    return {asked.wrapper: records} if asked.wrapper else records


def _object(record: Record, nodes: Sequence[Node], policy: str | None) -> dict[str, JSON]:
    found: dict[str, JSON] = {}
    present = record.present
    for node in nodes:
        if node.fields:
            found[node.name] = _object(record, node.fields, policy)
        elif (one := present.get(node.key)) is not None:
            found[node.name] = _value(node, one.value) if "|" in node.type else one.value
        elif policy != "omit":
            found[node.name] = None if policy == "null" else [] if node.type == "string[]" else ""
    return found


def _value(node: Node, value: JSON) -> JSON:
    """The value of an enumeration as the request has it."""
    said = str(value)
    if node.codes:
        return dict(node.codes)[said]
    return next(option for option in node.type.split("|") if option.casefold() == said.casefold())
