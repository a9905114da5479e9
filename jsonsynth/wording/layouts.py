"""The layouts of a text: prose and its dress, lines, tables, forms, log lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import floor

from jsonsynth.seeds import between, chance, pick, sample, shuffled, spread
from jsonsynth.wording.chatter import asides, fillers, typo
from jsonsynth.wording.domains import Domain, Field
from jsonsynth.wording.grammar import NOUN
from jsonsynth.wording.prose import sentences
from jsonsynth.wording.shares import SHARES
from jsonsynth.wording.surfaces import Fact, cell, log_value
from jsonsynth.wording.worlds import World

__all__ = ["LAYOUTS", "PROSE", "SEVERAL", "Story", "Told", "draw_layout", "text_of", "texts_of"]


@dataclass(slots=True)
class Story:
    """What a text has to tell: the facts, in no order; the keys of facts it lacks; and whether to chat beside them.

    ``long``: with as much beside the facts as makes it more than 1,500 characters. ``one_of_many``: other records
    stand beside it, so that the first sentence must name its subject and all stand in one paragraph.
    """

    world: World
    domain: Domain
    facts: Sequence[Fact]
    missing: Sequence[str]
    noise: bool
    long: bool = False
    one_of_many: bool = False

    def label_of(self, field: Field) -> str:
        """How a field is called in the text's language, at random among its labels."""
        return pick(self.world.rng, self.world.grammar.lists[field.label])


@dataclass(slots=True)
class Told:
    """A text, and what it used: the words of ``axes``."""

    text: str
    axes: set[str]


def _told(story: Story, *, talk: bool = False) -> list[str]:
    """The sentences of a story, with what is said to be missing and with noise; ``talk``: they answer somebody."""
    world = story.world
    rng = world.rng
    texts = sentences(world, story.domain, story.facts, story.one_of_many, story.long, talk)
    missing = story.missing
    speakable = missing and [key for key in missing if story.domain.field(key).kind not in ("flag", "list")]
    if speakable and chance(rng, 0.3):
        texts.append(_absent(story, pick(rng, speakable)))
    if story.noise:
        _add_noise(story, texts, between(rng, 1, 2))
    if story.long:
        _lengthen(story, texts, _length(world))
    return texts


def _add_noise(story: Story, texts: list[str], count: int) -> None:
    world = story.world
    for line in dict.fromkeys(asides(world, story.domain.scene, count)):
        before = chance(world.rng, 0.33)
        world.axes.add("noise before" if before else "noise after")
        texts.insert(0 if before else len(texts), line)


def _lengthen(story: Story, texts: list[str], size: int) -> None:
    """Put asides before, behind and between the sentences, until the text has about ``size`` more characters."""
    draw = story.world.rng.random  # inlined: there are thirty
    lines = dict.fromkeys(asides(story.world, story.domain.scene, size // 60 + 1))  # an aside has sixty characters
    for line in [line for line in lines if line not in texts]:
        texts.insert(floor(draw() * (len(texts) + 1)), line)


def _length(world: World) -> int:
    """How many characters are added to a long text: mostly just enough, sometimes as many as keep it below 4,000."""
    world.axes.add("long")
    return between(world.rng, 1450, 2400 if chance(world.rng, 0.3) else 2000)


def _absent(story: Story, key: str) -> str:
    grammar, field = story.world.grammar, story.domain.field(key)
    text = pick(story.world.rng, grammar.lines["absent"]).fill({NOUN: grammar.lists[field.noun][0]})
    return text[:1].upper() + text[1:]


def _paragraphs(world: World, texts: Sequence[str], most: int) -> list[str]:
    """Join sentences to paragraphs of up to so many."""
    rng, place = world.rng, 0
    parts: list[str] = []
    while place < len(texts):
        size = between(rng, 2, most)
        parts.append(" ".join(texts[place : place + size]))
        place += size
    return parts


def _letter(world: World, texts: Sequence[str]) -> list[str]:
    """The paragraphs of a letter: most have an opening, a closing, and links from one paragraph to the next."""
    rng, lists = world.rng, world.grammar.lists
    parts = _paragraphs(world, texts, between(rng, 4, 9))
    links = shuffled(rng, lists["aside middle"])
    for place in range(1, len(parts)):
        if links and chance(rng, 0.6):
            parts[place] = f"{links.pop()} {parts[place]}"
    if chance(rng, 0.8):
        parts[0] = f"{pick(rng, lists['aside opening'])} {parts[0]}"
    if chance(rng, 0.8):
        parts[-1] = f"{parts[-1]} {pick(rng, lists['aside closing'])}"
    return parts


def _flowing(story: Story) -> str:
    texts = _told(story)
    if story.long:
        return "\n\n".join(_letter(story.world, texts))
    if len(texts) > 2 and not story.one_of_many and chance(story.world.rng, 0.12):
        return "\n\n".join(_paragraphs(story.world, texts, 3))
    return " ".join(texts)


def _dialogue(story: Story) -> str:
    rng, lists = story.world.rng, story.world.grammar.lists
    one, other = pick(rng, lists["speakers"]).split("|")
    texts = _told(story, talk=True)
    size = -(-len(texts) // (len(lists["prompts next"]) + 1))
    said = [" ".join(texts[place : place + size]) for place in range(0, len(texts), size)]
    questions = [pick(rng, lists["prompts first"]), *sample(rng, lists["prompts next"], len(said) - 1)]
    return "\n".join([f"{one}: {ask}\n{other}: {text}" for ask, text in zip(questions, said, strict=True)])


def _chat(story: Story) -> str:
    """Short messages of two people; some sentences without their full stop."""
    world = story.world
    rng, lists = world.rng, world.grammar.lists
    one, other = sample(rng, lists["nicks"], 2)
    lines = [f"{one}: {pick(rng, lists['prompts first'])}"]
    for number, text in enumerate(_told(story, talk=True)):
        if number and chance(rng, 0.3):
            lines.append(f"{one}: {pick(rng, lists['prompts next'])}")
        bare = text[:-1] if text.endswith(".") and chance(rng, 0.5) else text
        lines.append(f"{other}: {bare}")
    return "\n".join(lines)


def _voice(story: Story) -> str:
    """What somebody said into a telephone, with the words that mean nothing."""
    world = story.world
    world.axes.add("disfluency")
    texts = fillers(world, _told(story))
    heading = pick(world.rng, world.grammar.lists["voice headings"])
    return f"{heading}\n{' '.join(texts)}" if chance(world.rng, 0.5) else " ".join(texts)


def _email(story: Story) -> str:
    world = story.world
    rng, lists = world.rng, world.grammar.lists
    topic = pick(rng, lists[f"{story.domain.name} topics"])
    subject = pick(rng, lists["mail subject"])
    closing = pick(rng, lists["closing"])
    return f"{subject}{_colon(world)} {topic}\n\n{pick(rng, lists['greeting'])}\n\n{_flowing(story)}\n\n{closing}"


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
    mark = mark.replace(":", _colon(story.world))
    lines = [f"{name}{mark}{value}" for name, value in _rows(story, 0.4)]
    return end.join(_with_noise(story, lines) if end == "\n" else lines)


def _with_noise(story: Story, lines: list[str]) -> list[str]:
    if story.long:
        chatter: list[str] = []
        _lengthen(story, chatter, _length(story.world))
        letter = _letter(story.world, chatter)
        before = pick(story.world.rng, (0, 0, 1, 2, len(letter)))  # paragraphs that stand before the facts
        parts = [*letter[:before], "\n".join(lines), *letter[before:]]
        return ["\n\n".join(parts)]
    if not story.noise:
        return lines
    (note,) = asides(story.world, story.domain.scene, 1)
    before = chance(story.world.rng, 0.5)
    story.world.axes.add("noise before" if before else "noise after")
    return [note, "", *lines] if before else [*lines, "", note]


def _colon(world: World) -> str:
    """A colon as the language sets it: French has a blank before it, which many leave out."""
    return " :" if world.language == "fr" and chance(world.rng, 0.6) else ":"


_BOXES = (
    "{number}. {name}{colon} {value}",
    "[{name}] {value}",
    "{name}\n  {value}",
    "- {name}{colon} {value}",
    "**{name}{colon}** {value}",
    "{name} ..... {value}",
)


def _form(story: Story) -> str:
    box = pick(story.world.rng, _BOXES)
    colon = _colon(story.world)
    lines = [
        box.format(number=number, name=name, value=value, colon=colon)
        for number, (name, value) in enumerate(_rows(story, 0.6), 1)
    ]
    heading = pick(story.world.rng, story.world.grammar.lists[f"{story.domain.name} topics"])
    return "\n".join(_with_noise(story, [heading.upper() if chance(story.world.rng, 0.4) else heading, "", *lines]))


def _table(story: Story) -> str:
    rows = _rows(story, 0.5)
    names, values = [name for name, _ in rows], [value for _, value in rows]
    rule = "|" + "|".join("---" for _ in rows) + "|"
    return "\n".join(_with_noise(story, [f"| {' | '.join(names)} |", rule, f"| {' | '.join(values)} |"]))


def _csv(story: Story) -> str:
    rows = _rows(story, 0.5)
    mark = ";" if story.world.language != "en" else pick(story.world.rng, (",", ",", ";", "\t"))
    lines = [mark.join([_quoted(text, mark) for text in line]) for line in zip(*rows, strict=True)]
    return "\n".join(_with_noise(story, lines))


def _grid(stories: Sequence[Story]) -> list[list[str]]:
    """A row of labels and one of cells for each story."""
    first = stories[0]
    world, coded = first.world, any(one.field.kind == "currency" for one in first.facts)
    order = shuffled(world.rng, [one.field for one in first.facts])
    found = [{one.field.key: one for one in story.facts} for story in stories]
    return [
        [first.label_of(field) for field in order],
        *[[cell(world, facts[field.key], not coded) for field in order] for facts in found],
    ]


def _table_of_many(stories: Sequence[Story]) -> str:
    names, *rows = (f"| {' | '.join(row)} |" for row in _grid(stories))
    return "\n".join([names, "|" + "|".join("---" for _ in stories[0].facts) + "|", *rows])


def _csv_of_many(stories: Sequence[Story]) -> str:
    mark = ";" if stories[0].world.language != "en" else pick(stories[0].world.rng, (",", ",", ";", "\t"))
    return "\n".join([mark.join([_quoted(text, mark) for text in row]) for row in _grid(stories)])


_GRIDS: Mapping[str, Callable[[Sequence[Story]], str]] = {"table": _table_of_many, "csv": _csv_of_many}


def _quoted(text: str, mark: str) -> str:
    return f'"{text}"' if mark in text or '"' in text else text


def _log_line(story: Story) -> str:
    world = story.world
    rng, facts = world.rng, {one.field.key: one for one in story.facts}
    stamp = next((key for key, one in facts.items() if one.field.kind == "datetime"), "")
    head = [log_value(world.habits, facts.pop(stamp))] if stamp else []
    if "level" in facts:
        text = str(facts.pop("level").value)
        head.append(text.upper() if chance(rng, 0.7) else f"[{text}]")
    if "service" in facts:
        head.append(f"[{facts.pop('service').value}]")
    if "message" in facts:
        head.append(str(facts.pop("message").value) + pick(rng, (";", " |", " -")) * bool(facts))
    elif not story.domain.logged:
        head.append(pick(rng, _SOURCES))
    names = world.grammar.lists
    pairs = [f"{pick(rng, names[one.field.names])}={log_value(world.habits, one)}" for one in facts.values()]
    return " ".join([*head, *shuffled(rng, pairs)])


# what a line says about where it comes from, where its domain has no such fact
_SOURCES = ("[import]", "[sync]", "record", "entry:", "export", "[api]")

LAYOUTS: Mapping[str, Callable[[Story], str]] = {
    "prose": _flowing,
    "dialogue": _dialogue,
    "email": _email,
    "chat": _chat,
    "voice": _voice,
    "key_value": _key_value,
    "form": _form,
    "table": _table,
    "csv": _csv,
    "log_line": _log_line,
}
# layouts of whole sentences, in which numbers may be words and values may be corrected
PROSE = frozenset(("prose", "dialogue", "email", "chat", "voice"))


# layouts in which several records can stand
SEVERAL = frozenset(("prose", "key_value", "form", "table", "csv", "log_line"))
_APART = {"log_line": "\n"}


def texts_of(stories: Sequence[Story], layout: str) -> Told:
    """Word several stories of one domain and one world, one after the other; each has the fact that is the subject.

    In a table each is a row. The facts of all stories have the same keys; ``layout`` is one of ``SEVERAL``.
    """
    for story in stories:
        story.one_of_many = True
    if layout in _GRIDS:
        text = _GRIDS[layout](stories)
    else:
        text = _APART.get(layout, "\n\n").join([LAYOUTS[layout](story) for story in stories])
    return Told(text, {axis for story in stories for axis in story.world.axes})


_LAYOUTS, _LOG_LINES = spread(SHARES.layouts), spread(SHARES.log_lines)


def draw_layout(story: Story) -> str:
    """Draw the layout of a story's text."""
    layout = pick(story.world.rng, _LOG_LINES if story.domain.logged else _LAYOUTS)
    return "chat" if layout == "email" and story.domain.headed else layout


def text_of(story: Story, layout: str) -> Told:
    """Word a story in a layout."""
    story.long = chance(story.world.rng, SHARES.long.get(layout, 0.0))
    text = LAYOUTS[layout](story)
    if story.noise and layout in PROSE:
        text = typo(story.world, text, [str(one.value) for one in story.facts])
    return Told(text, story.world.axes)
