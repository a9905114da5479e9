"""Branches: one of each anyOf, oneOf, if and not is picked and merged; rivals are kept away from."""

from __future__ import annotations

import math
from collections.abc import Callable
from math import floor
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.sampling.contradictions import settle
from jsonsynth.sampling.draw import Dead, Draw, Missed, Sampler
from jsonsynth.sampling.heights import height
from jsonsynth.sampling.keywords import absorb
from jsonsynth.sampling.negation import negated
from jsonsynth.sampling.planning import Plan
from jsonsynth.sampling.refs import Document, Schema
from jsonsynth.sampling.steering import Branches
from jsonsynth.sampling.views import Group, View
from jsonsynth.schema import key

__all__ = ["branch_sampler", "merged"]

_TRIES = 40  # combinations of branches tried for one value
_MANY = 60  # combinations that were drawn from, after which they are mostly drawn from again
_WEIGHED = 400  # schemas merged to find the branches that end soonest, beside what stands with them
_NEW = 0.1  # share of others then


class _Branches:
    """The samplers of one view's combinations of branches, merged when first picked."""

    def __init__(self, view: View, document: Document, make: Callable[[View], Sampler], plan: Plan | None) -> None:
        self.view = view
        self.document = document
        self.sizes = [len(group.branches) for group in view.groups]
        self._make = make
        self._merged: dict[tuple[tuple[int, ...], bool], Sampler] = {}
        self._shallow: tuple[int, ...] | None = None
        places = [(("branch", *map(id, group.branches)), len(group.branches)) for group in view.groups]
        self.plan = plan
        self.many = math.prod(self.sizes) > _MANY
        self.taken: dict[tuple[int, ...], list[int]] = {}  # of combinations picked, which branches were merged
        self.steered = Branches(plan, places) if plan is not None else None

    def picks(self, draw: Draw) -> tuple[int, ...]:
        """Pick a branch of each group: any, or the ones that end soonest."""
        if not draw.minimal:
            good = draw.good.get(self, ()) if self.many else ()
            if len(good) == _MANY and not draw.steer and draw.random() >= _NEW:
                return good[floor(draw.random() * _MANY)]
            if self.steered is not None and draw.steer:
                return self.steered.picks(draw)
            if len(self.sizes) == 1:
                return (floor(draw.random() * self.sizes[0]),)
            return tuple([floor(draw.random() * size) for size in self.sizes])
        if self._shallow is None:
            self._shallow = _shallow(self.view, self.document)
        return self._shallow

    def drawn(self, picks: tuple[int, ...], draw: Draw) -> None:
        """Remember a combination that a value was drawn from; the draw does, since a sampler depends on it alone."""
        good = draw.good.setdefault(self, [])
        if len(good) < _MANY and picks not in good:
            good.append(picks)

    def sampler(self, picks: tuple[int, ...], strict: bool, draw: Draw) -> Sampler:
        """Return the sampler of a combination; if strict, one that keeps away from the branches not picked."""
        found = self._merged.get((picks, strict))
        if found is None:
            draw.spend(30 + 20 * len(self.sizes))
            try:
                found = self._compiled(picks, strict)
            except Dead as dead:
                found = _failing(dead)
            self._merged[picks, strict] = found
        return found

    def _compiled(self, picks: tuple[int, ...], strict: bool) -> Sampler:
        whole = merged(self.view, picks, self.document, strict)
        if self.plan is None or self.steered is None:
            return self._make(whole)
        node = self.plan.new_node()
        with self.plan.at(node):
            made = self._make(whole)
        self.taken[picks] = [_in(whole, group, pick) for group, pick in zip(self.view.groups, picks, strict=True)]
        self.steered.lead(self.taken[picks], node)
        return made


def branch_sampler(view: View, document: Document, make: Callable[[View], Sampler], plan: Plan | None) -> Sampler:
    """Return a sampler that picks branches. ``make`` compiles the view they are merged into."""
    branches = _Branches(view, document, make, plan)
    steered, many = branches.steered, branches.many

    def draw(draw: Draw) -> JSON:
        picks = branches.picks(draw)
        depth, shown = draw.depth, len(draw.shown)
        failed: Dead | Missed | None = None
        for turn in range(_TRIES):
            try:
                value = branches.sampler(picks, draw.strict and turn & 1 == 0, draw)(draw)
            except (Dead, Missed) as error:
                failed = failed or error
            else:
                if many:
                    branches.drawn(picks, draw)
                if steered is not None and draw.steer:
                    steered.show(draw, branches.taken[picks])
                return value
            if steered is not None:
                steered.fail(picks)
                del draw.shown[shown:]
            draw.depth = depth
            draw.spend(4)
            picks = picks if draw.strict and turn & 1 == 0 else _next(picks, branches.sizes, turn)
        raise Missed(failed.place, failed.reason) if failed else Missed(view.place, "no branch holds")

    return draw


def _in(whole: View, group: Group, pick: int) -> int:
    """Return the branch that was merged where one was picked."""
    order = (pick, *range(len(group.branches)))
    return next(
        (place for place in order if group.branches[place] is True or id(group.branches[place]) in whole.seen), pick
    )


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
    few = len(view.parts) * sum(len(group.branches) for group in view.groups) <= _WEIGHED
    for group in view.groups:
        beside = view.parts if few else []
        heights = [height((*beside, branch), document) for branch in group.branches]
        picks.append(heights.index(min(heights)))
    return tuple(picks)


def merged(view: View, picks: tuple[int, ...], document: Document, strict: bool = False) -> View:
    """Return the view with a branch of each group; if strict, with the rivals' opposites as further groups.

    The branches picked are taken if they go together, else the next ones that do.
    """
    try:
        made = view.without_groups()
        for group, pick in zip(view.groups, picks, strict=True):
            _take(made, group, pick, document, strict)
        settle(made, document)
    except Dead:
        if len(view.groups) == 1:
            raise
        made = _fitted(view, picks, document, strict)
    return made


def _fitted(view: View, picks: tuple[int, ...], document: Document, strict: bool) -> View:
    """Return the view with the first branch of each group, from the picked one on, that goes with those before."""
    made = view.without_groups()
    for group, pick in zip(view.groups, picks, strict=True):
        size = len(group.branches)
        made = _with_one(made, group, [(pick + turn) % size for turn in range(size)], document, strict)
    return made


def _with_one(view: View, group: Group, picks: list[int], document: Document, strict: bool) -> View:
    failed: Dead | None = None
    for pick in picks:
        made = view.copied()
        try:
            _take(made, group, pick, document, strict)
            settle(made, document)
        except Dead as dead:
            failed = dead
            continue
        return made
    raise failed or Dead(view.place, "no branch can hold")


def _take(made: View, group: Group, pick: int, document: Document, strict: bool) -> None:
    """Merge a branch; its rivals are ruled out, or kept away from."""
    absorb(made, group.branches[pick], document)
    if not (group.rivals or group.never):
        return
    for rival in (*group.branches[:pick], *group.branches[pick + 1 :], *group.never):
        resolved = _resolved(rival, document)
        if _apart(made, resolved):
            continue
        if strict:
            _opposed(made, rival, document)
        else:
            made.avoided.update(dict.fromkeys(_telling(made, resolved)))


def _opposed(made: View, rival: Schema, document: Document) -> None:
    opposite = negated(rival, document)
    if opposite == []:
        raise Dead(made.place, "another branch of oneOf allows everything")
    if opposite is not None and len(opposite) == 1:
        absorb(made, opposite[0], document)
    elif opposite is not None:
        made.groups.append(Group(opposite, rivals=False))


def _apart(made: View, rival: dict[str, JSON]) -> bool:
    """Say whether a schema plainly holds for no value of a view."""
    kinds = rival.get("type")
    names: list[JSON] = kinds if isinstance(kinds, list) else ["any" if kinds is None else kinds]
    if not any(_is_of(kind, names) for kind in made.types):
        return True
    values = _listed(rival)
    if values is not None and made.values is not None:
        wanted = {key(value) for value in values}
        return all(key(value) not in wanted for value in made.values)
    if made.types != ("object",):
        return False
    return any(name in made.absent for name in _required(rival)) or _rules_out(made, rival)


def _required(schema: dict[str, JSON]) -> list[str]:
    names = schema.get("required")
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _is_of(kind: str, names: list[JSON]) -> bool:
    return "any" in names or kind in names or ("number" in names and kind in ("integer", "fraction"))


def _resolved(branch: Schema, document: Document) -> dict[str, JSON]:
    """Return a branch, or what it refers to."""
    if isinstance(branch, dict) and isinstance(branch.get("$ref"), str):
        try:
            branch = document.resolve(str(branch["$ref"]), branch)
        except Dead:
            return {}
    return branch if isinstance(branch, dict) else {}


def _telling(made: View, rival: dict[str, JSON]) -> list[str]:
    """Return members to leave out so that a rival does not hold."""
    wanted = _required(rival)
    ours = {name for part in made.objects for name in part.named}
    return [name for name in wanted if name not in ours] or wanted


def _rules_out(made: View, rival: dict[str, JSON]) -> bool:
    """Say whether a member that is required here, or by a rival, is never what the rival wants."""
    properties = rival.get("properties")
    known = properties if isinstance(properties, dict) else {}
    closed = rival.get("additionalProperties") is False and "patternProperties" not in rival
    wanted = [*made.required, *_required(rival)]
    return any(_excluded(made, name, cast("Schema", known.get(name, not closed))) for name in wanted)


def _excluded(made: View, name: str, theirs: Schema) -> bool:
    """Say whether a member, where it is there, is never what another schema wants."""
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
