# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kinds of values that the table of fields does not know: what a newer service has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .._common.plain_data import jsonable
from .._values.kinds import Boolean, Kind, Number, TextList, Unverifiable, describe


class _OtherTypeDiffers(Kind):
    """A value that the table does not know. What it is follows from its type alone: one of another type differs."""

    def same(self, declared: Any, actual: Any, engine_version: str | None) -> bool:
        try:
            return super().same(declared, actual, engine_version)
        except Unverifiable:
            return False


class NewerText(_OtherTypeDiffers, Kind):
    """A text that the table does not know."""


class NewerNumber(_OtherTypeDiffers, Number):
    """A number that the table does not know."""


class NewerBoolean(_OtherTypeDiffers, Boolean):
    """A switch that the table does not know."""


class NewerList(_OtherTypeDiffers, TextList):
    """A list that the table does not know: the same members in any order, whatever they are."""

    whole = True

    def problem(self, declared: Any) -> str | None:
        return None if isinstance(declared, list) else f"a list is needed here, not {describe(declared)}"

    def normal(self, value: Any, engine_version: str | None) -> Any:
        if not isinstance(value, list):
            raise Unverifiable(f"the session has {describe(value)} where a list was expected")
        return sorted(json.dumps(member, sort_keys=True, default=str) for member in value)


class NewerValue(Kind):
    """A value that the table does not know, of any type: a mapping is the same with the same members."""

    name = "value"
    textual = False
    members = False
    whole = True

    def problem(self, declared: Any) -> str | None:
        if declared is None or isinstance(declared, Mapping):
            return "null says nothing here" if declared is None else None
        return newer_kind(declared).problem(declared)

    def same(self, declared: Any, actual: Any, engine_version: str | None) -> bool:
        if not isinstance(declared, Mapping):
            return newer_kind(declared).same(declared, actual, engine_version)
        return isinstance(actual, Mapping) and _canonical(declared) == _canonical(actual)


def _canonical(value: Any) -> str:
    return json.dumps(_without_nulls(jsonable(value)), sort_keys=True)


def _without_nulls(value: Any) -> Any:
    """What is null in a mapping is absent."""
    if isinstance(value, dict):
        return {name: _without_nulls(member) for name, member in value.items() if member is not None}
    return [_without_nulls(member) for member in value] if isinstance(value, list) else value


TEXT, NUMBER, BOOLEAN, LIST = NewerText(), NewerNumber(), NewerBoolean(), NewerList()


def newer_kind(value: Any) -> Kind:
    """The kind of a value that is no mapping."""
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, (int, float)):
        return NUMBER
    return LIST if isinstance(value, list) else TEXT
