# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data is held against the types that mypy knows."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, NotRequired, TypedDict

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.typed_shapes import (
    Count,
    NonEmpty,
    matching,
    mismatches,
)

Day = Annotated[str, matching(r"\d{4}-\d\d-\d\d", "a date", date.fromisoformat)]


class Named(TypedDict):
    name: NonEmpty


class Thing(Named):
    kind: Literal["a", "b"]
    version: Literal[1]
    day: Day | None
    counts: dict[str, Count]
    parts: NotRequired[list[Named]]
    value: NotRequired[Any]
    share: NotRequired[float]


THING: dict[str, Any] = {"name": "x", "kind": "a", "version": 1, "day": "2026-12-31", "counts": {"all": 0}}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"day": None},
        {"counts": {}},
        {"parts": []},
        {"parts": [{"name": "y"}]},
        {"value": None},
        {"value": [1]},
        {"share": 0.5},
        {"share": 1},
    ],
)
def test_what_fits(change: dict[str, Any]) -> None:
    assert list(mismatches(Thing, THING | change)) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"name": ""}, "name must be a text that is not empty"),
        ({"name": None}, "name must be a text that is not empty"),
        ({"kind": "c"}, "kind must be one of a, b"),
        ({"kind": ["a"]}, "kind must be one of a, b"),
        ({"version": 2}, "version must be 1"),
        ({"version": True}, "version must be 1"),
        ({"version": 1.0}, "version must be 1"),
        ({"day": "31.12.2026"}, "day must be a date"),
        ({"day": "2026-13-31"}, "day must be a date"),
        ({"day": "２０２６-12-31"}, "day must be a date"),
        ({"day": 20261231}, "day must be a date"),
        ({"counts": []}, "counts must be a mapping"),
        ({"counts": {"all": -1}}, "counts.all must be a count"),
        ({"counts": {"all": True}}, "counts.all must be a count"),
        ({"counts": {"all": "1"}}, "counts.all must be a count"),
        ({"parts": {}}, "parts must be a list"),
        ({"parts": [{"name": "y"}, {}]}, "parts[1].name is missing"),
        ({"parts": ["y"]}, "parts[0] must be a mapping"),
        ({"share": "0.5"}, "share must be a number"),
        ({"share": True}, "share must be a number"),
        ({"more": 1}, "more is unknown"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(change: dict[str, Any], problem: str) -> None:
    assert list(mismatches(Thing, THING | change)) == [problem]


@pytest.mark.parametrize("member", THING)
def test_what_is_required_is_required_where_it_is_inherited_too(member: str) -> None:
    assert list(mismatches(Thing, {name: THING[name] for name in THING if name != member})) == [f"{member} is missing"]


@pytest.mark.parametrize("data", [None, [], "x", 1])
def test_what_is_no_mapping(data: Any) -> None:
    assert list(mismatches(Thing, data)) == ["it must be a mapping"]
