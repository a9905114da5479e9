"""json_transform: a document, what to do with it in words, and the result."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, TypeAlias, cast

import orjson

from jsonsynth.content import Content
from jsonsynth.errors import BuildError
from jsonsynth.examples import JSON, Completion, Difficulty, Example, Problem, Settings, Slot, Split, label
from jsonsynth.invention import document, table
from jsonsynth.jsontext import canonical, fingerprint, minified, noncanonical, parse_strict, pretty, spaced
from jsonsynth.seeds import Random, chance, pick
from jsonsynth.task import Task, instruct
from jsonsynth.transforms import BY_NAME, Args, Chain, Step, derive, draw, program
from jsonsynth.transforms.saying import Voice, voice

__all__ = ["TASK", "check", "make", "score"]

_NAME = "json_transform"
_BOOK = "json_transform.en"
_TRIES = 100
_LENGTHS = (1,) * 35 + (2,) * 11 + (3,) * 4
_ROWS = (2,) * 5 + (3,) * 14 + (4,) * 12 + (5,) * 7 + (6,) * 4 + (8,) * 3 + (10, 14, 20, 55)
_Size: TypeAlias = Literal["small", "medium", "large"]
_SIZES = cast("tuple[_Size, ...]", ("small",) * 10 + ("medium",) * 8 + ("large",) * 2)


_LAYOUTS: tuple[Callable[[JSON], str], ...] = (spaced,) * 9 + (minified,) * 6 + (pretty,) * 5
_COMPUTING = frozenset(("scale", "compute", "to_number", "aggregate", "aggregate_by"))
_QUESTIONS = 0.36
_SCOPED = frozenset(
    [
        "rename",
        "keep",
        "drop",
        "nest",
        "lift",
        "move_out",
        "drop_inside",
        "defaults",
        "add",
        "to_number",
        "to_string",
        "to_boolean",
        "text_case",
        "trim",
        "join_text",
        "split_text",
        "join_list",
        "date_format",
        "scale",
        "compute",
    ]
)

_STOPS = re.compile(r"[;:(]|, [a-z]+ ")


def make(slot: Slot, content: Content, settings: Settings, rng: Random) -> Example:
    """Draw a document and a chain of operations that changes it, and say the chain in words.

    BuildError if no result is as long as ``settings`` ask.
    """
    for _ in range(_TRIES):
        chain = _chain(slot.split, rng)
        if chain is not None and settings.min_length <= len(chain.text) <= settings.max_length and _sound(chain):
            return _example(chain, slot.split, content, rng)
    raise BuildError(
        slot.id,
        f"no result has {settings.min_length} to {settings.max_length} characters in {_TRIES} tries",
        "Widen --min-length and --max-length.",
    )


def _sound(chain: Chain) -> bool:
    """Say whether the chain as a whole changes the document and the numbers it computed are plain."""
    if chain.text == chain.steps[0].before.document:
        return False
    computing = any(step.op.name in _COMPUTING for step in chain.steps)
    return not computing or noncanonical(chain.text) is None


def _chain(split: Split, rng: Random) -> Chain | None:
    many = chance(rng, 0.66)
    start = cast("JSON", table(rng, split, pick(rng, _ROWS))) if many else document(rng, split, pick(rng, _SIZES))
    return draw(start, rng, pick(rng, _LENGTHS))


def _example(chain: Chain, split: Split, content: Content, rng: Random) -> Example:
    names = tuple(step.op.name for step in chain.steps)
    operations: list[JSON] = [{"name": step.op.name, "args": dict(step.args)} for step in chain.steps]
    opening = _opening(chain, split, content, rng)
    facts: dict[str, JSON] = {
        "difficulty": _difficulty(chain),
        "group": fingerprint(chain.steps[0].before.document),
        "operations": operations,
        "jq": program(names),
        "params": [dict(step.args) for step in chain.steps],
    }
    inputs = {
        "instruction": instruct(rng, content, split, opening, chain.result),
        "json": pick(rng, _LAYOUTS)(chain.document),
    }
    return Example(_NAME, inputs, Completion(chain.text), facts)


def _difficulty(chain: Chain) -> Difficulty:
    first = chain.steps[0].before
    deep = "}}" in first.document or "]}" in first.document
    points = 2 * len(chain.steps) + (len(first.rows) > 5) + deep + (len(first.document) > 600)
    return "easy" if points < 4 else "medium" if points < 6 else "hard"


# the instruction


def _opening(chain: Chain, split: Split, content: Content, rng: Random) -> str:
    def say(section: str, values: Mapping[str, str]) -> str:
        return pick(rng, content.books[_BOOK][split][section]).fill(values)

    speaking = voice(rng, chain.steps[0].before, say)
    asked = chance(rng, _QUESTIONS)
    notes = [
        _sentence(say(f"note {note.section}", speaking.fill(note.mentions)))
        for step in chain.steps
        for note in (step.op.notes(step.before, step.args))
    ]
    return " ".join([_core(chain.steps, speaking, asked, content, split), *dict.fromkeys(notes)])


def _core(steps: Sequence[Step], speaking: Voice, asked: bool, content: Content, split: Split) -> str:
    section = _section(steps[0])
    if asked and len(steps) == 1 and f"{section} ?" in content.books[_BOOK][split] and chance(speaking.rng, 0.7):
        return _sentence(speaking.say(f"{section} ?", speaking.fill(steps[0].op.mentions(steps[0].args))))
    clauses = [_clause(step, speaking) for step in steps]
    do = clauses[0] if len(clauses) == 1 else speaking.say(*_joint(clauses))
    return _sentence(speaking.say("question" if asked else "command", {"do": do, "Do": do[:1].upper() + do[1:]}))


def _joint(clauses: Sequence[str]) -> tuple[str, dict[str, str]]:
    return ("chain two", "chain three")[len(clauses) - 2], dict(zip(("one", "two", "three"), clauses, strict=False))


def _section(step: Step) -> str:
    variant = step.op.section(step.args)
    return f"{step.op.name} {variant}" if variant else step.op.name


def _clause(step: Step, speaking: Voice) -> str:
    clause = speaking.say(_section(step), speaking.fill(step.op.mentions(step.args)))
    simple = step.before.many and step.op.name in _SCOPED and not _STOPS.search(clause)
    if simple and chance(speaking.rng, 0.5):
        return f"{clause} {speaking.say('scope', speaking.nouns)}"
    return clause


def _sentence(text: str) -> str:
    return text if text[-1:] in ".?!" else text + "."


# check and score


def check(example: Example) -> list[Problem]:
    """Derive the result again by the operations' second algorithms, and look at the texts.

    Without facts it proves what the row alone allows: both texts are JSON, and the label is canonical and a change.
    """
    answer = label(example)
    try:
        before, text = _read(example.input["json"])
    except ValueError as error:
        return [Problem("input-not-json", str(error))]
    odd = noncanonical(answer)
    if odd is not None:
        return [Problem("label-not-canonical", odd)]
    problems = [Problem("label-unchanged", "the answer is the input")] if text == answer else []
    return problems + (_prove(example, before, answer) if "operations" in example.facts else [])


def _read(text: str) -> tuple[JSON, str]:
    """Read JSON, and print it canonically; ValueError for what is none, or has a member twice.

    A member that stands twice is printed once, with fewer quotation marks: the fast reader that does not tell is
    enough where they are as many (and none of them is escaped).
    """
    if "\\" not in text:
        try:
            value: JSON = orjson.loads(text)
        except orjson.JSONDecodeError:
            value = parse_strict(text)
        again = canonical(value)
        if again.count('"') == text.count('"'):
            return value, again
    value = parse_strict(text)
    return value, canonical(value)


def _prove(example: Example, before: JSON, answer: str) -> list[Problem]:
    try:
        operations = _operations(example.facts["operations"])
        unknown = next((name for name, _ in operations if name not in BY_NAME), None)
        if unknown is not None:
            return [Problem("operation-unknown", f"there is no operation {unknown!r}")]
        derived = canonical(derive(before, operations))
        unsaid = _unsaid(operations, example.input["instruction"])
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        return [Problem("operation-broken", f"{type(error).__name__}: {error}")]
    wrong = [Problem("label-wrong", f"the operations give {derived[:80]!r}")] if derived != answer else []
    return wrong + ([Problem("name-unsaid", f"the instruction does not say {unsaid!r}")] if unsaid is not None else [])


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


TASK = Task(_NAME, 10, "json", "input", make, check, score)
