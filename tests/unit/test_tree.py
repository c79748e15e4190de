# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree at a glance: sizes, licences, nothing of the machine it was made on, and a tarball of what users need."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 350
# REUSE-IgnoreStart
HEADER = (
    "# Copyright (c) 2026, sparkops.athena contributors",
    "# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)",
    "# SPDX-License-Identifier: GPL-3.0-or-later",
)
# REUSE-IgnoreEnd
# In pieces, so that this file does not find itself.
HOME = "|".join(("root", "work", "home/[a-z]+", "Users/[A-Za-z]+", "opt/(?:pypi|wheels)", "tmp/(?:lab|bash)"))
MACHINE = re.compile(rf"(?<![\w./-])/(?:{HOME})/[\w.]")
HOSTS = "|".join(("pypi", "npmjs", "pythonhosted", "debian"))
REGISTRY = re.compile(rf"\b(?:{HOSTS})\.(?:org|com)\b|\bgalaxy\.ansible\.com\b")
NOT_OURS = {"CHANGELOG.md", "COPYING", "LICENSES/GPL-3.0-or-later.txt", "changelogs/changelog.yaml"}
SHIPPED_FILES = {
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "COPYING",
    "README.md",
    "SECURITY.md",
    "requirements.txt",
}
SHIPPED_FOLDERS = {"LICENSES", "changelogs", "docs", "meta", "playbooks", "plugins", "roles"}
LEFT_OUT = ("changelogs/fragments/", "docs/images/")
MADE_BY_THE_BUILD = {"FILES.json", "MANIFEST.json"}


def tree() -> list[str]:
    """The files that git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file())


TREE = tree()
PYTHON = [name for name in TREE if name.endswith(".py")]


def text(name: str) -> str:
    """The text of a file; that of a picture is not found by any pattern."""
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


def code(name: str) -> int:
    """The lines of a Python file, less the documentation that a plugin carries as text."""
    body = ast.parse(text(name)).body
    constants = (node for node in body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant))
    return text(name).count("\n") - sum((node.end_lineno or node.lineno) - node.lineno for node in constants)


def test_no_python_file_is_long() -> None:
    assert not {name: code(name) for name in PYTHON if code(name) > LONGEST}


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["paths", "hosts"])
def test_no_machine_is_named(pattern: re.Pattern[str]) -> None:
    assert not [
        f"{name}: {found[0]}" for name in TREE if name not in NOT_OURS for found in pattern.finditer(text(name))
    ]


def test_licence_headers() -> None:
    ours = [name for name in PYTHON if not name.startswith("tests/")]
    assert not [name for name in ours if "\n".join(HEADER) not in text(name)[:400]]


def test_ansible_test_ignores_nothing() -> None:
    assert not [name for name in TREE if name.startswith("tests/sanity/")]


def test_the_tarball_has_what_users_need_and_no_more(tmp_path: Path) -> None:
    for name in TREE:
        (tmp_path / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tmp_path / "source" / name)
    build = [Path(sys.executable).parent / "ansible-galaxy", "collection", "build", "--output-path", tmp_path]
    subprocess.run([*build, tmp_path / "source"], check=True, capture_output=True)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as tarball:
        built = {member.name for member in tarball.getmembers() if member.isfile()}
    wanted = {name for name in TREE if name in SHIPPED_FILES or name.split("/")[0] in SHIPPED_FOLDERS}
    assert built - MADE_BY_THE_BUILD == {name for name in wanted if not name.startswith(LEFT_OUT)}
