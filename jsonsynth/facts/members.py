"""Members between braces, as in ``{name:string, tags:string[], born:date?}`` and in TypeScript."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

__all__ = ["Member", "members_at"]


@dataclass(frozen=True, slots=True, eq=False)
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
_TYPE = re.compile(r"[^,;{}()\n/\"']*(?:(?:\"[^\"\n]*\"|'[^'\n]*')[^,;{}()\n/\"']*)*")
_ABOUT = re.compile(r"\s*\(([^()]*)\)")
_COMMENT = re.compile(r"[ \t]*[,;]?[ \t]*(?://[ \t]*([^\n]*)|/\*\s*(.*?)\s*\*/)")
_AFTER_OBJECT = re.compile(r"\s*(\]|>|\[\])?\s*(?:\|\s*(null))?\s*(\??)")
_OBJECT = re.compile(r"(?:Array<|\[)?\s*\{")
_CLOSED = re.compile(r"[\s,;]*\}")
_DEEPEST = 8
# a member that is no object, and in it what stands from its name to what is said of it
_LEAF = re.compile(
    rf"[\s,;]*({_HEAD.pattern}(?!{_OBJECT.pattern}){_TYPE.pattern}(?:{_ABOUT.pattern}|{_COMMENT.pattern})?(?: *\?)?)"
)


def members_at(text: str, start: int, depth: int = 0) -> tuple[tuple[Member, ...], int]:
    """Read the members behind the brace at ``start``, and the place behind the closing one; none where it is odd."""
    found, place = _flat(text, start) if depth < _DEEPEST else ([], 0)
    if found:
        return tuple(found), place
    place = start + 1
    while depth < _DEEPEST:
        leaf = _LEAF.match(text, place)
        if leaf is not None:
            found.append(_leaf(leaf[1]))
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
    found = [_alone(piece) for piece in pieces if piece and not piece.isspace()]
    if None in found or "/" in pieces[-1]:  # the brace may be one of a comment
        return [], 0
    return cast("list[Member]", found), end + 1


@lru_cache(maxsize=16384)
def _alone(piece: str) -> Member | None:
    """The member that some text is and nothing else, None where it is not."""
    leaf = _LEAF.match(piece)
    if leaf is None or piece[leaf.end() :].strip(" \t\r,;"):
        return None
    member = _leaf(leaf[1])
    return member if member.type else None


def _object(text: str, head: re.Match[str], inner: re.Match[str], depth: int) -> tuple[Member, int]:
    fields, place = members_at(text, inner.end() - 1, depth + 1)
    after = _AFTER_OBJECT.match(text, place)
    listed, null, maybe = after.groups() if after is not None else (None, None, "")
    place = after.end() if after is not None else place
    about, place = _about(text, place)
    many = bool(listed) or inner[0][0] != "{"
    return Member(head[1], "", bool(head[2] or maybe or null), about, many, fields), place


@lru_cache(maxsize=16384)
def _leaf(text: str) -> Member:
    head = _HEAD.match(text)
    found = _TYPE.match(text, head.end()) if head is not None else None
    if head is None or found is None:
        raise ValueError(f"no member: {text}")
    said = found[0].strip()
    about, place = _about(text, found.end())
    optional = said.endswith("?") or text[place:].strip() == "?"
    return Member(head[1], said.removesuffix("?").strip(), bool(head[2]) or optional, about)


def _about(text: str, place: int) -> tuple[str, int]:
    """What is said of a member: in brackets or in a comment behind it."""
    found = _ABOUT.match(text, place) or _COMMENT.match(text, place)
    if found is None:
        return "", place
    return next((part for part in found.groups() if part), ""), found.end()
