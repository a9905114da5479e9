"""The data set card says what is in the folder."""

from __future__ import annotations

import pytest

from jsonsynth.cards import card
from jsonsynth.examples import Settings
from jsonsynth.plan import draw_plan
from jsonsynth.yamltext import read


@pytest.mark.parametrize(
    ("tasks", "texts", "languages"),
    [
        (("json_repair", "text_to_json"), "en=0.5,de=0.5", ["en", "de"]),
        (("json_repair", "json_style_strict"), "pt=1,de=1", ["pt", "de"]),
        (("schema_generate", "json_repair"), "pt=1,de=1", ["en", "pt", "de"]),
        (("text_to_json",), "pt=0.5,de=0.5", ["en", "pt", "de"]),
    ],
)
def test_the_languages_are_those_of_the_rows(tasks: tuple[str, ...], texts: str, languages: list[str]) -> None:
    plan = draw_plan(100, 0, weights=dict.fromkeys(tasks, "1"), settings=Settings(languages=texts))
    front = read(card(plan).split("---\n")[1])
    assert isinstance(front, dict)
    assert front["language"] == languages
    assert front["size_categories"] == ["n<1K"]
    configs = front["configs"]
    assert isinstance(configs, list)
    assert [part["config_name"] for part in configs if isinstance(part, dict)] == list(tasks)
