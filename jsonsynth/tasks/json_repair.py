"""json_repair: a broken text, and the document that it certainly stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal, cast

from jsonsynth.breaking import Corruption, Kit, corrupt, kit
from jsonsynth.certainty import second_opinion
from jsonsynth.complaints import complaint
from jsonsynth.content import Content, load
from jsonsynth.dumps import dump
from jsonsynth.errors import BuildError
from jsonsynth.examples import (
    DIFFICULTIES,
    JSON,
    Completion,
    Difficulty,
    Example,
    Preference,
    Settings,
    Slot,
    label,
)
from jsonsynth.invention import Size, document
from jsonsynth.jsontext import (
    canonical,
    fingerprint,
    half_spaced,
    minified,
    orders_agree,
    parse_strict,
    pretty,
    spaced,
)
from jsonsynth.labels import problems_of
from jsonsynth.rejections import Case, reject
from jsonsynth.repairs import leaves
from jsonsynth.seeds import Random, between, chance, count_before, due, interleaved, pick
from jsonsynth.task import Steps, Task, instruct, names_of
from jsonsynth.tokens import Tokens, scan, scan_again

__all__ = ["TASK"]

_NAME = "json_repair"
_LEVELS = (4, 3, 1)  # easy, medium, hard as 20/15/5
_MANY, _DEEP = 4, 4  # errors that make a row hard; levels of nesting that do so with two errors and non-ASCII text
_PAIRS, _PAIRS_SALT = Settings().preference_share, "json_repair/preference"
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


_Kind = Literal["supervised", "identity", "pair"]


@dataclass(slots=True)
class _Order:
    """What a slot is to hold. ``least``, ``most``: characters of its label; ``long``: it is one of the long ones."""

    slot: Slot
    level: Difficulty
    kind: _Kind
    content: Content
    languages: str
    least: int
    most: int
    long: bool


@dataclass(slots=True)
class _Made:
    answer: str
    sound: str
    orders_agree: bool
    corruption: Corruption


def _steps(slot: Slot, content: Content, settings: Settings, rng: Random) -> Steps:
    """Break a document so that its label stays certain. Raises BuildError if the settings leave no room."""
    order = _ordered(slot, content, settings)
    example = _identity if order.kind == "identity" else _repair
    for _ in range(_TRIES):
        value = _drawn(order, rng)
        yield
        made = example(order, value, rng)
        if made is not None:
            return made
    sizes = f"{settings.min_length} to {settings.max_length} characters"
    raise BuildError(slot.id, f"no document of {sizes} can be broken", "Allow more lengths, or add corruptors.")


def _ordered(slot: Slot, content: Content, settings: Settings) -> _Order:
    index, most = slot.index, settings.max_length
    level, kind = DIFFICULTIES[interleaved(index, _LEVELS)], _kind(index, settings)
    if most >= _LONG[0] and due(index, _LONG_SHARE, "json_repair/long"):
        return _Order(slot, level, kind, content, settings.languages, _LONG[0], most, long=True)
    least = max(settings.min_length, min(_SHORTEST, most // 2))
    return _Order(slot, level, kind, content, settings.languages, least, most, long=False)


def _kind(index: int, settings: Settings) -> _Kind:
    share = settings.preference_share
    if due(index, share, _PAIRS_SALT):
        return "pair"
    rank = index - count_before(index, share, _PAIRS_SALT)
    return "identity" if due(rank, settings.identity_share, "json_repair/identity") else "supervised"


@lru_cache(maxsize=8)
def _tools(content: Content) -> Kit:
    return kit(content.corruptors)


def _drawn(order: _Order, rng: Random) -> JSON:
    """Draw a document of the size that the row is to have; a long one that is to be medium is flat: deep is hard."""
    if not order.long:
        return document(rng, order.slot.split, pick(rng, _SIZES[order.level]))
    most = min(_LONG[1], order.most) * 5 // 6  # the last record may go beyond
    return dump(rng, order.slot.split, between(rng, _LONG[0], max(_LONG[0], most)), flat=order.level == "medium")


def _identity(order: _Order, value: JSON, rng: Random) -> Example | None:
    answer = canonical(value)
    if not order.least <= len(answer) <= order.most:
        return None
    made = _Made(answer, (sound := _laid_out(value, rng)), orders_agree(value), Corruption(sound, (), ()))
    return _example(order, rng, made, Completion(answer), None)


def _repair(order: _Order, value: JSON, rng: Random) -> Example | None:
    tools = _tools(order.content)
    made = _broken(order, value, tools, rng)
    if made is None:
        return None
    if order.kind != "pair":
        return _example(order, rng, made, Completion(made.answer), None)
    rejected = reject(Case(made.answer, made.sound, made.corruption, tools), rng)
    return _example(order, rng, made, Preference(made.answer, rejected[0]), rejected[1]) if rejected else None


def _broken(order: _Order, value: JSON, tools: Kit, rng: Random) -> _Made | None:
    """Break a document with as many errors as the level asks for; None if it has no room for them."""
    level, least, most, answer = order.level, order.least, order.most, canonical(value)
    table = tools.any if level == "easy" else tools.local
    tokens: Tokens | None = None
    count, deep = 1, False
    for _ in range(_LEADS if least <= len(answer) <= most else 0):
        lead = table.draw(rng)
        if lead.prepare:
            changed = lead.prepare(value, rng)
            prepared = canonical(changed) if changed is not None else ""
            if not least <= len(prepared) <= most:
                if changed is not None and canonical(value) != answer:
                    return None
                continue
            value, answer, tokens = changed, prepared, None
        if tokens is None:
            tokens = (scan if level == "easy" else scan_again)(_laid_out(value, rng))
            deep = level != "easy" and _is_deep(tokens)
            if deep and level == "medium":
                return None
            count = pick(rng, _COUNTS_DEEP if deep and level == "hard" else _COUNTS[level])
        corruption = corrupt(tokens, rng, tools, lead, count)
        if corruption and _level(len(corruption.errors), deep) == level:
            return _Made(answer, tokens.text, orders_agree(value), corruption)
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


def _instruction(order: _Order, made: _Made, rng: Random) -> tuple[str, str, dict[str, str]]:
    """Say what is wanted. Returns the language too, one that has words for it all, and the sentence of each policy."""
    content, split, corruption = order.content, order.slot.split, made.corruption
    policies = sorted({row.policy.name for row in corruption.errors if row.policy})
    language = pick(rng, names_of(order.languages))
    if not all(f"policy.{policy}" in content.books[f"{_NAME}.{language}"][split] for policy in policies):
        language = "en"
    book = f"{_NAME}.{language}"
    said = [content.say(rng, book, split, "fix")]
    stated = {policy: content.say(rng, book, split, f"policy.{policy}") for policy in policies}
    said += stated.values()
    message = complaint(corruption.text) if corruption.errors and chance(rng, _COMPLAINTS) else None
    if message:
        said.append(content.say(rng, book, split, "message", message=message))
    return instruct(rng, content, split, " ".join(said), made.orders_agree, language), language, stated


def _said(stated: Mapping[str, str]) -> dict[str, JSON]:
    """Let provenance have the sentence of each policy of a user's own, which the check does not know."""
    ours = {row.policy.name for row in load().corruptors if row.policy}
    own: dict[str, JSON] = {policy: sentence for policy, sentence in stated.items() if policy not in ours}
    return {"said": own} if own else {}


def _example(
    order: _Order, rng: Random, made: _Made, target: Completion | Preference, rejected_kind: str | None
) -> Example:
    corruption, sound = made.corruption, made.sound
    instruction, language, stated = _instruction(order, made, rng)
    edits: list[JSON] = [
        {"class": name, "start": start, "end": end, "old": sound[start:end], "new": new}
        for name, (start, end, new) in corruption.edits
    ]
    facts: dict[str, JSON] = {
        "difficulty": order.level,
        "group": fingerprint(made.answer),
        "language": language,
        "classes": [row.name for row in corruption.errors],
        "edits": edits,
        "sound": sound,
        "policy": [*stated] or None,
        "rejected_kind": rejected_kind,
    }
    if stated and order.content.folders:
        facts |= _said(stated)
    return Example(_NAME, {"instruction": instruction, "broken_json": corruption.text}, target, facts)


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


def _alike(index: int) -> str:
    """Tell pairs of answers from other rows, as they are by default, and the levels: each needs code of its own."""
    return f"{due(index, _PAIRS, _PAIRS_SALT)}{interleaved(index, _LEVELS)}"


TASK = Task(_NAME, 20, "broken_json", "input", _steps, problems_of, _score, second_opinion, alike=_alike)
