"""Branches: one of each anyOf, oneOf, if and not is picked and merged; rivals are kept away from."""

from __future__ import annotations

from collections.abc import Callable

from jsonsynth.examples import JSON
from jsonsynth.sampling.draw import Dead, Draw, Missed, Sampler
from jsonsynth.sampling.heights import height
from jsonsynth.sampling.negation import negated
from jsonsynth.sampling.refs import Document, Schema
from jsonsynth.sampling.views import Group, View, absorb

__all__ = ["branch_sampler"]

_TRIES = 40  # combinations of branches tried for one value


def branch_sampler(view: View, document: Document, make: Callable[[View], Sampler]) -> Sampler:
    """Return a sampler that picks branches. ``make`` compiles the view they are merged into."""
    sizes = [len(group.branches) for group in view.groups]
    merged: dict[tuple[tuple[int, ...], bool], Sampler] = {}
    shallow: list[tuple[int, ...]] = []

    def of(picks: tuple[int, ...], strict: bool) -> Sampler:
        found = merged.get((picks, strict))
        if found is None:
            try:
                found = make(_merged(view, picks, document, strict))
            except Dead as dead:
                found = _failing(dead.place, dead.reason)
            merged[picks, strict] = found
        return found

    def draw(draw: Draw) -> JSON:
        if draw.minimal:
            if not shallow:
                shallow.append(_shallow(view, document))
            picks = shallow[0]
        else:
            picks = tuple([int(draw.random() * size) for size in sizes])
        depth = draw.depth
        failed: Dead | Missed | None = None
        for turn in range(_TRIES):
            try:
                return of(picks, draw.strict and turn & 1 == 0)(draw)
            except (Dead, Missed) as error:
                failed = failed or error
                draw.depth = depth
                draw.spend(4, view.place)
                if turn & 1 or not draw.strict:
                    picks = _next(picks, sizes, turn)
        raise Missed(failed.place if failed else view.place, failed.reason if failed else "no branch holds")

    return draw


def _failing(place: str, reason: str) -> Sampler:
    def draw(_: Draw) -> JSON:
        raise Dead(place, reason)

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
                made.avoided.update(dict.fromkeys(_required(rival, document)))
    return made


def _opposed(made: View, rival: Schema, document: Document) -> None:
    opposite = negated(rival, rival, document)
    if opposite == []:
        raise Dead(made.place, "another branch of oneOf allows everything")
    if opposite is not None:
        made.groups.append(Group(opposite, rivals=False))


def _required(branch: Schema, document: Document) -> list[str]:
    """Return the members a branch requires plainly."""
    if isinstance(branch, dict) and isinstance(branch.get("$ref"), str):
        try:
            branch = document.resolve(str(branch["$ref"]), branch)
        except Dead:
            return []
    names = branch.get("required") if isinstance(branch, dict) else None
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
