# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a declared tree to a flat list of checks, with every mistake in it told at its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._common.json_pointers import Tokens
from .._common.problems import Problems
from .._common.suggestions import nearest, unknown
from .._session.access import by_name
from .._session.fields import (
    SESSION,
    Classifications,
    Field,
    Leaf,
    Map,
    Structure,
    field_like,
)
from .._session.spark_settings import misspelt
from .._values.kinds import Kind, describe, outline
from .contradictions import contradiction
from .operators import OPERATORS


@dataclass(frozen=True)
class Check:
    """One operator on one field: the path in a session, the operator's name, its operand, and the field's kind.

    `meant`: the Spark setting that is probably meant by a name that neither Spark nor a session knows.
    """

    path: Tokens
    operator: str
    operand: Any
    kind: Kind
    meant: str | None = None


ANY = Kind()
_NULL = "null says nothing: for a value that must be absent write {present: false}"


def compile_expectations(tree: Any, sessions: Sequence[Mapping[str, Any]], problems: Problems) -> list[Check]:
    """The checks of an expectation tree (plain data), in the order of its keys; mistakes go to `problems`.

    `sessions` are those read: a member, a value of an enum or a map key that the table does not know is accepted where
    one of them has it, since the service may be newer than this table.
    """
    compiler = _Compiler(sessions)
    compiler.node(SESSION, tree, (), list(sessions), problems)
    return compiler.checks


class _Compiler:
    def __init__(self, sessions: Sequence[Mapping[str, Any]]) -> None:
        self.checks: list[Check] = []
        self._sessions = sessions

    def node(self, node: Field, declared: Any, path: Tokens, seen: list[Any], problems: Problems) -> None:
        if declared is None:
            problems.add(_NULL)
        elif isinstance(node, Leaf):
            self._leaf(node.kind, declared, path, seen, problems)
        elif isinstance(node, Classifications):
            self._classifications(node, declared, path, seen, problems)
        elif not isinstance(declared, Mapping):
            problems.add(f"a mapping is needed here, not {_describe(declared, problems)}")
        elif not declared:
            problems.add("an empty mapping declares nothing")
        elif isinstance(node, Map):
            self._map(node, declared, path, seen, problems)
        else:
            self._structure(node, declared, path, seen, problems)

    def _structure(
        self, node: Structure, declared: Mapping[Any, Any], path: Tokens, seen: list[Any], problems: Problems
    ) -> None:
        for name, value in declared.items():
            at = problems.under(name)
            values = _under(seen, name)
            if not isinstance(name, str):
                at.add(_not_text(name))
            elif name in node.members:
                self.node(node.members[name], value, (*path, name), values, at)
            elif values:
                # The same one whatever the order of the sessions, should they not agree on its type.
                alike = min(values, key=lambda its: type(its).__name__)
                self.node(field_like(alike), value, (*path, name), values, at)
            elif name == "present" and path:
                self._present(value, path, declared, at)
            elif name in OPERATORS:
                at.add(f"{name} stands at a single value, not at a structure; only present may stand here")
            else:
                at.add(unknown("field", name, node.members))

    def _map(self, node: Map, declared: Mapping[Any, Any], path: Tokens, seen: list[Any], problems: Problems) -> None:
        for key, value in declared.items():
            at = problems.under(key)
            values = _under(seen, key)
            if not isinstance(key, str):
                at.add(_not_text(key))
            elif key in OPERATORS and not values and not isinstance(value, Mapping):
                at.add(
                    f"keys here are data, and no session has a key {key!r}; the operator {key} goes under a "
                    f"key, and a key of this name is declared as {{{key}: {{eq: …}}}}"
                )
            else:
                self.node(node.value(key), value, (*path, key), values, at)

    def _classifications(
        self, node: Classifications, declared: Any, path: Tokens, seen: list[Any], problems: Problems
    ) -> None:
        named = [by_name(value) for value in seen if isinstance(value, list)]
        for name, entry, at in _entries(declared, problems):
            properties = {key: value for key, value in entry.items() if key not in ("name", "present", "properties")}
            for key in properties:
                at.under(key).add(unknown("field", str(key), ("name", "properties", "present")))
            if "present" in entry:
                self._present(entry["present"], (*path, name), entry.keys() - {"name"}, at)
            if "properties" in entry:
                values = [found[name] for found in named if name in found]
                self.node(node.properties, entry["properties"], (*path, name), values, at.under("properties"))
            elif "present" not in entry:
                at.add("a classification needs its properties, or present")

    def _present(self, declared: Any, path: Tokens, beside: Collection[Any], problems: Problems) -> None:
        for message in OPERATORS["present"].misuse(ANY, declared):
            problems.add(message)
        if declared is False and len(beside) > 1:
            problems.add("contradicts what is declared beside it: what is absent has no members")
        self.checks.append(Check(path, "present", declared, ANY))

    def _leaf(self, kind: Kind, declared: Any, path: Tokens, seen: list[Any], problems: Problems) -> None:
        operators = declared if isinstance(declared, Mapping) else {"eq": declared}
        if not operators:
            problems.add(f"an empty mapping declares nothing; the operators are {', '.join(OPERATORS)}")
        mistakes = len(problems.found)
        checks: list[Check] = []
        meant = None if seen else misspelt(path, self._sessions)
        for name, operand in operators.items():
            at = problems.under(name) if isinstance(declared, Mapping) else problems
            if name not in OPERATORS and problems.secret:
                problems.add(_strange(name))
            elif not isinstance(name, str):
                at.add(_not_text(name))
            elif name not in OPERATORS:
                at.add(unknown("operator", name, OPERATORS))
            else:
                for message in _misuses(kind, name, operand, seen):
                    at.add(message if not at.secret else _hidden(name))
                checks.append(Check(path, name, operand, kind, meant))
        if len(problems.found) == mistakes:
            clash = contradiction(kind, {check.operator: check.operand for check in checks})
            if clash is not None:
                problems.add(clash)
        self.checks.extend(checks)


def _misuses(kind: Kind, name: str, operand: Any, seen: list[Any]) -> Iterable[str]:
    if operand is None:
        yield _NULL
        return
    wrong = list(OPERATORS[name].misuse(kind, operand))
    yield from wrong
    if wrong or not OPERATORS[name].equates:
        return
    for value in operand if isinstance(operand, list) else [operand]:
        strange = None if value in seen else kind.unexpected(value)
        if strange is not None:
            yield strange


def _entries(declared: Any, problems: Problems) -> Iterable[tuple[str, Mapping[Any, Any], Problems]]:
    """Classifications as (name, entry, place): a list as the module returns it, or properties by name."""
    if isinstance(declared, Mapping) and declared:
        declared = [{"name": name, "properties": properties} for name, properties in declared.items()]
        places: list[Problems] = [problems.under(entry["name"]) for entry in declared]
    elif isinstance(declared, list) and declared:
        places = [problems.under(index) for index in range(len(declared))]
    else:
        problems.add(f"a list of {{name, properties}} is needed here, not {_describe(declared, problems)}")
        return
    names: set[str] = set()
    for entry, at in zip(declared, places, strict=True):
        name = entry.get("name") if isinstance(entry, Mapping) else None
        if not isinstance(entry, Mapping) or not isinstance(name, str):
            at.add("a classification is a mapping with its name as text, and its properties")
        elif name in names:
            at.add(f"the classification {name!r} is declared twice")
        else:
            names.add(name)
            yield name, entry, at


def _under(seen: list[Any], name: Any) -> list[Any]:
    """What the values seen so far have under a name."""
    return [value[name] for value in seen if isinstance(value, Mapping) and value.get(name) is not None]


def _hidden(name: str) -> str:
    return f"the value of {name} does not fit (it is not shown, since the name looks like that of a secret)"


def _strange(name: Any) -> str:
    """About what stands for an operator of a secret: it may be the secret, as `{…}` without quotes is a mapping."""
    near = nearest(str(name), OPERATORS)
    hint = f"did you mean {near!r}?" if near else f"known are {', '.join(OPERATORS)}"
    return f"unknown operator (it is not shown, since the name looks like that of a secret); {hint}"


def _describe(declared: Any, problems: Problems) -> str:
    return "a value that is not shown" if problems.secret else outline(declared)


def _not_text(key: Any) -> str:
    return f"a name is text, and {describe(key)} is not: quote it"
