# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spark's settings in a session: under whichever of its names a setting is given, and which names may be misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from ...module_utils._athena.derived import SPARK_DEFAULTS
from .._common.json_pointers import Tokens
from .._values.kinds import Unverifiable
from .._values.spark_names import SettingName, by_present_name, names_of, near_miss, value_of
from .access import CLASSIFICATIONS, lookup
from .classification_names import near_classification

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
    engine_version = engine_of(session)
    names = _names_at(path, engine_version)
    properties = lookup(session, path[:-1]) if len(names) > 1 else None
    if not isinstance(properties, dict):
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
    return [(*path[:-1], name.key) for name in _names_at(path, engine_version)] or [path]


@lru_cache(maxsize=16384)
def _names_at(path: Tokens, engine_version: str | None) -> tuple[SettingName, ...]:
    """All names of the Spark setting at a path; none where something else is there."""
    return names_of(path[-1], engine_version) if path[:-1] in MAPS else ()


def with_present_names(session: dict[str, Any]) -> dict[str, Any]:
    """A copy of a session in which each Spark setting stands once, under its present name; not of what is derived."""
    engine_version = engine_of(session)
    engine = session.get("engine_configuration")
    if not isinstance(engine, dict):
        return session
    renamed = dict(engine)
    if isinstance(engine.get("spark_properties"), dict):
        renamed["spark_properties"] = by_present_name(engine["spark_properties"], engine_version)
    if isinstance(engine.get("classifications"), list):
        renamed["classifications"] = [_renamed(entry, engine_version) for entry in engine["classifications"]]
    return {**session, "engine_configuration": renamed}


def _renamed(entry: Any, engine_version: str | None) -> Any:
    properties = entry.get("properties") if isinstance(entry, dict) and entry.get("name") == SPARK_DEFAULTS else None
    if not isinstance(properties, dict):
        return entry
    return {**entry, "properties": by_present_name(properties, engine_version)}


def misspelling(path: Tokens, sessions: Iterable[Mapping[str, Any]]) -> str | None:
    """That a path has the name of a classification or Spark setting that is probably misspelt, and for which; or None.

    It is one that nobody knows, no session has, and that is nearly the same as a known one.
    """
    if path[:-1] in MAPS:
        meant, places = near_miss(path[-1]), [(*place, path[-1]) for place in MAPS]
    elif path[:-1] == CLASSIFICATIONS:
        meant, places = near_classification(path[-1]), [path]
    else:
        return misspelling(path[:3], sessions) if path[:2] == CLASSIFICATIONS and len(path) > 3 else None
    if meant is None or any(_has(session, place) for session in sessions for place in places):
        return None
    nobody = "neither Spark nor a session knows" if path[:-1] in MAPS else "no session has a classification"
    return f"{nobody} {path[-1]!r}: did you mean {meant!r}?"


def _has(session: Mapping[str, Any], path: Tokens) -> bool:
    try:
        return lookup(session, path) is not None
    except Unverifiable:
        return False


def engine_of(session: Mapping[str, Any]) -> str | None:
    """The engine version by which a session's settings are read."""
    engine_version = session.get("engine_version")
    return engine_version if isinstance(engine_version, str) else None
