# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exhaustive policies: settings that a session has and a policy does not declare."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ...module_utils._athena.derived import SPARK_DEFAULTS
from .._common.json_pointers import Tokens, covers
from .._policy.exhaustive import DERIVED_PROPERTIES
from .._session.access import leaves, lookup
from .._session.fields import SESSION
from .._session.spark_settings import engine_of, named_alike

_SPARK_PROPERTIES: Tokens = ("engine_configuration", "spark_properties")
_SPARK_DEFAULTS: Tokens = ("engine_configuration", "classifications", SPARK_DEFAULTS)
_CONFLICTS: Tokens = ("derived", "conflicts")
_IDLE_TIMEOUTS: tuple[Tokens, ...] = (
    ("session_configuration", "idle_timeout_seconds"),
    ("session_configuration", "session_idle_timeout_in_minutes"),
)


def undeclared(
    session: Mapping[str, Any], roots: Sequence[Tokens], declared: Collection[Tokens]
) -> Iterator[tuple[Tokens, Any]]:
    """Every setting at or under `roots` that no check declares, as pairs of path and value.

    What is declared of a derived value is declared of the members that it was derived from, and what is declared of a
    Spark setting is declared under all of its names.
    """
    engine = engine_of(session)
    places = (place for path in declared for place in (path, *_sources(path)))
    known = {alike for place in places for alike in named_alike(place, engine)}
    for path, value in _settings(session, roots):
        if path not in known and any(covers(root, path) for root in roots):
            yield path, value


def underived(session: Mapping[str, Any], roots: Sequence[Tokens]) -> list[Tokens]:
    """The paths that `roots` want to be exhaustive, and that the session has nothing derived for."""
    if isinstance(lookup(session, DERIVED_PROPERTIES), Mapping):
        return []
    return [root for root in roots if covers(DERIVED_PROPERTIES, root)]


def _settings(session: Mapping[str, Any], roots: Sequence[Tokens]) -> Iterator[tuple[Tokens, Any]]:
    yield from leaves(SESSION, session)
    if any(covers(DERIVED_PROPERTIES, root) for root in roots):
        properties = lookup(session, DERIVED_PROPERTIES)
        for key, value in properties.items() if isinstance(properties, Mapping) else ():
            yield (*DERIVED_PROPERTIES, key), value
        for key in lookup(session, _CONFLICTS) or ():
            values = [lookup(session, (*source, key)) for source in (_SPARK_PROPERTIES, _SPARK_DEFAULTS)]
            yield (*DERIVED_PROPERTIES, key), [value for value in values if value is not None]


def _sources(path: Tokens) -> list[Tokens]:
    if path == ("derived", "idle_timeout_seconds"):
        return list(_IDLE_TIMEOUTS)
    if covers(DERIVED_PROPERTIES, path):
        return [(*source, *path[2:]) for source in (_SPARK_PROPERTIES, _SPARK_DEFAULTS)]
    return []
