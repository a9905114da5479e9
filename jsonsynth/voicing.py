"""What a row of json_transform asks, in words: its form, its language, and how it names what is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from jsonsynth.content import Content
from jsonsynth.examples import JSON, LANGUAGES, Slot, Split
from jsonsynth.invention import subject_of
from jsonsynth.jsontext import canonical, minified, spaced
from jsonsynth.seeds import Random, chance, interleaved, pick
from jsonsynth.transforms import Chain, Step
from jsonsynth.transforms.goals import READABLE, Goal, goal
from jsonsynth.transforms.notation import flow, literal, literal_single
from jsonsynth.transforms.op import Note
from jsonsynth.transforms.saying import Voice, voice
from jsonsynth.transforms.speech import ARTICLE, Grammar, chosen, grammar_of

__all__ = ["FORMS", "SINGLE", "Opening", "form_of", "opening"]

FORMS: Mapping[str, int] = {
    "guide": 11,  # the bare imperative with quoted keys, as the guide has it
    "command": 42,
    "question": 23,
    "example": 9,  # the goal by example: another document and what is wanted of it
    "tried": 5,  # "I tried ... but ..."
    "limited": 5,  # constraints and exclusions
    "settled": 5,  # fallback and order clauses
}
"""The forms of instructions, in percent of rows."""

_BOOK = "json_transform"
_FORM_CYCLE = tuple(tuple(FORMS)[interleaved(index, tuple(FORMS.values()))] for index in range(sum(FORMS.values())))
_DIRECT = 0.6  # questions in the words of their own operation, where it has some
_CONTEXT = 0.22  # commands and questions that tell first where the document is from
_LISTED = 0.45  # chains as numbered steps or bullets

# What an operation does to the document, for what may truly be said about it. Any other is "whole".
# "part": the rest stays; ...; "answer": all of it stays, and something is found in it; "patch": all of it stays, and a
# patch is written, which nobody must take for a question about the patched document.
_KINDS: Mapping[str, str] = {
    name: kind
    for kind, names in {
        "part": "rename drop drop_inside to_number to_string to_boolean recode text_case trim split_text join_list "
        "date_format scale lift move_out nest",
        "more": "add defaults compute join_text number",
        "choice": "keep",
        "rows": "filter reject take dedupe",
        "order": "sort reverse",
        "names": "key_case flatten unflatten",
        "answer": "extract pluck distinct count_by count_where aggregate aggregate_by lookup top pointers at_pointer",
        "patch": "merge_diff patch_diff write_merge_patch write_json_patch",
    }.items()
    for name in names.split()
}
_STAYING = frozenset(("answer", "patch"))
_SCOPED_TEXT = (
    "rename keep drop nest lift move_out drop_inside defaults add to_number to_string to_boolean text_case trim "
    "join_text split_text join_list date_format scale compute"
)
_SCOPED = frozenset(_SCOPED_TEXT.split())
_BARE_NAME = re.compile(r"[a-z]+[A-Z0-9_-]")
_STOPS = (";", ":", "(")
_ASIDE = re.compile(r", [a-z]+ ")


@dataclass(slots=True)
class Opening:
    """An instruction without what it says about the form of the answer, and its facts for the provenance."""

    text: str
    language: str
    facts: Mapping[str, JSON]
    named: Mapping[str, tuple[str, str]]


def form_of(index: int) -> str:
    """Return the form of the instruction of the row at an index; of any 100 rows, each form has its share."""
    return _FORM_CYCLE[index % len(_FORM_CYCLE)]


def opening(form: str, chain: Chain, slot: Slot, content: Content, language: str, rng: Random) -> Opening | None:
    """Say a chain in a form; None if it cannot be said so. What the language has no words for is said in English.

    The facts are ``form``, ``language`` and, for a goal by example, ``goal``: what it shows, before and after.
    """
    kind = _kind(chain.steps)
    shown = goal(chain, rng) if form == "example" else None
    if (form == "example" and shown is None) or (form == "settled" and kind not in _SETTLED):
        return None
    notes = [note for step in chain.steps for note in step.op.notes(step.before, step.args)]
    grammar = _spoken(chain, notes, _grammars(content, slot.split), language)
    speaking = voice(rng, chain.steps[0].before, grammar, plainly=form == "guide")
    if len(chain.steps) > 1:
        speaking.shared = _shared(chain)
    facts: dict[str, JSON] = {"form": form, "language": grammar.language}
    if shown is not None:
        facts["goal"] = {"before": shown.before, "after": shown.after}
        return Opening(_shown(shown, speaking), grammar.language, facts, _seen(chain, speaking))
    said = _SAYING[form](chain.steps, speaking, kind)
    text = " ".join([said, *map(_sentence, _settling(notes, speaking))]) if notes else said
    named = {name: (one.way, one.said) for name, one in speaking.named.items()}
    return Opening(text, grammar.language, facts, named)


_SETTLED = frozenset(("part", "choice", "rows", "order"))

SINGLE: Mapping[str, frozenset[str]] = {
    "example": READABLE,
    "settled": frozenset(name for name, kind in _KINDS.items() if kind in _SETTLED),
}
"""The forms that say one operation at a time, with those they can say."""


def _kind(steps: Sequence[Step]) -> str:
    kinds = {_KINDS.get(step.op.name, "whole") for step in steps}
    return kinds.pop() if len(kinds) == 1 else "whole"


def _spoken(chain: Chain, notes: Sequence[Note], grammars: Mapping[str, Grammar], language: str) -> Grammar:
    """Return the grammar of a language if it has words for all that the chain must say, else the English one."""
    lines = grammars[language].lines
    for step in chain.steps:
        if step.section not in lines:
            return grammars["en"]
    for note in notes:
        if f"note {note.section}" not in lines:
            return grammars["en"]
    return grammars[language]


@lru_cache(maxsize=16)
def _grammars(content: Content, split: Split) -> dict[str, Grammar]:
    books = {language: content.books[f"{_BOOK}.{language}"][split] for language in LANGUAGES}
    return {
        language: grammar_of(language, {name: [wording.form for wording in section] for name, section in book.items()})
        for language, book in books.items()
    }


def _seen(chain: Chain, speaking: Voice) -> dict[str, tuple[str, str]]:
    """Return the members that the operation is about: an example shows all names, and describes none."""
    speaking.spoken = False
    speaking.fill(chain.steps[0].op.mentions(chain.steps[0].args))
    return {name: (one.way, one.said) for name, one in speaking.named.items()}


def _shared(chain: Chain) -> frozenset[str]:
    """Return the members that more than one step mentions."""
    written = [canonical(dict(step.args)) for step in chain.steps]
    quoted = {name: canonical(name) for name in chain.steps[0].before.kinds}
    return frozenset([name for name, text in quoted.items() if sum([text in args for args in written]) > 1])


def _shown(shown: Goal, speaking: Voice) -> str:
    rng = speaking.rng
    write: Callable[[JSON], str] = pick(rng, _NOTATIONS)
    wanted: Callable[[JSON], str] = pick(rng, (canonical, write)) if write in (minified, spaced) else write
    values = {"before": write(shown.before), "after": wanted(shown.after), "br": pick(rng, (" ", "\n"))}
    return speaking.say("example", values)


_NOTATIONS: tuple[Callable[[JSON], str], ...] = (
    minified,
    spaced,
    *(literal,) * 4,
    *(literal_single,) * 6,
    *(flow,) * 6,
)


# the forms


def _guide(steps: Sequence[Step], speaking: Voice, kind: str) -> str:
    del kind
    return _large(_sentence(_run(steps, speaking)))


def _command(steps: Sequence[Step], speaking: Voice, kind: str) -> str:
    del kind
    return _framed(steps, speaking, "command")


def _question(steps: Sequence[Step], speaking: Voice, kind: str) -> str:
    """Ask in the words of the operation, or in a frame, which may ask for the outcome: so never for a patch."""
    direct = f"{steps[0].section} ?"
    known = len(steps) == 1 and direct in speaking.grammar.lines
    if known and (kind == "patch" or chance(speaking.rng, _DIRECT)):
        return _behind(_before(speaking), _sentence(speaking.tell(direct, steps[0].op.mentions(steps[0].args))))
    return _framed(steps, speaking, "question")


def _told(form: str) -> Callable[[Sequence[Step], Voice, str], str]:
    """Return how a form with a frame for each kind of operation is said; one for all is the least of a language."""

    def say(steps: Sequence[Step], speaking: Voice, kind: str) -> str:
        section = f"{form} {kind}"
        known = section if section in speaking.grammar.lines else f"{form} whole"
        return _in_frame(speaking.grammar.form(speaking.rng, known), speaking, lambda: _run(steps, speaking))

    return say


_SAYING: Mapping[str, Callable[[Sequence[Step], Voice, str], str]] = {
    "guide": _guide,
    "command": _command,
    "question": _question,
    "tried": _told("tried"),
    "limited": _told("limited"),
    "settled": _told("settled"),
}


def _framed(steps: Sequence[Step], speaking: Voice, form: str) -> str:
    if len(steps) > 1 and chance(speaking.rng, _LISTED):
        listed = speaking.grammar.form(speaking.rng, f"steps {form}")
        return _behind(_before(speaking), _in_frame(listed, speaking, lambda: _listed(steps, speaking)))
    return _behind(_before(speaking), _in_frame(_frame(steps, speaking, form), speaking, lambda: _run(steps, speaking)))


def _behind(before: str, text: str) -> str:
    """Put a text behind a sentence, with a capital, or at the beginning as it is."""
    return f"{before} {_large(text)}" if before else text


def _frame(steps: Sequence[Step], speaking: Voice, form: str) -> str:
    """Draw a frame; one that speaks of the document as it is afterwards only where the last step changes it."""
    lines, frames = speaking.grammar.lines, speaking.grammar.lines[form]
    changed = _KINDS.get(steps[-1].op.name) not in _STAYING
    return chosen(speaking.rng, pick(speaking.rng, [*frames, *lines[f"{form} changed"]] if changed else frames))


def _before(speaking: Voice) -> str:
    """Return a sentence about the document itself; mostly nothing."""
    topics = _topics(speaking) if chance(speaking.rng, _CONTEXT) else []
    if not topics:
        return ""
    values = {**speaking.nouns, "topic": pick(speaking.rng, topics)}
    return _sentence(speaking.say("context", values))


def _topics(speaking: Voice) -> list[str]:
    """Return words the document is about: the things that its longer names begin with."""
    return [words for words in dict.fromkeys(map(subject_of, speaking.document.kinds)) if words]


def _in_frame(form: str, speaking: Voice, clause: Callable[[], str]) -> str:
    """Put a clause into a frame, in the mood that the frame needs."""
    speaking.mood = "infinitive" if "%(inf)s" in form or "%(Inf)s" in form else "order"
    do = clause()
    large = _large(do)
    values = {**speaking.nouns, "do": do, "Do": large, "inf": ARTICLE + do, "Inf": large}
    return _sentence(speaking.grammar.fill(form, values))


def _run(steps: Sequence[Step], speaking: Voice) -> str:
    """Say the steps one after the other, in a sentence."""
    clauses = _clauses(steps, speaking)
    if len(clauses) == 1:
        return clauses[0]
    first, *middle, last = clauses
    if not middle:
        return speaking.say("chain two", {"one": first, "two": last})
    joint = speaking.grammar.form(speaking.rng, "chain joint").replace("_", " ")
    return speaking.say("chain many", {"one": first, "middle": joint.join(middle), "joint": joint, "last": last})


def _listed(steps: Sequence[Step], speaking: Voice) -> str:
    """Say the steps as a list: numbered, with letters, or with bullets, on lines of their own or not."""
    label, gap = pick(speaking.rng, _LISTS)
    large = chance(speaking.rng, 0.5)
    lines = [
        f"{label(place)} {_large(clause) if large else clause}"
        for place, clause in enumerate(_clauses(steps, speaking))
    ]
    if speaking.grammar.language == "fr":
        gap = gap.replace("; ", " ; ")
    return gap + gap.join(lines) if gap == "\n" else gap.join(lines)


_LISTS: tuple[tuple[Callable[[int], str], str], ...] = (
    (lambda place: f"{place + 1}.", "\n"),
    (lambda place: f"{place + 1})", "\n"),
    (lambda _: "-", "\n"),
    (lambda _: "*", "\n"),
    (lambda _: "•", "\n"),
    (lambda place: f"{place + 1}:", "\n"),
    (lambda place: f"{'ABCDEFGH'[place]}.", "\n"),
    (lambda place: f"#{place + 1}", "\n"),
    (lambda place: f"[{place + 1}]", " "),
    (lambda place: f"{('i', 'ii', 'iii', 'iv', 'v')[place]})", " "),
    (lambda place: f"{place + 1}/", "\n"),
    (lambda place: f"({place + 1})", "; "),
    (lambda place: f"{'abcdefgh'[place]})", "; "),
)


def _clauses(steps: Sequence[Step], speaking: Voice) -> list[str]:
    clauses: list[str] = []
    for step in steps:
        clauses.append(_clause(step, speaking))
        speaking.later = True
        speaking.moved = speaking.moved or step.op.name == "rename"
    return clauses


def _clause(step: Step, speaking: Voice) -> str:
    clause = speaking.tell(step.section, step.op.mentions(step.args))
    scoped = step.before.many and step.op.name in _SCOPED
    simple = scoped and not any(stop in clause for stop in _STOPS) and not _ASIDE.search(clause)
    if simple and not speaking.grammar.last and chance(speaking.rng, 0.5):
        return f"{clause} {speaking.say('scope', speaking.nouns)}"
    return clause


def _settling(notes: Sequence[Note], speaking: Voice) -> list[str]:
    """Say the notes that are needed, each once."""
    needed = [note for note in notes if not _needless(note, speaking)]
    return list(dict.fromkeys(speaking.tell(f"note {note.section}", note.mentions) for note in needed))


def _needless(note: Note, speaking: Voice) -> bool:
    """Say whether a note tells which of two members of a name is meant, and the description has told it."""
    if not note.section.startswith("top "):
        return False
    named = [speaking.named.get(name) for name in cast("list[str]", note.mentions["keys"].value)]
    return all(one is not None and one.way != "literal" for one in named)


def _large(text: str) -> str:
    """Begin a text with a capital, unless it begins with a name that stands without quotes: ``unitPrice``."""
    return text if _BARE_NAME.match(text) else text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return text if text[-1:] in ".?!" else text + "."
