"""The wheel: installed elsewhere, without the checkout, it builds the same bytes."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.building import hashes, run

ROOT = Path(__file__).parent.parent
PLAN = ("build", "--total", "120", "--seed", "3", "--quiet", "--workers", "1", "--out")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # by way of the source distribution, so that both are proved to be whole
    built = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(built, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_the_content_and_nothing_of_the_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"jsonsynth"}
    for folder in ("schemas", "corruptors", "prompts"):
        here = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / folder).rglob("*.*")
            if "__pycache__" not in path.parts
        }
        assert here == {name.removeprefix("jsonsynth/_content/") for name in names if f"_content/{folder}/" in name}
    assert "jsonsynth/py.typed" in names


@pytest.mark.slow
def test_an_installed_wheel_builds_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    packages = subprocess.run([python, "-m", "pip", "list"], check=True, capture_output=True, text=True).stdout
    assert len(packages.splitlines()) - 2 <= 30 + 3  # with pip, setuptools and jsonsynth itself
    there = run(*PLAN, str(tmp_path / "there"), python=python, cwd=tmp_path)
    assert there.returncode == 0, there.stderr
    here = run(*PLAN, str(tmp_path / "here"))
    assert here.returncode == 0, here.stderr
    assert hashes(tmp_path / "there") == hashes(tmp_path / "here")
    checked = run("verify", str(tmp_path / "there"), python=python, cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
