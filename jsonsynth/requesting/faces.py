"""The faces of a specification: the same members in braces, as JSON Schema, TypeScript, template, bullets, sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from jsonsynth.examples import JSON
from jsonsynth.jsontext import minified
from jsonsynth.requesting.nodes import Node, Request
from jsonsynth.seeds import Random, chance, pick
from jsonsynth.wording import Grammar

__all__ = ["FACES", "SAMPLE_MOMENT", "listing"]


_SCHEMA_TYPES: Mapping[str, dict[str, JSON]] = {
    "string": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string"},
    "string[]": {"type": "array", "items": {"type": "string"}},
}


def _schema(_rng: Random, asked: Request, policy: str | None, _book: Grammar) -> str:
    whole: dict[str, JSON] = _schema_of(asked.nodes, policy)
    if asked.listed:
        whole = {"type": "array", "items": whole}
        if asked.wrapper:
            whole = {"type": "object", "properties": {asked.wrapper: whole}, "required": [asked.wrapper]}
    return minified(whole)


def _schema_of(nodes: Sequence[Node], policy: str | None) -> dict[str, JSON]:
    required: list[JSON] = [node.name for node in nodes if not node.optional or policy != "omit"]
    properties: dict[str, JSON] = {node.name: _member(node, policy) for node in nodes}
    schema: dict[str, JSON] = {"type": "object", "properties": properties}
    return {**schema, "required": required} if required else schema


def _member(node: Node, policy: str | None) -> JSON:
    if node.fields:
        return _schema_of(node.fields, policy)
    member: dict[str, JSON] = dict(_SCHEMA_TYPES.get(node.type) or {"enum": [*node.type.split("|")]})
    about = "; ".join([*["date and time"] * (node.type == "datetime"), *[node.about] * bool(node.about)])
    if node.optional and policy == "null":
        options: list[JSON] = [*node.type.split("|"), None]
        kinds: list[JSON] = [member.get("type"), "null"]
        member = {"enum": options} if "enum" in member else {**member, "type": kinds}
    described: dict[str, JSON] = {**member, "description": about}
    return described if about else member


_SCRIPT_TYPES = {
    "string": ("string", ""),
    "int": ("number", "integer"),
    "float": ("number", ""),
    "bool": ("boolean", ""),
    "date": ("string", "date"),
    "datetime": ("string", "date and time"),
    "string[]": ("string[]", ""),
}


def _typescript(rng: Random, asked: Request, policy: str | None, _book: Grammar) -> str:
    name = pick(rng, ("Answer", "Row", "Result", "Extracted", "Item"))
    lines = list(_script_lines(asked.nodes, policy, "  "))
    if not asked.listed:
        head = f"interface {name} {{" if chance(rng, 0.6) else f"type {name} = {{"
        return "\n" + "\n".join([head, *lines, "}"]) + "\n"
    if asked.wrapper:
        inner = [f"  {asked.wrapper}: {{", *(f"  {line}" for line in lines), "  }[];"]
        return "\n" + "\n".join([f"interface {name} {{", *inner, "}"]) + "\n"
    return "\n" + "\n".join([f"type {name} = Array<{{", *lines, "}>"]) + "\n"


def _script_lines(nodes: Sequence[Node], policy: str | None, indent: str) -> Iterator[str]:
    for node in nodes:
        if node.fields:
            yield f"{indent}{node.name}: {{"
            yield from _script_lines(node.fields, policy, indent + "  ")
            yield f"{indent}}};"
            continue
        options = " | ".join(f'"{option}"' for option in node.type.split("|"))
        kind, note = _SCRIPT_TYPES.get(node.type, (options, ""))
        comment = "; ".join(part for part in (note, node.about) if part)
        null = node.optional and policy == "null"
        mark = "?" if node.optional and not null else ""
        yield f"{indent}{node.name}{mark}: {kind}{' | null' if null else ''};{f' // {comment}' if comment else ''}"


SAMPLE_MOMENT = "YYYY-MM-DDTHH:MM"
_SAMPLES: Mapping[str, JSON] = {
    "string": "...",
    "int": 0,
    "float": 0.5,
    "bool": True,
    "date": "YYYY-MM-DD",
    "datetime": SAMPLE_MOMENT,
    "string[]": ["..."],
}


def _example(_rng: Random, asked: Request, _policy: str | None, _book: Grammar) -> str:
    body: JSON = _sample(asked.nodes)
    if asked.listed:
        body = {asked.wrapper: [body]} if asked.wrapper else [body]
    return minified(body)


def _sample(nodes: Sequence[Node]) -> dict[str, JSON]:
    return {node.name: _sample(node.fields) if node.fields else _SAMPLES.get(node.type, node.type) for node in nodes}


def listing(rng: Random, asked: Request, book: Grammar) -> list[str]:
    """Each member as ``name (kind)``, a path for a name, its description behind it."""
    prefix = f"{asked.wrapper}[]." if asked.listed else ""
    return [
        f"{prefix}{path} {_said(rng, node, book)}{f': {node.about}' if node.about else ''}"
        for path, node in _leaves(asked.nodes)
    ]


def _leaves(nodes: Sequence[Node], path: str = "") -> Iterator[tuple[str, Node]]:
    for node in nodes:
        if node.fields:
            yield from _leaves(node.fields, f"{path}{node.name}.")
        else:
            yield f"{path}{node.name}", node


def _said(rng: Random, node: Node, book: Grammar) -> str:
    lists = book.lists
    kinds = lists.get(f"type {node.type}")
    kind = pick(rng, kinds) if kinds else f"{lists['one of'][0]} {node.type.replace('|', ', ')}"
    mark = " ; " if book.language == "fr" else "; "
    return f"({kind}{mark}{pick(rng, lists['may be missing'])})" if node.optional else f"({kind})"


def _bullets(rng: Random, asked: Request, _policy: str | None, book: Grammar) -> str:
    mark = pick(rng, ("- ", "* "))
    return "\n".join(mark + line for line in listing(rng, asked, book))


def _plain(rng: Random, asked: Request, _policy: str | None, book: Grammar) -> str:
    *said, last = listing(rng, asked, book)
    link = book.lists["and"][0]
    if link == "y" and last.casefold().startswith(("i", "hi")):
        link = "e"
    return f"{', '.join(said)} {link} {last}" if said else last


Face = Callable[[Random, Request, "str | None", Grammar], str]
FACES: Mapping[str, Face] = {
    "braces": lambda _rng, asked, _policy, _book: asked.spec,
    "schema": _schema,
    "typescript": _typescript,
    "example": _example,
    "list": _bullets,
    "plain": _plain,
}
