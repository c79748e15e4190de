# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a session is walked: the value at a path, every setting, whether a value was blanked.

Sessions are plain data as JSON has it; a null is an absent member. Only a mapping has something below it: text where
one belongs says nothing of what should be there, and is never taken for its absence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from ...module_utils._athena.redaction import is_masked
from .._common.json_pointers import Tokens, pointer
from .._values.kinds import Unverifiable, outline
from .fields import NAMELESS, OTHERS, SESSION, Classifications, Field, Leaf, Map, Structure, below, field_at, field_like

CLASSIFICATIONS: Tokens = ("engine_configuration", "classifications")


def lookup(session: Mapping[str, Any], path: Tokens) -> Any:
    """The value at a path, or None where the session has none.

    Raises Unverifiable where something on the way is of a type that has nothing below it.
    """
    value: Any = session
    listed = len(CLASSIFICATIONS) if path[:2] == CLASSIFICATIONS else None
    for depth, token in enumerate(path):
        if value is None:
            return None
        found = value
        if depth == listed:
            found = by_name(value) if isinstance(value, list) else None
        if not isinstance(found, dict):
            raise Unverifiable(unexpected_type(path[:depth], value))
        value = found.get(token)
    return value


def unexpected_type(path: Tokens, value: Any) -> str:
    """Why nothing can be said of what belongs below a path; it holds nothing of the value."""
    expected = "a list of mappings" if path == CLASSIFICATIONS else "a mapping"
    return f"{pointer(path)} is {outline(value)} where {expected} belongs: what belongs below it cannot be verified"


def entries(node: Field, value: Any) -> Mapping[str, Any] | None:
    """What is directly below a value, by token; None where the value is not of the type that its field has."""
    if isinstance(node, Classifications):
        value = by_name(value) if isinstance(value, list) else None
    return {name: its for name, its in value.items() if its is not None} if isinstance(value, dict) else None


def is_empty(node: Field | None, value: Any) -> bool:
    """Whether there is nothing in a value: it is absent, or a container of the table with nothing but such members."""
    if value is None or node is None or isinstance(node, Leaf):
        return value is None
    if isinstance(node, Classifications):
        return bool(value == [])
    return isinstance(value, dict) and all(is_empty(below(node, name), its) for name, its in value.items())


def leaves(node: Field, value: Any, path: Tokens = ()) -> Iterator[tuple[Tokens, Any]]:
    """Every setting that `value` has, as pairs of path and value, in the table's order, then what it does not know.

    Where a structure, a map or classifications belong and the value is something else, that is one leaf, whole (see
    `is_whole`). So is what is empty, but for the structures and maps of the table, which then hold no setting.
    """
    if not node.setting or value is None:
        return
    found = None if isinstance(node, Leaf) else entries(node, value)
    if found is None or (not found and (field_at(path) is None or path[:-1] == CLASSIFICATIONS)):
        yield path, value
        return
    known: Iterable[str] = node.members if isinstance(node, Structure) else ()
    for token in (*(name for name in known if name in found), *(name for name in found if name not in known)):
        if not isinstance(node, Map) or token not in node.identity:
            yield from leaves(below(node, token) or field_like(found[token]), found[token], (*path, token))


def is_malformed(path: Tokens, value: Any) -> bool:
    """Whether a leaf stands where the table has something that holds others."""
    node = field_at(path)
    return node is not None and not isinstance(node, Leaf) and entries(node, value) is None


def settings(session: Mapping[str, Any]) -> Iterator[tuple[Tokens, Any]]:
    """Every setting of a session, as `leaves` has them."""
    return leaves(SESSION, session)


class _Indexed(list[Any]):
    """Classifications that are grouped once, however many of them are looked up."""

    @cached_property
    def grouped(self) -> dict[str, Any] | None:
        """As `by_name` has it."""
        return _grouped(self)


def indexed(session: Mapping[str, Any]) -> Mapping[str, Any]:
    """The session, made ready for many look-ups; neither it nor what it holds is to be changed any more."""
    engine = session.get("engine_configuration")
    listed = engine.get("classifications") if isinstance(engine, Mapping) else None
    if not isinstance(engine, Mapping) or not isinstance(listed, list):
        return session
    return {**session, "engine_configuration": {**engine, "classifications": _Indexed(listed)}}


def by_name(classifications: list[Any]) -> dict[str, Any] | None:
    """What is below each name: the properties by key, and below `OTHERS` what else the classification has.

    Those of a name that comes twice are taken together; what two of them give differently is a tuple of its values,
    which no kind and no operator takes for one. Where the properties are not a mapping, the entries of that name stand
    below it as they are. None where an entry is not a mapping, so that it is unknown which classification it is.
    """
    return classifications.grouped if isinstance(classifications, _Indexed) else _grouped(classifications)


def _grouped(classifications: list[Any]) -> dict[str, Any] | None:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for entry in classifications:
        if not isinstance(entry, dict):
            return None
        name = entry.get("name")
        groups.setdefault(name if isinstance(name, str) else NAMELESS, []).append(entry)
    return {name: _classification(group) for name, group in groups.items()}


def _classification(group: list[Mapping[str, Any]]) -> Any:
    properties = [{} if entry.get("properties") is None else entry["properties"] for entry in group]
    if not all(isinstance(its, dict) for its in properties):
        return group
    found = _merged(properties)
    others = _merged([dict(_other_members(entry)) for entry in group])
    if OTHERS in found:
        others[OTHERS] = found.pop(OTHERS)
    return {**found, OTHERS: others} if others else found


def _other_members(entry: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for member, value in entry.items():
        if member != "properties" and not (member == "name" and isinstance(value, str)):
            yield member, value


def _merged(mappings: list[Mapping[str, Any]]) -> dict[str, Any]:
    if len(mappings) == 1:
        return {key: value for key, value in mappings[0].items() if value is not None}
    given: dict[str, dict[str, Any]] = {}
    for mapping in mappings:
        for key, value in mapping.items():
            if value is not None:
                given.setdefault(key, {}).setdefault(repr(value), value)
    return {key: _one_or_all(list(values.values())) for key, values in given.items()}


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else tuple(values)


def masked(actual: Any) -> bool:
    """Whether something in a value was blanked."""
    if isinstance(actual, str):
        return is_masked(actual)
    if isinstance(actual, dict):
        return any(map(masked, actual.values()))
    return isinstance(actual, (list, tuple)) and any(map(masked, actual))
