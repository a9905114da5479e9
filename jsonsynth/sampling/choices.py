"""Branches: one of each anyOf, oneOf, if and not is picked and merged; rivals are kept away from."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.sampling.draw import Dead, Draw, Missed, Sampler
from jsonsynth.sampling.heights import height
from jsonsynth.sampling.keywords import absorb
from jsonsynth.sampling.negation import negated
from jsonsynth.sampling.refs import Document, Schema
from jsonsynth.sampling.views import Group, View

__all__ = ["branch_sampler"]

_TRIES = 40  # combinations of branches tried for one value


class _Branches:
    """The samplers of one view's combinations of branches, merged when first picked."""

    def __init__(self, view: View, document: Document, make: Callable[[View], Sampler]) -> None:
        self.view = view
        self.document = document
        self.sizes = [len(group.branches) for group in view.groups]
        self._make = make
        self._merged: dict[tuple[tuple[int, ...], bool], Sampler] = {}
        self._shallow: tuple[int, ...] | None = None

    def picks(self, draw: Draw) -> tuple[int, ...]:
        """Pick a branch of each group: any, or the ones that end soonest."""
        if not draw.minimal:
            return tuple([int(draw.random() * size) for size in self.sizes])
        if self._shallow is None:
            self._shallow = _shallow(self.view, self.document)
        return self._shallow

    def sampler(self, picks: tuple[int, ...], strict: bool, draw: Draw) -> Sampler:
        """Return the sampler of a combination; if strict, one that keeps away from the branches not picked."""
        found = self._merged.get((picks, strict))
        if found is None:
            draw.spend(30 + 4 * len(self.view.parts) * len(self.sizes))
            try:
                found = self._make(_merged(self.view, picks, self.document, strict))
            except Dead as dead:
                found = _failing(dead)
            self._merged[picks, strict] = found
        return found


def branch_sampler(view: View, document: Document, make: Callable[[View], Sampler]) -> Sampler:
    """Return a sampler that picks branches. ``make`` compiles the view they are merged into."""
    branches = _Branches(view, document, make)

    def draw(draw: Draw) -> JSON:
        picks = branches.picks(draw)
        depth = draw.depth
        failed: Dead | Missed | None = None
        for turn in range(_TRIES):
            try:
                return branches.sampler(picks, draw.strict and turn & 1 == 0, draw)(draw)
            except (Dead, Missed) as error:
                failed = failed or error
            draw.depth = depth
            draw.spend(4)
            picks = picks if draw.strict and turn & 1 == 0 else _next(picks, branches.sizes, turn)
        raise Missed(failed.place, failed.reason) if failed else Missed(view.place, "no branch holds")

    return draw


def _failing(dead: Dead) -> Sampler:
    def draw(_: Draw) -> JSON:
        raise type(dead)(dead.place, dead.reason)

    return draw


def _next(picks: tuple[int, ...], sizes: list[int], turn: int) -> tuple[int, ...]:
    """Return the next combination: the first group turns each time, the next ones when it has been round."""
    moved = list(picks)
    step = turn + 1
    for place, size in enumerate(sizes):
        moved[place] = (moved[place] + 1) % size
        if step % size:
            break
        step //= size
    return tuple(moved)


def _shallow(view: View, document: Document) -> tuple[int, ...]:
    """Return the branches that end soonest."""
    picks: list[int] = []
    for group in view.groups:
        heights = [height((branch,), document) for branch in group.branches]
        picks.append(heights.index(min(heights)))
    return tuple(picks)


def _merged(view: View, picks: tuple[int, ...], document: Document, strict: bool) -> View:
    """Return the view with a branch of each group; if strict, with the rivals' opposites as further groups."""
    made = view.without_groups()
    for group, pick in zip(view.groups, picks, strict=True):
        absorb(made, group.branches[pick], document)
        for rival in group.branches[:pick] + group.branches[pick + 1 :] if group.rivals else []:
            if strict:
                _opposed(made, rival, document)
            else:
                made.avoided.update(dict.fromkeys(_telling(made, _resolved(rival, document))))
    return made


def _opposed(made: View, rival: Schema, document: Document) -> None:
    opposite = negated(rival, rival, document)
    if opposite == []:
        raise Dead(made.place, "another branch of oneOf allows everything")
    if opposite is not None:
        made.groups.append(Group(opposite, rivals=False))


def _resolved(branch: Schema, document: Document) -> dict[str, JSON]:
    """Return a branch, or what it refers to."""
    if isinstance(branch, dict) and isinstance(branch.get("$ref"), str):
        try:
            branch = document.resolve(str(branch["$ref"]), branch)
        except Dead:
            return {}
    return branch if isinstance(branch, dict) else {}


def _telling(made: View, rival: dict[str, JSON]) -> list[str]:
    """Return members to leave out so that a rival does not hold: none where what is there anyhow rules it out."""
    properties = rival.get("properties")
    known = properties if isinstance(properties, dict) else {}
    closed = rival.get("additionalProperties") is False and "patternProperties" not in rival
    if any(_excluded(made, name, cast("Schema", known.get(name, not closed))) for name in made.required):
        return []
    names = rival.get("required")
    wanted = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    ours = {name for part in made.objects for name in part.named}
    return [name for name in wanted if name not in ours] or wanted


def _excluded(made: View, name: str, theirs: Schema) -> bool:
    """Say whether a member that is required here is never what another schema wants."""
    if not isinstance(theirs, dict):
        return theirs is False
    ours = [part.named[name] for part in made.objects if name in part.named]
    wanted = _listed(theirs)
    return wanted is not None and any(
        (mine := _listed(schema)) is not None and all(value not in wanted for value in mine) for schema in ours
    )


def _listed(schema: Schema) -> list[JSON] | None:
    """Return the values of ``const`` or ``enum``, None where a schema has neither."""
    if not isinstance(schema, dict):
        return None
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    return values if isinstance(values, list) else None
