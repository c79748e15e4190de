# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which field a member that the table does not know is taken for."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.newer_fields import field_declared, newer_field
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.fields import (
    NEWER_BOOLEAN,
    NEWER_LIST,
    NEWER_NUMBER,
    NEWER_STRUCTURE,
    NEWER_TEXT,
    NEWER_VALUE,
    Field,
    Structure,
)


@pytest.mark.parametrize(
    ("declared", "field"),
    [
        (5, NEWER_NUMBER),
        ({"eq": True}, NEWER_BOOLEAN),
        ({"or_absent": True, "present": True, "ge": 5}, NEWER_NUMBER),
        ({"present": True}, NEWER_TEXT),
        ({"in": [5, "x"]}, NEWER_VALUE),
        ({"in": [{"a": 1}]}, NEWER_VALUE),
        ({"in": [5, 6.5]}, NEWER_NUMBER),
        ({"not_in": [True]}, NEWER_BOOLEAN),
        ({"in": []}, NEWER_LIST),
        ({"contains": [5]}, NEWER_LIST),
        ({"depth": {"ge": 3}, "present": True, "or_absent": True}, Structure({"depth": NEWER_NUMBER})),
        ({"eq": {"ge": 3}}, Structure({"eq": NEWER_NUMBER})),
    ],
)
def test_what_nobody_has_is_taken_for_what_is_declared(declared: Any, field: Field) -> None:
    assert field_declared(declared) == field


@pytest.mark.parametrize(
    ("declared", "values", "field"),
    [
        ("7", [7], NEWER_NUMBER),
        ("x", [7], NEWER_TEXT),
        ({"eq": {"a": 1}}, ["x"], NEWER_TEXT),
        ({"gt": "text"}, ["x"], NEWER_TEXT),
        ({"present": True}, [7], NEWER_NUMBER),
        ({"present": True, "or_absent": True}, [{"a": 1}], NEWER_STRUCTURE),
        ({"present": True, "eq": 5}, [{"a": 1}], NEWER_NUMBER),
        ({"eq": "x"}, [7, {"eq": "y"}], NEWER_STRUCTURE),
        ({"depth": 3}, ["x", {"a": "y"}], NEWER_STRUCTURE),
        ({"depth": 3}, ["x"], Structure({"depth": NEWER_NUMBER})),
        ({"mtach": "x"}, ["x"], NEWER_TEXT),
    ],
)
def test_what_sessions_have_counts_unless_what_is_declared_is_right_in_itself(
    declared: Any, values: list[Any], field: Field
) -> None:
    assert newer_field(declared, values) == field
