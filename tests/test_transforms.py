"""Operations do what their one written meaning says, edge cases included."""

from __future__ import annotations

import re
from typing import cast

import jq
import pytest

from jsonsynth.content import load
from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.seeds import stream
from jsonsynth.transforms import BY_NAME, OPERATIONS, Args, Op, derive, draw, program, view
from jsonsynth.transforms.naming import CASES, fresh_name, spelled, words

_BOOK = load().books["json_transform.en"]


@pytest.mark.parametrize("op", OPERATIONS, ids=lambda op: op.name)
def test_an_operation_makes_its_example_three_ways(op: Op) -> None:
    before, args, after = op.example
    assert canonical(op.apply(before, args)) == canonical(after)
    assert op.holds(before, after, args)
    assert canonical(jq.compile(op.jq).input_value({"p": args, "d": before}).first()) == canonical(after)


@pytest.mark.parametrize("op", OPERATIONS, ids=lambda op: op.name)
def test_an_operation_does_not_hold_for_another_result(op: Op) -> None:
    before, args, _ = op.example
    assert not op.holds(before, before, args)


def test_names_of_operations_are_unique_and_the_guides_six_kinds_are_there() -> None:
    assert len(BY_NAME) == len(OPERATIONS) >= 40
    assert {"rename", "keep", "filter", "to_number", "to_boolean", "to_string", "key_case", "flatten", "group"} <= set(
        BY_NAME
    )


_NO_NUMBERS = ("+5", "007", ".5", "1.", "nan", "Infinity", "1_000", "٣", " 5", "5 ", "", "-", "1e", "0x1", "1\n")


@pytest.mark.parametrize("text", _NO_NUMBERS)
def test_only_the_grammar_of_json_makes_a_number(text: str) -> None:
    op, args, row = BY_NAME["to_number"], {"keys": cast("JSON", ["a"]), "otherwise": cast("JSON", "same")}, {"a": text}
    assert op.apply(cast("JSON", row), args) == op.derive(cast("JSON", row), args) == row
    assert jq.compile(op.jq).input_value({"p": args, "d": row}).first() == row


# name, before, arguments, after
_EDGES: list[tuple[str, JSON, Args, JSON]] = [
    ("rename", {"a": 1}, {"names": {"z": "y"}}, {"a": 1}),
    ("rename", {"a": None}, {"names": {"a": "b"}}, {"b": None}),
    ("rename", {"a": 1, "b": 2}, {"names": {"a": "b", "b": "a"}}, {"a": 2, "b": 1}),
    ("keep", {"a": 1}, {"keys": ["a", "z"]}, {"a": 1}),
    ("keep", {"b": {"a": 1}}, {"keys": ["a"]}, {}),
    ("drop", {"a": {"b": 1}}, {"keys": ["b"]}, {"a": {"b": 1}}),
    ("drop_inside", {"a": {"b": 1}}, {"path": ["a", "b"]}, {"a": {}}),
    ("nest", {"c": 1}, {"keys": ["a", "b"], "into": "n"}, {"c": 1}),
    ("nest", {"a": None, "c": 1}, {"keys": ["a", "b"], "into": "n"}, {"c": 1, "n": {"a": None}}),
    ("lift", {"a": [1]}, {"key": "a"}, {"a": [1]}),
    ("move_out", {"a": {"c": 1}}, {"path": ["a", "b"], "into": "n"}, {"a": {"c": 1}}),
    ("to_number", {"a": "-0.50"}, {"keys": ["a"], "otherwise": "same"}, {"a": -0.5}),
    ("to_number", {"a": "1e3"}, {"keys": ["a"], "otherwise": "same"}, {"a": 1000}),
    ("to_number", {"a": "x", "b": True}, {"keys": ["a", "b"], "otherwise": "null"}, {"a": None, "b": True}),
    ("to_string", {"a": True, "b": None, "c": [1]}, {"keys": ["a", "b", "c"]}, {"a": "true", "b": None, "c": [1]}),
    ("to_boolean", {"a": "True", "b": 1}, {"keys": ["a", "b"], "values": {"true": True}}, {"a": "True", "b": 1}),
    ("text_case", {"a": "éA"}, {"keys": ["a"], "case": "lower"}, {"a": "éa"}),
    ("split_text", {"a": "x"}, {"key": "a", "separator": ","}, {"a": ["x"]}),
    ("split_text", {"a": " , "}, {"key": "a", "separator": ","}, {"a": ["", ""]}),
    ("join_list", {"a": [1, "x"]}, {"key": "a", "separator": ","}, {"a": [1, "x"]}),
    ("date_format", {"a": "2100-02-29"}, {"keys": ["a"], "format": "YYYYMMDD"}, {"a": "2100-02-29"}),
    ("date_format", {"a": "2024-1-01"}, {"keys": ["a"], "format": "YYYYMMDD"}, {"a": "2024-1-01"}),
    ("date_format", {"a": "2000-02-29"}, {"keys": ["a"], "format": "YYYYMMDD"}, {"a": "20000229"}),
    ("scale", {"a": True, "b": 1}, {"key": "a", "way": "times", "factor": 10}, {"a": True, "b": 1}),
    ("compute", {"a": 1, "b": True}, {"keys": ["a", "b"], "sign": "plus", "into": "c"}, {"a": 1, "b": True}),
    ("key_case", {"userID": 1}, {"case": "snake", "deep": False}, {"user_id": 1}),
    ("key_case", {"名": 1}, {"case": "snake", "deep": False}, {"名": 1}),
    ("flatten", {"a": {"b": {}}}, {"separator": "."}, {"a.b": {}}),
    ("flatten", {"a": {"b": None, "c": False}}, {"separator": "_"}, {"a_b": None, "a_c": False}),
    ("unflatten", {"a.0": 1}, {"separator": "."}, {"a": {"0": 1}}),
    ("drop_nulls", [{"a": [None, {"b": None}]}], {"deep": True}, [{"a": [None, {}]}]),
    ("drop_nulls", {"a": {"b": None}}, {"deep": False}, {"a": {"b": None}}),
    ("defaults", {"a": False, "b": None}, {"values": {"a": 1, "b": 2}, "null": True}, {"a": False, "b": 2}),
    ("merge", {"a": {"x": 1}}, {"patch": {"a": {"y": 2}}, "deep": False}, {"a": {"y": 2}}),
    ("merge", {"a": {"x": 1}}, {"patch": {"a": None}, "deep": True}, {"a": None}),
    ("pluck", [{"a": None}, {}, {"a": 1}], {"key": "a", "nulls": True}, [None, None, 1]),
    ("distinct", [{"a": 1}, {"a": "1"}, {"a": 1}], {"key": "a", "sorted": False}, [1, "1"]),
    ("dedupe", [{"a": 1}, {"a": True}, {"a": "1"}], {"keys": ["a"]}, [{"a": 1}, {"a": True}, {"a": "1"}]),
    (
        "sort",
        [{"a": "b"}, {"a": 10}, {}, {"a": 9}],
        {"keys": ["a"], "order": "asc"},
        [{}, {"a": 9}, {"a": 10}, {"a": "b"}],
    ),
    (
        "sort",
        [{"a": 1, "i": 0}, {"a": 1, "i": 1}],
        {"keys": ["a"], "order": "desc"},
        [{"a": 1, "i": 0}, {"a": 1, "i": 1}],
    ),
    ("group", [{"a": None}, {}], {"key": "a", "form": "object", "into": None, "drop": False}, {}),
    ("count_by", [{"a": True}, {"a": False}, {"a": True}], {"key": "a"}, {"true": 2, "false": 1}),
    ("aggregate", [{"a": "1"}, {}], {"key": "a", "way": "sum", "into": "n"}, {"n": 0}),
    ("aggregate", [{"a": True}], {"key": "a", "way": "avg", "into": "n"}, {"n": None}),
    ("aggregate", [{"a": 1}, {"a": 2}, {"a": 2}], {"key": "a", "way": "avg", "into": "n"}, {"n": 1.67}),
    ("index_by", [{"a": 1, "b": 1}, {"a": 1, "b": 2}], {"key": "a"}, {"1": {"a": 1, "b": 2}}),
    ("explode", [{"a": []}, {"a": None}, {"a": "x"}, {"a": [[]]}], {"key": "a"}, [{"a": []}]),
]


@pytest.mark.parametrize(("name", "before", "args", "after"), _EDGES)
def test_an_edge_case_has_one_meaning(name: str, before: JSON, args: Args, after: JSON) -> None:
    op = BY_NAME[name]
    assert canonical(op.apply(before, args)) == canonical(after)
    assert canonical(op.derive(before, args)) == canonical(after)
    by_jq = jq.compile(op.jq).input_value({"p": args, "d": before}).first()
    assert by_jq == after or (name == "text_case" and canonical(by_jq) == canonical(after))


# what no wording settles: where two readings differ, an operation is not proposed
_OPEN: list[tuple[str, JSON]] = [
    ("key_case", {"userId": 1, "user_id": 2}),
    ("key_case", [{"HTTPPort": 1, "http-port": 2}]),
    ("flatten", {"a": {"b": 1}, "x.y": 2}),
    ("unflatten", {"a": 1, "a.b": 2}),
    ("unflatten", {"a.0": 1}),
    ("unflatten", {"a..b": 1}),
    ("lift", {"id": 1, "at": {"id": 2}}),
    ("invert", {"a": "x", "b": "x"}),
    ("invert", {"a": "x", "b": 1}),
    ("index_by", [{"a": 1}, {"a": 1}]),
    ("lookup", [{"a": "x", "b": 1}, {"a": "x", "b": 1}]),
    ("group", [{"a": 1, "b": 1}, {"a": "1"}, {"a": 1}]),
    ("top", [{"a": 2}, {"a": 2}]),
    ("sort", [{"a": "b"}, {"a": "A"}, {"a": "a"}, {"a": "B"}]),
    ("sort", [{"a": 1}, {"a": "1"}]),
    ("to_number", {"a": "12345678901234567890"}),
    ("to_number", {"a": "1e3"}),
    ("to_number", {"a": "n/a"}),
    ("to_string", {"a": 1e20}),
    ("to_string", {"a": 1e-7}),
    ("scale", {"a": 0.125}),
    ("compute", {"a": 1, "b": 0.125}),
    ("compute", [{"a": 1, "b": 2}, {"a": 1}]),
    ("aggregate", [{"a": 0.001}, {"a": 1}]),
    ("aggregate", [{"a": 9007199254740991}, {"a": 1}]),
    ("merge_diff", {"old": {"a": 1}, "new": {"a": None}}),
    ("merge_diff", {"old": {"a": 1}, "new": {"a": 1}}),
    ("patch_diff", {"old": {"a": 1}, "other": {"a": 2}}),
]


@pytest.mark.parametrize(("name", "document"), _OPEN)
def test_an_operation_is_not_proposed_where_two_readings_differ(name: str, document: JSON) -> None:
    seen = view(document)
    assert seen is not None
    assert [BY_NAME[name].propose(seen, stream(seed, "open", name)) for seed in range(60)] == [None] * 60


def test_an_acronym_among_other_names_gets_no_case_in_which_it_could_stay() -> None:
    seen, shouting = view({"prices": {"EUR": 1}, "unitPrice": 2}), view({"MAX_PRICE": 1, "UNIT": 2})
    assert seen is not None
    assert shouting is not None
    for document, open_to_doubt in ((seen, {"camel", "pascal"}), (shouting, set[str]())):
        proposed = [BY_NAME["key_case"].propose(document, stream(seed, "acronym")) for seed in range(60)]
        cases = {str(args["case"]) for args in proposed if args is not None}
        assert not cases & open_to_doubt
        assert cases >= {"kebab", "snake"}


# what could be done, and nobody asks for: a total of what are no amounts, one quantity minus another, groups of one
_POINTLESS: list[tuple[str, JSON]] = [
    ("aggregate", [{"latitude": 1.5, "pageId": 3}, {"latitude": 2.5, "pageId": 4}]),
    ("aggregate_by", [{"kind": "a", "port": 1}, {"kind": "a", "port": 2}, {"kind": "b", "port": 3}]),
    ("top", [{"listener_port": 80}, {"listener_port": 81}]),
    ("compute", {"truckTemperature": 1.5, "chargerWeight": 2.5}),
    ("compute", {"rating": 2, "score": 3}),
    ("compute", {"year": 2, "month": 3}),
    ("group", [{"day": "2024-01-01"}, {"day": "2024-01-01"}, {"day": "2024-01-02"}, {"day": "2024-01-03"}]),
    ("group", [{"state": "up"}, {"state": "up"}, {"state": "down"}]),
    ("count_by", [{"day": "2024-01-01"}, {"day": "2024-01-01"}, {"day": "2024-01-02"}, {"day": "2024-01-03"}]),
    ("text_case", {"startTime": "2016-04-05T04:48:00Z", "retention": "P45D", "link": "https://example.org/A"}),
]


@pytest.mark.parametrize(("name", "document"), _POINTLESS)
def test_an_operation_is_not_proposed_where_nobody_would_ask_for_it(name: str, document: JSON) -> None:
    seen = view(document)
    assert seen is not None
    assert [BY_NAME[name].propose(seen, stream(seed, "pointless", name)) for seed in range(60)] == [None] * 60


@pytest.mark.parametrize(
    ("members", "signs"),
    [
        ({"wins": 3, "losses": 4}, {"plus", "minus", "times"}),
        ({"netPrice": 3.5, "tax": 4.25}, {"plus", "minus"}),
        ({"unit_price": 3.5, "items": 4}, {"times"}),
    ],
)
def test_two_amounts_are_added_where_they_are_alike_and_multiplied_where_one_is_a_count(
    members: dict[str, JSON], signs: set[str]
) -> None:
    seen = view(members)
    assert seen is not None
    proposed = [BY_NAME["compute"].propose(seen, stream(seed, "alike")) for seed in range(60)]
    assert {str(args["sign"]) for args in proposed if args is not None} == signs


def test_nobody_asks_for_the_sum_of_rates_or_ratings() -> None:
    seen = view([{"rating": 3}, {"rating": 5}])
    assert seen is not None
    ways = [BY_NAME["aggregate"].propose(seen, stream(seed, "levels")) for seed in range(60)]
    assert {str(args["way"]) for args in ways if args is not None} == {"max", "min", "avg"}


def test_a_name_is_never_changed_to_one_that_is_there_but_by_an_exchange() -> None:
    seen = view({"first_name": 1, "name": 2, "last_name": 3, "id": 4})
    assert seen is not None
    for seed in range(300):
        args = BY_NAME["rename"].propose(seen, stream(seed, "taken"))
        assert args is not None
        names = cast("dict[str, str]", args["names"])
        taken = set(names.values()) & set(seen.kinds)
        assert not taken or {names[name] for name in names} == set(names)


def test_a_flat_name_clashes_with_none_that_is_there() -> None:
    seen = view({"a": {"b": 1}, "a_b": 2})
    assert seen is not None
    proposed = [BY_NAME["flatten"].propose(seen, stream(seed, "flat")) for seed in range(100)]
    assert {str(args["separator"]) for args in proposed if args is not None} == {".", "/", "__"}


def test_a_mean_that_lies_half_way_between_two_of_two_decimals_is_not_asked_for() -> None:
    seen = view([{"a": 0.01}, {"a": 0.02}])
    assert seen is not None
    ways = [BY_NAME["aggregate"].propose(seen, stream(seed, "half")) for seed in range(100)]
    assert {str(args["way"]) for args in ways if args is not None} == {"sum", "max", "min"}


@pytest.mark.parametrize(
    ("test", "matches"),
    [
        ({"test": "gt", "value": 0}, [1, 2.5]),
        ({"test": "le", "value": 1}, [0, 1]),
        ({"test": "gt", "value": "a"}, ["ab"]),
        ({"test": "eq", "value": 1}, [1]),
        ({"test": "eq", "value": True}, [True]),
        ({"test": "ne", "value": 1}, [0, 2.5, True, False, "a", "ab"]),
        ({"test": "in", "value": [1, "a"]}, [1, "a"]),
        ({"test": "set", "value": None}, [0, 1, 2.5, True, False, "a", "ab"]),
        ({"test": "contains", "value": "b"}, ["ab"]),
        ({"test": "starts", "value": "a"}, ["a", "ab"]),
    ],
)
def test_a_missing_member_or_one_of_another_type_never_passes(test: dict[str, JSON], matches: list[JSON]) -> None:
    values: list[JSON] = [0, 1, 2.5, True, False, None, "a", "ab"]
    rows: JSON = [{}, *({"k": value} for value in values)]
    args: Args = {"tests": [{"key": "k", **test}], "joint": "and"}
    wanted = canonical([{"k": value} for value in matches])
    op = BY_NAME["filter"]
    assert canonical(op.apply(rows, args)) == wanted == canonical(op.derive(rows, args))
    assert canonical(jq.compile(op.jq).input_value({"p": args, "d": rows}).first()) == wanted


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("HTTPServerID", ("HTTP", "Server", "ID")),
        ("first_name", ("first", "name")),
        ("address2Line", ("address2", "Line")),
        ("kebab-case.dot", ("kebab", "case", "dot")),
        ("名", ()),
        ("", ()),
    ],
)
def test_a_name_is_cut_into_its_words(name: str, parts: tuple[str, ...]) -> None:
    assert words(name) == parts


def test_a_spelling_is_stable_and_keeps_its_words() -> None:
    for case in CASES:
        once = spelled("maxHTTPRetries", case)
        assert spelled(once, case) == once
        assert [word.lower() for word in words(once)] == ["max", "http", "retries"]


def test_a_fresh_name_is_new_and_spelled_like_the_others() -> None:
    taken = ["first_name", "unit_price", "id"]
    for seed in range(200):
        name = fresh_name(stream(seed, "fresh"), "unit_price", taken)
        assert name not in taken
        assert re.fullmatch(r"[a-z0-9_]+", name)


def test_a_fresh_name_for_a_number_says_of_no_text_or_list() -> None:
    wrong = {"name", "label", "text", "title", "slug", "link", "handle", "list", "items", "flag", "details"}
    for of in (int, float):
        made = [fresh_name(stream(seed, "number"), "unit_price", ["unit_price"], of=of) for seed in range(200)]
        assert wrong.isdisjoint(word for name in made for word in name.split("_"))
    made = [fresh_name(stream(seed, "text"), "unit_name", ["unit_name"]) for seed in range(200)]
    assert not wrong.isdisjoint(word for name in made for word in name.split("_") if word != "name")


def test_a_view_is_of_an_object_or_an_array_of_objects() -> None:
    others: list[JSON] = [None, 1, "x", [], {}, [1], [{}], [{"a": 1}, 2]]
    for value in others:
        assert view(value) is None
    seen = view([{"a": 1}, {"a": None, "b": {"a": 2}}])
    assert seen is not None
    assert seen.kinds == {"a": {int, type(None)}, "b": {dict}}
    assert seen.gaps("a")
    assert seen.lacks("b")
    assert seen.deeper("a")
    assert not seen.deeper("b")


def test_a_chain_is_derived_step_by_step_and_written_as_one_program() -> None:
    rows: JSON = [{"city": "Rome", "price": 1.1}, {"city": "Oslo", "price": 3}, {"city": "Rome", "price": 2.2}]
    steps: list[tuple[str, Args]] = [
        ("rename", {"names": {"price": "cost"}}),
        ("aggregate_by", {"by": "city", "key": "cost", "way": "sum"}),
    ]
    assert derive(rows, steps) == {"Oslo": 3, "Rome": 3.3}
    code = program(tuple(name for name, _ in steps))
    assert jq.compile(code).input_value({"p": [args for _, args in steps], "d": rows}).first() == {
        "Oslo": 3,
        "Rome": 3.3,
    }


def test_the_same_stream_draws_the_same_chain() -> None:
    document: JSON = {"id": 1, "firstName": "Ann", "at": {"x": 1}, "tags": ["a"]}
    drawn = [draw(document, stream(3, "chain"), 3) for _ in range(2)]
    assert drawn[0] is not None
    assert drawn[1] is not None
    assert [(step.op.name, step.args) for step in drawn[0].steps] == [
        (step.op.name, step.args) for step in drawn[1].steps
    ]


_RECORDS: list[JSON] = [[{}], [{}, {}], [{"a": 1}, {}], [{}, {"a": 1}], [{"a": None}, {}], [{"a": ""}, {"a": []}]]
_OBJECTS: list[JSON] = [{}, {"a": {}}, {"a": []}, {"a": None}, {"a": [{}]}]
_ODD = {"records": _RECORDS, "object": _OBJECTS, "any": [*_RECORDS, *_OBJECTS]}


@pytest.mark.parametrize("op", OPERATIONS, ids=lambda op: op.name)
def test_an_operation_is_proposed_or_not_for_hardly_any_document_but_never_fails(op: Op) -> None:
    for document in _ODD[op.takes]:
        for seed in range(20 if view(document) else 0):
            rng = stream(seed, "odd", op.name)
            seen = view(document if op.prepare is None else op.prepare(document, rng))
            args = None if seen is None else op.propose(seen, rng)
            if args is not None and seen is not None:
                assert op.holds(seen.value, op.apply(seen.value, args), args)
