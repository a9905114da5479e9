"""From the words of a command line to typed values, with errors that say what to write instead."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from jsonsynth.cli.commands import COMMANDS, EXITS, Argument, Command
from jsonsynth.config import KINDS, read_value, suggestion
from jsonsynth.errors import InputError

__all__ = ["parse"]


class _Parser(argparse.ArgumentParser):
    """An ArgumentParser whose errors are InputErrors instead of an exit."""

    def error(self, message: str) -> NoReturn:
        where, problem = self.prog, message
        if message.startswith("argument "):
            name, _, problem = message.removeprefix("argument ").partition(": ")
            where = f"{self.prog} {name}"
        raise InputError(where, problem, f"See `{self.prog} --help`.")


def parse(name: str, words: Sequence[str]) -> tuple[dict[str, Any], frozenset[str]]:
    """Read the arguments of a command; return all values, and the keys that were given.

    Raises InputError; ``--help`` prints and raises SystemExit(0).
    """
    command = COMMANDS[name]
    parser = _parser(name, command)
    found, extra = parser.parse_known_args(words)
    if extra:
        raise _unknown(parser.prog, extra[0], command)
    given: Mapping[str, Any] = vars(found)
    values = {argument.key: argument.default for argument in command.arguments}
    for argument in command.arguments:
        if given.get(argument.key) is not None:
            values[argument.key] = _value(parser.prog, argument, given[argument.key])
    return values, frozenset(key for key, value in given.items() if value is not None)


def _value(program: str, argument: Argument, text: Any) -> Any:
    return text if argument.kind == "switch" else read_value(argument.kind, text, f"{program} {argument.name}")


def _unknown(program: str, word: str, command: Command) -> InputError:
    if not word.startswith("-"):
        return InputError(program, f"one argument too many: {word!r}", f"See `{program} --help`.")
    flags = [argument.name for argument in command.arguments if argument.name.startswith("--")]
    return InputError(
        program, f"there is no flag {word.partition('=')[0]!r}", suggestion(word.partition("=")[0], flags)
    )


def _parser(name: str, command: Command) -> _Parser:
    parser = _Parser(
        prog=f"jsonsynth {name}",
        description=command.summary[:1].upper() + command.summary[1:] + ".",
        epilog=EXITS,
        allow_abbrev=False,
        formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=30),
    )
    for argument in command.arguments:
        _add(parser, argument)
    return parser


def _add(parser: _Parser, argument: Argument) -> None:
    kind = KINDS[argument.kind]
    meaning = _meaning(argument).replace("%", "%%")
    if not argument.name.startswith("--"):
        more: dict[str, Any] = {} if argument.required else {"nargs": "?"}
        parser.add_argument(argument.key, metavar=argument.name, help=meaning, **more)
    elif argument.kind == "switch":
        parser.add_argument(argument.name, dest=argument.key, action="store_true", default=None, help=meaning)
    else:
        parser.add_argument(
            argument.name,
            dest=argument.key,
            metavar=kind.metavar,
            action="append" if argument.many else "store",
            required=argument.required,
            help=meaning,
        )


def _meaning(argument: Argument) -> str:
    text = argument.meaning.replace("\n", " ")
    if argument.many:
        text += "; may be repeated"
    default = argument.default
    if argument.kind == "switch" or default is None or default == ():
        return text
    return f"{text} [{','.join(default) if argument.kind == 'splits' else default}]"
