"""Running text: facts, grouped into sentences with a subject, predicates and modifiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jsonsynth.seeds import chance, pick, shuffled
from jsonsynth.wording.domains import Domain
from jsonsynth.wording.surfaces import Fact, phrase_values
from jsonsynth.wording.worlds import World

__all__ = ["sentences", "upper_first"]

_PRONOUNS = {True: ("she", "her"), False: ("he", "his")}
_JOINED = {"en": (" and ", ", and "), "pt": (" e ", " e ")}


@dataclass(frozen=True, slots=True)
class _Subject:
    """``full``: how it is named first; ``again``: how later; ``possessive``: her, his, its; ``named``: by a value."""

    full: str
    again: str
    short: str
    possessive: str
    owner: str


def upper_first(text: str) -> str:
    """Put the first letter in upper case."""
    return text[:1].upper() + text[1:]


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


def _section(domain: Domain, one: Fact) -> str:
    name = f"{domain.name}.{one.field.key}"
    return f"{name} {'yes' if one.value else 'no'}" if one.field.kind == "flag" else name


_Item = tuple[str, Mapping[str, str]]


def _items(world: World, domain: Domain, facts: Sequence[Fact]) -> list[_Item]:
    """Return sections with what fills them, in random order; two facts may share a section of both."""
    found = {one.field.key: one for one in facts}
    items: list[_Item] = []
    if "latitude" in found and "longitude" in found and chance(world.rng, 0.75):
        values = phrase_values(world, found.pop("latitude"))
        values["u"] = phrase_values(world, found.pop("longitude"))["v"]
        items.append((f"{domain.name}.latitude+longitude", values))
    items += [(_section(domain, one), phrase_values(world, one)) for one in found.values()]
    return shuffled(world.rng, items)


_SIZES = (1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3)


def _groups(world: World, items: Sequence[_Item], lists: frozenset[str]) -> list[list[_Item]]:
    """Divide items into sentences of one to three; a list of things ends its sentence.

    What has no predicate in this split's wordings stands alone.
    """
    groups: list[list[_Item]] = [[item] for item in items if item[0] not in world.grammar.predicates]
    rest = [item for item in items if item[0] in world.grammar.predicates]
    while rest:
        size = pick(world.rng, _SIZES)
        group = sorted(rest[:size], key=lambda item: item[0] in lists)
        groups.append(group)
        rest = rest[size:]
    return groups


def _predicate(world: World, item: _Item, subject: _Subject) -> str:
    phrase = pick(world.rng, world.grammar.predicates[item[0]])
    return phrase.fill({**item[1], "P": subject.possessive})


def _single(world: World, item: _Item, subject: _Subject, reference: str) -> str:
    phrase = pick(world.rng, world.grammar.lines[item[0]])
    parts = phrase.parts
    if parts[0] == "" and parts[1:2] == ("P",):
        owner = subject.owner if reference == subject.full else subject.possessive
        return phrase.fill({**item[1], "P": owner})
    values = {**item[1], "P": subject.possessive, "S": reference}
    text = phrase.fill(values)
    return text if "S" in parts else f"{reference} {text}"


def _modified(world: World, items: Sequence[_Item], subject: _Subject, reference: str) -> str | None:
    """A sentence whose first fact stands in a modifier: before the subject or behind it."""
    section = f"{items[0][0]} mod"
    phrases = world.grammar.lines.get(section)
    if not phrases:
        return None
    modifier = pick(world.rng, phrases).fill(items[0][1])
    predicate = _predicates(world, items[1:], subject)
    if reference in (subject.again, subject.short) or chance(world.rng, 0.5):
        return f"{modifier}, {reference} {predicate}"
    return f"{reference}, {modifier}, {predicate}"


def _predicates(world: World, items: Sequence[_Item], subject: _Subject) -> str:
    texts = [_predicate(world, item, subject) for item in items]
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
    return f"{reference} {_predicates(world, items, subject)}"


def _finished(text: str) -> str:
    return upper_first(text.strip().replace("  ", " ")) + "."


def sentences(world: World, domain: Domain, facts: Sequence[Fact]) -> list[str]:
    """Word the facts in one or more sentences; the first names the subject."""
    named = next((one for one in facts if one.field.key == domain.subject and domain.name != "log"), None)
    subject = _subject(world, domain, named)
    items = _items(world, domain, [one for one in facts if one is not named and one.field.kind != "currency"])
    lists = frozenset(_section(domain, one) for one in facts if one.field.kind == "list")
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
