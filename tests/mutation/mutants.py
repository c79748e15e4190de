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
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider, WhitespaceInclusivePositionProvider
from mutmut.mutation.mutators import mutation_operators

Change = tuple[cst.CSTNode, cst.CSTNode]
"""A node, and what stands in its place."""

MESSAGES = {"Unverifiable", "UnparsableValue", "unknown"}
"""Calls that take nothing but text for a reader."""


@dataclass(frozen=True)
class Mutant:
    """One change: the lines (1-based, both included) that it concerns, and the function that holds it.

    `key` is the same in another version of the file, as long as the outermost function around it is unchanged.
    """

    path: Path
    function: str
    first: int
    last: int
    number: int
    key: str


class MutatedFile:
    """A source file and its mutants."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.place = f"{path.parent.name}/{path.name}"
        self.text = path.read_text(encoding="utf-8")
        self._offsets = [0, *accumulate(map(len, self.text.splitlines(keepends=True)))]
        wrapper = MetadataWrapper(cst.parse_module(self.text))
        self._module = wrapper.module
        visitor = _Visitor(path, self.text)
        wrapper.visit(visitor)
        self._changes = visitor.changes
        self.mutants = visitor.mutants

    def source(self, mutant: Mutant) -> str:
        """The file with this mutant in it."""
        place, new = self._changes[mutant.number]
        start, end = (self._offsets[each.line - 1] + each.column for each in (place.start, place.end))
        return self.text[:start] + self._module.code_for_node(new) + self.text[end:]

    def function(self, mutant: Mutant) -> str:
        """The file and the function that hold the mutant."""
        return f"{self.place} {mutant.function}"

    def description(self, mutant: Mutant) -> str:
        """The mutant in one line that survives edits elsewhere in the file."""
        was, becomes = ([line.strip() for line in text.splitlines()] for text in (self.text, self.source(mutant)))
        for end in (0, -1):
            while was and becomes and was[end] == becomes[end]:
                del was[end], becomes[end]
        return f"{self.function(mutant)}: {' '.join(was)} → {' '.join(becomes)}"


def forced_condition(node: cst.CSTNode) -> Iterator[Change]:
    """`if x` as if it were always true, or never."""
    if isinstance(node, (cst.If, cst.While, cst.CompIf)):
        test = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        yield node.test, cst.BooleanOperation(test, cst.And(), cst.Name("False"))
        if not isinstance(node, cst.While):
            yield node.test, cst.BooleanOperation(test, cst.Or(), cst.Name("True"))


def call_left_out(node: cst.CSTNode) -> Iterator[Change]:
    """`note(x)` as a statement, or `yield x`, left out."""
    if isinstance(node, cst.Expr) and isinstance(node.value, (cst.Call, cst.Yield)):
        yield node, cst.Pass()


def _mutations(node: cst.CSTNode) -> Iterator[Change]:
    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            yield from ((node, changed) for changed in operator(node) if not _drops_argument(node, changed))
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
        return function.attr.value == "add" and _collects_problems(function.value)
    return isinstance(function, cst.Name) and function.value in MESSAGES


def _collects_problems(owner: cst.BaseExpression) -> bool:
    """Whether this is `problems`, or `problems.under(…)`."""
    if isinstance(owner, cst.Call) and isinstance(owner.func, cst.Attribute):
        return owner.func.attr.value == "under" and _collects_problems(owner.func.value)
    return isinstance(owner, cst.Name) and owner.value in ("problems", "at")


class _Visitor(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider, WhitespaceInclusivePositionProvider)

    def __init__(self, path: Path, text: str) -> None:
        super().__init__()
        self.mutants: list[Mutant] = []
        self.changes: list[tuple[CodeRange, cst.CSTNode]] = []
        self._path = path
        self._lines = text.splitlines()
        self._names: list[str] = []
        self._messages: set[cst.CSTNode] = set()
        self._functions = 0
        self._outermost = ""
        self._before = 0

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, (cst.Annotation, cst.Decorator, cst.Param)) or _is_message(node) or node in self._messages:
            return False
        if isinstance(node, cst.Call) and _takes_message(node):
            self._messages.update(node.args)
        elif self._functions:
            for old, new in _mutations(node):
                self._note(old, new)
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            self._names.append(node.name.value)
        if isinstance(node, (cst.FunctionDef, cst.Lambda)):
            if not self._functions:
                lines = self.get_metadata(PositionProvider, node)
                self._outermost = "\n".join(self._lines[lines.start.line - 1 : lines.end.line])
                self._before = len(self.changes)
            self._functions += 1
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, (cst.FunctionDef, cst.ClassDef)):
            self._names.pop()
        self._functions -= isinstance(original_node, (cst.FunctionDef, cst.Lambda))

    def _note(self, old: cst.CSTNode, new: cst.CSTNode) -> None:
        position = self.get_metadata(PositionProvider, old)
        name = ".".join(self._names) or "module"
        number = len(self.changes)
        its = (self._path.parent.name, self._path.name, name, self._outermost, number - self._before)
        key = hashlib.sha256(repr(its).encode()).hexdigest()[:20]
        self.changes.append((self.get_metadata(WhitespaceInclusivePositionProvider, old), new))
        self.mutants.append(Mutant(self._path, name, position.start.line, position.end.line, number, key))
