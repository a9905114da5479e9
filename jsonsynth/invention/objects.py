"""Objects: members, members that belong together, lists, maps, alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import TypeAlias, cast

from jsonsynth.examples import JSON
from jsonsynth.invention.bundles import BUNDLES, Bundle, bundles_of
from jsonsynth.invention.common import structs_of
from jsonsynth.invention.definitions import defined, part_defined
from jsonsynth.invention.draft import Draft, Node, put_aside
from jsonsynth.invention.entities import Entity, filled
from jsonsynth.invention.leaves import about, leaf, listed
from jsonsynth.invention.maps import mapped
from jsonsynth.invention.members import LAST, Attribute
from jsonsynth.invention.naming import CASED, STYLED, agree, agreeing
from jsonsynth.invention.pools import PROGRAMS
from jsonsynth.invention.readings import Draw, Schema
from jsonsynth.invention.sentences import varied, worded
from jsonsynth.invention.structs import Manner, Struct, written
from jsonsynth.invention.vocabulary import FEW, THING, name_of
from jsonsynth.seeds import Random, between, pick

__all__ = ["Parts", "assembled", "object_node", "told_apart"]


_SELDOM_EMPTY = 0.8  # share of the objects that would have no member which get one


_Drawn: TypeAlias = "dict[str, tuple[Attribute, Entity]]"  # members by name, and what each is said of


@dataclass(slots=True)
class Parts:
    """What an object in the making draws: members always there, members with a share, members drawn together."""

    fixed: dict[str, Draw]
    free: list[tuple[str, Draw, float]]
    together: list[tuple[tuple[str, ...], Draw]]

    def add(self, draft: Draft, name: str, draw: Draw, least: float) -> None:
        """Add a member, optional or not; ``least``: the smallest share of objects that have it."""
        random = draft.random
        if random() < draft.strict:
            self.fixed[name] = draw
        else:
            self.free.append((name, draw, least + 0.5 * random()))

    def draw(self, rng: Random) -> JSON:
        """Draw an object."""
        random = rng.random
        members: dict[str, JSON] = {}
        for name, inner in self.fixed.items():
            members[name] = inner(rng)
        for name, inner, share in self.free:
            if random() < share:
                members[name] = inner(rng)
        for names, inner in self.together:
            members.update(zip(names, cast("list[JSON]", inner(rng)), strict=True))
        if not members and self.free and random() < _SELDOM_EMPTY:
            name, inner, _ = self.free[floor(random() * len(self.free))]
            members[name] = inner(rng)
        return members


def assembled(draft: Draft, members: Schema, parts: Parts) -> Node:
    """Return the node of an object with these members."""
    schema: Schema = {"type": "object", "properties": members}
    required: list[JSON] = [*parts.fixed]
    for together, _ in parts.together:
        required += together
    if required:
        schema["required"] = required
    if draft.closed:
        schema["additionalProperties"] = False
    return schema, parts.draw


def _chosen(draft: Draft, entity: Entity, count: int, like: str) -> tuple[_Drawn, set[object]]:
    """Draw up to ``count`` members by their names; identifiers and names come first, as people write them.

    Return what they tell besides, and what is told further up: no object tells it twice, and no part of it again.
    """
    drawn: _Drawn = {}
    seen: set[object] = set(draft.told)
    pools, random, style, others = draft.home.pools[like], draft.random, draft.style, draft.others
    share, ranked = 1.0 if like.isupper() else draft.plain, False
    plain, size = pools.plain, len(pools.plain)
    for _ in range(count):
        if entity is _PERSON or (draft.owned and random() < share):
            attribute, who = plain[floor(random() * size)], entity
            name = attribute.names[style] if attribute.names else STYLED[style](filled(attribute.plain, entity))
        else:
            draft.owned = True
            who, related = (entity, ()) if random() < 0.45 else others[floor(random() * FEW)]
            suiting = pools.own if who is entity else related
            attribute = suiting[floor(random() * len(suiting))]
            tails = attribute.tails
            name = who.names[style] + tails[style] if tails else STYLED[style](filled(attribute.composed, who))
        same = attribute.group or (attribute.plain or attribute.composed, who.words)
        if same not in seen:
            seen.add(same)
            drawn[name] = (attribute, who)
            ranked = ranked or attribute.standing < LAST
    if ranked and draft.look % 4:
        drawn = dict(sorted(drawn.items(), key=_standing))
    if style in CASED and random() < 0.96 and not agree(drawn, style):
        drawn = {name: drawn[name] for name in agreeing(drawn, style)}
    return drawn, seen


def _standing(item: tuple[str, tuple[Attribute, Entity]]) -> int:
    return item[1][0].standing


def _bundle(draft: Draft, bundle: Bundle, who: Entity, members: Schema, parts: Parts) -> object:
    """Add a bundle's members, all or none, unless they were told further up. Return what they tell."""
    names = tuple([draft.called(words) for words in bundle.words])
    fact = "place" if bundle.called in _PLACED else bundle.called
    told = fact in draft.told or any((words, who.words) in draft.told for words in bundle.words)
    if not told and members.keys().isdisjoint(names):
        schemas = bundle.schemas(draft.flags)
        if draft.said and draft.random() < draft.said:
            schemas = [draft.described(one, text) for one, text in zip(schemas, bundle.abouts, strict=True)]
        members.update(zip(names, schemas, strict=True))
        parts.together.append((names, bundle.draw(draft.split, draft.day)))
    return fact


_PLACED = frozenset(("place", "origin", "address", "position"))  # bundles that tell where something is


def object_node(draft: Draft, entity: Entity, count: int, depth: int, like: str = "") -> Node:
    """Return an object about an entity with ``count`` scalar members or so, nested ``depth`` levels deep.

    ``like``: the pool of members to draw from, that of the entity's class by default.
    """
    random = draft.random
    members: Schema = {}
    parts = Parts({}, [], [])
    drawn, told = _chosen(draft, entity, count, like or entity.kind)
    strict, fixed, free = draft.strict, parts.fixed, parts.free
    least = 0.0 if draft.broad else 0.3
    for name, (attribute, who) in drawn.items():
        needed = random() < strict
        members[name], draw = leaf(draft, attribute, who, needed)
        if needed:
            fixed[name] = draw
        else:
            free.append((name, draw, least + 0.5 * random()))
    if count > 2 and random() < 0.2:
        suiting = bundles_of(entity.kind)
        if suiting and not any(attribute.group or attribute.plain in _NAMES for attribute, _ in drawn.values()):
            told.add(_bundle(draft, pick(draft.rng, suiting), entity, members, parts))
    if draft.rich and entity is not _PERSON:
        _enrich(draft, entity, members, parts, placed="place" in told)
    if depth > 1:
        outer, draft.told = draft.told, told
        for _ in range(_nests(draft, count, depth)):
            _nest(draft, entity, (members, parts), depth, settings=like.isupper())
        draft.told = outer
    return assembled(draft, members, parts)


def _nests(draft: Draft, count: int, depth: int) -> int:
    """Draw how many members of an object hold objects."""
    if draft.room > 0:
        return between(draft.rng, 2, 3 if draft.said > 0.4 else 4)
    return 2 if depth < 4 and count > 4 and draft.random() < 0.4 else 1


_NAMES = ("name", "display name", "title")  # beside which nobody else's name, address or town stands


def _nest(draft: Draft, entity: Entity, into: tuple[Schema, Parts], depth: int, *, settings: bool) -> None:
    """Add a member that holds objects; among settings only settings and maps."""
    members, parts = into
    pools = draft.home.pools[entity.kind]
    attribute = _nesting(draft, pools.settings if settings else pools.nested, maps=depth < 3)
    who = _another(draft, entity, attribute.classes) if attribute.composed else entity
    name = name_of((attribute, who if attribute.composed else THING), draft.style)
    if name not in members and agree([*members, name], draft.style):
        within, told, draft.within = draft.within, draft.told, attribute.plain
        if attribute.composed or attribute.kind == "objects":  # others of the entity's kind
            draft.told = ()
        else:
            draft.told = {*draft.told, (attribute.plain, who.words)}
        members[name], draw = _child(draft, attribute, who, depth - 1)
        draft.within, draft.told = within, told
        parts.add(draft, name, draw, 0.1 if draft.broad else 0.4)


def _another(draft: Draft, entity: Entity, classes: str) -> Entity:
    """Draw another thing of one of the classes; the same where a few draws find none."""
    for _ in range(4):
        other = draft.other()
        if other is not entity and other.kind in classes:
            return other
    return entity


def _nesting(draft: Draft, nested: Sequence[Attribute], maps: bool) -> Attribute:
    """Draw a member that holds objects; a map only where maps are wanted, and no options in options."""
    for _ in range(8):
        attribute = pick(draft.rng, nested)
        if (maps or attribute.kind != "map") and (attribute.composed or attribute.plain != draft.within):
            return attribute
    others = [attribute for attribute in nested if attribute.composed or attribute.plain != draft.within] or nested
    return next((attribute for attribute in others if attribute.kind == "object"), others[0])


_PERSON = Entity("contact person", "p", "asked", "responsible", ())
_SET = frozenset(["config", "options", "settings"])  # members whose objects hold what can be set


def _child(draft: Draft, attribute: Attribute, who: Entity, depth: int) -> Node:
    """Build what a member holds that holds objects, ``depth`` levels deep."""
    if attribute.kind == "map":
        node = mapped(draft, attribute.what or attribute.plain or attribute.composed)
    else:
        node = _held(draft, attribute, who, depth)
    if draft.said and draft.random() < draft.said:
        node = draft.described(node[0], about(draft, attribute, who)), node[1]
    return node


def _held(draft: Draft, attribute: Attribute, who: Entity, depth: int) -> Node:
    """Build an object or a list of objects: a definition where there is one, or a new one."""
    whole = attribute.plain in ("", "details") and depth < 3
    node = draft.known.get(who.words) if whole else None
    if node is None:
        node = _new(draft, attribute, who, depth)
        if draft.random() < draft.shared:
            title = who.names[draft.style] if whole else draft.named(f"{who.words} {attribute.plain or 'part'}")
            if whole:
                node = draft.known[who.words] = defined(draft, title, node, who)
            else:
                node = part_defined(draft, title, node, attribute, who)
    if attribute.kind == "objects":
        return listed(draft, node)
    return node


def _new(draft: Draft, attribute: Attribute, who: Entity, depth: int) -> Node:
    if attribute.plain == "contact":
        who, depth, like = _PERSON, 1, "c"
    elif draft.random() < 0.1:
        return _alternatives(draft, who)
    else:
        like = who.kind.upper() if attribute.plain in _SET else ""
    node = object_node(draft, who, draft.many(1, 4), depth, like)
    return node if node[0]["properties"] else object_node(draft, who, 9, 1, like)  # what it tells is told further up


def _enrich(draft: Draft, entity: Entity, members: Schema, parts: Parts, *, placed: bool) -> None:
    """Add objects that schemas have in common, as many as the draft has left; also those of related entities.

    ``placed``: whether a member tells already where the entity is.
    """
    random = draft.random
    manner, known, count = draft.manner, draft.known, min(draft.rich, 2 + floor(random() * 5))
    draft.rich -= count
    seen: set[tuple[Struct, Entity | None]] = set()
    for turn in range(count):
        who = draft.other() if turn % 2 and entity.kind not in PROGRAMS else entity
        suiting = structs_of(draft.home, who.kind)
        if not suiting:
            continue
        if random() < draft.shared and known:  # use a definition again where one suits
            suiting = [one for one in suiting if one in known] or suiting
        struct = suiting[floor(random() * len(suiting))]
        words = struct.called[floor(random() * len(struct.called))]
        name = draft.called(words) if who is entity else who.names[draft.style] + struct.tails[draft.style]
        if placed and who is entity and struct.called[0] in _PLACES:
            continue
        same = (struct, who if struct.classes.startswith("pl") else None)  # two people or places at most
        if name not in members and same not in seen:
            seen.add(same)
            members[name], draw = _struct(draft, struct, manner)
            parts.add(draft, name, draw, 0.0 if draft.broad else 0.2)


_PLACES = frozenset(("address", "position", "venue"))  # structs that tell where something is


def _struct(draft: Draft, struct: Struct, manner: Manner) -> Node:
    """Write a struct, where it stands or as a definition; at times as an array whose places have meanings."""
    random = draft.random
    if struct.called[0] in _PAIRED and draft.dialect.address and draft.dialect.number < 2020 and random() < 0.1:
        node = _pair(draft, _PAIRED[struct.called[0]])
    else:
        node = _common(draft, struct, manner)
    if draft.said and random() < draft.said:
        return draft.described(node[0], worded(varied(struct.about, random), draft.voice.noun, "")), node[1]
    return node


def _common(draft: Draft, struct: Struct, manner: Manner) -> Node:
    """Write a struct where it stands or as a definition, or refer to the one that there is."""
    known = draft.known.get(struct)
    if known is not None or draft.random() < draft.shared:
        if known is None:
            about = varied(struct.about, draft.random)
            title = draft.called(struct.called[0])
            known = draft.known[struct] = put_aside(draft, title, written(struct, manner, draft.split), about)
        return known
    return written(struct, manner, draft.split)


# bundles that say in short what a struct says, by what the struct is called
_PAIRED: Mapping[str, Bundle] = {
    called: next(bundle for bundle in BUNDLES if bundle.words == words)
    for called, words in {
        "address": ("street", "city", "country"),
        "price": ("amount", "currency"),
        "contact": ("full name", "email"),
        "position": ("latitude", "longitude"),
    }.items()
}


def _pair(draft: Draft, bundle: Bundle) -> Node:
    """A bundle as an array whose places have meanings, as drafts before 2020-12 state it."""
    places: list[JSON] = [*bundle.schemas(draft.flags)]
    schema: Schema = {"type": "array", "items": places, "additionalItems": False}
    if draft.random() < 0.6:
        schema["minItems"] = len(places)
    return schema, bundle.draw(draft.split, draft.day)


def _alternatives(draft: Draft, who: Entity) -> Node:
    """Objects told apart by a constant: ``oneOf``."""
    rng = draft.rng
    values = pick(rng, _VARIANTS[who.kind])
    nodes = [object_node(draft, who, between(rng, 1, 2), 1) for _ in values]
    return told_apart(draft, nodes, values)


def told_apart(draft: Draft, nodes: Sequence[Node], values: Sequence[str], names: Sequence[str] = ()) -> Node:
    """Objects of which a member says what each is: ``oneOf`` or ``anyOf``; definitions where they are named."""
    taken = {name for schema, _ in nodes for name in cast("Schema", schema["properties"])}
    free = [tag for tag in map(draft.called, _TAGS) if tag not in taken]
    tag = pick(draft.rng, free[:2])
    constant = draft.dialect.number > 4 and draft.random() < 0.18
    told = [_tagged(draft, node, tag, value, constant) for node, value in zip(nodes, values, strict=True)]
    if names:
        told = [put_aside(draft, draft.named(name), node) for name, node in zip(names, told, strict=True)]
    keyword = "oneOf" if draft.random() < 0.7 else "anyOf"
    draws, count = [draw for _, draw in told], len(told)
    return {keyword: [schema for schema, _ in told]}, lambda rng: draws[floor(rng.random() * count)](rng)


# what tells alternatives apart, by the class of the entity
_VARIANTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "p": (("person", "company"), ("member", "guest"), ("user", "service"), ("email", "phone")),
    "l": (("point", "area"), ("indoor", "outdoor"), ("public", "private"), ("street", "coordinates")),
    "e": (("planned", "unplanned"), ("daily", "weekly"), ("manual", "scheduled"), ("once", "repeated")),
    "o": (("standard", "custom"), ("own", "shared"), ("single", "set"), ("pickup", "delivery")),
    "r": (("manual", "imported"), ("internal", "external"), ("create", "update", "delete"), ("single", "range")),
    "d": (("file", "text"), ("draft", "final"), ("internal", "external"), ("uploaded", "generated")),
    "m": (("card", "transfer"), ("fixed", "percentage"), ("once", "monthly"), ("gross", "net")),
    "t": (("http", "tcp"), ("basic", "token"), ("local", "remote"), ("bucket", "disk"), ("manual", "scheduled")),
}
_TAGS = ("type", "kind", "method", "variant", "form", "shape", "case", "entity type")  # the last is no member's name


_TOLD = ("Kind of entry", "What it is", "Decides which other members there are", "Tells the variants apart", "Variant")


def _tagged(draft: Draft, node: Node, tag: str, value: str, constant: bool) -> Node:
    schema, draw = node
    stated: Schema = {"const": value} if constant else {"type": "string", "enum": [value]}
    if draft.random() < draft.said:
        stated = draft.described(stated, worded(_TOLD[draft.look % len(_TOLD)], draft.voice.noun, ""))
    schema["properties"] = {tag: stated, **cast("Schema", schema["properties"])}
    schema["required"] = [tag, *cast("list[JSON]", schema.get("required", []))]
    return schema, lambda rng: {**cast("Schema", draw(rng)), tag: value}
