"""text_to_json: extract what a text says. The label is drawn first, the text written from it, then proved."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import TypeVar

from jsonsynth import facts as verifier
from jsonsynth.content import Content
from jsonsynth.errors import BuildError
from jsonsynth.examples import JSON, Completion, Difficulty, Example, Problem, Settings, Slot, label
from jsonsynth.jsontext import canonical, fingerprint, parse_strict, read_canonical
from jsonsynth.requesting import Draft, Request, answer, domains_in, draft, instruction, request
from jsonsynth.seeds import Random, chance
from jsonsynth.task import Checks, Steps, Task, names_of, outcome
from jsonsynth.wording import (
    PROSE,
    SEVERAL,
    SHARES,
    Fact,
    Story,
    Told,
    draw_layout,
    mistaken,
    text_of,
    texts_of,
)

__all__ = ["TASK", "check", "score"]

T = TypeVar("T")

_TRIES = 100
_DOMAINS = 24  # ours; with another number, rows of a kind stand less close together
_HIDDEN = 0.01  # texts with an instruction that must be ignored


def _text(rng: Random, content: Content, what: Draft) -> tuple[str, Told]:
    """Word a draft in a layout."""
    layout, told = _one(rng, what) if what.kind != "several" else _several(what)
    text, axes = told.text, told.axes
    if chance(rng, _HIDDEN):
        world = what.world
        line = content.say(rng, f"text_to_json.{world.language}", world.split, "hidden")
        text = f"{text}{_gap(layout, text)}{line}"
        axes.add("hidden instruction")
    if len(text) > 1500:
        axes.add("long")
    if not _NOISE.isdisjoint(axes):
        axes.add("noise")
    return layout, Told(text, axes)


_NOISE = frozenset(("noise before", "noise after", "typo", "disfluency"))


def _gap(layout: str, text: str) -> str:
    """What stands between a text and one more sentence."""
    if layout not in PROSE:
        return "\n\n"
    return " " if text.endswith((".", "!", "?")) else "\n"


def _one(rng: Random, what: Draft) -> tuple[str, Told]:
    told = what.records[0].facts
    story = Story(what.world, what.domain, told, what.missing, what.noise)
    layout = draw_layout(story)
    if layout in PROSE and chance(rng, SHARES.mistaken):
        story.facts = mistaken(what.world, told)
    return layout, text_of(story, layout)


def _several(what: Draft) -> tuple[str, Told]:
    stories = [Story(one.world, what.domain, one.facts, (), False) for one in what.records]
    drawn = draw_layout(stories[0])
    layout = drawn if drawn in SEVERAL else "prose"
    return layout, texts_of(stories, layout)


def _difficulty(what: Draft, asked: Request, layout: str, axes: Set[str]) -> Difficulty:
    """Rate by what must be done beyond copying: leave out, turn into null, translate numbers and dates, sift, sort."""
    points = 2 * bool(what.records[0].beside) + 2 * bool(what.missing) + what.noise + (len(what.asked) > 4)
    points += 2 * asked.listed + len(asked.marks) + ("number words" in axes)
    if layout != "log_line":
        points += not _DATED.isdisjoint(what.kinds)
    if points < 2:
        return "easy"
    return "medium" if points < 4 else "hard"


_DATED = frozenset(("date", "datetime"))
# what the golden ratio is in one dimension, these are in two: their multiples fill all domains and languages evenly
_DOMAIN_STEP, _LANGUAGE_STEP, _TURN = 3242174889, 2447445413, 1 << 32


def _placed(pool: Sequence[T], index: int, step: int) -> T:
    """The part of a pool that the row at an index has: of any run of rows, each part gets its share."""
    return pool[index * step % _TURN * len(pool) >> 32]


def _alike(index: int) -> str:
    """Rows of a domain, and among them those of a language, are made from the same wordings."""
    return f"{index * _DOMAIN_STEP % _TURN * _DOMAINS >> 32:02}{index * _LANGUAGE_STEP % _TURN:010}"


def _steps(slot: Slot, content: Content, settings: Settings, rng: Random) -> Steps:
    """Make a row: what it is about, its text, what is asked of it, how that is said.

    A label that has not the wanted length is drawn again. About one row in two hundred has wordings that the verifier
    does not prove: its :func:`check` refuses it.
    """
    language = _placed(names_of(settings.languages), slot.index, _LANGUAGE_STEP)
    domain = _placed(domains_in(content, language), slot.index, _DOMAIN_STEP)
    for _ in range(_TRIES):
        what = draft(rng, content, slot.split, language, domain)
        yield
        layout, told = _text(rng, content, what)
        yield
        asked = request(rng, content, what, names_of(settings.faces))
        value = answer(what, asked)
        output = canonical(value)
        yield
        if settings.min_length <= len(output) <= settings.max_length:
            said = instruction(rng, content, what, asked, value)
            return _example(what, asked, layout, told, Completion(output), said)
    raise BuildError(slot.id, f"no row in {_TRIES} tries", "Widen --min-length and --max-length.")


def _example(what: Draft, asked: Request, layout: str, told: Told, target: Completion, said: str) -> Example:
    return Example(
        "text_to_json",
        {"instruction": said, "text": told.text},
        target,
        {
            "difficulty": _difficulty(what, asked, layout, told.axes),
            "group": fingerprint(target.output),
            "domain": what.domain.name,
            "language": what.world.language,
            "layout": layout,
            "source": "offline",
            "face": asked.face,
            "asked_in": asked.book.language,
            "spec": asked.spec,
            "distractors": [_distractor(one) for one in what.records[0].beside],
            "reference_date": what.world.reference.date if what.world.reference is not None else None,
            "missing_policy": what.policy,
            "axes": [*sorted(_axes(what, asked, told))],
        },
    )


def _axes(what: Draft, asked: Request, told: Told) -> set[str]:
    """What is special about the text, the request and the facts, in the words that provenance has."""
    axes = told.axes.union(asked.marks)
    if what.kind != "one":
        axes.add(what.kind)
    if what.missing:
        axes.add("missing")
    beside = what.records[0].beside
    if beside and (what.kind != "several" or any(one.field.kind != "money" for one in beside)):
        axes.add("distractor")
    return axes


def _distractor(one: Fact) -> JSON:
    return {"type": one.field.type, "value": one.value, "role": one.field.key}


def check(example: Example) -> list[Problem]:
    """Check the label's form, and that the text states it: :func:`jsonsynth.facts.verify`.

    It reads the row alone, so a foreign row is proved as one of ours is. What depends on words the verifier may not
    know (``no-cue``) is a warning on a foreign row.
    """
    return outcome(_checks(example))


def _checks(example: Example) -> Checks:
    value, odd = read_canonical(label(example))
    if odd is not None:
        return [Problem("label-not-canonical", odd)]
    found = yield from verifier.proving(example.input["instruction"], example.input["text"], value)
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


TASK = Task("text_to_json", 20, "text", "input", _steps, check, score, alike=_alike, checks=_checks)
