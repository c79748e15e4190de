# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Events for OCSF: what a fault becomes there, and that what could not be verified never passes."""

from __future__ import annotations

from typing import Any

import pytest
from support import reports
from support.accepted import assert_ocsf

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.ocsf import ocsf

Json = dict[str, Any]


def events(report: Json) -> list[Json]:
    """The events, that about the audit last."""
    return assert_ocsf(ocsf(report))


def fault(*found: Json, **members: Any) -> Json:
    sessions = [reports.session(one["session_id"], "drifted") for one in found]
    return events(reports.report(sessions, found, **members))[0]


def outcome(event: Json) -> tuple[str, str, str]:
    return event["activity_name"], event["status"], event["compliance"]["status"]


def test_a_fault() -> None:
    found = reports.finding("s-1", remediation="Restart it.", owner="data", change="persisting",
                            first_seen="2026-11-01T02:00:00+00:00")  # fmt: skip
    policy = {"name": "base", "severity": "error", "controls": ["NIST 800-53 SC-8"]}
    made = fault(found, policies=[policy])
    assert made["severity"] == "High"
    assert made["finding_info"] == {
        "uid": "0123456789abcdef",
        "title": "base: /engine_configuration/max_concurrent_dpus in work group etl",
        "desc": "1 session: 60 is over 20",
        "first_seen_time": 1793498400000,
        "last_seen_time": 1795366800000,
        "modified_time": 1795366800000,
    }
    assert made["compliance"] == {
        "status_id": 3,
        "status": "Fail",
        "status_code": "drift",
        "control": "base",
        "requirements": ["NIST 800-53 SC-8"],
        "status_details": ["60 is over 20"],
    }
    assert made["cloud"] == {
        "provider": "AWS",
        "account": {"uid": "123456789012", "type_id": 10, "type": "AWS Account"},
        "region": "eu-west-1",
    }
    assert made["resources"] == [
        {
            "uid": "s-1",
            "type": "AWS::Athena::Session",
            "region": "eu-west-1",
            "owner": {"name": "data"},
            "data": {"state": "IDLE", "work_group": "etl"},
        }
    ]
    assert made["remediation"] == {"desc": "Restart it."}
    assert made["unmapped"] == {
        "pointer": "/engine_configuration/max_concurrent_dpus",
        "kind": "different",
        "declared": "is at most 20",
        "actual": "60",
        "change": "persisting",
    }


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([{"status": "drift"}], ("Create", "New", "Fail")),
        ([{"status": "drift", "change": "new", "first_seen": reports.NOW}], ("Create", "New", "Fail")),
        ([{"status": "drift", "change": "changed", "first_seen": reports.NOW}], ("Update", "New", "Fail")),
        ([{"status": "unverified"}], ("Create", "New", "Warning")),
        ([{"status": "waived"}], ("Create", "Suppressed", "Fail")),
        ([{"status": "waived", "kind": "unverifiable"}], ("Create", "Suppressed", "Warning")),
        ([{"status": "waived"}, {"status": "drift"}], ("Create", "New", "Fail")),
    ],
)
def test_outcomes(found: list[Json], expected: tuple[str, str, str]) -> None:
    assert outcome(fault(*(reports.finding(f"s-{number}", **one) for number, one in enumerate(found)))) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("fixed", ("Close", "Resolved", "Pass")),
        ("gone", ("Close", "Archived", "Warning")),
        ("unknown", ("Update", "New", "Warning")),
    ],
)
def test_earlier_drift(change: str, expected: tuple[str, str, str]) -> None:
    made = events(reports.report([reports.session()], earlier=[reports.earlier(change)]))[0]
    assert outcome(made) == expected
    assert made["finding_info"]["uid"] == "fedcba9876543210"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, "Pass"),
        ({"errors": [{"stage": "read", "message": "no credentials"}]}, "Warning"),
        ({"unreadable": [reports.unreadable()]}, "Warning"),
        ({"unreadable": [reports.unreadable("gone")]}, "Pass"),
    ],
)
def test_whether_everything_was_verified(parts: Json, expected: str) -> None:
    (made,) = events(reports.report([reports.session()], **parts))
    assert made["compliance"]["status"] == expected


def test_nothing_checked_is_no_pass() -> None:
    (made,) = events(reports.report())
    assert made["compliance"]["status"] == "Warning"
    assert made["compliance"]["status_details"] == ["not one check was made"]


def test_a_merged_report_has_the_account_of_each_target() -> None:
    parts = {
        name: reports.typical() | {"account_id": account}
        for name, account in {"prod": "123456789012", "dev": "210987654321"}.items()
    }
    accounts = {
        event["unmapped"]["target"]: event["cloud"]["account"]["uid"]
        for event in events(reports.merged(parts))
        if "unmapped" in event
    }
    assert accounts == {"prod": "123456789012", "dev": "210987654321"}
