# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Expectations captured from sessions that run as they should."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._common.json_pointers import Tokens, lies_under, pointer
from .._common.plain_data import jsonable
from .._session.access import entries, masked
from .._session.fields import (
    NAMELESS,
    NEWER_VALUE,
    OTHERS,
    SESSION,
    Classifications,
    Field,
    Leaf,
    Map,
    Structure,
    are_mixed,
    field_at,
    field_of,
)
from .._session.redactor import Redactor
from .._session.spark_settings import misspelling, with_present_names
from .._values.kinds import Kind, Unverifiable
from .operators import OPERATORS, OR_ABSENT, WORDS

_HIDDEN = "the value is hidden or secret: only its presence is held"
_UNEXPECTED_TYPE = "not a mapping or list as it should be, so that no policy can tell what is below it"
_INCOMPARABLE = "no operator can compare the value: only its presence is held"
_CALLED_PRESENT = (
    "a member is named 'present', and some sessions have nothing else here: the policy does not hold there"
)
_UNWRITABLE = "the text is not Unicode, and no file can hold it: only its presence is held"
_UNDECLARABLE = "the name is not Unicode, and no file can hold it: the policy does not declare it"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Incomplete:
    """A place of which a baseline holds less than its value, and why."""

    pointer: str
    reason: str


class Baseline:
    """The expectations that all of the given sessions (plain data) meet, as a policy with `exhaustive: true` has them.

    `expected` is the tree, in the order of the API's documentation: a value that all have is declared as it is, values
    that vary as `in`, what only some of the sessions have with `or_absent`. What identifies or ages a session, and its
    tags, are left out. Secrets, also those in a text that is JSON, are declared as present; `extra` is the user's own
    pattern of names that hide one.

    `newer` are pointers to what the sessions have and the table of fields does not know; `incomplete` says of which
    places less than the value is held. Where `exhaustive` is False the tree is made for a policy that is not: without
    what declares no more than that a setting may be there.
    """

    def __init__(
        self,
        sessions: Sequence[Mapping[str, Any]],
        *,
        exhaustive: bool = True,
        extra: re.Pattern[str] | None = None,
    ) -> None:
        self.sessions = [jsonable(session) for session in sessions]
        self.incomplete: list[Incomplete] = []
        self._newer: dict[Tokens, None] = {}
        self._exhaustive = exhaustive
        self._redactor = Redactor(extra=extra)
        self._engines = {_text(session.get("engine_version")) for session in self.sessions}
        walked = [with_present_names(session) for session in self.sessions]
        self.expected: dict[str, Any] = self._node(SESSION, walked, ()) or {}

    @property
    def newer(self) -> list[str]:
        """The pointers for the policy's option of that name."""
        return [pointer(path) for path in self._newer]

    def _node(self, node: Field, values: list[Any], path: Tokens, *, partial: bool = False) -> Any:
        """What is declared for the values that sessions have at a path, None for nothing; `partial`: some have none."""
        if not node.setting:
            return None
        if isinstance(node, Leaf):
            return self._leaf(node.kind, values, path, partial)
        found = self._entries(node, values, path)
        if isinstance(node, Classifications):
            return self._classifications(node, found, path, partial)
        declared = self._members(node, found, path, partial)
        if field_at(path) is None and not all(found):
            self._declare_presence(declared, path, partial)
        return declared or None

    def _declare_presence(self, declared: dict[str, Any], path: Tokens, partial: bool) -> None:
        """Declare beside its members that a place is there, since in some of the sessions it has none."""
        if "present" in declared:
            self._note_incomplete(path, _CALLED_PRESENT)
        else:
            declared |= self._presence(partial)

    def _entries(self, node: Field, values: list[Any], path: Tokens) -> list[Mapping[str, Any]]:
        found = [entries(node, value) for value in values]
        if None in found:
            self._note_incomplete(path, _UNEXPECTED_TYPE)
        return [its for its in found if its is not None]

    def _members(self, node: Field, values: list[Mapping[str, Any]], path: Tokens, partial: bool) -> dict[str, Any]:
        declared: dict[str, Any] = {}
        known: Iterable[str] = node.members if isinstance(node, Structure) else ()
        for name in dict.fromkeys([*known, *(name for value in values for name in value)]):
            having = [value[name] for value in values if value.get(name) is not None]
            if not having or (isinstance(node, Map) and name in node.identity) or not self._writable((*path, name)):
                continue
            field = field_at((*path, name))
            if field is None:
                field = self._newer_field(having, (*path, name))
            found = self._node(field, having, (*path, name), partial=partial or len(having) < len(values))
            if found is not None:
                declared[name] = found
        return declared

    def _newer_field(self, values: list[Any], path: Tokens) -> Field:
        """The field of what the table does not know; where sessions do not agree on its type it is held whole."""
        self._note_newer(path)
        held = are_mixed(values) and self._unspeakable(path, values) is None
        # Below a mapping with an operator's name, what is declared there would be one of its members.
        named_like_one = any(isinstance(value, Mapping) and value.keys() & set(WORDS) for value in values)
        return NEWER_VALUE if held and not named_like_one else field_of(values)

    def _classifications(
        self, node: Classifications, values: list[Mapping[str, Any]], path: Tokens, partial: bool
    ) -> list[dict[str, Any]] | None:
        declared = []
        for name in dict.fromkeys(name for value in values for name in value):
            having = [value[name] for value in values if name in value]
            if not self._writable((*path, name)):
                continue
            if name == NAMELESS or misspelling((*path, name), ()) is not None:
                self._note_newer((*path, name))
            entry = self._classification(node.properties, having, (*path, name), partial or len(having) < len(values))
            if entry:
                declared.append(entry if name == NAMELESS else {"name": name, **entry})
            else:
                # Nothing is declared there that it could be newer for.
                self._newer.pop((*path, name), None)
        return declared or None

    def _classification(self, node: Map, values: list[Any], path: Tokens, partial: bool) -> dict[str, Any]:
        found = self._entries(node, values, path)
        properties = self._members(node, found, path, partial)
        others = properties.pop(OTHERS, {})
        if OTHERS in others:
            properties[OTHERS] = others.pop(OTHERS)
        declared = {**({"properties": properties} if properties else {}), **others}
        if not all(found):
            self._declare_presence(declared, path, partial)
        return declared

    def _leaf(self, kind: Kind, values: list[Any], path: Tokens, partial: bool) -> Any:
        """The narrowest declaration that holds for every value by what the comparison itself says."""
        distinct = list({repr(value): value for value in values}.values())
        reason = self._unspeakable(path, distinct)
        declared = None if reason else self._narrowest(kind, distinct)
        if declared is None:
            self._note_incomplete(path, reason or _INCOMPARABLE)
            return self._presence(partial) or None
        unexpected = any(kind.problem(value) is None and kind.unexpected(value) is not None for value in distinct)
        if unexpected or misspelling(path, ()) is not None:
            self._note_newer(path)
        if partial:
            return {**declared, OR_ABSENT: True}
        # A key with an operator's name is one where its value has operators of its own.
        named_like_one = path[-1] in OPERATORS or path[-1] == OR_ABSENT
        return declared if named_like_one else declared.get("eq", declared)

    def _unspeakable(self, path: Tokens, values: list[Any]) -> str | None:
        """Why the values must not or cannot be written down, or None."""
        if any(masked(value) or self._redactor.value(path, value) != value for value in values):
            return _HIDDEN
        texts = (json.dumps(value, ensure_ascii=False) for value in values)
        return _UNWRITABLE if any(map(_SURROGATE.search, texts)) else None

    def _writable(self, path: Tokens) -> bool:
        if _SURROGATE.search(path[-1]):
            self._note_incomplete(path, _UNDECLARABLE)
            return False
        return True

    def _narrowest(self, kind: Kind, values: list[Any]) -> dict[str, Any] | None:
        if all(self._holds(kind, "eq", value, value) for value in values):
            return {"eq": values[0]} if len(values) == 1 else {"in": sorted(values, key=str)}
        # What Spark itself would refuse has nothing but its text.
        pattern = "|".join(map(re.escape, sorted(map(str, values))))
        return {"match": pattern} if all(self._holds(kind, "match", pattern, value) for value in values) else None

    def _holds(self, kind: Kind, name: str, declared: Any, value: Any) -> bool:
        if any(OPERATORS[name].misuse(kind, declared)):
            return False
        try:
            return all(OPERATORS[name].evaluate(kind, declared, value, engine) for engine in self._engines)
        except Unverifiable:
            return False

    def _presence(self, partial: bool) -> dict[str, Any]:
        """The declaration that something is there; empty where it only may be, and nothing is to be said of that."""
        if partial:
            return {"present": True, OR_ABSENT: True} if self._exhaustive else {}
        return {"present": True}

    def _note_newer(self, path: Tokens) -> None:
        if not lies_under(self._newer, path):
            self._newer.setdefault(path)

    def _note_incomplete(self, path: Tokens, reason: str) -> None:
        self.incomplete.append(Incomplete(pointer(path), reason))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
