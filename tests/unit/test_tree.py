"""The tree at a glance: sizes, licences, nothing of the machine it was made on, and a tarball of what users need."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 350
HEADER = (
    "# Copyright (c) 2026, sparkops.athena contributors",
    "# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)",
    "# SPDX-License-Identifier: GPL-3.0-or-later",
)
# Put together here, so that this file does not find itself.
HOME = "|".join(("root", "work", "home/[a-z]+", "Users/[A-Za-z]+", "opt/(?:pypi|wheels)", "tmp/(?:lab|bash)"))
MACHINE = re.compile(rf"(?<![\w./-])/(?:{HOME})/[\w.]")
REGISTRY = re.compile(
    r"\b(?:"
    + r"|".join(("pypi", "npmjs", "pythonhosted", "debian"))
    + r")\.(?:org|com)\b|\bgalaxy\.ansible"
    + r"\.com\b"
)
TEXTS = {
    ".py",
    ".yml",
    ".yaml",
    ".md",
    ".rst",
    ".j2",
    ".js",
    ".css",
    ".html",
    ".json",
    ".toml",
    ".txt",
    ".tsv",
    ".cfg",
    "",
}
GENERATED = {"CHANGELOG.md", "COPYING", "changelogs/changelog.yaml"}
SHIPPED = {
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "COPYING",
    "FILES.json",
    "MANIFEST.json",
    "README.md",
    "SECURITY.md",
    "changelogs",
    "docs",
    "meta",
    "playbooks",
    "plugins",
    "requirements.txt",
    "roles",
}


def tree() -> list[str]:
    """The files of the collection: what git tracks or would track, or all where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file())


TREE = tree()


def lines(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def texts() -> list[str]:
    return [name for name in TREE if PurePosixPath(name).suffix in TEXTS and name not in GENERATED]


def pythons() -> list[str]:
    return [name for name in TREE if name.endswith(".py")]


def code(name: str) -> int:
    """The lines of a Python file, less the documentation that a plugin carries as text."""
    body = ast.parse((ROOT / name).read_text(encoding="utf-8")).body
    texts = (node for node in body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant))
    return len(lines(name)) - sum((node.end_lineno or node.lineno) - node.lineno for node in texts)


def test_no_python_file_is_long() -> None:
    long = {name: code(name) for name in pythons() if code(name) > LONGEST}
    assert not long


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["paths", "hosts"])
def test_nothing_of_a_machine_is_in_it(pattern: re.Pattern[str]) -> None:
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name in texts()
        for number, line in enumerate(lines(name), start=1)
        if pattern.search(line)
    ]
    assert not found


def test_licence_headers() -> None:
    ours = [name for name in pythons() if not name.startswith("tests/")]
    assert ours
    without = [name for name in ours if tuple(line for line in lines(name)[:6] if line.startswith("# "))[:3] != HEADER]
    assert not without


def test_every_python_file_has_the_future_annotations() -> None:
    without = [
        name
        for name in pythons()
        if len(ast.parse((ROOT / name).read_text(encoding="utf-8")).body) > 1
        and "from __future__ import annotations" not in lines(name)
    ]
    assert not without


def test_no_name_is_one_that_ansible_test_disallows() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name in pythons()
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == "_"
    ]
    assert not found


def test_nothing_is_ignored_by_ansible_test() -> None:
    ignored = [name for name in TREE if name.startswith("tests/sanity/ignore-") and lines(name)]
    assert not ignored
    assert sum(name.startswith("tests/sanity/ignore-") for name in TREE) == 3


def test_the_tarball_has_what_users_need_and_no_more(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in TREE:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, source / name)
    command = [
        str(Path(sys.executable).parent / "ansible-galaxy"),
        "collection",
        "build",
        "--output-path",
        str(tmp_path),
    ]
    subprocess.run([*command, str(source)], check=True, capture_output=True)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as tarball:
        names = {member.name for member in tarball.getmembers() if member.isfile()}
    assert {PurePosixPath(name).parts[0] for name in names} <= SHIPPED
    left_out = {name for name in TREE if PurePosixPath(name).parts[0] in SHIPPED} - names
    assert left_out <= {"changelogs/fragments/.keep"} | {
        name for name in TREE if name.startswith("changelogs/fragments/")
    }
