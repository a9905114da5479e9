"""The layouts of a text: prose and its dress, lines, tables, forms, log lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jsonsynth.seeds import between, chance, pick, shuffled
from jsonsynth.wording.domains import Domain, Field
from jsonsynth.wording.prose import sentences
from jsonsynth.wording.surfaces import Fact, cell, log_value
from jsonsynth.wording.worlds import World

__all__ = ["LAYOUTS", "Story", "layouts_of", "text_of"]


@dataclass(slots=True)
class Story:
    """What a text has to tell: the facts, in no order; the keys of facts it lacks; and whether to chat beside them."""

    world: World
    domain: Domain
    facts: Sequence[Fact]
    missing: Sequence[str]
    noise: bool

    def label_of(self, field: Field) -> str:
        """How a field is called in the text's language, at random among its labels."""
        return pick(self.world.rng, self.world.grammar.lists[field.label])


def _told(story: Story) -> list[str]:
    """The sentences of a story, with what is said to be missing and with noise."""
    world = story.world
    rng, lists = world.rng, world.grammar.lists
    texts = sentences(world, story.domain, story.facts)
    missing = story.missing
    speakable = missing and [key for key in missing if story.domain.field(key).kind not in ("flag", "list")]
    if speakable and chance(rng, 0.3):
        texts.append(_absent(story, pick(rng, speakable)))
    if story.noise:
        for _ in range(between(rng, 1, 2)):
            line = pick(rng, lists["noise"])
            if line not in texts:
                texts.insert(pick(rng, (0, len(texts), len(texts))), line)
    return texts


def _absent(story: Story, key: str) -> str:
    name = story.world.grammar.lists[story.domain.field(key).label][0].split(" (")[0]
    spoken = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    return pick(story.world.rng, story.world.grammar.lines["absent"]).fill({"label": spoken})


def _prose(story: Story) -> str:
    texts = _told(story)
    if len(texts) > 2 and chance(story.world.rng, 0.12):
        cut = between(story.world.rng, 1, len(texts) - 1)
        return " ".join(texts[:cut]) + "\n\n" + " ".join(texts[cut:])
    return " ".join(texts)


def _dialogue(story: Story) -> str:
    rng, lists = story.world.rng, story.world.grammar.lists
    one, other = pick(rng, lists["speakers"]).split("|")
    questions = [pick(rng, lists["prompts first"])]
    questions += shuffled(rng, lists["prompts next"])
    texts = _told(story)
    last = len(questions) - 1
    turns = [f"{one}: {ask}\n{other}: {text}" for ask, text in zip(questions, texts, strict=False)]
    turns[-1] = " ".join([turns[-1], *texts[last + 1 :]])
    return "\n".join(turns)


def _email(story: Story) -> str:
    rng, lists = story.world.rng, story.world.grammar.lists
    topic = pick(rng, lists[f"{story.domain.name} topics"])
    subject = "Subject" if story.world.language == "en" else "Assunto"
    closing = f"{pick(rng, lists['closing'])}"
    return f"{subject}: {topic}\n\n{pick(rng, lists['greeting'])}\n\n{' '.join(_told(story))}\n\n{closing}"


def _rows(story: Story, shown_missing: float) -> list[tuple[str, str]]:
    """Label and cell of each fact, in random order; some missing facts as an empty box."""
    world = story.world
    coded = any(one.field.kind == "currency" for one in story.facts)
    rows = [(story.label_of(one.field), cell(world, one, not coded)) for one in story.facts]
    unknown = pick(world.rng, world.grammar.lists["unknown"])
    field = story.domain.field
    rows += [(story.label_of(field(key)), unknown) for key in story.missing if chance(world.rng, shown_missing)]
    return shuffled(world.rng, rows)


def _key_value(story: Story) -> str:
    rng = story.world.rng
    mark, end = pick(rng, ((": ", "\n"), (": ", "\n"), (" = ", "\n"), (": ", "; "), (": ", " | ")))
    lines = [f"{name}{mark}{value}" for name, value in _rows(story, 0.4)]
    return end.join(_with_noise(story, lines) if end == "\n" else lines)


def _with_noise(story: Story, lines: list[str]) -> list[str]:
    if not story.noise:
        return lines
    note = pick(story.world.rng, story.world.grammar.lists["noise"])
    return [note, "", *lines] if chance(story.world.rng, 0.5) else [*lines, "", note]


_BOXES: tuple[Callable[[int, str, str], str], ...] = (
    lambda number, name, value: f"{number}. {name}: {value}",
    lambda _number, name, value: f"[{name}] {value}",
    lambda _number, name, value: f"{name}\n  {value}",
    lambda _number, name, value: f"- {name}: {value}",
    lambda _number, name, value: f"**{name}:** {value}",
    lambda _number, name, value: f"{name} ..... {value}",
)


def _form(story: Story) -> str:
    box = pick(story.world.rng, _BOXES)
    lines = [box(number, name, value) for number, (name, value) in enumerate(_rows(story, 0.6), 1)]
    heading = pick(story.world.rng, story.world.grammar.lists[f"{story.domain.name} topics"])
    return "\n".join(_with_noise(story, [heading.upper() if chance(story.world.rng, 0.4) else heading, "", *lines]))


def _table(story: Story) -> str:
    rng = story.world.rng
    rows = _rows(story, 0.5)
    names, values = [name for name, _ in rows], [value for _, value in rows]
    if chance(rng, 0.5):
        rule = "|" + "|".join("---" for _ in rows) + "|"
        lines = [f"| {' | '.join(names)} |", rule, f"| {' | '.join(values)} |"]
    else:
        mark = ";" if story.world.language == "pt" else pick(rng, (",", ",", ";", "\t"))
        lines = [mark.join(_quoted(text, mark) for text in line) for line in (names, values)]
    return "\n".join(_with_noise(story, lines))


def _quoted(text: str, mark: str) -> str:
    return f'"{text}"' if mark in text or '"' in text else text


def _log_line(story: Story) -> str:
    world = story.world
    rng, facts = world.rng, {one.field.key: one for one in story.facts}
    head = [log_value(rng, facts.pop("timestamp"))] if "timestamp" in facts else []
    if "level" in facts:
        text = str(facts.pop("level").value)
        head.append(text.upper() if chance(rng, 0.7) else f"[{text}]")
    if "service" in facts:
        head.append(f"[{facts.pop('service').value}]")
    if "message" in facts:
        head.append(str(facts.pop("message").value) + pick(rng, (";", " |", " -")) * bool(facts))
    names = world.grammar.lists
    pairs = [f"{pick(rng, names[one.field.names])}={log_value(rng, one)}" for one in facts.values()]
    return " ".join([*head, *shuffled(rng, pairs)])


LAYOUTS: dict[str, Callable[[Story], str]] = {
    "prose": _prose,
    "dialogue": _dialogue,
    "email": _email,
    "key_value": _key_value,
    "form": _form,
    "table": _table,
    "log_line": _log_line,
}
_SHARES = {
    "": "prose 60 dialogue 8 email 8 key_value 8 form 8 table 8",
    "event": "prose 56 dialogue 7 email 7 key_value 7 form 7 table 7 log_line 9",
    "log": "prose 42 dialogue 5 email 5 key_value 6 form 4 table 6 log_line 32",
}


@lru_cache(maxsize=8)
def layouts_of(domain: str) -> tuple[str, ...]:
    """Return the layouts of a domain's texts, each as often as its share of a hundred."""
    words = _SHARES.get(domain, _SHARES[""]).split()
    return tuple(name for name, share in zip(words[::2], words[1::2], strict=True) for _ in range(int(share)))


def text_of(story: Story, layout: str) -> str:
    """Word a story in a layout."""
    return LAYOUTS[layout](story)
