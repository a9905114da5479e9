"""The documents say what is so: their commands run, their tables are whole."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jsonsynth.tasks import TASKS
from tests.building import run

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.M | re.S)


@pytest.mark.slow
def test_the_commands_of_the_readme_run_in_order(tmp_path: Path) -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines() if not line.startswith("pip install")]
    assert len(lines) > 10
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for line in lines:
        done = subprocess.run(
            ["sh", "-c", line], cwd=tmp_path, env=environment, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{line}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


@pytest.mark.slow
def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (code,) = blocks("python")
    code = code.replace("build(1000", "build(40")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_command_and_task_is_in_the_readme() -> None:
    usage = run("--help").stdout
    commands = re.search(r"\{([a-z,]+)\}", usage)
    names = commands.group(1).split(",") if commands else re.findall(r"^ {2,4}([a-z]+) ", usage, re.M)
    assert {"build", "verify", "show"} <= set(names)
    for name in [*names, *TASKS]:
        assert re.search(rf"\b{name}\b", README), f"{name} is not in the README"


def test_no_file_holds_a_path_of_a_machine_or_a_registry() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=False, capture_output=True, text=True)
    if tracked.returncode:
        pytest.skip("LOUD: not a git checkout")
    hosts = ("files.python" + "hosted", "registry.npm" + "js", "py" + "pi.org/simple")
    for name in tracked.stdout.split():
        text = (ROOT / name).read_bytes()
        assert not any(host.encode() in text for host in hosts), name
