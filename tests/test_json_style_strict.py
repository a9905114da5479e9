"""Rows of json_style_strict: right by another library, said wholly, spread as planned."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from functools import lru_cache

import pytest
import rfc8785

from jsonsynth.content import load
from jsonsynth.errors import BuildError
from jsonsynth.examples import LANGUAGES, SPLITS, Completion, Example, Settings, Slot, Split, label
from jsonsynth.jsontext import noncanonical, orders_agree, parse_strict
from jsonsynth.seeds import stream
from jsonsynth.styles import STYLES
from jsonsynth.styles.checking import meaning, meaning_of_lines
from jsonsynth.tasks.json_style_strict import TASK, check, score
from jsonsynth.transforms.speech import chosen

_NAMES = [style.name for style in STYLES]


def _make(split: Split, index: int, settings: Settings | None = None, seed: int = 0) -> Example:
    slot = Slot(TASK.name, split, index)
    return TASK.make(slot, load(), settings or Settings(), stream(seed, *slot.id.split("/"), 0))


@lru_cache(maxsize=1)
def _rows() -> tuple[Example, ...]:
    return tuple(_make("train", index) for index in range(400)) + tuple(
        _make(split, index) for split in SPLITS[1:] for index in range(40)
    )


def _words(example: Example) -> set[str]:
    return set(re.findall(r"\w+", example.input["instruction"].lower()))


def test_every_row_is_proved_with_its_facts_and_without() -> None:
    for example in _rows():
        assert check(example) == []
        assert check(Example(example.task, example.input, example.target, {})) == []
        assert 10 <= len(label(example)) <= 2048


def test_labels_in_canonical_form_are_those_of_another_library() -> None:
    compared = 0
    for example in _rows():
        style, rule = example.facts["style"], example.facts["number_rule"]
        if (style == "minify-sort" and rule in {"none", "plain"}) or style == "jcs":
            assert label(example) == rfc8785.dumps(parse_strict(example.input["json"])).decode()
            compared += 1
        if style == "minify-sort" and rule in {"none", "plain"}:
            assert noncanonical(label(example)) is None
    assert compared > 220


def test_a_row_has_the_facts_of_the_contract() -> None:
    for example in _rows():
        facts = example.facts
        assert list(facts) == ["difficulty", "group", "language", "style", "number_rule", "mess"]
        assert facts["style"] in _NAMES
        assert (facts["mess"] == []) == (example.input["json"] == label(example))


def test_the_same_address_gives_the_same_row_and_another_seed_another() -> None:
    assert _make("train", 5) == _make("train", 5)
    assert all(_make("train", index).input != _make("train", index, seed=1).input for index in range(20))


def test_rows_are_spread_over_styles_mess_and_difficulty() -> None:
    rows = _rows()[:400]
    styles = Counter(str(example.facts["style"]) for example in rows)
    assert sorted(styles) == sorted(_NAMES)
    assert 0.5 < styles["minify-sort"] / len(rows) < 0.7
    kinds = Counter(str(kind) for example in rows for kind in _kinds(example))
    assert len(kinds) > 30
    levels = Counter(str(example.facts["difficulty"]) for example in rows)
    assert levels == {"easy": 200, "medium": 150, "hard": 50}
    normal = sum(not _kinds(example) for example in rows) / len(rows)
    assert 0.04 < normal < 0.1


def test_an_input_that_is_the_answer_but_for_a_character_is_not_called_hard() -> None:
    close = [row for row in _rows() if _kinds(row) in ([], ["one-character-off"])]
    assert close
    assert {str(row.facts["difficulty"]) for row in close} == {"easy", "medium"}


def _kinds(example: Example) -> list[object]:
    mess = example.facts["mess"]
    assert isinstance(mess, list)
    return [*mess]


def test_a_row_is_met_once() -> None:
    rows = _rows()
    assert len({(example.input["instruction"], example.input["json"]) for example in rows}) == len(rows)
    groups = {split: {str(_make(split, index).facts["group"]) for index in range(40)} for split in SPLITS}
    assert not groups["train"] & groups["valid"]
    assert not groups["train"] & groups["test"]
    assert not groups["valid"] & groups["test"]


# What each language must use one word of, to name the order of names, the rule for numbers and that for escapes.
_TOLD = {
    "en": (
        "point code capitals uppercase upper byte python plain case character lowercase",
        "number numbers rfc jcs canonicalization",
        "escape escapes unescape literally",
    ),
    "pt": ("code código python simples bytes caractere", "números número rfc jcs", "escapes escape literalmente"),
    "es": ("código python simple bytes carácter", "números número rfc jcs", "escapes escapa literalmente"),
    "fr": (
        "code codes python simple octets caractère",
        "nombres nombre rfc jcs",
        "échappements échappez échappement littéralement",
    ),
    "de": (
        "codepunkt codepunkte code python einfachen byte zeichen",
        "zahlen zahl zahlenformat zahlendarstellung rfc jcs",
        "maskiere maskierung maskierungen wörtlich",
    ),
    "it": ("codice python semplice byte carattere", "numeri numero rfc jcs", "escape letteralmente"),
}


def _tells(example: Example, what: int) -> bool:
    """Say whether the instruction has a word for the order of names (0), for numbers (1) or for escapes (2)."""
    return not _words(example).isdisjoint(_TOLD[str(example.facts["language"])][what].split())


def test_the_order_of_names_is_named_where_it_is_open() -> None:
    unclear = 0
    for example in _rows():
        style = str(example.facts["style"])
        value = parse_strict(label(example))
        if style not in {"minify", "indent-keep", "jcs", "caseless"} and not orders_agree(value):
            unclear += 1
            assert _tells(example, 0), example.input["instruction"]
    assert unclear > 5


# What says in each language that nothing stands between the tokens: one line or no indentation may still have blanks.
_TIGHT = {
    "en": r"minif|compact|spaces?\b|padding|formatting|between (the )?tokens|bytes|separators|shortest one-line",
    "de": r"minimi|kompakt|leerzeichen|leerraum|bytes|trenner",
    "es": r"minif|compact|espacio|bytes|separadores",
    "fr": r"minif|compact|espace|blanc|octets|séparateurs",
    "it": r"minif|compatt|spazi|byte|separatori",
    "pt": r"minif|compact|espaço|bytes|separadores",
}
_MINIFIED = [
    "minify_sort",
    "minify",
    "newline_end",
    "descending",
    "caseless",
    "top_level",
    "ascii",
    "slashes",
    "close_slash",
    "json_lines",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_that_asks_for_minified_text_says_that_there_is_no_space(language: str) -> None:
    books = load().books
    for book, sections in (("json_style_strict", _MINIFIED), ("form", ["plain", "code_point"])):
        for split, section in itertools.product(SPLITS, sections):
            for wording in books[f"{book}.{language}"][split][section]:
                for seed in range(12):
                    said = chosen(stream(seed), wording.form)
                    assert re.search(_TIGHT[language], said.replace("whitespace", "space"), re.IGNORECASE), said


def test_the_number_rule_is_named_wherever_the_texts_of_numbers_are_not_plain() -> None:
    for example in _rows():
        outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", example.input["json"])
        odd = re.search(r"\d[eE]|\.\d*0(?!\d)|-0(?![\d.])|\d{17}", outside)
        if odd:
            assert example.facts["number_rule"] != "none"
            assert _tells(example, 1), example.input["instruction"]


def test_escapes_are_named_wherever_they_change() -> None:
    for example in _rows():
        text = re.sub(r'\\(?:["\\bfnrt]|u00[01])', "", example.input["json"])
        if "\\" in text and example.facts["style"] not in {"jcs", "ascii", "slashes", "close-slash"}:
            assert _tells(example, 2), example.input["instruction"]


def test_short_and_narrow_lengths_are_kept_or_refused_loudly() -> None:
    narrow = Settings(min_length=200, max_length=400)
    assert all(200 <= len(label(_make("train", index, narrow))) <= 400 for index in range(15))
    with pytest.raises(BuildError, match="no document of 10 to 11 characters"):
        _make("train", 0, Settings(max_length=11))


def test_the_wordings_of_the_test_split_are_its_own() -> None:
    books = load().books["json_style_strict.en"]
    wordings = {split: {line.text for lines in books[split].values() for line in lines} for split in SPLITS}
    assert sum(map(len, wordings.values())) >= 60
    assert not wordings["train"] & wordings["test"]


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "it", "pt"])
def test_no_wording_asks_for_all_that_a_tool_prints_for_a_number_rule_may_stand_beside_it(language: str) -> None:
    lines = [
        line.text
        for pool in load().books[f"json_style_strict.{language}"].values()
        for section, lines in pool.items()
        if section not in {"jcs", "numbers_jcs"}
        for line in lines
    ]
    cited = [line for line in lines if re.search(r"\bjq\b|\bPHP\b|json\.dump|JSON\.stringify", line)]
    assert cited
    assert all(re.search(_PART_OF_WHAT_IS_PRINTED, line) for line in cited), cited


_PART_OF_WHAT_IS_PRINTED = (
    r"(?i)\b(?:layout|lay it out)\b|disposición|mise en page|impaginazione"
    r"|separa|Trenner|séparateurs|non-ASCII characters"
)


# -- foreign rows and scores ------------------------------------------------------------------------------------------


def _row(text: str, output: str, **facts: str) -> Example:
    return Example(TASK.name, {"instruction": "Minify and sort.", "json": text}, Completion(output), facts)


@pytest.mark.parametrize(
    ("text", "output", "rules"),
    [
        ('{"b": 1, "a": 2.0}', '{"a":2,"b":1}', []),
        ('{"b": 1, "a": 2.0}', '{\n "b": 1, "a": 2.0}', []),
        ("[9007199254740993]", "[9007199254740992]", ["number-rounded"]),
        ("[1]", "[2]", ["value-changed"]),
        ("[1]", "[true]", ["value-changed"]),
        ("[1", "[1]", ["input-not-json"]),
        ("[1]", "[1", ["label-not-json"]),
        ('{"a":1}', '{"a":1,"a":1}', ["label-not-json"]),
        ("[1]", "Sure: [1]", ["label-not-json"]),
    ],
)
def test_a_row_without_facts_is_judged_by_its_value(text: str, output: str, rules: list[str]) -> None:
    assert [problem.rule for problem in check(_row(text, output))] == rules


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"style": "fancy", "number_rule": "none"}, "facts-wrong"),
        ({"style": "minify-sort", "number_rule": "roman"}, "facts-wrong"),
        ({"style": "minify-sort"}, "facts-wrong"),
    ],
)
def test_facts_that_name_nothing_are_reported(facts: dict[str, str], rule: str) -> None:
    assert [problem.rule for problem in check(_row("[1, 2]", "[1,2]", **facts))] == [rule]


def test_a_row_whose_facts_deny_its_mess_is_reported() -> None:
    example = next(example for example in _rows() if _kinds(example))
    denied = Example(example.task, example.input, example.target, {**example.facts, "mess": []})
    assert [problem.rule for problem in check(denied)] == ["facts-wrong"]


_LABEL = '{"a":"é","b":[1,2.5]}'


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (_LABEL, 1.0),
        (f"\n{_LABEL}\n", 1.0),
        ('{"a": "é", "b": [1, 2.5]}', 0.9),
        ('{"b":[1,2.5],"a":"é"}', 0.7),
        (r'{"a":"\u00e9","b":[1,2.5]}', 0.5),
        ('{"a":"é","b":[1,2.50]}', 0.5),
        ('{"b":[1.0,2.5],"a":"é"}', 0.5),
        ('{"a":"é","b":[2.5,1]}', 0.1),
        ('{"a":"é","b":[1,2.5]', 0.0),
        (f"```json\n{_LABEL}\n```", 0.0),
        ("", 0.0),
    ],
)
def test_a_score_rates_value_order_and_spelling(answer: str, expected: float) -> None:
    assert score(_row("[]", _LABEL), answer) == pytest.approx(expected)


def test_the_input_itself_scores_below_the_label_unless_it_is_the_label() -> None:
    for example in _rows()[:150]:
        assert score(example, label(example)) == 1.0
        assert (score(example, example.input["json"]) == 1.0) == (
            label(example) in (example.input["json"], example.input["json"].strip())
        )
        read = meaning_of_lines if example.facts["style"] == "json-lines" else meaning
        assert read(example.input["json"]) == meaning(label(example)) or example.facts["number_rule"] == "jcs"
