# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many findings each waiver of a run concerned."""

from __future__ import annotations

from datetime import UTC, datetime

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WAIVER = {"policy": "expected", "reason": "r", "owner": "o", "expires": "2027-06-30"}
EXPECTED = {"work_group": "etl", "description": "nightly", "region": "eu-west-1"}


def counts(sessions: list[dict[str, object]], *waivers: dict[str, object]) -> list[int]:
    report = audit(sessions=sessions, expected=EXPECTED, waivers=[*waivers], now=NOW)
    return [waiver["findings"] for waiver in report["waivers"]["in_force"]]


def test_every_waiver_counts_every_finding_that_it_concerns() -> None:
    sessions: list[dict[str, object]] = [
        {"session_id": "s-1", "work_group": "x", "region": "eu-west-1", "description": "y"},
        {"session_id": "s-2", "work_group": "x", "region": "eu-west-1", "description": "nightly"},
    ]
    assert counts(sessions, WAIVER, {**WAIVER, "pointer": "/work_group"}, {**WAIVER, "pointer": "/region"}) == [3, 2, 0]


def test_several_readings_of_a_session_count_as_one() -> None:
    session: dict[str, object] = {"session_id": "s-1", "work_group": "x", "region": "eu-west-1", "description": "y"}
    assert counts([session, {**session, "description": "z"}], WAIVER) == [2]
