# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spark's settings in a session: under whichever of its names a setting is given, and which names may be misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...module_utils._athena.derived import SPARK_DEFAULTS
from .._common.json_pointers import Tokens
from .._values.kinds import Unverifiable
from .._values.spark_names import names_of, near_miss, value_of
from .access import lookup

DERIVED: Tokens = ("derived", "spark_properties")
MAPS: tuple[Tokens, ...] = (
    DERIVED,
    ("engine_configuration", "spark_properties"),
    ("engine_configuration", "classifications", SPARK_DEFAULTS),
)
"""Where a session has Spark's settings by name."""


def setting(session: Mapping[str, Any], path: Tokens) -> Any:
    """The value at a path, as `lookup` has it; that of a Spark setting under the name that counts for Spark.

    Raises Unverifiable where that name is in conflict.
    """
    if path[:-1] not in MAPS:
        return lookup(session, path)
    engine_version = engine_of(session)
    names = names_of(path[-1], engine_version)
    properties = lookup(session, path[:-1]) if len(names) > 1 else None
    if not isinstance(properties, Mapping):
        return lookup(session, path)
    conflicts = lookup(session, ("derived", "conflicts")) if path[:-1] == DERIVED else None
    twice = conflicts if isinstance(conflicts, list) else []
    for name in names if twice else ():
        if properties.get(name.key) is not None:
            break
        if name.key in twice:
            raise Unverifiable(f"the session gives {name.key} twice, with different values (see derived.conflicts)")
    return value_of(path[-1], properties, engine_version)


def named_alike(path: Tokens, engine_version: str | None) -> list[Tokens]:
    """The paths of one setting: the path itself, and for a Spark setting those of its other names."""
    if path[:-1] not in MAPS:
        return [path]
    return [(*path[:-1], name.key) for name in names_of(path[-1], engine_version)]


def misspelt(path: Tokens, sessions: Iterable[Mapping[str, Any]]) -> str | None:
    """The Spark setting that is probably meant by a name which neither Spark nor a session knows, or None."""
    meant = near_miss(path[-1]) if path[:-1] in MAPS else None
    if meant is None or any(lookup(session, (*place, path[-1])) is not None for session in sessions for place in MAPS):
        return None
    return meant


def engine_of(session: Mapping[str, Any]) -> str | None:
    """The engine version by which a session's settings are read."""
    engine_version = session.get("engine_version")
    return engine_version if isinstance(engine_version, str) else None
