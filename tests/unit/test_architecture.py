# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ARCHITECTURE.md names is there, and its journeys go one way."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from ansible_collections.sparkops.athena.tests.unit.test_layers import FILES, LAYERS, PLUGINS

PAGE = (Path(__file__).resolve().parents[2] / "ARCHITECTURE.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`((?:_\w+|action|modules|doc_fragments)/\w+\.py)`(?: `([\w.]+)`)?", PAGE)
STEPS = re.compile(r"^\| \d+ \| `(\w+/\w+\.py)`", re.MULTILINE)
PACKAGES = [layer.split("/")[1] for layer in LAYERS]


def path_of(name: str) -> Path:
    found = [PLUGINS / file for file in FILES if file == name or file.endswith(f"/{name}")]
    assert len(found) == 1, f"{name} is not there"
    return found[0]


def names_in(tree: ast.AST) -> dict[str, ast.AST]:
    named: dict[str, ast.AST] = {}
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            named[node.name] = node
        elif isinstance(node, ast.Assign):
            named |= {target.id: node for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            named[node.target.id] = node
    return named


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED)))
def test_everything_that_is_named_is_there(file: str, name: str) -> None:
    node: ast.AST = ast.parse(path_of(file).read_text(encoding="utf-8"))
    for part in filter(None, name.split(".")):
        names = names_in(node)
        assert part in names, f"{file} has no {name}"
        node = names[part]


def test_every_package_is_described() -> None:
    assert all(f"{package} " in PAGE or f"`{package}`" in PAGE for package in PACKAGES)


def test_the_journeys_never_go_back_up() -> None:
    """After the comparison has begun: from the results to the page, from the declaration to the finding."""
    for journey in PAGE.split("## The journey of ")[1:3]:
        packages = [file.split("/")[0] for file in STEPS.findall(journey)]
        pure = [PACKAGES.index(package) for package in packages if package in PACKAGES[4:8]]
        assert pure == sorted(pure)
        assert len(pure) >= 4
