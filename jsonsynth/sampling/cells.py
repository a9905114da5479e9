"""Cells: places for samplers, compiled on first use, so that unused parts cost nothing and loops close."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jsonsynth.examples import JSON, Split
from jsonsynth.sampling.draw import Dead, Draw, Sampler
from jsonsynth.sampling.planning import Node, Plan
from jsonsynth.sampling.refs import Document, Schema

__all__ = ["NOWHERE", "Cell", "Cells"]

NOWHERE = Node()  # of cells without a plan; never changed


class Cell:
    """A place for the sampler of schemas that hold together. ``draw`` is the sampler, ``node`` its place in a plan."""

    __slots__ = ("_compile", "draw", "node")

    def __init__(self, compile_: Callable[[], Sampler], node: Node) -> None:
        self._compile = compile_
        self.node = node
        self.draw: Sampler = self._first

    def _first(self, draw: Draw) -> JSON:
        draw.spend(40)
        try:
            self.draw = self._compile()
        except Dead as dead:
            self.draw = _failing(dead)
        return self.draw(draw)


def _failing(dead: Dead) -> Sampler:
    def draw(_: Draw) -> JSON:
        raise type(dead)(dead.place, dead.reason)

    return draw


class Cells:
    """The cells of one document, for one split and a plan or none, by schemas, member name and parent's name."""

    def __init__(
        self,
        document: Document,
        split: Split,
        compile_: Callable[[Cells, tuple[Schema, ...], str, str], Sampler],
        plan: Plan | None,
    ) -> None:
        self.document = document
        self.split: Split = split
        self.plan = plan
        self._compile = compile_
        self.tables: dict[tuple[object, ...], object] = {}  # of objects.py, by the schemas merged
        self.text: Schema = document.derived({"type": "string"}, True)
        self._cells: dict[tuple[object, ...], Cell] = {}

    def cell(self, schemas: Iterable[Schema], name: str, parent: str) -> Cell:
        """Return the cell for schemas that must hold together for a member or element."""
        parts = tuple([self._target(part) for part in schemas if part is not True])
        key = (*map(id, parts), name, parent)
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self._made(parts, name, parent)
        return found

    def _made(self, parts: tuple[Schema, ...], name: str, parent: str) -> Cell:
        plan = self.plan
        if plan is None:
            return Cell(lambda: self._compile(self, parts, name, parent), NOWHERE)
        node = plan.new_node()

        def compiled() -> Sampler:
            with plan.at(node):
                return self._compile(self, parts, name, parent)

        return Cell(compiled, node)

    def _target(self, schema: Schema) -> Schema:
        try:
            return self.document.target(schema)
        except Dead:  # told when the cell is drawn from
            return schema
