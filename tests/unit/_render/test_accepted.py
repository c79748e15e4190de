# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The formats for machines are what their readers take, whatever the report: Security Hub, OCSF, Prometheus."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from support import fleet_reports, reports
from support.accepted import assert_accepted, assert_asff
from support.hostile import HOSTILE, hostile_report, hostile_reports

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.formats import FORMATS

PLACE: dict[str, Any] = {"account_id": "123456789012", "regions": ["eu-west-1"]}
MADE = {
    "empty": reports.report(),
    "typical": reports.typical(),
    "merged": reports.merged({"prod": reports.typical(), "dev": reports.report()}, missing=["gone"]),
    "fleet": fleet_reports.single(300),
    "merged fleet": fleet_reports.merged(sessions=50),
    "compliant": fleet_reports.compliant(),
    "failed": fleet_reports.failed(),
    "hostile": hostile_report(),
}


def placed(report: dict[str, Any]) -> dict[str, Any]:
    """The report as if it were of one known account and region."""
    one = {name: value for name, value in report.items() if name != "targets"} | PLACE
    for part in ("sessions", "findings", "earlier"):
        entries = ({name: value for name, value in entry.items() if name != "target"} for entry in one[part])
        one[part] = [{**entry, "region": "eu-west-1"} for entry in entries]
    return one


@pytest.mark.parametrize("name", MADE)
def test_made_by_hand(name: str) -> None:
    assert_accepted(MADE[name])
    assert_accepted(placed(MADE[name]))
    assert FORMATS["asff"].problems(placed(MADE[name])) == []


@given(hostile_reports())
def test_hostile_texts(report: dict[str, Any]) -> None:
    assert_accepted(report)
    assert_accepted(placed(report))


@pytest.mark.parametrize("text", [*HOSTILE, "\U0001f600" * 3000, "\u6f22" * 3000], ids=range(len(HOSTILE) + 2))
def test_the_largest_finding_is_small_enough_for_a_hundred_in_one_call(text: str) -> None:
    found = [
        reports.finding(text + str(number), "waived", work_group=text, policy=text, pointer=f"/{text}", actual=text,
                        declared=text, state=text, message=text, remediation=text, owner=text,
                        waiver={"reason": text, "owner": text, "expires": "2026-12-31"})
        for number in range(50)
    ]  # fmt: skip
    labels = {f"{number}{text}": text for number in range(60)}
    controls = {"name": text, "severity": "error", "controls": [text] * 60}
    sessions = [reports.session(finding["session_id"], policies={text: 1}) for finding in found]
    report = placed(reports.report(sessions, found, labels=labels, policies=[controls]))
    findings = assert_asff(FORMATS["asff"].render(report))
    assert max(len(str(finding).encode("ascii", "backslashreplace")) for finding in findings) < 60_000
