# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The places in which a policy declares everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .._common.json_pointers import Tokens, covers, tokens_of
from .._common.problems import Problems
from .._common.suggestions import unknown
from .._session.access import lookup
from .._session.fields import (
    SESSION,
    Classifications,
    Field,
    Map,
    Structure,
)
from .._values.kinds import describe, outline

DERIVED_PROPERTIES: Tokens = ("derived", "spark_properties")
"""The only derived place that an exhaustive policy can mean."""


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
    if not path or covers(DERIVED_PROPERTIES, path):
        return None
    node = SESSION.members.get(path[0])
    return None if node is None or node.setting else f"{path[0]} holds no settings"
