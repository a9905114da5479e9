"""Instructions of json_transform: forms and languages in their shares, wordings that keep their meaning, descriptions
that one member answers to, and examples that one operation explains."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import cast

import pytest

from jsonsynth.books import Wording
from jsonsynth.content import Content, load
from jsonsynth.examples import JSON, LANGUAGES, SPLITS, Example, Settings, Slot, Split, label
from jsonsynth.jsontext import canonical
from jsonsynth.seeds import pick, stream
from jsonsynth.task import names_of
from jsonsynth.tasks.json_style_strict import TASK as STYLE
from jsonsynth.tasks.json_transform import TASK, check
from jsonsynth.transforms import BY_NAME, OPERATIONS, Args, Op, draw, view
from jsonsynth.transforms.goals import Goal, goal
from jsonsynth.transforms.notation import flow, literal, literal_single
from jsonsynth.transforms.paraphrase import WAYS, described, lexicon
from jsonsynth.transforms.resolving import resolve
from jsonsynth.transforms.speech import ARTICLE, FURTHER, grammar_of
from jsonsynth.voicing import FORMS, form_of, opening

_BOOKS = {language: load().books[f"json_transform.{language}"] for language in LANGUAGES}
_ALWAYS = {"row", "rows", "Row", "Rows", "to_rows"}
_FRAMES = {
    "links",
    "command",
    "question",
    "chain",
    "scope",
    "note",
    "test",
    "steps",
    "tried",
    "limited",
    "settled",
    "context",
    "example",
    "inside",
    "taken",
    "arrow",
    "value",
    "nouns",
    "joints",
    "verbs",
    "melting",
    "order",
}


@lru_cache(maxsize=2)
def _rows(split: Split = "train", count: int = 400) -> list[Example]:
    def made(index: int) -> Example:
        rng = stream(11, "json_transform", split, index, 0)
        return TASK.make(Slot("json_transform", split, index), load(), Settings(), rng)

    return [made(index) for index in range(count)]


def _named(example: Example) -> list[dict[str, str]]:
    return cast("list[dict[str, str]]", example.facts["named"])


# forms, languages, names


@pytest.mark.slow
def test_forms_have_the_shares_of_their_table_in_any_hundred_rows() -> None:
    assert sum(FORMS.values()) == 100
    assert Counter(map(form_of, range(37, 137))) == FORMS
    assert FORMS["guide"] + FORMS["command"] <= 60
    assert FORMS["guide"] <= 30
    assert FORMS["question"] >= 20
    assert FORMS["example"] >= 8
    assert FORMS["tried"] + FORMS["limited"] + FORMS["settled"] >= 12
    assert Counter(str(row.facts["form"]) for row in _rows()) == {form: 4 * share for form, share in FORMS.items()}


def test_languages_have_about_the_shares_of_their_table() -> None:
    counted = Counter(str(row.facts["language"]) for row in _rows())
    names = names_of(Settings().languages)
    for language in LANGUAGES:
        assert abs(counted[language] / len(_rows()) - names.count(language) / len(names)) < 0.08


def test_at_most_55_percent_of_the_members_are_named_literally_and_half_of_the_rest_by_their_words() -> None:
    ways = Counter(named["name"] for row in _rows() for named in _named(row))
    assert set(ways) == {"literal", *WAYS}
    assert ways["literal"] <= 0.55 * sum(ways.values())
    assert ways["words"] <= 0.5 * (sum(ways.values()) - ways["literal"])


def test_a_described_member_is_not_named_and_its_description_stands_in_the_instruction() -> None:
    for row in _rows():
        for named in _named(row):
            said = row.input["instruction"]
            assert (named["key"] in said) == (named["name"] == "literal")
            assert named["said"].split()[-1].lower() in said.lower()


# descriptions

_TABLE: JSON = [
    {"id": 7, "firstName": "Ann", "unitPrice": 2.5, "mail": "a@b.org", "born": "2001-02-03", "isOpen": True},
    {"id": 8, "firstName": "Bob", "unitPrice": 3.5, "mail": "b@b.org", "born": "2002-02-03", "isOpen": False},
]


@pytest.mark.parametrize(
    ("said", "paths"),
    [
        ("the first name", ["firstName"]),
        ("the given name", ["firstName"]),
        ("the unit cost", ["unitPrice"]),
        ("the e-mail address", ["mail"]),
        ("the last column", ["isOpen"]),
        ("the second column", ["firstName"]),
        ("the field that holds a date", ["born"]),
        ("the only numeric field", ["id", "unitPrice"]),
        ('the column that starts with "Bob"', []),
        ('the column that starts with "Ann"', ["firstName"]),
        ("the last top-level key", []),
        ("the price of the unit", ["unitPrice"]),
        ("the weight", []),
    ],
)
def test_a_description_is_read_back(said: str, paths: list[str]) -> None:
    assert [path[-1] for path in resolve(said, _TABLE, "en")] == paths


# a document, a member of it, a description that something else answers to as well, and that other thing
_SHARED: list[tuple[JSON, str, str, tuple[str, ...]]] = [
    ([{"unitPrice": 1, "more": {"unit_cost": 2, "a": 3}}], "unitPrice", "the unit cost", ("more", "unit_cost")),
    ({"meta": {"a": 1}, "rows": [{"b": 2}]}, "meta", "the nested object", ("rows", "[]")),
    ({"born": "2001-02-03", "seen": "2001-02-03T04:05:06Z"}, "born", "the only date", ("seen",)),
]


@pytest.mark.parametrize(("document", "name", "said", "other"), _SHARED)
def test_a_description_that_something_else_answers_to_leads_to_both_and_is_not_given(
    document: JSON, name: str, said: str, other: tuple[str, ...]
) -> None:
    assert resolve(said, document, "en") == [(name,), other]
    seen = view(document)
    assert seen is not None
    found = [described(name, seen, "en", stream(seed, "two")) for seed in range(200)]
    assert said not in [one[1] for one in found if one is not None]


def test_an_adjective_is_a_synonym_only_with_a_noun_behind_it() -> None:
    found: dict[str, set[str]] = {}
    for name in ("total", "loanTotal", "totalLoans"):
        seen = view({name: 1, "other": 2})
        assert seen is not None
        drawn = [described(name, seen, "en", stream(seed, name)) for seed in range(200)]
        found[name] = {one[1] for one in drawn if one is not None and one[0] == "synonym"}
    assert found == {"total": set(), "loanTotal": set(), "totalLoans": {"the overall loans", "the summed-up loans"}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_description_is_read_back_to_its_member_alone(language: str) -> None:
    seen = view(_TABLE)
    assert seen is not None
    ways: set[str] = set()
    for name in seen.kinds:
        for seed in range(80):
            found = described(name, seen, language, stream(seed, language, name))
            if found is not None:
                ways.add(found[0])
                assert resolve(found[1], _TABLE, language) == [(name,)]
                assert name not in found[1]
    assert ways == set(WAYS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_synonym_is_understood(language: str) -> None:
    book = lexicon(language)
    for meant, others in book.synonyms.items():
        name = "_".join(meant.split())
        for other in others:
            said = book.templates["synonym"][0].replace("$w", other.replace("... ", ""))
            assert resolve(said, [{name: 1, "x1": 2}], language) == [(name,)]


def test_interchangeable_phrases_stand_for_each_other_outside_of_a_lines_own_choices() -> None:
    lines = {
        "swaps": ["remove | get rid of = remove | delete"],
        "x": ["(remove|cut) %(a)s, get rid of %(remove)s (remove it) removed"],
        "y": ["Get rid of %(a)s"],
        "joints": ["and = and", "or = or"],
        "nouns": ["row | rows"],
    }
    grammar = grammar_of("en", lines)
    said = {grammar.form(stream(seed, "swap"), section) for seed in range(80) for section in ("x", "y")}
    firsts, seconds, thirds = ("remove", "cut"), ("remove", "delete"), ("remove", "delete")
    assert said == {
        *(f"{a} %(a)s, {b} %(remove)s ({c} it) removed" for a in firsts for b in seconds for c in thirds),
        "Remove %(a)s",
        "Delete %(a)s",
    }


GOVERNED = [
    ("pt", "o texto de {}o campo nome e {}a coluna sigla", "o texto do campo nome e da coluna sigla"),
    (
        "fr",
        "les textes de {}la colonne ville, `pays` et {}le champ nom",
        "les textes de la colonne ville, `pays` et du champ nom",
    ),
    (
        "de",
        "alles außer {}das Feld Nummer 2 und {}das Feld Land entfernen",
        "alles außer dem Feld Nummer 2 und dem Feld Land entfernen",
    ),
    ("it", "togliere {}la colonna nome e {}il campo sigla", "togliere la colonna nome e il campo sigla"),
    ("en", "remove {}the name and {}the code", "remove the name and the code"),
]


@pytest.mark.parametrize(("language", "list_", "said"), GOVERNED)
def test_what_governs_the_first_of_a_list_governs_the_others(language: str, list_: str, said: str) -> None:
    lines = {header: [wording.form for wording in wordings] for header, wordings in _BOOKS[language]["train"].items()}
    assert grammar_of(language, lines).melt(list_.format(ARTICLE, FURTHER)) == said


def test_an_object_literal_has_names_without_quotes_where_they_need_none() -> None:
    value: JSON = {"a1": [1, None, True], "b-c": {"d": 'x "y"', "e": "it's"}, "f": 2.5}
    assert literal(value) == """{a1: [1, null, true], "b-c": {d: "x \\"y\\"", e: "it's"}, f: 2.5}"""
    assert literal_single({"a": "x", "b c": "it's"}) == """{a: 'x', 'b c': "it's"}"""


def test_plain_words_need_no_quotes_in_yaml_but_what_it_takes_for_no_text_does() -> None:
    value: JSON = {"a": "Red Kite", "b c": ["x-1", "no", "59", None], "d": 2.5}
    assert flow(value) == "{a: Red Kite, 'b c': ['x-1', 'no', '59', null], d: 2.5}"


def test_a_wrong_description_fails_the_check() -> None:
    row = next(row for row in _rows() if any(named["name"] == "place" for named in _named(row)))
    wrong: list[JSON] = [{**named, "said": "the colour of the sky"} for named in _named(row)]
    facts = {**row.facts, "named": wrong}
    found = check(Example(row.task, row.input, row.target, facts))
    assert {problem.rule for problem in found} == {"name-unclear"}


# goals by example


def _goals() -> list[Example]:
    return [row for row in _rows("train", 400) if row.facts["form"] == "example"]


def test_an_example_is_another_document_and_holds_for_the_operation() -> None:
    for row in _goals():
        goal = cast("dict[str, JSON]", row.facts["goal"])
        (operation,) = cast("list[dict[str, JSON]]", row.facts["operations"])
        assert BY_NAME[str(operation["name"])].holds(goal["before"], goal["after"], cast("Args", operation["args"]))
        assert canonical(goal["before"]) != canonical(_document(row))
        broken: dict[str, JSON] = {**row.facts, "goal": {"before": goal["before"], "after": {"x": 1}}}
        assert [p.rule for p in check(Example(row.task, row.input, row.target, broken))] == ["goal-wrong"]


def _document(row: Example) -> JSON:
    import json  # noqa: PLC0415 - an independent parser

    return cast("JSON", json.loads(row.input["json"]))


def test_whatever_else_explains_an_example_gives_the_same_result() -> None:
    """Every operation's own proposals, on the example: those that lead to its output must agree on the document."""
    for row in _goals():
        goal, rng = cast("dict[str, JSON]", row.facts["goal"]), stream(5, str(row.facts["group"]))
        seen = view(goal["before"])
        assert seen is not None
        for op in (op for op in OPERATIONS if op.takes in ("any", "records" if seen.many else "object")):
            for _ in range(6):
                args = op.propose(seen, rng)
                if args is not None and canonical(op.apply(goal["before"], args)) == canonical(goal["after"]):
                    assert canonical(op.apply(_document(row), args)) == label(row), (op.name, args)


def _goals_of(document: JSON, name: str) -> list[Goal]:
    chains = (draw(document, stream(seed, name), 1, frozenset((name,))) for seed in range(60))
    found = (goal(chain, stream(index, "goal")) for index, chain in enumerate(chains) if chain is not None)
    return [one for one in found if one is not None]


def test_no_example_can_mean_what_is_null_or_each_value_once() -> None:
    whole: JSON = [{"ann_b": 1, "cat_d": None, "egg_f": "x"}, {"ann_b": 2, "cat_d": "y", "egg_f": "z"}]
    for name in ("drop", "keep"):
        goals = _goals_of(whole, name)
        assert goals
        assert all("cat_d" in cast("list[dict[str, JSON]]", one.after)[0] for one in goals)
    assert _goals_of([{"ann_b": 1, "cat_d": "x"}, {"ann_b": 2, "cat_d": "y"}, {"ann_b": 3, "cat_d": "z"}], "pluck")
    assert not _goals_of([{"ann_b": 1}, {"ann_b": 2}, {"ann_b": 2}], "pluck")


# operations whose label is a patch, and the frames around an operation

_PATCHES = ("merge_diff", "patch_diff", "write_merge_patch", "write_json_patch")
_AFTERWARDS = {
    "en": r"\blooks?\b(?! at)|become|JSON.* be\b|new\b.*JSON|\bturn\b|end up",
    "pt": r"\bfica(ria)?\b|\bcara\b|se transforma|novo JSON",
    "es": r"quedar?\b|\bqued(o|aría)\b|aspecto|se convierte|nuevo JSON",
    "fr": r"devient|ressemble|allure|se transforme|nouveau (JSON|\(JSON)",
    "de": r" aus\b|neue JSON",
    "it": r"diventa|risulta\b|aspetto|si trasforma|nuovo JSON",
}


def _marked(frame: str) -> Content:
    """Return our content with frames that can be told: each draws this word and the clause, or AFTERWARDS."""
    books = dict(load().books)
    for language, book in _BOOKS.items():
        frames = {
            **{section: (_line(frame),) for section in ("command", "question")},
            **{f"{section} changed": (_line("AFTERWARDS"),) for section in ("command", "question")},
        }
        books[f"json_transform.{language}"] = {split: {**book[split], **frames} for split in SPLITS}
    return replace(load(), books=books)


def _line(word: str) -> Wording:
    return Wording(f"{word} $do", f"{word} %(do)s", frozenset(("do",)))


_MARKED = _marked("FRAMED")


def _frames_of(name: str, form: str) -> set[str]:
    """Return the marked frames around an operation, nothing for words of its own, in all languages."""
    slot = Slot("json_transform", "train", 0)
    one: JSON = {"id": 7, "title": "one two", "tags": ["a"], "at": {"x": 1}, "price": 2.5}
    document: JSON = [one, {"id": 8, "title": "three", "price": 4}] if BY_NAME[name].takes == "records" else one
    found: set[str] = set()
    for seed in range(120):
        rng = stream(seed, name, form)
        chain = draw(document, rng, 1, frozenset((name,)))
        said = None if chain is None else opening(form, chain, slot, _MARKED, pick(rng, LANGUAGES), rng)
        if said is not None:
            found.add(next((word for word in ("FRAMED", "AFTERWARDS") if word in said.text), ""))
    return found


@pytest.mark.parametrize("name", _PATCHES)
def test_a_patch_is_always_asked_for_in_words_of_its_own_for_no_frame_must_ask_for_the_outcome(name: str) -> None:
    assert _frames_of(name, "question") == {""}
    assert _frames_of(name, "command") == {"FRAMED"}
    for book in (_BOOKS[language][split] for language in LANGUAGES for split in SPLITS):
        sections = [header for header in book if header.split()[0] == name and not header.endswith(" ?")]
        assert sections
        assert {f"{header} ?" for header in sections} <= set(book)


@pytest.mark.parametrize(("name", "frames"), [("lookup", {"FRAMED"}), ("keep", {"FRAMED", "AFTERWARDS"})])
def test_the_document_afterwards_is_asked_for_only_where_the_operation_changes_it(name: str, frames: set[str]) -> None:
    assert _frames_of(name, "question") - {""} == frames
    assert _frames_of(name, "command") == frames


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_as_it_is_afterwards_is_asked_for_in_frames_of_their_own(language: str) -> None:
    afterwards = re.compile(_AFTERWARDS[language])
    for split in SPLITS:
        book = _BOOKS[language][split]
        for section in ("question", "command"):
            assert [wording.text for wording in book[section] if afterwards.search(wording.text)] == []
        assert [wording.text for wording in book["question changed"] if not afterwards.search(wording.text)] == []


# wordings


def test_every_section_of_the_prompt_files_belongs_to_something() -> None:
    for language, book in _BOOKS.items():
        first_words = {header.split()[0] for header in book["train"]}
        assert first_words <= set(BY_NAME) | _FRAMES | {"swaps"}, language
    assert set(BY_NAME) <= {header.split()[0] for header in _BOOKS["en"]["train"]}


def _mentioned(op: Op, section: str) -> set[str] | None:
    """Return what the section of an operation can name, found by proposals for a few documents."""
    rng = stream(5, "wordings", op.name)
    rows: JSON = [
        {"id": k, "unitPrice": k * 10 + 5, "paid": "yes", "city": ("Rome", "Oslo")[k % 2], "note": None, "at": {"x": 1}}
        for k in range(1, 5)
    ]
    one: JSON = {"id": "7", "title": "one two", "tags": ["a", "b"], "at": {"x": 1, "y": {"z": 2}}, "on": "2024-05-06"}
    for document in (rows, one) if op.takes == "any" else (rows,) if op.takes == "records" else (one,):
        for _ in range(40):
            seen = view(document if op.prepare is None else op.prepare(document, rng))
            args = None if seen is None else op.propose(seen, rng)
            if args is not None and f"{op.name} {op.section(args)}".strip() == section:
                return set(op.mentions(args))
    return None


_SECTIONS = [
    (op, header)
    for op in OPERATIONS
    for header in _BOOKS["en"]["train"]
    if header.split()[0] == op.name and not header.endswith(" ?")
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_of_every_language_names_all_that_its_operation_needs_and_nothing_else(language: str) -> None:
    for op, section in _SECTIONS:
        mentioned = _mentioned(op, section)
        if mentioned is None:
            continue
        for split in SPLITS:
            book = _BOOKS[language][split]
            for wording in (*book.get(section, ()), *book.get(f"{section} ?", ())):
                names = {name.removeprefix("bare_") for name in wording.names}
                assert names - _ALWAYS == mentioned, (section, wording.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_sections_name_what_the_english_ones_name(language: str) -> None:
    english = _BOOKS["en"]["train"]
    for header, lines in _BOOKS[language]["train"].items():
        if header.split()[0] not in ("verbs", "melting", "order") and not header.endswith(" ?"):
            known = {name.removeprefix("bare_") for wording in english[header] for name in wording.names}
            known |= {"do", "Do", "inf", "Inf"} if known & {"do", "Do", "inf"} else set()
            for wording in lines:
                names = {name.removeprefix("bare_") for name in wording.names} - _ALWAYS
                assert names <= known, (header, wording.text)
                assert names or header.startswith("note ") or not known - _ALWAYS, (header, wording.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_nine_of_ten_sections_and_every_form(language: str) -> None:
    """What it cannot say is said in English, and then its share of rows falls."""
    needed = {header for header in _BOOKS["en"]["train"] if not header.endswith(" ?")}
    there = set(_BOOKS[language]["train"])
    told = {header for header in needed if header.split()[0] in ("tried", "limited")}
    assert len(needed - told - there) <= len(needed) / 10
    assert {"tried whole", "limited whole"} <= there
    assert {header for header in needed if header.split()[0] in _FRAMES - {"note", "test"}} - told <= there


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fifth_of_the_wordings_of_a_section_is_held_out(language: str) -> None:
    for header, lines in _BOOKS[language]["train"].items():
        test = _BOOKS[language]["test"][header]
        if test != lines:
            whole = len(lines) + len(test) + len(_BOOKS[language]["valid"][header])
            assert len(test) >= max(1, whole // 5), header


@pytest.mark.parametrize("language", LANGUAGES)
def test_alternatives_are_closed_and_verbs_are_known(language: str) -> None:
    for split in SPLITS:
        grammar = grammar_of(language, {h: [w.form for w in ws] for h, ws in _BOOKS[language][split].items()})
        for header, forms in grammar.lines.items():
            for number, form in enumerate(forms):
                for seed in range(3):
                    said = grammar.form(stream(seed, header, number), header)
                    for mood in ("order", "infinitive"):
                        values = dict.fromkeys(re.findall(r"%\((\w+)\)s", said), "X")
                        text = grammar.fill(said, values, mood)
                        assert not re.search(r"[|~^]", text) or "arrow" in header or header == "nouns", form
                        assert ARTICLE not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("book", ["form", "json_style_strict", "json_repair"])
def test_other_books_have_the_same_sections_and_placeholders_in_every_language(book: str, language: str) -> None:
    english, other = (load().books[f"{book}.{one}"] for one in ("en", language))
    assert set(other["train"]) - {"indents"} == set(english["train"])
    for split in SPLITS:
        for header, lines in english[split].items():
            needed = {name for wording in lines for name in wording.names}
            for wording in other[split][header]:
                assert wording.names == needed, (header, wording.text)
                assert wording.form.count("(") == wording.form.count(")")


@pytest.mark.parametrize("language", LANGUAGES)
def test_instructions_of_json_style_strict_are_in_their_language(language: str) -> None:
    rows = [_styled(index) for index in range(120)]
    said = [row.input["instruction"] for row in rows if row.facts["language"] == language]
    assert said
    assert not any(re.search(r"\([^()]*\|", text) for text in said)
    if language != "en":
        assert not any(word in text for text in said for word in ("2 spaces", "4 spaces", "one tab"))


@lru_cache(maxsize=256)
def _styled(index: int) -> Example:
    rng = stream(4, "json_style_strict", index)
    return STYLE.make(Slot("json_style_strict", "train", index), load(), Settings(), rng)
