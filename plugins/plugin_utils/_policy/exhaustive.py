# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exhaustive policies: settings that a session has and a policy does not declare."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ...module_utils._athena.derived import SPARK_DEFAULTS
from .._common.json_pointers import Tokens, covers, tokens_of
from .._common.problems import Problems
from .._common.suggestions import unknown
from .._finding.evaluation import lookup
from .._session.fields import (
    SESSION,
    Classifications,
    Field,
    Map,
    Structure,
    leaves,
)
from .._values.kinds import describe, outline

_SPARK_PROPERTIES: Tokens = ("engine_configuration", "spark_properties")
_SPARK_DEFAULTS: Tokens = ("engine_configuration", "classifications", SPARK_DEFAULTS)
_DERIVED_PROPERTIES: Tokens = ("derived", "spark_properties")
_CONFLICTS: Tokens = ("derived", "conflicts")
_IDLE_TIMEOUTS: tuple[Tokens, ...] = (
    ("session_configuration", "idle_timeout_seconds"),
    ("session_configuration", "session_idle_timeout_in_minutes"),
)


def compile_exhaustive(declared: Any, sessions: Sequence[Mapping[str, Any]], problems: Problems) -> list[Tokens]:
    """The paths that `exhaustive` names: none for false, the whole session for true, or those of a list of pointers."""
    if declared is None or declared is False:
        return []
    if declared is True:
        return [()]
    if not isinstance(declared, list) or not declared:
        problems.add(f"true or a list of JSON pointers is needed here, not {outline(declared)}")
        return []
    return [
        path
        for index, text in enumerate(declared)
        if (path := _path(text, sessions, problems.under(index))) is not None
    ]


def undeclared(
    session: Mapping[str, Any], roots: Sequence[Tokens], declared: Collection[Tokens]
) -> Iterator[tuple[Tokens, Any]]:
    """Every setting at or under `roots` that no check declares, as pairs of path and value.

    What is declared of a derived value is declared of the members that it was derived from.
    """
    known = {place for path in declared for place in (path, *_sources(path))}
    for path, value in _settings(session, roots):
        if path not in known and any(covers(root, path) for root in roots):
            yield path, value


def underived(session: Mapping[str, Any], roots: Sequence[Tokens]) -> list[Tokens]:
    """The paths that `roots` want to be exhaustive, and that the session has nothing derived for."""
    if isinstance(lookup(session, _DERIVED_PROPERTIES), Mapping):
        return []
    return [root for root in roots if covers(_DERIVED_PROPERTIES, root)]


def _settings(session: Mapping[str, Any], roots: Sequence[Tokens]) -> Iterator[tuple[Tokens, Any]]:
    yield from leaves(SESSION, session)
    if any(covers(_DERIVED_PROPERTIES, root) for root in roots):
        properties = lookup(session, _DERIVED_PROPERTIES)
        for key, value in properties.items() if isinstance(properties, Mapping) else ():
            yield (*_DERIVED_PROPERTIES, key), value
        for key in lookup(session, _CONFLICTS) or ():
            values = [lookup(session, (*source, key)) for source in (_SPARK_PROPERTIES, _SPARK_DEFAULTS)]
            yield (*_DERIVED_PROPERTIES, key), [value for value in values if value is not None]


def _sources(path: Tokens) -> list[Tokens]:
    if path == ("derived", "idle_timeout_seconds"):
        return list(_IDLE_TIMEOUTS)
    if covers(_DERIVED_PROPERTIES, path):
        return [(*source, *path[2:]) for source in (_SPARK_PROPERTIES, _SPARK_DEFAULTS)]
    return []


def _path(text: Any, sessions: Sequence[Mapping[str, Any]], problems: Problems) -> Tokens | None:
    if not isinstance(text, str):
        problems.add(f"a JSON pointer is text, not {describe(text)}")
        return None
    try:
        path = tokens_of(text)
    except ValueError as error:
        problems.add(f"{describe(text)}: {error}")
        return None
    wrong = _unknown(path, sessions)
    if wrong is not None:
        problems.add(wrong)
    return path


def _unknown(path: Tokens, sessions: Sequence[Mapping[str, Any]]) -> str | None:
    """Why no session could have settings at or under this path, or None."""
    if any(lookup(session, path) is not None for session in sessions):
        return _facts(path)
    node: Field = SESSION
    for token in path:
        if isinstance(node, (Map, Classifications)):
            return None
        if not isinstance(node, Structure):
            return f"a single value has no members, and {token!r} would be one"
        if token not in node.members:
            return unknown("field", token, node.members)
        node = node.members[token]
    return _facts(path)


def _facts(path: Tokens) -> str | None:
    """Why nothing at this path is a setting, or None."""
    if not path or covers(_DERIVED_PROPERTIES, path):
        return None
    node = SESSION.members.get(path[0])
    return None if node is None or node.setting else f"{path[0]} holds no settings"
