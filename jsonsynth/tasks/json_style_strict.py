"""json_style_strict: valid but messy JSON, and the same value in exactly the form that is asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from jsonsynth.content import Content
from jsonsynth.errors import BuildError
from jsonsynth.examples import DIFFICULTIES, JSON, Completion, Difficulty, Example, Problem, Settings, Slot, label
from jsonsynth.invention import Size, document
from jsonsynth.jsontext import canonical, fingerprint, orders_agree
from jsonsynth.seeds import Random, between, chance, due, interleaved, pick
from jsonsynth.styles import AS_DRAWN, STYLES, Style, render
from jsonsynth.styles.checking import FORMS, faults, meaning, meaning_of_lines
from jsonsynth.styles.mess import dishevel, lined, nudge
from jsonsynth.styles.spelling import ORDERS, plant, quote, recase, respell, tag
from jsonsynth.task import Steps, Task, names_of
from jsonsynth.transforms.speech import chosen

__all__ = ["TASK", "check", "score"]

_BOOK = "json_style_strict"
_CLOSE_SHARE = "0.114"  # rows whose input is the answer already (6 of 10) or a character of white space away; none hard
_LEVELS = (20, 15, 5)  # easy, medium, hard of 40
_LEVEL_CYCLE: tuple[Difficulty, ...] = tuple(DIFFICULTIES[interleaved(index, _LEVELS)] for index in range(sum(_LEVELS)))
_TRIES = 100
_WILLING = 30  # after so many tries, only small documents: the label must be short

_STYLE_POOL = tuple(style for style in STYLES for _ in range(style.weight))
_RULE_POOLS = {style.name: tuple(rule for rule, weight in style.rules for _ in range(weight)) for style in STYLES}
_ORDER_POOL = tuple(name for name, (weight, _) in ORDERS.items() for _ in range(weight))
_SIZES: Mapping[Difficulty, tuple[Size, ...]] = {
    "easy": ("small",),
    "medium": ("small", "medium"),
    "hard": ("medium", "medium", "large"),
}
_TOUCHES: Mapping[Difficulty, tuple[int, int]] = {
    "easy": (0, 1),
    "medium": (2, 3),
    "hard": (4, 6),
}  # kinds of mess beside layout, order and numbers


@dataclass(slots=True)
class _Draft:
    """A row in the making. ``value`` has the input's order of members, and its numbers as text where respelled."""

    style: Style
    rule: str
    value: JSON
    kinds: list[str]
    quoted: bool
    group: str
    label: str
    clear: bool  # whether the order that the style asks for is open to one reading only
    text: str = ""
    escaped: bool = False


def _steps(slot: Slot, content: Content, settings: Settings, rng: Random) -> Steps:
    """Make a row: its document, its style and label, its messy text, the words.

    Raises BuildError if no document of the lengths asked for can be drawn.
    """
    difficulty = _LEVEL_CYCLE[slot.index % len(_LEVEL_CYCLE)]
    draft = yield from _draft(slot, settings, rng, difficulty)
    yield
    _fill_text(draft, slot.index, rng, difficulty)
    yield
    language = pick(rng, names_of(settings.languages))
    facts: dict[str, JSON] = {
        "difficulty": difficulty,
        "group": draft.group,
        "language": language,
        "style": draft.style.name,
        "number_rule": draft.rule or "none",
        "mess": [*draft.kinds],
    }
    inputs = {"instruction": _instruction(draft, slot, content, language, rng), "json": draft.text}
    return Example("json_style_strict", inputs, Completion(draft.label), facts)


# -- the document and the label ---------------------------------------------------------------------------------------


def _draft(slot: Slot, settings: Settings, rng: Random, difficulty: Difficulty) -> Generator[None, None, _Draft]:
    for attempt in range(_TRIES):
        size: Size = pick(rng, _SIZES[difficulty]) if attempt < _WILLING else "small"
        value: JSON = document(rng, slot.split, size)
        yield
        plain = canonical(value)
        style = _style(plain, rng)
        if chance(rng, style.seasoned):
            value = _SEASONS.get(style.name, recase)(value, rng)
            plain = canonical(value)
            if not style.suits(plain):
                continue
        draft = _drafted(value, plain, style, rng)
        if settings.min_length <= len(draft.label) <= settings.max_length:
            return draft
    lengths = f"{settings.min_length} to {settings.max_length}"
    raise BuildError(slot.id, f"no document of {lengths} characters in {_TRIES} tries", "Allow a wider range.")


_SEASONS: Mapping[str, Callable[[JSON, Random], JSON]] = {"close-slash": tag}


def _style(plain: str, rng: Random) -> Style:
    """Draw one of the styles that suit a document."""
    style = pick(rng, _STYLE_POOL)
    while not style.suits(plain):
        style = pick(rng, _STYLE_POOL)
    return style


def _drafted(value: JSON, plain: str, style: Style, rng: Random) -> _Draft:
    order = pick(rng, _ORDER_POOL)
    value = ORDERS[order][1](value, rng)
    quoted = chance(rng, 0.2) and quote(value, rng)
    if quoted:
        plain = canonical(value)
    rule, value, kinds = _numbers(value, pick(rng, _RULE_POOLS[style.name]), style, rng)
    return _Draft(
        style=style,
        rule=rule,
        value=value,
        kinds=([order] if order else []) + sorted(kinds),
        quoted=quoted,
        group=fingerprint(plain),
        label=plain if style is STYLES[0] and not rule else render(value, style, rule),
        clear=not style.clause or _is_clear(value, plain),
    )


def _numbers(value: JSON, rule: str, style: Style, rng: Random) -> tuple[str, JSON, set[str]]:
    """Respell numbers for a rule to undo or to keep; without any, no rule needs to be named (but JCS has its own)."""
    kinds: set[str] = set()
    if not rule:
        return rule, value, kinds
    if chance(rng, 0.6):
        value = plant(value, rng, rule, kinds)
    value = respell(value, rng, pick(rng, (0.3, 0.6, 1.0)), kinds)
    return (rule if kinds or style.name == "jcs" else ""), value, kinds


_NAME = re.compile(r'[{,]"([^"\\]*(?:\\.[^"\\]*)*)":')


def _is_clear(value: JSON, plain: str) -> bool:
    """Say whether everybody sorts the names alike: ASCII alone, and the same order with and without case.

    ``plain``: the canonical text of the value before numbers were added to it, whose names are ASCII.
    """
    return orders_agree(value) and (plain.isascii() or "".join(_NAME.findall(plain)).isascii())


# -- the messy input --------------------------------------------------------------------------------------------------


def _fill_text(draft: _Draft, index: int, rng: Random, difficulty: Difficulty) -> None:
    if draft.style.lines:
        texts = [render(element, AS_DRAWN) for element in cast("list[JSON]", draft.value)]
        text, kinds, draft.escaped = lined(texts, rng, between(rng, *_TOUCHES[difficulty]))
        draft.text, draft.kinds = text, draft.kinds + kinds
    elif difficulty != "hard" and due(index, _CLOSE_SHARE, "style/close"):
        off = chance(rng, 0.4)
        draft.text, draft.kinds = (nudge(draft.label, rng), ["one-character-off"]) if off else (draft.label, [])
    else:
        first = ("quote-escapes",) if draft.quoted and chance(rng, 0.6) else ()
        text, kinds, draft.escaped = dishevel(
            render(draft.value, AS_DRAWN), rng, between(rng, *_TOUCHES[difficulty]), first
        )
        draft.text, draft.kinds = (text, draft.kinds + kinds) if text != draft.label else (text, [])


# -- the instruction --------------------------------------------------------------------------------------------------


def _instruction(draft: _Draft, slot: Slot, content: Content, language: str, rng: Random) -> str:
    """Say the form wholly: the style, the order of names where it is open, numbers and escapes where they differ."""
    indent = _indent(draft.style.indent, content, language) if draft.style.indent else ""

    def say(section: str, book: str = _BOOK) -> str:
        wording = content.wording(rng, f"{book}.{language}", slot.split, section)
        return chosen(rng, wording.form) % {"indent": indent}

    style = draft.style
    if style is STYLES[0] and chance(rng, 0.3):
        said = [say("normalize"), say("plain" if draft.clear else "code_point", "form")]
    else:
        said = [say(style.section)]
        if style.clause and not draft.clear:
            said.append(say(style.clause))
    if draft.rule and style.name != "jcs":
        said.append(say(f"numbers_{draft.rule}"))
    if style.name != "jcs" and (draft.escaped or chance(rng, 0.06)):
        said.append(say(style.escapes))
    if chance(rng, 0.7) and draft.label[-1] != "\n":  # "and nothing after it" would be at odds with the line break
        said.append(say("only", "form"))
    return " ".join([*map(_stopped, said[:-1]), said[-1]])


def _indent(indent: str, content: Content, language: str) -> str:
    """Return an indent of the style's table in the words of a language."""
    return _indents(content, language).get(indent, indent)


@lru_cache(maxsize=32)
def _indents(content: Content, language: str) -> Mapping[str, str]:
    lines = content.books[f"{_BOOK}.{language}"]["train"].get("indents", ())
    return dict(line.text.split(" = ") for line in lines)


def _stopped(sentence: str) -> str:
    return sentence if sentence[-1] in ".?!:" else sentence + "."


# -- check and score --------------------------------------------------------------------------------------------------


def check(example: Example) -> list[Problem]:
    """Prove a row: strict JSON on both sides, one value, and the form its facts name.

    Without facts the form is unknown, so only the value is judged: as Decimal, or as doubles with a warning.
    Rules: input-not-json, label-not-json, value-changed, order-wrong, white-space-wrong, escape-wrong, number-wrong,
    number-rounded, facts-wrong.
    """
    text, answer = example.input["json"], label(example)
    style, rule = example.facts.get("style"), example.facts.get("number_rule")
    if style is None:
        return _check_foreign(text, answer)
    if style not in FORMS or rule not in {"none", "plain", "keep", "jcs"}:
        return [Problem("facts-wrong", f"no style {style!r} with number rule {rule!r}")]
    found = [Problem(*flaw) for flaw in faults(text, answer, str(style), "" if rule == "none" else str(rule))]
    if (example.facts.get("mess") == []) != (text == answer):
        found.append(Problem("facts-wrong", "mess must be empty if the input is the answer already, and only then"))
    return found


def _check_foreign(text: str, answer: str) -> list[Problem]:
    read = meaning if _readable(text, meaning) or not _readable(text, meaning_of_lines) else meaning_of_lines
    try:
        if read(text, "plain") == meaning(answer):
            return []
        if read(text, "jcs") == meaning(answer, "jcs"):
            return [Problem("number-rounded", "a number has other digits, though the same double", "warning")]
    except ValueError as error:
        return [Problem("label-not-json" if _readable(text, read) else "input-not-json", str(error))]
    style = "json-lines" if read is meaning_of_lines else "minify-sort"
    return [Problem(*flaw) for flaw in faults(text, answer, style, "plain")][:1]


def _readable(text: str, read: Callable[[str, str], object]) -> bool:
    try:
        read(text, "plain")
    except ValueError:
        return False
    return True


def score(example: Example, answer: str) -> float:
    """Rate an answer: 1.0 for exactly the label, 0.0 for what is not strict JSON.

    Else 0.1 for JSON of another value; for the right value 0.5, and 0.2 each for members in the label's order and for
    strings and numbers written as in the label. White space around the answer is not counted,
    but the line break at its end is where the label has one.
    """
    wanted, given = label(example), answer.strip()
    if wanted in (answer, given):
        return 1.0
    try:
        if meaning(given) != meaning(wanted):
            return 0.1
    except ValueError:
        return 0.0
    return 0.5 + 0.2 * _alike(given, wanted, list) + 0.2 * _alike(given, wanted, Counter)


_SCALARS = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"{}\[\],:]+')


def _alike(given: str, wanted: str, collect: Callable[[list[str]], object]) -> bool:
    return collect(_SCALARS.findall(given)) == collect(_SCALARS.findall(wanted))


TASK = Task("json_style_strict", 10, "json", "input", _steps, check, score)
