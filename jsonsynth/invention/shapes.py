"""Kinds of schemas that people write: records, parameters of functions, requests, settings, events, logs, tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import cast

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.bare import bare
from jsonsynth.invention.calls import call, function
from jsonsynth.invention.columns import typed
from jsonsynth.invention.dated import in_order
from jsonsynth.invention.definitions import defined
from jsonsynth.invention.draft import DIALECTS, Draft, Node, put_aside
from jsonsynth.invention.entities import Entity, filled
from jsonsynth.invention.leaves import listed
from jsonsynth.invention.logs import LEVELS, messages
from jsonsynth.invention.made import made_of, now, one_of, text_of, uuid
from jsonsynth.invention.maps import mapped
from jsonsynth.invention.members import PATTERNED
from jsonsynth.invention.models import model, tree, union
from jsonsynth.invention.naming import CAMEL, plural
from jsonsynth.invention.objects import object_node
from jsonsynth.invention.paged import LINKS, PAGING, in_pages
from jsonsynth.invention.programs import options
from jsonsynth.invention.readings import Draw, Schema
from jsonsynth.invention.structs import written
from jsonsynth.realism import spot
from jsonsynth.seeds import Random, between, pick, sample

__all__ = ["SHAPES", "Shape"]


def _record(draft: Draft, entity: Entity, depth: int) -> Node:
    return object_node(draft, entity, draft.many(3, 9) if depth < 3 else draft.many(2, 5), depth)


def _payload(draft: Draft, entity: Entity, depth: int) -> Node:
    """What an interface answers: the data, and data about it."""
    inner = object_node(draft, entity, draft.many(3, 6), max(1, depth - 1))
    if draft.random() < draft.shared:
        inner = defined(draft, entity.names[draft.style], inner, entity)
    made = made_of(draft)
    several = draft.random() < 0.55
    many = listed(draft, inner) if several else inner
    words = plural(entity.words) if draft.random() < 0.4 else pick(draft.rng, ("data", "items", "results"))
    if not several:
        words = pick(draft.rng, ("data", entity.words))
    label = pick(draft.rng, ("meta", *PAGING.called))
    made.put(words, many, f"The {plural(entity.words)} that were found" if several else f"The {entity.words} itself")
    if several:
        made.put(label, written(PAGING, draft.manner, draft.split), PAGING.about)
        if draft.random() < 0.35:
            manner = replace(draft.manner, needed=0)  # the first page has none before it
            made.put("links", written(LINKS, manner, draft.split), LINKS.about, always=False)
    else:
        status, _ = one_of(draft, ("ok", "error"))
        made.put("status", (status, lambda _: "ok"), "Whether the request was successful")  # what it found is here
    if draft.random() < 0.4:
        made.put("request id", uuid(draft), "Identifier of the request, for support", always=False)
    schema, draw = made.node()
    return schema, in_pages(draw, draft.named(words), draft.named(label), draft.style) if several else draw


_OF_SECTIONS = ("Settings of the {e}", "How the {e} is set up", "What can be set of the {e}", "Section for the {e}")


def _settings(draft: Draft, entity: Entity, depth: int) -> Node:  # noqa: ARG001 - one signature for the table
    """A file of settings: switches, numbers with defaults, sections."""
    draft.closed = draft.random() < 0.7
    draft.strict *= 0.4
    draft.owned = True  # by the names of its sections
    if draft.random() < 0.6:
        draft.extras = (*draft.extras, ("default", 0.5))
    technical = [one for one in draft.home.kinds if one.kind == "t"]
    made = made_of(draft)
    most = 3 if draft.random() < 0.8 else 9
    for section in sample(draft.rng, technical, between(draft.rng, 1, most)):
        node = object_node(draft, section, draft.many(2, 5), max(1, depth - 1), "T")
        told = filled(_OF_SECTIONS[draft.look % len(_OF_SECTIONS)], section)
        made.put(section.words, node, told, always=draft.random() < draft.strict)
    if draft.random() < 0.4:
        name, kind = pick(draft.rng, (("env", "variables"), ("headers",) * 2, ("limits",) * 2, ("labels",) * 2))
        made.put(name, mapped(draft, kind), "Values by name", always=False)
    made.put("version", text_of(draft, "version"), "Version of this file's format", always=False)
    return made.node()


def _event(draft: Draft, entity: Entity, depth: int) -> Node:
    """Something that happened, as it is sent to whoever listens."""
    made = made_of(draft)
    names = [f"{entity.words.replace(' ', '_')}.{what}" for what in (entity.verb, "created", "deleted")]
    made.put(pick(draft.rng, ("event", "type", "event type")), one_of(draft, names[: between(draft.rng, 1, 3)]),
             "What happened")  # fmt: skip
    made.put(pick(draft.rng, ("id", "event id")), uuid(draft), "Identifier of the event")
    made.put(pick(draft.rng, ("timestamp", "occurred at", "time")), now(draft), "When it happened")
    made.put("source", text_of(draft, "software_name"), "System that sends the event", always=False)
    inner = object_node(draft, entity, draft.many(2, 6), max(1, depth - 1))
    if draft.random() < draft.shared:
        inner = defined(draft, entity.names[draft.style], inner, entity)
    made.put(pick(draft.rng, ("data", "payload", entity.words)), inner, f"The {entity.words} after the event")
    return made.node()


def _log(draft: Draft, entity: Entity, depth: int) -> Node:
    """Lines of a log."""
    made = made_of(draft)
    time = pick(draft.rng, ("time", "timestamp"))
    made.put(time, now(draft), "When the line was written")
    made.put("level", one_of(draft, LEVELS), "How serious it is")
    text = pick(draft.rng, ("message", "msg"))
    made.put(text, ({"type": "string"}, _empty), "Text of the line, for people")
    made.put("logger", text_of(draft, "logger_name"), "Part of the program that writes", always=False)
    context = object_node(draft, entity, draft.many(1, 4), min(depth, 2))
    made.put(
        pick(draft.rng, ("context", "fields", "attributes")), context, "Data that belongs to the line", always=False
    )
    schema, draw = made.node()
    node: Node = schema, _worded(draw, draft.named("level"), draft.named(text), draft.split)
    if draft.random() < 0.6:
        return node
    schema, draw = _list_of(draft, node)
    return schema, in_order(draw, draft.named(time))


def _empty(rng: Random) -> JSON:  # noqa: ARG001 - a node holds what draws
    return ""


def _worded(draw: Draw, level: str, text: str, split: Split) -> Draw:
    """Return what draws lines whose text is as serious as they say."""
    makers = messages(split)

    def drawn(rng: Random) -> JSON:
        line = cast("Schema", draw(rng))
        line[text] = makers[cast("str", line[level])](rng)
        return line

    return drawn


def _list_of(draft: Draft, node: Node) -> Node:
    schema: Schema = {"type": "array", "items": node[0]}
    draw: Draw = node[1]
    if draft.random() < draft.sized:
        schema["minItems"] = 1
    return schema, lambda rng: [draw(rng) for _ in range(1 + floor(rng.random() * 3))]


def _listing(draft: Draft, entity: Entity, depth: int) -> Node:
    return _list_of(draft, _record(draft, entity, depth))


_GROUPS: Mapping[str, str] = {  # that clusters know
    "Deployment": "apps/v1", "CronJob": "batch/v1", "Job": "batch/v1", "Ingress": "networking.k8s.io/v1",
    "NetworkPolicy": "networking.k8s.io/v1",
    **dict.fromkeys(("Pod", "Service", "Namespace", "Node", "ConfigMap", "Secret", "ResourceQuota"), "v1"),
}  # fmt: skip


def _version_of(draft: Draft, kind: str) -> Node:
    """The group and version that a kind of resource has."""
    group = f"{draft.home.name}.example.com/"
    known = _GROUPS.get(kind)
    values = [known] if known else [group + version for version in ("v1", "v1", "v1alpha1", "v1beta1", "v2")]
    return {"type": "string"}, lambda rng: pick(rng, values)


def _resource(draft: Draft, entity: Entity, depth: int) -> Node:
    """A resource as clusters know it: version, kind, metadata, what is wanted and what is."""
    draft.style, draft.first, draft.closed, draft.voice = CAMEL, True, False, replace(draft.voice, stop=True)
    draft.said, draft.shared = 1.0 if draft.random() < 0.8 else draft.said, 0.9
    if draft.dialect.address and draft.random() < 0.6:
        draft.dialect = DIALECTS[0]
    kind = "".join(word.capitalize() for word in entity.words.split())
    made = made_of(draft)
    made.put("api version", _version_of(draft, kind), "Version of the schema of this object", always=False)
    made.put("kind", one_of(draft, (kind,)), "What this object represents, in camel case", always=False)
    about = made_of(draft)
    about.put("name", text_of(draft, "resource_name"), "Name, unique within a namespace")
    about.put("namespace", text_of(draft, "team_ns"), "Space within which the name is unique", always=False)
    about.put("labels", mapped(draft, "labels"), "Keys and values to find the object by", always=False)
    made.put("metadata", put_aside(draft, draft.called("object meta"), about.node()), always=True)
    wanted = object_node(draft, entity, draft.many(2, 5), max(1, depth - 1))
    made.put("spec", put_aside(draft, draft.named(f"{entity.words} spec"), wanted), always=True)
    if draft.random() < 0.5:
        seen = object_node(draft, entity, draft.many(1, 3), 1, entity.kind.upper())
        made.put("status", put_aside(draft, draft.named(f"{entity.words} status"), seen), always=False)
    return made.node()


def _spot(rng: Random) -> JSON:
    return spot(rng)[::-1]


def _feature(draft: Draft, entity: Entity, depth: int) -> Node:
    """A feature of a map: GeoJSON with properties of its own."""
    draft.rich, draft.told = 0, ("place", "spot")  # its geometry tells where it is
    point: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    if draft.dialect.address and draft.dialect.number < 2020 and draft.random() < 0.6:
        pair: list[JSON] = [{"type": "number", "minimum": -180, "maximum": 180}, {"type": "number"}]
        point = {"type": "array", "items": pair, "additionalItems": False, "minItems": 2}
    shape = made_of(draft)
    shape.put("type", one_of(draft, ("Point",)), literal=True)
    shape.put("coordinates", (point, _spot), "Longitude and latitude, in this order", literal=True)
    made = made_of(draft)
    made.put("type", one_of(draft, ("Feature",)), literal=True)
    made.put("geometry", shape.node(), "Where it is", literal=True)
    made.put("properties", object_node(draft, entity, draft.many(2, 7), min(depth, 3)), literal=True)
    node = made.node()
    if draft.random() < 0.6:
        return node
    all_of_them = made_of(draft)
    all_of_them.put("type", one_of(draft, ("FeatureCollection",)), literal=True)
    all_of_them.put("features", _list_of(draft, node), "The features of the map", literal=True)
    return all_of_them.node()


_COLUMNS = ("string", "integer", "number", "boolean", "date", "datetime", "json")
_NAMED_TABLES = ("%s", "%s", "%s_archive", "%s_history", "stg_%s", "%s_monthly", "%s_2024", "public.%s", "dim_%s")


def _table(draft: Draft, entity: Entity, depth: int) -> Node:
    """A table: its columns, and its rows as records."""
    del depth
    rows = object_node(draft, entity, draft.many(2, 6), 1)
    words = plural(entity.words).replace(" ", "_")
    named: Draw = lambda rng: pick(rng, _NAMED_TABLES) % words  # noqa: E731 - a node holds what draws
    made = made_of(draft)
    made.put(pick(draft.rng, ("table", "name")), ({"type": "string"}, named), "Name of the table")
    made.put(pick(draft.rng, ("columns", "fields")), _columns(draft, entity, rows), "Columns in order")
    made.put(pick(draft.rng, ("rows", "records", plural(entity.words))), listed(draft, rows), "One object for each row")
    return made.node()


def _seldom(rng: Random) -> JSON:
    return rng.random() < 0.3


def _columns(draft: Draft, entity: Entity, rows: Node) -> Node:
    """Describe the members of rows: name, type, whether it may be missing."""
    column = made_of(draft)
    column.put("name", text_of(draft, "column_word"), f"Name of a column of {plural(entity.words)}")
    column.put("type", one_of(draft, _COLUMNS), "Type of the values in the column")
    column.put("nullable", ({"type": "boolean"}, _seldom), "Whether values may be missing", always=False)
    name, kind, free = (draft.named(words) for words in ("name", "type", "nullable"))
    needed = cast("list[str]", rows[0].get("required", []))
    found = [(member, type, member not in needed) for member, type in typed(draft.rng, rows).items()]
    schema: Schema = {"type": "array", "items": column.node()[0]}
    if found and draft.random() < draft.sized:
        schema["minItems"] = 1

    def draw(rng: Random) -> JSON:
        whole = rng.random() < 0.6
        return [{name: member, kind: type, **({free: gone} if whole else {})} for member, type, gone in found]

    return schema, draw


def _catalogue(draft: Draft, entity: Entity, depth: int) -> Node:
    """Entries by their keys."""
    inner = object_node(draft, entity, draft.many(2, 5), min(depth, 3))
    if draft.random() < draft.shared:
        inner = defined(draft, entity.names[draft.style], inner, entity)
    if draft.random() < 0.3 and draft.flags & PATTERNED:
        return mapped(draft, "entries", inner)
    made = made_of(draft)
    made.put(plural(entity.words), mapped(draft, "entries", inner), f"Each {entity.words} under its key")
    schema, draw = made.node()
    name, default = draft.named(plural(entity.words)), draft.named("default")
    about = f"Key of the {entity.words} that is used unless another is named"
    key: Schema = {"type": "string"}
    cast("Schema", schema["properties"])[default] = draft.described(key, about) if draft.said else key

    def drawn(rng: Random) -> JSON:
        value = cast("Schema", draw(rng))
        keys = list(cast("Schema", value[name]))
        if keys and rng.random() < 0.6:
            value[default] = pick(rng, keys)
        return value

    return schema, drawn


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of schema.

    ``share`` in percent; ``titled``: share that has a title; ``twisted``: whether conditions on the whole suit it;
    ``kinds``: classes of entities that it can be about, all if empty; ``purposes``: what its description may say.
    """

    name: str
    share: int
    make: Callable[[Draft, Entity, int], Node]
    titled: float
    twisted: bool
    purposes: tuple[str, ...]
    kinds: str = ""


_OF_RECORDS = (
    "Describes a {e}", "A single {e}", "What is stored for a {e}", "One record of the {e} export",
    "{E} as kept in the database", "Schema of a {e} document", "Everything that is known of a {e}",
    "Fields of a {e} and how they are checked", "The {e} as other systems see it", "Schema for {s}", "{E}",
    "{E} with all that belongs to it", "Data that the {e} form sends", "{E} as it is exchanged between services",
    "Represents a {e} in the public API", "Defines what a {e} looks like", "The stored state of a {e}",
    "What partners have to deliver for each {e}",
)  # fmt: skip
SHAPES: tuple[Shape, ...] = (
    Shape("record", 22, _record, 0.36, True, _OF_RECORDS),
    Shape("function", 9, function, 0.0, False,
          ("Parameters to look up a {e}", "Arguments of the {e} tool", "What has to be known to work on a {e}",
           "Input of the {e} function", "Arguments for a call about a {e}")),
    Shape("call", 6, call, 0.0, False, ("Call of a function", "A tool call of the assistant",
           "The function to call and its arguments")),
    Shape("bare", 3, bare, 0.0, False, ("Values of a {e}", "Data of a {e}")),
    Shape("payload", 8, _payload, 0.3, True,
          ("{E} as returned by the API", "Answer to a request for {s}", "Body of an answer with {s}",
           "What a request for {s} returns", "Response of the {e} endpoint", "Result of a search for {s}")),
    Shape("options", 7, options, 0.0, False,
          ("Settings of a {e} tool", "Options that can be set in the file", "Configuration, read at start",
           "Everything that can be configured", "Options for work on {s}", "Configuration for all that concerns {s}")),
    Shape("settings", 6, _settings, 0.36, True,
          ("Configuration of the {e}", "Settings file, read at start", "Options and their defaults",
           "How the {e} is set up", "What can be configured for the {e}, section by section",
           "Settings of the {e} and of what it depends on"), "t"),
    Shape("event", 7, _event, 0.36, True,
          ("Sent when something happens to a {e}", "Event about a {e}", "Message on the {e} topic",
           "Notification that a {e} has changed", "Body of the webhook for {s}",
            "What subscribers of {e} events receive")),
    Shape("resource", 5, _resource, 0.2, False,
          ("{E} resource", "Desired and observed state of a {e}", "{E} is the schema for the {s} API",
           "{E} that the controller keeps in its wanted state"), "t"),
    Shape("log", 3, _log, 0.3, False,
          ("One line of the log", "Entries of the {e} log", "Log format for everything about {s}", "Structured log")),
    Shape("listing", 4, _listing, 0.3, False,
          ("List of {s}", "Several {s} at once", "All {s} of a page", "An array of {s}", "{S}, one object for each")),
    Shape("feature", 3, _feature, 0.3, False,
          ("{E} on a map, as GeoJSON", "Geographic data of a {e}", "Where {s} are and what is known of them",
           "GeoJSON with the properties of a {e}"), "l"),
    Shape("table", 2, _table, 0.3, False,
          ("Table of {s} with its columns", "Export of {s}", "{S} as a table, with a description of its columns")),
    Shape("tree", 4, tree, 0.36, False,
          ("A tree of {s}", "Nested {s}", "{E} with what is below it", "Hierarchy of {s}", "{S} that hold others")),
    Shape("model", 6, model, 0.45, False,
          ("Data model around {s}", "What is stored about {s} and what belongs to them", "Shared definitions: {s}",
           "Types for work on {s}", "{S} and how they hang together", "Common data types for {s}")),
    Shape("union", 3, union, 0.0, False,
          ("One of several kinds of records", "Either a {e} or something else that is told apart by a member",
           "Whatever can stand in the stream", "Entries of different kinds")),
    Shape("catalogue", 2, _catalogue, 0.3, False,
          ("{S} by key", "Registry of {s}", "All known {s}, each under its key", "Lookup table for {s}")),
)  # fmt: skip
