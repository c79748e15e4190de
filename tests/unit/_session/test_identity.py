# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which readings are of one session."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.identity import by_session

A = {"session_id": "a", "region": "eu-west-1", "status": {"state": "IDLE"}}
LATER = {**A, "status": {"state": "BUSY"}}
B = {**A, "session_id": "b"}
ELSEWHERE = {**A, "region": "us-east-1"}


@pytest.mark.parametrize(
    ("readings", "sessions"),
    [
        ([], []),
        ([A, B], [("a", [A]), ("b", [B])]),
        ([A, B, LATER], [("a", [A, LATER]), ("b", [B])]),
        ([A, ELSEWHERE], [("a", [A]), ("a", [ELSEWHERE])]),
        ([{"work_group": "x"}, {"work_group": "x"}], [("(no id)", [{"work_group": "x"}] * 2)]),
        (
            [{"work_group": "x"}, {"work_group": "y"}, {"session_id": 5}],
            [
                ("(no id)", [{"work_group": "x"}]),
                ("(no id, 2)", [{"work_group": "y"}]),
                ("(no id, 3)", [{"session_id": 5}]),
            ],
        ),
    ],
)
def test_readings_by_session(readings: list[dict[str, Any]], sessions: list[Any]) -> None:
    assert [(name["session_id"], group) for name, group in by_session(readings)] == sessions


def test_a_session_is_named_as_in_its_last_reading() -> None:
    assert [name["state"] for name, _readings in by_session([A, LATER])] == ["BUSY"]


@pytest.mark.parametrize("odd", [date(2026, 12, 31), 5, ["etl"], float("nan")])
@pytest.mark.parametrize("member", ["session_id", "work_group", "region", "status"])
def test_ad_hoc_sessions_may_be_named_by_anything(member: str, odd: Any) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    report = audit(
        sessions=[{**A, member: odd}, {"region": "us-east-1", member: odd}], expected={"description": "x"}, now=now
    )
    assert report["summary"]["sessions"] == len(report["findings"]) == 2
