# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Expectations captured from sessions that run as they should."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from ...module_utils._athena.redaction import is_secret_name
from .._common.json_pointers import Tokens, pointer
from .._session.access import by_name, masked
from .._session.fields import (
    SESSION,
    Classifications,
    Field,
    Leaf,
    Map,
    Structure,
    field_like,
)
from .._values.kinds import Kind, Unverifiable
from .operators import OPERATORS


class Baseline:
    """The expectations that all of the given sessions (plain data) meet.

    `expected` is the tree, in the order of the API's documentation: a value that all have is declared as it is, values
    that vary as `in`, secrets as present. What identifies or ages a session is left out, and so is what some of the
    sessions lack: no operator says "one of these, or absent". `omitted` are the pointers of the latter.
    """

    def __init__(self, sessions: Sequence[Mapping[str, Any]]) -> None:
        self.omitted: list[str] = []
        self._engines = {_text(session.get("engine_version")) for session in sessions}
        self.expected: dict[str, Any] = self._node(SESSION, list(sessions), ()) or {}

    def _node(self, node: Field, values: list[Any], path: Tokens) -> Any:
        """What is declared at a path for the values there, of which none is absent; None for nothing."""
        if not node.setting:
            return None
        if isinstance(node, Leaf):
            return self._declaration(node.kind, values, path)
        if isinstance(node, Classifications) and all(isinstance(value, list) for value in values):
            return self._classifications(node, [by_name(value) for value in values], path)
        if not all(isinstance(value, Mapping) for value in values):
            return {"present": True} if isinstance(node, Structure) else None
        if isinstance(node, Structure):
            strange = {name: field_like(value[name]) for value in values for name in value}
            return self._members({**node.members, **_without(strange, node.members)}, values, path)
        if isinstance(node, Map):
            keys = {key: node.value(key) for value in values for key in value}
            return self._members(_without(keys, node.identity), values, path)
        return None

    def _members(self, fields: Mapping[str, Field], values: list[Any], path: Tokens) -> dict[str, Any] | None:
        declared: dict[str, Any] = {}
        for name, field in fields.items():
            shared = self._shared(name, values, (*path, name), field)
            found = self._node(field, shared, (*path, name)) if shared else None
            if found is not None:
                declared[name] = found
        return declared or None

    def _classifications(self, node: Classifications, values: list[dict[str, Any]], path: Tokens) -> Any:
        declared = []
        for name in dict.fromkeys(name for value in values for name in value):
            shared = self._shared(name, values, (*path, name), node)
            if shared:
                properties = self._node(node.properties, shared, (*path, name))
                declared.append({"name": name, **({"properties": properties} if properties else {"present": True})})
        return declared or None

    def _declaration(self, kind: Kind, values: list[Any], path: Tokens) -> Any:
        """The narrowest declaration that holds for every value by what the comparison itself says."""
        distinct = [value for index, value in enumerate(values) if value not in values[:index]]
        telling = not any(masked(value) or isinstance(value, Mapping) for value in distinct)
        if telling and not any(map(is_secret_name, path)):
            for declared in _candidates(distinct):
                if all(_holds(kind, declared, value, engine) for value in distinct for engine in self._engines):
                    # A key with an operator's name is one where its value has operators of its own.
                    return {"eq": declared} if path[-1] in OPERATORS and not isinstance(declared, Mapping) else declared
        return {"present": True}

    def _shared(self, name: str, values: list[Any], path: Tokens, field: Field) -> list[Any]:
        """What is under a name, where it is under it in all of the values; notes what only some have."""
        present = [value[name] for value in values if value.get(name) is not None]
        if len(present) == len(values):
            return present
        if present and field.setting:
            self.omitted.append(pointer(path))
        return []


def _without(fields: Mapping[str, Field], names: Container[str]) -> dict[str, Field]:
    return {name: field for name, field in fields.items() if name not in names}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _candidates(distinct: list[Any]) -> Iterator[Any]:
    if len(distinct) == 1:
        yield distinct[0]
    varying = sorted(distinct, key=str)
    yield {"in": varying}
    # What Spark itself would refuse has nothing but its text.
    yield {"match": "|".join(re.escape(str(value)) for value in varying)}


def _holds(kind: Kind, declared: Any, value: Any, engine_version: str | None) -> bool:
    (name, operand) = next(iter(declared.items())) if isinstance(declared, Mapping) else ("eq", declared)
    if any(OPERATORS[name].misuse(kind, operand)):
        return False
    try:
        return OPERATORS[name].evaluate(kind, operand, value, engine_version)
    except Unverifiable:
        return False
