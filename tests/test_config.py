"""A config file means what it says, or is refused with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from jsonsynth.config import KINDS, SETTINGS, defaults, load_config, read_value, template
from jsonsynth.errors import InputError


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "jsonsynth.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_gives_the_settings_it_names_and_no_others(tmp_path: Path) -> None:
    text = "total: 20\nmax-length: 900\ntasks: [json_repair]\npreference_share: 0.25\nsplits: 80,10,10\nquiet: true\n"
    assert load_config(_file(tmp_path, text)) == {
        "total": 20,
        "max_length": 900,
        "tasks": ["json_repair"],
        "preference_share": "0.25",
        "splits": ("80", "10", "10"),
        "quiet": True,
    }


def test_weights_are_read_from_a_mapping_and_from_text_alike(tmp_path: Path) -> None:
    mapping = load_config(_file(tmp_path, "weights:\n  json_repair: 40\n  text_to_json: 2.5\n"))
    text = load_config(_file(tmp_path, "weights: json_repair=40, text_to_json=2.5\n"))
    assert mapping == text == {"weights": {"json_repair": "40", "text_to_json": "2.5"}}


def test_the_template_is_read_back_and_holds_every_setting_with_its_default(tmp_path: Path) -> None:
    assert load_config(_file(tmp_path, template())) == {"total": 1000, "seed": 0, "out": "datasets"}
    names = {f"# {setting.name}: " for setting in SETTINGS}
    lines = [line[2:] if any(line.startswith(name) for name in names) else line for line in template().splitlines()]
    found = load_config(_file(tmp_path, "\n".join(lines)))
    assert set(found) == set(defaults())
    assert all(found[name] == value for name, value in defaults().items() if value not in (None, ()))


@pytest.mark.parametrize("text", ["", "# nothing\n", "total:\n", "\ufefftotal:\n"])
def test_an_empty_file_or_value_sets_nothing(text: str, tmp_path: Path) -> None:
    assert load_config(_file(tmp_path, text)) == {}


_BROKEN = (
    ("seed: 1\ntotl: 5\n", ":2", "no setting 'totl'", "Did you mean 'total'?"),
    ("zzz: 5\n", ":1", "no setting 'zzz'", "Known: total"),
    ("total: many\n", ":1", "'many'", "whole number"),
    ("total: -1\n", ":1", "-1", "0 or more"),
    ("total: 1.5\n", ":1", "1.5", "whole number"),
    ("total: true\n", ":1", "True", "whole number"),
    ("total: [1]\n", ":1", "[1]", "whole number"),
    ("total: 1\nseed: 2\ntotal: 3\n", ":3", "set twice", "Keep one"),
    ("max-length: 900\nmax_length: 900\n", ":2", "set twice", "Keep one"),
    ("preference_share: 1.5\n", ":1", "1.5", "0 to 1"),
    ("preference_share: 1e999999999\n", ":1", "is no number of JSON", "init"),
    ("weights: [a, b]\n", ":1", "['a', 'b']", "json_repair=40"),
    ("weights: {json_repair: -1}\n", ":1", "-1", "0 or more"),
    ("splits: [90, 10]\n", ":1", "[90, 10]", "three parts"),
    ("start_method: vfork\n", ":1", "vfork", "spawn"),
    ("quiet: 1\n", ":1", "1", "true or false"),
    ("out: {a: b}\n", ":1", "{'a': 'b'}", "path"),
    ("tasks: [json_repair, json_repair]\n", ":1", "json_repair", "different names"),
    ("- total\n", ":1", "not a mapping", "total: 1000"),
    ("total: [1\nseed: 2\n", ":2", "not YAML", "init"),
    ("total: !!python/object/apply:os.system ['true']\n", ":1", "tags", "init"),
    ("overwrite: yes\n", ":1", "'yes'", "true or false"),
    ("source: schemathesis\n", ":1", "schemathesis", "own or hypothesis"),
    ("schemas: {a: b}\n", ":1", "{'a': 'b'}", "package:NAME"),
)


@pytest.mark.parametrize(("text", "line", "problem", "remedy"), _BROKEN, ids=[entry[0][:40] for entry in _BROKEN])
def test_a_file_that_cannot_be_meant_is_refused_with_line_cause_and_remedy(
    text: str, line: str, problem: str, remedy: str, tmp_path: Path
) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(InputError) as caught:
        load_config(path)
    assert caught.value.where.startswith(f"{path}{line}")
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_config(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"out: K\xf6ln\n")
    with pytest.raises(InputError, match="byte 6 is not UTF-8"):
        load_config(tmp_path / "latin.yaml")


def test_every_setting_has_a_kind_and_a_default_that_its_kind_reads() -> None:
    for setting in SETTINGS:
        assert setting.kind in KINDS
        if setting.default not in (None, ()):
            default = list(setting.default) if isinstance(setting.default, tuple) else setting.default
            assert read_value(setting.kind, default, setting.name) == setting.default
