"""The command line: arguments in, files or text out, an exit code. Everything heavy is imported by its command."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from jsonsynth.cli.commands import COMMANDS, general_help
from jsonsynth.cli.printing import print_error
from jsonsynth.config import suggestion
from jsonsynth.errors import InputError, JsonSynthError
from jsonsynth.version import __version__

__all__ = ["main"]

_BAD_INPUT, _DISK, _INTERRUPTED = 2, 3, 130
_NO_PATH = {errno.EACCES, errno.EPERM, errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP}
_HELP = {"--help", "-h", "help"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code: 0 ok, 1 verify found errors, 2 bad input, 3 disk, 130/143.

    ``argv``: the words after the program's name (``sys.argv`` by default). An error is one message on stderr.
    """
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except JsonSynthError as error:
        print_error(error.where, error.problem, error.remedy)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        return _leave_quietly()
    except OSError as error:
        print_error(str(error.filename or "jsonsynth"), error.strerror or str(error), "Check the path and the disk.")
        return _BAD_INPUT if error.errno in _NO_PATH else _DISK
    return code


def _leave_quietly() -> int:
    """The reader of our output has seen enough (``| head``): let nothing complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _run(words: list[str]) -> int:
    if words[1:] and words[0] in _HELP:  # help build
        words = [*words[1:], "--help"]
    if not words or words[0] in _HELP:
        print(general_help())  # noqa: T201
        return 0 if words else 2
    if words[0] in ("--version", "-V"):
        print(f"jsonsynth {__version__}")  # noqa: T201
        return 0
    if words[-1] in _HELP and (group := _group(words[:-1])):
        print(general_help(group))  # noqa: T201
        return 0
    name, rest = _name(words)
    from jsonsynth.cli.arguments import parse  # noqa: PLC0415 - start-up time

    try:
        values, given = parse(name, rest)
    except SystemExit:  # argparse printed the help
        return 0
    return _command(COMMANDS[name].run)(values, given)


def _name(words: list[str]) -> tuple[str, list[str]]:
    """Divide the words into a command, of one to three words, and its arguments."""
    for count in (3, 2, 1):
        name = " ".join(words[:count])
        if name in COMMANDS:
            return name, words[count:]
    if group := _group(words[:1]):
        raise InputError(f"jsonsynth {words[0]}", "more words are wanted", f"Known: {', '.join(group)}.")
    raise InputError("jsonsynth", f"there is no command {words[0]!r}", suggestion(words[0], list(COMMANDS)))


def _group(words: list[str]) -> list[str]:
    """The commands that begin with these words and have more."""
    return [name for name in COMMANDS if name.startswith(f"{' '.join(words)} ")]


def _command(run: str) -> Callable[[dict[str, Any], frozenset[str]], int]:
    module, _, function = run.partition(":")
    found: Callable[[dict[str, Any], frozenset[str]], int] = getattr(import_module(module), function)
    return found
