"""Running text: facts, grouped into sentences with a subject, predicates and modifiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jsonsynth.seeds import chance, pick, shuffled
from jsonsynth.wording.domains import Domain
from jsonsynth.wording.euphony import alike, finished, gap
from jsonsynth.wording.grammar import NOUN, OWNER, Phrase, of_nobody
from jsonsynth.wording.shares import SHARES
from jsonsynth.wording.surfaces import Fact, dated_values, phrase_values
from jsonsynth.wording.worlds import World

__all__ = ["sentences"]


@dataclass(frozen=True, slots=True)
class _Syntax:
    """How a language builds sentences.

    ``pronouns`` by gender (f, m, n), empty where the verb does without; ``who``: what begins a relative clause about a
    person and about a thing, empty where the verb would move; ``fronted``: whether a modifier may stand first.
    """

    pronouns: Mapping[str, str]
    who: tuple[str, str]
    joined: Sequence[str]
    fronted: bool = True


_NO_PRONOUN = {"f": "", "m": "", "n": ""}
_SYNTAX: Mapping[str, _Syntax] = {
    "en": _Syntax({"f": "she", "m": "he", "n": "it"}, ("who", "which"), (" and ", ", and ")),
    "pt": _Syntax({"f": "ela", "m": "ele", "n": ""}, ("que", "que"), (" e ",)),
    "es": _Syntax(_NO_PRONOUN, ("que", "que"), (" y ",)),
    "fr": _Syntax({"f": "elle", "m": "il", "n": "il"}, ("qui", "qui"), (" et ",)),
    "de": _Syntax({"f": "sie", "m": "er", "n": "es"}, ("", ""), (" und ",), fronted=False),
    "it": _Syntax(_NO_PRONOUN, ("che", "che"), (" e ",)),
}
# how an adjective or participle about a man and about a woman ends
_ENDINGS = {"pt": ("o", "a"), "es": ("o", "a"), "it": ("o", "a"), "fr": ("", "e")}
_POSSESSIVES = {"f": "her", "m": "his", "n": "its"}
_WORDS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    language: {
        gender: {"P": word, "o": _ENDINGS.get(language, ("", ""))[gender == "f"]}
        for gender, word in _POSSESSIVES.items()
    }
    for language in _SYNTAX
}


@dataclass(slots=True)
class _Subject:
    """``full``: how it is named first; ``again``: how later, as a pronoun; ``short``: how later a person's name.

    ``who``: what begins a relative clause about it; ``words``: what phrases are filled with beside values, her (``P``)
    and how an adjective or participle about it ends (``o``); ``apart``: whether no pronoun stands for it.
    """

    full: str
    again: str
    short: str
    who: str
    words: Mapping[str, str]
    apart: bool


def _gender(world: World, domain: Domain) -> str:
    if domain.human:
        return "f" if world.female else "m"
    told = world.grammar.lists.get(f"{domain.name} gender")
    return told[0] if told else "n"


def _subject(world: World, domain: Domain, named: Fact | None, apart: bool, talk: bool) -> _Subject:
    rng, grammar = world.rng, world.grammar
    syntax = _SYNTAX[grammar.language]
    section = f"{domain.name} subject" if named is None else f"{domain.name} full"
    lines = of_nobody(grammar, section) if talk else grammar.lines[section]
    if domain.human:
        lines = _of_gender(world, lines)
    full = pick(rng, lines).form % {"v": str(named.value) if named else ""}
    gender = _gender(world, domain)
    silent = grammar.language == "pt" and (not domain.human or chance(rng, 0.7))
    pronoun = "" if silent else syntax.pronouns[gender]
    short = "" if not domain.human else str(named.value).split()[0] if named else full
    return _Subject(full, pronoun, short, syntax.who[not domain.human], _WORDS[grammar.language][gender], apart)


def _of_gender(world: World, phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """The phrases that call the person a woman or a man, as it is; all where none does: "the person at the door"."""
    mine = "fv" if world.female else "mv"
    return [phrase for phrase in phrases if mine in phrase.names] or phrases


def _called(world: World, domain: Domain) -> str:
    """What a thing is, with its article: "the station"."""
    return pick(world.rng, world.grammar.lists[f"{domain.name} subject"][:2])


def _section(one: Fact) -> str:
    """The section of a flag: phrases say that it is so, or that it is not."""
    return f"{one.field.section} {'yes' if one.value else 'no'}"


_NOTHING = frozenset[str]()


@dataclass(slots=True)
class _Item:
    """Something to say: the section of its phrases, what fills them, the section of the noun of the field.

    ``lacking``: names of values that it has not; a phrase with one of these cannot say it.
    """

    section: str
    values: dict[str, str]
    kind: str = ""
    noun: str = ""
    lacking: frozenset[str] = _NOTHING


_COUNTED, _WOMAN, _MAN, _SEVERAL = (frozenset(names) for names in (("v", "the"), ("mv",), ("fv",), ("vs",)))


def _item(world: World, one: Fact, subject: _Subject) -> _Item:
    field, values, lacking = one.field, phrase_values(world, one), _NOTHING
    kind, section = field.kind, field.section if field.kind != "flag" else _section(one)
    if kind == "name" and section in world.grammar.gendered:
        lacking = _MAN if "mv" in values else _WOMAN
    elif kind == "date" and "v" not in values:
        lacking = _COUNTED
    elif kind == "list" and "vs" not in values:
        lacking = _SEVERAL
    if lacking and all(phrase.names & lacking for phrase in world.grammar.lines.get(section, ())):
        values |= dated_values(world, one) if kind == "date" else dict.fromkeys(lacking, values["v"])
        lacking = _NOTHING
    values |= subject.words
    return _Item(section, values, kind, field.noun, lacking)


def _items(world: World, domain: Domain, facts: Sequence[Fact], subject: _Subject) -> list[_Item]:
    """What there is to say, in random order; two facts may share a section of both."""
    items: list[_Item] = []
    pair = world.grammar.joint.get(domain.name)
    if pair is not None:
        facts = _together(world, facts, pair, items)
    items += [_item(world, one, subject) for one in facts]
    return shuffled(world.rng, items)


def _together(world: World, facts: Sequence[Fact], pair: tuple[str, str], items: list[_Item]) -> Sequence[Fact]:
    """Put two facts that have a section of both, as latitude and longitude have, into one item, mostly."""
    one, other = (next((fact for fact in facts if fact.field.key == key), None) for key in pair)
    if one is None or other is None or not chance(world.rng, 0.75):
        return facts
    values = phrase_values(world, one)
    values["u"] = phrase_values(world, other)["v"]
    items.append(_Item(f"{one.field.section}+{other.field.key}", values))
    return [rest for rest in facts if rest is not one and rest is not other]


_SIZES = (1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3)


def _groups(world: World, items: Sequence[_Item]) -> list[list[_Item]]:
    """Divide items into sentences of one to three; a list of things ends its sentence.

    What has no predicate in this split's wordings, or none that it can fill, stands alone.
    """
    predicates = world.grammar.predicates
    groups: list[list[_Item]] = [[item] for item in items if item.section not in predicates]
    rest = [item for item in items if item.section in predicates] if groups else items
    place = 0
    while place < len(rest):
        size = pick(world.rng, _SIZES)
        group = [*rest[place : place + size]]
        if len(group) > 1:
            group.sort(key=_is_list)
        groups += [group] if len(group) == 1 or _sayable(world, group) else [[item] for item in group]
        place += size
    return groups


def _is_list(item: _Item) -> bool:
    return item.kind == "list"


def _fitting(phrases: Sequence[Phrase], item: _Item) -> Sequence[Phrase]:
    """The phrases that the item can fill."""
    return [phrase for phrase in phrases if phrase.names.isdisjoint(item.lacking)]


def _phrase(world: World, phrases: Sequence[Phrase], item: _Item) -> Phrase:
    """Draw a phrase that the item can fill: a date as "yesterday" stands only where a preposition belongs to it."""
    return pick(world.rng, _fitting(phrases, item) if item.lacking else phrases)


def _single(world: World, item: _Item, subject: _Subject, reference: str) -> str:
    values = item.values
    phrase = _phrase(world, world.grammar.lines[item.section], item)
    if phrase.form.startswith(OWNER):
        if reference != subject.again:
            values["P"] = f"{reference}'" if reference.endswith("s") else f"{reference}'s"
        return phrase.form % values
    if "S" not in phrase.names:
        return f"{reference} {phrase.form % values}"
    values["S"] = reference or subject.full
    return phrase.form % values


def _framed(world: World, item: _Item) -> str | None:
    """A sentence whose subject is the noun of the field: "the due date is ..."."""
    if "v" not in item.values or world.rng.random() >= SHARES.framed:
        return None
    phrases, noun = world.grammar.lines.get(f"frames {item.kind}"), world.grammar.lists.get(item.noun)
    if not phrases or not noun:
        return None
    return pick(world.rng, phrases).fill({NOUN: noun[0], **item.values, "v": _measured(world, item, noun)})


def _measured(world: World, item: _Item, noun: Sequence[str]) -> str:
    """The value, with its unit where the noun of the field has one: "the duration is 45 minutes"."""
    value = item.values["v"]
    if len(noun) == 1:
        return value
    unit = "%" if noun[1] == "%" and world.language == "en" else f" {noun[1]}"
    return (item.values.get("w", value) if len(noun) > 2 else value) + unit  # feminine: in its gender


def _modified(world: World, items: Sequence[_Item], subject: _Subject, reference: str) -> str | None:
    """A sentence whose first fact stands in a modifier: before the subject or behind it."""
    named = reference != subject.again
    if named and subject.who and chance(world.rng, 0.4):
        first = _predicate(world, items[0])
        if world.language == "es":
            first = first.removeprefix("lo ").removeprefix("la ")  # the pronoun says it: "que dirigió Ana"
        return f"{reference}, {subject.who} {first}, {_predicates(world, items[1:], first)}"
    phrases = world.grammar.lines.get(f"{items[0].section} mod")
    if phrases and items[0].lacking:
        phrases = _fitting(phrases, items[0])
    phrase = pick(world.rng, phrases) if phrases else None
    fronted = _SYNTAX[world.language].fronted and phrase is not None and not _held(phrase, items[0])
    if phrase is None or not (fronted or named):
        return None
    modifier, predicate = phrase.fill(items[0].values), _predicates(world, items[1:])
    if fronted and (not named or chance(world.rng, 0.5)):
        return f"{modifier}, {reference} {predicate}"
    return f"{reference}, {modifier}, {predicate}"


def _held(phrase: Phrase, item: _Item) -> bool:
    """Whether a phrase stands behind its subject only: "of 180 minutes", a value that must keep its small letter."""
    small = item.values.get("v", "")[:1].islower() and item.kind not in _SPELLED
    return phrase.form.startswith("of ") or (small and phrase.form.startswith("%(v)s"))


_SPELLED = frozenset(("integer", "money", "date", "datetime"))


def _predicate(world: World, item: _Item) -> str:
    return _phrase(world, world.grammar.predicates[item.section], item).form % item.values


def _predicates(world: World, items: Sequence[_Item], *said: str) -> str:
    texts: list[str] = []
    for item in items:
        text = _predicate(world, item)
        for turn in range(_REDRAWS):
            if not any(alike(text, other, 1 + turn // 3) for other in (*said, *texts)):
                break
            text = _predicate(world, item)  # rather than "saw six goals, ended late and saw two goals"
        texts.append(text)
    if len(texts) == 1:
        return texts[0]
    gap(world.language, texts)
    link = pick(world.rng, _SYNTAX[world.language].joined)
    if link == " e " and world.language == "it" and texts[-1].startswith(("e", "è")):
        link = " ed "
    elif link == " y " and texts[-1].startswith(("i", "hi")):
        link = " e "
    return ", ".join(texts[:-1]) + (link if len(texts) > 2 else link.lstrip(",")) + texts[-1]


_REDRAWS = 6


def _sayable(world: World, items: Sequence[_Item]) -> bool:
    """Whether each has a predicate: "yesterday" has none where all want a plain date."""
    wanting = [item for item in items if item.lacking]
    if not wanting:
        return True
    predicates = world.grammar.predicates
    return all(_fitting(predicates[item.section], item) for item in wanting)


def _sentence(world: World, items: Sequence[_Item], subject: _Subject, reference: str) -> str:
    if len(items) == 1:
        return _single(world, items[0], subject, reference)
    world.axes.add("merged")
    if chance(world.rng, 0.5):
        text = _modified(world, items, subject, reference)
        if text is not None:
            return text
    return f"{reference} {_predicates(world, items)}"


# what sections say how it is corrected: "le prix est de 3 euros", "der Status ist "offen""
_GROUPS = {"integer": " amount", "decimal": " amount", "money": " amount", "enum": " enum"}


def _corrected(world: World, one: Fact, subject: _Subject) -> str:
    """A sentence that takes a value back and gives the right one."""
    item, other = (_item(world, each, subject) for each in (one, one.was or one))
    noun, *unit = world.grammar.lists[item.noun]
    right = item.values.get("the") or _measured(world, item, (noun, *unit))
    wrong = other.values.get("the") or (_measured(world, other, (noun, *unit)) if unit == ["%"] else other.values["v"])
    world.axes.add("correction")
    told = {NOUN: noun, "M": noun[0].upper() + noun[1:], "v": right, "old": wrong}
    lines, group = world.grammar.lines, _GROUPS.get(item.kind, "")
    phrases = lines.get(f"corrected{group}") or lines["corrected"]
    if item.kind != "date":
        phrases = (*phrases, *(lines.get(f"changed{group}") or lines.get("changed", ())))
    return pick(world.rng, phrases).fill(told)


def sentences(world: World, domain: Domain, facts: Sequence[Fact], must: bool, apart: bool, talk: bool) -> list[str]:
    """Word the facts in sentences: the first names the subject (``must``: by its value), or all (``apart``).

    ``talk``: they answer somebody, of whom nobody knows whether it is "your order".
    """
    named = None if domain.logged else _named(world, domain, facts, must)
    subject = _subject(world, domain, named, apart, talk)
    told: list[Fact] = []
    wrong: list[Fact] = []
    for one in facts:
        if one is not named and one.field.kind != "currency":
            (told if one.was is None else wrong).append(one)
    items = _items(world, domain, told, subject)
    groups = _groups(world, items)
    texts: list[str] = []
    if named is not None and (not groups or chance(world.rng, 0.25)):
        section = f"{domain.name} intro"
        lines = of_nobody(world.grammar, section) if talk else world.grammar.lines[section]
        texts.append(pick(world.rng, lines).fill({"v": str(named.value)}))
    _word(world, domain, subject, groups, texts)
    for one in wrong:
        texts.append(finished(world.language, _corrected(world, one, subject)))
    return texts


def _word(world: World, domain: Domain, subject: _Subject, groups: Sequence[Sequence[_Item]], texts: list[str]) -> None:
    """Word each group in a sentence behind what is told already.

    Behind a sentence about the noun of a field the subject is named again: a pronoun would stand for that noun.
    """
    called = _first if texts else _full
    for group in groups:
        text, after = _framed(world, group[0]) if texts and len(group) == 1 else None, _name
        if text is None:
            text, after = _sentence(world, group, subject, called(world, domain, subject)), _again
        texts.append(finished(world.language, text))
        called = after


def _name(world: World, domain: Domain, subject: _Subject) -> str:
    return subject.short or _called(world, domain)


def _named(world: World, domain: Domain, facts: Sequence[Fact], must: bool) -> Fact | None:
    """The fact that names the subject; a number may be told like any other fact instead."""
    for one in facts:
        if one.field.key == domain.subject:
            told = not must and one.field.section in world.grammar.predicates and chance(world.rng, 0.4)
            return None if told else one
    return None


def _full(_world: World, _domain: Domain, subject: _Subject) -> str:
    return subject.full


def _first(world: World, domain: Domain, subject: _Subject) -> str:
    """How the first sentence calls a subject that one before it has introduced by its name alone.

    A thing is mostly called what it is ("the station"), so that the pronouns behind it agree with a noun.
    """
    if not domain.human and (world.language != "en" or chance(world.rng, 0.3)):
        return _called(world, domain)
    return _again(world, domain, subject)


def _again(world: World, domain: Domain, subject: _Subject) -> str:
    """How a sentence calls a subject that the one before it was about: mostly by a pronoun."""
    if subject.apart or chance(world.rng, 0.12):
        return _name(world, domain, subject)
    world.axes.add("pronoun")
    return subject.again
