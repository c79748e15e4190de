# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a session is walked: the value at a path, every setting, whether a value was blanked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...module_utils._athena.redaction import is_masked
from .._common.json_pointers import Tokens
from .fields import Classifications, Field, Map, Structure, field_like


def lookup(session: Mapping[str, Any], path: Tokens) -> Any:
    """The value at a path, or None where the session has none."""
    value: Any = session
    for token in path:
        if isinstance(value, list) and path[:2] == ("engine_configuration", "classifications"):
            value = by_name(value)
        if not isinstance(value, Mapping):
            return None
        value = value.get(token)
    return value


def leaves(node: Field, value: Any, path: Tokens = ()) -> Iterator[tuple[Tokens, Any]]:
    """Every setting that `value` has, as pairs of path and value, in the table's order, then what it does not know.

    An empty map or structure has none. Lists of classifications are walked by name.
    """
    if not node.setting:
        return
    if isinstance(node, Structure) and isinstance(value, Mapping):
        known = [name for name in node.members if name in value]
        for name in [*known, *(name for name in value if name not in node.members)]:
            member = node.members.get(name) or field_like(value[name])
            yield from leaves(member, value[name], (*path, str(name)))
    elif isinstance(node, Map) and isinstance(value, Mapping):
        for key, entry in value.items():
            if key not in node.identity:
                yield (*path, str(key)), entry
    elif isinstance(node, Classifications) and isinstance(value, list):
        for name, properties in by_name(value).items():
            yield from leaves(node.properties, properties, (*path, name))
    else:
        yield path, value


def by_name(classifications: list[Any]) -> dict[str, Any]:
    """Classifications as a mapping from name to properties; those of a name that comes twice are taken together.

    A property that two of them give differently is a tuple of its values, which no kind and no operator takes for one.
    """
    found: dict[str, Any] = {}
    for entry in classifications:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
            continue
        merged = found.setdefault(entry["name"], {})
        properties = entry.get("properties")
        for key, value in properties.items() if isinstance(properties, Mapping) else ():
            merged[key] = value if merged.get(key, value) == value else (merged[key], value)
    return found


def masked(actual: Any) -> bool:
    """Whether something in a value was blanked."""
    return any(map(is_masked, actual)) if isinstance(actual, list) else is_masked(actual)
