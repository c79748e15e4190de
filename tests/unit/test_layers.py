# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data flows one way, and so do imports: a package knows those below it and none above."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"

LAYERS = (
    "module_utils/_athena",
    "plugin_utils/_common",
    "plugin_utils/_values",
    "plugin_utils/_session",
    "plugin_utils/_policy",
    "plugin_utils/_finding",
    "plugin_utils/_report",
    "plugin_utils/_render",
    "plugin_utils/_action",
)
"""From the bottom up."""

EDGES = ("modules", "action", "filter", "test")
"""What Ansible loads; nothing imports from them."""

WITHOUT_ANSIBLE = LAYERS[1:-1]
"""The pure middle."""

# These serve both the module and the comparison; the rest is beside boto3.
SHARED_BELOW = {"bounded_patterns", "derived", "pattern_costs", "redaction", "vocabulary"}

FILES = sorted(path.relative_to(PLUGINS).as_posix() for path in PLUGINS.rglob("*.py"))


def imports(name: str) -> Iterator[tuple[int, str]]:
    """The level and the dotted name of everything that a file imports."""
    for node in ast.walk(ast.parse((PLUGINS / name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((0, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # `from .._render import junit` names a file, `from .._render.junit import line` what is in one.
            package = node.level and (not node.module or node.module.split(".")[-1].startswith("_"))
            names = [alias.name for alias in node.names] if package else [""]
            yield from ((node.level, ".".join(filter(None, (node.module, each)))) for each in names)


def inner(name: str) -> Iterator[str]:
    """The files of this collection that a file imports, as paths below plugins, without their ending."""
    package = PurePosixPath(name).parent.parts
    for level, imported in imports(name):
        if level:
            yield "/".join((*package[: len(package) - level + 1], *imported.split(".")))


def layer(path: str) -> int | None:
    return next((index for index, prefix in enumerate(LAYERS) if path.startswith(f"{prefix}/")), None)


def test_every_file_is_in_a_room() -> None:
    homeless = [name for name in FILES if layer(name) is None and name.split("/")[0] not in (*EDGES, "doc_fragments")]
    assert not homeless


@pytest.mark.parametrize("name", FILES)
def test_imports_go_downward_only(name: str) -> None:
    own = layer(name)
    for path in inner(name):
        below = layer(path)
        assert below is not None, f"{name} imports {path}, which is in no package"
        assert own is None or below <= own, f"{name} imports {path}, which is above it"


@pytest.mark.parametrize("name", FILES)
def test_files_of_the_collection_are_imported_relatively(name: str) -> None:
    assert not [imported for level, imported in imports(name) if not level and "sparkops" in imported]


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith(WITHOUT_ANSIBLE)])
def test_the_middle_knows_neither_ansible_nor_aws(name: str) -> None:
    outer = {imported.split(".")[0] for level, imported in imports(name) if not level}
    assert not outer & {"ansible", "ansible_collections", "boto3", "botocore", "requests", "socket", "subprocess"}
    shared = {path.rsplit("/", 1)[1] for path in inner(name) if path.startswith("module_utils/")}
    assert shared <= SHARED_BELOW


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("modules/")])
def test_modules_know_only_what_is_sent_to_their_target(name: str) -> None:
    assert all(path.startswith("module_utils/") for path in inner(name))


def test_no_two_files_have_one_name() -> None:
    names = [PurePosixPath(name).stem for name in FILES if layer(name) is not None]
    assert sorted(names) == sorted(set(names))


def test_no_two_classes_have_one_name() -> None:
    classes = [
        node.name
        for name in FILES
        if layer(name) is not None
        for node in ast.walk(ast.parse((PLUGINS / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert sorted(classes) == sorted(set(classes))
