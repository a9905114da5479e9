"""Patches and pointers mean what their RFCs say: PyPI's jsonpatch and jsonpointer, and the RFC's own table, agree."""

from __future__ import annotations

import json
import re
from typing import Any, cast

import jsonpointer
import pytest

from jsonsynth.examples import JSON
from jsonsynth.invention import document, table
from jsonsynth.jsontext import MAX_INTEGER, canonical, noncanonical
from jsonsynth.seeds import chance, stream
from jsonsynth.transforms import BY_NAME, Args, View, view
from jsonsynth.transforms.filling import value_for
from jsonsynth.transforms.pointing import other

jsonpatch: Any = pytest.importorskip("jsonpatch", reason="pip install jsonpatch: the oracle of JSON Patch")

_CASES = 150

# target, patch, result: the examples of RFC 7396, appendix A, that have an object for a target and a patch
_MERGES: list[tuple[JSON, JSON, JSON]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ({"a": "foo"}, {"a": {"b": "c"}}, {"a": {"b": "c"}}),
]


@pytest.mark.parametrize(("target", "patch", "result"), _MERGES)
def test_a_merge_patch_does_what_the_rfc_says(target: JSON, patch: JSON, result: JSON) -> None:
    op = BY_NAME["merge_patch"]
    assert op.apply(target, {"patch": patch}) == op.derive(target, {"patch": patch}) == result


def _drawn(name: str, seed: int) -> tuple[View, Args] | None:
    """Draw a document and arguments for an operation, as a row has them."""
    op, rng = BY_NAME[name], stream(seed, "patches", name)
    many = op.takes != "object" and chance(rng, 0.3)
    value = cast("JSON", table(rng, "train", 3)) if many else document(rng, "train", "medium")
    seen = view(value)
    if seen is not None and op.prepare is not None:
        seen = view(op.prepare(value, rng)) if not seen.many else None
    args = None if seen is None or (seen.many and op.takes == "object") else op.propose(seen, rng)
    return None if seen is None or args is None else (seen, args)


def _cases(name: str) -> list[tuple[JSON, Args, JSON]]:
    """Return documents, arguments and results; enough of them that a test cannot pass by having none."""
    drawn = [case for case in (_drawn(name, seed) for seed in range(_CASES)) if case is not None]
    assert len(drawn) > _CASES // 3
    return [(seen.value, args, BY_NAME[name].apply(seen.value, args)) for seen, args in drawn]


def _patched(value: JSON, patch: JSON) -> JSON:
    return cast("JSON", jsonpatch.apply_patch(json.loads(json.dumps(value)), patch))


def test_jsonpatch_applies_a_drawn_json_patch_to_the_same_end() -> None:
    for value, args, result in _cases("json_patch"):
        assert canonical(_patched(value, args["patch"])) == canonical(result)


def _members(value: JSON) -> dict[str, JSON]:
    assert isinstance(value, dict)
    return value


def test_a_json_patch_of_two_versions_leads_from_the_one_to_the_other() -> None:
    for value, args, patch in _cases("patch_diff"):
        before, after = (_members(value)[str(args[name])] for name in ("before", "after"))
        assert canonical(_patched(before, patch)) == canonical(after)
        paths = [str(_members(change)["path"]) for change in cast("list[JSON]", patch)]
        assert paths == sorted(set(paths))


def test_a_merge_patch_of_two_versions_leads_from_the_one_to_the_other_and_none_of_its_members_is_idle() -> None:
    for value, args, patch in _cases("merge_diff"):
        before, after = (_members(value)[str(args[name])] for name in ("before", "after"))
        apply = BY_NAME["merge_patch"].apply
        assert canonical(apply(before, {"patch": patch})) == canonical(after)
        for name in _members(patch):
            less = {other: member for other, member in _members(patch).items() if other != name}
            assert canonical(apply(before, {"patch": less})) != canonical(after)


def test_a_written_json_patch_sets_and_removes_what_was_asked_for() -> None:
    for value, args, patch in _cases("write_json_patch"):
        after = _patched(value, patch)
        merged = BY_NAME["write_merge_patch"].apply(value, args)
        assert canonical(after) == canonical(BY_NAME["merge_patch"].apply(value, {"patch": merged}))
        assert canonical(after) != canonical(value)
        kinds = {change["path"]: change["op"] for change in cast("list[dict[str, str]]", patch)}
        missing = object()
        for path, kind in kinds.items():
            assert (kind == "add") is (jsonpointer.resolve_pointer(value, path, missing) is missing)


@pytest.mark.parametrize(
    "patch",
    [
        [{"op": "test", "path": "/a", "value": 1}],
        [{"op": "remove", "path": "/z"}],
        [{"op": "replace", "path": "/z", "value": 1}],
        [{"op": "move", "from": "/z", "path": "/a"}],
        [{"op": "add", "path": "/z/b", "value": 1}],
        [{"op": "remove", "path": "/l/7"}],
    ],
)
def test_a_patch_that_the_rfc_refuses_has_no_derivation(patch: JSON) -> None:
    with pytest.raises((ValueError, LookupError)):
        BY_NAME["json_patch"].derive({"a": True, "l": [1]}, {"patch": patch})


def test_jsonpointer_finds_every_leaf_at_the_pointer_it_has_and_what_a_pointer_points_to() -> None:
    for value, _, leaves in _cases("pointers"):
        for pointer, leaf in _members(leaves).items():
            assert canonical(jsonpointer.resolve_pointer(value, pointer)) == canonical(leaf)
    for value, args, found in _cases("at_pointer"):
        assert canonical(jsonpointer.resolve_pointer(value, str(args["pointer"]))) == canonical(found)


# the strings of RFC 6901, section 5, that name a member
_RFC = {"foo": ["bar"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, 'k"l': 6, " ": 7, "m~n": 8, "~1": 9}


def test_pointers_escape_the_slash_and_the_tilde_and_nothing_else() -> None:
    wanted = ["/foo/0", "/", "/a~1b", "/c%d", "/e^f", "/g|h", "/i\\j", '/k"l', "/ ", "/m~0n", "/~01"]
    for found in (
        BY_NAME["pointers"].apply(cast("JSON", _RFC), {}),
        BY_NAME["pointers"].derive(cast("JSON", _RFC), {}),
    ):
        assert sorted(_members(found)) == sorted(wanted)
    for pointer, value in zip(wanted[1:], list(_RFC.values())[1:], strict=True):
        args: Args = {"pointer": pointer}
        assert BY_NAME["at_pointer"].apply(cast("JSON", _RFC), args) == value
        assert BY_NAME["at_pointer"].derive(cast("JSON", _RFC), args) == value


@pytest.mark.parametrize("old", [MAX_INTEGER, MAX_INTEGER - 4, -MAX_INTEGER, 0, 1.5, 3e18, -1e300], ids=repr)
def test_a_number_in_the_place_of_another_is_one_that_every_reader_keeps(old: float) -> None:
    for seed in range(50):
        new = other(stream(seed, "other"), old)
        assert noncanonical(canonical(new)) is None
        assert new != old


@pytest.mark.parametrize(
    ("old", "pattern"),
    [
        ("2016-08-31T05:11:37-03:00", r"2016-08-(?!31)[0-2][0-9]T05:11:37-03:00"),
        ("2016-08-07", r"2016-08-08"),
        ("ann.reed@example.org", r"\w+\.ann\.reed@example\.org"),
        ("Kamila Bembenek", r"Kamila Bembenek \(\w+\)"),
        ("Porto", r"\w+ Porto"),
        ("SV-41", r"SV-[0-9]{2}"),
        ("pending", r"(?!pending)\w+"),
    ],
)
def test_a_text_in_the_place_of_another_is_of_its_kind(old: str, pattern: str) -> None:
    for seed in range(30):
        new = other(stream(seed, "text"), old)
        assert isinstance(new, str)
        assert new != old
        assert re.fullmatch(pattern, new), new


@pytest.mark.parametrize(
    ("name", "parent", "pattern"),
    [
        ("primaryEmail", "", r"[^@ ]+@[^@ ]+"),
        ("reviewerCountry", "", r"[A-Z][\w' .]+"),
        ("dueDate", "", r"20[0-9]{2}-[0-9]{2}-[0-9]{2}"),
        ("name", "hotel", r".*[A-Z].*"),
        ("cityCode", "", r"[\w/.-]+"),
    ],
)
def test_a_value_that_is_added_is_what_the_name_asks_for(name: str, parent: str, pattern: str) -> None:
    for seed in range(30):
        value = value_for(stream(seed, "value"), name, parent)
        assert isinstance(value, str)
        assert re.fullmatch(pattern, value), value
        assert '"' not in value
        assert "\n" not in value


@pytest.mark.parametrize(
    ("name", "kinds"), [("isActive", (bool,)), ("itemCount", (int,)), ("price", (float, int)), ("zzz", (str,))]
)
def test_a_value_that_is_added_is_of_the_type_that_the_name_asks_for(name: str, kinds: tuple[type, ...]) -> None:
    values = [value_for(stream(seed, "type"), name, "") for seed in range(30)]
    assert {type(value) for value in values} <= {*kinds}
    assert len(set(values)) > 1


def test_what_a_patch_sets_is_another_value_for_the_name_where_the_name_tells() -> None:
    for seed in range(30):
        new = other(stream(seed, "named"), "Kamila Bembenek", "owner_name")
        assert isinstance(new, str)
        assert new != "Kamila Bembenek"
        assert "(" not in new


def test_what_patches_add_repeats_little() -> None:
    """Values by name are many; a list of words for every name gave a tenth of all values each."""
    patches = [args["patch"] for _, args, _ in _cases("json_patch")]
    changes = [change for patch in patches for change in cast("list[dict[str, JSON]]", patch)]
    added = [canonical(change["value"]) for change in changes if change["op"] == "add" and change["value"]]
    assert len(added) > 30
    assert len(set(added)) > 0.75 * len(added)
