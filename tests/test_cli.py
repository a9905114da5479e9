"""The command line: exit codes, one clear message for bad input, and a quick start."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from jsonsynth import __version__
from jsonsynth.cli import main
from jsonsynth.cli.commands import COMMANDS
from jsonsynth.cli.printing import progress_shown
from jsonsynth.config import SETTINGS
from tests.rows import schema_row, write

_HEAVY = [
    *("argparse", "asyncio", "faker", "hypothesis", "jsonschema", "jsonschema_rs", "numpy"),
    *("openai", "orjson", "pyarrow", "pydantic", "ray", "rich", "yaml"),
]


def _child(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)


def test_help_imports_nothing_heavy() -> None:
    looks = f"print([name for name in {_HEAVY} if name in sys.modules])"
    done = _child("-c", f"import sys; from jsonsynth.cli import main; main(['--help']); {looks}")
    assert done.stdout.splitlines()[-1] == "[]"


def test_help_names_every_command_and_a_commands_help_every_flag(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"  {name} " in text for name in COMMANDS)
    for name, command in COMMANDS.items():
        assert main([name, "--help"]) == 0
        text = capsys.readouterr().out
        assert all(argument.name in text for argument in command.arguments)


@pytest.mark.parametrize("words", ["build --help", "help build", "--help build"])
def test_help_about_a_command_may_stand_before_it(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words.split()) == 0
    assert "usage: jsonsynth build" in capsys.readouterr().out


@pytest.mark.parametrize("words", ["llm", "llm cache"])
def test_help_about_the_first_words_of_commands_names_these_commands(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words.split(), "--help"]) == 0
    text = capsys.readouterr().out
    assert all((f"  {name} " in text) == name.startswith(words) for name in COMMANDS)


def test_build_has_every_setting_as_a_flag_and_says_that_corruptor_files_are_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["build", "--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert all(setting.flag in text for setting in SETTINGS)
    assert "Python code that is run" in text


def test_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"jsonsynth {__version__}\n"


def test_no_command_prints_the_help_and_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage: jsonsynth COMMAND" in capsys.readouterr().out


_SCHEMAS = {
    "broken.json": "{",
    "remote.json": '{"$ref":"https://example.com/schema.json"}',
    "local.json": '{"$ref":"file:///etc/passwd"}',
    "never.json": '{"type":"string","minLength":5,"maxLength":4}',
    "typo.json": '{"type":"strnig"}',
    "deep.json": '{"items":' * 10_000 + "{}" + "}" * 10_000,
}
_CONFIGS = {
    "typo.yaml": "totl: 5\n",
    "twice.yaml": "total: 5\ntotal: 6\n",
    "cut.yaml": "type: [",
    "empty.txt": "",
    "empty.jsonl": "",
    "locked.jsonl": "{}",
    "packed.jsonl": "\x1f\x8b\x08\x00",
    "api.yaml": "openapi: 3.1.0\ncomponents: {schemas: {A: {}, B: {type: strnig}}}",
    "example.json": '{"name": "Ann"}',
    "latin.txt": '["\xe9"]',
}
_FOLDERS = {
    "prompts": ("prompts/odd.txt", "x"),
    "schemas": ("schemas/mine/broken.json", "{"),
    "corruptors": ("corruptors/mine.py", "1/0"),
    "nothing": ("readme.txt", "x"),
    "cut": ("manifest.json", '{"plan": '),
    "halved": (".build/plan.json", "{"),
}

# What is typed, and what the message must hold: where, what, remedy.
_BAD: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("biuld", ("'biuld'", "Did you mean 'build'?")),
    ("build --totl 5", ("jsonsynth build", "'--totl'", "Did you mean '--total'?")),
    ("build --total", ("--total", "expected one argument", "--help")),
    ("build --total x", ("--total", "'x'", "whole number")),
    ("build --total -1", ("--total", "'-1'", "0 or more")),
    ("build --total 1.5", ("--total", "'1.5'", "whole number")),
    (f"build --total {10**13}", ("--total", "cannot be made", "Give")),
    ("build --tasks nothing", ("--tasks", "'nothing'", "json_repair")),
    ("build --weights json_repair", ("--weights", "cannot be used", "json_repair=40")),
    ("build --weights json_repair=-1", ("--weights", "cannot be used", "0 or more")),
    ("build --weights nothing=1", ("'nothing'", "json_repair")),
    ("build --weights json_repair=0", ("--weights", "sum to 0", "above 0")),
    ("build --tasks json_repair --weights json_transform=1", ("--weights", "not among --tasks", "Name it")),
    ("build --splits 90,10", ("--splits", "'90,10'", "three parts")),
    ("build --splits 0,0,0", ("--splits", "sum to 0", "above 0")),
    ("build --preference-share 2", ("--preference-share", "'2'", "0 to 1")),
    ("build --min-length 5000", ("--min-length", "5000", "10")),
    ("build --max-length 3", ("--max-length", "3", "2048")),
    ("build --workers 0", ("--workers", "'0'", "1 or more")),
    ("build --start-method vfork", ("--start-method", "'vfork'", "spawn")),
    ("build --config none.yaml", ("none.yaml", "cannot be read", "--config")),
    ("build --config typo.yaml", ("typo.yaml:1", "'totl'", "Did you mean 'total'?")),
    ("build --config twice.yaml", ("twice.yaml:2", "set twice", "Keep one")),
    ("build --content none", ("none", "no such folder", "schemas/")),
    ("build --content nothing", ("nothing", "no schemas/", "Put")),
    ("build --content prompts", ("odd.txt", "language", "Name it")),
    ("build --content schemas", ("broken.json", "not a JSON document", "Mend")),
    ("build --content corruptors", ("mine.py", "ZeroDivisionError", "Mend")),
    ("build --out typo.yaml", ("typo.yaml", "not a folder", "--out")),
    ("build --out cut", ("cut/manifest.json", "no plan can be read", "--overwrite")),
    ("build --out halved", ("halved/.build/plan.json", "no plan can be read", "--overwrite")),
    ("build --out prompts", ("prompts", "no build of this plan made", "--overwrite")),
    ("verify", ("verify", "PATH", "--help")),
    ("verify none", ("none", "no such file", "Name")),
    ("verify prompts extra", ("'extra'", "--help")),
    ("verify packed.jsonl", ("packed.jsonl", "compressed", "Unpack")),
    ("verify schemas", ("schemas", "no .jsonl file", "Name")),
    (f"verify {'long' * 99}", ("longlong", "too long", "Check")),
    ("verify locked.jsonl", ("locked.jsonl", "cannot be read", "Name")),
    ("stats locked.jsonl", ("locked.jsonl", "cannot be read", "Name")),
    ("stats packed.jsonl", ("packed.jsonl", "compressed", "Unpack")),
    ("stats schemas", ("schemas", "no .jsonl file", "Name")),
    (f"stats {'long' * 99}", ("longlong", "too long", "Check")),
    ("stats none", ("none", "no such file", "Name")),
    ("show json_repair", ("json_repair", "not the id", "json_repair/train/17")),
    ("show json_reapir/train/0", ("json_reapir", "no task", "json_repair")),
    ("show json_repair/train/0 none", ("none/manifest.json", "cannot be read", "finished")),
    ("list flavours", ("'flavours'", "tasks")),
    ("repair none.txt", ("none.txt", "cannot be read", "Name")),
    ("repair empty.txt", ("empty.txt, line 1, column 1", "a value was expected", "hand")),
    ("repair latin.txt", ("latin.txt", "byte 2 is not UTF-8", "UTF-8")),
    ("list taks", ("'taks'", "Did you mean 'tasks'?")),
    ("instances none.json", ("none.json", "cannot be read", "Name")),
    ("instances packed.jsonl", ("packed.jsonl", "compressed", "Unpack")),
    ("instances nothing", ("nothing", "cannot be read", "Name")),
    ("instances broken.json", ("broken.json", "not a JSON document", "Mend")),
    ("instances cut.yaml", ("cut.yaml", "not YAML", "line 2", "Mend")),
    ("instances latin.txt", ("latin.txt", "byte 2 is not UTF-8", "UTF-8")),
    ("instances api.yaml", ("api.yaml", "OpenAPI", "FILE#/components/schemas/A")),
    ("instances api.yaml#/components/schemas/C", ("api.yaml#/components/schemas/C", "no schema", "schemas/B")),
    ("instances api.yaml#/components/schemas/B", ("api.yaml#/components/schemas/B/type", "strnig", "Correct")),
    ("build --schemas example.json", ("example.json#", "no keyword", "Remove")),
    ("instances remote.json", ("remote.json#", "https://example.com")),
    ("instances local.json", ("local.json#", "file:///etc/passwd")),
    ("instances never.json", ("never.json#",)),
    ("instances typo.json", ("typo.json#/type", "strnig")),
    ("instances deep.json", ("deep.json", "deep")),
    ("split none --out x", ("none", "no such file", ".jsonl")),
    ("split prompts --out x", ("prompts", "no file", ".jsonl")),
    ("split packed.jsonl --out x", ("packed.jsonl", "compressed", "Unpack")),
    ("split locked.jsonl --out x", ("locked.jsonl", "cannot be read", "Name")),
    (f"split {'long' * 99} --out x", ("longlong", "too long", "Check")),
    ("build --schemas packed.jsonl", ("packed.jsonl", "compressed", "Mend")),
    ("build --schemas empty.jsonl", ("empty.jsonl", "no schema", "Name")),
    (f"build --schemas {'long' * 99}", ("longlong", "too long", "Check")),
    ("split rows.jsonl", ("--out", "required", "--help")),
    ("split rows.jsonl --out x --splits 1,2", ("--splits", "three parts")),
    ("llm cache", ("jsonsynth llm", "more words", "llm cache list")),
    ("llm cache list --llm-cache prompts", ("prompts", "folder", "Name a file")),
    ("help biuld", ("'biuld'", "Did you mean 'build'?")),
    ("export prompts --format messages", ("prompts", "manifest.json", "finish")),
    ("export prompts --format alpaca", ("'alpaca'", "messages")),
    ("init typo.yaml", ("typo.yaml", "already", "--overwrite")),
)


@pytest.fixture
def bad_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory of files that cannot be used."""
    for name, text in {**_SCHEMAS, **_CONFIGS}.items():
        (tmp_path / name).write_text(text, "latin-1")
    for folder, (name, text) in _FOLDERS.items():
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    write(tmp_path / "rows.jsonl", [schema_row(1)])
    (tmp_path / "locked.jsonl").chmod(0)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {str(path): path.read_bytes() for path in files if os.access(path, os.R_OK)}


@pytest.mark.parametrize(("words", "parts"), _BAD, ids=[entry[0] for entry in _BAD])
def test_bad_input_gets_one_message_exit_2_and_nothing_is_written(
    words: str, parts: tuple[str, ...], bad_files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if "locked" in words and os.access("locked.jsonl", os.R_OK):
        pytest.skip("LOUD: who runs this test may read everything")
    before = _tree(bad_files)
    assert main(words.split()) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("error: ")
    assert printed.err.count("error: ") == 1
    assert all(part in printed.err for part in parts)
    assert _tree(bad_files) == before


def test_init_writes_a_config_file_that_build_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert main(["build", "--config", "jsonsynth.yaml", "--total", "0", "--quiet"]) == 0
    assert (tmp_path / "datasets" / "manifest.json").is_file()


def test_a_flag_wins_over_the_config_file_and_the_file_over_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.yaml").write_text("total: 0\nout: theirs\nseed: 3\n")
    assert main(["build", "--config", "c.yaml", "--seed", "4", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["out"] == "theirs"
    assert json.loads((tmp_path / "theirs" / "manifest.json").read_bytes())["plan"]["seed"] == 4


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small data set."""
    folder = tmp_path_factory.mktemp("cli") / "data"
    assert main(["build", "--total", "40", "--seed", "5", "--out", str(folder), "--workers", "1", "--quiet"]) == 0
    return folder


def test_building_again_says_that_there_is_nothing_to_do(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--total", "40", "--seed", "5", "--out", str(built)]) == 0
    assert "nothing to do" in capsys.readouterr().out


def test_another_plan_into_the_folder_is_bad_input(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _tree(built)
    assert main(["build", "--total", "41", "--seed", "5", "--out", str(built)]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert _tree(built) == before


def test_show_gives_back_the_row_on_disk_and_says_if_it_differs(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = built / "json_repair" / "train.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    assert main(["show", "json_repair/train/1", str(built), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["row"] == json.loads(lines[1])
    assert shown["same_on_disk"] is True
    path.write_bytes(b"".join([lines[0], lines[0], *lines[2:]]))
    assert main(["show", "json_repair/train/1", str(built)]) == 0
    assert "differs" in capsys.readouterr().err
    path.write_bytes(b"".join(lines))


def test_verify_exits_1_on_errors_and_prints_json_for_machines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "rows.jsonl", [schema_row(1), {**schema_row(2), "output": "{"}])
    assert main(["verify", str(path), "--no-second-opinion", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["errors"] == 1
    assert report["findings"][0]["where"] == f"{path}:2"


def test_stats_prints_counts_of_any_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "rows.jsonl", [schema_row(1), schema_row(2), {"odd": 1}])
    assert main(["stats", str(path)]) == 0
    text = capsys.readouterr().out
    assert "2 rows, 2 of them valid" in text
    assert "1 lines are not rows" in text


@pytest.mark.parametrize("what", ["tasks", "corruptors", "operations", "schemas", "wordings"])
def test_list_prints_something_of_every_kind(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", what, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) >= 5


def test_instances_are_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "s.json").write_text('{"type":"array","items":{"type":"boolean"},"minItems":1,"maxItems":1}')
    assert main(["instances", str(tmp_path / "s.json"), "--count", "2"]) == 0
    assert sorted(capsys.readouterr().out.splitlines()) == ["[false]", "[true]"]


def test_instances_takes_a_schema_in_yaml_or_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "s.yaml").write_text("\ufefftype: boolean\n", "utf-8")
    assert main(["instances", str(tmp_path / "s.yaml"), "--count", "2"]) == 0
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"const": 1}')))
    assert main(["instances", "-", "--count", "1"]) == 0
    assert sorted(capsys.readouterr().out.splitlines()) == ["1", "false", "true"]


def test_instances_says_that_an_example_is_no_schema_and_draws_from_what_a_pointer_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.json").write_text('{"name": "Ann"}')
    (tmp_path / "b#c.json").write_text('{"const": 2}')
    (tmp_path / "d.json").write_text('{"$defs": {"one": {"const": 1}}}')
    assert main(["instances", "a.json", "--count", "1"]) == 0
    assert capsys.readouterr().err.startswith("a.json: no member of this is a keyword")
    for name in ("d.json#/$defs/one", "b#c.json"):
        assert main(["instances", name, "--count", "1"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("1\n2\n", "")


def test_repair_prints_sound_json_and_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.txt").write_text("{'a': [1,\n 2,], \"b\": NaN}")
    assert main(["repair", str(tmp_path / "broken.txt")]) == 0
    printed = capsys.readouterr()
    assert printed.out == '{"a": [1,\n 2], "b": null}\n'
    assert "line 2: ',' -> nothing (trailing_comma)" in printed.err
    assert "not certain" in printed.err
    assert main(["repair", str(tmp_path / "broken.txt"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["value"], found["certain"], len(found["edits"])) == ({"a": [1, 2], "b": None}, False, 3)


def test_preview_prints_examples_of_the_tasks_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "--tasks", "json_style_strict", "--count", "1"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("json_style_strict/train/0")
    assert "instruction" in text


@pytest.mark.slow
def test_a_reader_that_stops_early_ends_the_program_quietly() -> None:
    program = "import sys; from jsonsynth.cli import main; sys.exit(main(['list', 'wordings']))"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 0


@dataclass
class _Step:
    stage: str
    done: int
    total: int


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_a_bar_on_a_terminal_lines_elsewhere_and_nothing_if_quiet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    terminal, pipe, quiet = _Terminal(), io.StringIO(), io.StringIO()
    for stream in (terminal, pipe):
        with progress_shown(quiet=False, stream=stream) as show:
            for done in (0, 50, 100):
                show(_Step("generate", done, 100))
    with progress_shown(quiet=True, stream=quiet) as show:
        show(_Step("generate", 1, 2))
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert "\r" in terminal.getvalue()
    assert "generate [" in terminal.getvalue()
    assert pipe.getvalue().splitlines()[0] == "generate: 0 of 100 rows (0%)"
    assert "\r" not in pipe.getvalue()
    assert quiet.getvalue() == ""


def test_errors_are_coloured_on_a_terminal_unless_no_color_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for setting, coloured in (("", True), ("1", False)):
        monkeypatch.setenv("NO_COLOR", setting)
        terminal = _Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        assert main(["nothing"]) == 2
        assert ("\x1b[31m" in terminal.getvalue()) is coloured


@pytest.mark.slow
def test_help_takes_at_most_60_ms_of_cpu() -> None:
    def cpu(*words: str) -> float:
        before = os.times()
        _child(*words)
        after = os.times()
        return (after.children_user - before.children_user) + (after.children_system - before.children_system)

    assert min(cpu("-m", "jsonsynth", "--help") for _ in range(7)) <= 0.06
