"""Schemas cut from schemas: a variant keeps some optional members, narrows enums and bounds, drops words.

Few files give many schemas this way. A variant is cut around an instance of the whole, which stays an instance once
the members that were cut away are cut from it too: so the sampler of the whole, prepared once, serves all variants.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import orjson

from jsonsynth.examples import JSON
from jsonsynth.jsontext import minified
from jsonsynth.keywords import HOLDING, Object, Witnesses, names_in, rebuilt, references, subschemas, witnesses
from jsonsynth.seeds import Random, between, chance, pick, sample, shuffled

__all__ = ["Variant", "cut"]

_NATURAL = frozenset({5, 10, 12, 90, 100, 180})  # bounds that mean something: months, degrees, percent
_WIDEST = 12  # optional members kept of an object that has very many


@dataclass(frozen=True, slots=True)
class _Cut:
    """How a variant differs from its file; all shares are probabilities.

    ``absent``, ``present``: optional members that stay, of those that the instance lacks or has; ``narrow``: enums and
    bounds made narrower; ``require``: optional members made required; ``shuffle``: member order changed. ``words`` are
    the annotations that go. ``knobs`` collects what can be narrowed: the new subschema, keyword, the file's value for
    it, and the values seen there; ``references`` the texts of ``$ref``, once, in order.
    """

    rng: Random
    seen: Witnesses
    present: float
    absent: float
    narrow: float
    require: float
    shuffle: float
    words: frozenset[str]
    knobs: list[tuple[Object, str, JSON, Sequence[JSON]]]
    references: dict[str, None]

    def part(self, schema: JSON) -> JSON:
        """Return the variant of a subschema."""
        return _variant(schema, self) if isinstance(schema, dict) else schema

    def referred(self) -> list[str]:
        """Return what was referred to since this was last asked."""
        found = list(self.references)
        self.references.clear()
        return found


_WORDS = (frozenset[str](), frozenset({"description"}), frozenset({"title", "description"}), frozenset({"title"}))


def cut(schema: Object, instance: JSON, rng: Random, seen: Witnesses | None = None) -> Variant:
    """Draw a variant of a schema and cut the instance to it, in place.

    ``seen``: the :func:`witnesses` of an instance that is left as it is. Whatever a ``required``, an ``if`` or a branch
    names stays. Definitions that nothing refers to any more go; ``$schema`` goes only where its draft is the default
    one. An instance can be lost where branches differ in patterns alone, so the caller validates.
    """
    present = pick(rng, (0.6, 0.8, 0.95)) if seen is None else 1.0
    seen = witnesses(schema, instance) if seen is None else seen
    narrow, require = pick(rng, (0.1, 0.3, 0.5)), pick(rng, (0.0, 0.1, 0.3))
    words, shuffle = pick(rng, _WORDS), pick(rng, (0.0, 0.0, 0.5))
    how = _Cut(rng, seen, present, pick(rng, (0.1, 0.3, 0.6)), narrow, require, shuffle, words, [], {})
    variant = _variant(schema, how)
    referred = how.referred()
    for name in ("$defs", "definitions", "$id"):
        variant.pop(name, None)
    if str(variant.get("$schema", "")).endswith("2020-12/schema") and chance(rng, 0.4):
        del variant["$schema"]
    for home in ("$defs", "definitions"):
        definitions = schema.get(home)
        if isinstance(definitions, dict):
            _define(variant, home, definitions, referred, how)
    _complete(variant, schema)
    return Variant(variant, how.knobs)


@dataclass(slots=True)
class Variant:
    """A schema cut from another, and what of it can be changed so that its instance stays one."""

    schema: Object
    knobs: Sequence[tuple[Object, str, JSON, Sequence[JSON]]]

    def nudge(self, rng: Random) -> None:
        """Change an enum or a bound of the schema in place: a cheap way to another variant."""
        if self.knobs:
            made, name, value, seen = pick(rng, self.knobs)
            made[name] = _NARROWINGS[name](value, seen, made, rng)


def _define(variant: Object, home: str, definitions: Object, referred: Sequence[str], how: _Cut) -> None:
    kept: Object = {}
    waiting = list(referred)
    while waiting:
        name = waiting.pop(0).removeprefix(f"#/{home}/")
        if name in definitions and name not in kept:
            kept[name] = how.part(definitions[name])
            waiting += how.referred()
    if kept:
        variant[home] = {name: kept[name] for name in definitions if name in kept}


_MOST_MISSING = 60  # parts put back into a variant


def _complete(variant: Object, schema: Object) -> None:
    """Put back, whole, what references into depth or by anchor still mean of the schema."""
    for _ in range(_MOST_MISSING):
        lost = next(
            (place for text in _texts_of_references(variant) if (place := _missing(text, variant, schema))), None
        )
        if lost is None:
            return
        home, name = lost
        whole, held = schema.get(home), variant.get(home)
        if isinstance(whole, dict):
            variant[home] = {**(held if isinstance(held, dict) else {}), name: whole[name]}


_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')


def _texts_of_references(schema: JSON) -> list[str]:
    """Return the texts of all references, wherever they stand, each once."""
    text = minified(schema)
    rests = [rest for name in ("$ref", "$dynamicRef") for rest in text.split(f'"{name}":')[1:]]
    found = dict.fromkeys(match[0] for rest in rests if (match := _TEXT.match(rest)))
    return [*map(orjson.loads, found)]


def _missing(reference: str, variant: Object, schema: Object) -> tuple[str, str] | None:
    """Return the keyword and the name under which the schema has what a reference means, if the variant has not."""
    if reference == "#":
        return None
    steps = [step.replace("~1", "/").replace("~0", "~") for step in reference.split("/")]
    if steps[0] == "#" and len(steps) > 2:
        return None if _held(variant, steps) or not _held(schema, steps[:3]) else (steps[1], steps[2])
    for home in ("$defs", "definitions"):
        parts, kept = schema.get(home), variant.get(home)
        for name, part in parts.items() if isinstance(parts, dict) else ():
            anchors = {f"#{part.get(word)}" for word in ("$anchor", "$dynamicAnchor")} if isinstance(part, dict) else ()
            if reference in anchors and not (isinstance(kept, dict) and name in kept):
                return home, name
    return None


def _held(value: JSON, steps: Sequence[str]) -> bool:
    for step in steps[1:]:
        if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return False
    return True


def _variant(schema: Object, how: _Cut) -> Object:
    words = how.words
    made = {name: value for name, value in schema.items() if name not in words} if words else dict(schema)
    if _CHANGED.isdisjoint(made):
        return made
    seen = how.seen.get(id(schema), [])
    if "properties" in made:
        _cut_members(made, how, seen)
    for name, value in made.items():
        if name in _WALKED:
            made[name] = rebuilt(name, value, how.part)
        elif name in _REFERRING:
            how.references.update(dict.fromkeys(references({name: value})))
        elif name in _NARROWINGS:
            _narrow(made, name, seen, how)
    if "minItems" in made:
        _fit_items(made)
    return made


def _narrow(made: Object, name: str, seen: Sequence[JSON], how: _Cut) -> None:
    how.knobs.append((made, name, made[name], seen))
    if chance(how.rng, how.narrow):
        made[name] = _NARROWINGS[name](made[name], seen, made, how.rng)


_REFERRING = frozenset({"$ref", "if", "then", "else", "not"})  # what stays as it is, and may refer
_WALKED = HOLDING - _REFERRING - {"$defs", "definitions"}
_CHANGED = _WALKED | _REFERRING | {"enum", "maximum", "maxItems"}


_BRANCHES = ("allOf", "anyOf", "oneOf", "if", "then", "else", "not", "dependentSchemas")
_SPEAKING = frozenset([*_BRANCHES, "dependentRequired"])


def _firm(made: Object) -> set[str]:
    """Return the members that stay: those that are asked for or spoken of."""
    return set(names_in(made.get("required"))) if _SPEAKING.isdisjoint(made) else _mentioned(made)


def _mentioned(schema: Object) -> set[str]:
    """Return the members that the schema, or a branch of it, asks for or speaks of."""
    found = set(names_in(schema.get("required")))
    for name in _BRANCHES:
        if name in schema:
            for part in subschemas(name, schema[name]):
                found |= _spoken_of(part)
    dependent = schema.get("dependentRequired")
    for name, others in dependent.items() if isinstance(dependent, dict) else ():
        found |= {name, *names_in(others)}
    return found


def _spoken_of(part: JSON) -> set[str]:
    properties = part.get("properties") if isinstance(part, dict) else None
    mentioned = _mentioned(part) if isinstance(part, dict) else set[str]()
    return mentioned | set(properties if isinstance(properties, dict) else ())


def _cut_members(made: Object, how: _Cut, seen: Sequence[JSON]) -> None:
    properties = made["properties"]
    if not isinstance(properties, dict):
        return
    objects = [value for value in seen if isinstance(value, dict)]
    firm = _firm(made)
    had = set[str]().union(*objects)
    kept = _kept([name for name in properties if name not in firm], had, how)
    least = _least(made)
    if least and any(len(value.keys() & (firm | kept)) < least for value in objects):
        kept |= had
    order: Sequence[str] = [name for name in properties if name in firm or name in kept] or list(properties)
    if chance(how.rng, how.shuffle):
        order = shuffled(how.rng, order)
    for name in had.intersection(properties).difference(order):
        for value in objects:
            value.pop(name, None)
    made["properties"] = {name: properties[name] for name in order}
    _require(made, order, objects, how)


def _require(made: Object, order: Sequence[str], objects: Sequence[Object], how: _Cut) -> None:
    """Make some members required that every object seen here has; the rest of ``required`` stays."""
    asked = names_in(made.get("required"))
    random, share = how.rng.random, how.require
    more = [name for name in order if random() < share and all(name in value for value in objects)]
    if asked or more:
        required: list[JSON] = [name for name in order if name in asked or name in more]
        required.extend(name for name in asked if name not in order)
        made["required"] = required


def _least(schema: Object) -> int:
    least = schema.get("minProperties")
    return least if isinstance(least, int) else 0


def _kept(optional: Sequence[str], had: set[str], how: _Cut) -> set[str]:
    """Return which of the members that could go stay; ``had``: the names of those that an object seen has."""
    random, present, absent = how.rng.random, how.present, how.absent
    kept = [name for name in optional if random() < (present if name in had else absent)]
    if len(kept) > _WIDEST and how.present < 1.0:
        kept = sample(how.rng, kept, between(how.rng, 4, _WIDEST))
    return set(kept)


def _narrow_enum(value: JSON, seen: Sequence[JSON], _made: Object, rng: Random) -> JSON:
    if not isinstance(value, list) or len(value) < 3:
        return value
    stay = set(sample(rng, range(len(value)), between(rng, 2, len(value) - 1)))
    return [one for place, one in enumerate(value) if place in stay or one in seen]


def _narrow_maximum(high: JSON, seen: Sequence[JSON], made: Object, rng: Random) -> JSON:
    low = made.get("minimum")
    if not isinstance(low, int) or not isinstance(high, int) or high - low < 20 or high in _NATURAL or low < 0:
        return high
    bound = low + (high - low) * pick(rng, (3, 4, 5, 6, 8)) // 10
    step = 10 ** max(len(str(bound)) - 2, 0)
    bound = max(bound // step * step, low + 1)
    return bound if all(value <= bound for value in seen if isinstance(value, (int, float))) else high


def _narrow_items(most: JSON, seen: Sequence[JSON], made: Object, rng: Random) -> JSON:
    least = made.get("minItems", 0)
    if not isinstance(most, int) or not isinstance(least, int) or most < 2:
        return most
    longest = max((len(value) for value in seen if isinstance(value, list)), default=0)
    low = max(least, longest, 1)
    return between(rng, low, max(low, most))


_NARROWINGS: Mapping[str, Callable[[JSON, Sequence[JSON], Object, Random], JSON]] = {
    "enum": _narrow_enum,
    "maximum": _narrow_maximum,
    "maxItems": _narrow_items,
}


def _fit_items(schema: Object) -> None:
    """Keep an array of different elements possible where the enum of its elements became short."""
    items, least = schema.get("items"), schema.get("minItems")
    if not schema.get("uniqueItems") or not isinstance(items, dict) or not isinstance(least, int):
        return
    values = items.get("enum")
    if isinstance(values, list) and len(values) < least:
        schema["minItems"] = len(values)
