# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mutants of a source file: every small change of its functions that a test should notice.

The operators are mutmut's, and three of our own for what those leave alone: conditions forced to either side, and
calls left out whose result nobody uses. What only changes the text of a message is no mutant: text with a space in it,
and what is passed to a problem or an exception.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

MESSAGES = {"Unverifiable", "UnparsableValue", "unknown"}
"""Calls that take nothing but text for a reader."""


@dataclass(frozen=True)
class Mutant:
    """One change: the lines (1-based, both included) that it concerns, and the function that holds it."""

    path: Path
    function: str
    first: int
    last: int
    number: int


class MutatedFile:
    """A source file and its mutants."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.place = f"{path.parent.name}/{path.name}"
        self.text = path.read_text(encoding="utf-8")
        self.digest = hashlib.sha256(self.text.encode()).hexdigest()
        wrapper = MetadataWrapper(cst.parse_module(self.text))
        self._module = wrapper.module
        visitor = _Visitor(path)
        wrapper.visit(visitor)
        self._changes = visitor.changes
        self.mutants = visitor.mutants

    def source(self, mutant: Mutant) -> str:
        """The file with this mutant in it."""
        old, new = self._changes[mutant.number]
        changed = self._module.deep_replace(old, new)
        assert isinstance(changed, cst.Module)
        return changed.code

    def description(self, mutant: Mutant) -> str:
        """The mutant in one line that survives edits elsewhere in the file."""
        was, becomes = self.text.splitlines(), self.source(mutant).splitlines()
        for end in (0, -1):
            while was and becomes and was[end] == becomes[end]:
                del was[end], becomes[end]
        old, new = (" ".join(line.strip() for line in lines) for lines in (was, becomes))
        return f"{self.place} {mutant.function}: {old} → {new}"


def forced_condition(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`if x` as if it were always true, or never."""
    if isinstance(node, (cst.If, cst.While, cst.CompIf)):
        test = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        yield node.with_changes(test=cst.BooleanOperation(test, cst.And(), cst.Name("False")))
        if not isinstance(node, cst.While):
            yield node.with_changes(test=cst.BooleanOperation(test, cst.Or(), cst.Name("True")))


def call_left_out(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`note(x)` as a statement, or `yield x`, left out."""
    if isinstance(node, cst.Expr) and isinstance(node.value, (cst.Call, cst.Yield)):
        yield cst.Pass()


def _mutations(node: cst.CSTNode) -> Iterable[cst.CSTNode]:
    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            yield from (changed for changed in operator(node) if not _drops_argument(node, changed))
    yield from forced_condition(node)
    yield from call_left_out(node)


def _drops_argument(node: cst.CSTNode, changed: cst.CSTNode) -> bool:
    """Whether a call has lost an argument: mypy notices that, and any test that gets there."""
    return isinstance(node, cst.Call) and isinstance(changed, cst.Call) and len(changed.args) < len(node.args)


def _is_message(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.SimpleString):
        return " " in node.value
    if isinstance(node, cst.FormattedString):
        return any(isinstance(part, cst.FormattedStringText) and " " in part.value for part in node.parts)
    return isinstance(node, cst.ConcatenatedString)


def _takes_message(call: cst.Call) -> bool:
    function = call.func
    if isinstance(function, cst.Attribute):
        owner = function.value
        return function.attr.value == "add" and isinstance(owner, cst.Name) and owner.value in ("problems", "at")
    return isinstance(function, cst.Name) and function.value in MESSAGES


class _Visitor(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.mutants: list[Mutant] = []
        self.changes: list[tuple[cst.CSTNode, cst.CSTNode]] = []
        self._path = path
        self._names: list[str] = []
        self._functions = 0

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, (cst.Annotation, cst.Decorator, cst.Param)) or _is_message(node):
            return False
        if self._functions and not (isinstance(node, cst.Call) and _takes_message(node)):
            for changed in _mutations(node):
                self._note(node, changed)
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            self._names.append(node.name.value)
        self._functions += isinstance(node, (cst.FunctionDef, cst.Lambda))
        return not (isinstance(node, cst.Call) and _takes_message(node))

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, (cst.FunctionDef, cst.ClassDef)):
            self._names.pop()
        self._functions -= isinstance(original_node, (cst.FunctionDef, cst.Lambda))

    def _note(self, node: cst.CSTNode, changed: cst.CSTNode) -> None:
        position = self.get_metadata(PositionProvider, node)
        name = ".".join(self._names) or "module"
        number = len(self.changes)
        self.changes.append((node, changed))
        self.mutants.append(Mutant(self._path, name, position.start.line, position.end.line, number))
