# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever starts a session cannot make the comparison slow: twice as many settings take twice the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.module_utils._athena.derived import derive
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baselines import Baseline
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MANY = 4000
EVERYTHING = {"name": "all", "exhaustive": True, "expect": {"work_group": "w"}}


def session(classifications: list[dict[str, Any]], **members: Any) -> dict[str, Any]:
    made = {
        "session_id": "s",
        "region": "r",
        "work_group": "w",
        "engine_configuration": {"classifications": classifications},
    }
    return {**made, "derived": derive(made, NOW), **members}


def conflicts() -> dict[str, Any]:
    entries = [{"name": "spark-defaults", "properties": dict.fromkeys(map(str, range(MANY)), value)} for value in "ab"]
    policy = {"name": "derived", "exhaustive": ["/derived/spark_properties"]}
    return {"sessions": [session(entries)], "policies": [policy]}


def classifications() -> dict[str, Any]:
    return {"sessions": [session([{"name": f"c{number}", "properties": {"k": "v"}} for number in range(MANY)])]}


def newer_members() -> dict[str, Any]:
    return {"sessions": [session([], **{f"m{number}": {"a": "b"} for number in range(MANY)})]}


def captured(arguments: dict[str, Any]) -> dict[str, Any]:
    baseline = Baseline(arguments["sessions"])
    newer = {"newer": baseline.newer} if baseline.newer else {}
    return {**arguments, "policies": [{"name": "b", "exhaustive": True, **newer, "expect": baseline.expected}]}


def explained(arguments: dict[str, Any]) -> dict[str, Any]:
    (its,) = arguments["sessions"]
    work_groups = [{"name": "w", "region": "r", "configuration": its}]
    return {**arguments, "policies": [EVERYTHING], "work_groups": work_groups}


@pytest.mark.parametrize(
    ("arguments", "verdict"),
    [
        (conflicts, "drifted"),
        (lambda: captured(classifications()), "compliant"),
        (lambda: captured(newer_members()), "compliant"),
        (lambda: explained(classifications()), "drifted"),
    ],
)
def test_thousands_of_settings_take_no_time(arguments: Callable[[], dict[str, Any]], verdict: str) -> None:
    began = time.process_time()
    assert audit(now=NOW, **arguments())["verdict"] == verdict
    assert time.process_time() - began < 5
