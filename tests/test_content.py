"""Content folders: ours and a user's, divided over the splits, and clear about what is broken."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from jsonsynth.building import Sources, prepare
from jsonsynth.content import load
from jsonsynth.corruption import Corruptor
from jsonsynth.errors import ContentError, PluginError, SchemaRefusedError
from jsonsynth.examples import SPLITS, Settings, Slot
from jsonsynth.mending import mended
from jsonsynth.plan import Shard, draw_plan
from jsonsynth.shards import Job, Origin, fill, fill_shard
from jsonsynth.tokens import scan

LINES = "\n".join(f"Do it in way {number}." for number in range(10))


def folder(root: Path, **files: str) -> tuple[str]:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return (str(root),)


@pytest.mark.slow
def test_every_wording_of_ours_belongs_to_one_split() -> None:
    content = load()
    for name, book in content.books.items():
        for section in book["train"]:
            pools = [{wording.text for wording in book[split][section]} for split in SPLITS]
            assert all(pools), f"{name} [{section}] leaves a split without wordings"
            shared = pools[0] == pools[1] == pools[2]
            assert shared or not (pools[0] & pools[1] or pools[0] & pools[2] or pools[1] & pools[2]), (name, section)


def test_a_users_folder_adds_to_ours(tmp_path: Path) -> None:
    ours = load()
    more = load(
        folder(
            tmp_path,
            schemas__mine__a_DOT_json='{"type": "object"}',
            prompts__mine_DOT_x_DOT_en_DOT_txt=f"[go]\n{LINES}",
        )
    )
    assert len(more.schemas) == len(ours.schemas) + 1
    assert set(more.books) - set(ours.books) == {"mine.en"}
    assert more.digest != ours.digest


def test_our_corruptors_are_run_when_they_are_asked_for() -> None:
    seen = "print('jsonsynth.corruption' in sys.modules)"
    code = f"import sys; from jsonsynth.content import load; load().books['form.en']; {seen}; load().corruptors; {seen}"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\nTrue\n"


def test_a_placeholder_is_filled_and_a_dollar_stays(tmp_path: Path) -> None:
    text = "[go shared]\nPay $$5 to $name, now."
    content = load(folder(tmp_path, prompts__pay_DOT_en_DOT_txt=text))
    (wording,) = content.books["pay.en"]["train"]["go"]
    assert wording.names == {"name"}
    assert wording.fill({"name": "Ana"}) == "Pay $5 to Ana, now."


def test_what_two_sections_have_is_held_out_of_neither(tmp_path: Path) -> None:
    """Ten lines of each section are also the other's: enough stay that only it has."""
    both = "\n".join(f"Either way {number}." for number in range(10))
    own = {name: "\n".join(f"{name}, way {number}." for number in range(10)) for name in ("Go", "Stay")}
    text = "\n".join(f"[{name}]\n{both}\n{lines}" for name, lines in own.items())
    book = load(folder(tmp_path, prompts__mine_DOT_en_DOT_txt=text)).books["mine.en"]
    trained = {wording.text for section in own for wording in book["train"][section]}
    assert trained >= {*both.splitlines()}
    for split in ("valid", "test"):
        for section in own:
            assert not trained & {wording.text for wording in book[split][section]}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("corruptors__a_DOT_py", "CORRUPTORS = 7", "no CORRUPTORS"),
        ("corruptors__a_DOT_py", "1 / 0", "ZeroDivisionError"),
        ("corruptors__a_DOT_py", "raise SystemExit(3)", r"SystemExit: 3 \(line 1\)"),
        ("corruptors__a_DOT_py", "def (", "SyntaxError"),
        ("prompts__a_DOT_en_DOT_txt", "a line", "before the first"),
        ("prompts__a_DOT_en_DOT_txt", f"[x]\n{LINES}\n[y]\n", r"txt:\d+: nothing stands in \[y\]"),
        ("prompts__a_DOT_en_DOT_txt", f"[y]\n# soon\n[x]\n{LINES}", r"txt:1: nothing stands in \[y\]"),
        ("prompts__a_DOT_en_DOT_txt", "[x]\none\ntwo", "cannot be divided"),
        ("prompts__a_DOT_en_DOT_txt", f"[x]\n{LINES}\ncosts 5$ each", "a single"),
        ("prompts__a_DOT_en_DOT_txt", f"[x]\n{LINES}\n{LINES}", "is already in"),
        ("prompts__json_repair_DOT_mine_DOT_en_DOT_txt", "[fix]\nMend $this.", "'Mend .this.' has other placeholders"),
        ("prompts__json_transform_DOT_mine_DOT_en_DOT_txt", "[rename one]\nrename $a", "has other placeholders"),
        ("prompts__a_DOT_txt", f"[x]\n{LINES}", "no language"),
        ("other__a_DOT_txt", "", "no schemas/, corruptors/ or prompts/"),
    ],
)
def test_a_broken_file_is_named_with_the_reason(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(ContentError, match=message) as caught:
        load(folder(tmp_path, **{name: text}))
    assert caught.value.remedy


CORRUPTOR = """
from jsonsynth.corruption import Corruptor, Edit, Fix, Mend, Policy
import re
def fail(*given):
    return {}["here"]
FIELDS = dict(part="text", propose=lambda tokens, rng: [], example=("{}", "{"), does="fails", where="nowhere")
CORRUPTORS = (Corruptor("mine", **(FIELDS | dict(CHANGED))),)
"""
POLICY = 'policy=Policy("mine", %s, %s)'


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ("part='texts'", "part"),
        ("propose=None", "propose"),
        ("example=('{}',)", "example"),
        ("example=None", "example"),
        ("does=None", "does"),
        ("where=3", "where"),
        ("weight=.5", "weight"),
        ("weight=-1", "weight"),
        ("weight=True", "weight"),
        ("kin=None", "kin"),
        ("prepare=3", "prepare"),
        ("policy='mine'", "policy"),
        ("mend=fail", "mend"),
        ("mend=Mend(3)", "rule"),
        ("mend=Mend(fail, cost='1')", "cost"),
        (POLICY % ("'x'", "{'en': ('x',) * 9}"), "said"),
        (POLICY % ("re.compile('x')", "{'de': ('x',) * 9}"), "sentences"),
        (POLICY % ("re.compile('x')", "{'en': 'xxxxxxxxx'}"), "sentences"),
    ],
)
def test_a_corruptor_of_a_user_whose_field_is_amiss_is_named_with_the_field(
    tmp_path: Path, changed: str, field: str
) -> None:
    with pytest.raises(ContentError, match=f"mine.py: corruptor 'mine': `{field}` is .*It has to be"):
        load(folder(tmp_path, corruptors__mine_DOT_py=CORRUPTOR.replace("CHANGED", changed)))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("propose=fail", r"`propose` raised KeyError: 'here' \(line 5\)"),
        ("propose=lambda tokens, rng: [(1, 2)]", "`propose` raised TypeError: "),
        ("propose=lambda tokens, rng: 7", "`propose` raised TypeError: "),
        ("propose=lambda tokens, rng: [Edit(0, 10**6, '')]", "`propose` gave edits that are none of the text"),
        ("propose=lambda tokens, rng: [Edit(0, 1, None)]", "`propose` gave edits that are none of the text"),
        ("propose=lambda tokens, rng: [Edit(1, 2, ''), Edit(0, 1, '')]", "`propose` gave edits that are none"),
        ("prepare=fail", "`prepare` raised KeyError: 'here'"),
        ("prepare=lambda value, rng: {'a': {1}}", "`prepare` raised TypeError: "),
        ("mend=Mend(fail)", "`mend` raised KeyError: 'here'"),
        ("mend=Mend(lambda reading: [Fix(0, 10**6, '')])", "`mend` gave a fix that is none of the text"),
    ],
)
def test_what_a_corruptor_of_a_user_does_amiss_is_told_as_that_corruptors(
    tmp_path: Path, changed: str, told: str
) -> None:
    content = load(folder(tmp_path, corruptors__mine_DOT_py=CORRUPTOR.replace("CHANGED", changed)))
    mine = content.corruptors[-1]
    with pytest.raises(PluginError, match=f"mine.py: corruptor 'mine': its {told}"):
        _used(mine)


def _used(corruptor: Corruptor) -> None:
    corruptor.propose(scan('{"a":1}'), Random(1))
    if corruptor.prepare:
        corruptor.prepare({"a": 1}, Random(1))
    mended('{"a":1', [corruptor])


def test_the_row_where_a_corruptor_of_a_user_failed_is_named_and_can_be_made_again(tmp_path: Path) -> None:
    text = CORRUPTOR.replace("CHANGED", "propose=fail, weight=100")
    origin = Origin(3, Settings(), folder(tmp_path, corruptors__mine_DOT_py=text))
    shard = Shard("json_repair", "train", 0, 40)
    with pytest.raises(PluginError, match=r"row json_repair/train/\d+ of seed 3") as caught:
        fill_shard(Job(origin, shard, tmp_path / "out"))
    found = re.search(r"jsonsynth show json_repair/train/(\d+) --seed 3 --content", str(caught.value))
    assert found
    with pytest.raises(PluginError) as again:
        fill(Slot("json_repair", "train", int(found[1])), origin)
    assert str(again.value) == str(caught.value)


def test_a_name_of_ours_cannot_be_taken(tmp_path: Path) -> None:
    name = load().schemas[0].name
    path = tmp_path / "schemas" / f"{name}.json"
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    with pytest.raises(ContentError, match="already in our own content"):
        load((str(tmp_path),))


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no such folder"):
        load((str(tmp_path / "none"),))


def test_all_broken_schema_files_are_told_at_once_with_file_pointer_and_reason(tmp_path: Path) -> None:
    texts = {
        "a": '{"a": 1,}',
        "b": '{"type": "null", "type": "null"}',
        "c": "[1]",
        "d": '{"$ref": "http://x.example/"}',
    }
    folder(tmp_path, **{f"schemas__{name}_DOT_json": text for name, text in texts.items()})
    with pytest.raises(SchemaRefusedError) as caught:
        prepare(draw_plan(10), Sources((str(tmp_path),)))
    lines = str(caught.value).splitlines()
    wanted = (
        ("a.json#", "not a JSON document"),
        ("b.json#", "stands twice"),
        ("c.json#/0", "an object or a boolean"),
        ("d.json#/$ref", "in no file that was read with it"),
    )
    assert len(lines) == len(wanted)
    for line, (place, reason) in zip(lines, wanted, strict=True):
        assert line.startswith(f"{tmp_path}/schemas/{place}: ")
        assert reason in line
