"""Members between braces, as in ``{name:string, tags:string[], born:date?}`` and in TypeScript."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

__all__ = ["Member", "members_at"]


@dataclass(slots=True, eq=False)
class Member:
    """A member as it is written: a name, a type's text or an object's members (perhaps many), what is said of it.

    Of one text there is one, so that what it means is found by the object itself.
    """

    name: str
    type: str
    optional: bool
    about: str
    listed: bool = False
    fields: tuple[Member, ...] = ()


_HEAD = re.compile(r"[\s,;]*(?://[^\n]*\n\s*)*(?:readonly )?[\"']?([^\W\d][\w-]*)[\"']?\s*(\??)\s*:\s*")
_TYPE = r"[^,;{}()\n/\"']*(?:(?:\"[^\"\n]*\"|'[^'\n]*')[^,;{}()\n/\"']*)*"
_ABOUT = re.compile(r"\s*\(([^()]*)\)")
_COMMENT = re.compile(r"[ \t]*[,;]?[ \t]*(?://[ \t]*([^\n]*)|/\*\s*(.*?)\s*\*/)")
_AFTER_OBJECT = re.compile(r"\s*(\]|>|\[\])?\s*(?:\|\s*(null))?\s*(\??)")
_OBJECT = re.compile(r"(?:Array<|\[)?\s*\{")
_CLOSED = re.compile(r"[\s,;]*\}")
_DEEPEST = 8
# a member that is no object: its name, whether it may be missing, its type and what is said of it
_LEAF = re.compile(rf"{_HEAD.pattern}(?!{_OBJECT.pattern})({_TYPE})(?:{_ABOUT.pattern}|{_COMMENT.pattern})?( *\?)?")


def members_at(text: str, start: int, depth: int = 0) -> tuple[tuple[Member, ...], int]:
    """Read the members behind the brace at ``start``, and the place behind the closing one; none where it is odd."""
    found, place = _flat(text, start) if depth < _DEEPEST else ([], 0)
    if found:
        return tuple(found), place
    place = start + 1
    while depth < _DEEPEST:
        leaf = _LEAF.match(text, place)
        member = _leaf(leaf[0]) if leaf is not None else None
        if leaf is not None and member is not None:
            found.append(member)
            place = leaf.end()
            continue
        closed = _CLOSED.match(text, place)
        if closed is not None:
            return tuple(found), closed.end()
        head = _HEAD.match(text, place)
        inner = _OBJECT.match(text, head.end()) if head is not None else None
        if head is None or inner is None:
            break
        member, place = _object(text, head, inner, depth)
        found.append(member)
    return (), len(text)


def _flat(text: str, start: int) -> tuple[list[Member], int]:
    """Read members, one between each two separators, and the place behind the brace; none where one is not so plain."""
    end = text.find("}", start)
    body = text[start + 1 : end]
    if end < 0 or "{" in body:
        return [], 0
    pieces = body.split("\n" if "\n" in body else ";" if ";" in body else ",")
    found = [_leaf(piece) for piece in pieces if piece and not piece.isspace()]
    if "/" in pieces[-1] or not all(one is not None and one.type for one in found):  # the brace may be a comment's
        return [], 0
    return cast("list[Member]", found), end + 1


@lru_cache(maxsize=16384)
def _leaf(text: str) -> Member | None:
    """The member that some text is and nothing else, None where it is not."""
    found = _LEAF.match(text)
    if found is None or text[found.end() :].strip(" \t\r,;"):
        return None
    name, maybe, said, *about, missing = found.groups()
    type_ = said.strip()
    optional = bool(maybe or missing) or type_.endswith("?")
    return Member(name, type_.removesuffix("?").strip(), optional, next(filter(None, about), ""))


def _object(text: str, head: re.Match[str], inner: re.Match[str], depth: int) -> tuple[Member, int]:
    fields, place = members_at(text, inner.end() - 1, depth + 1)
    after = _AFTER_OBJECT.match(text, place)
    listed, null, maybe = after.groups() if after is not None else (None, None, "")
    place = after.end() if after is not None else place
    about, place = _about(text, place)
    many = bool(listed) or inner[0][0] != "{"
    return Member(head[1], "", bool(head[2] or maybe or null), about, many, fields), place


def _about(text: str, place: int) -> tuple[str, int]:
    """What is said of a member: in brackets or in a comment behind it."""
    found = _ABOUT.match(text, place) or _COMMENT.match(text, place)
    if found is None:
        return "", place
    return next((part for part in found.groups() if part), ""), found.end()
