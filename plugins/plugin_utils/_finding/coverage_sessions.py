# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies of a session with one setting changed, or with nothing but some of its settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from ...module_utils._athena.derived import derive
from .._common.json_pointers import Tokens, covers, prefixes
from .._session.access import CLASSIFICATIONS, by_name
from .._session.fields import NAMELESS, OTHERS, SESSION, Field, Map, Structure
from .._session.spark_settings import DERIVED, MAPS

_CONFLICTS: Tokens = ("derived", "conflicts")
_IDLE_TIMEOUT: Tokens = ("derived", "idle_timeout_seconds")
_IDLE_TIMEOUTS: tuple[Tokens, ...] = (
    ("session_configuration", "idle_timeout_seconds"),
    ("session_configuration", "session_idle_timeout_in_minutes"),
)
_SPARK_PROPERTIES, _SPARK_DEFAULTS = MAPS[1:]
_NEVER = datetime.min.replace(tzinfo=UTC)


def changed(session: Mapping[str, Any], path: Tokens, value: Any) -> dict[str, Any]:
    """A copy of a session with another value at the path of a setting, None for none, and what is derived from it."""
    copy = _replaced(session, path, value)
    derived = copy.get("derived")
    if isinstance(derived, Mapping):
        key = _spark_key(path)
        if path in _IDLE_TIMEOUTS:
            copy["derived"] = _with_idle_timeout(derived, copy)
        elif key is not None and isinstance(derived.get("spark_properties"), Mapping):
            copy["derived"] = _with_property(derived, copy, key)
    return copy


def affected(path: Tokens) -> list[Tokens]:
    """The places in a session at which something else may stand once the setting at a path was changed."""
    key = _spark_key(path)
    if path in _IDLE_TIMEOUTS:
        return [path, _IDLE_TIMEOUT]
    return [path] if key is None else [path, (*DERIVED, key), _CONFLICTS]


def sources_of(path: Tokens) -> list[Tokens]:
    """The settings that say the same as the one at a path: itself, and what the same is derived from."""
    key = _spark_key(path)
    return [path] if key is None else [_in_map(place, key) for place in MAPS[1:]]


def projected(session: Mapping[str, Any], path: Tokens) -> dict[str, Any]:
    """A session with nothing but its engine version, the setting at a path and what is derived from that."""
    found: dict[str, Any] = {}
    for place in (("engine_version",), *sources_of(path)):
        there = next(prefix for prefix in reversed(prefixes(place)) if value_at(session, prefix) is not None)
        value = value_at(session, there)
        # What is empty now may be a setting itself.
        if there == place or (value == {} and there):
            found = _replaced(found, there, value)
    key, derived = _spark_key(path), session.get("derived")
    if key is not None and "derived" in session:
        found["derived"] = _projected_derived(derived, key)
    return found


def maps_of(session: Mapping[str, Any]) -> Iterator[Tokens]:
    """The paths of the maps of settings that a session has, whose keys are data."""
    for path in _MAPS:
        if isinstance(value_at(session, path), dict):
            yield path
    classifications = value_at(session, CLASSIFICATIONS)
    for name, properties in (by_name(classifications) or {}).items() if isinstance(classifications, list) else ():
        if isinstance(properties, dict):
            yield (*CLASSIFICATIONS, name)


def value_at(session: Mapping[str, Any], path: Tokens) -> Any:
    """The value at a path, None where the session has none or something else on the way."""
    value: Any = session
    for depth, token in enumerate(path):
        if isinstance(value, list) and path[:depth] == CLASSIFICATIONS:
            value = by_name(value)
        value = value.get(token) if isinstance(value, dict) else None
    return value


def _maps(node: Field, path: Tokens = ()) -> Iterator[Tokens]:
    if isinstance(node, Map) and node.setting:
        yield path
    for name, member in node.members.items() if isinstance(node, Structure) and node.setting else ():
        yield from _maps(member, (*path, name))


_MAPS = tuple(_maps(SESSION))


def _spark_key(path: Tokens) -> str | None:
    """The name of the Spark setting at a path from which a derived one comes."""
    if path[:-1] in (_SPARK_PROPERTIES, _SPARK_DEFAULTS):
        return path[-1]
    return OTHERS if path == _in_map(_SPARK_DEFAULTS, OTHERS) else None


def _in_map(place: Tokens, key: str) -> Tokens:
    """The path of a key, as the table of fields has it."""
    return (*place, OTHERS, key) if place == _SPARK_DEFAULTS and key == OTHERS else (*place, key)


def _with_idle_timeout(derived: Mapping[str, Any], session: Mapping[str, Any]) -> dict[str, Any]:
    anew = derive({"session_configuration": session.get("session_configuration")}, _NEVER)
    kept = {name: value for name, value in derived.items() if name != _IDLE_TIMEOUT[-1]}
    return kept | {name: value for name, value in anew.items() if name == _IDLE_TIMEOUT[-1]}


def _with_property(derived: Mapping[str, Any], session: Mapping[str, Any], key: str) -> dict[str, Any]:
    """What is derived, with one property anew: of the others a redacted session may no longer tell all."""
    engine: dict[str, Any] = {}
    for place in (_SPARK_PROPERTIES, _SPARK_DEFAULTS):
        value = value_at(session, _in_map(place, key))
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None and place == _SPARK_PROPERTIES:
                engine["spark_properties"] = {key: one}
            elif one is not None:
                entry = {"name": _SPARK_DEFAULTS[-1], "properties": {key: one}}
                engine.setdefault("classifications", []).append(entry)
    anew = derive({"engine_configuration": engine}, _NEVER)
    found = dict(derived)
    found["spark_properties"] = _without(derived["spark_properties"], key) | anew["spark_properties"]
    listed = derived.get("conflicts")
    conflicts = [one for one in listed if one != key] if isinstance(listed, list) else []
    conflicts += anew.get("conflicts", [])
    found.pop("conflicts", None)
    return found | ({"conflicts": sorted(conflicts, key=str)} if conflicts else {})


def _projected_derived(derived: Any, key: str) -> Any:
    if not isinstance(derived, Mapping):
        return derived
    found: dict[str, Any] = {}
    properties, conflicts = derived.get("spark_properties"), derived.get("conflicts")
    if isinstance(properties, Mapping):
        found["spark_properties"] = {key: properties[key]} if key in properties else {}
    elif properties is not None:
        found["spark_properties"] = properties
    if isinstance(conflicts, list) and key in conflicts:
        found["conflicts"] = [key]
    return found


def _replaced(session: Mapping[str, Any], path: Tokens, value: Any) -> dict[str, Any]:
    """A copy of a session with another value at a path, None for none; nothing that is derived follows."""
    if not covers(CLASSIFICATIONS, path) or len(path) == len(CLASSIFICATIONS):
        return _nested(session, path, value)
    listed = value_at(session, CLASSIFICATIONS)
    name, rest = path[len(CLASSIFICATIONS)], path[len(CLASSIFICATIONS) + 1 :]
    return _nested(session, CLASSIFICATIONS, list(_classifications(listed or [], name, rest, value)))


def _classifications(listed: Iterable[Any], name: str, rest: Tokens, value: Any) -> Iterator[Any]:
    """The classifications with another value below a name: in the first of that name, and in no other of it."""
    rest = _members(rest)
    for entry in listed:
        its = entry.get("name") if isinstance(entry, Mapping) else None
        if not isinstance(entry, Mapping) or (its if isinstance(its, str) else NAMELESS) != name:
            yield entry
        elif rest:
            yield _nested(entry, rest, value)
            value = None
    if value is not None:
        named = {"name": name} if name != NAMELESS else {}
        yield from ([_nested(named, rest, value)] if rest else value if isinstance(value, list) else [named])


def _members(rest: Tokens) -> Tokens:
    """The members of a classification behind the tokens below its name."""
    if rest[:1] == (OTHERS,) and len(rest) > 1 and rest != (OTHERS, OTHERS):
        return rest[1:]
    return ("properties", rest[-1]) if rest else ()


def _nested(tree: Mapping[str, Any], path: Tokens, value: Any) -> dict[str, Any]:
    """A copy of a tree with another value at a path, None for none."""
    if len(path) == 1:
        return _without(tree, path[0]) if value is None else {**tree, path[0]: value}
    inner = tree.get(path[0])
    if not isinstance(inner, Mapping):
        if value is None:
            return dict(tree)
        inner = {}
    return {**tree, path[0]: _nested(inner, path[1:], value)}


def _without(tree: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if key != name}
