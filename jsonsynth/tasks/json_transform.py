"""json_transform: a document, what to do with it in words, and the result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import orjson

from jsonsynth.content import Content
from jsonsynth.errors import BuildError
from jsonsynth.examples import JSON, Completion, Difficulty, Example, Problem, Settings, Slot, Split, label
from jsonsynth.invention import Size, document, in_another_language, table
from jsonsynth.jsontext import (
    canonical,
    fingerprint,
    minified,
    noncanonical,
    orders_agree,
    parse_strict,
    pretty,
    spaced,
    unnatural,
)
from jsonsynth.seeds import Random, chance, due, pick
from jsonsynth.task import Steps, Task, instruct, names_of
from jsonsynth.transforms import BY_NAME, Args, Chain, derive, draw, program
from jsonsynth.transforms.resolving import resolver
from jsonsynth.voicing import SINGLE, Opening, form_of, opening

__all__ = ["TASK", "check", "score"]

_NAME = "json_transform"
_TRIES = 100
_LENGTHS = (1,) * 65 + (2,) * 18 + (3,) * 8 + (4,) * 5 + (5,) * 4
_ROWS = (2,) * 5 + (3,) * 14 + (4,) * 12 + (5,) * 7 + (6,) * 4 + (8,) * 3 + (10, 14, 20)
_VAST = "0.0385"  # rows whose array has more than 50 records: 3.2% of all, for the forms of one operation have none


_LAYOUTS: tuple[Callable[[JSON], str], ...] = (spaced,) * 9 + (minified,) * 6 + (pretty,) * 5
_COMPUTING = frozenset(("scale", "compute", "to_number", "aggregate", "aggregate_by"))
_SHORTENING_TEXT = "filter take top count_by count_where aggregate aggregate_by distinct pluck"
_SHORTENING = frozenset(_SHORTENING_TEXT.split())  # what makes a value of many records one that a label can have
_LONG = 12  # more records than these are shortened first
_ALL = frozenset[str]()
_FOREIGN = 0.12  # tables whose names are in another language than English
_DRAWS = 3  # chains drawn for a document before another one is
_PATIENCE = 40  # tries for a chain that can be said in the form that is due


def _steps(slot: Slot, content: Content, settings: Settings, rng: Random) -> Steps:
    """Draw a document and a chain of operations that changes it, and say the chain in words.

    BuildError if no result is as long as ``settings`` ask.
    """
    form, start = form_of(slot.index), None
    single = SINGLE.get(form, _ALL)
    for attempt in range(_TRIES):
        vast = not single and attempt < _PATIENCE and due(slot.index, _VAST, "transform/vast")
        if attempt % _DRAWS == 0:
            start = _document(slot.split, rng, _VAST_TABLE if vast else _SHORT if form == "example" else _USUAL)
            yield
        among = single or (_SHORTENING if _is_long(start) else _ALL)
        chain = draw(start, rng, 1 if single else pick(rng, _LENGTHS), among)
        yield
        if chain is None or not settings.min_length <= len(chain.text) <= settings.max_length or not _sound(chain):
            continue
        language = pick(rng, names_of(settings.languages))
        said = opening(form if attempt < _PATIENCE else "command", chain, slot, content, language, rng)
        yield
        if said is not None:
            return _example(chain, said, slot.split, content, rng)
    raise BuildError(
        slot.id,
        f"no result has {settings.min_length} to {settings.max_length} characters in {_TRIES} tries",
        "Widen --min-length and --max-length.",
    )


def _is_long(document: JSON) -> bool:
    return isinstance(document, list) and len(document) > _LONG


def _sound(chain: Chain) -> bool:
    """Say whether the chain as a whole changes the document and the numbers it computed are plain."""
    if chain.text == chain.steps[0].before.document:
        return False
    computing = any(step.op.name in _COMPUTING for step in chain.steps)
    return not computing or unnatural(chain.result) is None


@dataclass(frozen=True, slots=True)
class _Kind:
    """What documents are drawn: tables of so many rows and columns, and a share of others of these sizes."""

    rows: Sequence[int]
    columns: int
    others: float
    sizes: Sequence[Size]


_USUAL = _Kind(_ROWS, 6, 0.34, cast("tuple[Size, ...]", ("small",) * 10 + ("medium",) * 8 + ("large",) * 2))
_SHORT = _Kind(_ROWS, 3, 0.34, ("small",))  # for what an example shows again, in small
_VAST_TABLE = _Kind(range(51, 67), 3, 0, ())


def _document(split: Split, rng: Random, kind: _Kind) -> JSON:
    if chance(rng, kind.others):
        return document(rng, split, pick(rng, kind.sizes))
    rows = table(rng, split, pick(rng, kind.rows), kind.columns)
    if kind is _VAST_TABLE:
        return cast("JSON", rows)
    return cast("JSON", in_another_language(rows, rng) if chance(rng, _FOREIGN) else rows)


def _example(chain: Chain, said: Opening, split: Split, content: Content, rng: Random) -> Example:
    instruction = instruct(rng, content, split, said.text, orders_agree(chain.result), said.language)
    operations: list[JSON] = [{"name": step.op.name, "args": dict(step.args)} for step in chain.steps]
    facts: dict[str, JSON] = {
        "difficulty": _difficulty(chain),
        "group": fingerprint(chain.steps[0].before.document),
        "operations": operations,
        "jq": program(tuple(step.op.name for step in chain.steps)),
        "params": [dict(step.args) for step in chain.steps],
        **_expressed(chain),
        **said.facts,
        "named": _named(said.named, instruction),
    }
    inputs = {"instruction": instruction, "json": pick(rng, _LAYOUTS)(chain.document)}
    return Example(_NAME, inputs, Completion(chain.text), facts)


def _expressed(chain: Chain) -> dict[str, JSON]:
    said: dict[str, JSON] = {"jmespath": chain.jmespath, "jsonata": chain.jsonata}
    return {language: expression for language, expression in said.items() if expression is not None}


def _named(named: Mapping[str, tuple[str, str]], instruction: str) -> list[JSON]:
    """Return how each member was named; one whose name stands in the instruction was named literally after all."""
    return [
        {"key": key, "name": "literal", "said": key} if key in instruction else {"key": key, "name": way, "said": said}
        for key, (way, said) in named.items()
    ]


def _difficulty(chain: Chain) -> Difficulty:
    first = chain.steps[0].before
    points = 2 * len(chain.steps) + (len(first.rows) > 5) + first.nested + (len(first.document) > 600)
    return "easy" if points < 4 else "medium" if points < 6 else "hard"


# check and score


def check(example: Example) -> list[Problem]:
    """Derive the result again by the operations' second algorithms, and look at the texts.

    Without facts it proves what the row alone allows: both texts are JSON, and the label is canonical and a change.
    """
    answer = label(example)
    try:
        before, size = _read(example.input["json"])
    except ValueError as error:
        return [Problem("input-not-json", str(error))]
    problems = _prove(example, before, answer) if "operations" in example.facts else None
    odd = noncanonical(answer) if problems != [] else None  # what is proved is the canonical text of a natural value
    if odd is not None:
        return [Problem("label-not-canonical", odd)]
    if size == len(answer.encode()) and canonical(before) == answer:
        return [Problem("label-unchanged", "the answer is the input"), *(problems or [])]
    return problems or []


def _read(text: str) -> tuple[JSON, int]:
    """Read JSON, and count the bytes of its canonical text; ValueError for what is none, or has a member twice.

    A member that stands twice is printed once, with fewer quotation marks: the fast reader that does not tell is
    enough where they are as many (and none of them is escaped).
    """
    if "\\" not in text:
        try:
            value: JSON = orjson.loads(text)
        except orjson.JSONDecodeError:
            value = parse_strict(text)
        again = orjson.dumps(value)
        if again.count(b'"') == text.count('"'):
            return value, len(again)
    value = parse_strict(text)
    return value, len(orjson.dumps(value))


def _prove(example: Example, before: JSON, answer: str) -> list[Problem]:
    try:
        operations = _operations(example.facts["operations"])
        unknown = next((name for name, _ in operations if name not in BY_NAME), None)
        if unknown is not None:
            return [Problem("operation-unknown", f"there is no operation {unknown!r}")]
        value = derive(before, operations)
        derived, odd = canonical(value), unnatural(value)
        unsaid = _unsaid(operations, example.input["instruction"])
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        return [Problem("operation-broken", f"{type(error).__name__}: {error}")]
    wrong = [Problem("label-wrong", f"the operations give {derived[:80]!r}")] if derived != answer or odd else []
    said = [Problem("name-unsaid", f"the instruction does not say {unsaid!r}")] if unsaid is not None else []
    return wrong + said + _prove_words(example, before, operations)


def _prove_words(example: Example, before: JSON, operations: Sequence[tuple[str, Args]]) -> list[Problem]:
    """Read the descriptions of members back, and derive what the example in the instruction shows."""
    problems = _unclear(example, before)
    goal = cast("dict[str, JSON] | None", example.facts.get("goal"))
    if goal is not None and canonical(derive(goal["before"], operations)) != canonical(goal["after"]):
        problems.append(Problem("goal-wrong", "the operations do not lead from the example's input to its output"))
    return problems


def _unclear(example: Example, before: JSON) -> list[Problem]:
    """Read the descriptions of members back: each must lead to its member alone."""
    members = cast("list[dict[str, str]]", example.facts.get("named", []))
    described = [(named["key"], named["said"]) for named in members if named["name"] != "literal"]
    if not described:
        return []
    instruction, resolve = example.input["instruction"], resolver(before, str(example.facts.get("language", "en")))
    return [
        Problem("name-unclear", f"{said!r} does not lead to {key!r} alone")
        for key, said in described
        if key in instruction or resolve(said) != [(key,)]
    ]


def _operations(fact: JSON) -> list[tuple[str, Args]]:
    return [(str(step["name"]), cast("Args", step["args"])) for step in cast("list[dict[str, JSON]]", fact)]


def _unsaid(operations: Iterable[tuple[str, Args]], instruction: str) -> str | None:
    for name, args in operations:
        for argument in BY_NAME[name].fresh:
            for said in _literals(argument, args[argument]):
                if said not in instruction:
                    return said
    return None


def _literals(argument: str, value: JSON) -> list[str]:
    if argument == "tests":
        return [said for test in cast("list[dict[str, JSON]]", value) for said in _literals("", test["value"])]
    if argument == "fields":
        return list(map(_inner, cast("dict[str, JSON]", value)))
    if argument == "names":
        names = cast("dict[str, str]", value)
        return [_inner(new) for new in names.values() if new not in names]
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return [said for member in inner for said in _literals("", member)]
    return [] if value is None else [_inner(value)]


def _inner(value: JSON) -> str:
    """Return how a scalar stands in a sentence, without quotes around it."""
    return canonical(value)[1:-1] if isinstance(value, str) else canonical(value)


def score(example: Example, answer: str) -> float:
    """Rate an answer: 1.0 for the label's value in canonical form, 0.9 for the value in another form.

    Otherwise half the share of the label's top-level members (or elements, by place) that the answer has right; 0.0
    for what is not JSON.
    """
    wanted = label(example)
    if answer == wanted:
        return 1.0
    try:
        given = parse_strict(answer)
    except ValueError:
        return 0.0
    return 0.9 if canonical(given) == wanted else 0.5 * _share(parse_strict(wanted), given)


def _share(wanted: JSON, given: JSON) -> float:
    here, there = _parts(wanted), _parts(given)
    if type(wanted) is not type(given) or not here:
        return 0.0
    right = sum(name in there and canonical(there[name]) == canonical(member) for name, member in here.items())
    return right / max(len(here), len(there))


def _parts(value: JSON) -> dict[str | int, JSON]:
    if isinstance(value, dict):
        return {name: member for name, member in value.items()}  # noqa: C416 - a dict's keys are invariant
    return dict(enumerate(value)) if isinstance(value, list) else {}


TASK = Task(_NAME, 10, "json", "input", _steps, check, score, alike=form_of)
