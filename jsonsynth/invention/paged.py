"""Answers in pages: where among all results a page is, and the addresses of its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from math import floor
from typing import cast

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.naming import STYLED
from jsonsynth.invention.readings import Draw, Schema
from jsonsynth.invention.structs import Struct
from jsonsynth.realism import maker, template
from jsonsynth.seeds import Random, pick

__all__ = ["LINKS", "PAGING", "in_pages"]


def _links(split: Split) -> Callable[[Random], list[JSON]]:
    base, cursor = maker("url_page", split), template("{n:12}", split)

    def draw(rng: Random) -> list[JSON]:
        address = base(rng)
        return [f"{address}?cursor={cursor(rng)}" for _ in LINKS.fields]

    return draw


def _paging(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        size, total = pick(rng, (10, 20, 25, 50, 100)), floor(rng.random() ** 2 * 4000)
        pages = -(-total // size)
        return [1 + floor(rng.random() ** 3 * max(pages, 1)), size, total, pages]

    return draw


LINKS = Struct(
    ("links",),
    "Addresses of neighbouring pages",
    "",
    (
        ("self", "uri", "Address of this page"),
        ("next", "uri", "The page after this one"),
        ("prev", "uri", "The page before this one"),
    ),
    _links,
)
PAGING = Struct(
    ("paging", "page info", "pagination"),
    "Where in the results this page is",
    "",
    (
        ("page", "positive", "Number of the page, from 1"),
        ("page size", "positive", "Results on one page"),
        ("total", "count", "Results on all pages"),
        ("pages", "count", "Number of pages"),
    ),
    _paging,
)


def in_pages(draw: Draw, rows: str, paging: str, style: int) -> Draw:
    """Return what draws an answer whose page, if it is not full, is the last one; ``rows`` and ``paging`` name both.

    What stands in its links, none of which is needed, leads to no page that there is not.
    """
    page, size, total, pages = (STYLED[style](words) for words, _, _ in PAGING.fields)
    links, following, previous = (STYLED[style](words) for words in ("links", "next", "prev"))

    def drawn(rng: Random) -> JSON:
        answer = cast("Schema", draw(rng))
        told, count = cast("dict[str, int]", answer[paging]), len(cast("list[JSON]", answer[rows]))
        last: dict[str, int] = {}
        if not count:
            last = {page: 1, total: 0, pages: 0}
        elif page in told and size in told:
            last = {total: (told[page] - 1) * told[size] + count, pages: told[page]}
        elif told.get(total, count) < count:
            last = {total: count, page: 1, pages: 1}
        told.update({name: number for name, number in last.items() if name in told})
        linked = cast("Schema", answer.get(links, {}))
        if last or told.get(pages, -1) in (0, 1, told.get(page)):
            linked.pop(following, None)
        if not count or told.get(page) == 1 or told.get(pages) in (0, 1):
            linked.pop(previous, None)
        return answer

    return drawn
