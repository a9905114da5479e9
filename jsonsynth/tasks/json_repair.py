"""json_repair: a broken text, and the document that it certainly stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import Literal, NamedTuple, cast

import orjson

from jsonsynth.breaking import Corruption, Kit, corrupt, kit
from jsonsynth.certainty import second_opinion
from jsonsynth.complaints import complaint
from jsonsynth.content import Content, load
from jsonsynth.corruption import Policy
from jsonsynth.dumps import dump
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
from jsonsynth.jsontext import (
    canonical,
    fingerprint,
    half_spaced,
    is_json,
    minified,
    noncanonical,
    parse_strict,
    pretty,
    spaced,
    unnatural,
)
from jsonsynth.policies import unsaid
from jsonsynth.rejections import Case, reject
from jsonsynth.repairs import Undo, inseparable, is_of_kind, leaves, lost, nesting, reverted, same_value
from jsonsynth.reported import untrue
from jsonsynth.seeds import Random, between, chance, count_before, due, interleaved, pick
from jsonsynth.task import Task, instruct
from jsonsynth.tokens import Tokens, scan, scan_again

__all__ = ["TASK"]

_NAME = "json_repair"
_BOOK = "json_repair.en"
_LEVELS = (4, 3, 1)  # easy, medium, hard as 20/15/5
_MANY, _DEEP = 4, 4  # errors that make a row hard; levels of nesting that do so with two errors and non-ASCII text
_TRIES = 100
_LEADS = 8  # classes tried on a document before another one is drawn
_COMPLAINTS = 0.052  # rows whose instruction tells what a parser said; of some broken texts none says a thing
_LONG = 4096, 32768  # characters of a label in the rows that are long, where they may be
_LONG_SHARE = "0.02"
_SHORTEST = 60  # characters of a label: shorter ones, cut off, hold little but common words and might be drawn twice

_SMALL, _MEDIUM, _LARGE = cast("tuple[tuple[Size], ...]", (("small",), ("medium",), ("large",)))
_SIZES: dict[Difficulty, tuple[Size, ...]] = {
    "easy": _SMALL * 39 + _MEDIUM * 10 + _LARGE,
    "medium": _SMALL * 12 + _MEDIUM * 7 + _LARGE,
    "hard": _SMALL + _MEDIUM * 6 + _LARGE * 3,
}
_COUNTS: dict[Difficulty, tuple[int, ...]] = {"easy": (1,), "medium": (2, 2, 3), "hard": (4, 4, 5, 5, 6, 7)}
_COUNTS_DEEP = (2, 3, 3, 4, 5)


# -- make


class _Order(NamedTuple):
    slot: Slot
    level: Difficulty
    kind: Literal["supervised", "identity", "pair"]
    content: Content
    settings: Settings


class _Made(NamedTuple):
    value: JSON
    answer: str
    sound: str
    corruption: Corruption


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


def _is_long(order: _Order) -> bool:
    return order.settings.max_length >= _LONG[0] and due(order.slot.index, _LONG_SHARE, "json_repair/long")


def _fits(answer: str, order: _Order) -> bool:
    settings = order.settings
    least = _LONG[0] if _is_long(order) else max(settings.min_length, min(_SHORTEST, settings.max_length // 2))
    return least <= len(answer) <= settings.max_length


def _drawn(order: _Order, rng: Random) -> JSON:
    """Draw a document of the size that the row is to have; a long one that is to be medium is flat: deep is hard."""
    if not _is_long(order):
        return document(rng, order.slot.split, pick(rng, _SIZES[order.level]))
    most = min(_LONG[1], order.settings.max_length) * 5 // 6  # the last record may go beyond
    return dump(rng, order.slot.split, between(rng, _LONG[0], max(_LONG[0], most)), flat=order.level == "medium")


def _identity(order: _Order, rng: Random) -> Example | None:
    value = _drawn(order, rng)
    answer = canonical(value)
    if not _fits(answer, order):
        return None
    made = _Made(value, answer, (sound := _laid_out(value, rng)), Corruption(sound, (), ()))
    return _example(order, rng, made, Completion(answer), None)


def _repair(order: _Order, rng: Random) -> Example | None:
    tools = _tools(order.content)
    made = _broken(order, tools, rng)
    if made is None:
        return None
    if order.kind != "pair":
        return _example(order, rng, made, Completion(made.answer), None)
    rejected = reject(Case(made.answer, made.sound, made.corruption, tools), rng)
    return _example(order, rng, made, Preference(made.answer, rejected[0]), rejected[1]) if rejected else None


def _broken(order: _Order, tools: Kit, rng: Random) -> _Made | None:
    """Draw a document and break it with as many errors as the level asks for; None if it has no room for them."""
    value = _drawn(order, rng)
    tokens: Tokens | None = None
    answer, count, deep = "", 0, False
    for _ in range(_LEADS):
        lead = (tools.any if order.level == "easy" else tools.local).draw(rng)
        if lead.prepare:
            changed = lead.prepare(value, rng)
            if changed is None:
                continue
            value, tokens = changed, None
        if tokens is None:
            answer = canonical(value)
            if not _fits(answer, order):
                return None
            tokens = (scan if order.level == "easy" else scan_again)(_laid_out(value, rng))
            deep = _is_deep(tokens)
            if deep and order.level == "medium":
                return None
            count = pick(rng, _COUNTS_DEEP if deep and order.level == "hard" else _COUNTS[order.level])
        corruption = corrupt(tokens, rng, tools, lead, count)
        if corruption and _level(len(corruption.errors), deep) == order.level:
            return _Made(value, answer, tokens.text, corruption)
    return None


def _level(errors: int, deep: bool) -> Difficulty:
    if errors < 2:
        return "easy"
    return "hard" if errors >= _MANY or deep else "medium"


_NO_BRACKET = str.maketrans("", "", "ks0tfn:, ")


def _is_deep(tokens: Tokens) -> bool:
    if tokens.text.isascii():
        return False
    depth = 0
    for bracket in tokens.shape.translate(_NO_BRACKET):
        depth += 1 if bracket in "{[" else -1
        if depth >= _DEEP:
            return True
    return False


_LAYOUTS: tuple[Callable[[JSON], str], ...] = (
    *(minified,) * 15,
    *(spaced,) * 12,
    *(half_spaced,) * 2,
    *(pretty,) * 13,
    *(partial(pretty, indent="    "),) * 5,
    *(partial(pretty, indent="\t"),) * 3,
)


def _laid_out(value: JSON, rng: Random) -> str:
    return pick(rng, _LAYOUTS)(value)


def _policies(corruption: Corruption) -> list[str]:
    policies = [row.policy.name for row in corruption.errors if row.policy]
    return sorted(set(policies)) if policies else policies


def _example(
    order: _Order, rng: Random, made: _Made, target: Completion | Preference, rejected_kind: str | None
) -> Example:
    content, split, corruption, sound = order.content, order.slot.split, made.corruption, made.sound
    policies = _policies(corruption)
    said = [content.say(rng, _BOOK, split, "fix")]
    said += [content.say(rng, _BOOK, split, f"policy.{policy}") for policy in policies]
    message = complaint(corruption.text) if corruption.errors and chance(rng, _COMPLAINTS) else None
    if message:
        said.append(content.say(rng, _BOOK, split, "message", message=message))
    instruction = instruct(rng, content, split, " ".join(said), made.value)
    edits: list[JSON] = [
        {"class": name, "start": start, "end": end, "old": sound[start:end], "new": new}
        for name, (start, end, new) in corruption.edits
    ]
    facts: dict[str, JSON] = {
        "difficulty": order.level,
        "group": fingerprint(made.answer),
        "classes": [row.name for row in corruption.errors],
        "edits": edits,
        "sound": sound,
        "policy": [*policies] or None,
        "rejected_kind": rejected_kind,
    }
    return Example(_NAME, {"instruction": instruction, "broken_json": corruption.text}, target, facts)


# -- check


def _check(example: Example) -> list[Problem]:
    """Prove the label from the row, and with its facts how it was made.

    From the row alone: the broken text is no JSON (or JSON of the label's value: an identity row), the label is
    canonical, nothing of it is lost in the broken text, a rejected answer has another value, a parser's message in the
    instruction is true.
    """
    answer, broken = label(example), example.input.get("broken_json", "")
    sound = _sound(example)
    agree = sound is not None and canonical(sound.value) == answer
    reason = unnatural(sound.value) if sound and agree else noncanonical(answer)
    if reason:
        return [Problem("label-not-canonical" if is_json(answer) else "label-not-json", reason)]
    problems = [*_check_input(example, broken, answer), *_check_rejected(example, answer)]
    if not problems and "edits" in example.facts:
        problems += _check_facts(example, broken, answer, sound if agree else None)
    return problems


class _Sound(NamedTuple):
    text: str
    value: JSON


def _sound(example: Example) -> _Sound | None:
    """Return the sound text that the facts tell, with its value; None where they tell none."""
    text = example.facts.get("sound")
    try:
        return _Sound(text, orjson.loads(text)) if isinstance(text, str) else None
    except orjson.JSONDecodeError:
        return None


def _check_input(example: Example, broken: str, answer: str) -> Iterator[Problem]:
    if is_json(broken):
        if canonical(orjson.loads(broken)) != answer and not same_value(broken, answer):
            yield Problem("input-valid", "the broken text is valid JSON of another value than the label")
        elif isinstance(example.target, Preference):
            yield Problem("input-valid", "the broken text of a preference pair is valid JSON")
        elif example.facts.get("classes"):
            yield Problem("input-valid", "the broken text is valid JSON, but classes names errors")
        return
    false = untrue(example.input["instruction"], broken)
    if false:
        yield Problem("message-false", f"a parser says something else of the broken text than {false!r}")
    missing = lost(answer, broken)
    if missing is not None:
        yield Problem("label-adds", f"{missing[:80]} of the label is not in the broken text")


def _check_rejected(example: Example, answer: str) -> Iterator[Problem]:
    target = example.target
    if not isinstance(target, Preference):
        return
    form = noncanonical(target.rejected) if is_json(target.rejected) else None
    if target.rejected == answer or (form and same_value(target.rejected, answer)):
        yield Problem("rejected-right", "the rejected answer has the value of the chosen one")
    elif form and "edits" in example.facts:
        yield Problem("rejected-form", f"the rejected answer is JSON, but not in canonical form: {form}")


def _check_facts(example: Example, broken: str, answer: str, sound: _Sound | None) -> Iterator[Problem]:
    """``sound``: the sound text, where its value is the label's."""
    facts = example.facts
    try:
        edits = [_undo(edit) for edit in cast("list[Mapping[str, JSON]]", facts["edits"])]
        classes = cast("list[str]", facts["classes"])
        if sound is None or sound.text.count('"') != answer.count('"'):  # the name of a member that was twice
            raise ValueError("there is no sound text, or it has another value than the label, or a member twice")
        if reverted(broken, edits) != sound.text:
            raise ValueError("undoing the edits does not give the sound text")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield Problem("edits-wrong", f"{type(error).__name__}: {error}")
        return
    yield from _check_classes(classes, edits, sound.text)
    if classes and facts.get("difficulty") != _difficulty(len(classes), sound.text, sound.value):
        yield Problem("difficulty-wrong", f"{len(classes)} errors are not {facts.get('difficulty')}")
    named = cast("list[str]", facts.get("policy") or [])
    missing = unsaid(classes, named, example.input["instruction"], _known_policies())
    yield from (Problem("policy-unsaid", cause) for cause in missing)
    yield from _check_kind(example, broken, answer)


@cache
def _known_policies() -> Mapping[str, Policy]:
    return {row.name: row.policy for row in load().corruptors if row.policy}


def _difficulty(errors: int, sound: str, value: JSON) -> str:
    if 1 < errors < _MANY:
        return "medium" if sound.isascii() or nesting(value) < _DEEP else "hard"
    return "hard" if errors >= _MANY else "easy"


def _undo(edit: Mapping[str, JSON]) -> Undo:
    name, start, end, old, new = edit["class"], edit["start"], edit["end"], edit["old"], edit["new"]
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError("start and end of an edit are not both integers")
    if not isinstance(name, str) or not isinstance(old, str) or not isinstance(new, str):
        raise TypeError("class, old and new of an edit are not all text")
    return Undo(name, start, end, old, new)


def _check_classes(classes: list[str], edits: list[Undo], sound: str) -> Iterator[Problem]:
    written = [edit.name for edit in edits]
    if classes != written and not _covers(Counter(classes), Counter(written)):
        yield Problem("classes-wrong", f"classes {sorted(classes)} do not fit edits of {sorted(set(written))}")
    touching = inseparable(sound, edits, classes)
    if touching:
        yield Problem("errors-entangled", touching)


def _covers(errors: Counter[str], written: Counter[str]) -> bool:
    """An error has one edit, or the class is there once and has all its edits."""
    return errors.keys() == written.keys() and all(
        count == errors[name] or errors[name] == 1 for name, count in written.items()
    )


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


TASK = Task(_NAME, 20, "broken_json", "input", _make, _check, _score, second_opinion)
