"""text_to_json: extract what a text says. The label is drawn first, the text written from it, then proved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import orjson

from jsonsynth import facts as verifier
from jsonsynth.content import Content
from jsonsynth.errors import BuildError
from jsonsynth.examples import JSON, Completion, Difficulty, Example, Problem, Settings, Slot, Split, label
from jsonsynth.jsontext import canonical, fingerprint, minified, noncanonical, parse_strict
from jsonsynth.seeds import Random, between, chance, pick, shuffled
from jsonsynth.task import Task, instruct
from jsonsynth.wording import (
    PROSE,
    SHARES,
    Domain,
    Fact,
    Field,
    Grammar,
    Story,
    World,
    domains,
    draw_layout,
    fact,
    grammar,
    mistaken,
    text_of,
)
from jsonsynth.wording import world as draw_world

__all__ = ["TASK", "check", "make", "score"]

_TRIES = 100
_LANGUAGES = ("en", "en", "en", "pt")
_COUNTS = (2,) * 18 + (3,) * 28 + (4,) * 26 + (5,) * 17 + (6,) * 11
_FACES = ("braces",) * 58 + ("schema",) * 13 + ("list",) * 15 + ("plain",) * 14


@dataclass(slots=True)
class _Wanted:
    """A field as it is asked: under a name, of a type (an enumeration's values joined by ``|``), perhaps missing."""

    field: Field
    name: str
    type: str
    optional: bool


@dataclass(slots=True)
class _Draft:
    """An example before it is worded: what is asked, what is true, what is missing, what stands beside."""

    world: World
    domain: Domain
    asked: Sequence[Field]
    present: Mapping[str, Fact]
    missing: Sequence[str]
    beside: Sequence[Fact]
    policy: str | None
    noise: bool


@lru_cache(maxsize=12)
def _grammar(content: Content, language: str, split: Split) -> Grammar:
    return grammar(language, content.books[f"text_to_json.{language}"][split])


@lru_cache(maxsize=8)
def _domains(content: Content, language: str) -> tuple[Domain, ...]:
    """The domains that have words in a language."""
    said = _grammar(content, language, "train").lists
    read = domains(content.books["text_to_json.fields"]["train"], {one.name: one.schema for one in content.schemas})
    return tuple(one for one in read if f"{one.name} terms" in said)


@lru_cache(maxsize=128)
def _weighed(domain: Domain) -> tuple[Field, ...]:
    return tuple(field for field in domain.fields for _ in range(field.weight))


def _asked(rng: Random, domain: Domain) -> list[Field]:
    """Draw an anchor, then fields by their weight."""
    chosen = [domain.field(pick(rng, domain.anchors))]
    table = _weighed(domain)
    count = pick(rng, _COUNTS)
    barred = {chosen[0].key, *chosen[0].apart}
    while len(chosen) < count:
        field = pick(rng, table)
        if field.key not in barred:
            chosen.append(field)
            barred.update((field.key, *field.apart))
    return chosen


def _missing(rng: Random, asked: Sequence[Field]) -> Sequence[str]:
    """Draw which of the asked fields the text does not state; never the anchor, nor a price whose currency stays."""
    if len(asked) < 3:
        return ()
    kinds = {field.kind for field in asked}
    keys = [field.key for field in asked[1:] if field.kind != "money" or "currency" not in kinds]
    if not keys or not chance(rng, 0.24):
        return ()
    return shuffled(rng, keys)[: 2 if len(asked) > 4 and chance(rng, 0.3) else 1]


def _beside(rng: Random, domain: Domain, asked: Sequence[Field], missing: Sequence[str]) -> list[Field]:
    """Draw fields that are not asked but stand in the text."""
    keys, extra = {field.key for field in asked}, list[Field]()
    if chance(rng, 0.28):
        barred = keys.union(*(field.apart for field in asked))
        free = [field for field in domain.fields if field.key not in barred and field.kind != "currency"]
        extra = _together(shuffled(rng, free)[: between(rng, 1, 2)])
    if "currency" in keys and "currency" not in missing and not any(one.kind == "money" for one in (*asked, *extra)):
        extra.append(next(field for field in domain.fields if field.kind == "money"))
    return extra


def _together(fields: list[Field]) -> list[Field]:
    return fields[:1] if len(fields) > 1 and fields[1].key in fields[0].apart else fields


def _draft(rng: Random, content: Content, split: Split) -> _Draft:
    language = pick(rng, _LANGUAGES)
    domain = pick(rng, _domains(content, language))
    asked = _asked(rng, domain)
    missing = _missing(rng, asked)
    world = draw_world(rng, split, _grammar(content, language, split), domain.logged)
    if "currency" in missing:
        world = replace(world, currency="")
    spoken = SHARES.spoken if chance(rng, 0.5) else 0.0
    present = {field.key: fact(world, field, spoken) for field in asked if field.key not in missing}
    beside = [fact(world, field, spoken) for field in _beside(rng, domain, asked, missing)]
    policy = pick(rng, ("null", "omit")) if missing or chance(rng, 0.12) else None
    return _Draft(world, domain, asked, present, missing, beside, policy, chance(rng, 0.2))


def _wanted(draft: _Draft, language: str, upper: bool, spec_grammar: Grammar) -> list[_Wanted]:
    rng, lists = draft.world.rng, draft.world.grammar.lists
    names = lists if language == draft.world.language or chance(rng, 0.5) else spec_grammar.lists
    found: list[_Wanted] = []
    taken: set[str] = set()
    for field in shuffled(rng, draft.asked):
        name = _name(rng, names[field.names], taken)
        taken.add(name)
        optional = field.key in draft.missing or (draft.policy is not None and chance(rng, 0.25))
        type = _options(draft, field, upper) if field.kind == "enum" else field.type
        found.append(_Wanted(field, name, type, optional))
    return found


def _name(rng: Random, names: Sequence[str], taken: Collection[str]) -> str:
    name = pick(rng, names)
    while name in taken and not all(one in taken for one in names):
        name = pick(rng, names)
    return name


def _options(draft: _Draft, field: Field, upper: bool) -> str:
    values = "|".join(draft.world.grammar.lists[f"{field.section} values"])
    return values.upper() if upper else values


def _answer(draft: _Draft, wanted: Sequence[_Wanted]) -> dict[str, JSON]:
    answer: dict[str, JSON] = {}
    for one in wanted:
        found = draft.present.get(one.field.key)
        if found is not None:
            value = found.value
            shouted = one.field.kind == "enum" and isinstance(value, str) and one.type.isupper()
            answer[one.name] = str(value).upper() if shouted else value
        elif draft.policy == "null":
            answer[one.name] = None
    return answer


def _braces(wanted: Sequence[_Wanted]) -> str:
    fields = [f"{one.name}:{one.type}?" if one.optional else f"{one.name}:{one.type}" for one in wanted]
    return f"{{{', '.join(fields)}}}"


_SCHEMA_TYPES: dict[str, dict[str, JSON]] = {
    "string": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "description": "date and time"},
    "string[]": {"type": "array", "items": {"type": "string"}},
}


def _member(one: _Wanted, policy: str | None) -> dict[str, JSON]:
    member = dict(_SCHEMA_TYPES.get(one.type) or {"enum": list[JSON](one.type.split("|"))})
    if not one.optional or policy != "null":
        return member
    if "enum" in member:
        return {"enum": [*one.type.split("|"), None]}
    return {**member, "type": [member["type"], "null"]}


def _schema(wanted: Sequence[_Wanted], policy: str | None) -> str:
    required: list[JSON] = [one.name for one in wanted if not one.optional or policy == "null"]
    properties: dict[str, JSON] = {one.name: _member(one, policy) for one in wanted}
    schema: dict[str, JSON] = {"type": "object", "properties": properties, "required": required}
    return minified(schema if required else {"type": "object", "properties": properties})


_SAID = {
    "en": {
        "string": ("string", "text", "a string"),
        "int": ("integer", "whole number", "int"),
        "float": ("number", "decimal number", "float"),
        "bool": ("boolean", "true or false"),
        "date": ("date",),
        "datetime": ("date and time", "timestamp"),
        "string[]": ("list of strings", "array of strings"),
        "": ("one of: ",),
        "?": ("may be missing", "optional"),
    },
    "pt": {
        "string": ("texto", "string"),
        "int": ("inteiro", "número inteiro"),
        "float": ("número", "número decimal"),
        "bool": ("booleano", "true ou false"),
        "date": ("data",),
        "datetime": ("data e hora",),
        "string[]": ("lista de textos", "lista de strings"),
        "": ("um de: ",),
        "?": ("pode faltar", "opcional"),
    },
}


def _said(rng: Random, one: _Wanted, language: str) -> str:
    said = _SAID[language]
    kind = pick(rng, said[one.type]) if one.type in said else said[""][0] + one.type.replace("|", ", ")
    return f"({kind}; {pick(rng, said['?'])})" if one.optional else f"({kind})"


def _opening(rng: Random, content: Content, draft: _Draft, wanted: Sequence[_Wanted], ask: _Asking) -> tuple[str, str]:
    """Return the instruction's first part and what stands below it (a list of fields, or nothing)."""
    split, section = draft.world.split, f"open {ask.face}"
    if ask.face in ("braces", "schema"):
        spec = ask.spec if ask.face == "braces" else _schema(wanted, draft.policy)
        return content.say(rng, ask.book, split, section, spec=spec), ""
    fields = [f"{one.name} {_said(rng, one, ask.language)}" for one in wanted]
    if ask.face == "list":
        mark = pick(rng, ("- ", "* "))
        return content.say(rng, ask.book, split, section), "\n".join([mark + field for field in fields])
    link = " and " if ask.language == "en" else " e "
    return content.say(rng, ask.book, split, section, spec=", ".join(fields[:-1]) + link + fields[-1]), ""


@dataclass(slots=True)
class _Asking:
    """How an instruction is put: its language, the phrase book, the face of the specification, that in braces."""

    language: str
    book: str
    face: str
    spec: str


def _rules(rng: Random, content: Content, draft: _Draft, ask: _Asking) -> list[str]:
    """The sentences about missing values and dates that the label needs."""
    split, rules = draft.world.split, list[str]()
    if draft.policy is not None:
        rules.append(content.say(rng, ask.book, split, f"policy {draft.policy}"))
    kinds = [field.kind for field in draft.asked]
    year = "YYYY" if ask.language == "en" else "AAAA"
    if "date" in kinds:
        rules.append(content.say(rng, ask.book, split, "date", form=f"{year}-MM-DD"))
    if "datetime" in kinds:
        form = f"{year}-MM-DDTHH:MM{':SS' * draft.world.seconds}{'Z' * draft.world.utc}"
        rules.append(content.say(rng, ask.book, split, "datetime", form=form))
    return shuffled(rng, rules) if len(rules) > 1 else rules


def _instruction(
    rng: Random, content: Content, draft: _Draft, wanted: Sequence[_Wanted], ask: _Asking, answer: JSON
) -> str:
    opening, below = _opening(rng, content, draft, wanted, ask)
    rules = " ".join(_rules(rng, content, draft, ask))
    if below:
        opening = f"{opening}\n{below}\n" + rules
    elif rules:
        opening = f"{opening} {rules}"
    said = instruct(rng, content, draft.world.split, opening, answer, ask.language)
    return said.replace("\n ", "\n").rstrip("\n")


def _difficulty(draft: _Draft, layout: str) -> Difficulty:
    """Rate by what must be done beyond copying: leave out, turn into null, translate numbers and dates, sift."""
    points = 2 * bool(draft.beside) + 2 * bool(draft.missing) + draft.noise + (len(draft.asked) > 4)
    if layout in PROSE:
        points += any(one.words for one in draft.present.values())
    if layout != "log_line":
        points += any(field.kind in ("date", "datetime") for field in draft.asked)
    if points < 2:
        return "easy"
    return "medium" if points < 4 else "hard"


def _example(rng: Random, content: Content, split: Split) -> Example:
    draft = _draft(rng, content, split)
    told = [*draft.present.values(), *draft.beside]
    story = Story(draft.world, draft.domain, told, draft.missing, draft.noise)
    layout = draw_layout(story)
    story.facts = mistaken(draft.world, told) if layout in PROSE and chance(rng, SHARES.mistaken) else told
    text = text_of(story, layout)
    language = draft.world.language if chance(rng, 0.5) else "en"
    face = pick(rng, _FACES)
    wanted = _wanted(draft, language, chance(rng, 0.25), _grammar(content, language, split))
    ask = _Asking(language, f"text_to_json.{language}", face, _braces(wanted))
    answer = _answer(draft, wanted)
    output = canonical(answer)
    return Example(
        "text_to_json",
        {"instruction": _instruction(rng, content, draft, wanted, ask, answer), "text": text.text},
        Completion(output),
        {
            "difficulty": _difficulty(draft, layout),
            "group": fingerprint(output),
            "domain": draft.domain.name,
            "language": draft.world.language,
            "layout": layout,
            "source": "offline",
            "spec": ask.spec,
            "distractors": [_distractor(one) for one in draft.beside],
            "reference_date": None,
            "missing_policy": draft.policy,
            "axes": list[JSON](text.axes),
        },
    )


def _distractor(one: Fact) -> JSON:
    return {"type": one.field.type, "value": one.value, "role": one.field.key}


def make(slot: Slot, content: Content, settings: Settings, rng: Random) -> Example:
    """Draw the example of a slot: the record first, then a text that states it.

    A label that has not the wanted length is drawn again. About one row in a hundred and fifty has wordings that the
    verifier does not prove: its :func:`check` refuses it.
    """
    for _ in range(_TRIES):
        example = _example(rng, content, slot.split)
        if settings.min_length <= len(label(example)) <= settings.max_length:
            return example
    raise BuildError(slot.id, f"no row in {_TRIES} tries", "Widen --min-length and --max-length.")


def check(example: Example) -> list[Problem]:
    """Check the label's form, and that the text states it: :func:`jsonsynth.facts.verify`.

    It reads the row alone, so a foreign row is proved as one of ours is. What depends on words the verifier may not
    know (``no-cue``) is a warning on a foreign row.
    """
    output = label(example)
    odd = noncanonical(output)
    if odd is not None:
        return [Problem("label-not-canonical", odd)]
    found = verifier.prove(example.input["instruction"], example.input["text"], orjson.loads(output))
    if example.facts or not found:
        return found
    return [replace(one, severity="warning") if one.rule in verifier.DOUBTS else one for one in found]


def score(example: Example, answer: str) -> float:
    """Rate an answer: 1.0 for the label's own text; 0.9 for the right value in another form of JSON.

    Otherwise half of the share of members that are right: right ones divided by all names in label and answer.
    0.0 for what is not a JSON object.
    """
    if answer == label(example):
        return 1.0
    try:
        given = parse_strict(answer)
    except ValueError:
        return 0.0
    wanted = parse_strict(label(example))
    if not isinstance(given, dict) or not isinstance(wanted, dict):
        return 0.0
    right = sum(name in given and _same(given[name], value) for name, value in wanted.items())
    names = len({*given, *wanted})
    return 0.9 if right == names else 0.5 * right / max(1, names)


def _same(one: JSON, other: JSON) -> bool:
    return canonical(one) == canonical(other)


TASK = Task("text_to_json", 20, "text", "input", make, check, score)
