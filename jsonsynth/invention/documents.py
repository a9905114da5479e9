"""Documents without a schema: configuration, answers of an API, records, events, calls, features, trees, logs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import floor
from typing import Literal

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.bundles import BUNDLES
from jsonsynth.invention.drawers import drawer
from jsonsynth.invention.entities import filled
from jsonsynth.invention.logs import LEVELS, messages
from jsonsynth.invention.maps import entries
from jsonsynth.invention.naming import CAMEL, CASED, PASCAL, SNAKE, STYLES, agree, agreeing, plural, styled
from jsonsynth.invention.readings import Draw, choices_of
from jsonsynth.invention.tables import table
from jsonsynth.invention.vocabulary import THING, Domain, Member, domain, domains, name_of, words_of
from jsonsynth.realism import DAYS, day_at, formats, maker, moment
from jsonsynth.seeds import Random, between, pick

__all__ = ["Size", "document"]

Size = Literal["small", "medium", "large"]
Record = dict[str, JSON]


@dataclass(slots=True)
class _Sheet:
    """What holds for a whole document: its domain, the style of its names, what it may still hold."""

    rng: Random
    split: Split
    domain: Domain
    style: int
    plain: float
    budget: int  # scalars that may still be drawn
    free: bool  # names whose order depends on capitals are let in

    def name(self, words: str) -> str:
        return styled(words)[self.style]


_SPICES: tuple[str, ...] = (
    *("code_text", "markup_text", "chat_message", "review_text", "log_message", "chat_emoji", "quoted_text"),
    *("sentence_ja", "sentence_zh", "sentence_ru", "sentence_pt", "sentence_es", "sentence_fr", "sentence_de"),
)


_NULL, _SPICED = 0.97, 0.3  # of a value, drawn from 0 to 1: null above, in prose what is hard to write below
_PROSE = frozenset(["note", "notes", "comment", "description", "summary", "message", "reason", "instructions"])

_Column = tuple[str, Draw, bool]  # a member's name, what draws its values, whether they are prose


def _one_of(values: tuple[str, ...]) -> Draw:
    size = len(values)
    return lambda rng: values[floor(rng.random() * size)]


def _several(sheet: _Sheet) -> str:
    """Return a name for what holds many of an entity."""
    return sheet.name(plural(pick(sheet.rng, sheet.domain.kinds).words))


def _is_prose(member: Member) -> bool:
    attribute, entity = member
    if attribute.kind != "text":
        return False
    words = attribute.plain if entity is THING else attribute.composed
    return (filled(words, entity) if words[-1] == "}" else words).rpartition(" ")[2] in _PROSE


def _drawn(sheet: _Sheet, count: int) -> dict[str, Member]:
    """Draw members for a record; the first is composed, so that it belongs to the split."""
    drawn = sheet.domain.draw(sheet.rng.random, count, sheet.plain, sheet.style)
    if sheet.free or sheet.style not in CASED or len(drawn) < 2:
        return drawn
    kept = agreeing(drawn, sheet.style)
    return drawn if len(kept) == len(drawn) else {name: drawn[name] for name in kept}


def _scalars(sheet: _Sheet, count: int) -> Record:
    """Draw a record whose members no other shares."""
    rng, random, split = sheet.rng, sheet.rng.random, sheet.split
    record: Record = {}
    for name, member in _drawn(sheet, count).items():
        attribute, entity = member
        point = random()
        if point > _NULL:
            record[name] = None
        elif attribute.kind == "enum":
            record[name] = pick(rng, pick(rng, choices_of(attribute)))
        elif point < _SPICED and _is_prose(member):
            record[name] = maker(pick(rng, _SPICES), split)(rng)
        else:
            record[name] = drawer(attribute, entity.words, split)(rng)
    sheet.budget -= len(record)
    return record


def _chosen(sheet: _Sheet, count: int) -> list[_Column]:
    """Draw members for several records."""
    columns: list[_Column] = []
    for name, member in _drawn(sheet, count).items():
        attribute, entity = member
        if attribute.kind == "enum":
            columns.append((name, _one_of(pick(sheet.rng, choices_of(attribute))), False))
        else:
            columns.append((name, drawer(attribute, entity.words, sheet.split), _is_prose(member)))
    return columns


def _filled(sheet: _Sheet, chosen: list[_Column]) -> Record:
    """Draw a value for each column; now and then null, or in prose what is hard to write."""
    rng, random = sheet.rng, sheet.rng.random
    sheet.budget -= len(chosen)
    record: Record = {}
    for name, draw, prose in chosen:
        point = random()
        if point > _NULL:
            record[name] = None
        elif prose and point < _SPICED:
            record[name] = maker(pick(rng, _SPICES), sheet.split)(rng)
        else:
            record[name] = draw(rng)
    return record


def _record(sheet: _Sheet, low: int, high: int) -> Record:
    """Draw scalars, at times a bundle that agrees."""
    rng = sheet.rng
    record = _scalars(sheet, between(rng, low, high))
    if rng.random() < 0.15:
        bundle = pick(rng, BUNDLES)
        names = [sheet.name(words) for words in bundle.words]
        values = bundle.draw(sheet.split, day_at(floor(rng.random() * DAYS)))(rng)
        if isinstance(values, list) and record.keys().isdisjoint(names):
            _join(sheet, record, dict(zip(names, values, strict=True)))
    return record


def _join(sheet: _Sheet, record: Record, more: Record) -> None:
    """Add members whose names do not clash with those there."""
    alike = sheet.free or sheet.style not in CASED
    if alike or agree([*record, *more], sheet.style):
        record.update(more)


def _records(sheet: _Sheet, count: int, low: int, high: int) -> list[JSON]:
    """Draw records that share their names."""
    chosen = _chosen(sheet, between(sheet.rng, low, high))
    return [_filled(sheet, chosen) for _ in range(count)]


def _nested(sheet: _Sheet, depth: int) -> Record:
    """Draw a record that holds others, as long as the budget lasts."""
    rng, home = sheet.rng, sheet.domain
    record = _record(sheet, 1, 4 if sheet.budget > 6 else 2)
    for _ in range(between(rng, 1, 3) + min(4, sheet.budget // 9)):
        if depth < 1 or sheet.budget < 1:
            break
        number = pick(rng, home.owned_nested or home.owned)
        member = pick(rng, home.plain_nested) if rng.random() < 0.3 else home.member(number)
        name = name_of(member, sheet.style)
        if name not in record:
            _join(sheet, record, {name: _NESTING.get(member[0].kind, _of_object)(sheet, depth, member)})
    return record


def _of_object(sheet: _Sheet, depth: int, member: Member) -> JSON:  # noqa: ARG001 - one signature for the table
    if sheet.rng.random() < 0.04:
        return {}
    return _nested(sheet, depth - 1)


def _of_objects(sheet: _Sheet, depth: int, member: Member) -> JSON:  # noqa: ARG001 - one signature for the table
    count = min(pick(sheet.rng, (0, 1, 1, 2, 2, 3)), max(1, sheet.budget // 2))
    return _records(sheet, count, 1, 3)


def _of_map(sheet: _Sheet, depth: int, member: Member) -> JSON:  # noqa: ARG001 - one signature for the table
    count = between(sheet.rng, 0, 3)
    sheet.budget -= count
    return entries(member[0].what or words_of(member), sheet.rng.random, sheet.split).draw(sheet.rng, count)


_NESTING: Mapping[str, Callable[[_Sheet, int, Member], JSON]] = {
    "object": _of_object,
    "objects": _of_objects,
    "map": _of_map,
}


def _single(sheet: _Sheet) -> JSON:
    return _record(sheet, max(2, sheet.budget // 2), sheet.budget + 1)


def _tree_of_settings(sheet: _Sheet) -> JSON:
    return _nested(sheet, between(sheet.rng, 1, 4))


def _answer(sheet: _Sheet) -> JSON:
    """An answer of an API: items with paging, of which this is the last page."""
    rng = sheet.rng
    name = sheet.name
    low, high = (1, 3) if sheet.budget < 8 else (2, 6)
    count = max(1, sheet.budget // high) if rng.random() < 0.96 else 0
    label = name(pick(rng, ("data", "items", "results", "entries"))) if count else _several(sheet)
    body: Record = {label: _records(sheet, count, low, high)}
    point = rng.random()
    page, size = 1 + floor(rng.random() ** 3 * 30), pick(rng, (10, 20, 25, 50, 100))
    if not count:
        page = 1
    paging: Record = {name("page"): page, name("per page"): size, name("total"): (page - 1) * size + count}
    if point < 0.35:
        body.update(paging)
    elif point < 0.65:
        body[name("meta")] = paging
    else:
        body[name("next")] = maker("token", sheet.split)(rng) if rng.random() < 0.6 else None
        body[name("has more")] = rng.random() < 0.5
    return body


def _event(sheet: _Sheet) -> JSON:
    rng = sheet.rng
    name = sheet.name
    entity = styled(pick(rng, sheet.domain.entities))[SNAKE]
    return {
        name("event"): f"{entity}.{pick(rng, _HAPPENED)}",
        name("id"): maker("identifier", sheet.split)(rng),
        name("timestamp"): _moment(rng),
        name("payload"): _nested(sheet, 1),
    }


_HAPPENED = ("created", "updated", "deleted", "started", "finished", "failed", "viewed", "approved", "moved", "expired")


def _moment(rng: Random) -> JSON:
    draw = formats("date-time", "", "train")  # dates have no pool, the split does not matter
    return draw(rng) if draw else None


def _call(sheet: _Sheet) -> JSON:
    """A tool call with its arguments."""
    rng = sheet.rng
    verb = pick(rng, ("get", "create", "update", "search", "list", "cancel", "send", "book", "find", "schedule"))
    call: Record = {
        sheet.name("name"): styled(f"{verb} {pick(rng, sheet.domain.entities)}")[1 if rng.random() < 0.7 else 0],
        sheet.name("arguments"): _nested(sheet, 1 if rng.random() < 0.5 else 0),
    }
    if rng.random() < 0.5:
        call[sheet.name("id")] = "call_" + maker("short_sha", sheet.split)(rng)
    return call


def _thousandths(degrees: float) -> JSON:
    steps = round(degrees * 1000)
    return steps // 1000 if steps % 1000 == 0 else steps / 1000


# where corners lie around a place, one after the other
_AROUND = ((1.0, 0.1), (0.4, 0.9), (-0.7, 0.7), (-0.9, -0.4), (0.2, -1.0))


def _spots(rng: Random, count: int) -> list[JSON]:
    """Return up to five places around one, in the order in which one walks around it."""
    east, north, far = -170 + rng.random() * 340, -60 + rng.random() * 130, 0.01 + rng.random() ** 2 * 2
    return [
        [
            _thousandths(where + far * part * (0.6 + 0.4 * rng.random()))
            for where, part in zip((east, north), corner, strict=True)
        ]
        for corner in _AROUND[:count]
    ]


def _feature(sheet: _Sheet) -> JSON:
    """A GeoJSON feature: its own names as the format has them, its properties as the document's style has them."""
    rng = sheet.rng
    kind = pick(rng, ("Point", "Point", "LineString", "Polygon"))
    spots = _spots(rng, between(rng, 3, 5))
    shapes: dict[str, JSON] = {"Point": spots[0], "LineString": spots, "Polygon": [[*spots, spots[0]]]}
    feature: Record = {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": shapes[kind]},
        "properties": _record(sheet, 1, max(2, sheet.budget - 3)),
    }
    if sheet.budget > 12:
        feature["properties"] = _record(sheet, 4, 10)
        other: Record = {
            **feature,
            "geometry": {"type": "Point", "coordinates": _spots(rng, 1)[0]},
            "properties": _record(sheet, 2, 6),
        }
        return {"type": "FeatureCollection", "features": [feature, other]}
    return feature


def _branch(sheet: _Sheet, depth: int) -> Record:
    rng = sheet.rng
    node = _record(sheet, 1, 3)
    children: list[JSON] = []
    wanted = 2 + min(4, sheet.budget // 12)
    while depth and sheet.budget > 0 and len(children) < wanted and (not children or rng.random() < 0.8):
        children.append(_branch(sheet, depth - 1))
    _join(sheet, node, {sheet.name("children"): children})
    return node


def _tree(sheet: _Sheet) -> JSON:
    return _branch(sheet, between(sheet.rng, 1, 3))


def _by_key(sheet: _Sheet) -> JSON:
    """A map whose names are data, each with the same kind of record."""
    rng = sheet.rng
    chosen = _chosen(sheet, between(rng, 1, 4))
    keys = maker(pick(rng, ("slug", "uuid", "short_code", "noun", "username")), sheet.split)
    count = max(1, min(6, sheet.budget // len(chosen)))
    drawn: Record = {keys(rng): _filled(sheet, chosen) for _ in range(count)}
    return {_several(sheet): drawn} if rng.random() < 0.5 else drawn


def _log(sheet: _Sheet) -> JSON:
    rng = sheet.rng
    name = sheet.name
    chosen = _chosen(sheet, between(rng, 1, 3))
    texts = messages(sheet.split)
    day, written = day_at(floor(rng.random() * DAYS)), moment("date-time", "now")
    times = sorted(written(rng, day) for _ in range(max(1, sheet.budget // 5)))
    levels = [pick(rng, (*LEVELS, "info")) for _ in times]
    return [
        {
            name("time"): time,
            name("level"): level,
            name("message"): texts[level](rng),
            name("context"): _filled(sheet, chosen),
        }
        for time, level in zip(times, levels, strict=True)
    ]


def _manifest(sheet: _Sheet) -> JSON:
    """A resource as clusters know it, of a kind of one's own; its names are in camel case."""
    rng = sheet.rng
    sheet.style = CAMEL
    group, version = (
        f"{sheet.domain.name.replace('_', '-')}.example.com",
        pick(rng, ("v1", "v1", "v1alpha1", "v1beta1", "v2")),
    )
    return {
        "apiVersion": f"{group}/{version}",
        "kind": styled(pick(rng, sheet.domain.entities))[PASCAL],
        "metadata": {
            "name": maker("resource_name", sheet.split)(rng),
            "labels": {"app": maker("noun", sheet.split)(rng), "tier": maker("team", sheet.split)(rng)},
        },
        "spec": _nested(sheet, between(rng, 1, 2)),
    }


def _listed(sheet: _Sheet) -> JSON:
    rows: list[JSON] = [*table(sheet.rng, sheet.split, max(2, min(6, sheet.budget // 3)), columns=4)]
    return rows


_Shape = Callable[[_Sheet], JSON]
_SHAPES: Mapping[Size, tuple[_Shape, ...]] = {
    "small": (_single,) * 8
    + (_tree_of_settings,) * 5
    + (_event, _call, _call, _by_key, _answer, _feature, _manifest, _tree),
    "medium": (_single,) * 3
    + (_tree_of_settings,) * 8
    + (_answer,) * 4
    + (_event, _call, _feature, _tree, _by_key, _log, _manifest) * 2
    + (_listed,) * 3,
    "large": (_tree_of_settings,) * 8
    + (_answer,) * 5
    + (_event, _feature, _feature, _tree, _tree, _by_key, _by_key, _log, _log, _manifest, _manifest, _listed, _listed),
}
_BUDGETS: Mapping[Size, tuple[int, int]] = {"small": (2, 5), "medium": (7, 16), "large": (22, 44)}


def document(rng: Random, split: Split, size: Size = "small") -> dict[str, JSON] | list[JSON]:
    """Return a realistic document with member names of its own.

    Canonical length: small about 60 to 250 characters, medium 200 to 700, large 500 to 1,800. At least one member's
    name belongs to the split alone; in about nine of ten documents the names' order does not depend on capitals.
    """
    random, (low, high) = rng.random, _BUDGETS[size]
    home, style, plain = domain(pick(rng, domains()), split), pick(rng, STYLES), 0.1 + 0.45 * random()
    sheet = _Sheet(rng, split, home, style, plain, budget=between(rng, low, high), free=random() < 0.1)
    shapes = _SHAPES[size]
    value = shapes[floor(random() * len(shapes))](sheet)
    return value if isinstance(value, dict | list) else {}
