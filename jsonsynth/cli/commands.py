"""The commands and their flags, as a table: what the help prints and the parser reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from jsonsynth.config import MODEL_SETTINGS, SETTINGS

__all__ = ["COMMANDS", "EXITS", "Argument", "Command", "general_help"]

EXITS = "exit codes: 0 ok, 1 verify found errors, 2 bad input, 3 disk, 4 budget or server, 130/143 interrupted"


class Argument(NamedTuple):
    """A flag (its name starts with ``--``) or a positional argument. ``kind`` is a key of ``config.KINDS``.

    ``many``: a flag may be repeated. A positional with a default may be left out.
    """

    name: str
    kind: str
    default: Any
    meaning: str
    many: bool = False
    required: bool = False

    @property
    def key(self) -> str:
        """The name in the parsed values: ``--max-length`` is ``max_length``."""
        return self.name.lstrip("-").replace("-", "_").lower()


class Command(NamedTuple):
    """A command. ``run`` is ``module:function``, imported only when the command is called."""

    summary: str
    run: str
    arguments: tuple[Argument, ...]


_BUILD = tuple(Argument(s.flag, s.kind, s.default, s.meaning, many=s.name in ("content", "schemas")) for s in SETTINGS)


def _settings(*names: str) -> tuple[Argument, ...]:
    return tuple(argument for argument in _BUILD if argument.key in names)


_JSON = Argument("--json", "switch", False, "print the result as JSON")
_CONFIG = Argument("--config", "path", None, "a YAML file of settings (see `jsonsynth init`); flags win over it")
_SEED = Argument("--seed", "whole", 0, "another seed, other values")
_OVERWRITE = Argument("--overwrite", "switch", False, "replace what is there")
_CONTENT = _settings("content")
_OWN = _settings("content", "schemas")
_MEANS = tuple(setting.name for setting in MODEL_SETTINGS)
_ASKED = (
    Argument("--llm", "text", None, "base URL of an OpenAI-compatible server", required=True),
    Argument("--model", "text", None, "the model", required=True),
)
_ID = Argument("ID", "text", None, "the address: task/split/index", required=True)

COMMANDS: Mapping[str, Command] = {
    "build": Command("write a data set", "jsonsynth.cli.making:build", (*_BUILD, _CONFIG)),
    "estimate": Command(
        "say what a build with a model will cost, before it is begun; nothing is sent",
        "jsonsynth.cli.models:estimate",
        (
            *_settings("total", "seed", "tasks", "weights", "content", "llm", "model", "llm_records", "prices"),
            Argument("--accepted", "share", "0.55", "share of the model's texts that pass the filters"),
            _JSON,
        ),
    ),
    "preview": Command(
        "print a few examples of each family; nothing is written",
        "jsonsynth.cli.making:preview",
        (
            Argument("--count", "count", 2, "examples of each family"),
            *_settings("seed", "tasks", "content", "schemas", "source", "min_length", "max_length", "json"),
        ),
    ),
    "verify": Command(
        "check every row of any data set or JSONL file, ours or not; exit 1 if there are errors",
        "jsonsynth.cli.looking:verify",
        (
            Argument("PATH", "path", None, "a folder or a .jsonl file", required=True),
            Argument("--no-second-opinion", "switch", False, "skip the second validator of schema_generate rows"),
            Argument(
                "--with", "engine", None, "jq derives every json_transform label again (pip install 'jsonsynth[jq]')"
            ),
            Argument("--limit", "positive", None, "look at the first N rows of each file only"),
            Argument("--most", "positive", 10, "findings shown a rule; all are counted"),
            *_settings("workers"),
            _JSON,
        ),
    ),
    "stats": Command(
        "count rows, lengths, difficulty and validity, per task and split",
        "jsonsynth.cli.looking:stats",
        (Argument("DIR", "path", None, "a folder or a .jsonl file", required=True), _JSON),
    ),
    "show": Command(
        "make an example again from its address and print it",
        "jsonsynth.cli.showing:show",
        (
            _ID,
            Argument("DIR", "path", None, "the data set it belongs to: seed, settings and turn are read there"),
            Argument("--seed", "whole", None, "the seed, where no DIR is given (0)"),
            *_OWN,
            _JSON,
        ),
    ),
    "list": Command(
        "list what there is",
        "jsonsynth.cli.looking:list_things",
        (
            Argument("WHAT", "text", None, "tasks, corruptors, operations, schemas or wordings", required=True),
            *_OWN,
            _JSON,
        ),
    ),
    "instances": Command(
        "print valid instances of a schema as JSON lines",
        "jsonsynth.cli.drawing:instances",
        (
            Argument(
                "SCHEMA",
                "path",
                None,
                "a JSON Schema, in JSON or YAML, or FILE#/POINTER of one in it (OpenAPI, $defs); - for standard input",
                required=True,
            ),
            Argument("--count", "count", 10, "how many; repeats only where the schema has fewer different values"),
            _SEED,
            *_settings("source"),
        ),
    ),
    "repair": Command(
        "print broken JSON as sound JSON; stderr says what was changed and whether it is certain",
        "jsonsynth.cli.repairing:repair",
        (Argument("FILE", "path", "-", "a text; - for standard input"), *_CONTENT, _JSON),
    ),
    "split": Command(
        "divide any JSONL file into train, valid and test; no group stands in two",
        "jsonsynth.cli.files:split",
        (
            Argument("FILE", "path", None, "a .jsonl file", required=True),
            Argument("--out", "path", None, "the folder to write", required=True),
            *_settings("splits"),
            _SEED,
            _OVERWRITE,
            _JSON,
        ),
    ),
    "export": Command(
        "write a data set in a trainer's format",
        "jsonsynth.cli.files:export",
        (
            Argument("DIR", "path", None, "a data set", required=True),
            Argument("--format", "text", None, "messages, prompt-completion or preference", required=True),
            Argument("--out", "path", None, "the folder to write (DIR-FORMAT)"),
            _OVERWRITE,
            _JSON,
        ),
    ),
    "llm paraphrase": Command(
        "have a model reword instructions, into a folder that people review and `build --content` reads",
        "jsonsynth.cli.models:reword",
        (
            *_ASKED,
            Argument("--task", "text", None, "the family whose instructions are reworded", required=True),
            Argument("--language", "text", "en", "their language"),
            Argument("--count", "positive", 40, "rewordings"),
            Argument("--out", "path", None, "the content folder to write into", required=True),
            *_settings("content", *_MEANS),
            _JSON,
        ),
    ),
    "llm generate": Command(
        "have a model write whole rows, each checked; what is rejected is kept with its reason",
        "jsonsynth.cli.models:generate",
        (
            *_ASKED,
            Argument("--task", "text", None, "the family", required=True),
            Argument("--preference", "switch", False, "preference pairs (json_repair)"),
            Argument("--count", "positive", 20, "rows; at most three times as many are asked for"),
            Argument("--out", "path", None, "the .jsonl file to write", required=True),
            *_settings("content", *_MEANS),
            _JSON,
        ),
    ),
    "llm cache list": Command(
        "say what the cache of models' answers holds",
        "jsonsynth.cli.models:list_cache",
        (*_settings("llm_cache"), _JSON),
    ),
    "llm cache prune": Command(
        "remove answers from the cache",
        "jsonsynth.cli.models:prune_cache",
        (
            *_settings("llm_cache"),
            Argument("--model", "text", None, "those of a model only"),
            Argument("--days", "count", None, "those older than so many days only"),
            _JSON,
        ),
    ),
    "init": Command(
        "write a commented config file",
        "jsonsynth.cli.files:init",
        (Argument("FILE", "path", "jsonsynth.yaml", "the file to write"), _OVERWRITE),
    ),
}


def general_help(names: Iterable[str] = COMMANDS) -> str:
    """Return the help of the program: its commands, or these of them, one a line."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {COMMANDS[name].summary}" for name in names]
    return "\n".join(
        [
            "usage: jsonsynth COMMAND [arguments]   (`jsonsynth COMMAND --help` explains one)",
            "",
            "Training data for JSON expert models, made by programs and proved by other code.",
            "",
            "commands:",
            *lines,
            "",
            "options:",
            "  --help     this text",
            "  --version  the version",
            "",
            EXITS,
        ]
    )
