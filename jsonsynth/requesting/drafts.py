"""What a row is about before anything is worded: the fields, what is true, what is missing, what stands beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from typing import Literal

from jsonsynth.content import Content
from jsonsynth.examples import Split
from jsonsynth.seeds import Random, between, chance, pick, sample
from jsonsynth.wording import SHARES, Domain, Fact, Field, Grammar, World, another, domains, fact, grammar
from jsonsynth.wording import world as draw_world
from jsonsynth.wording.dates import Moment

__all__ = ["Draft", "Record", "book_of", "domains_in", "draft"]

_COUNTS = (2,) * 18 + (3,) * 28 + (4,) * 26 + (5,) * 17 + (6,) * 11
_SEVERAL_COUNTS = (2, 2, 2, 3, 3)
Kind = Literal["one", "several", "nothing"]
_WEIGHTS: tuple[tuple[Kind, int], ...] = (("one", 44), ("several", 5), ("nothing", 1))
_KINDS: tuple[Kind, ...] = tuple(kind for kind, weight in _WEIGHTS for _ in range(weight))
Policy = Literal["null", "omit", "empty"]
# of rows with three fields or more something is missing in so many, so that it is a fifth of all
_MISSING, _RULED, _BESIDE, _EMPTY = 0.26, 0.12, 0.29, 0.35
_EMPTYABLE = frozenset(("string", "string[]"))


@dataclass(slots=True)
class Record:
    """One thing that a text tells of: what the facts have in common, those that are asked, those that stand beside."""

    world: World
    present: Mapping[str, Fact]
    beside: Sequence[Fact]

    @property
    def facts(self) -> list[Fact]:
        """All that the text tells."""
        return [*self.present.values(), *self.beside]


@dataclass(slots=True)
class Draft:
    """An example before it is worded. ``missing``: the keys of asked fields that the text does not state.

    ``world``: what the first record's facts have in common; ``kinds``: those of the asked fields.
    """

    kind: Kind
    domain: Domain
    world: World
    asked: Sequence[Field]
    kinds: Sequence[str]
    missing: Sequence[str]
    records: Sequence[Record]
    policy: Policy | None
    noise: bool


@lru_cache(maxsize=24)
def book_of(content: Content, language: str, split: Split) -> Grammar:
    """Return the grammar of a language."""
    return grammar(language, content.books[f"text_to_json.{language}"][split])


@lru_cache(maxsize=12)
def domains_in(content: Content, language: str) -> tuple[Domain, ...]:
    """Return the domains that have words in a language."""
    said = content.books[f"text_to_json.{language}"]["train"]
    return tuple(one for one in _domains(content) if f"{one.name} terms" in said)


@lru_cache(maxsize=2)
def _domains(content: Content) -> tuple[Domain, ...]:
    return domains(content.books["text_to_json.fields"]["train"], {one.name: one.schema for one in content.schemas})


@lru_cache(maxsize=128)
def _weighed(domain: Domain) -> tuple[Field, ...]:
    return tuple(field for field in domain.fields for _ in range(field.weight))


def draft(rng: Random, content: Content, split: Split, language: str, domain: Domain) -> Draft:
    """Draw an example's fields and facts in a language, of a domain that has words in it."""
    kind = pick(rng, _KINDS)
    asked = _asked(rng, domain, kind)
    kinds = [field.kind for field in asked]
    missing = [field.key for field in asked] if kind == "nothing" else _missing(rng, asked, kinds, kind)
    told = [field for field in asked if field.key not in missing] if missing else asked
    records = _records(rng, content, split, language, _Plan(kind, domain, asked, kinds, missing, told))
    policy = _policy(rng, asked, missing, kind)
    noise = chance(rng, SHARES.noise)
    return Draft(kind, domain, records[0].world, asked, kinds, missing, records, policy, noise)


@dataclass(slots=True)
class _Plan:
    kind: Kind
    domain: Domain
    asked: Sequence[Field]
    kinds: Sequence[str]
    missing: Sequence[str]
    told: Sequence[Field]


def _asked(rng: Random, domain: Domain, kind: Kind) -> list[Field]:
    """Draw an anchor (of several things, what names each), then fields by their weight."""
    chosen = [domain.field(domain.subject if kind == "several" else pick(rng, domain.anchors))]
    table, wanted = _weighed(domain), 2 if kind == "nothing" else pick(rng, _COUNTS) - 1
    barred = {chosen[0].key, *chosen[0].apart}
    draw, size = rng.random, len(table)
    while wanted:
        field = table[floor(draw() * size)]
        if field.key not in barred:
            chosen.append(field)
            wanted -= 1
            barred.add(field.key)
            if field.apart:
                barred |= field.apart
    return chosen


def _missing(rng: Random, asked: Sequence[Field], kinds: Sequence[str], kind: Kind) -> Sequence[str]:
    """Draw which of the asked fields the text does not state; never the anchor, nor a price whose currency stays."""
    if kind != "one" or len(asked) < 3 or rng.random() >= _MISSING:
        return ()
    keys = [field.key for field in asked[1:] if field.kind != "money" or "currency" not in kinds]
    return sample(rng, keys, 2 if len(asked) > 4 and chance(rng, 0.3) else 1)


def _policy(rng: Random, asked: Sequence[Field], missing: Sequence[str], kind: Kind) -> Policy | None:
    """Draw the rule for missing values: always where one is missing, else now and then."""
    if kind == "nothing":
        return "null"
    if not missing:
        return _either(rng) if chance(rng, _RULED) else None
    types = {"enum" if field.kind == "enum" else field.type for field in asked if field.key in missing}
    return "empty" if types <= _EMPTYABLE and chance(rng, _EMPTY) else _either(rng)


def _either(rng: Random) -> Policy:
    return "null" if chance(rng, 0.5) else "omit"


def _records(rng: Random, content: Content, split: Split, language: str, plan: _Plan) -> list[Record]:
    count = pick(rng, _SEVERAL_COUNTS) if plan.kind == "several" else 1
    book = book_of(content, language, split)
    world = draw_world(rng, split, book, plan.domain.logged, _reference(rng, plan), plan.domain.planned)
    if "currency" in plan.missing:
        world.currency = ""
    if count == 1:
        return [_record(rng, world, plan, first_of=True)]
    records: dict[str, Record] = {}
    while len(records) < count:
        record = _record(rng, another(world) if records else world, plan, first_of=not records)
        records.setdefault(str(record.present[plan.domain.subject].value), record)
    return list(records.values())


def _reference(rng: Random, plan: _Plan) -> Moment | None:
    """The day on which the text is written, where dates may count from it."""
    if plan.kind != "one" or "date" not in plan.kinds:
        return None
    if not any(field.counted for field in plan.told):
        return None
    return Moment(between(rng, 2019, 2027), between(rng, 1, 12), between(rng, 1, 28))


def _record(rng: Random, world: World, plan: _Plan, *, first_of: bool) -> Record:
    spoken = SHARES.spoken if chance(rng, 0.5) else 0.0
    present = {field.key: fact(world, field, spoken) for field in plan.told}
    beside = _beside(rng, plan) if first_of and plan.kind != "several" else _priced(plan, [])
    return Record(world, present, [fact(world, field, spoken) for field in beside])


def _beside(rng: Random, plan: _Plan) -> list[Field]:
    """Draw fields that are not asked but stand in the text."""
    extra: list[Field] = []
    if plan.kind == "nothing" or chance(rng, _BESIDE):
        keys = {field.key for field in plan.asked}
        barred = keys.union(*(field.apart for field in plan.asked))
        free = [field for field in plan.domain.fields if field.key not in barred and field.kind != "currency"]
        extra = _together(sample(rng, free, between(rng, 1, 2)))
    return _priced(plan, extra)


def _priced(plan: _Plan, extra: list[Field]) -> list[Field]:
    """Add an amount where a currency is told and no amount."""
    if "currency" not in plan.kinds or "currency" in plan.missing:
        return extra
    if not any(field.kind == "money" for field in (*extra, *plan.told)):
        extra.append(next(field for field in plan.domain.fields if field.kind == "money"))
    return extra


def _together(fields: list[Field]) -> list[Field]:
    return fields[:1] if len(fields) > 1 and fields[1].key in fields[0].apart else fields
