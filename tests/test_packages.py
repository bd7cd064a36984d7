"""The five packages with generic names are ours, and what is written about them is true."""

import importlib
import re
from pathlib import Path

import pytest

from assistant.cli import main

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("assistant", "corpus", "eval", "index", "prompts")


@pytest.mark.parametrize("name", PACKAGES)
def test_package_is_the_one_in_this_repository(name):
    assert Path(importlib.import_module(name).__file__).parent == ROOT / name


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_stands_in_the_readme(command):
    assert f"`pinpoint {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"])
def test_files_that_the_documentation_names_exist(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    named = re.findall(r"`((?:assistant|corpus|eval|index|prompts|tests)/[\w./-]+)`", text)
    missing = [name for name in named if not (ROOT / name).exists()]
    assert missing == []


def test_every_dependency_is_pinned():
    pinned = {
        re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower()
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    }
    declared = re.findall(
        r'^    "([A-Za-z0-9_-]+)[<>=]', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(declared) > 20
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in declared} <= pinned
