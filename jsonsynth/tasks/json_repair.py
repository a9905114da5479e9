"""json_repair: a broken text, and the document that it certainly stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from json import dumps
from typing import Literal, cast

import orjson

from jsonsynth.breaking import Corruption, Kit, corrupt, kit
from jsonsynth.content import Content
from jsonsynth.errors import BuildError
from jsonsynth.examples import (
    DIFFICULTIES,
    JSON,
    Completion,
    Difficulty,
    Example,
    Preference,
    Problem,
    Settings,
    Slot,
    label,
)
from jsonsynth.invention import Size, document
from jsonsynth.jsontext import canonical, fingerprint, is_json, minified, noncanonical, parse_strict
from jsonsynth.rejections import Case, reject
from jsonsynth.repairs import Undo, inseparable, is_of_kind, leaves, lost, reverted, same_value
from jsonsynth.seeds import Random, count_before, due, interleaved, pick
from jsonsynth.task import Task, instruct
from jsonsynth.tokens import Tokens, scan

__all__ = ["TASK"]

_NAME = "json_repair"
_BOOK = "json_repair.en"
_LEVELS = (4, 3, 1)  # easy, medium, hard as 20/15/5
_MANY, _DEEP = 4, 4  # errors that make a row hard; levels of nesting that do so with two errors and non-ASCII text
_TRIES = 100
_LEADS = 8  # classes tried on a document before another one is drawn
_SHORTEST = 60  # characters of a label: shorter ones, cut off, hold little but common words and might be drawn twice

_SMALL, _MEDIUM, _LARGE = cast("tuple[tuple[Size], ...]", (("small",), ("medium",), ("large",)))
_SIZES: dict[Difficulty, tuple[Size, ...]] = {
    "easy": _SMALL * 30 + _MEDIUM * 19 + _LARGE,
    "medium": _SMALL * 7 + _MEDIUM * 12 + _LARGE,
    "hard": _MEDIUM * 3 + _LARGE * 2,
}
_COUNTS: dict[Difficulty, tuple[int, ...]] = {"easy": (1,), "medium": (2, 2, 3), "hard": (4, 4, 5, 5, 6, 7)}
_COUNTS_DEEP = (2, 3, 3, 4, 5)


# -- make


@dataclass(frozen=True, slots=True)
class _Order:
    slot: Slot
    level: Difficulty
    kind: Literal["supervised", "identity", "pair"]
    content: Content
    settings: Settings


def _make(slot: Slot, content: Content, settings: Settings, rng: Random) -> Example:
    """Break a document so that its label stays certain. Raises BuildError if the settings leave no room."""
    order = _Order(slot, DIFFICULTIES[interleaved(slot.index, _LEVELS)], _kind(slot, settings), content, settings)
    for _ in range(_TRIES):
        example = _identity(order, rng) if order.kind == "identity" else _repair(order, rng)
        if example is not None:
            return example
    sizes = f"{settings.min_length} to {settings.max_length} characters"
    raise BuildError(slot.id, f"no document of {sizes} can be broken", "Allow more lengths, or add corruptors.")


def _kind(slot: Slot, settings: Settings) -> Literal["supervised", "identity", "pair"]:
    share, salt = settings.preference_share, "json_repair/preference"
    if due(slot.index, share, salt):
        return "pair"
    rank = slot.index - count_before(slot.index, share, salt)
    return "identity" if due(rank, settings.identity_share, "json_repair/identity") else "supervised"


@lru_cache(maxsize=8)
def _tools(content: Content) -> Kit:
    return kit(content.corruptors)


def _fits(answer: str, settings: Settings) -> bool:
    return max(settings.min_length, min(_SHORTEST, settings.max_length // 2)) <= len(answer) <= settings.max_length


def _identity(order: _Order, rng: Random) -> Example | None:
    value = cast("JSON", document(rng, order.slot.split, pick(rng, _SIZES[order.level])))
    answer = canonical(value)
    if not _fits(answer, order.settings):
        return None
    sound = _laid_out(value, rng)
    return Example(
        _NAME,
        {"instruction": _instruction(order, rng, value, []), "broken_json": sound},
        Completion(answer),
        _facts(order, answer, sound, Corruption(sound, (), ()), None),
    )


def _repair(order: _Order, rng: Random) -> Example | None:
    tools = _tools(order.content)
    drawn = _broken(order, tools, rng)
    if drawn is None:
        return None
    value, sound, corruption = drawn
    answer = canonical(value)
    if not _fits(answer, order.settings):
        return None
    target: Completion | Preference = Completion(answer)
    rejected_kind = None
    if order.kind == "pair":
        rejected = reject(Case(answer, sound, corruption, tools), rng)
        if rejected is None:
            return None
        target, rejected_kind = Preference(answer, rejected[0]), rejected[1]
    policies = _policies(corruption)
    return Example(
        _NAME,
        {"instruction": _instruction(order, rng, value, policies), "broken_json": corruption.text},
        target,
        _facts(order, answer, sound, corruption, rejected_kind),
    )


def _broken(order: _Order, tools: Kit, rng: Random) -> tuple[JSON, str, Corruption] | None:
    """Draw a document and break it with as many errors as the level asks for; None if it has no room for them."""
    value = cast("JSON", document(rng, order.slot.split, pick(rng, _SIZES[order.level])))
    tokens: Tokens | None = None
    count = 0
    for _ in range(_LEADS):
        lead = (tools.any if order.level == "easy" else tools.local).draw(rng)
        if lead.prepare:
            changed = lead.prepare(value, rng)
            if changed is None:
                continue
            value, tokens = changed, None
        if tokens is None:
            tokens = scan(_laid_out(value, rng))
            count = pick(rng, _COUNTS_DEEP if order.level == "hard" and _is_deep(tokens) else _COUNTS[order.level])
        corruption = corrupt(tokens, rng, tools, lead, count)
        if corruption and _level(len(corruption.errors), tokens.text) == order.level:
            return value, tokens.text, corruption
    return None


def _is_deep(tokens: Tokens) -> bool:
    return not tokens.text.isascii() and _depth(tokens.text) >= _DEEP


def _level(errors: int, sound: str) -> Difficulty:
    if errors < 2:
        return "easy"
    hard = errors >= _MANY or (not sound.isascii() and _depth(sound) >= _DEEP)
    return "hard" if hard else "medium"


_STRINGS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_BRACKETS = re.compile(r"[{}\[\]]")


def _depth(text: str) -> int:
    depth = deepest = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub("", text)):
        depth += 1 if bracket in "{[" else -1
        deepest = max(deepest, depth)
    return deepest


def _spaced(value: JSON) -> str:
    return dumps(value, ensure_ascii=False)


def _half_spaced(value: JSON) -> str:
    return dumps(value, ensure_ascii=False, separators=(",", ": "))


def _indented(value: JSON) -> str:
    return orjson.dumps(value, None, orjson.OPT_INDENT_2).decode()


_INDENT = re.compile(r"\n((?:  )+)")


def _indented_by_four(value: JSON) -> str:
    return _INDENT.sub(lambda match: "\n" + match.group(1) * 2, _indented(value))


def _indented_by_tab(value: JSON) -> str:
    return _INDENT.sub(lambda match: "\n" + "\t" * (len(match.group(1)) // 2), _indented(value))


_LAYOUTS: tuple[Callable[[JSON], str], ...] = (
    *(minified,) * 15,
    *(_spaced,) * 12,
    *(_half_spaced,) * 2,
    *(_indented,) * 13,
    *(_indented_by_four,) * 5,
    *(_indented_by_tab,) * 3,
)


def _laid_out(value: JSON, rng: Random) -> str:
    return pick(rng, _LAYOUTS)(value)


def _policies(corruption: Corruption) -> list[str]:
    return sorted({row.policy for row in corruption.errors if row.policy})


def _instruction(order: _Order, rng: Random, value: JSON, policies: list[str]) -> str:
    content, split = order.content, order.slot.split
    said = [content.say(rng, _BOOK, split, "fix")]
    said += [content.say(rng, _BOOK, split, f"policy.{policy}") for policy in policies]
    return instruct(rng, content, split, " ".join(said), value)


def _facts(
    order: _Order, answer: str, sound: str, corruption: Corruption, rejected_kind: str | None
) -> dict[str, JSON]:
    edits: list[JSON] = [
        {"class": name, "start": edit.start, "end": edit.end, "old": sound[edit.start : edit.end], "new": edit.new}
        for name, edit in corruption.edits
    ]
    policies: list[JSON] = [*_policies(corruption)]
    return {
        "difficulty": order.level,
        "group": fingerprint(answer),
        "classes": [row.name for row in corruption.errors],
        "edits": edits,
        "sound": sound,
        "policy": policies or None,
        "rejected_kind": rejected_kind,
    }


# -- check


def _check(example: Example) -> list[Problem]:
    """Prove the label from the row, and with its facts how it was made.

    From the row alone: the broken text is no JSON (or JSON of the label's value: an identity row), the label is
    canonical, nothing of it is lost in the broken text, a rejected answer has another value.
    """
    answer, broken = label(example), example.input.get("broken_json", "")
    reason = noncanonical(answer)
    if reason:
        return [Problem("label-not-canonical" if is_json(answer) else "label-not-json", reason)]
    problems = [*_check_input(example, broken, answer), *_check_rejected(example, answer)]
    if not problems and "edits" in example.facts:
        problems += _check_facts(example, broken, answer)
    return problems


def _check_input(example: Example, broken: str, answer: str) -> Iterator[Problem]:
    if is_json(broken):
        if canonical(orjson.loads(broken)) != answer and not same_value(broken, answer):
            yield Problem("input-valid", "the broken text is valid JSON of another value than the label")
        elif isinstance(example.target, Preference):
            yield Problem("input-valid", "the broken text of a preference pair is valid JSON")
        elif example.facts.get("classes"):
            yield Problem("input-valid", "the broken text is valid JSON, but classes names errors")
        return
    missing = lost(answer, broken)
    if missing is not None:
        yield Problem("label-adds", f"{missing[:80]} of the label is not in the broken text")


def _check_rejected(example: Example, answer: str) -> Iterator[Problem]:
    target = example.target
    if not isinstance(target, Preference):
        return
    form = noncanonical(target.rejected)
    if target.rejected == answer or (form and is_json(target.rejected) and same_value(target.rejected, answer)):
        yield Problem("rejected-right", "the rejected answer has the value of the chosen one")
    elif form and "edits" in example.facts and is_json(target.rejected):
        yield Problem("rejected-form", f"the rejected answer is JSON, but not in canonical form: {form}")


def _check_facts(example: Example, broken: str, answer: str) -> Iterator[Problem]:
    facts = example.facts
    try:
        edits = [_undo(edit) for edit in cast("list[Mapping[str, JSON]]", facts["edits"])]
        classes, sound = cast("list[str]", facts["classes"]), str(facts["sound"])
        if reverted(broken, edits) != sound:
            raise ValueError("undoing the edits does not give the sound text")
        if canonical(orjson.loads(sound)) != answer or _length(sound) != _length(answer):
            raise ValueError("the sound text has another value than the label, or a member twice")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield Problem("edits-wrong", f"{type(error).__name__}: {error}")
        return
    yield from _check_classes(facts, classes, edits, sound)
    yield from _check_policies(example, classes)
    yield from _check_kind(example, broken, answer)


def _length(text: str) -> int:
    """Count what is not white space, in strings or not: a member that stands twice makes a text longer."""
    return len("".join(text.split()))


def _undo(edit: Mapping[str, JSON]) -> Undo:
    start, end = edit["start"], edit["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError("start and end of an edit are not both integers")
    return Undo(str(edit["class"]), start, end, str(edit["old"]), str(edit["new"]))


def _check_classes(facts: Mapping[str, JSON], classes: list[str], edits: list[Undo], sound: str) -> Iterator[Problem]:
    written = [edit.name for edit in edits]
    if sorted(classes) != sorted(written) and not _covers(Counter(classes), Counter(written)):
        yield Problem("classes-wrong", f"classes {sorted(classes)} do not fit edits of {sorted(set(written))}")
    if classes and facts.get("difficulty") != _level(len(classes), sound):
        yield Problem("difficulty-wrong", f"{len(classes)} errors are not {facts.get('difficulty')}")
    touching = inseparable(sound, edits, classes)
    if touching:
        yield Problem("errors-entangled", touching)


def _covers(errors: Counter[str], written: Counter[str]) -> bool:
    """An error has one edit, or the class is there once and has all its edits."""
    return errors.keys() == written.keys() and all(
        count == errors[name] or errors[name] == 1 for name, count in written.items()
    )


# The class whose label is certain under a policy alone, the policy, and a word that a sentence of it has.
_POLICIES = {
    "invalid_escape": ("invalid_escape", re.compile(r"(?i)backslash")),
    "js_literal": ("no_value", re.compile(r"(?=.*null)(?=.*NaN)")),
    "number_leading_zero": ("zeros", re.compile(r"(?i)zeros")),
    "number_radix": ("radix", re.compile(r"(?i)\bdecimal")),
    "extra_comma": ("no_hole", re.compile(r"(?i)comma")),
    "paren_tuple": ("tuple", re.compile(r"(?i)parenthes")),
    "function_wrapper": ("unwrap", re.compile(r"(?i)\bcall|wrapper")),
    "concatenated_values": ("one_array", re.compile(r"(?i)\barray")),
}


def _check_policies(example: Example, classes: list[str]) -> Iterator[Problem]:
    named = cast("list[str]", example.facts.get("policy") or [])
    for name in classes:
        policy, words = _POLICIES.get(name, ("", None))
        if policy and policy not in named:
            yield Problem("policy-unsaid", f"{name} needs the policy {policy}, which is not recorded")
        if words and not words.search(example.input["instruction"]):
            yield Problem("policy-unsaid", f"{name} needs the policy {policy}, which the instruction does not state")


def _check_kind(example: Example, broken: str, answer: str) -> Iterator[Problem]:
    kind, target = example.facts.get("rejected_kind"), example.target
    if not isinstance(target, Preference):
        if kind is not None:
            yield Problem("rejected-kind", f"{kind!r} is recorded, but the row has no rejected answer")
        return
    fits = is_of_kind(str(kind), broken, answer, target.rejected)
    if not fits:
        yield Problem("rejected-kind", f"the rejected answer is not {kind!r}")


# -- score


def _score(example: Example, answer: str) -> float:
    """Rate an answer: 1.0 the label, 0.9 its value in another form, 0.0 no JSON.

    JSON of another value: 0.8 times the share of scalars at their place (twice the common ones by those of both).
    """
    if answer == label(example):
        return 1.0
    try:
        given = Counter(leaves(parse_strict(answer)))
    except (ValueError, OverflowError):
        return 0.0
    right = Counter(leaves(parse_strict(label(example))))
    if given == right:
        return 0.9
    common = sum((given & right).values())
    return 0.8 * 2 * common / (given.total() + right.total())


TASK = Task(_NAME, 20, "broken_json", "input", _make, _check, _score)
