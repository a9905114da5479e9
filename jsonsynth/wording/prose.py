"""Running text: facts, grouped into sentences with a subject, predicates and modifiers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from jsonsynth.seeds import chance, pick, shuffled
from jsonsynth.wording.domains import Domain
from jsonsynth.wording.grammar import OWNER
from jsonsynth.wording.surfaces import Fact, phrase_values
from jsonsynth.wording.worlds import World

__all__ = ["sentences"]

_PRONOUNS = {True: ("she", "her"), False: ("he", "his")}
_JOINED = {"en": (" and ", ", and "), "pt": (" e ", " e ")}


@dataclass(slots=True)
class _Subject:
    """``full``: how it is named first; ``again``: how later; ``possessive``: her, his, its; ``named``: by a value."""

    full: str
    again: str
    short: str
    possessive: str
    owner: str


def _subject(world: World, domain: Domain, named: Fact | None) -> _Subject:
    rng, grammar, person = world.rng, world.grammar, domain.name == "person"
    section = f"{domain.name} subject" if named is None else f"{domain.name} full"
    full = pick(rng, grammar.lines[section]).fill({"v": str(named.value) if named else ""})
    pronoun, possessive = _PRONOUNS[world.female] if person else ("it", "its")
    short = str(named.value).split()[0] if named and person else full
    if grammar.language == "pt":
        pronoun = ("ela" if world.female else "ele") if person and chance(rng, 0.3) else ""
    owner = f"{full}'" if full.endswith("s") else f"{full}'s"
    return _Subject(full, pronoun, short, possessive, owner)


def _section(one: Fact) -> str:
    if one.field.kind != "flag":
        return one.field.section
    return f"{one.field.section} {'yes' if one.value else 'no'}"


_Item = tuple[str, dict[str, str]]


def _items(world: World, domain: Domain, facts: Sequence[Fact], possessive: str) -> list[_Item]:
    """Return sections with what fills them, in random order; two facts may share a section of both."""
    items: list[_Item] = []
    if domain.name == "location":
        facts = _together(world, facts, items)
    items += [(_section(one), phrase_values(world, one)) for one in facts]
    for _, values in items:
        values["P"] = possessive
    return shuffled(world.rng, items)


def _together(world: World, facts: Sequence[Fact], items: list[_Item]) -> Sequence[Fact]:
    """Put latitude and longitude, where both are told, into one item, mostly; return the other facts."""
    found = {one.field.key: one for one in facts}
    if "latitude" not in found or "longitude" not in found or not chance(world.rng, 0.75):
        return facts
    values = phrase_values(world, found.pop("latitude"))
    values["u"] = phrase_values(world, found.pop("longitude"))["v"]
    items.append(("location.latitude+longitude", values))
    return list(found.values())


_SIZES = (1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3)


def _groups(world: World, items: Sequence[_Item], lists: Collection[str]) -> list[list[_Item]]:
    """Divide items into sentences of one to three; a list of things ends its sentence.

    What has no predicate in this split's wordings stands alone.
    """
    predicates = world.grammar.predicates
    groups: list[list[_Item]] = [[item] for item in items if item[0] not in predicates]
    rest = [item for item in items if item[0] in predicates] if groups else items
    place = 0
    while place < len(rest):
        size = pick(world.rng, _SIZES)
        group = list(rest[place : place + size])
        if lists and len(group) > 1:
            group.sort(key=lambda item: item[0] in lists)
        groups.append(group)
        place += size
    return groups


def _single(world: World, item: _Item, subject: _Subject, reference: str) -> str:
    phrase = pick(world.rng, world.grammar.lines[item[0]])
    values = item[1]
    if phrase.form.startswith(OWNER):
        if reference == subject.full:
            values["P"] = subject.owner
        return phrase.fill(values)
    if "S" not in phrase.names:
        return f"{reference} {phrase.fill(values)}"
    values["S"] = reference
    return phrase.fill(values)


def _modified(world: World, items: Sequence[_Item], subject: _Subject, reference: str) -> str | None:
    """A sentence whose first fact stands in a modifier: before the subject or behind it."""
    section = f"{items[0][0]} mod"
    phrases = world.grammar.lines.get(section)
    if not phrases:
        return None
    modifier = pick(world.rng, phrases).fill(items[0][1])
    predicate = _predicates(world, items[1:])
    if reference in (subject.again, subject.short) or chance(world.rng, 0.5):
        return f"{modifier}, {reference} {predicate}"
    return f"{reference}, {modifier}, {predicate}"


def _predicates(world: World, items: Sequence[_Item]) -> str:
    predicates = world.grammar.predicates
    texts = [pick(world.rng, predicates[section]).fill(values) for section, values in items]
    if len(texts) == 1:
        return texts[0]
    link = pick(world.rng, _JOINED[world.language])
    return ", ".join(texts[:-1]) + (link if len(texts) > 2 else link.lstrip(",")) + texts[-1]


def _sentence(world: World, items: Sequence[_Item], subject: _Subject, reference: str) -> str:
    if len(items) == 1:
        return _single(world, items[0], subject, reference)
    if chance(world.rng, 0.5):
        text = _modified(world, items, subject, reference)
        if text is not None:
            return text
    return f"{reference} {_predicates(world, items)}"


def _finished(text: str) -> str:
    text = text.strip().replace("  ", " ")
    return f"{text[:1].upper()}{text[1:]}."


def sentences(world: World, domain: Domain, facts: Sequence[Fact]) -> list[str]:
    """Word the facts in one or more sentences; the first names the subject."""
    named = next((one for one in facts if one.field.key == domain.subject and domain.name != "log"), None)
    subject = _subject(world, domain, named)
    told = [one for one in facts if one is not named and one.field.kind != "currency"]
    items = _items(world, domain, told, subject.possessive)
    lists = [one.field.section for one in told if one.field.kind == "list"]
    groups = _groups(world, items, lists)
    texts: list[str] = []
    if named is not None and (not groups or chance(world.rng, 0.25)):
        intro = pick(world.rng, world.grammar.lines[f"{domain.name} intro"]).fill({"v": str(named.value)})
        texts.append(intro)
    for group in groups:
        reference = _later(world, subject) if texts else subject.full
        texts.append(_finished(_sentence(world, group, subject, reference)))
    return texts


def _later(world: World, subject: _Subject) -> str:
    return subject.short if chance(world.rng, 0.2) else subject.again
