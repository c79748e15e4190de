# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The places in which a policy declares everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .._common.json_pointers import Tokens, covers, lies_under
from .._common.problems import Problems
from .._common.suggestions import nearest, unknown
from .._session.access import CLASSIFICATIONS, entries, lookup
from .._session.classification_names import CLASSIFICATION_NAMES
from .._session.fields import SESSION, Classifications, Field, Leaf, Map, Structure, below, field_at
from .._values.kinds import Unverifiable, outline
from .._values.spark_names import is_known
from .._values.spark_properties import SparkProperty
from .expectations import Check, ExpectationContext
from .pointers import Place, parse_pointers

DERIVED_PROPERTIES: Tokens = ("derived", "spark_properties")
"""The only derived place that an exhaustive policy can mean."""


def parse_exhaustive(declared: Any, problems: Problems) -> list[Place]:
    """The paths that `exhaustive` names: none for false, the whole session for true, else those of its pointers."""
    if declared is None or declared is False:
        return []
    if declared is True:
        return [((), problems)]
    if not isinstance(declared, list):
        problems.add(f"must be true or a list of JSON pointers, not {outline(declared)}")
        return []
    return parse_pointers(declared, problems)


def check_exhaustive(places: Sequence[Place], checks: Sequence[Check], context: ExpectationContext) -> None:
    """Add a problem for each path that covers nothing: no known place, and nothing in any session that was read.

    Below a map, and among the classifications, a place is known where Spark knows the key, or where the policy itself
    declares something there: `checks` are those that it makes. Where there is no session, such a place may be one.
    """
    for path, problems in places:
        wrong = _facts(path) or _unknown(path, checks, context)
        if wrong is not None:
            problems.add(wrong)


def notices(roots: Sequence[Tokens], path: Tokens) -> bool:
    """Whether a policy that is exhaustive under `roots` notices what it does not declare at a path: only settings."""
    derived = covers(DERIVED_PROPERTIES, path)
    reaching = (root for root in roots if covers(root, path) and (not derived or covers(DERIVED_PROPERTIES, root)))
    return _facts(path) is None and any(True for _root in reaching)


def _facts(path: Tokens) -> str | None:
    """Why nothing at this path is a setting, or None."""
    node: Field | None = SESSION
    if covers(DERIVED_PROPERTIES, path):
        return None
    for depth, token in enumerate(path, start=1):
        if isinstance(node, Map) and token in node.identity:
            return f"{token} is not a setting"
        node = below(node, token)
        if node is not None and not node.setting:
            return f"{'.'.join(path[:depth])} holds no settings"
    return None


def _unknown(path: Tokens, checks: Sequence[Check], context: ExpectationContext) -> str | None:
    """Why no session could have settings at or under this path, or None."""
    known = lies_under(context.newer, path) or any(covers(path, check.path) for check in checks)
    known = known or any(_has(session, path) for session in context.sessions)
    for depth, token in enumerate(path):
        node = field_at(path[:depth])
        if isinstance(node, Leaf):
            return f"a single value has no members, and {token!r} would be one"
        if known or not context.read:
            continue
        seen = {name for session in context.sessions for name in _below(session, path[:depth])}
        if isinstance(node, Structure) and token not in node.members:
            return unknown("field", token, {*node.members, *seen})
        if isinstance(node, (Map, Classifications)) and context.sessions and not _is_known_key(path[: depth + 1]):
            near = nearest(token, {*seen, *CLASSIFICATION_NAMES} if isinstance(node, Classifications) else seen)
            hint = f"; did you mean {near!r}?" if near else ""
            return f"covers nothing: no session that was read has {token!r}, and the policy does not declare it{hint}"
    return None


def _is_known_key(path: Tokens) -> bool:
    """Whether a key below a map, or the name of a classification, is known beforehand."""
    if path[:-1] == CLASSIFICATIONS:
        return path[-1] in CLASSIFICATION_NAMES
    field = field_at(path)
    return isinstance(field, Leaf) and isinstance(field.kind, SparkProperty) and is_known(path[-1])


def _has(session: Mapping[str, Any], path: Tokens) -> bool:
    """Whether a session has, or may have, something at a path."""
    try:
        return lookup(session, path) is not None
    except Unverifiable:
        return True


def _below(session: Mapping[str, Any], path: Tokens) -> Iterator[str]:
    try:
        yield from entries(field_at(path) or SESSION, lookup(session, path)) or ()
    except Unverifiable:
        return
