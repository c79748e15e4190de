# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a session is walked: places of classifications, values given twice, what is no container, what was blanked."""

from __future__ import annotations

import time
from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._session.access import by_name, lookup, masked, settings
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.kinds import Unverifiable

CLASSIFICATIONS = ("engine_configuration", "classifications")


def session(classifications: Any) -> dict[str, Any]:
    return {"engine_configuration": {"classifications": classifications}}


@pytest.mark.parametrize(
    ("classifications", "found"),
    [
        ([], {}),
        ([{"name": "a"}], {"a": {}}),
        ([{"name": "a", "properties": {"k": "v", "n": None}}], {"a": {"k": "v"}}),
        ([{"name": "a", "properties": {"k": "v", "": "e"}, "more": 1}], {"a": {"k": "v", "": {"more": 1, "": "e"}}}),
        ([{"properties": {"k": "v"}}, {"name": None}], {"": {"k": "v"}}),
        ([{"name": 5, "properties": None}], {"": {"": {"name": 5}}}),
        (
            [{"name": "a", "properties": {"k": "v", "x": "1"}}, {"name": "a", "properties": {"k": "w", "x": "1"}}],
            {"a": {"k": ("v", "w"), "x": "1"}},
        ),
        ([{"name": "a", "properties": []}, {"name": "b"}], {"a": [{"name": "a", "properties": []}], "b": {}}),
        ([{"name": "a"}, "b"], None),
    ],
)
def test_classifications_by_name(classifications: list[Any], found: Any) -> None:
    assert by_name(classifications) == found


def test_thousands_of_classifications_of_one_name_are_one_in_no_time() -> None:
    listed = [{"name": "a", "properties": {"k": str(number)}} for number in range(3000)]
    began = time.process_time()
    found = by_name(listed)
    assert found is not None and len(found["a"]["k"]) == 3000
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("tree", "path"),
    [
        ({"a": "x"}, ("a", "b")),
        ({"a": ["b"]}, ("a", "b")),
        ({"a": {"b": 0}}, ("a", "b", "c", "d")),
        (session("x"), (*CLASSIFICATIONS, "a")),
        (session({"a": {}}), (*CLASSIFICATIONS, "a")),
        (session([["a"]]), (*CLASSIFICATIONS, "a", "k")),
        (session([{"name": "a", "properties": "x"}]), (*CLASSIFICATIONS, "a", "k")),
    ],
)
def test_nothing_is_below_what_is_not_a_mapping(tree: Any, path: tuple[str, ...]) -> None:
    with pytest.raises(Unverifiable, match=f"^/{path[0]}.* belongs: what belongs below it cannot be verified$"):
        lookup(tree, path)


@pytest.mark.parametrize("tree", [{}, {"a": None}, {"a": {}}, {"a": {"b": None}}])
def test_what_is_absent_has_nothing_below_it(tree: Any) -> None:
    assert lookup(tree, ("a", "b", "c")) is None


def test_settings_come_in_the_order_of_the_table_and_what_it_does_not_know_at_the_end() -> None:
    tree = {
        "newer": [1],
        "status": {"state": "IDLE"},
        "session_configuration": {"idle_timeout_seconds": 5, "newer": {}, "execution_role": "r"},
        "engine_configuration": {"classifications": [{"name": "a"}], "additional_configs": {"NotebookId": "n"}},
        "work_group": "etl",
        "description": "d",
    }
    assert list(settings(tree)) == [
        (("work_group",), "etl"),
        ((*CLASSIFICATIONS, "a"), {}),
        (("session_configuration", "execution_role"), "r"),
        (("session_configuration", "idle_timeout_seconds"), 5),
        (("session_configuration", "newer"), {}),
        (("newer",), [1]),
    ]


@pytest.mark.parametrize("value", ["a ******** b", ["x", "********"], [{"a": ["********"]}], ("x", "********")])
def test_what_was_blanked_anywhere_is_no_value(value: Any) -> None:
    assert masked(value)
    assert not masked(["x", {"y": 1}, None])
