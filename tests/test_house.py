"""Promises that hold across modules."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import jsonsynth
from jsonsynth.tasks import TASKS

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "jsonsynth").rglob("*.py")) + sorted((ROOT / "corruptors").rglob("*.py"))
MODULES = sorted(found.name for found in pkgutil.walk_packages(jsonsynth.__path__, "jsonsynth."))
FORBIDDEN_DRAWS = {
    "choice",
    "choices",
    "randint",
    "randrange",
    "shuffle",
    "gauss",
    "uniform",
    "getrandbits",
    "triangular",
}
CORRUPTOR_IMPORTS = {"jsonsynth.corruption", "jsonsynth.tokens"} | set(sys.stdlib_module_names)


def _is_random(node: ast.expr) -> bool:
    """Say whether an expression is a stream by its name: ``rng``, ``sheet.rng``, or the module ``random``."""
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in ("rng", "random", "draw")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def test_a_file_holds_one_idea() -> None:
    assert [path for path in SOURCES if len(path.read_text().splitlines()) > 400] == []


def test_only_draws_that_every_python_repeats_are_used() -> None:
    by_hand = ROOT / "jsonsynth" / "realism" / "draw.py"  # it makes data that ships
    for path in SOURCES:
        nodes = list(ast.walk(tree(path))) if path != by_hand else []
        calls = {node.attr for node in nodes if isinstance(node, ast.Attribute) and _is_random(node.value)}
        names = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        assert not calls & FORBIDDEN_DRAWS, path
        assert "hash" not in names, path


@pytest.mark.parametrize("path", sorted((ROOT / "corruptors").glob("*.py")), ids=lambda path: path.name)
def test_corruptor_files_see_only_their_vocabulary(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            assert module in CORRUPTOR_IMPORTS or module.split(".")[0] in sys.stdlib_module_names
        elif isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= CORRUPTOR_IMPORTS


def test_every_module_says_what_it_offers() -> None:
    for name in MODULES:
        if name == "jsonsynth.realism.draw":
            continue
        module = importlib.import_module(name)
        assert module.__doc__, f"{name} has no docstring"
        assert isinstance(getattr(module, "__all__", None), list) or name.endswith("__main__"), name
        for public in getattr(module, "__all__", []):
            found = getattr(module, public)
            if callable(found) and getattr(found, "__module__", "").startswith("jsonsynth"):
                assert found.__doc__, f"{name}.{public} has no docstring"


def test_importing_the_front_door_is_cheap() -> None:
    code = "import sys, jsonsynth; print(sorted(name for name in sys.modules if not name.startswith('_')))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    for heavy in ("orjson", "jsonschema", "jsonschema_rs", "faker", "hypothesis", "openai", "numpy", "yaml"):
        assert f"'{heavy}'" not in loaded


@pytest.mark.slow
@pytest.mark.parametrize("name", TASKS)
def test_a_build_of_one_family_imports_no_other_nor_samplers_that_it_has_no_use_for(name: str, tmp_path: Path) -> None:
    words = ["build", "--total", "8", "--tasks", name, "--workers", "1", "--quiet", "--out", str(tmp_path / "data")]
    looks = "print([n for n in sys.modules if n.startswith('jsonsynth.tasks.')], 'jsonsynth.sampling' in sys.modules)"
    code = f"import sys; from jsonsynth.cli import main; assert main({words}) == 0; {looks}"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == f"['jsonsynth.tasks.{name}'] {name == 'schema_generate'}"


def test_top_level_of_the_project_is_as_agreed() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert {"jsonsynth", "schemas", "corruptors", "prompts", "tests", "benchmarks"} <= folders
