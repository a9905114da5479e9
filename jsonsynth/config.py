"""The settings of a build: their names, kinds and defaults, from flags or from a YAML file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from jsonsynth.errors import InputError
from jsonsynth.examples import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from jsonsynth.examples import JSON

__all__ = [
    "KINDS",
    "MODEL_SETTINGS",
    "SETTINGS",
    "Kind",
    "Setting",
    "defaults",
    "load_config",
    "read_value",
    "suggestion",
    "template",
]

_LARGEST_FILE = 1_000_000  # bytes of a config file


class Kind(NamedTuple):
    """What a setting's value may be: ``read`` takes a flag's text or a YAML value and raises ValueError."""

    read: Callable[[Any], Any]
    wanted: str
    metavar: str


class Setting(NamedTuple):
    """A setting of ``build``. A default of None means: decided when it runs, as ``meaning`` says."""

    name: str
    kind: str
    default: Any
    meaning: str

    @property
    def flag(self) -> str:
        """The setting on the command line: ``max_length`` is ``--max-length``."""
        return "--" + self.name.replace("_", "-")


def _whole(low: int | None) -> Callable[[Any], int]:
    def read(value: JSON) -> int:
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ValueError
        number = int(value)
        if low is not None and number < low:
            raise ValueError
        return number

    return read


def _text(value: JSON) -> str:
    if isinstance(value, bool | dict | list) or value is None or not str(value).strip():
        raise ValueError
    return str(value)


def _number(value: JSON) -> str:
    """Keep the decimal as it was written: shares are exact fractions, not floats."""
    from fractions import Fraction  # noqa: PLC0415 - start-up time

    text = _text(value).strip()
    if not set(text) <= set("0123456789.") or len(text) > 30 or Fraction(text) < 0:
        raise ValueError
    return text


def _share(value: JSON) -> str:
    text = _number(value)
    if float(text) > 1:
        raise ValueError
    return text


def _parts(value: JSON) -> list[JSON]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if not isinstance(value, list):
        raise ValueError
    return value


def _names(value: JSON) -> list[str]:
    names = [_text(part) for part in _parts(value)]
    if not names or len(set(names)) < len(names):
        raise ValueError
    return names


def _paths(value: JSON) -> list[str]:
    return [_text(part) for part in (value if isinstance(value, list) else [value])]


def _weights(value: JSON) -> dict[str, str]:
    if isinstance(value, dict):
        pairs = [(str(name), part) for name, part in value.items()]
    else:
        pairs = [_pair(part) for part in _parts(value)]
    if not pairs or len({name for name, _ in pairs}) < len(pairs):
        raise ValueError
    return {name: _number(part) for name, part in pairs}


def _pair(part: JSON) -> tuple[str, str]:
    name, equals, weight = str(part).partition("=")
    if not equals:
        raise ValueError
    return name.strip(), weight.strip()


def _mix(*known: str) -> Callable[[Any], str]:
    """Read shares of some names, as ``Settings`` holds them: ``en=0.5,pt=0.5``; a name that is left out has none."""

    def read(value: JSON) -> str:
        shares = _weights(value)
        if not shares.keys() <= set(known) or not sum(map(float, shares.values())) >= 0.001:
            raise ValueError
        return ",".join(f"{name}={shares[name]}" for name in known if name in shares)

    return read


def _splits(value: JSON) -> tuple[str, ...]:
    parts = tuple(_number(part) for part in _parts(value))
    if len(parts) != 3:
        raise ValueError
    return parts


def _start_method(value: JSON) -> str:
    if value not in ("fork", "spawn", "forkserver"):
        raise ValueError
    return str(value)


def _source(value: JSON) -> str:
    if value not in ("own", "hypothesis"):
        raise ValueError
    return str(value)


def _engine(value: JSON) -> str:
    if value != "jq":
        raise ValueError
    return "jq"


def _cache_mode(value: JSON) -> str:
    if value not in ("rw", "ro", "refresh"):
        raise ValueError
    return str(value)


def _switch(value: JSON) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


KINDS: Mapping[str, Kind] = {
    "count": Kind(_whole(0), "a whole number, 0 or more", "N"),
    "positive": Kind(_whole(1), "a whole number, 1 or more", "N"),
    "whole": Kind(_whole(None), "a whole number", "N"),
    "share": Kind(_share, "a share from 0 to 1, such as 0.2", "SHARE"),
    "text": Kind(_text, "a text", "TEXT"),
    "path": Kind(_text, "a path", "PATH"),
    "paths": Kind(_paths, "a path, or a list of paths", "DIR"),
    "names": Kind(_names, "a list of different names, such as json_repair,text_to_json", "A,B"),
    "weights": Kind(_weights, "a weight a name, 0 or more, such as json_repair=40,text_to_json=20", "A=40,B=20"),
    "languages": Kind(_mix(*LANGUAGES), f"a share a language: {', '.join(LANGUAGES)}", "en=.5,pt=.5"),
    "faces": Kind(
        _mix("braces", "schema", "typescript", "example", "list", "plain"),
        "a share a face: braces, schema, typescript, example, list, plain",
        "braces=.5,list=.5",
    ),
    "splits": Kind(_splits, "three parts, train,valid,test, such as 90,5,5", "90,5,5"),
    "start_method": Kind(_start_method, "fork, spawn or forkserver", "METHOD"),
    "sources": Kind(_paths, "a file, a folder, packages or package:NAME, or a list of them", "SOURCE"),
    "source": Kind(_source, "own or hypothesis", "SOURCE"),
    "engine": Kind(_engine, "jq", "jq"),
    "cache_mode": Kind(_cache_mode, "rw, ro or refresh", "MODE"),
    "decimal": Kind(_number, "a decimal, 0 or more, such as 2.50", "X"),
    "switch": Kind(_switch, "true or false", ""),
}

MODEL_SETTINGS: tuple[Setting, ...] = (
    Setting("llm_cache", "path", ".jsonsynth/llm.sqlite", "where all answers of models are kept"),
    Setting("llm_cache_mode", "cache_mode", "rw", "rw; ro sends nothing; refresh asks again"),
    Setting("llm_key_env", "text", "OPENAI_API_KEY", "the environment variable that holds the key"),
    Setting("llm_batch", "switch", False, "by the batch API: within a day, at a lower price"),
    Setting("llm_at_once", "positive", 8, "requests at a time"),
    Setting("llm_rpm", "positive", None, "requests a minute (no limit)"),
    Setting("llm_tpm", "positive", None, "tokens a minute (no limit)"),
    Setting("llm_timeout", "positive", 120, "seconds a request may take in all"),
    Setting("max_usd", "decimal", None, "dollars that the output may cost (no cap); hard"),
    Setting("max_requests", "count", None, "requests that may be sent for it (no cap); hard"),
    Setting("max_tokens", "count", None, "tokens that it may use (no cap); hard"),
    Setting("prices", "path", None, "a YAML file of prices, over the dated table that ships"),
)

SETTINGS: tuple[Setting, ...] = (
    Setting("total", "count", 1000, "rows in all, exactly"),
    Setting("seed", "whole", 0, "two seeds share no row; the same seed gives the same bytes"),
    Setting("out", "path", "datasets", "the folder to write"),
    Setting("tasks", "names", None, "the families to make (all); weights are renormalised over them"),
    Setting("weights", "weights", None, "shares of the families (the contract's 40/20/20/10/10); not named: not made"),
    Setting("splits", "splits", ("90", "5", "5"), "parts of train, valid and test"),
    Setting("min_length", "count", 10, "shortest label, in characters"),
    Setting("max_length", "count", 2048, "longest label, in characters"),
    Setting("preference_share", "share", "0.2", "share of json_repair rows that are preference pairs"),
    Setting("identity_share", "share", "0.03", "share of supervised json_repair rows whose input is already sound"),
    Setting(
        "languages",
        "languages",
        "en=0.5,pt=0.15,es=0.1,fr=0.1,de=0.1,it=0.05",
        "languages of the instructions, and of the texts of text_to_json",
    ),
    Setting(
        "faces",
        "faces",
        "braces=0.42,schema=0.12,typescript=0.12,example=0.11,list=0.12,plain=0.11",
        "how the fields of text_to_json are specified",
    ),
    Setting(
        "content",
        "paths",
        (),
        "a folder of your own schemas/, corruptors/ and prompts/, added to ours;\n"
        "corruptor files are Python code that is run: name only folders you trust",
    ),
    Setting(
        "schemas",
        "sources",
        (),
        "your own schemas, which half of the schema_generate rows then carry: a file or folder of JSON, YAML,\n"
        "OpenAPI or JSON lines; `packages` or `package:NAME` for those that installed packages ship",
    ),
    Setting("source", "source", "own", "what draws instances of schemas: own, or hypothesis (its own extra; slow)"),
    Setting(
        "llm", "text", None, "base URL of an OpenAI-compatible server, whose --model words the texts of text_to_json"
    ),
    Setting("model", "text", None, "the model that words them"),
    Setting("llm_records", "positive", 10, "records a request; other records a request, other texts"),
    *MODEL_SETTINGS,
    Setting("workers", "positive", None, "processes (one a core); never changes a byte"),
    Setting("start_method", "start_method", None, "how processes start (the best here); never changes a byte"),
    Setting("shard_rows", "positive", None, "rows a work file (about a hundredth of all); never changes a byte"),
    Setting("overwrite", "switch", False, "replace another data set in the folder"),
    Setting("quiet", "switch", False, "no progress"),
    Setting("json", "switch", False, "print the result as JSON"),
)

_BY_NAME: Mapping[str, Setting] = {setting.name: setting for setting in SETTINGS}


def defaults() -> dict[str, Any]:
    """Return every setting with its default."""
    return {setting.name: setting.default for setting in SETTINGS}


def suggestion(name: str, known: Sequence[str]) -> str:
    """Return ``Did you mean 'x'?`` for the nearest known name, or the list of them all."""
    from difflib import get_close_matches  # noqa: PLC0415 - start-up time

    near = get_close_matches(name, known, 1, 0.6)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."


def read_value(kind: str, value: JSON, where: str) -> Any:
    """Read a flag's text or a YAML value as a kind. Raises InputError that names ``where``."""
    try:
        return KINDS[kind].read(value)
    except (ValueError, ZeroDivisionError, OverflowError):
        raise InputError(where, f"{value!r} cannot be used", f"Give {KINDS[kind].wanted}.") from None


def load_config(path: Path) -> dict[str, Any]:
    """Read a YAML config file: only the settings it names.

    Paths in it are relative to the working directory, as on the command line. Raises InputError with file and line.
    """
    return {setting.name: read_value(setting.kind, value, where) for setting, value, where in _entries(path)}


def _entries(path: Path) -> list[tuple[Setting, JSON, str]]:
    found: dict[str, tuple[Setting, JSON, str]] = {}
    for name, value, line in _members(path):
        where = f"{path}:{line}"
        setting = _BY_NAME.get(name.replace("-", "_"))
        if setting is None:
            raise InputError(where, f"there is no setting {name!r}", suggestion(name, list(_BY_NAME)))
        if setting.name in found:
            raise InputError(where, f"{setting.name!r} is set twice", "Keep one of the two lines.")
        if value is not None:
            found[setting.name] = (setting, value, f"{where} {setting.name}")
    return list(found.values())


def _members(path: Path) -> list[tuple[str, JSON, int]]:
    from jsonsynth.yamltext import YamlError, entries  # noqa: PLC0415 - start-up time

    try:
        return entries(_read(path))
    except YamlError as error:
        where = f"{path}:{error.line}" if error.line else str(path)
        remedy = "Write lines such as `total: 1000`; `jsonsynth init` writes an example."
        raise InputError(where, error.reason, remedy) from None


def _read(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"it cannot be read ({error.strerror})", "Check --config.") from None
    if len(content) > _LARGEST_FILE:
        raise InputError(str(path), f"{len(content)} bytes are too many for a config file", "Check --config.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"byte {error.start} is not UTF-8", "Save the file as UTF-8.") from None


def template() -> str:
    """Return a config file with every setting, its default and what it means, all commented out but the first three."""
    lines = ["# Settings of `jsonsynth build --config FILE`. Flags on the command line win over this file.", ""]
    for position, setting in enumerate(SETTINGS):
        lines += [f"# {line}" for line in setting.meaning.splitlines()]
        lines += [("" if position < 3 else "# ") + f"{setting.name}: {_yaml(setting)}", ""]
    return "\n".join(lines)


_EXAMPLES: Mapping[str, str] = {
    "tasks": "[schema_generate, json_repair, text_to_json, json_transform, json_style_strict]",
    "weights": "{schema_generate: 40, json_repair: 20, text_to_json: 20, json_transform: 10, json_style_strict: 10}",
    "splits": "[90, 5, 5]",
    "content": "[my_content]",
    "schemas": "[my_schemas, openapi.yaml]",
    "llm": "http://127.0.0.1:8131/v1",
    "model": "smollm2-135m",
    "llm_rpm": "500",
    "llm_tpm": "200000",
    "max_usd": "2.50",
    "max_requests": "1000",
    "max_tokens": "1000000",
    "prices": "prices.yaml",
    "workers": "2",
    "start_method": "spawn",
    "shard_rows": "1000",
}


def _yaml(setting: Setting) -> str:
    if setting.name in _EXAMPLES:
        return _EXAMPLES[setting.name]
    return str(setting.default).lower() if isinstance(setting.default, bool) else str(setting.default)
