"""YAML as JSON: what YAML 1.2's core schema reads, and nothing that JSON has not.

``on``, ``yes`` and dates stay texts. Tags, merge keys, repeated keys, infinities and references that never end are
refused, and so are aliases that would fill the memory.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any, cast

import yaml

from jsonsynth.examples import JSON

__all__ = ["YamlError", "entries", "read"]

_MOST_NODES = 1_000_000  # values after aliases are written out
_MOST_ALIASES = 50_000  # values that stand there through aliases


class YamlError(ValueError):
    """Why a text is not such YAML. ``line`` counts from 1; 0 where the whole text is meant."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason, line)
        self.reason = reason
        self.line = line

    def __str__(self) -> str:
        """The reason with its line."""
        return f"{self.reason} (line {self.line})" if self.line else self.reason


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Plain(_Loader):  # type: ignore[misc]  # the one written in C where there is one
    """A loader that resolves nothing: what is not a tag of ours was written as one."""

    def resolve(self, kind: type[yaml.Node], _value: object, implicit: object) -> str:
        plain = kind is yaml.ScalarNode and isinstance(implicit, tuple) and bool(cast("tuple[bool, bool]", implicit)[0])
        return _PLAIN if plain else _WRITTEN


_PLAIN, _WRITTEN = "plain", "written"


def read(text: str) -> JSON:
    """Read one YAML document; null where there is none. Raises YamlError."""
    node = _composed(text)
    return None if node is None else _Reader().value(node)


def entries(text: str) -> list[tuple[str, JSON, int]]:
    """Read a YAML mapping as (name, value, line) of each entry, repeated ones too. Raises YamlError."""
    node = _composed(text)
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise YamlError("it is not a mapping", 1)
    reader = _Reader()
    return [(reader.name(key), reader.value(value), _line(key)) for key, value in _pairs(node)]


def _composed(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=cast("Any", _Plain))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise YamlError(f"not YAML: {error.problem}", mark.line + 1 if mark else 0) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise YamlError(f"not YAML: {' '.join(str(error).split())[:200]}") from None


def _line(node: yaml.Node) -> int:
    mark: Any = node.start_mark
    return int(mark.line) + 1


def _pairs(node: yaml.MappingNode) -> Sequence[tuple[yaml.Node, yaml.Node]]:
    return cast("Sequence[tuple[yaml.Node, yaml.Node]]", node.value)


class _Reader:
    """Writes aliases out while it counts what they stand for."""

    def __init__(self) -> None:
        self._inside: set[int] = set()
        self._seen: set[int] = set()
        self._nodes = self._again = 0

    def name(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise YamlError("a key is not a text", _line(node))
        if node.value == "<<" and node.tag == _PLAIN:
            raise YamlError("merge keys (<<) are not YAML 1.2", _line(node))
        return str(node.value)

    def value(self, node: yaml.Node) -> JSON:
        self._count(node)
        if node.tag not in (_PLAIN, _WRITTEN):
            raise YamlError(f"tags such as {node.tag} are refused", _line(node))
        if isinstance(node, yaml.ScalarNode):
            return _scalar(str(node.value), node) if node.tag == _PLAIN else str(node.value)
        if id(node) in self._inside:
            raise YamlError("an alias refers to what it stands in", _line(node))
        self._inside.add(id(node))
        try:
            return self._inner(node)
        except RecursionError:
            raise YamlError("nested too deep to read", _line(node)) from None
        finally:
            self._inside.discard(id(node))

    def _inner(self, node: yaml.Node) -> JSON:
        if isinstance(node, yaml.MappingNode):
            members: dict[str, JSON] = {}
            for key, value in _pairs(node):
                name = self.name(key)
                if name in members:
                    raise YamlError(f"key {name!r} stands twice in one mapping", _line(key))
                members[name] = self.value(value)
            return members
        return [self.value(element) for element in cast("Sequence[yaml.Node]", node.value)]

    def _count(self, node: yaml.Node) -> None:
        self._nodes += 1
        self._again += id(node) in self._seen
        self._seen.add(id(node))
        if self._nodes > _MOST_NODES or self._again > _MOST_ALIASES:
            raise YamlError("its aliases stand for too many values", _line(node))


_CORE: tuple[tuple[re.Pattern[str], Callable[[str], JSON]], ...] = (
    (re.compile(r"|~|null|Null|NULL"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]{1,4000}"), int),
    (re.compile(r"0o[0-7]{1,4000}"), lambda text: int(text[2:], 8)),
    (re.compile(r"0x[0-9a-fA-F]{1,4000}"), lambda text: int(text[2:], 16)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)
_NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def _scalar(text: str, node: yaml.Node) -> JSON:
    for pattern, make in _CORE:
        if pattern.fullmatch(text):
            value = make(text)
            if isinstance(value, float) and not math.isfinite(value):
                break
            return value
    else:
        if not _NO_NUMBER.fullmatch(text):
            return text
    raise YamlError(f"{text} is no number of JSON", _line(node))
